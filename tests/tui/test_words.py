"""Texts and shapes, without a screen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engine.typed import Misread
from coach.tui.keys import GO, Hint, Keys, key
from coach.tui.medicines import Typed, read_other, read_times
from coach.tui.widgets.lines import Columns, Ends, KeyLine, Points, Row, RowVisual
from coach.tui.words import long_day


def test_a_day_as_people_say_it() -> None:
    assert long_day(date(2026, 11, 23)) == "Monday 23 November"


@pytest.mark.parametrize(
    ("text", "times"), [("", ()), ("8", ("08:00",)), ("22:30 8:00, 8.00", ("08:00", "22:30")), ("7h30", ("07:30",))]
)
def test_times_as_people_write_them(text: str, times: tuple[str, ...]) -> None:
    assert read_times(text) == times


@pytest.mark.parametrize("text", ["99", "morning", "8:00 and 9:00"])
def test_what_is_no_time(text: str) -> None:
    assert isinstance(read_times(text), Misread)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("vitamin D 08:00", Typed("vitamin D", ("08:00",))),
        ("vitamin B 12", Typed("vitamin B 12", ())),
        ("x", Typed("x", ())),
        ("iron 22:00 8:00", Typed("iron", ("08:00", "22:00"))),
    ],
)
def test_another_medicine(text: str, typed: Typed) -> None:
    assert read_other(text) == typed


@pytest.mark.parametrize("text", ["", "08:00", "a" * 81, "iron 99:00"])
def test_what_is_no_medicine(text: str) -> None:
    assert isinstance(read_other(text), Misread)


PLAIN = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=60)


@given(text=PLAIN, detail=PLAIN, width=st.integers(12, 140))
def test_a_row_never_runs_over_and_loses_no_word(text: str, detail: str, width: int) -> None:
    row = Row("id", text, mark="✓", lead="08:30", detail=detail)
    shaped = RowVisual(row, Columns.of([row])).shape(width).plain
    words = f"{text} {detail}".split()
    letters = "".join(shaped.split())
    assert all(letters.count("".join(word.split())) or len(word) > 8 for word in words)
    if width > 30:
        assert all(len(line) <= width for line in shaped.splitlines())


@given(lines=st.lists(PLAIN, max_size=4), width=st.integers(20, 100))
def test_points_hang(lines: list[str], width: int) -> None:
    shaped = Points(lines).shape(width).plain.splitlines()
    assert sum(line.startswith("· ") or line == "·" for line in shaped) == len(lines)
    assert all(len(line) <= width for line in shaped)


def test_a_heading_takes_two_lines_where_one_is_too_narrow() -> None:
    ends = Ends("Morning loosen-up", "2 of 5 · 8 min left")
    assert ends.shape(60).plain == "Morning loosen-up" + " " * 24 + "2 of 5 · 8 min left"
    assert ends.shape(30).plain == "Morning loosen-up\n2 of 5 · 8 min left"


def hint(name: str, does: str) -> Hint:
    return Hint(name, does, does, does, "group")


@given(width=st.integers(10, 120))
def test_the_key_line_fits_and_always_ends_with_help(width: int) -> None:
    line = KeyLine([hint("Enter", "start"), hint("c", "check in"), hint("q", "quit")], hint("?", "help"))
    shaped = line.shape(width).plain
    assert len(shaped) <= max(width, len("? help"))
    assert shaped.endswith("? help")


def test_keys_with_the_same_words_are_one_line() -> None:
    keys = [key(str(n), f"pick({n})", "choose", "the number", f"pick_{n}", group=GO, shown="0-9") for n in range(10)]
    assert [one.key for one in Keys().hints(keys)] == ["0-9"]
