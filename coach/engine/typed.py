"""What a person types, as a value: numbers, times, days and dates in the ways people write them.

Every function returns the value, or a `Misread` whose text says what would fit. Nothing that could be
wrong is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from coach.domain.vocabulary import DAYS

if TYPE_CHECKING:
    from coach.domain.questions import AnswerField

NONE = "none"
"""The answer "none of these" of a choice."""


@dataclass(frozen=True, slots=True)
class Misread:
    """What was typed does not fit; the text says what would."""

    text: str
    likely: str | None = None
    """What was probably meant, to be kept with one more Enter."""


MOST_TYPED = 200
"""No answer is longer; more is a slip of a hand or a paste."""


def read_typed(field: AnswerField, typed: str) -> Any | Misread:
    """The value of what was typed for a field: option ids or their numbers, figures, times, dates."""
    text = typed.strip()[:MOST_TYPED]
    if not text:
        return Misread("Nothing was typed. Type an answer, or skip the question.")
    reader = {
        "scale": _scale, "number": _number, "time": _time, "date": _date, "days": _days, "yes_no": _yes_no,
        "one": _one, "many": _many, "spans": _spans,
    }[field.kind]  # fmt: skip
    return reader(field, text)


def read_scale(text: str) -> int | Misread:
    """A rating from 0 to 10; x is 10 too."""
    if text.lower() == "x":
        return 10
    if text.isascii() and text.isdigit() and 0 <= int(text) <= 10:
        return int(text)
    return Misread("Please type a whole number from 0 to 10 (x is 10 too).")


def _scale(field: AnswerField, text: str) -> int | Misread:
    return read_scale(text)


def _number(field: AnswerField, text: str) -> float | int | Misread:
    cleaned = text.replace(",", ".").replace(field.unit or "\0", "").strip()
    span = f"{field.min:g} to {field.max:g}" if field.min is not None and field.max is not None else "a number"
    unit = f" {field.unit}" if field.unit else ""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", cleaned) or not cleaned.isascii():
        return Misread(f"Please type a number, {span}{unit}.")
    value = float(cleaned)
    if field.whole and value != int(value):
        return Misread(f"Please type a whole number, {span}{unit}.")
    low, high = field.min, field.max
    if (low is not None and value < low) or (high is not None and value > high):
        return Misread(f"{value:g}{unit} does not fit here; it goes from {span}{unit}.")
    return int(value) if field.whole or value == int(value) else value


def read_time(text: str) -> str | Misread:
    """The time "HH:MM" out of 7, 730, 07:30, 7.30 or 7h30."""
    match = re.fullmatch(r"([0-9]{1,2})[:.hH ]?([0-9]{2})?", text.strip(), re.ASCII)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return Misread("Please type a time such as 07:30.")
    return f"{int(match[1]):02d}:{int(match[2] or 0):02d}"


def _time(field: AnswerField, text: str) -> str | Misread:
    return read_time(text)


def _date(field: AnswerField, text: str) -> date | Misread:
    return read_date(text)


def read_date(text: str) -> date | Misread:
    """The day out of 2026-09-28 or 28.9.2026."""
    text = text.strip()
    wrong = Misread("Please type a date as year-month-day, for example 2026-09-28.")
    match = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text, re.ASCII)
    if match is not None:
        year, month, day = (int(part) for part in match.groups())
    else:
        match = re.fullmatch(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})", text, re.ASCII)
        if match is None:
            return wrong
        day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return wrong


def _days(field: AnswerField, text: str) -> list[str] | Misread:
    lowered = text.lower()
    if lowered in ("all", "every day", "daily"):
        return list(DAYS)
    found = set()
    for word in re.split(r"[\s,;]+", lowered):
        day = next((one for one in DAYS if word[:3] == one), None)
        if day is None and word.isascii() and word.isdigit() and 1 <= int(word) <= 7:
            day = DAYS[int(word) - 1]
        if day is None:
            return Misread("Please type days such as: mon wed fri. Numbers work too: 1 is Monday, 7 is Sunday.")
        found.add(day)
    return [day for day in DAYS if day in found]


def read_yes_no(text: str) -> bool | Misread:
    """Yes or no, as a letter, a word or the number of the answer."""
    if text.lower() in ("y", "yes", "1"):
        return True
    if text.lower() in ("n", "no", "2", "0"):
        return False
    return Misread("Please type y for yes or n for no.")


def _yes_no(field: AnswerField, text: str) -> bool | Misread:
    return read_yes_no(text)


def _option(field: AnswerField, word: str) -> Any | None:
    ids = [option.id for option in field.options]
    if field.whole and word in ids:
        return int(word)
    if word.isascii() and word.isdigit() and 1 <= int(word) <= len(ids) and not field.whole:
        return ids[int(word) - 1]
    matches = [one for one in ids if one == word or one.split("_", 1)[-1] == word]
    return matches[0] if len(matches) == 1 else None


def _one(field: AnswerField, text: str) -> Any | Misread:
    value = _option(field, text.lower())
    if value is None:
        numbers = ", ".join(option.id for option in field.options) if field.whole else f"1 to {len(field.options)}"
        return Misread(f"Please type one of the numbers: {numbers}.")
    return value


def _many(field: AnswerField, text: str) -> list[Any] | Misread:
    lowered = text.lower()
    if lowered in ("0", NONE) and field.none is not None:
        return []
    chosen: list[Any] = []
    for word in re.split(r"[\s,;]+", lowered):
        value = _option(field, word)
        if value is None:
            nothing = ", or 0 for none" if field.none is not None else ""
            return Misread(f"Please type numbers from 1 to {len(field.options)} with spaces between them{nothing}.")
        if value not in chosen:
            chosen.append(value)
    if field.most is not None and len(chosen) > field.most:
        return Misread(f"Please choose {field.most} at most.")
    return chosen


def _spans(field: AnswerField, text: str) -> list[str] | Misread:
    found = []
    for part in re.split(r"[,;]+", text):
        ends = re.split(r"\s*(?:-|to|bis)\s*", part.strip())
        times = [read_time(end) for end in ends]
        if len(times) != 2 or any(isinstance(time, Misread) for time in times):
            return Misread("Please type times such as 07:30-10:00, with commas between several.")
        if str(times[0]) >= str(times[1]):
            return Misread("The second time of a span comes after the first, such as 07:30-10:00.")
        found.append(f"{times[0]}-{times[1]}")
    return found
