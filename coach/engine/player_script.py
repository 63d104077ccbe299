"""A session laid out as a flat list of steps, so that the player only has to walk along it.

Every step belongs to the set that it leads to: getting ready, the rest before a set and the change of side
carry the number and side of the set that comes next. Steps with `seconds` count down by themselves; a step
without them waits for the person. Sides say "left" and "right" only; `None` is both legs at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coach.domain.exercise import Dose, Exercise
from coach.domain.plan import PlanItem, Session
from coach.domain.vocabulary import LYING, Position, Side
from coach.errors import InputError

Phase = Literal["get_ready", "work", "rest", "change_side"]
OneSide = Literal["left", "right"]
SetKey = tuple[int, Side | None, int]
"""What tells one set from another in a session: item, side, number of the set."""

DOWN_LOW: frozenset[Position] = LYING | {"kneeling", "quadruped"}
"""Positions that may be on the floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How much time there is between the sets, in seconds; all of it can be extended while it runs."""

    get_ready_s: int = 10
    new_position_s: int = 15
    """Getting ready in another position; the first exercise counts as one (decisions 6)."""
    floor_s: int = 60
    """Getting down to the floor or up from it."""
    change_side_s: int = 10
    first_side: OneSide = "left"
    """The side that starts where both are done: the sorer or weaker one (exercises 3)."""
    on_floor: frozenset[Position] = frozenset({"kneeling", "quadruped"})
    """Positions taken on the floor where the exercise leaves a choice between floor and bed."""
    gap_s: float = 6.0
    """Longest silence in which time still runs; after a longer one the person is asked."""

    def is_on_floor(self, move: Move) -> bool:
        """Whether the person is down on the floor during this exercise."""
        surfaces = move.exercise.surface
        if move.position not in DOWN_LOW or "floor" not in surfaces:
            return False
        return "bed" not in surfaces or move.position in self.on_floor

    def between(self, before: Move | None, move: Move) -> int:
        """Seconds to get ready for `move` when the person comes from `before`."""
        if self.is_on_floor(move) != (before is not None and self.is_on_floor(before)):
            return self.floor_s
        if before is None or before.position != move.position:
            return self.new_position_s
        return self.get_ready_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One item of the session with its exercise."""

    item: int
    """Place in the session, from 0."""
    plan: PlanItem
    exercise: Exercise
    easier_than: str | None = None
    """The planned exercise, where this one took its place."""
    from_side: int = 0
    """Which of `sides` it starts with; not the first where it took over in the middle."""
    from_set: int = 1

    @property
    def position(self) -> Position:
        """The body position that was chosen."""
        return self.plan.position or self.exercise.position

    @property
    def on_feet(self) -> bool:
        """Whether the person is on their feet (decisions 4)."""
        return self.exercise.on_feet(self.position)

    @property
    def dose(self) -> Dose:
        """The plan's dose; what it leaves open comes from the exercise."""
        return self.plan.dose_of(self.exercise)

    def sides(self, first: OneSide) -> tuple[OneSide | None, ...]:
        """The sides in the order in which they are done."""
        if self.plan.side is None:
            return (None,)
        if self.plan.side == "both":
            return (first, "right" if first == "left" else "left")
        return (self.plan.side,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stretch of the session in which one thing happens."""

    index: int
    phase: Phase
    item: int
    side: OneSide | None
    set: int
    sets: int
    rep: int
    """Which hold of the set; 1 where the set is one piece."""
    reps: int | None
    """Repetitions, holds or breaths in the set; `None` where it is timed."""
    seconds: float | None
    """How long it counts down; `None` waits for the person."""
    estimate: float
    """Seconds that it takes about, for "minutes left"."""
    ends_set: bool = False

    @property
    def key(self) -> SetKey:
        """The set that this step belongs to or leads to."""
        return (self.item, self.side, self.set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The whole session, step by step."""

    session: str
    title: str
    moves: tuple[Move, ...]
    steps: tuple[Step, ...]
    starts: tuple[int, ...]
    """Where each set begins, its rest or getting ready included."""
    pace: Pace

    def move(self, index: int) -> Move:
        """The item that the step at `index` belongs to."""
        return self.moves[self.steps[index].item]

    def start_of(self, index: int) -> int:
        """Where the set of the step at `index` begins."""
        return max(start for start in self.starts if start <= index)

    def item_start(self, item: int) -> int:
        """The first step of an item."""
        return next(step.index for step in self.steps if step.item == item)

    def work_from(self, index: int) -> Step:
        """The first step of work at or after `index`; there is one in every item."""
        return next(step for step in self.steps[index:] if step.phase == "work")

    def set_keys(self, item: int) -> frozenset[SetKey]:
        """The sets of one item."""
        return frozenset(step.key for step in self.steps if step.item == item)


def make_script(session: Session, exercises: Mapping[str, Exercise], pace: Pace) -> Script:
    """Lay out a session as steps.

    Args:
        session: the session of the plan.
        exercises: the catalogue by id.
        pace: times between the sets and which side comes first.

    Raises:
        InputError: the session is empty, or names an exercise that is not in the catalogue.
    """
    if not session.exercise:
        raise InputError(f'The session "{session.title}" has no exercises yet. Add one in the plan.')
    unknown = [item.id for item in session.exercise if item.id not in exercises]
    if unknown:
        raise InputError(f'The session "{session.title}" names "{unknown[0]}", which is no exercise I know.')
    moves = [Move(item=index, plan=item, exercise=exercises[item.id]) for index, item in enumerate(session.exercise)]
    return _lay_out(session.id, session.title, moves, pace)


def swap(
    script: Script, item: int, exercise: Exercise, plan: PlanItem, *,
    side: OneSide | None = None, set_number: int = 1,
) -> Script:  # fmt: skip
    """Put another exercise in the place of an item, from the given side and set on.

    What lies before that set drops out of the script; it is never done again in the old form. The set that is
    under way is done at least once, the rest follows the new dose, so a shorter dose is never exceeded.
    """
    old = script.moves[item]
    move = Move(item=item, plan=plan, exercise=exercise, easier_than=old.easier_than or old.exercise.id)
    sides = move.sides(script.pace.first_side)
    from_side = sides.index(side) if side in sides else 0
    moves = list(script.moves)
    moves[item] = replace(move, from_side=from_side, from_set=set_number)
    return _lay_out(script.session, script.title, moves, script.pace)


def _lay_out(session: str, title: str, moves: Sequence[Move], pace: Pace) -> Script:
    steps: list[Step] = []
    for before, move in zip((None, *moves), moves, strict=False):
        steps += _item_steps(before, move, pace)
    numbered = tuple(replace(step, index=index) for index, step in enumerate(steps))
    return Script(session=session, title=title, moves=tuple(moves), steps=numbered, starts=_starts(numbered), pace=pace)


def _starts(steps: Iterable[Step]) -> tuple[int, ...]:
    found: list[int] = []
    last: SetKey | None = None
    for step in steps:
        if step.key != last:
            found.append(step.index)
        last = step.key
    return tuple(found)


def _item_steps(before: Move | None, move: Move, pace: Pace) -> list[Step]:
    steps: list[Step] = []
    rest_s = move.dose.rest_s
    for number, side in enumerate(move.sides(pace.first_side)[move.from_side :]):
        first = move.from_set if number == 0 else 1
        sets = max(move.dose.sets, first)
        for one in range(first, sets + 1):
            work = _set_steps(move, side, one, sets)
            if steps and rest_s:
                steps.append(_pause(work[0], "rest", rest_s))
            if one == first:
                lead_s = pace.change_side_s if steps else pace.between(before, move)
                steps.append(_pause(work[0], "change_side" if number else "get_ready", lead_s))
            steps += work
    return steps


def _pause(before: Step, phase: Phase, seconds: int) -> Step:
    """A step without work that leads to the step `before`."""
    return replace(before, phase=phase, seconds=seconds, estimate=seconds, ends_set=False)


def _set_steps(move: Move, side: OneSide | None, number: int, sets: int) -> list[Step]:
    dose, kind = move.dose, move.exercise.kind
    if kind == "hold":
        return _hold_steps(move, side, number, sets)
    seconds = dose.work_seconds(kind)
    only = Step(
        index=0, phase="work", item=move.item, side=side, set=number, sets=sets, rep=1,
        reps={"reps": dose.reps, "breath": dose.breaths, "timed": None}[kind],
        seconds=None if kind == "reps" else seconds, estimate=seconds, ends_set=True,
    )  # fmt: skip
    return [only]


def _hold_steps(move: Move, side: OneSide | None, number: int, sets: int) -> list[Step]:
    dose, hold_s = move.dose, move.dose.hold_s or 0
    reps = dose.reps or 1
    steps: list[Step] = []
    for rep in range(1, reps + 1):
        hold = Step(
            index=0, phase="work", item=move.item, side=side, set=number, sets=sets, rep=rep, reps=reps,
            seconds=hold_s, estimate=hold_s, ends_set=rep == reps,
        )  # fmt: skip
        if rep > 1 and dose.rest_s:
            steps.append(_pause(hold, "rest", dose.rest_s))
        steps.append(hold)
    return steps
