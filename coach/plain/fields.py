"""One field of the intake in lines: what is asked, what fits, and what Enter means."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from coach.engine.typed import Misread, read_typed
from coach.engine.typed_hints import mend
from coach.plain.console import SKIP, Console, Move

if TYPE_CHECKING:
    from coach.domain.questions import AnswerField

PROMPTS = {
    "one": "Number", "many": "Numbers, with spaces between", "scale": "0 to 10", "number": "Number", "time": "Time",
    "date": "Day, year-month-day", "days": "Days, such as mon wed fri, or all", "yes_no": "y or n",
    "spans": "Times, such as 07:30-10:00",
}  # fmt: skip
WHOLE_WEEKS = {
    "weekdays": "mon tue wed thu fri", "weekend": "sat sun", "weekends": "sat sun",
    "monday to friday": "mon tue wed thu fri", "mon-fri": "mon tue wed thu fri", "every day": "all", "everyday": "all",
}  # fmt: skip


def ask_field(
    console: Console, field: AnswerField, known: Any, *, back: bool = True, skip: bool = True, today: date | None = None
) -> Any | Move:
    """Ask one field until the answer fits. An answer given before is the default, else Enter skips where it may.

    Safety fields have no other default: "none of these" is always typed. With `today` what does not fit is looked at
    once more for what was likely meant, as on the screens.
    """
    show_field(console, field)
    default: Any = known if known is not None else (SKIP if skip else None)
    shown = shown_value(field, known) if known is not None else ""
    prompt = PROMPTS[field.kind] + (f" of {field.unit}" if field.unit and field.kind == "number" else "")
    return console.ask(
        prompt, lambda text: _read(field, text, today), default=default, shown=shown, back=back, skip=skip,
        explain=lambda: _explain(console, field),
    )  # fmt: skip


def show_field(console: Console, field: AnswerField) -> None:
    """The question with its answers to choose from."""
    ends = f" 0 is {field.low}, 10 is {field.high}." if field.low and field.high else ""
    console.say(field.ask + ends)
    if field.kind == "many" and field.help:
        console.say(field.help)
    for number, option in enumerate(field.options, 1):
        mark = option.id if field.whole else str(number)
        console.item(mark, option.text + (f" ({option.hint})" if option.hint else ""))
    if field.none is not None:
        console.item("0", field.none)


def shown_value(field: AnswerField, value: Any) -> str:
    """An answer as it would be typed."""
    ids = [option.id for option in field.options]
    if field.kind == "one":
        return str(value) if field.whole else str(ids.index(value) + 1) if value in ids else str(value)
    if field.kind == "many":
        return " ".join(str(ids.index(one) + 1) for one in value if one in ids) or "0"
    if field.kind == "yes_no":
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return (", " if field.kind == "spans" else " ").join(str(one) for one in value)
    if isinstance(value, float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _read(field: AnswerField, text: str, today: date | None) -> Any | Misread:
    value = read_typed(field, as_meant(field, text))
    found = mend(field, text, today) if isinstance(value, Misread) and today is not None else None
    return value if found is None else Misread(found.text, found.value)


def as_meant(field: AnswerField, text: str) -> str:
    """What was typed in the form that is understood: "15 min", "10 pm", "weekdays", "women", "no"."""
    lowered = " ".join(text.lower().split())
    if field.kind == "number" and field.unit:
        match = re.fullmatch(r"([0-9.,]+) ?([a-z]+)\.?", lowered)
        return match[1] if match and field.unit.lower().startswith(match[2]) else text
    if field.kind == "time":
        match = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))? ?([ap])\.?m\.?", lowered, re.ASCII)
        if match and 1 <= int(match[1]) <= 12:
            return f"{int(match[1]) % 12 + 12 * (match[3] == 'p')}:{match[2] or '00'}"
    if field.kind == "days":
        return WHOLE_WEEKS.get(lowered, text)
    if field.kind == "many" and field.none is not None and lowered in ("no", "nothing", field.none.lower()):
        return "0"
    if field.kind == "one" and len(lowered) > 2:
        texts = {option.id: option.text.lower() for option in field.options}
        found = [name for name, words in texts.items() if lowered in (words, words.removeprefix("the "))]
        return found[0] if len(found) == 1 else text
    return text


def _explain(console: Console, field: AnswerField) -> None:
    if field.help and field.kind != "many":
        console.say(field.help)
    show_field(console, field)
