"""What is said about each kind of misfit: a message and, where one is known, the mend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from coach.toml.document import bare_time
from coach.toml.schema import Fits, choice, mended
from coach.toml.words import did_you_mean, one_of, printable, shown, suggest

Said = tuple[str, str | None]
SHORT_LIST = 12


@dataclass(frozen=True, slots=True)
class Misfit:
    """One pydantic error: its kind, the value, pydantic's numbers, and what would fit here and around it."""

    kind: str
    value: object
    context: dict[str, Any]
    plain: str
    key: str
    here: Fits
    items: Fits
    around: Fits
    root: Fits


def said_of(misfit: Misfit) -> Said:
    """The message and hint of one misfit."""
    if isinstance(misfit.value, time) and misfit.kind != "extra_forbidden":
        return bare_time(misfit.value)
    return _SAY.get(misfit.kind, _other)(misfit)


def _missing(m: Misfit) -> Said:
    if m.here.first("properties") is not None:
        return "is missing", f"Add the table [{m.key}]"
    example = m.here.example()
    return "is missing", f"Add it, for example: {m.key} = {example}" if example else None


def _unknown(m: Misfit) -> Said:
    message = "is not a key that the coach knows here"
    near = suggest(m.key, m.around.keys())
    if near:
        return message, f"Did you mean {near}?"
    for table, keys in (*m.around.tables(), *m.root.tables()):
        if m.key in keys:
            return message, f"It belongs in [{table}]"
    keys = m.around.keys()
    return message, f"Known here: {', '.join(keys)}" if 0 < len(keys) <= SHORT_LIST else None


def _whole(m: Misfit) -> Said:
    hint = None
    text = m.value.strip() if isinstance(m.value, str) else ""
    if text.lstrip("+-").isdecimal() and len(text) < 10:
        hint = f"Write it without quotes: {int(text)}"
    elif isinstance(m.value, float) and m.value.is_integer():
        hint = f"Write it without the point: {m.value:.0f}"
    return f"must be a whole number{_range(m)}, but is {shown(m.value)}", hint


def _number(m: Misfit) -> Said:
    hint = None
    if isinstance(m.value, str):
        text = m.value.strip().replace(",", ".")
        if text.replace(".", "", 1).isdecimal():
            hint = f"Write it without quotes: {text}"
    return f"must be a number{_range(m)}, but is {shown(m.value)}", hint


def _range(m: Misfit) -> str:
    limits = m.here.limits()
    return f" {limits}" if limits else ""


def _limits(m: Misfit) -> Said:
    limits = m.here.limits()
    return (f"must be {limits}, but is {shown(m.value)}", None) if limits else _other(m)


def _true_false(m: Misfit) -> Said:
    word = m.value.lower() if isinstance(m.value, str) else ""
    plain = "true" if word in ("yes", "true", "on") else "false" if word in ("no", "false", "off") else None
    hint = f"Write {plain}, without quotes" if plain else None
    return f"must be true or false, but is {shown(m.value)}", hint


def _text(m: Misfit) -> Said:
    shape = m.here.shape()
    if shape:
        mend = mended(m.here.first("pattern"), m.value)
        hint = f'Write "{mend}"' if mend else None
        return f"must be {shape[0]}, for example {shape[1]}, but is {shown(m.value)}", hint
    hint = f'Put it in quotes: "{shown(m.value)}"' if isinstance(m.value, int | float | date) else None
    return f"must be text in quotes, but is {shown(m.value)}", hint


def _pattern(m: Misfit) -> Said:
    if m.here.shape():
        return _text(m)
    return f"does not have the right form: {shown(m.value)}", None


def _date(m: Misfit) -> Said:
    hint = None
    if isinstance(m.value, datetime):
        hint = f"Write the day alone: {m.value.date().isoformat()}"
    elif isinstance(m.value, str):
        try:
            hint = f"Write it without quotes: {date.fromisoformat(m.value.strip()).isoformat()}"
        except ValueError:
            hint = None
    return f"must be a date without quotes, for example 2026-11-23, but is {shown(m.value)}", hint


def _list(m: Misfit) -> Said:
    if isinstance(m.value, dict):
        return "must be a list, but is a table", f"Write [[{m.key}]] for each, or put it in square brackets"
    hint = f"Write [{shown(m.value)}]" if isinstance(m.value, str) and m.items.first("type") == "string" else None
    return f"must be a list in square brackets, but is {shown(m.value)}", hint


def _table(m: Misfit) -> Said:
    return f"must be a table, but is {shown(m.value)}", None


def _choice(m: Misfit) -> Said:
    values = m.here.values()
    if not values:
        expected = printable(str(m.context.get("expected", m.plain)), 400)
        return f"must be {expected}, but is {shown(m.value)}", None
    near = suggest(m.value, [v for v in values if isinstance(v, str)]) if isinstance(m.value, str) else None
    hint = f"Did you mean {shown(near)}?" if near else None
    if len(values) > SHORT_LIST and near:
        return f"{shown(m.value)} is not one of the {len(values)} words that fit here", hint
    return f"{choice(values)}, but is {shown(m.value)}", hint


def _too_few(m: Misfit) -> Said:
    least, count = m.context.get("min_length", 1), m.context.get("actual_length", 0)
    return f"needs at least {_things(least, 'value')}, but has {count or 'none'}", None


def _too_many(m: Misfit) -> Said:
    most, count = m.context.get("max_length", 1), m.context.get("actual_length", "more")
    return f"takes at most {_things(most, 'value')}, but has {count}", None


def _short(m: Misfit) -> Said:
    if m.value == "":
        return "must not be empty", None
    least = m.context.get("min_length", 1)
    return f"must have at least {_things(least, 'character')}, but is {shown(m.value)}", None


def _long(m: Misfit) -> Said:
    count = len(m.value) if isinstance(m.value, str) else "more"
    return f"takes at most {_things(m.context.get('max_length', 1), 'character')}, but has {count}", None


def _things(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _tag(m: Misfit) -> Said:
    if m.kind == "union_tag_not_found":
        return "is missing", None
    expected = [word.strip(" '") for word in str(m.context.get("expected_tags", "")).split(",")]
    given = str(m.context.get("tag", ""))
    return f"must be one of {one_of(expected)}, but is {shown(given)}", did_you_mean(given, expected)


def _own_rule(m: Misfit) -> Said:
    return printable(str(m.context.get("error", m.plain)), 400), None


def _other(m: Misfit) -> Said:
    plain = m.plain[:1].lower() + m.plain[1:]
    return f"does not fit ({printable(plain, 200)}): {shown(m.value)}", None


_SAY: dict[str, Callable[[Misfit], Said]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "int_type": _whole,
    "int_from_float": _whole,
    "int_parsing": _whole,
    "int_parsing_size": _whole,
    "float_type": _number,
    "float_parsing": _number,
    "finite_number": _number,
    "greater_than": _limits,
    "greater_than_equal": _limits,
    "less_than": _limits,
    "less_than_equal": _limits,
    "bool_type": _true_false,
    "bool_parsing": _true_false,
    "string_type": _text,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _short,
    "string_too_long": _long,
    "date_type": _date,
    "date_parsing": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
    "list_type": _list,
    "tuple_type": _list,
    "frozen_set_type": _list,
    "set_type": _list,
    "model_type": _table,
    "model_attributes_type": _table,
    "dict_type": _table,
    "literal_error": _choice,
    "enum": _choice,
    "too_short": _too_few,
    "too_long": _too_many,
    "union_tag_invalid": _tag,
    "union_tag_not_found": _tag,
    "value_error": _own_rule,
    "assertion_error": _own_rule,
}
