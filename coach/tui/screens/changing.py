"""What the screens share that change the plan in force: one change, its notice, and the way back."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from coach.errors import CoachError
from coach.services.context import Coach
from coach.services.plan_changes import PlanChange
from coach.services.plan_edit import Changed, MindError, change, undo_change, undoable
from coach.services.planning import Current, needed_plan
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen, T
from coach.tui.widgets.choices import Choices

UNDO = "{undo} takes it back."


class ChangingView(CoachScreen[T]):
    """A screen on the plan in force; `fill` shows the plan as it is now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        verb("undo", "undo", hint="take the last change of the plan back"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._current: Current | None = None

    def below(self) -> ComposeResult:
        """The notice of the last change."""
        yield Static(id="notice", markup=False)

    def load(self) -> None:
        """The plan in force."""
        self._current = needed_plan(self.coach)
        self.say("notice", "")
        self.fill(self._current)
        self.show_keys()

    def fill(self, current: Current) -> None:
        """Show the plan."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something here."""
        if action == "undo":
            return self._current is not None and undoable(self.coach, self._current)
        return True

    def make(self, wanted: PlanChange | None, *, agreed: bool = False) -> None:
        """Make a change and say so; a caution is asked first, a refusal is told."""
        if wanted is None or self._current is None:
            return
        try:
            self.made(change(self.coach, self._current, wanted, agreed=agreed), UNDO)
        except MindError as caution:
            self._ask(wanted, str(caution))
        except CoachError as error:
            self.load()  # it may have been changed elsewhere
            self.tell(error)

    def _ask(self, wanted: PlanChange, caution: str) -> None:
        from coach.tui.screens.choose import ChooseView

        rows = (("no", "Leave it as it is"), ("yes", "Do it all the same"))
        view = ChooseView(self.coach, "Before you change this", caution, rows)
        self.app.push_screen(view, lambda answer: self.make(wanted, agreed=True) if answer == "yes" else None)

    def made(self, done: Changed, more: str = "") -> None:
        """Show the changed plan and what was done."""
        self._current = done.current
        self.fill(done.current)
        self.say("notice", f"{done.said} {self.own_keys.fill(more)}".strip())
        self.show_keys()
        self.call_after_refresh(self.show_place)  # the notice takes room from the page

    def show_place(self) -> None:
        """Bring the line under the cursor into view."""
        focused = self.focused
        if isinstance(focused, Choices):
            focused.scroll_to_highlight()

    def action_undo(self) -> None:
        """Take the last change back."""
        if self._current is None or not self.calm():
            return
        try:
            self.made(undo_change(self.coach, self._current))
        except CoachError as error:
            self.load()
            self.tell(error)
