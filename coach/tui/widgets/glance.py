"""A week at a glance: a line for each session, a mark for each of its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from coach.domain.vocabulary import DAYS, Day
from coach.services.plan_words import DAY_NAMES
from coach.tui.widgets.lines import Shaped

WIDE_FROM = 64
"""Columns from which the days have three letters."""
ON, OFF = "●", "·"


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """One session."""

    days: tuple[Day, ...]
    text: str


class Glance(Shaped):
    """The days as columns; what a session is called stands behind them."""

    def __init__(self, rows: Sequence[GlanceRow]) -> None:
        self.rows = tuple(rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Glance) and other.rows == self.rows

    def __hash__(self) -> int:
        return hash(self.rows)

    def shape(self, width: int) -> Content:
        """See `Shaped`."""
        letters = 3 if width >= WIDE_FROM else 1
        hang = 7 * (letters + 1) + 1
        head = " ".join(DAY_NAMES[day][:letters] for day in DAYS)
        lines = [Content.styled(head, "bold")]
        for row in self.rows:
            marks = " ".join((ON if day in row.days else OFF).ljust(letters) for day in DAYS)
            wrapped = [line.plain.rstrip() for line in Content(row.text).wrap(max(8, width - hang))]
            lines.append(Content(marks.ljust(hang) + ("\n" + " " * hang).join(wrapped)))
        return Content("\n").join(lines)
