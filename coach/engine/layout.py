"""The frame of the week before any exercise is chosen: which days, how many sessions, at what time (R4.7, R4.9).

Days of one kind share the same sessions, so that a week is two or three sessions to get to know and not seven.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import ceil

from coach.domain.profile import Medicine
from coach.domain.rules import Rules
from coach.domain.vocabulary import DAYS, Day
from coach.engine.minutes import count_for
from coach.engine.person import Person, minute_of
from coach.engine.targets import Targets


@dataclass(frozen=True, slots=True)
class Frame:
    """One session still to be filled: the days it is on, its time, length and what may lie in it."""

    name: str
    days: tuple[Day, ...]
    at: int
    """Minutes since midnight."""
    seconds: int
    count: int
    """Main exercises at most (R4.3)."""
    strength: bool
    helper: bool
    """Whether a helper is there at this time."""
    feet: bool
    """Whether standing, sit-to-stand and floor work are outside every window of R4.9."""
    easy: bool = False
    """Only gentle lying or sitting stretching and breathing (decisions 6, other days)."""
    aerobic: bool = True
    optional: bool = False


def lay_out(
    person: Person, targets: Targets, medicines: tuple[Medicine, ...], rules: Rules, today: date
) -> tuple[Frame, ...]:
    """All frames of the week; strength days lie two days or more apart (R4.3 same muscle, cyclic week)."""
    longest = max(person.minutes, person.other_minutes)

    def feet(at: int) -> bool:
        return feet_free(at, longest, person, medicines, rules, today)

    strong = strength_days(person.days, targets.strength_sessions)
    other = tuple(day for day in person.days if day not in strong)
    day_min = min(float(person.minutes), targets.week_min / len(person.days))
    day_min = max(min(5.0, person.minutes), day_min)
    frames: list[Frame] = []
    for name, days, strength in _groups(strong, other):
        frames += _day_frames(name, days, day_min, strength, person, rules, feet)
    rest = tuple(day for day in DAYS if day not in person.days)
    if person.other_minutes and rest:
        at = session_times(1, person, person.other_minutes, rules)[0]
        frames.append(
            Frame(
                "easy",
                rest,
                at,
                person.other_minutes * 60,
                count_for(person.other_minutes, rules.weekly),
                False,
                helper_at(at, person.other_minutes, person),
                feet(at),
                easy=True,
            )
        )
    return tuple(frames)


def _groups(strong: tuple[Day, ...], other: tuple[Day, ...]) -> list[tuple[str, tuple[Day, ...], bool]]:
    groups: list[tuple[str, tuple[Day, ...], bool]] = []
    if strong:
        groups.append(("a", strong, True))
    if len(other) >= 3:
        groups += [("b", other[::2], False), ("c", other[1::2], False)]
    elif other:
        groups.append(("b", other, False))
    return groups


def strength_days(days: tuple[Day, ...], wanted: int) -> tuple[Day, ...]:
    """The days for strength: as many as wanted that keep 48 hours between them in a week that repeats."""
    index = {day: DAYS.index(day) for day in days}

    def gap(one: Day, two: Day) -> int:
        apart = abs(index[one] - index[two])
        return min(apart, 7 - apart)

    for count in range(min(wanted, len(days)), 0, -1):
        best: tuple[int, tuple[Day, ...]] | None = None
        for chosen in combinations(days, count):
            least = min((gap(a, b) for a, b in combinations(chosen, 2)), default=7)
            if least >= 2 and (best is None or least > best[0]):
                best = (least, chosen)
        if best is not None:
            return best[1]
    return ()


def sessions_a_day(day_min: float, person: Person, rules: Rules) -> int:
    """One session, or more where the person tires or wishes short ones (R4.7 en_split, R4.6)."""
    timing = rules.timing
    if "short_sessions" in person.prefer and day_min > timing.short_session_min:
        return min(4, ceil(day_min / timing.short_session_min))
    very_tired = person.number("fatigue") >= timing.split_fatigue_from + 2 or person.kept.get("fatigue", 0) >= 6
    if very_tired and day_min >= timing.split_minutes_from and _room_for_two(person, day_min, rules):
        return 2 if day_min < 2 * timing.long_session_min else 3
    return max(1, ceil(day_min / timing.long_session_min))


def _room_for_two(person: Person, day_min: float, rules: Rules) -> bool:
    """Whether two sessions would lie far enough apart to be a rest."""
    times = session_times(2, person, day_min / 2, rules)
    return (times[1] - times[0]) % 1440 >= REST_BETWEEN_MIN


def _without_ends(seconds: int, rules: Rules) -> int:
    """A session that a warm-up and a cool-down would halve stays just under the length that needs them."""
    weekly = rules.weekly
    needs_ends = weekly.warm_up_from_min * 60
    return needs_ends - 1 if needs_ends <= seconds < needs_ends + weekly.warm_up_s else seconds


REST_BETWEEN_MIN = 150
"""Sessions of one day that lie closer than this are no rest from each other."""


def _day_frames(
    name: str,
    days: tuple[Day, ...],
    day_min: float,
    strength: bool,
    person: Person,
    rules: Rules,
    feet: Callable[[int], bool],
) -> list[Frame]:
    number = sessions_a_day(day_min, person, rules)
    seconds = _without_ends(int(day_min * 60 / number), rules)
    times: list[int] = []
    for at in session_times(number, person, day_min / number, rules):
        times.append(_outside_windows(at, day_min / number, times, person, rules, feet))
    tires = person.number("fatigue") >= rules.timing.split_fatigue_from
    frames = []
    for place, at in enumerate(times):
        count = count_for(seconds / 60, rules.weekly)
        if person.says("simple_mode"):
            count = min(count, rules.weekly.simple_session)
        frames.append(
            Frame(
                name=f"{name}{place + 1}",
                days=days,
                at=at,
                seconds=seconds,
                count=count,
                strength=strength and place == 0,
                helper=helper_at(at, seconds / 60, person),
                feet=feet(at),
                aerobic=not (strength and tires and (number == 1 or place == 0)),
            )
        )
    return frames


def session_times(number: int, person: Person, minutes: float, rules: Rules) -> list[int]:
    """Start times in minutes since midnight, inside the waking day, helpers' hours first, wishes respected."""
    timing = rules.timing
    night = person.sleep if person.sleep > person.wake else person.sleep + 1440
    first = person.wake + timing.first_slot_after_wake_min
    last = max(first, int(night - timing.no_hard_before_sleep_min - minutes))
    if person.help.spans and person.level >= 3:
        first = max(person.help.spans[0][0], person.wake + timing.quiet_after_wake_min)
    for wish in ("morning", "afternoon", "evening"):
        if wish in person.prefer and not (person.help.spans and person.level >= 3):
            first = max(first, minute_of(timing.slot[wish])) if wish != "morning" else first
            break
    first = min(first, last)
    step = min(timing.gap_min, max(30, (last - first) // max(1, number - 1)))
    if first + step * (number - 1) > last:
        first = max(person.wake + 30, last - step * (number - 1))
    return [_round(first + step * place) for place in range(number)]


def _round(minutes: int) -> int:
    return (minutes + 4) // 5 * 5 % 1440


def helper_at(at: int, minutes: float, person: Person) -> bool:
    """Whether somebody is there for the whole session."""
    if person.help.kind == "always" and not person.help.spans:
        return True
    return any(start <= at and at + minutes <= end for start, end in person.help.spans)


def _outside_windows(
    at: int, minutes: float, taken: list[int], person: Person, rules: Rules, feet: Callable[[int], bool]
) -> int:
    """The nearest time, later first, at which standing is allowed and no other session of the day is under way.

    Where there is none, a time clear of the other sessions; else the time itself.
    """
    if person.help.spans and person.level >= 3:
        return at
    night = person.sleep if person.sleep > person.wake else person.sleep + 1440
    last = int(night - rules.timing.no_hard_before_sleep_min - minutes)
    times = (at, *range(at + 30, last + 1, 30), *range(at - 30, person.wake + 29, -30))
    clear = [time for time in times if all(abs(time - other) >= minutes for other in taken)]
    return next((time for time in clear if feet(time)), clear[0] if clear else at) % 1440


def feet_free(
    at: int, minutes: float, person: Person, medicines: tuple[Medicine, ...], rules: Rules, today: date
) -> bool:
    """Whether no medicine window forbids standing from `at` on; the exercise moves, never the medicine (R4.9)."""
    dizzy = "dizzy" in person.facts.chosen("other")
    for medicine in medicines:
        for window in rules.timing.window:
            if medicine.info not in window.medicines:
                continue
            if window.days_after_change is not None and not (
                _changed_lately(medicine, window.days_after_change, today) or (window.dizzy and dizzy)
            ):
                continue
            doses = [minute_of(time) for time in medicine.times]
            if any((at - dose) % 1440 < window.hours * 60 or (dose - at) % 1440 < minutes for dose in doses):
                return False
    return True


def _changed_lately(medicine: Medicine, days: int, today: date) -> bool:
    since = [day for day in (medicine.started, medicine.changed) if day is not None]
    return any(0 <= (today - day).days < days for day in since)
