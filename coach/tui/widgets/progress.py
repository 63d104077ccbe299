"""How far the questions are: the part, the title, "7 of 25", and a thin bar."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from coach.tui.widgets.lines import Bar, Ends, Shaped

PARTS = ((1, "Safety"), (3, "You and your MS"), (11, "Your hip"), (20, "Your day"), (23, "Nearly there"))
"""The question with which each part of the intake begins (R1.2)."""


def part_of(question: int) -> str:
    """The part of the intake that a question, by its number in the full list, belongs to."""
    return next(name for first, name in reversed(PARTS) if question >= first)


@dataclass(frozen=True)
class Progress(Shaped):
    """The heading of a question; where it is narrow, the part's name goes first."""

    part: str
    title: str
    number: int
    of: int

    def shape(self, width: int) -> Content:
        """See `Shaped`."""
        count = f"{self.number} of {self.of}"
        left = next(
            (text for text in (f"{self.part} · {self.title}", self.title) if len(text) + 2 + len(count) <= width),
            self.title[: max(0, width - 2 - len(count))],
        )
        bar = Bar((self.number - 1) / self.of, most=width).shape(width)
        return Content("\n").join([Ends(left, count).shape(width), bar])
