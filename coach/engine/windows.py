"""Hours around a medicine that bear on exercise, and what is read before a session (R4.9).

All of it is computed from the times that the person typed. The exercise moves, never the medicine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from coach.domain.library import Library
from coach.domain.plan import Session
from coach.domain.profile import Medicine
from coach.domain.rules import Rules
from coach.domain.timing import Effect, Reminder, Timing, Window
from coach.domain.vocabulary import Share
from coach.engine.conditions import holds
from coach.engine.minutes import position_of
from coach.engine.person import Person, minute_of

DAY_MIN = 1440


@dataclass(frozen=True, slots=True)
class Closed:
    """Some hours of every day in which something is not planned."""

    window: str
    """Id of the rule."""
    begin: int
    """Minutes since midnight."""
    minutes: int
    shares: frozenset[Share]
    """What is kept out; empty means everything on the feet and on the floor."""

    def touches(self, at: int, minutes: float) -> bool:
        """Whether a session from `at` on shares any time with it; days repeat."""
        return (at - self.begin) % DAY_MIN < self.minutes or self.until(at) < minutes

    def until(self, at: int) -> int:
        """Minutes from `at` to its next beginning."""
        return (self.begin - at) % DAY_MIN


@dataclass(frozen=True, slots=True)
class Open:
    """Some hours of every day that suit some work best."""

    rule: str
    begin: int
    minutes: int
    shares: frozenset[Share]

    def suits(self, at: int, minutes: float) -> bool:
        """Whether a session lies in it; one that is longer than it begins where it begins."""
        return (at - self.begin) % DAY_MIN <= max(0.0, self.minutes - minutes)


@dataclass(frozen=True, slots=True)
class MedicineHours:
    """What the medicines of one person do to the hours of the day."""

    closed: tuple[Closed, ...] = ()
    open: tuple[Open, ...] = ()

    def feet_free(self, at: int, minutes: float) -> bool:
        """Whether standing, sit-to-stand and floor work are possible for the whole time."""
        return not any(not one.shares and one.touches(at, minutes) for one in self.closed)

    def kept_out(self, at: int, minutes: float) -> frozenset[Share]:
        """The shares that must not lie in this time."""
        return frozenset(share for one in self.closed if one.touches(at, minutes) for share in one.shares)

    def suited(self, at: int, minutes: float) -> frozenset[Share]:
        """The shares for which this time is a good one."""
        found = frozenset(share for one in self.open if one.suits(at, minutes) for share in one.shares)
        return found - self.kept_out(at, minutes)

    def minutes_free(self, at: int, minutes: float) -> float:
        """How long a session may become before hours begin that it does not touch in its first `minutes`."""
        ahead = [one.until(at) for one in self.closed if not one.touches(at, minutes)]
        return float(min(ahead, default=DAY_MIN))

    def edges(self) -> Iterator[int]:
        """Minutes since midnight at which something changes: good times to begin a session."""
        for shut in self.closed:
            yield (shut.begin + shut.minutes) % DAY_MIN
        for good in self.open:
            yield good.begin


def medicine_hours(person: Person, medicines: tuple[Medicine, ...], rules: Rules, today: date) -> MedicineHours:
    """Every window of R4.9 that holds for this person today, at each of the typed times."""
    dizzy = "dizzy" in person.facts.chosen("other")
    closed: dict[Closed, None] = {}
    good: dict[Open, None] = {}
    for medicine in medicines:
        doses = [minute_of(time) for time in medicine.times]
        for window in rules.timing.window:
            if medicine.info in window.medicines and window_holds(window, medicine, today, dizzy=dizzy):
                length = round(window.hours * 60)
                closed |= dict.fromkeys(Closed(window.id, dose, length, frozenset(window.shares)) for dose in doses)
        for best in rules.timing.best:
            if medicine.info in best.medicines and _settled(best.effect, best.not_days_after_change, medicine, today):
                begin, length = round(best.from_hours * 60), round((best.to_hours - best.from_hours) * 60)
                good |= dict.fromkeys(
                    Open(best.id, (dose + begin) % DAY_MIN, length, frozenset(best.shares)) for dose in doses
                )
    return MedicineHours(tuple(closed), tuple(good))


def window_holds(window: Window, medicine: Medicine, today: date, *, dizzy: bool) -> bool:
    """Whether a window that names the medicine holds for it now; `dizzy` is about the person."""
    if not _settled(window.effect, window.not_days_after_change, medicine, today):
        return False
    if window.days_after_change is None:
        return True
    return _changed_lately(medicine, window.days_after_change, today) or (window.dizzy and dizzy)


def _settled(effect: Effect | None, days: int | None, medicine: Medicine, today: date) -> bool:
    """Whether the person said this of the medicine, and it is not new."""
    if effect is not None and medicine.effect_on_legs != effect:
        return False
    return days is None or not _changed_lately(medicine, days, today)


def _changed_lately(medicine: Medicine, days: int, today: date) -> bool:
    since = [day for day in (medicine.started, medicine.changed) if day is not None]
    return any(0 <= (today - day).days < days for day in since)


def feet_free(
    at: int, minutes: float, person: Person, medicines: tuple[Medicine, ...], rules: Rules, today: date
) -> bool:
    """Whether no medicine window forbids standing from `at` on."""
    return medicine_hours(person, medicines, rules, today).feet_free(at, minutes)


def asks_groggy(person: Person, medicines: Iterable[Medicine], timing: Timing) -> bool:
    """Whether the morning asks "still groggy?" (R4.9 tod_bedtime); a yes makes the first session a seated one.

    A medicine without a time may well be one of the night.
    """
    since = minute_of(timing.groggy.from_time)
    night = (person.wake - since) % DAY_MIN
    return any(
        medicine.info in timing.groggy.medicines
        and (not medicine.times or any((minute_of(time) - since) % DAY_MIN < night for time in medicine.times))
        for medicine in medicines
    )


def reminders_before(
    session: Session, library: Library, person: Person, medicines: tuple[Medicine, ...]
) -> tuple[Reminder, ...]:
    """The lines of R4.9 to read before a session begins: toilet, standing up slowly, painkillers, meals."""
    known = {medicine.id: medicine.codes for medicine in library.rules.medicines.medicine}
    codes = {code for medicine in medicines for code in known.get(medicine.info or "", ())}
    items = [item for item in session.exercise if item.id in library.exercises]
    on_feet = any(library.exercises[item.id].on_feet(position_of(item, library.exercises)) for item in items)
    effort = max((library.exercises[item.id].effort for item in items), default=0)
    return tuple(
        line
        for line in library.rules.timing.reminder
        if (line.when is None or holds(line.when, person.facts))
        and (not line.codes or not codes.isdisjoint(line.codes))
        and (on_feet or not line.on_feet)
        and effort >= line.effort_from
    )


def pacing_words(person: Person, rules: Rules, shares: Collection[Share]) -> tuple[str, ...]:
    """What is said to whoever tires easily: why work is split, and when to rest (R4.7 en_split, en_break).

    `shares` are those that the week holds.
    """
    timing = rules.timing
    if not shares or person.number("fatigue") < timing.split_fatigue_from:
        return ()
    words = [
        timing.break_text.format(rest=row.rest_min, every=row.every_min)
        for row in timing.rest
        if person.level in row.levels
    ]
    return (timing.split_text, *words) if {"strength", "aerobic"} <= set(shares) else tuple(words)
