"""What to type instead: a time, date or number in words that people use, read as a proposal.

`coach.engine.typed` takes only what cannot be wrong. What it does not take is looked at here: where one meaning is
likely, it is written out for the person to see and to keep with one more Enter; nothing is taken by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.engine.typed import Misread, read_time, read_typed

if TYPE_CHECKING:
    from coach.domain.questions import AnswerField


@dataclass(frozen=True, slots=True)
class Mend:
    """What to type; `value` is the text that would fit, where one is likely."""

    text: str
    value: str | None = None


ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, 2)} | {"a": 1, "an": 1}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AFTER_NOON = r"p\.?m\.?|evening|night|afternoon"
BEFORE_NOON = r"a\.?m\.?|morning"


def mend(field: AnswerField, typed: str, today: date) -> Mend | None:
    """What to type for a field instead of what was typed; None where the plain message already says it."""
    text = re.sub(r"\s+", " ", typed.strip().lower())[:80]
    if field.kind == "time":
        return _time(field, text)
    if field.kind == "spans":
        return _spans(field, text)
    if field.kind == "date":
        return _date(text, today)
    return _number(field, text) if field.kind == "number" else None


def _proposal(value: str, said: str = "") -> Mend:
    return Mend(f"Did you mean {said or value}? Then press Enter. If not, please change it.", value)


# Times

TIME_HELP = Mend("Please type the time in figures, such as 07:30, or 20:30 for half past eight in the evening.")


def _time(field: AnswerField, text: str) -> Mend:
    late = field.path.endswith("sleep")
    value = clock_words(text, late=late)
    return TIME_HELP if value is None else _proposal(value)


def clock_words(text: str, *, late: bool = False) -> str | None:
    """What people say, such as "8:30 pm" or "half past 8", as "HH:MM"; `late` decides where nothing else does."""
    if re.fullmatch(r"(at )?(noon|midday)", text):
        return "12:00"
    if re.fullmatch(r"(at )?midnight", text):
        return "00:00"
    match = re.fullmatch(
        r"(?:at |about |around )?(?:(half|quarter|(?P<some>\w+)(?: minutes?)?) (past|to) )?(?P<hour>[a-z]+|[0-9]{1,2})"
        rf"(?:[:.h]? ?(?P<minute>[0-9]{{2}}))?(?: ?o'?clock)?,? ?(?:(?:in the|at) )?"
        rf"(?P<part>{AFTER_NOON}|{BEFORE_NOON})?",
        text,
    )
    hour = _figure(match["hour"]) if match else None
    if match is None or hour is None or hour > 23 or int(match["minute"] or 0) > 59:
        return None
    minutes = 60 * hour + int(match["minute"] or 0)
    if match[3]:
        shift = {"half": 30, "quarter": 15}.get(match[1], _figure(match["some"] or ""))
        if shift is None or shift > 59:
            return None
        minutes += shift if match[3] == "past" else -shift
    part = match["part"] or ""
    if hour <= 12 and (part or hour != 0):
        after = bool(re.fullmatch(AFTER_NOON, part)) or (not part and late and 6 <= hour <= 11)
        night = hour == 12 and (bool(re.fullmatch(BEFORE_NOON, part)) or part == "night" or (not part and late))
        minutes += 720 if after and hour < 12 else -720 if night else 0
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _spans(field: AnswerField, text: str) -> Mend:
    found: list[str] = []
    for part in re.split(r"[,;]| and ", text):
        ends = [_end(one) for one in re.split(r" ?(?:-|–|to|until|till) ?", part.strip())]
        found += [f"{ends[0]}-{ends[1]}"] if len(ends) == 2 and all(ends) else [""]
    value = ", ".join(found)
    if all(found) and not isinstance(read_typed(field, value), Misread):
        return _proposal(value)
    return Mend("Please type from when to when, in figures: 07:30-10:00. Several with a comma between them.")


def _end(text: str) -> str | None:
    plain = read_time(text)
    return clock_words(text) if isinstance(plain, Misread) else plain


# Dates


def _date(text: str, today: date) -> Mend:
    for reader in (_near_day, _ago, _named_month, _slashes):
        found = reader(text, today)
        if found is not None:
            return found
    return Mend(f"Please type the day as year-month-day. Today, for example, is {today}.")


def _day_proposal(day: date) -> Mend:
    return _proposal(day.isoformat(), f"{WEEKDAYS[day.weekday()].title()}, {day.isoformat()}")


def _near_day(text: str, today: date) -> Mend | None:
    if text in ("today", "yesterday", "tomorrow"):
        return _day_proposal(today + timedelta(days=("yesterday", "today", "tomorrow").index(text) - 1))
    match = re.fullmatch(rf"(last|next|this|on)? ?({'|'.join(WEEKDAYS)})", text)
    if match is None:
        return None
    apart = WEEKDAYS.index(match[2]) - today.weekday()
    days = apart % 7 or 7 if match[1] in ("next", "this") else -(-apart % 7 or 7)
    return _day_proposal(today + timedelta(days=days))


def _ago(text: str, today: date) -> Mend | None:
    match = re.fullmatch(r"(?:about )?([a-z]+|[0-9]{1,2}) (day|week|month|year)s? ago", text)
    count = _figure(match[1]) if match else None
    if match is None or count is None:
        return None
    if match[2] in ("day", "week"):
        return _day_proposal(today - timedelta(days=count * (7 if match[2] == "week" else 1)))
    months = today.year * 12 + today.month - 1 - count * (12 if match[2] == "year" else 1)
    return _day_proposal(date(months // 12, months % 12 + 1, min(today.day, 28)))


def _named_month(text: str, _: date) -> Mend | None:
    words = re.findall(r"[a-z]+|[0-9]+", re.sub(r"(?<=[0-9])(st|nd|rd|th)\b", "", text))
    month = next((MONTHS.index(word[:3]) + 1 for word in words if word[:3] in MONTHS), None)
    years = [int(word) for word in words if re.fullmatch(r"(19|20)[0-9]{2}", word)]
    days = [int(word) for word in words if re.fullmatch(r"[0-9]{1,2}", word)]
    if not years or (month is None and (days or len(words) > 1)):
        return None
    if month is not None and days:
        day = _real_day(years[0], month, days[0])
        return _day_proposal(day) if day is not None else None
    return Mend(f"Please add a day; a rough one will do, such as {years[0]}-{month or 6:02d}-15.")


def _slashes(text: str, _: date) -> Mend | None:
    match = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    if match is None:
        return None
    one, other, year = (int(part) for part in match.groups())
    days = [day for day in dict.fromkeys((_real_day(year, other, one), _real_day(year, one, other))) if day]
    if len(days) == 2:
        return Mend(f"Please type the year first, so that the day is clear: {days[0]} or {days[1]}.")
    return _day_proposal(days[0]) if days else None


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# Numbers

UNITS: dict[str, tuple[tuple[str, Callable[[float, float], float]], ...]] = {
    "kg": (
        (r"(?P<a>[0-9.]+) ?(?:lbs?|pounds?)", lambda a, _: a * 0.45359237),
        (
            r"(?P<a>[0-9.]+) ?(?:st|stones?)(?: ?(?P<b>[0-9.]+) ?(?:lbs?|pounds?)?)?",
            lambda a, b: (14 * a + b) * 0.45359237,
        ),
    ),
    "cm": (
        (
            r"(?P<a>[0-9]+) ?(?:ft|foot|feet|')(?: ?(?P<b>[0-9.]+) ?(?:ins?|inch|inches|\"|'')?)?",
            lambda a, b: 30.48 * a + 2.54 * b,
        ),
        (r"(?P<a>[0-9.]+) ?(?:ins?|inch|inches|\")", lambda a, _: 2.54 * a),
        (r"(?P<a>[12]\.[0-9]{1,2}) ?(?:m|metres?|meters?)?", lambda a, _: 100 * a),
        (r"(?P<a>[12]) ?(?:m|metres?|meters?) ?(?P<b>[0-9]{2})", lambda a, b: 100 * a + b),
    ),
    "minutes": (
        (r"half an hour", lambda *_: 30.0),
        (r"(?:an|one) hour and a half", lambda *_: 90.0),
        (r"(?:an|one) hour", lambda *_: 60.0),
        (r"(?P<a>[0-9.]+) ?(?:h|hours?)", lambda a, _: 60 * a),
        (r"(?P<a>[0-9]+) ?mins?\.?", lambda a, _: a),
    ),
}  # fmt: skip
"""Other units for the unit of a field, as a pattern and a sum."""


def _number(field: AnswerField, text: str) -> Mend | None:
    values = [_converted(field, text), *(f"{n:g}" for n in _figures_in(text))]
    fits = [value for value in values if value is not None and not isinstance(read_typed(field, value), Misread)]
    if fits and not re.fullmatch(r"[0-9.,]+", text.replace(field.unit or "\0", "").strip()):
        return _proposal(fits[0], f"{fits[0]} {field.unit or ''}".strip())
    return _proposal(fits[0], f"{fits[0]} {field.unit}") if values[0] in fits else None


def _converted(field: AnswerField, text: str) -> str | None:
    for pattern, sum_of in UNITS.get(field.unit or "", ()):
        match = re.fullmatch(pattern, text.replace(",", "."))
        if match is not None:
            parts = match.groupdict()
            try:
                value = sum_of(float(parts.get("a") or 0), float(parts.get("b") or 0))
            except ValueError:
                return None
            return f"{round(value, 1):g}"
    return None


def _figures_in(text: str) -> list[float]:
    """The one number in a text, in figures or in words; nothing where there are several."""
    figures = [float(one) for one in re.findall(r"(?<![-0-9.,])[0-9]{1,4}(?![-0-9.,])", text)]
    if figures or re.search("[0-9]", text):
        return figures if len(figures) == 1 else []
    words = [WORDS[word] for word in re.findall("[a-z]+", text) if word in WORDS and word not in ("a", "an")]
    if len(words) == 2 and words[0] >= 20 and words[1] < 10:
        return [float(sum(words))]
    return [float(words[0])] if len(words) == 1 else []


def _figure(word: str) -> int | None:
    return int(word) if re.fullmatch("[0-9]{1,3}", word) else WORDS.get(word)
