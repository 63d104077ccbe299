"""One line to type: a name, a number to call, a time."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from coach.services.context import Coach
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen


class TypedView(CoachScreen[str | None]):
    """A question with a line to type; it answers the text, or None where the person went back."""

    CSS_PATH = "typed.tcss"
    ABOUT = "Type your answer, then press Enter. Escape goes back and changes nothing."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "take", "keep", "keep what is typed", priority=True),
        verb("back", "close", hint="change nothing"),
    ]

    def __init__(self, coach: Coach, heading: str, ask: str, hint: str = "", value: str = "", mend: str = "") -> None:
        super().__init__(coach)
        self._heading, self._ask, self._hint = heading, ask, hint
        self._value, self._mend = value, mend

    def page(self) -> ComposeResult:
        """The question, the line, and what did not fit before."""
        yield Static(self._ask, id="ask", markup=False)
        yield Static(self._hint, id="hint", markup=False)
        typed = Input(self._value, select_on_focus=False)
        typed.cursor_blink = False
        yield typed
        yield Static(f"→ {self._mend}" if self._mend else "", id="mend", markup=False)

    def load(self) -> None:
        """The heading."""
        self.head(self._heading)

    def action_take(self) -> None:
        """What is typed."""
        text = self.query_one(Input).value.strip()
        if text:
            self.dismiss(text)
        else:
            self.say("mend", "→ Nothing is typed yet. Escape goes back.")

    def action_close(self) -> None:
        """Nothing."""
        self.dismiss(None)
