"""The exercises to look at: finding and narrowing them, taking one into the plan, and leaving one out for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from coach.domain.model import Level
from coach.domain.vocabulary import PATTERNS, Equipment, Module, Pattern, Position, Side
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.plan_words import count

if TYPE_CHECKING:
    from coach.domain.exercise import Exercise
    from coach.domain.plan import PlanItem
    from coach.engine.options import Offer, Option
    from coach.engine.search import Words
    from coach.services.planning import Current

POSITION_NAMES: Mapping[Position, str] = {
    "supine": "on your back", "half_lying": "propped up", "side_lying": "on your side", "prone": "on your front",
    "long_sitting": "sitting with long legs", "sitting": "sitting", "kneeling": "kneeling",
    "quadruped": "on hands and knees", "standing_supported": "standing, holding on", "standing": "standing",
    "walking": "walking",
}  # fmt: skip
LYING_WORDS = "lying bed floor"
LEVEL_NAMES: tuple[str, ...] = (
    "walks without limits", "walks with few limits", "walks with a stick", "walks with a frame",
    "wheelchair, stands with help", "wheelchair or bed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which exercises to show; None stands for all."""

    module: Module | None = None
    position: Position | None = None
    level: Level | None = None
    equipment: Equipment | None = None
    """Done with this thing."""
    bare: bool = False
    """Done with nothing but what every home has."""
    muscle: str | None = None
    pattern: Pattern | None = None
    mine: bool = False
    """Only what this person can do now."""


@dataclass(frozen=True, slots=True)
class Place:
    """A session that an exercise could come into, or what stands against it."""

    session: str
    title: str
    fits: bool
    words: str


class Catalogue:
    """The exercises as one person sees them; worked out once, for as long as a page is open."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach
        self.library = coach.library
        rules = self.library.rules
        self._modules = {one.id: one.name for one in rules.modules.module}
        self._patterns = {one.id: one.name for one in rules.patterns.pattern}
        self._muscles = rules.specifics.target_name

    # Finding

    def found(self, narrowed: Narrowed, typed: str = "") -> tuple[Exercise, ...]:
        """Those that fit, by kind and then by name; where something was typed, the best first."""
        from coach.engine.search import search

        order = list(get_args(Module))
        known = self.library.exercises.values()
        kept = [exercise for exercise in known if self._fits(exercise, narrowed)]
        kept.sort(key=lambda one: (order.index(one.module), one.name))
        if not typed.strip():
            return tuple(kept)
        entries = {one.id: self._words[one.id] for one in kept}
        return tuple(self.library.exercises[name] for name in search(entries, typed))

    def _fits(self, exercise: Exercise, wanted: Narrowed) -> bool:
        positions = (exercise.position, *exercise.alt)
        things = (*exercise.equipment, *exercise.equipment_opt)
        return (
            wanted.module in (None, exercise.module)
            and (wanted.position is None or wanted.position in positions)
            and (wanted.level is None or wanted.level in exercise.levels)
            and (wanted.equipment is None or wanted.equipment in things)
            and not (wanted.bare and set(exercise.equipment) - set(self.library.rules.intake.home.equipment))
            and (wanted.muscle is None or wanted.muscle in exercise.targets)
            and (wanted.pattern is None or wanted.pattern in exercise.patterns)
            and (not wanted.mine or self.possible(exercise.id))
        )

    @cached_property
    def _words(self) -> Mapping[str, Words]:
        """What each exercise is found by; worked out when the first word is typed."""
        from coach.engine.search import words_of

        known = self.library.exercises.values()
        return {one.id: words_of(one.name, self._said(one), one.id) for one in known}

    def _said(self, exercise: Exercise) -> str:
        """All the words that an exercise can be found by beside its name."""
        from coach.domain.vocabulary import LYING

        positions = (exercise.position, *exercise.alt)
        parts = [self._modules[exercise.module], exercise.module, exercise.id.replace("_", " ")]
        parts += [POSITION_NAMES[one] for one in positions]
        parts += [LYING_WORDS] if LYING & set(positions) else []
        parts += [self.muscle(one) for one in exercise.targets]
        parts += [one.replace("_", " ") for one in (*exercise.equipment, *exercise.equipment_opt)]
        parts += [self._patterns[one] for one in exercise.patterns]
        return " ".join(parts)

    @property
    def unknown_wishes(self) -> tuple[str, ...]:
        """What the profile leaves out although there is no such exercise."""
        wished = self._person.unwanted if self._offer else frozenset()
        return tuple(sorted(wished - self.library.exercises.keys()))

    # Words

    def module(self, name: Module) -> str:
        """A kind of exercise: "easy movement"."""
        return self._modules[name]

    def muscle(self, name: str) -> str:
        """What an exercise works on: "the front of the hip"."""
        return self._muscles.get(name, name.replace("_", " "))

    def pattern(self, name: Pattern) -> str:
        """A pattern: "muscle stiffness and spasms"."""
        return self._patterns[name]

    def choices(self) -> Iterator[tuple[str, tuple[tuple[Narrowed, str], ...]]]:
        """Every way to narrow the list, under its heading, with what it is called."""
        known = self.library.exercises.values()
        modules = {one.module for one in known}
        things = sorted({thing for one in known for thing in (*one.equipment, *one.equipment_opt)}, key=thing_words)
        muscles = sorted({one.targets[0] for one in known}, key=self.muscle)
        positions = [one for one in POSITION_NAMES if any(one in (e.position, *e.alt) for e in known)]
        yield "For you", ((Narrowed(mine=True), "what I can do now"),)
        yield (
            "Kind",
            tuple((Narrowed(module=one), self.module(one)) for one in get_args(Module) if one in modules),
        )
        yield "Position", tuple((Narrowed(position=one), POSITION_NAMES[one]) for one in positions)
        bare = (Narrowed(bare=True), "nothing to buy")
        yield "Things", (bare, *((Narrowed(equipment=one), thing_words(one)) for one in things))
        yield "Works on", tuple((Narrowed(muscle=one), self.muscle(one)) for one in muscles)
        yield "Helps with", tuple((Narrowed(pattern=one), self.pattern(one)) for one in PATTERNS)
        yield "Made for", tuple((Narrowed(level=level), name) for level, name in enumerate(LEVEL_NAMES))

    # This person

    @cached_property
    def _offer(self) -> Offer | None:
        """What the rules allow; None before the questions are answered."""
        from coach.engine.options import offer
        from coach.engine.person import assess

        profile = self.coach.profile()
        if profile is None:
            return None
        history = self.coach.usual_history()
        self._person = assess(profile, self.library.rules, history, self.coach.today())
        return offer(self._person, self.library, history)

    def possible(self, name: str) -> bool:
        """Whether the person can do it now, as far as the coach knows; everything before the questions."""
        return self._offer is None or name in self._offer.allowed

    def why_not(self, name: str) -> str:
        """What stands in the way, with what would change it; empty where nothing does."""
        from coach.engine.reasons import refusal_words

        refused = self._offer.refused.get(name) if self._offer else None
        return refusal_words(refused, self.library.rules) if refused else ""

    def unwanted(self, name: str) -> bool:
        """Whether the person asked for it to be left out for good."""
        return self._offer is not None and name in self._person.unwanted

    @cached_property
    def _current(self) -> Current | None:
        from coach.services.planning import current_plan

        return current_plan(self.coach)

    @property
    def current(self) -> Current | None:
        """The plan in force."""
        return self._current

    def in_plan(self, name: str) -> tuple[str, ...]:
        """The titles of the sessions that it is in."""
        sessions = self._current.plan.session if self._current else ()
        return tuple(one.title for one in sessions if any(item.id == name for item in one.exercise))

    def side(self, name: str) -> Side | None:
        """The side that would work: as in the plan, or as it would be offered; None where both do."""
        sessions = self._current.plan.session if self._current else ()
        planned = next((item.side for one in sessions for item in one.exercise if item.id == name), None)
        option = self._option(name)
        return planned or (option.side if option else None)

    # Into the plan

    def item(self, name: str) -> PlanItem:
        """It as a line of a plan, with the side and the amount to start with.

        Raises:
            InputError: there are no answers or no plan yet, or a rule stands against it.
        """
        from coach.engine.reasons import item_of
        from coach.services.people import NO_PROFILE
        from coach.services.planning import NO_PLAN

        if self._offer is None:
            raise InputError(NO_PROFILE)
        if self._current is None:
            raise InputError(NO_PLAN)
        option = self._option(name)
        if option is None:
            raise InputError(self.why_not(name) or "It is not among what you can do now.")
        part = "cool_down" if option.exercise.module == "relaxation" else "main"
        found = item_of(option, "main", self._person, self.library.rules)
        return found.model_copy(update={"part": part, "why": ("You chose it yourself.", *found.why)})

    def _option(self, name: str) -> Option | None:
        options = self._offer.options.values() if self._offer else ()
        known = [option for found in options for option in found if option.exercise.id == name]
        return min(known, key=lambda option: option.way.with_helper, default=None)

    def places(self, name: str) -> tuple[Place, ...]:
        """The sessions of the plan, with whether it fits in.

        Raises:
            InputError: see `item`.
        """
        from coach.services.plan_changes import Add, with_change
        from coach.services.plan_trial import Desk

        item, current = self.item(name), self._current
        assert current is not None
        desk = Desk(self.coach, current.plan)
        found = []
        for session in current.plan.session:
            if any(one.id == name for one in session.exercise):
                found.append(Place(session.id, session.title, False, "it is in there already"))
                continue
            errors = desk.trial(with_change(current.plan, Add(session.id, item))).errors
            words = errors[0] if errors else count(len(session.exercise), "exercise") + " now"
            found.append(Place(session.id, session.title, not errors, words))
        return tuple(found)


def thing_words(name: Equipment) -> str:
    """A thing as people call it: "exercise band"."""
    from coach.engine.reasons import THINGS

    known = THINGS.get(name, OTHER_THINGS.get(name, name.replace("_", " ")))
    return known.removeprefix("a ").removeprefix("an ")


OTHER_THINGS = {
    "ball_soft": "soft ball", "light_weights": "light weights", "tape_lines": "tape on the floor",
    "card_target": "card to look at", "texture_kit": "soft and rough cloths",
}  # fmt: skip


def known_exercise(coach: Coach, name: str) -> Exercise:
    """One exercise by its id or its name.

    Raises:
        InputError: there is none; the nearest is named, or what does not fit in the person's own file of that name.
    """
    from coach.toml.problems import ProblemsError
    from coach.toml.words import did_you_mean

    exercises = coach.library.exercises
    by_name = {one.name.lower(): one for one in exercises.values()}
    found = exercises.get(name) or by_name.get(name.lower())
    if found is None:
        own = [problem for problem in coach.own_exercise_problems if problem.key.split(" ")[0] == name]
        if own:
            raise ProblemsError(own)
        close = did_you_mean(name, [*exercises, *(one.name for one in exercises.values())])
        raise InputError(f'There is no exercise "{name}". {close or ""}'.rstrip())
    return found


def leave_out_for_good(coach: Coach, name: str) -> str:
    """Never offer an exercise again; it stands in `profile.toml`, and goes out of the plan where the rules allow.

    Raises:
        InputError: there are no answers yet.
        ProblemsError: a file does not fit; it is left alone.
    """
    exercise = known_exercise(coach, name)
    said = [f"{exercise.name} will not come again."]
    _save_unwanted(coach, lambda known: [*dict.fromkeys([*known, exercise.id])])
    said += _out_of_the_plan(coach, exercise.id)
    return " ".join(said)


def bring_back(coach: Coach, name: str) -> str:
    """Let an exercise that was left out be offered again.

    Raises:
        InputError: there are no answers yet.
        ProblemsError: a file does not fit; it is left alone.
    """
    exercise = known_exercise(coach, name)
    _save_unwanted(coach, lambda known: [one for one in known if one != exercise.id])
    return f"{exercise.name} may come again, where it fits."


def _save_unwanted(coach: Coach, changed: Callable[[tuple[str, ...]], Iterable[str]]) -> None:
    from coach.services.people import NO_PROFILE
    from coach.store.profile_file import load_profile, save_profile
    from coach.toml.problems import ProblemsError

    profile, problems = load_profile(coach.home, today=coach.today())
    if problems:
        raise ProblemsError(problems)
    if profile is None:
        raise InputError(NO_PROFILE)
    wishes = profile.wishes.model_copy(update={"leave_out": tuple(changed(profile.wishes.leave_out))})
    save_profile(coach.home, profile.model_copy(update={"wishes": wishes}), coach.now())


def _out_of_the_plan(coach: Coach, name: str) -> Iterator[str]:
    """Take it out of every session that allows it, each a step that can be taken back."""
    from coach.services.plan_changes import LeaveOut
    from coach.services.plan_edit import change
    from coach.services.planning import current_plan

    current = current_plan(coach)
    if current is None:
        return
    for session in current.plan.session:
        place = next((n for n, item in enumerate(session.exercise) if item.id == name), None)
        if place is None:
            continue
        try:
            current = change(coach, current, LeaveOut(session.id, place), agreed=True).current
            yield f"It is out of {session.title}."
        except InputError as error:
            yield f"It stays in {session.title} for now: {error}"


def draw_sheet(coach: Coach, found: Sequence[Exercise], path: Path) -> str:
    """Draw exercises into an SVG file: one with its captions, several as a page; says what was written.

    Raises:
        InputError: the file is not to be an SVG, or none of them has a figure.
        OutsideError: it could not be written; an older file is as it was.
    """
    from coach.drawing.figure.motion import Motion
    from coach.drawing.figure.palettes import palette
    from coach.drawing.figure.sheet import sheet
    from coach.drawing.figure.svg import svg
    from coach.store.disk import write_bytes

    if path.suffix.lower() != ".svg":
        raise InputError(f'"{path.name}" would have to end in .svg: that is the kind of picture that is written.')
    figures = coach.library.figures
    drawn = [(one.name, Motion(figures[one.id])) for one in found if one.id in figures]
    if not drawn:
        raise InputError("There is no figure to draw among these.")
    white = palette("light", "#ffffff")
    if len(drawn) == 1:
        text = svg(drawn[0][1], drawn[0][0], palette=white)
    else:
        text = sheet(drawn, f"Hip Coach: {len(drawn)} exercises", palette=white)
    write_bytes(path, text.encode())
    return f"{count(len(drawn), 'figure')} drawn into {path}."
