"""What a person can do: exercises, ergonomic tips and habits, as they stand in `exercises/`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coach.domain.model import Id, Level, Line, Many, Record, Ref
from coach.domain.vocabulary import (
    ON_FEET,
    Equipment,
    Frequency,
    HelperNeed,
    Kind,
    Module,
    Pattern,
    Position,
    Sides,
    Support,
    Surface,
)

Tempo = Annotated[str, StringConstraints(pattern=r"^(ease_in|steady|slow|cued|natural|[0-9]-[0-9]-[0-9])$")]
"""`2-1-3` is seconds out, pause, back; `ease_in` takes about five seconds to reach the hold."""
Seconds = Annotated[int, Field(ge=0, le=3600)]
Count = Annotated[int, Field(ge=1, le=60)]

SECONDS_PER_BREATH = 8
SECONDS_PER_REP = {"slow": 6, "natural": 3, "cued": 3, "steady": 3, "ease_in": 6}
"""Seconds of one repetition for the tempos without numbers (ours, about what people do)."""


class Dose(Record):
    """How much of it, for each side where the exercise is one-sided. Seconds and counts."""

    sets: Count = 1
    reps: Count | None = None
    hold_s: Seconds | None = None
    time_s: Seconds | None = None
    breaths: Count | None = None
    rest_s: Seconds = 0
    tempo: Tempo | None = None
    freq: Frequency | None = None

    def rep_seconds(self) -> int:
        """Seconds of one repetition."""
        tempo = self.tempo or "2-1-3"
        if tempo[0].isdigit():
            return sum(int(part) for part in tempo.split("-"))
        return SECONDS_PER_REP[tempo]

    def work_seconds(self, kind: Kind) -> int:
        """Seconds of work in one set on one side, rests between holds included, the rest after it not."""
        if kind == "reps":
            return (self.reps or 0) * self.rep_seconds()
        if kind == "hold":
            return (self.reps or 0) * ((self.hold_s or 0) + self.rest_s) - self.rest_s
        if kind == "timed":
            return self.time_s or 0
        return (self.breaths or 0) * SECONDS_PER_BREATH

    def seconds(self, kind: Kind, sides: int = 1) -> int:
        """Seconds the dose takes on `sides` sides, rests included (decisions 6; exercises 1)."""
        if kind == "hold":
            one = self.sets * (self.reps or 0) * ((self.hold_s or 0) + self.rest_s)
        else:
            one = self.sets * (self.work_seconds(kind) + self.rest_s)
        return one * sides


DOSE_KEYS: dict[Kind, tuple[str, ...]] = {
    "reps": ("sets", "reps", "rest_s", "tempo"),
    "hold": ("sets", "reps", "hold_s", "rest_s"),
    "timed": ("sets", "time_s", "rest_s"),
    "breath": ("sets", "breaths", "rest_s"),
}
"""The dose keys that a plan writes, by kind of exercise (design 3.3)."""


class Exercise(Record):
    """One exercise of the catalogue; keys as in the exercise reference, section 1."""

    id: Id
    name: Line
    module: Module
    targets: Many[Ref]
    position: Position
    alt: Many[Position] = ()
    surface: Many[Surface]
    equipment: Many[Equipment] = ()
    equipment_opt: Many[Equipment] = ()
    levels: Many[Level]
    helper: HelperNeed
    helper_at: Many[Level] = ()
    side: Sides
    kind: Kind
    dose: Dose
    effort: Annotated[int, Field(ge=1, le=5)]
    fall_risk: Annotated[int, Field(ge=0, le=3)]
    support: Support
    support_rule: Line | None = None
    contra: Many[Ref] = ()
    caution: Many[Ref] = ()
    family: Ref
    tags: Many[Ref] = ()
    harder: Ref | None = None
    easier: Ref | None = None
    patterns: Many[Pattern] = ()
    source: Many[Ref] = ()
    mark: Literal["V", "M"] = "M"
    cues: Annotated[Many[Line], Field(min_length=3, max_length=5)]
    mistake: Line
    stop: Line

    @property
    def isometric(self) -> bool:
        """Whether it is a gentle hold, free of the 48-hour rule (decisions 8)."""
        return self.kind == "hold" and self.effort <= 2

    def on_feet(self, position: Position) -> bool:
        """Whether doing it in `position` puts the person on their feet (decisions 4)."""
        if position in ON_FEET or self.family == "sg_sit_to_stand":
            return True
        return self.id == "aer_stationary_bike"


class Tip(Record):
    """One ergonomic micro-task (R5): a bare line and how often to think of it."""

    id: Id
    name: Line
    line: Line
    patterns: Many[Literal[Pattern, "all", "skin", "pre_thr"]]
    levels: Many[Level]
    cadence: Literal["daily", "weekly", "monthly", "once", "t30"]
    source: Many[Ref] = ()


class Habit(Record):
    """One small habit of eating, sleeping or moving (R6.8)."""

    id: Id
    name: Line
    line: Line
