"""The frame of the week before any exercise is chosen: which days, how many sessions, at what time (R4.6, R4.7, R4.9).

Days of one kind share the same sessions, so that a week is two or three sessions to get to know and not seven.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from math import ceil

from coach.domain.profile import Medicine
from coach.domain.rules import Rules, Weekly
from coach.domain.timing import Bouts, Corner
from coach.domain.vocabulary import DAYS, Day, Share
from coach.engine.conditions import holds
from coach.engine.minutes import change_seconds, count_for
from coach.engine.person import Person
from coach.engine.slots import Look, Wanted, awake, day_times, needs_helper, rounded_up
from coach.engine.slots import helper_at as helper_at
from coach.engine.targets import Targets
from coach.engine.windows import medicine_hours


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
    """Only gentle lying or sitting stretching and breathing (decisions 6, other days; R4.9 tod_stiff, tod_evening)."""
    bed: bool = False
    """Only gentle range, lying in bed before getting up (R4.9 tod_stiff)."""
    optional: bool = False
    without: frozenset[Share] = frozenset()
    """Shares that must not lie here: strength or fitness (R4.7 en_split), what a medicine keeps out (R4.9)."""
    prefers: frozenset[Share] = frozenset()
    """Shares for which this is a good place; a wish, never a must."""
    most: int = 90 * 60
    """Seconds that it may grow to in its place."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What the frames of a week are laid out from."""

    person: Person
    rules: Rules
    look: Look
    corners: tuple[Frame, ...]
    """Short easy sessions with a place of their own, the same on all days."""
    wanted: Wanted
    """The main sessions of a day."""
    bouts: bool

    @property
    def taken(self) -> list[tuple[int, int]]:
        """Beginning and end of the corners."""
        return [(frame.at, frame.at + ceil(frame.seconds / 60)) for frame in self.corners]


def lay_out(
    person: Person, targets: Targets, medicines: tuple[Medicine, ...], rules: Rules, today: date
) -> tuple[Frame, ...]:
    """All frames of the week; strength days lie two days or more apart (R4.3 same muscle, cyclic week)."""
    strong = strength_days(person.days, targets.strength_sessions)
    other = tuple(day for day in person.days if day not in strong)
    some = frozenset(share for share, minutes in targets.wanted.items() if minutes > 0)
    look = Look(person, medicine_hours(person, medicines, rules, today), some, rules)
    plot = _plot(person, targets, rules, look, bool(other))
    times = day_times(plot.wanted, look, plot.taken)
    frames: list[Frame] = []
    for name, days, strength in _groups(strong, other):
        frames += _day_frames(name, days, strength, times, plot)
    frames += plot.corners
    rest = tuple(day for day in DAYS if day not in person.days)
    if person.other_minutes and rest:
        frames.append(_rest_days(rest, look))
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


def _plot(person: Person, targets: Targets, rules: Rules, look: Look, more_days: bool) -> Plot:
    """How a day is divided: the short sessions with a place of their own, and the main ones."""
    day_min = min(float(person.minutes), targets.week_min / len(person.days))
    day_min = max(min(5.0, person.minutes), day_min)
    corners = _corners(person, look)
    size = _bout_size(person, rules)
    if size is None:
        corners = _that_fit(corners, day_min, rules)
        left = day_min - sum(frame.seconds for frame in corners) / 60
        number = _main_sessions(left, len(corners), look, more_days)
        short = "short_sessions" in person.prefer
        wanted = Wanted(number, left / number, rules.timing.gap_min, rules.timing.rest_between_min, stays=short)
    else:
        number, minutes = _bouts(day_min, size, person, rules)
        corners = corners[: max(0, number - 2)]  # a corner is one of the bouts; two are left for the rest of the work
        spare = person.minutes - sum(frame.seconds for frame in corners) / 60
        number -= len(corners)
        bouts = rules.timing.bouts
        wanted = Wanted(number, min(minutes, spare / number), bouts.gap_min, bouts.rest_min, stays=True)
    return Plot(person, rules, look, corners, wanted, size is not None)


# The short sessions with a place of their own


def _corners(person: Person, look: Look) -> tuple[Frame, ...]:
    """The quiet minutes before bed and the gentle range before getting up (R4.9), for whom they are of use."""
    timing, day = look.rules.timing, awake(person, look.rules)
    if person.blocks & {"B_EX", "B_STRETCH"}:
        return ()
    frames = []
    begin = rounded_up(day.sleep - timing.evening.before_bed_min)
    if holds(timing.evening.when, person.facts) and begin + timing.evening.minutes <= day.last_end:
        evening = _corner("evening", begin, timing.evening, person, look)
        frames.append(replace(evening, prefers=frozenset({"stretch", "calm"})))
    if holds(timing.bed.when, person.facts):
        bed = _corner("bed", person.wake, timing.bed, person, look)
        frames.append(replace(bed, bed=True, prefers=frozenset({"stretch"})))
    return tuple(frames)


def _corner(name: str, at: int, corner: Corner, person: Person, look: Look) -> Frame:
    return Frame(
        name=name,
        days=person.days,
        at=at,
        seconds=corner.minutes * 60,
        count=most_main(corner.minutes, person, look.rules.weekly),
        strength=False,
        helper=helper_at(at, corner.minutes, person),
        feet=False,
        easy=True,
        most=corner.minutes * 60,
    )


def _that_fit(corners: tuple[Frame, ...], day_min: float, rules: Rules) -> tuple[Frame, ...]:
    """As many as leave the main session its minutes."""
    kept: list[Frame] = []
    for frame in corners:
        if day_min - sum(one.seconds for one in (*kept, frame)) / 60 >= rules.timing.main_least_min:
            kept.append(frame)
    return tuple(kept)


# The main sessions


def _bout_size(person: Person, rules: Rules) -> Bouts | None:
    """How long and how many the mini-bouts are of whoever tires most (R4.6 row FAT); None for everybody else."""
    if not holds(rules.timing.bouts.when, person.facts):
        return None
    return next(row for row in rules.timing.bouts.size if person.level in row.levels)


def _bouts(day_min: float, size: Bouts, person: Person, rules: Rules) -> tuple[int, float]:
    """How many mini-bouts a day has, and the most minutes of each.

    Getting into place before and the rest after are no part of a bout. The minutes of the week say how full it gets.
    """
    aside = (change_seconds(person.level, rules.weekly) + rules.weekly.setup_s + rules.timing.bouts.after_s) / 60
    most = size.most_min + aside
    number = min(max(size.least, ceil(day_min / most)), size.most, max(1, int(day_min / size.least_min)))
    return number, min(most, person.minutes / number)


def _main_sessions(day_min: float, corners: int, look: Look, more_days: bool) -> int:
    """One session, or more where the person wishes short ones, has two visits of a helper, or must split (R4.7)."""
    person, timing = look.person, look.rules.timing
    most = max(1, timing.sessions_most - corners)
    if "short_sessions" in person.prefer and day_min > timing.short_session_min:
        return min(most, ceil(day_min / timing.short_session_min))
    number = max(1, ceil(day_min / timing.long_session_min))
    visits = len(person.help.spans) if needs_helper(person) else 0
    if visits > 1 and day_min >= timing.helper_spans_from_min:
        number = max(number, 2)
    apart = tires(person, look.rules) and {"strength", "aerobic"} <= look.shares and not more_days
    if (apart or person.number("fatigue") >= timing.halve_fatigue_from) and day_min >= timing.split_minutes_from:
        number = max(number, 2)
    return min(most, number)


def tires(person: Person, rules: Rules) -> bool:
    """Whether strength and fitness get times of their own (R4.7 en_split)."""
    return person.number("fatigue") >= rules.timing.split_fatigue_from


def _without_ends(seconds: int, rules: Rules) -> int:
    """A session that a warm-up and a cool-down would halve stays just under the length that needs them."""
    weekly = rules.weekly
    needs_ends = weekly.warm_up_from_min * 60
    return needs_ends - 1 if needs_ends <= seconds < needs_ends + weekly.warm_up_s else seconds


def _day_frames(name: str, days: tuple[Day, ...], strength: bool, times: list[int], plot: Plot) -> list[Frame]:
    """The main sessions of one kind of day, in order of time. The best of the times is the first in the list."""
    person, rules, look = plot.person, plot.rules, plot.look
    seconds = _without_ends(int(plot.wanted.each(len(times)) * 60), rules)
    frames = []
    for place, at in enumerate(sorted(times)):
        lead = at == times[0]
        longest = _longest(at, seconds, times, plot)
        without = look.hours.kept_out(at, seconds / 60)
        apart = _apart(times.index(at) == FITNESS_RANK[name], look)
        frames.append(
            Frame(
                name=f"{name}{place + 1}",
                days=days,
                at=at,
                seconds=seconds,
                count=most_main(seconds / 60, person, rules.weekly),
                strength=strength and lead,
                helper=helper_at(at, seconds / 60, person),
                feet=look.hours.feet_free(at, seconds / 60),
                without=without | apart,
                prefers=(look.hours.suited(at, seconds / 60) & look.shares) - apart,
                most=max(seconds, longest),
            )
        )
    return frames


FITNESS_RANK = {"a": 1, "b": 0, "c": 1}
"""Which of a day's times, the best first, is for fitness where it has one of its own: on strength days the second."""


def _apart(fitness: bool, look: Look) -> frozenset[Share]:
    """Which of strength and fitness stays out of a session of somebody who tires (R4.7 en_split)."""
    if not tires(look.person, look.rules):
        return frozenset()
    fitness = fitness or "strength" not in look.shares
    return frozenset({"strength"}) if fitness and "aerobic" in look.shares else frozenset({"aerobic"})


def _longest(at: int, seconds: int, times: list[int], plot: Plot) -> int:
    """Seconds that a session may grow to: before the next one, the end of the day or the next hours of a medicine."""
    if plot.bouts:
        return seconds
    timing = plot.rules.timing
    ends = [float(awake(plot.person, plot.rules).hard_end - at)]
    ends += [other - at - plot.wanted.rest for other in times if other > at]
    ends += [begin - at - timing.corner_rest_min for begin, _ in plot.taken if begin > at]
    ends += [end - at for begin, end in plot.person.help.spans if begin <= at and at + seconds / 60 <= end]
    ends.append(plot.look.hours.minutes_free(at, seconds / 60))
    return int(min(ends) * 60)


def _rest_days(days: tuple[Day, ...], look: Look) -> Frame:
    """Something gentle on the days that are not the person's own (decisions 6)."""
    person, minutes = look.person, look.person.other_minutes
    at = day_times(Wanted(1, minutes, look.rules.timing.gap_min, 0), look)[0]
    return Frame(
        name="easy",
        days=days,
        at=at,
        seconds=minutes * 60,
        count=most_main(minutes, person, look.rules.weekly),
        strength=False,
        helper=helper_at(at, minutes, person),
        feet=look.hours.feet_free(at, minutes),
        easy=True,
        most=minutes * 60,
    )


def most_main(minutes: float, person: Person, weekly: Weekly) -> int:
    """Main exercises that a session of so many minutes holds at most for this person (R4.3, R1.4 simple_mode)."""
    most = min(count_for(minutes, weekly), weekly.count_cap)
    return min(most, weekly.simple_session) if person.says("simple_mode") else most


def free_time(frames: tuple[Frame, ...], minutes: int, after: int, person: Person, rules: Rules) -> int:
    """When an optional session can be: some time after the first, clear of all others and inside the waking day."""
    day = awake(person, rules)
    spans = [(frame.at, frame.at + ceil(frame.seconds / 60)) for frame in frames]
    first = frames[0]
    begin = first.at + ceil(first.seconds / 60) + after
    times = [*range(rounded_up(begin), day.hard_end - minutes + 1, 5), *range(rounded_up(day.first), begin, 5)]
    clear = (at for at in times if all(at + minutes <= start or at >= end for start, end in spans))
    return next(clear, first.at)
