"""A tip or a small habit of the day: what it says, and done or not."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from coach.services.context import Coach
from coach.services.log import mark
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen


class TipView(CoachScreen[None]):
    """One line to think of."""

    READS = True
    ABOUT = "A small thing to think of today. Enter says that you did, {skip} leaves it out, Escape goes back."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "mark('done')", "done", "you did it"),
        verb("done", "mark('done')", hint="you did it", show=False),
        verb("skip", "mark('skipped')", "not today", "leave it out today"),
        verb("back", "close", hint="back to today"),
    ]

    def __init__(self, coach: Coach, name: str) -> None:
        super().__init__(coach)
        self._name_of_line = name

    def page(self) -> ComposeResult:
        """The line."""
        yield Static(id="text", markup=False)

    def load(self) -> None:
        """What it says."""
        library = self.coach.library
        known = library.tips.get(self._name_of_line) or library.habits.get(self._name_of_line)
        self.head(known.name if known else self._name_of_line)
        self.say("text", known.line if known else "It is no longer in the list of tips.")

    def action_mark(self, how: Literal["done", "skipped"]) -> None:
        """Note it."""
        mark(self.coach, self._name_of_line, how)
        self.dismiss(None)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
