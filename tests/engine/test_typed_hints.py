"""Words that people use for times, days and numbers: proposed in figures, never taken by themselves."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.questions import AnswerField
from coach.engine.typed import Misread, read_typed
from coach.engine.typed_hints import mend
from tests.engine.people import shipped

FIELDS: dict[str, AnswerField] = {
    field.id: field for question in shipped().rules.intake.question for field in question.field
}
TYPED = sorted(name for name, field in FIELDS.items() if field.kind in ("number", "time", "date", "spans"))
TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("wake", "8:30 am", "08:30"),
        ("wake", "8:30 pm", "20:30"),
        ("wake", "8 pm", "20:00"),
        ("wake", "8.30pm", "20:30"),
        ("wake", "12 am", "00:00"),
        ("wake", "12 pm", "12:00"),
        ("wake", "half past 8", "08:30"),
        ("sleep", "half past 8", "20:30"),
        ("sleep", "half past ten in the evening", "22:30"),
        ("sleep", "12 o'clock", "00:00"),
        ("sleep", "quarter to twelve at night", "23:45"),
        ("wake", "Quarter past seven in the morning", "07:15"),
        ("wake", "ten to seven", "06:50"),
        ("wake", "seven", "07:00"),
        ("wake", "noon", "12:00"),
        ("sleep", "midnight", "00:00"),
        ("helper_times", "8 am to 10 am", "08:00-10:00"),
        ("helper_times", "7:30 am - 9 am and 6 pm until 7 pm", "07:30-09:00, 18:00-19:00"),
        ("hip_left_date", "yesterday", "2026-11-24"),
        ("pregnancy_due", "next monday", "2026-11-30"),
        ("pregnancy_due", "next wednesday", "2026-12-02"),
        ("fracture_date", "last monday", "2026-11-23"),
        ("fracture_date", "last wednesday", "2026-11-18"),
        ("fracture_date", "3 weeks ago", "2026-11-04"),
        ("hip_left_date", "two years ago", "2024-11-25"),
        ("hip_left_date", "a month ago", "2026-10-25"),
        ("hip_left_date", "28 September 2026", "2026-09-28"),
        ("hip_left_date", "Sept 28th, 2026", "2026-09-28"),
        ("hip_left_date", "9/28/2026", "2026-09-28"),
        ("age", "about 52", "52"),
        ("age", "fifty two", "52"),
        ("weight_kg", "165 lbs", "74.8"),
        ("weight_kg", "11 st 11", "74.8"),
        ("height_cm", "5'6\"", "167.6"),
        ("height_cm", "5 ft 6 in", "167.6"),
        ("height_cm", "1,68 m", "168"),
        ("height_cm", "1.68", "168"),
        ("minutes", "half an hour", "30"),
        ("minutes", "1 hour", "60"),
        ("minutes", "20 min", "20"),
    ],
)
def test_words_become_a_proposal(field: str, typed: str, value: str) -> None:
    found = mend(FIELDS[field], typed, TODAY)
    assert found is not None
    assert found.value == value
    assert "Enter" in found.text


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("wake", "early", "07:30"),
        ("wake", "29 o'clock", "07:30"),
        ("helper_times", "mornings", "07:30-10:00"),
        ("hip_left_date", "9/8/2026", "2026-08-09 or 2026-09-08"),
        ("hip_left_date", "September 2025", "2025-09-15"),
        ("hip_left_date", "2019", "2019-06-15"),
        ("hip_left_date", "long ago", "Today, for example, is 2026-11-25"),
        ("hip_left_date", "31 June 2026", "year-month-day"),
    ],
)
def test_what_is_not_clear_is_not_guessed(field: str, typed: str, words: str) -> None:
    found = mend(FIELDS[field], typed, TODAY)
    assert found is not None
    assert found.value is None
    assert words in found.text


@pytest.mark.parametrize(("field", "typed"), [("age", "17"), ("age", "old"), ("weight_kg", "heavy"), ("minutes", "4")])
def test_numbers_that_do_not_fit_keep_their_plain_message(field: str, typed: str) -> None:
    assert mend(FIELDS[field], typed, TODAY) is None


WORDS = (
    "half",
    "past",
    "to",
    "8",
    "quarter",
    "pm",
    "next",
    "monday",
    "ago",
    "weeks",
    "2026",
    "sept",
    "31",
    "lbs",
    "'",
    "x",
)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(
    st.sampled_from(TYPED),
    st.one_of(
        st.text(max_size=30),
        st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
        st.text("0123456789.,:/'", max_size=9),
    ),
)  # fmt: skip
def test_every_proposal_is_one_that_fits(name: str, typed: str) -> None:
    found = mend(FIELDS[name], typed, TODAY)
    if found is not None and found.value is not None:
        assert not isinstance(read_typed(FIELDS[name], found.value), Misread)
