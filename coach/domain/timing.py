"""When things happen in a day: the model of `plans/timing.toml` (R4.6 row FAT, R4.7, R4.9, R4.14)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coach.domain.condition import Condition
from coach.domain.model import ClockTime, Level, Line, Many, Record, Ref
from coach.domain.vocabulary import Share

Effect = Literal["easier", "weak"]
"""What a person said of their legs after a dose (`effect_on_legs`)."""


class Window(Record):
    """Hours after a dose in which something must not be planned (R4.9); the exercise moves, never the medicine."""

    id: Ref
    medicines: Many[Ref]
    hours: float
    days_after_change: int | None = None
    """Holds only in the first days after a start or change; always where it is left out."""
    not_days_after_change: int | None = None
    """Does not hold in the first days after a start or change."""
    dizzy: bool = False
    """Holds also for whoever is dizzy."""
    effect: Effect | None = None
    """Holds only where the person said this of the medicine."""
    shares: Many[Share] = ()
    """What is kept out; empty means everything on the feet and on the floor."""
    text: Line


class Best(Record):
    """Hours after a dose that suit some work best (R4.9); a wish of the week, never a must."""

    id: Ref
    medicines: Many[Ref]
    from_hours: float
    to_hours: float
    effect: Effect | None = None
    not_days_after_change: int | None = None
    shares: Many[Share]
    text: Line


class Bouts(Record):
    """Mini-bouts of whoever tires most (R4.6 row FAT): how many a day, and how long each is, setting up aside."""

    levels: Many[Level]
    least: int
    most: int
    least_min: Annotated[int, Field(ge=1)]
    most_min: int


class MiniBouts(Record):
    """Who gets mini-bouts, and how far apart they are."""

    when: Condition
    gap_min: int
    """Minutes from one to the next that are aimed at."""
    rest_min: int
    """Minutes of rest between two at least."""
    after_s: int
    """Seconds of rest after the last repetition that are no part of a bout."""
    size: Many[Bouts]


class Corner(Record):
    """A short easy session with a place of its own in the day (R4.9 tod_stiff, tod_evening)."""

    when: Condition
    minutes: int
    before_bed_min: int = 0
    """How long before going to sleep it begins, where that decides."""
    text: Line


class Break(Record):
    """How long on the go before a rest is due (R4.7 en_break)."""

    levels: Many[Level]
    rest_min: int
    every_min: int


class Reminder(Record):
    """A line to read before a session begins (R4.9)."""

    id: Ref
    when: Condition | None = None
    codes: Many[Ref] = ()
    """Said where a medicine has one of these codes (R7.2); empty means whatever the medicines."""
    on_feet: bool = False
    """Said only before a session with something on the feet."""
    effort_from: int = 0
    """Said only before a session with something of this effort."""
    text: Line


class Groggy(Record):
    """A medicine at night that can leave somebody sleepy in the morning (R4.9 tod_bedtime)."""

    medicines: Many[Ref]
    from_time: ClockTime


class Timing(Record):
    """`plans/timing.toml`: the slots of the day and the hours around a medicine."""

    wake_default: ClockTime
    sleep_default: ClockTime
    first_slot_after_wake_min: int
    first_slot_until_min: int
    """The first session is best begun between these two, in minutes after waking."""
    gap_min: int
    rest_between_min: int
    corner_rest_min: int
    no_hard_before_sleep_min: int
    quiet_after_wake_min: int
    quiet_before_sleep_min: int
    hard_effort_from: int
    slot: dict[str, ClockTime]
    """The hour that a wish (afternoon, evening) stands for."""
    part_until: dict[str, ClockTime]
    """When the parts of the day end."""
    split_fatigue_from: int
    split_minutes_from: int
    halve_fatigue_from: int
    """From this tiredness on, a longer day is two sessions."""
    short_session_min: int
    long_session_min: int
    main_least_min: int
    """Minutes that a day's main session keeps when short ones get a place of their own."""
    sessions_most: int
    helper_spans_from_min: int
    """From so many minutes a day on, whoever needs a helper uses two spans of a day."""
    split_text: Line
    break_text: Line
    """What is said of a rest; `{rest}` and `{every}` are filled in."""
    rest: Many[Break]
    bouts: MiniBouts
    bed: Corner
    evening: Corner
    groggy: Groggy
    window: Many[Window]
    best: Many[Best]
    reminder: Many[Reminder]
