"""The help of any screen, made from its bindings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from coach.services.context import Coach
from coach.tui.keys import Hint, verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.lines import HintTable


class HelpView(CoachScreen[None]):
    """What a screen is for, and its keys."""

    CSS_PATH = "help.tcss"
    READS = True
    ABOUT = "Every page has this help: what the page is for, and the keys that work there."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "close", "back", "back to the page before"),
        verb("back", "close", show=False),
        verb("help", "close", "back", "back to the page before", show=False),
    ]

    def __init__(self, coach: Coach, about: str, keys: Sequence[Hint]) -> None:
        super().__init__(coach)
        self._about = about
        self._keys = tuple(keys)

    def page(self) -> ComposeResult:
        """The words, then the keys by group."""
        yield Static(self._about, id="about", markup=False)
        yield Static(HintTable(self._keys), id="table", markup=False)

    def load(self) -> None:
        """The heading."""
        self.head("Help")

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
