"""One exercise of the plan: how much, why, how, and what to mind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from coach.domain.exercise import Exercise
from coach.domain.plan import PlanItem
from coach.services.context import Coach
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.words import amount

HEADING = "bold $primary"


class DetailView(CoachScreen[None]):
    """Everything about one exercise."""

    CSS_PATH = "detail.tcss"
    READS = True
    ABOUT = "All about one exercise: how much of it, why it is in your plan, how to do it, and what to mind."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "close", "back", "back to the page before"),
        verb("back", "close", show=False),
        verb("why", "close", show=False, hint="back to the page before"),
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
        parts = [_part("How much", (amount(self._item, exercise),)), _why(self._item.why)]
        if exercise is not None:
            parts += [_part("How", exercise.cues), _part("What to mind", (exercise.support_rule, exercise.mistake))]
            parts += [_part("When to stop", (exercise.stop,)), _part("Easier or harder", self._steps(exercise))]
            if exercise.id in library.own:
                parts.append(_part("From your therapist", ("This exercise is from your own file.",)))
        self.say("text", Content("\n\n").join(part for part in parts if part))

    def _steps(self, exercise: Exercise) -> tuple[str, ...]:
        """The next easier and the next harder form, where there are any."""
        known = self.coach.library.exercises
        steps = (("Easier", exercise.easier), ("Harder", exercise.harder))
        return tuple(f"{word}: {known[name].name}." for word, name in steps if name and name in known)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


def _part(title: str, lines: Sequence[str | None]) -> Content:
    """A heading with its lines; nothing without lines."""
    said = [line for line in lines if line]
    return Content.assemble((title, HEADING), "\n", "\n".join(said)) if said else Content("")


def _why(lines: Sequence[str]) -> Content:
    """From the person's answer to what follows from it, with its source in brackets at the end."""
    if not lines:
        return _part("Why it is in your plan", ("It was put here by hand.",))
    return _part("Why it is in your plan", [("→ " if number else "") + line for number, line in enumerate(lines)])
