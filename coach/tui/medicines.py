"""The medicines of the intake: ticked in a list, with times typed as people write them. Times only, never a dose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual.events import Resize

from coach.engine.typed import Misread, read_time
from coach.engine.typed_hints import clock_words
from coach.tui.widgets.choices import Ticks
from coach.tui.widgets.lines import Row

HALF_DAY = re.compile(r"([0-9])\s*([ap])\.?m\b\.?")
"""The end of "8 am" or "8:30 p.m."."""
OTHER_ROW = "another_medicine"
"""The row for a medicine that the list does not know."""


TIME_WORD = re.compile(r"[0-9]{1,2}[:.hH][0-9]{2}([ap]m)?|[0-9]{1,2}[ap]m", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """A medicine as typed: its name where it is none of the list, and its times."""

    name: str
    times: tuple[str, ...]


def read_times(text: str) -> tuple[str, ...] | Misread:
    """Times with spaces or commas between them; none at all is "only when needed"."""
    times: list[str] = []
    for word in re.split(r"[\s,;]+", HALF_DAY.sub(r"\1\2m", text.strip().lower())):
        if word:
            time: str | Misread | None = clock_words(word) if HALF_DAY.search(word) else read_time(word)
            if time is None or isinstance(time, Misread):
                return Misread("Please type times such as 08:00 22:00, or leave it empty for only when needed.")
            times.append(time)
    return tuple(sorted(dict.fromkeys(times)))


def read_other(text: str) -> Typed | Misread:
    """A name and then its times: "vitamin D 08:00"."""
    words = re.split(r"[\s,;]+", re.sub(HALF_DAY.pattern, r"\1\2m", text.strip(), flags=re.IGNORECASE))
    count = 0
    while count < len(words) and TIME_WORD.fullmatch(words[-1 - count]):
        count += 1
    name, times = " ".join(words[: len(words) - count]), read_times(" ".join(words[len(words) - count :]))
    if not name or len(name) > 80:
        return Misread("Please type the name and the times, such as: vitamin D 08:00.")
    return times if isinstance(times, Misread) else Typed(name, times)


class MedicinesField(Ticks):
    """The known medicines; Space ticks one, and the screen asks for its times."""

    def __init__(self, known: Any, medicines: Sequence[tuple[str, str]]) -> None:
        self.entries: list[dict[str, Any]] = [dict(one) for one in known or ()]
        self._names = dict(medicines)
        super().__init__(self._rows(), [self._row_of(one) for one in self.entries])
        self.go_to(None)

    def _rows(self) -> list[Row]:
        rows = [Row(name, label, detail=self._times(name)) for name, label in self._names.items()]
        own = [one for one in self.entries if one.get("info") not in self._names]
        rows += [Row(self._row_of(one), str(one.get("name")), detail=self._times(self._row_of(one))) for one in own]
        return [*rows, Row(OTHER_ROW, "Another medicine")]

    @staticmethod
    def _row_of(entry: dict[str, Any]) -> str:
        return str(entry.get("info") or f"own {entry.get('name')}")

    def _times(self, row: str) -> str:
        entry = next((one for one in self.entries if self._row_of(one) == row), None)
        if entry is None:
            return ""
        return " ".join(entry.get("times", ())) or "only when needed"

    def on_resize(self, _: Resize) -> None:
        """When the list comes back after a question about times, or gets another width, its cursor stays in view."""
        self.scroll_to_highlight()

    def label(self, row: str) -> str:
        """The name of a row."""
        return next(one.text for one in self.rows if one.id == row)

    def give(self, row: str, times: Sequence[str], name: str | None = None) -> None:
        """Keep a medicine with its times."""
        if name is not None:
            row = f"own {name}"
        entry: dict[str, Any] = {"name": name or self.label(row)} if row.startswith("own ") else {"info": row}
        self.entries = [one for one in self.entries if self._row_of(one) != row]
        self.entries.append(entry | {"times": list(times)})
        self._again(row)

    def take_away(self, row: str) -> None:
        """Forget a medicine."""
        self.entries = [one for one in self.entries if self._row_of(one) != row]
        self._again(row)

    def _again(self, row: str) -> None:
        ticked = [self._row_of(one) for one in self.entries]
        self.put([self._marked(each, each.id in ticked) for each in self._rows()], row)

    def read(self) -> list[dict[str, Any]] | Misread:
        """The medicines as the profile keeps them."""
        return self.entries
