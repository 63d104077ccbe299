"""One text and Enter: an answer of the coach, or what went wrong."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.visual import VisualType
from textual.widgets import Static

from coach.services.context import Coach
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen


class MessageView(CoachScreen[None]):
    """A few words to read."""

    READS = True
    GOES_HOME = False
    ABOUT = "A few words to read. Enter closes them and goes on."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "close", hint="close this"),
        verb("back", "close", hint="close this", show=False),
    ]

    def __init__(self, coach: Coach, heading: str, text: VisualType) -> None:
        super().__init__(coach)
        self._heading = heading
        self._text = text

    def page(self) -> ComposeResult:
        """The text."""
        yield Static(self._text, id="text", markup=False)

    def load(self) -> None:
        """The heading."""
        self.head(self._heading)

    def action_close(self) -> None:
        """Done reading."""
        self.dismiss(None)
