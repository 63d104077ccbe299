"""Finding by typed words: all words fit, slips are forgiven, nothing typed is everything."""

from hypothesis import given
from hypothesis import strategies as st

from coach.engine.search import search, words_of

ENTRIES = {
    "clam": words_of("Clam with a pillow", "on your side the outer hip", "str_clam"),
    "calf": words_of("Standing calf stretch", "worktop the calf"),
    "bed": words_of("Leg over the bed edge", "on your back the front of the hip"),
}


def test_every_word_has_to_fit() -> None:
    assert search(ENTRIES, "hip side") == ["clam"]
    assert search(ENTRIES, "hip") == ["clam", "bed"]
    assert search(ENTRIES, "calf pillow") == []


def test_a_name_comes_before_what_is_said_about_it() -> None:
    entries = {"said": words_of("Reach", "the bed"), "named": words_of("Bed reach")}
    assert search(entries, "bed") == ["named", "said"]


def test_a_slip_of_the_hand_is_forgiven_only_where_nothing_fits() -> None:
    assert search(ENTRIES, "strech") == ["calf"]
    assert search(ENTRIES, "xylophone") == []


def test_an_id_finds_its_own() -> None:
    assert search({**ENTRIES, "other": words_of("str_clam twin")}, "str_clam")[0] == "clam"


@given(st.text(max_size=12))
def test_whatever_is_typed_finds_each_entry_once_at_most(typed: str) -> None:
    found = search(ENTRIES, typed)
    assert len(found) == len(set(found))
    assert set(found) <= set(ENTRIES)
    if not typed.strip():
        assert found == list(ENTRIES)


@given(st.sampled_from(sorted(ENTRIES)), st.data())
def test_each_word_of_an_entry_finds_it(name: str, data: st.DataObject) -> None:
    words = ENTRIES[name]
    assert name in search(ENTRIES, data.draw(st.sampled_from(words.name + words.rest)))
