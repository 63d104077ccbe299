"""What people type: read as they write it, or told what would fit; never a stack trace."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.questions import AnswerField
from coach.engine.typed import Misread, read_time, read_typed
from tests.engine.people import shipped

FIELDS: dict[str, AnswerField] = {
    field.id: field for question in shipped().rules.intake.question for field in question.field
}
PLAIN = sorted(name for name, field in FIELDS.items() if field.kind != "medicines")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("spasticity", " 7 ", 7),
        ("spasticity", "x", 10),
        ("spasticity", "10", 10),
        ("weight_kg", "74,5", 74.5),
        ("weight_kg", "74.5 kg", 74.5),
        ("weight_kg", "250", 250),
        ("weight_kg", "30", 30),
        ("height_cm", "168 cm", 168),
        ("age", "52 years", 52),
        ("minutes", "20", 20),
        ("wake", "7", "07:00"),
        ("wake", "730", "07:30"),
        ("wake", "7.30", "07:30"),
        ("wake", "7h30", "07:30"),
        ("wake", "23:59", "23:59"),
        ("hip_left_date", "2026-09-28", date(2026, 9, 28)),
        ("hip_left_date", "28.9.2026", date(2026, 9, 28)),
        ("hip_left_date", "28. 9. 2026", date(2026, 9, 28)),
        ("days", "all", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
        ("days", "Friday, mon 3", ["mon", "wed", "fri"]),
        ("hip_left_lifted", "Y", True),
        ("hip_left_lifted", "no", False),
        ("mobility", "3", 3),
        ("mobility", "0", 0),
        ("side", "1", "left"),
        ("side", "left", "left"),
        ("zones", "1 3", ["z_groin", "z_buttock"]),
        ("zones", "groin, z_buttock groin", ["z_groin", "z_buttock"]),
        ("zones", "0", []),
        ("zones", "none", []),
        ("goals", "1 2 3", ["walk_further", "less_pain", "sleep"]),
        ("helper_times", "07:30-10:00", ["07:30-10:00"]),
        ("helper_times", "7 to 8, 17.30 - 19", ["07:00-08:00", "17:30-19:00"]),
    ],
)
def test_read_as_people_write_it(field: str, typed: str, value: Any) -> None:
    assert read_typed(FIELDS[field], typed) == value


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("spasticity", "11", "from 0 to 10"),
        ("spasticity", "-1", "from 0 to 10"),
        ("spasticity", "7.5", "from 0 to 10"),
        ("spasticity", "\u0667", "from 0 to 10"),
        ("spasticity", "", "Nothing was typed"),
        ("spasticity", "   ", "Nothing was typed"),
        ("weight_kg", "251", "it goes from 30 to 250 kg"),
        ("weight_kg", "29", "it goes from 30 to 250 kg"),
        ("weight_kg", "250,1", "it goes from 30 to 250 kg"),
        ("weight_kg", "1,234,567", "type a number"),
        ("weight_kg", "1e2", "type a number"),
        ("weight_kg", "nan", "type a number"),
        ("weight_kg", "heavy", "type a number, 30 to 250 kg"),
        ("age", "17", "18 to 100"),
        ("age", "52.5", "a whole number"),
        ("minutes", "4", "5 to 90"),
        ("wake", "24", "such as 07:30"),
        ("wake", "7:60", "such as 07:30"),
        ("wake", "half past seven", "such as 07:30"),
        ("hip_left_date", "2026-02-30", "year-month-day"),
        ("hip_left_date", "9/28/2026", "year-month-day"),
        ("hip_left_date", "0000-01-01", "year-month-day"),
        ("days", "mon x", "type days"),
        ("days", "8", "type days"),
        ("hip_left_lifted", "maybe", "y for yes"),
        ("mobility", "6", "0, 1, 2, 3, 4, 5"),
        ("side", "9", "1 to 5"),
        ("zones", "8", "from 1 to 7"),
        ("zones", "1 banana", "or 0 for none"),
        ("goals", "1 2 3 4", "choose 3 at most"),
        ("goals", "0", "numbers from 1"),
        ("helper_times", "10:00-07:30", "comes after the first"),
        ("helper_times", "07:30", "such as 07:30-10:00"),
    ],
)
def test_what_does_not_fit_is_told(field: str, typed: str, words: str) -> None:
    answer = read_typed(FIELDS[field], typed)
    assert isinstance(answer, Misread)
    assert words in answer.text


texts = st.one_of(
    st.text(max_size=30),
    st.text("0123456789.,:- hx", max_size=12),
    st.from_regex(r"[0-9]{1,4}[-./][0-9]{1,3}[-./][0-9]{1,5}", fullmatch=True),
    st.text(st.characters(categories=["Nd", "No", "Nl"]), max_size=4),
    st.lists(st.sampled_from(["1", "22", "z_groin", "groin", "mon", "none", "0", "to"]), max_size=5).map(" ".join),
    st.integers(200, 900).map(lambda times: "9" * times),
)  # fmt: skip


@settings(max_examples=600, derandomize=True, deadline=None)
@given(st.sampled_from(PLAIN), texts)
def test_no_typed_text_ever_raises_and_every_value_fits(name: str, typed: str) -> None:
    field = FIELDS[name]
    answer = read_typed(field, typed)
    if isinstance(answer, Misread):
        assert answer.text.endswith(".")
        return
    options = {option.id for option in field.options}
    if field.kind == "scale":
        assert answer in range(11)
    elif field.kind == "number":
        assert (field.min or 0) <= answer <= (field.max or 1e9)
        assert isinstance(answer, int) or not field.whole
    elif field.kind == "one":
        assert str(answer) in options
    elif field.kind == "many":
        assert {str(one) for one in answer} <= options
        assert len(answer) == len(set(answer)) <= (field.most or 99)
    elif field.kind == "time":
        assert read_time(answer) == answer
    elif field.kind == "spans":
        assert all(span[:5] < span[6:] for span in answer)


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_option_can_be_typed_by_number_and_by_name(name: str) -> None:
    field = FIELDS[name]
    for place, option in enumerate(field.options):
        value: Any = int(option.id) if field.whole else option.id
        wrapped = [value] if field.kind == "many" else value
        assert read_typed(field, option.id) == wrapped
        if not field.whole and not option.id.isdigit():
            assert read_typed(field, str(place + 1)) == wrapped
