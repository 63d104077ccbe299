"""Before a session: the safety question, and what to set up."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from coach.services.context import Coach
from coach.services.guided import Prepared
from coach.services.plan_words import count
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.lines import Points


class CheckView(CoachScreen[bool | None]):
    """The question before every session; it answers yes, no, or None for "not now"."""

    READS = True
    ABOUT = (
        "A safety question before every session. Enter says that none of these came up; {yes} opens them one by one."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "no", "none of these", "nothing of this came up"),
        verb("yes", "yes", "yes", "something came up"),
        verb("back", "close", hint="back to today"),
    ]

    def __init__(self, coach: Coach, question: str) -> None:
        super().__init__(coach)
        self._question = question

    def page(self) -> ComposeResult:
        """The question, and its list as lines."""
        ask, _, rest = self._question.partition("? ")
        yield Static(f"{ask}?" if rest else ask, id="ask", markup=False)
        lines = [line.rstrip(".") for line in rest.split(". ") if line]
        yield Static(Points(lines), id="list", markup=False)

    def load(self) -> None:
        """The heading."""
        self.head("Before we start")

    def action_no(self) -> None:
        """None of these; a slip does not answer."""
        if self.calm():
            self.dismiss(False)

    def action_yes(self) -> None:
        """Something came up."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Not now."""
        self.dismiss(None)


class SetUpView(CoachScreen[bool]):
    """What to get ready; it answers whether the session begins."""

    CSS_PATH = "check.tcss"
    READS = True
    ABOUT = "What to get ready before the session. Take your time; Enter begins when you are ready."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "begin", "begin", "begin the session"),
        verb("back", "close", hint="back to today"),
    ]

    def __init__(self, coach: Coach, prepared: Prepared) -> None:
        super().__init__(coach)
        self._prepared = prepared

    def page(self) -> ComposeResult:
        """The lines."""
        ready = self._prepared
        yield Static("Get ready, in your own time:", id="ask", markup=False)
        yield Static(Points(ready.set_up), id="list", markup=False)
        if ready.changes:
            yield Static(Points(ready.changes, "Today it is a little different"), id="changes", markup=False)

    def load(self) -> None:
        """The heading."""
        moves = count(len(self._prepared.session.exercise), "exercise")
        self.head(self._prepared.session.title, f"{moves} · {self._prepared.minutes} min")

    def action_begin(self) -> None:
        """Begin."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Not now."""
        self.dismiss(False)
