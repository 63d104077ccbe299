"""One number from 0 to 10, with one key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from coach.services.context import Coach
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.scale import Scale


class RateView(CoachScreen[int | None]):
    """A rating; it answers the number, or None where the person would rather not say."""

    GOES_HOME = False
    ABOUT = "One number from 0 to 10, with one key; x is 10. Escape leaves it open."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "go_on", hint="take the number in brackets, or leave it open", priority=True),
        verb("skip", "close", "leave open", "say nothing here"),
        verb("back", "close", "leave open", "say nothing here", show=False),
    ]

    def __init__(
        self, coach: Coach, heading: str, ask: str, low: str, high: str, *, place: str = "", value: int | None = None
    ) -> None:
        super().__init__(coach)
        self._heading, self._ask, self._place = heading, ask, place
        self._low, self._high, self._value = low, high, value

    def page(self) -> ComposeResult:
        """The question and the figures."""
        yield Static(self._ask, id="ask", markup=False)
        yield Scale(self._low, self._high, self._value)

    def load(self) -> None:
        """The heading."""
        self.head(self._heading, self._place)

    def on_scale_picked(self, picked: Scale.Picked) -> None:
        """One key is enough; one that comes too soon is a slip."""
        if self.calm():
            self.dismiss(picked.value)
        else:
            picked.scale.ask(picked.scale.low, picked.scale.high, None)

    def action_go_on(self) -> None:
        """What is shown."""
        if self.calm():
            self.dismiss(self.query_one(Scale).value)

    def action_close(self) -> None:
        """Left open."""
        self.dismiss(None)
