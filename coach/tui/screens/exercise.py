"""One exercise to look at: the figure that shows it, how it is done, its easier and harder forms, and the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from coach.domain.exercise import Exercise
from coach.errors import CoachError
from coach.services.context import Coach
from coach.services.exercises import POSITION_NAMES, Catalogue, bring_back, leave_out_for_good, thing_words
from coach.services.plan_changes import Add
from coach.services.plan_words import dose_words
from coach.services.planning import Current, current_plan
from coach.tui.keys import MOVE, key, verb
from coach.tui.screens.changing import ChangingView
from coach.tui.widgets.figure import FigureView
from coach.tui.widgets.lines import Sections
from coach.tui.widgets.shown import Shown

Part = tuple[str, tuple[str, ...]]


class ExerciseView(ChangingView[str]):
    """Everything about one exercise; it answers the id of the one that was looked at last."""

    READS = True
    ABOUT = (
        "One exercise: watch the figure, read how it goes. {easier} and {too_easy} lead to its easier and harder "
        "forms, {add} takes it into your plan, {leave_out} leaves it out for you. Space stops the figure."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "close", "back", "back to the list"),
        verb("add", "add"),
        verb("easier", "step('easier')", hint="look at the easier form"),
        verb("too_easy", "step('harder')", "harder", "look at the harder form"),
        verb("leave_out", "leave_out", "leave out", "leave it out for good, or let it come again"),
        key("space", "pause", "stop", "stop the figure, or let it go on", "figure.pause", group=MOVE, show=False),
        verb("back", "close", show=False),
    ]

    def __init__(self, coach: Coach, name: str) -> None:
        super().__init__(coach)
        self._which = name
        self._catalogue = Catalogue(coach)

    def page(self) -> ComposeResult:
        """The figure, and one text."""
        yield Shown(self.coach)

    def load(self) -> None:
        """The exercise, with or without a plan."""
        self._current = current_plan(self.coach)
        self.say("notice", "")
        self._show()

    def fill(self, current: Current) -> None:
        """The plan has changed."""
        self._catalogue = Catalogue(self.coach)
        self._show()

    @property
    def exercise(self) -> Exercise:
        """The one that is shown."""
        return self._catalogue.library.exercises[self._which]

    def _show(self) -> None:
        exercise = self.exercise
        self.head(exercise.name, self._catalogue.module(exercise.module))
        self.query_one(FigureView).put(self.coach.library.figures.get(exercise.id), self._catalogue.side(exercise.id))
        self.say("text", Sections([*self._parts(exercise)]))
        self.show_keys()

    def _parts(self, exercise: Exercise) -> Iterator[Part]:
        known = self._catalogue
        if exercise.id in known.library.own:
            yield "From your therapist", ("This exercise is from your own file.",)
        if why_not := known.why_not(exercise.id):
            yield "Not for now", (why_not,)
        yield "How", exercise.cues
        side = ", each side" if exercise.side == "unilateral" else ""
        yield "How much", (f"{dose_words(exercise.dose, exercise.kind)}{side}, to begin with.".capitalize(),)
        if planned := known.in_plan(exercise.id):
            yield "In your plan", planned
        yield "What to mind", tuple(line for line in (exercise.support_rule, exercise.mistake) if line)
        yield "When to stop", (exercise.stop,)
        muscles = ", ".join(known.muscle(one) for one in exercise.targets)
        things = ", ".join(thing_words(one) for one in exercise.equipment)
        positions = ", or ".join(POSITION_NAMES[one] for one in (exercise.position, *exercise.alt))
        yield "Good to know", (f"Works on {muscles}.", f"Done {positions}.", *([f"Needs {things}."] if things else []))
        yield "Easier or harder", tuple(self._chain(exercise))
        yield "The picture in words", self.query_one(FigureView).words

    def _chain(self, exercise: Exercise) -> Iterator[str]:
        """The easier and the harder form with their keys."""
        known, keys = self._catalogue.library.exercises, self.own_keys
        for verb_id, word, other in (("easier", "easier", exercise.easier), ("too_easy", "harder", exercise.harder)):
            if other is not None and other in known:
                yield f"{keys.shown(verb_id)}  {word}: {known[other].name}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something here."""
        known = self._catalogue
        if action == "add":
            return self._current is not None and known.possible(self._which) and not known.in_plan(self._which)
        if action == "step":
            return not parameters or self._other(str(parameters[0])) is not None
        if action == "leave_out":
            return self.coach.has_profile
        return super().check_action(action, parameters)

    def _other(self, way: str) -> str | None:
        name = self.exercise.easier if way == "easier" else self.exercise.harder
        return name if name in self._catalogue.library.exercises else None

    # Keys

    def action_step(self, way: str) -> None:
        """To the easier or the harder form."""
        other = self._other(way)
        if other is not None:
            self._which = other
            self.say("notice", "")
            self._show()
            self.query_one("#page").scroll_home(animate=False)

    def action_add(self) -> None:
        """Into one of the sessions."""
        from coach.tui.screens.choose import ChooseView

        places = self._catalogue.places(self._which)
        fits = [one for one in places if one.fits]
        if not fits:
            self.say("notice", " ".join(dict.fromkeys(f"{one.title}: {one.words}" for one in places)))
            return
        rows = [(one.session, f"{one.title} ({one.words})") for one in fits]
        ask = f"Where should “{self.exercise.name}” go?"
        self.app.push_screen(ChooseView(self.coach, "Add to your plan", ask, rows), self._add)

    def _add(self, session: str | None) -> None:
        if session is not None:
            with self.told():
                self.make(Add(session, self._catalogue.item(self._which)))

    def action_leave_out(self) -> None:
        """Never again, or once more; it is said how to take it back."""
        if not self.calm():
            return
        try:
            out = self._catalogue.unwanted(self._which)
            said = (bring_back if out else leave_out_for_good)(self.coach, self._which)
        except CoachError as error:
            self.tell(error)
            return
        self._catalogue = Catalogue(self.coach)
        self.load()
        more = "" if out else self.own_keys.fill(" {leave_out} once more lets it come again.")
        self.say("notice", said + more)

    def action_pause(self) -> None:
        """Stop the figure, or let it go on."""
        self.query_one(FigureView).pause()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(self._which)
