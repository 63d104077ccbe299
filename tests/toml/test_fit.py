from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.exercise import Dose
from coach.domain.plan import Plan
from coach.domain.profile import Profile
from coach.domain.settings import Settings
from coach.toml.document import Document, read_document
from coach.toml.fit import fit, newer_format, read, suggest
from coach.toml.problems import Problem, ProblemsError
from coach.toml.words import did_you_mean

SAFETY = "format = 1\n[safety]\nnow = []\nbackground = []\n"


def said(text: str, model: type[Any] = Profile) -> list[str]:
    return [str(problem) for problem in read(text.encode(), "profile.toml", model)[2]]


def only(text: str, model: type[Any] = Profile) -> str:
    problems = said(text, model)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            '[ms]\nfatigue = "ten"',
            'line 6, column 11: ms > fatigue: must be a whole number between 0 and 10, but is "ten"',
        ),
        ('[ms]\nfatigue = "7"', "Write it without quotes: 7."),
        ("[ms]\nfatigue = 7.0", "Write it without the point: 7."),
        ("[ms]\nfatigue = 11", "must be between 0 and 10, but is 11."),
        ("[ms]\nfatigue = true", "must be a whole number between 0 and 10, but is true"),
        (
            "[ms]\nfatige = 3",
            "line 6, column 1: ms > fatige: is not a key that the coach knows here. Did you mean fatigue?",
        ),
        (
            "[wishs]\ngoals = []",
            "line 5, column 2: wishs: is not a key that the coach knows here. Did you mean wishes?",
        ),
        (
            '[ms]\ngait = "gait_toe_drag"',
            'must be a list in square brackets, but is "gait_toe_drag". Write ["gait_toe_drag"].',
        ),
        ('[hip]\nzones = ["groin"]', 'hip > zones 1: must be one of "z_groin"'),
        ('[hip]\nzones = ["groin"]', 'Did you mean "z_groin"?'),
        ('[person]\nsex = "femal"', 'must be "female", "male" or "no_answer", but is "femal". Did you mean "female"?'),
        ('[capacity]\nequipment = ["bandd"]', '"bandd" is not one of the 21 words that fit here. Did you mean "band"?'),
        ('[capacity]\nequipment = ["zzzzz"]', '"arm_cycle"'),
        ("[capacity]\nwake = 730", 'must be a time "HH:MM" in quotes, for example "08:30", but is 730.'),
        ('[capacity]\nwake = "7:30"', 'but is "7:30". Write "07:30".'),
        ('[capacity]\nsleep = "10.30 pm"', 'Write "22:30".'),
        ("[capacity]\nwake = 07:30", 'the time 07:30 stands without quotes. Write it in quotes: "07:30".'),
        ('[capacity]\nhelper_times = ["7-8"]', 'a span of the day in quotes, for example "07:30-10:00"'),
        ('[body]\nweight_kg = "74,5"', "Write it without quotes: 74.5."),
        ("[body]\nweight_kg = 1000", "must be between 30 and 250, but is 1000."),
        ("[body]\nwaist_cm = nan", "must be between 50 and 200, but is nan."),
        ('[asked]\ntaught_standing = "yes"', 'must be true or false, but is "yes". Write true, without quotes.'),
        ('[wishes]\ngoals = ["sleep", "work", "hobby", "stairs"]', "takes at most 3 values, but has 4."),
        ('[[medicine]]\nstarted = "2026-11-01"', "Write it without quotes: 2026-11-01."),
        ("[[medicine]]\nstarted = 2026-11-01T10:00:00", "Write the day alone: 2026-11-01."),
        ('[[medicine]]\nid = "a"\nname = ""', 'medicine "a" > name: must not be empty.'),
        ("[[body]]\nheight_cm = 170", "body: must be a table, but is a list."),
        ("medicine = 1", "medicine: must be a list"),
    ],
)
def test_a_misfit_names_place_value_and_mend(line: str, words: str) -> None:
    text = f"{line}\n{SAFETY}" if line == "medicine = 1" else SAFETY + line
    assert words in only(text)


def test_a_key_of_another_table_is_sent_home() -> None:
    assert "It belongs in [hip]." in only(SAFETY.replace("[safety]", "pain = 3\n[safety]"))


def test_a_missing_key_comes_with_an_example() -> None:
    problems = said('format = 1\nstarts = 2026-11-23\n[[session]]\nid = "m"\ntitle = "M"\ndays = ["mon"]\n', Plan)
    assert problems == [
        'profile.toml, line 3, column 1: session "m" > at: is missing. Add it, for example: at = "08:30".'
    ]
    assert "Add the table [safety]" in only("format = 1\n")


def test_inner_items_go_by_number_because_an_exercise_may_come_twice() -> None:
    text = """format = 1
starts = 2026-11-23
[[session]]
id = "morning"
title = "M"
days = ["mon"]
at = "08:00"
[[session.exercise]]
id = "a"
[[session.exercise]]
id = "a"
reps = "ten"
"""
    assert only(text, Plan).startswith(
        'profile.toml, line 12, column 8: session "morning" > exercise 2 > reps: must be'
    )


def test_all_problems_are_told_in_the_order_of_the_file_once_each() -> None:
    problems = said(SAFETY + '[ms]\nheat = 9\nfalls = "x"\n[capacity]\nwake = 07:30\nsleep = 22:00\n[hip]\npain = -1\n')
    lines = [int(text.split("line ")[1].split(",")[0]) for text in problems]
    assert lines == [6, 7, 9, 10, 12]


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (
            "format = 3",
            "was written by a newer Hip Coach (format 3, this one reads 1). Update the coach; nothing was changed.",
        ),
        ("", "format: is missing. Begin the file with: format = 1."),
        ('format = "1"', 'format: must be a whole number from 1 to 1, but is "1". Write format = 1.'),
        ("format = true", "but is true"),
        ("format = 0", "but is 0"),
    ],
)
def test_the_format_is_looked_at_first(first: str, words: str) -> None:
    assert words in only(f"{first}\n[safety]\nnow = []\nbackground = []\n")


def test_of_a_newer_format_nothing_else_is_said() -> None:
    assert len(said("format = 2\nbrand_new = true\n")) == 1
    document, _ = read_document(b"format = 2", "plan.toml")
    assert document is not None
    assert newer_format(document, 2) is None


def test_a_table_of_a_file_can_be_read_with_keys_from_elsewhere() -> None:
    document, _ = read_document(b"[a.dose]\nsets = 2\nfigure = 1\n[a.other]\nsets = 99", "e.toml")
    assert document is not None
    dose, problems = fit(document, Dose, at=("a", "dose"), given={"reps": 3}, ignore=("figure",))
    assert (dose, problems) == (Dose(sets=2, reps=3), ())
    _, problems = fit(document, Dose, at=("a", "other"))
    assert [str(problem) for problem in problems] == [
        "e.toml, line 5, column 8: a > other > sets: must be between 1 and 60, but is 99."
    ]
    assert fit(document, Dose, at=("b",))[0] is None


@pytest.mark.parametrize(
    ("word", "meant"),
    [("Sesion", "session"), ("hold-s", "hold_s"), ("groin", "z_groin"), ("qqqqqq", None), ("", None)],
)
def test_the_word_that_was_meant(word: str, meant: str | None) -> None:
    known = ["session", "hold_s", "rest_s", "z_groin"]
    assert suggest(word, known) == meant
    assert did_you_mean(word, known) == (f'Did you mean "{meant}"?' if meant else None)


def test_an_error_carries_its_problems_one_a_line() -> None:
    later, earlier = Problem("f", 9, 1, "b", "is wrong"), Problem("f", 2, 1, "a", "is wrong", "Mend it")
    error = ProblemsError([later, earlier])
    assert error.exit_code == 2
    assert str(error) == "f, line 2, column 1: a: is wrong. Mend it.\nf, line 9, column 1: b: is wrong."


values: st.SearchStrategy[Any] = st.recursive(
    st.none().map(lambda _: "x")
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.dates()
    | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = sorted({*Profile.model_fields, *Plan.model_fields, *Settings.model_fields, "wake", "id", "at"})


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), values, max_size=5))
def test_whatever_stands_in_a_file_becomes_a_model_or_problems(data: dict[str, Any]) -> None:
    for model in (Profile, Plan, Settings):
        value, problems = fit(Document("f", "", data), model)
        assert (value is None) == bool(problems)
        assert len({(p.line, p.column, p.key) for p in problems}) == len(problems)
        assert all("\n" not in str(problem) for problem in problems)
