"""The times of a day's sessions: helpers, the hours around a medicine, wishes, and rest in between (R4.9, R4.14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil

from coach.domain.rules import Rules
from coach.domain.vocabulary import Share
from coach.engine.person import Person, minute_of
from coach.engine.windows import DAY_MIN, MedicineHours

HELPER_LEVEL = 3
"""From this level on, help decides when a session is (R1.4 helper_needed)."""
STEP_MIN = 15
ROUND_MIN = 5


def needs_helper(person: Person) -> bool:
    """Whether the hours of a helper come before every other wish."""
    return person.level >= HELPER_LEVEL and bool(person.help.spans)


def helper_at(at: int, minutes: float, person: Person) -> bool:
    """Whether somebody is there for the whole session."""
    if person.help.kind == "always" and not person.help.spans:
        return True
    return any(start <= at and at + minutes <= end for start, end in person.help.spans)


@dataclass(frozen=True, slots=True)
class Awake:
    """The waking day in minutes since midnight; nothing is laid beyond midnight."""

    wake: int
    sleep: int
    """May lie beyond midnight."""
    first: int
    """Earliest begin of a session (R4.14 rem_quiet)."""
    last_end: int
    """Latest end of a session."""
    hard_end: int
    """Latest end of a session with anything hard (R4.9 tod_evening)."""


def awake(person: Person, rules: Rules) -> Awake:
    """The waking day of a person."""
    timing = rules.timing
    night = person.sleep if person.sleep > person.wake else person.sleep + DAY_MIN
    return Awake(
        wake=person.wake,
        sleep=night,
        first=person.wake + timing.quiet_after_wake_min,
        last_end=min(DAY_MIN, night - timing.quiet_before_sleep_min),
        hard_end=min(DAY_MIN, night - timing.no_hard_before_sleep_min),
    )


def rounded_up(minutes: int) -> int:
    """A time that is easy to remember, not before the given one."""
    return -(-minutes // ROUND_MIN) * ROUND_MIN


@dataclass(frozen=True, slots=True)
class Wanted:
    """Sessions of one day still without a time."""

    number: int
    minutes: float
    """Of each."""
    gap: int
    """Minutes from one beginning to the next, aimed at."""
    rest: int
    """Minutes of rest between two at least."""
    stays: bool = False
    """Each stays as short as it is where there is room for fewer only; else they share the minutes of a missing one."""

    def each(self, number: int) -> float:
        """Minutes of each where there is room for so many."""
        return self.minutes if self.stays else self.minutes * self.number / number


@dataclass(frozen=True, slots=True)
class Look:
    """What the worth of a time depends on."""

    person: Person
    hours: MedicineHours
    shares: frozenset[Share]
    """The shares that this person has anything of."""
    rules: Rules

    def worth(self, at: int, minutes: float, ideal: tuple[int, int]) -> float:
        """How good a time is. Help and standing first, then what a medicine suits, then wishes, then the usual hour.

        `ideal` are the first and the last beginning that are as good as any.
        """
        person, shares = self.person, self.shares
        worth = 0.0
        if helper_at(at, minutes, person):
            worth += HELPED if person.level >= HELPER_LEVEL else LIKES_HELP
        if self._upright() and self.hours.feet_free(at, minutes):
            worth += FEET
        worth -= SHARE_OUT * len(self.hours.kept_out(at, minutes) & shares)
        worth += SUITED * bool(self.hours.suited(at, minutes) & shares)
        if self._wished(at):
            worth += WISHED
        away = max(ideal[0] - at, at - ideal[1], 0)
        return worth - away / 60 * AN_HOUR_OFF

    def _upright(self) -> bool:
        return not self.person.facts.chosen("positions").isdisjoint({"stand_supported", "stand_free", "lie_floor"})

    def _wished(self, at: int) -> bool:
        return part_of_day(at, self.rules) in self.person.prefer


HELPED = 8.0
LIKES_HELP = 0.4
FEET = 6.0
SHARE_OUT = 4.0
SUITED = 3.0
WISHED = 4.0
AN_HOUR_OFF = 0.5
"""What a time gains or loses: the order of rules in R0.6 and R4.9 as weights."""


PARTS = ("morning", "afternoon", "evening")


def part_of_day(at: int, rules: Rules) -> str:
    """Morning, afternoon or evening."""
    parts = sorted((minute_of(until), part) for part, until in rules.timing.part_until.items())
    return next((part for until, part in parts if at < until), parts[-1][1])


def day_times(wanted: Wanted, look: Look, taken: Iterable[tuple[int, int]] = ()) -> list[int]:
    """When the sessions of a day begin, best first; fewer than wanted where the rest between them would not fit.

    `taken` are (beginning, end) of sessions that have their place already. The first one always gets a time.
    """
    day = awake(look.person, look.rules)
    fixed = list(taken)
    for number in range(wanted.number, 0, -1):
        one = replace(wanted, minutes=wanted.each(number))
        for tight in (False, True):
            times = _run(number, one, look, fixed, tight=tight)
            if len(times) == number:
                return times
    last = int(day.last_end - wanted.each(1))
    return [max(0, min(rounded_up(day.first), last))]


def _run(number: int, wanted: Wanted, look: Look, fixed: list[tuple[int, int]], *, tight: bool) -> list[int]:
    """So many times, as far as there is room; from the first hour on and close together where it is tight."""
    day = awake(look.person, look.rules)
    times: list[int] = []
    for place in range(number):
        ideal = _ideal(place, times, wanted, look)
        if tight and place == 0:
            ideal = (day.first, day.first)
        elif tight:
            ideal = (ceil(max(times) + wanted.minutes + wanted.rest),) * 2
        at = _next(times, ideal, wanted, look, fixed)
        if at is None:
            break
        times.append(at)
    return times


def _next(
    times: list[int], ideal: tuple[int, int], wanted: Wanted, look: Look, fixed: list[tuple[int, int]]
) -> int | None:
    """The best time for one more session, the earliest of equally good ones."""
    day, minutes = awake(look.person, look.rules), wanted.minutes
    beside = look.rules.timing.corner_rest_min
    latest = int(day.hard_end - minutes)
    free = [
        at
        for at in _candidates(day, latest, ideal[0], look)
        if all(abs(at - other) >= minutes + wanted.rest for other in times)
        and all(at >= end + beside or at + minutes + beside <= begin for begin, end in fixed)
    ]
    if not free:
        return None
    return max(free, key=lambda at: (round(look.worth(at, minutes, ideal), 6), -at))


def _candidates(day: Awake, latest: int, ideal: int, look: Look) -> list[int]:
    """Times to try: every quarter of an hour, and those at which something begins or ends."""
    begin = rounded_up(day.first)
    special = [ideal, begin, *(start for start, _ in look.person.help.spans)]
    special += [edge + shift for edge in look.hours.edges() for shift in (0, DAY_MIN)]
    times = {*range(-(-begin // STEP_MIN) * STEP_MIN, latest + 1, STEP_MIN), *(rounded_up(at) for at in special)}
    return sorted(at for at in times if begin <= at <= latest)


def _ideal(place: int, times: list[int], wanted: Wanted, look: Look) -> tuple[int, int]:
    """The hours that are as good as any for one session: R4.9 tod_energy, a wish, or some hours after the last."""
    timing, person = look.rules.timing, look.person
    early = person.wake + timing.first_slot_after_wake_min
    wishes = [part for part in PARTS if part in person.prefer]
    if place < len(wishes) and wishes[place] != "morning":
        at = max(minute_of(timing.slot[wishes[place]]), early)
        return at, at
    if place == 0:
        return early, person.wake + timing.first_slot_until_min
    at = max(times) + wanted.gap
    return at, at
