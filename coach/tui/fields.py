"""One widget for each kind of answer in the intake; `read` gives the value, or a `Misread` that says what would fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from textual.widget import Widget
from textual.widgets import Input

from coach.domain.questions import AnswerField
from coach.domain.vocabulary import DAYS
from coach.engine.typed import Misread, read_typed
from coach.engine.typed_hints import mend
from coach.services.plan_words import DAY_NAMES
from coach.tui.widgets.choices import Choices, Ticks
from coach.tui.widgets.lines import Row
from coach.tui.widgets.scale import NO_NUMBER, Scale

NONE_ROW = "none_of_these"
EXAMPLES = {
    "time": "Type it in figures, such as 07:30. Just 7 is 07:00.",
    "date": "Year, month, day: such as 2026-09-28.",
}
NO_LINE = Misread("Please choose a line.")
KNOWN = "your answer"
"""Beside the line that was chosen before, so that it is still seen when the cursor has moved on."""


class Answering(Protocol):
    """What the intake asks of the widget of a field."""

    def read(self) -> Any | Misread:
        """The answer as it stands."""
        ...


class OneField(Choices):
    """One answer among several."""

    def __init__(self, field: AnswerField, known: Any) -> None:
        self._field = field
        rows = [Row(each.id, each.text, detail=_detail(each.hint, each.id, known)) for each in field.options]
        super().__init__(rows, highlight=None if known is None else str(known), open=known is None)

    def read(self) -> Any | Misread:
        """The row under the cursor."""
        row = self.row
        if row is None:
            return NO_LINE
        return int(row.id) if self._field.whole else row.id


class YesNoField(Choices):
    """Yes or no."""

    def __init__(self, known: Any) -> None:
        old = None if known is None else "yes" if known else "no"
        rows = [Row("yes", "Yes", detail=_detail(None, "yes", old)), Row("no", "No", detail=_detail(None, "no", old))]
        super().__init__(rows, highlight=old, open=old is None)

    def read(self) -> bool | Misread:
        """The row under the cursor."""
        return NO_LINE if self.row is None else self.row.id == "yes"


class ManyField(Ticks):
    """Several answers; "none of these" stands last and goes with no other."""

    def __init__(self, field: AnswerField, known: Any) -> None:
        self._field = field
        rows = [Row(option.id, option.text, detail=option.hint or "") for option in field.options]
        rows += [Row(NONE_ROW, field.none)] if field.none is not None else []
        ticked = [str(one) for one in known] if isinstance(known, list | tuple) else []
        none = known is not None and not ticked and field.none is not None
        super().__init__(rows, [NONE_ROW] if none else ticked, alone=NONE_ROW)

    def read(self) -> list[str] | Misread:
        """The ticked rows. With nothing ticked, the first Enter goes to "none of these" and the second one says it."""
        ticked = [name for name in self.ticked if name != NONE_ROW]
        if not ticked and NONE_ROW in self.ticked:
            return []
        if not ticked and self._field.none is not None:
            if self.row is not None and self.row.id == NONE_ROW:
                return []
            self.go_to(NONE_ROW)
            return Misread(f"Nothing is ticked. Enter again says: {self._field.none}. Space ticks a line.")
        if not ticked:
            return Misread("Nothing is ticked yet. Space ticks the line under the cursor.")
        if self._field.most is not None and len(ticked) > self._field.most:
            return Misread(f"Please choose {self._field.most} at most.")
        return ticked


class DaysField(Ticks):
    """Days of the week."""

    def __init__(self, known: Any) -> None:
        ticked = list(known) if isinstance(known, list | tuple) else list(DAYS[:5])
        super().__init__([Row(day, DAY_NAMES[day]) for day in DAYS], ticked)
        self.go_to(None)

    def read(self) -> list[str] | Misread:
        """The ticked days."""
        return list(self.ticked) or Misread("Please tick one day at least. Space ticks the line under the cursor.")


class ScaleField(Scale):
    """A number from 0 to 10."""

    def __init__(self, field: AnswerField, known: Any) -> None:
        super().__init__(field.low or "", field.high or "", known if isinstance(known, int) else None)

    def read(self) -> int | Misread:
        """The chosen number."""
        return Misread(NO_NUMBER) if self.value is None else self.value


class TypedField(Input):
    """A number, time, date or span of time, typed."""

    def __init__(self, field: AnswerField, known: Any, today: date) -> None:
        self._field = field
        self._today = today
        super().__init__(_shown(known), select_on_focus=False)
        self.cursor_blink = False

    def read(self) -> Any | Misread:
        """What was typed, read as people write it; what is likely meant is written into the line, to be kept or not."""
        value = read_typed(self._field, self.value)
        if not isinstance(value, Misread):
            return value
        found = mend(self._field, self.value, self._today)
        if found is None:
            return value
        if found.value is not None:
            self.value = found.value
            self.cursor_position = len(found.value)
        return Misread(found.text)


def _detail(hint: str | None, name: str, known: Any) -> str:
    return " · ".join(part for part in (hint, KNOWN if known is not None and str(known) == name else "") if part)


def _shown(known: Any) -> str:
    if known is None:
        return ""
    if isinstance(known, list | tuple):
        return ", ".join(str(one) for one in known)
    return f"{known:g}" if isinstance(known, float) else str(known)


def fits_words(field: AnswerField) -> str:
    """What fits, under the question: "5 to 90 minutes."."""
    if field.min is None or field.max is None:
        return EXAMPLES.get(field.kind, "")
    return f"{field.min:g} to {field.max:g} {field.unit or ''}".strip() + "."


def field_widget(field: AnswerField, known: Any, medicines: Sequence[tuple[str, str]], today: date) -> Widget:
    """The widget for a field, with the old answer in it; `medicines` are (id, name) pairs."""
    if field.kind == "one":
        return OneField(field, known)
    if field.kind == "many":
        return ManyField(field, known)
    if field.kind == "days":
        return DaysField(known)
    if field.kind == "yes_no":
        return YesNoField(known)
    if field.kind == "scale":
        return ScaleField(field, known)
    if field.kind == "medicines":
        from coach.tui.medicines import MedicinesField

        return MedicinesField(known, medicines)
    return TypedField(field, known, today)
