"""The weekly look back as data: what is asked when, and its words (R4.14, R2.2 column W, R2.4, R3.6)."""

from typing import Annotated, Literal

from pydantic import Field

from coach.domain.model import Line, Many, Record, Ref

Days = Annotated[int, Field(ge=1, le=366)]
Sum = Annotated[int, Field(ge=1, le=6)]


class WeeklyLine(Record):
    """One line of the weekly safety question beside those of the intake; a tick opens its flags."""

    id: Annotated[str, Field(pattern=r"^w[1-9]$")]
    text: Line
    flags: Annotated[Many[Ref], Field(min_length=1)]


class Rating(Record):
    """A number from 0 to 10 for the last week; `id` is its field in the journal's `weekly_review`."""

    id: Literal["pain", "enjoy", "activity", "spasticity"]
    ask: Line
    low: Line
    high: Line


class MedicineCheck(Record):
    """Whether all medicines are as they were; `flags` are asked where one was missed."""

    ask: Line
    same: Line
    changed: Line
    missed: Line
    changed_text: Line
    flags: Many[Ref]


class Mood(Record):
    """The two mood questions (R2.4): when they are asked, and what is said at which sum (0 to 6)."""

    first_day: Days
    again_days: Days
    soon_days: Days
    soft_sum: Sum
    talk_sum: Sum
    asks_flag: Ref
    ask_first: Line
    ask_second: Line
    answers: Annotated[Many[Line], Field(min_length=4, max_length=4)]
    low_text: Line
    soft_text: Line
    fine_text: Line
    flag_question: Line
    crisis_text: Line


class Triggers(Record):
    """When the list of R3.6 is due."""

    rise: Annotated[int, Field(ge=1, le=10)]
    baseline_days: Days
    quiet_days: Days
    ask: Line
    none_text: Line


class Trigger(Record):
    """One thing that can make legs stiffer: what to do, and the red flags to ask."""

    id: Ref
    ask: Line
    text: Line
    flags: Many[Ref] = ()


class WeeklyWords(Record):
    """What is said at the end."""

    no_gain: Line


class WeeklyQuestions(Record):
    """`plans/weekly_questions.toml`."""

    patterns_after_days: Days
    intake_after_days: Days
    gain_by_days: Days
    gain_again_days: Days
    gain_least: Annotated[float, Field(gt=0, le=10)]
    pain_rise: Annotated[int, Field(ge=1, le=10)]
    red_pain_from: Annotated[int, Field(ge=1, le=10)]
    safety_question: Line
    safety_rows_question: Line
    line: Many[WeeklyLine]
    rating: Many[Rating]
    medicines: MedicineCheck
    mood: Mood
    triggers: Triggers
    trigger: Many[Trigger]
    words: WeeklyWords
