"""The action screen: what to do now and whom to call, nothing else (R2.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from coach.services.context import Coach
from coach.services.safety import ActionScreen
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.figures import Figures


class ActionView(CoachScreen[None]):
    """What to do now."""

    CSS_PATH = "action.tcss"
    READS = True
    GOES_HOME = False
    ABOUT = "What to do now, and whom to call. Enter closes this page; it does not call anyone by itself."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "close", "close", "close this page"),
        verb("back", "close", "close", "close this page", show=False),
    ]

    def __init__(self, coach: Coach, lines: Sequence[str], number: str = "") -> None:
        super().__init__(coach)
        self._heading = lines[0]
        self._do, _, self._more = "\n".join(lines[1:]).strip("\n").partition("\n\n")
        self._number = number

    @classmethod
    def of(cls, coach: Coach, action: ActionScreen) -> ActionView:
        """The screen for red flags."""
        found = re.match(r"\d+", action.numbers[0][1]) if action.numbers else None
        return cls(coach, action.lines(), found[0] if found else "")

    @classmethod
    def of_text(cls, coach: Coach, text: str) -> ActionView:
        """The screen for the text of a safety stop, which may bring its own heading."""
        lines = text.split("\n")
        return cls(coach, lines if len(lines) > 1 else ("For your safety", "", text))

    def page(self) -> ComposeResult:
        """What to do, the first number to call in big figures, and the rest."""
        yield Static(self._do, id="do", markup=False)
        if self._number:
            yield Figures(self._number, id="number")
        yield Static(self._more, id="text", markup=False)

    def load(self) -> None:
        """The heading."""
        self.head(self._heading)

    def action_close(self) -> None:
        """Done reading; a slip does not close it."""
        if self.calm():
            self.dismiss(None)
