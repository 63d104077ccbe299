"""One exercise of the plan: how much, why, how, and what to mind."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from coach.domain.plan import PlanItem
from coach.services.context import Coach
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.words import amount


class DetailView(CoachScreen[None]):
    """Everything about one exercise."""

    CSS_PATH = "detail.tcss"
    READS = True
    ABOUT = "All about one exercise: how much of it, why it is in your plan, how to do it, and what to mind."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "close", "back", "back to the page before"),
        verb("back", "close", show=False),
    ]

    def __init__(self, coach: Coach, item: PlanItem) -> None:
        super().__init__(coach)
        self._item = item

    def page(self) -> ComposeResult:
        """One text."""
        yield Static(id="text", markup=False)

    def load(self) -> None:
        """The exercise and the reasons."""
        library = self.coach.library
        exercise = library.exercises.get(self._item.id)
        self.head(exercise.name if exercise else self._item.id)
        blocks: list[tuple[str, tuple[str, ...]]] = [("How much", (amount(self._item, exercise),))]
        blocks.append(("Why it is in your plan", self._item.why))
        if exercise is not None:
            blocks.append(("How", exercise.cues))
            mind = tuple(line for line in (exercise.support_rule, exercise.mistake) if line)
            blocks += [("What to mind", mind), ("When to stop", (exercise.stop,))]
            if exercise.id in library.own:
                blocks.append(("From your therapist", ("This exercise is from your own file.",)))
        shown = [Content.assemble((title, "bold"), "\n", "\n".join(lines)) for title, lines in blocks if lines]
        self.say("text", Content("\n\n").join(shown))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
