"""The key language: whatever a person writes, each key means one thing and nobody is locked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.verbs import VERBS, fitting, key_words, keys_of

ANY_KEY = st.one_of(
    st.sampled_from([key for verb in VERBS.values() for key in (*verb.keys, *verb.kept)]),
    st.text(max_size=3),
    st.sampled_from(["f5", "ctrl+k", "K", "7", "ö", ","]),
    st.integers(),
)
ANY_TABLE = st.dictionaries(st.one_of(st.sampled_from([*VERBS]), st.text(max_size=5)), ANY_KEY, max_size=8)


@given(own=ANY_TABLE)
def test_what_fits_leaves_each_key_one_meaning(own: dict[str, object]) -> None:
    good, wrong = fitting(own)
    assert {*good} | {*wrong} == {*own}
    assert not {*good} & {*wrong}
    taken = [key for verb in VERBS for key in keys_of(verb, good)]
    assert len(taken) == len(set(taken))
    for verb in ("next", "back", "tick", "help"):
        assert keys_of(verb, good) == VERBS[verb].keys
    assert "f2" in keys_of("find", good)
    assert all(said for said in wrong.values())


@given(own=ANY_TABLE)
def test_what_fits_fits_again(own: dict[str, object]) -> None:
    good, _ = fitting(own)
    assert fitting(good) == (good, {})


def test_the_usual_key_by_name_fits() -> None:
    own = {verb.id: verb.keys[0] for verb in VERBS.values() if not verb.firm}
    assert fitting(own) == (own, {})


@pytest.mark.parametrize(
    ("verb", "key", "words"),
    [
        ("check_in", "p", '"p" already means "plan"'),
        ("check_in", "enter", "cannot have Enter"),
        ("check_in", "escape", "cannot have Escape"),
        ("check_in", " ", "cannot have Space"),
        ("check_in", "?", "cannot have ?"),
        ("check_in", "f1", "cannot have F1"),
        ("check_in", "f2", "cannot have F2"),
        ("check_in", "7", "a number on the scales"),
        ("check_in", "x", "a number on the scales"),
        ("check_in", "K", 'write "k"'),
        ("check_in", "ctrl+k", "one plain key"),
        ("check_in", "", "one plain key"),
        ("check_in", 5, "one plain key"),
        ("help", "k", "keeps its key: ? and F1"),
        ("chek_in", "k", "not a verb"),
        ("undo", "r", '"r" already means "swap" (replace)'),
    ],
)
def test_why_a_key_does_not_fit(verb: str, key: object, words: str) -> None:
    good, wrong = fitting({verb: key})
    assert good == {}
    assert words in wrong[verb]


def test_two_verbs_may_change_their_keys_with_each_other() -> None:
    assert fitting({"done": "s", "skip": "d"}) == ({"done": "s", "skip": "d"}, {})


def test_one_misfit_takes_along_what_leans_on_it() -> None:
    good, wrong = fitting({"done": "s", "skip": "enter", "undo": "k"})
    assert good == {"undo": "k"}
    assert {*wrong} == {"done", "skip"}


def test_keys_as_people_read_them() -> None:
    assert [key_words(key) for key in ("enter", " ", "f5", "k", "+")] == ["Enter", "Space", "F5", "k", "+"]
