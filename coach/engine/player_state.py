"""What the session player knows at one moment, and what can happen to it.

The state is a value: `coach.engine.player.step` makes the next one. Seconds are running seconds on a
monotonic clock; while `paused` none pass.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from coach.domain.exercise import Exercise
from coach.domain.plan import PlanItem
from coach.domain.safety import StopRule
from coach.domain.vocabulary import Part, Side
from coach.engine.player_script import Move, Script, SetKey, Step
from coach.engine.stop_rules import Safety

How = Literal["finished", "stopped", "stop_rule"]
Asked = Literal["flags", "settled", "symptom", "easier", "gap"]
SkipReason = Literal["skipped", "easier", "ouch", "stop_rule"]


@dataclass(frozen=True, slots=True)
class Start:
    """The person is ready to begin."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed; due more often than every `Pace.gap_s` seconds, also while a step waits for Enter."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Time stops."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Time goes on; also "it has settled" after a symptom, and "no" to the offer of an easier form."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Enter: this step is over; in a pause the same as `Resume`."""

    reps: int | None = None
    """How many repetitions it really was, where the person says so."""


@dataclass(frozen=True, slots=True)
class Again:
    """This set once more, from its beginning; during the rest after a set, the set just done."""


@dataclass(frozen=True, slots=True)
class Back:
    """One set back."""


@dataclass(frozen=True, slots=True)
class Skip:
    """On to the next exercise."""


@dataclass(frozen=True, slots=True)
class Easier:
    """An easier form takes the place of this exercise, from the current set on."""

    exercise: Exercise
    item: PlanItem


@dataclass(frozen=True, slots=True)
class Extend:
    """More time for the step that is counting down."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Ouch:
    """It hurts this much now, 0 to 10."""

    pain: int


@dataclass(frozen=True, slots=True)
class Symptom:
    """One line of the "something is wrong" list; the same again after its `wait_s` says "not settled"."""

    rule: StopRule


@dataclass(frozen=True, slots=True)
class Fell:
    """A fall, or a near one."""

    near: bool


@dataclass(frozen=True, slots=True)
class FlagsAnswered:
    """The questions of `to_ask` were answered; these flags with yes."""

    yes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """The person ends the session; everything done so far is kept."""


PlayerEvent = (
    Start | Tick | Pause | Resume | Finish | Again | Back | Skip | Easier | Extend | Ouch | Symptom | Fell
    | FlagsAnswered | Stop
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneSet:
    """One finished set on one side, in the words of the journal's `SetDone`."""

    item: int
    exercise: str
    part: Part
    side: Side | None
    set: int
    sets: int
    seconds: int
    """Seconds of work, rests left out."""
    reps: int | None
    """Repetitions, holds or breaths; `None` where it is timed."""
    easier_than: str | None = None

    @property
    def key(self) -> SetKey:
        """The set in the script."""
        return (self.item, self.side, self.set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An exercise that was left out, or went on in another form, and why."""

    item: int
    exercise: str
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell the person; a stop rule's text under its id, or one of the player's own."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A symptom that has to settle before anything goes on."""

    rule: str
    since: float
    wait_s: int
    """After this long the person is asked whether it has settled; 0 = whenever they say so."""
    due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayerState:
    """Where the session is."""

    script: Script
    safety: Safety
    resting_pain: int = 0
    index: int = 0
    spent: float = 0.0
    """Running seconds in the current step."""
    extra: float = 0.0
    """Seconds added to the current step."""
    last: float | None = None
    """The latest instant that was heard of."""
    paused: bool = True
    gap: bool = False
    offer: bool = False
    """The exercise was stopped and its easier form is on offer; nothing runs until the person chooses."""
    waiting: Waiting | None = None
    place: Move | None = None
    """Where the person last worked, which decides how long getting into the next position takes."""
    worked: float = 0.0
    """Running seconds of work."""
    elapsed: float = 0.0
    """Running seconds of everything."""
    set_seconds: float = 0.0
    set_reps: int = 0
    again: bool = False
    """The current set is in `done` and is to be recorded once more."""
    done: tuple[DoneSet, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    left: frozenset[int] = frozenset()
    """Items that the person skipped; going back opens them again."""
    barred: frozenset[int] = frozenset()
    """Items that must not be done any more today."""
    hurt: frozenset[str] = frozenset()
    """Exercises that were stopped; they do not come back as their own easier form."""
    stops: int = 0
    to_ask: tuple[str, ...] = ()
    """Red flags to ask now; nothing goes on until they are answered."""
    raised: tuple[str, ...] = ()
    """Red flags that a symptom or an answer has raised."""
    standing_over: bool = False
    message: Message | None = None
    ended: How | None = None
    rule: str | None = None
    """The latest stop rule that came into play; where `ended` is "stop_rule", the reason."""

    @property
    def current(self) -> Step:
        """The step that is under way; after the end, the last one."""
        return self.script.steps[self.index]

    @property
    def move(self) -> Move:
        """The item that is under way."""
        return self.script.move(self.index)

    @property
    def hurting(self) -> Move:
        """The item that a pain belongs to now: the one just done while getting ready for the next (R4.11)."""
        place = self.place
        if self.current.phase != "get_ready" or place is None or place.item == self.current.item:
            return self.move
        return place

    @property
    def number(self) -> int:
        """Which item it is, from 1."""
        return self.current.item + 1

    @property
    def items(self) -> int:
        """How many items the session has."""
        return len(self.script.moves)

    @property
    def running(self) -> bool:
        """Whether time passes."""
        return not self.paused and self.ended is None

    @property
    def total(self) -> float | None:
        """Seconds of the current step with what was added; `None` where it waits for the person."""
        seconds = self.current.seconds
        return None if seconds is None else seconds + self.extra

    @property
    def remaining(self) -> float | None:
        """Seconds left of the current step; `None` where it waits for the person."""
        return None if self.total is None else max(0.0, self.total - self.spent)

    @property
    def recorded(self) -> frozenset[SetKey]:
        """The sets in `done`."""
        return frozenset(one.key for one in self.done)

    @property
    def asked(self) -> Asked | None:
        """What the front end has to ask now, the most urgent first."""
        if self.ended is not None:
            return "flags" if self.to_ask else None
        if self.to_ask:
            return "flags"
        if self.waiting is not None:
            return "settled" if self.waiting.due else "symptom"
        if self.offer:
            return "easier"
        return "gap" if self.gap else None

    @property
    def seconds_left(self) -> float:
        """About how long the rest of the session takes; repetitions by their tempo."""
        if self.ended is not None:
            return 0.0
        now = self.remaining
        if now is None:
            now = max(0.0, self.current.estimate - self.spent)
        recorded = self.recorded
        later = sum(
            step.estimate
            for step in self.script.steps[self.index + 1 :]
            if self.open(step.item) and (step.key == self.current.key or step.key not in recorded)
        )
        return later if self.offer else now + later

    @property
    def minutes_left(self) -> int:
        """`seconds_left` in whole minutes, rounded up."""
        return math.ceil(self.seconds_left / 60)

    def open(self, item: int) -> bool:
        """Whether an item is still to be done."""
        return item not in self.barred and item not in self.left
