"""The weekly plan as it stands in `plan.toml` (design 3.3)."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from coach.domain.exercise import Count, Dose, Exercise, Seconds, Tempo
from coach.domain.model import ClockTime, Id, Line, Many, Record
from coach.domain.vocabulary import Day, Part, Position, Side


class PlanItem(Record):
    """One exercise in a session with its dose; for one-sided exercises the dose is for each side."""

    id: Id
    part: Part = "main"
    side: Side | None = None
    position: Position | None = None
    sets: Count = 1
    reps: Count | None = None
    hold_s: Seconds | None = None
    time_s: Seconds | None = None
    breaths: Count | None = None
    rest_s: Seconds = 0
    tempo: Tempo | None = None
    with_helper: bool = False
    keep: bool = False
    why: Many[Line] = ()

    @property
    def sides(self) -> int:
        """How many sides are done, one after the other."""
        return 2 if self.side == "both" else 1

    @property
    def key(self) -> tuple[str, str | None, str]:
        """What must be unique inside a session: exercise, side and part."""
        return (self.id, self.side, self.part)

    def dose(self) -> Dose:
        """The dose keys alone."""
        return Dose(
            sets=self.sets, reps=self.reps, hold_s=self.hold_s, time_s=self.time_s, breaths=self.breaths,
            rest_s=self.rest_s, tempo=self.tempo,
        )  # fmt: skip

    def dose_of(self, exercise: Exercise) -> Dose:
        """The dose; what the plan leaves open comes from the exercise."""
        planned, usual = self.dose(), exercise.dose
        keys = ("reps", "hold_s", "time_s", "breaths", "tempo")
        return planned.model_copy(update={key: getattr(usual, key) for key in keys if getattr(planned, key) is None})

    def seconds(self, exercise: Exercise) -> int:
        """Seconds of the item without set-up (decisions 6)."""
        return self.dose_of(exercise).seconds(exercise.kind, self.sides)


class Session(Record):
    """A run of exercises on some days at a time of day; `optional` ones count toward no target.

    `keep` says that the person chose its days and time: a new plan leaves them alone.
    """

    id: Id
    title: Line
    days: Annotated[Many[Day], Field(min_length=1)]
    at: ClockTime
    remind: bool = True
    optional: bool = False
    keep: bool = False
    exercise: Many[PlanItem] = ()


class TipEntry(Record):
    """One ergonomic tip to be reminded of."""

    id: Id
    days: Many[Day] = ()
    at: ClockTime | None = None
    every_min: Annotated[int, Field(ge=15, le=120)] | None = None


class HabitEntry(Record):
    """One small habit on some days."""

    id: Id
    days: Many[Day] = ()
    at: ClockTime | None = None


class Plan(Record):
    """A week that repeats from `starts` until it is reviewed."""

    format: Literal[1] = 1
    title: Line = "My plan"
    starts: date
    review: date | None = None
    session: Many[Session] = ()
    tip: Many[TipEntry] = ()
    habit: Many[HabitEntry] = ()

    def sessions_on(self, day: Day) -> tuple[Session, ...]:
        """The sessions of a weekday in order of time."""
        return tuple(sorted((s for s in self.session if day in s.days), key=lambda s: (s.at, s.id)))

    def session_named(self, name: str) -> Session | None:
        """The session of an id; None where there is none."""
        return next((session for session in self.session if session.id == name), None)

    def with_exercises(self, name: str, exercises: Iterable[PlanItem]) -> "Plan":
        """The plan with these exercises in one session; a session without any goes."""
        items = tuple(exercises)
        changed = (
            one.model_copy(update={"exercise": items}) if one.id == name else one
            for one in self.session
            if items or one.id != name
        )
        return self.model_copy(update={"session": tuple(changed)})
