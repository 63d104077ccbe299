"""All exercises: found by typing a word or two, narrowed by what is wanted, and opened one at a time."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList, Static

from coach.domain.exercise import Exercise
from coach.services.context import Coach
from coach.services.exercises import POSITION_NAMES, Catalogue, Narrowed
from coach.services.plan_words import count
from coach.tui.keys import MOVE, key, verb
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.searched import SearchedView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row

NOTHING = "No exercise fits to all of this. Try another word, fewer letters, or show more with F3."
IN_PLAN, NOT_NOW = "✓", "–"
ALL = "all"


class ExercisesView(SearchedView[None]):
    """The list, with a line to type in above it."""

    PLACEHOLDER = "Type a word: bed, chair, calf, band …"
    ABOUT = (
        "All exercises. Type words such as bed, chair, outer hip or band. Arrow keys walk the list, Enter opens an "
        "exercise, {narrow} shows fewer: ✓ is in your plan, – is not for now."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "take", "open", "look at this exercise", priority=True),
        verb("narrow", "narrow"),
        verb("back", "close"),
        key("pageup", "leap(-1)", "up", "a page up", "list.up", group=MOVE, show=False, shown="Page ↑", priority=True),
        key(
            "pagedown", "leap(1)", "down", "a page down", "list.down", group=MOVE, show=False, shown="Page ↓",
            priority=True,
        ),
    ]  # fmt: skip

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._catalogue = Catalogue(coach)
        self._narrowed = Narrowed()
        self._here: str | None = None

    def load(self) -> None:
        """All of them, or what is left of them."""
        self.head("Exercises", count(len(self._catalogue.library.exercises), "exercise"))
        self._again()

    def on_input_changed(self, _: Input.Changed) -> None:
        """Other words begin at the top; Textual then calls the handler of `SearchedView`, too."""
        self._here = None

    def _again(self) -> None:
        self.show_found(self.query_one(Input).value)

    def show_found(self, typed: str) -> None:
        """What fits, kind by kind while nothing is typed; the cursor stays on the exercise that was looked at."""
        found = self._catalogue.found(self._narrowed, typed)
        rows: list[Row] = []
        module = None
        for exercise in found:
            if not typed.strip() and exercise.module != module:
                module = exercise.module
                name = self._catalogue.module(module)
                rows.append(Row(f"={module}", ("\n" if rows else "") + name[:1].upper() + name[1:], heading=True))
            rows.append(self._row(exercise))
        self.say("shown", self._said(len(found)))
        self.say("none", "" if found else NOTHING)
        self.query_one(Choices).put(rows, self._here)
        if self._here is None:
            self.query_one("#page").scroll_home(animate=False)

    def _row(self, exercise: Exercise) -> Row:
        known = self._catalogue
        planned = bool(known.in_plan(exercise.id))
        mark = IN_PLAN if planned else "" if known.possible(exercise.id) else NOT_NOW
        detail = f"{POSITION_NAMES[exercise.position]} · {known.muscle(exercise.targets[0])}"
        own = " · from your therapist" if exercise.id in known.library.own else ""
        return Row(exercise.id, exercise.name, mark or " ", detail=detail + own)

    def _said(self, number: int) -> str:
        """What is shown, where it is not all."""
        words = narrowed_words(self._catalogue, self._narrowed)
        return f"Shown: {' · '.join(words)} ({number})" if words else ""

    def action_leap(self, by: int) -> None:
        """By as much as the page shows."""
        found = self.query_one(Choices)
        if by > 0:
            found.action_page_down()
        else:
            found.action_page_up()

    def action_take(self) -> None:
        """This one; what is done there shows here afterwards."""
        from coach.tui.screens.exercise import ExerciseView

        row = self.query_one(Choices).row
        if row is not None:
            self.app.push_screen(ExerciseView(self.coach, row.id), self._seen)

    def _seen(self, last: str | None) -> None:
        self._here = last
        self._catalogue = Catalogue(self.coach)
        self._again()

    def action_narrow(self) -> None:
        """Show fewer, or all again."""
        self.app.push_screen(NarrowView(self.coach, self._catalogue, self._narrowed), self._narrow)

    def _narrow(self, narrowed: Narrowed | None) -> None:
        if narrowed is not None:
            self._narrowed, self._here = narrowed, None
            self._again()

    def action_close(self) -> None:
        """Back to where the person came from."""
        self.dismiss(None)


class NarrowView(CoachScreen[Narrowed | None]):
    """Every way to show fewer exercises; it answers what to show now, or None."""

    GOES_HOME = False
    ABOUT = (
        "Enter shows only what fits to the line, or lets a ticked one go. Several lines go together. "
        "Escape leaves all as it is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "take", "show these", "only those that fit to the line under the cursor", priority=True),
        verb("back", "close", hint="as it was before"),
    ]

    def __init__(self, coach: Coach, catalogue: Catalogue, narrowed: Narrowed) -> None:
        super().__init__(coach)
        self._catalogue, self._narrowed = catalogue, narrowed
        self._ways: list[Narrowed] = []

    def page(self) -> ComposeResult:
        """A line, and the list."""
        yield Static("Show only exercises for …", id="ask", markup=False)
        yield Choices(id="ways")

    def load(self) -> None:
        """All ways, those that hold now with a mark."""
        self.head("Show fewer")
        rows = [Row(ALL, "show all again")] if self._narrowed != Narrowed() else []
        for heading, ways in self._catalogue.choices():
            rows.append(Row(f"={heading}", f"\n{heading}" if rows else heading, heading=True))
            for way, words in ways:
                on = holds(self._narrowed, way)
                fits = len(self._catalogue.found(self._narrowed if on else merged(self._narrowed, way)))
                detail = "shown now" if on else str(fits)
                rows.append(Row(str(len(self._ways)), words, IN_PLAN if on else " ", detail=detail))
                self._ways.append(way)
        self.query_one(Choices).put(rows)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("take")

    def action_take(self) -> None:
        """This one with those that hold already, or without it where it holds."""
        row = self.query_one(Choices).row
        if row is None:
            return
        self.dismiss(Narrowed() if row.id == ALL else merged(self._narrowed, self._ways[int(row.id)]))

    def action_close(self) -> None:
        """As it was."""
        self.dismiss(None)


def merged(now: Narrowed, way: Narrowed) -> Narrowed:
    """One way more; the same once more takes it away."""
    return replace(now, **_only(way, off=holds(now, way)))  # type: ignore[arg-type]  # names and values of its fields


def holds(now: Narrowed, way: Narrowed) -> bool:
    """Whether the list is narrowed in this way."""
    return all(getattr(now, name) == value for name, value in _only(way).items())


def _only(way: Narrowed, *, off: bool = False) -> dict[str, object]:
    """The fields that a way sets, with their values, or with those that show all."""
    plain = Narrowed()
    changed = [one.name for one in fields(way) if getattr(way, one.name) != getattr(plain, one.name)]
    return {name: getattr(plain if off else way, name) for name in changed}


def narrowed_words(catalogue: Catalogue, narrowed: Narrowed) -> list[str]:
    """The ways that hold, in words."""
    return [words for _, ways in catalogue.choices() for way, words in ways if holds(narrowed, way)]
