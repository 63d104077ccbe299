"""The intake as data: questions, answers, and what answers about home and body allow (R1.2, decisions 1, 2)."""

from typing import Annotated, Literal

from pydantic import Field

from coach.domain.condition import Condition
from coach.domain.model import Level, Line, Many, Record, Ref
from coach.domain.vocabulary import Equipment, Position, Surface


class Option(Record):
    """One answer to choose; `hint` is shown small beside it."""

    id: Annotated[str, Field(max_length=40)]
    text: Line
    hint: Line | None = None


class AnswerField(Record):
    """One thing a question asks for, and where the answer stands in the profile (`path`).

    `kind`: `one` and `many` choose among `options`; `scale` is 0 to 10 with words for both ends; `number` has a range
    and a unit; `time` is HH:MM; `date` a day; `days` weekdays; `yes_no`; `spans` times of day such as 07:30-10:00;
    `medicines` the list of medicines with times.
    """

    id: Ref
    path: Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z0-9_]+)*$")]
    kind: Literal["one", "many", "scale", "number", "time", "date", "days", "yes_no", "spans", "medicines"]
    ask: Line
    help: Line | None = None
    options: Many[Option] = ()
    none: Line | None = None
    """The words of "none of these", where that is an answer of its own."""
    low: Line | None = None
    high: Line | None = None
    unit: Annotated[str, Field(max_length=20)] | None = None
    min: float | None = None
    max: float | None = None
    whole: bool = False
    most: Annotated[int, Field(ge=1)] | None = None
    required: bool = False
    when: Condition | None = None
    core: bool | None = None


class Question(Record):
    """One of the 25 questions of the intake (R1.2): one screen, sometimes with a follow-up."""

    id: Ref
    number: Annotated[int, Field(ge=1, le=25)]
    title: Line
    core: bool
    skip: bool = True
    when: Condition | None = None
    field: Annotated[Many[AnswerField], Field(min_length=1)]


class OwnedThing(Record):
    """What one answer to question 22 gives (decisions 2)."""

    id: Ref
    equipment: Many[Equipment] = ()
    surfaces: Many[Surface] = ()
    with_any: Many[Ref] = ()
    """Further surfaces need one of these answers too."""
    more_surfaces: Many[Surface] = ()


class PositionRule(Record):
    """When a position is possible (decisions 1): one of the rows must hold."""

    position: Position
    can: Many[Ref]
    surfaces: Many[Surface] = ()
    owns: Many[Ref] = ()
    levels: Many[Level] = ()
    when: Condition | None = None


class Home(Record):
    """Answers that every home or level gives (decisions 2)."""

    equipment: Many[Equipment]
    surfaces: Many[Surface]
    skipped: Many[Ref]
    """What counts as owned when the question was skipped."""


class Intake(Record):
    """`plans/intake.toml`: the one vocabulary of questions and answers."""

    question: Many[Question]
    home: Home
    owned: Many[OwnedThing]
    position: Many[PositionRule]
