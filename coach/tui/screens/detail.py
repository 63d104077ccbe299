"""One exercise of the plan: why, how much, how, what to mind, and when to stop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from coach.domain.exercise import Exercise
from coach.domain.plan import PlanItem
from coach.services.context import Coach
from coach.services.why import NEXT_HEADING, SOURCES_HEADING, Told
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.figure import FigureView
from coach.tui.widgets.lines import FOLLOWS, Sections
from coach.tui.widgets.shown import Shown
from coach.tui.words import amount


class DetailView(CoachScreen[None]):
    """Everything about one exercise."""

    READS = True
    ABOUT = "All about one exercise: why it is in your plan, how much of it, how to do it, and what to mind."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "close", "back", "back to the page before"),
        verb("back", "close", show=False),
        verb("why", "close", show=False, hint="back to the page before"),
    ]

    def __init__(self, coach: Coach, item: PlanItem, why: Told | None = None) -> None:
        super().__init__(coach)
        self._item = item
        self._told = why

    def page(self) -> ComposeResult:
        """The figure, and one text."""
        yield Shown(self.coach)

    def load(self) -> None:
        """The exercise and the reasons."""
        library = self.coach.library
        exercise = library.exercises.get(self._item.id)
        self.head(library.called(self._item.id))
        told = self._told
        follows = told.amount if told is not None else ()
        much = (amount(self._item, exercise), *(f"{FOLLOWS}{line}" for line in follows))
        parts = [_why(told, self._item.why), ("How much", much)]
        figure = self.query_one(FigureView)
        figure.put(library.figures.get(self._item.id), self._item.side)
        if exercise is not None:
            mind = tuple(line for line in (exercise.support_rule, exercise.mistake) if line)
            parts += [("How", exercise.cues), ("What to mind", mind), ("When to stop", (exercise.stop,))]
            parts.append(("Easier or harder", self._steps(exercise)))
            if told is not None:
                parts += [("Why then", told.when), (NEXT_HEADING, told.next_best), (SOURCES_HEADING, told.sources)]
            parts.append(("The picture in words", figure.words))
            if exercise.id in library.own:
                parts.append(("From your therapist", ("This exercise is from your own file.",)))
        self.say("text", Sections(parts))

    def _steps(self, exercise: Exercise) -> tuple[str, ...]:
        """The next easier and the next harder form, where there are any."""
        known = self.coach.library.exercises
        steps = (("Easier", exercise.easier), ("Harder", exercise.harder))
        return tuple(f"{word}: {known[name].name}." for word, name in steps if name and name in known)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


def _why(told: Told | None, lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """From the person's answers to what follows from them; without answers what the plan itself says."""
    if told is not None:
        first, rest = (told.answers, told.reasons) if told.answers else (told.reasons[:1], told.reasons[1:])
    else:
        first, rest = tuple(lines[:1]) or ("It was put here by hand.",), tuple(lines[1:])
    return "Why it is in your plan", (*first, *(f"{FOLLOWS}{line}" for line in rest))
