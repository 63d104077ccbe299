"""The tip and the habit beside the exercises, best first (R5.1, R6.8): one of each at a time."""

from __future__ import annotations

from coach.domain.exercise import Habit, Tip
from coach.domain.library import Library
from coach.domain.plan import HabitEntry, TipEntry
from coach.engine.person import Person, clock_text

RELIEF = "erg_wc_relief"
"""Pressure relief stands beside the one tip and repeats by itself (R5.1)."""
RELIEF_FROM_LEVEL, RELIEF_EVERY_MIN = 4, 20
FIRST_HABITS = ("hb_water_first", "hb_move_hour", "hb_sleep")
NOT_SWALLOWED = ("hb_sleep",)
"""The habits to begin with where swallowing is hard: nothing that is eaten or drunk."""


def marks_of(person: Person) -> frozenset[str]:
    """What the `patterns` of a tip may name for this person."""
    marks = {*person.kept, "all"} | ({"skin"} if person.says("sens_flag") else set())
    return frozenset(marks | ({"pre_thr"} if person.says("thr_any") else set()))


def ranked_tips(person: Person, library: Library) -> tuple[Tip, ...]:
    """The daily tips that suit the person, those of the strongest pattern first."""
    marks = marks_of(person)
    weight: dict[str, int] = {str(one.pattern): one.score for one in person.patterns.kept}
    scored = sorted(
        (-max(weight.get(pattern, 1) for pattern in tip.patterns if pattern in marks), tip.id)
        for tip in library.tips.values()
        if person.level in tip.levels and marks.intersection(tip.patterns) and tip.cadence == "daily"
    )
    return tuple(library.tips[name] for _, name in scored)


def tips_for(person: Person, library: Library) -> tuple[TipEntry, ...]:
    """One ergonomic tip at a time (R5.1), pressure relief beside it at levels 4 and 5."""
    ranked = ranked_tips(person, library)
    at = clock_text(max(person.wake + 150, 0))
    tips = [TipEntry(id=ranked[0].id, at=at)] if ranked else []
    relief = library.tips.get(RELIEF)
    if relief is not None and person.level >= RELIEF_FROM_LEVEL and person.level in relief.levels:
        tips.append(TipEntry(id=relief.id, every_min=RELIEF_EVERY_MIN))
    return tuple(tips)


def ranked_habits(person: Person, library: Library) -> tuple[Habit, ...]:
    """The habits to begin with; swallowing trouble leaves out what is eaten or drunk."""
    swallowing = "swallowing" in person.facts.chosen("other")
    first = NOT_SWALLOWED if swallowing else FIRST_HABITS
    return tuple(library.habits[name] for name in first if name in library.habits)


def habits_for(person: Person, library: Library) -> tuple[HabitEntry, ...]:
    """One small habit (R6.8)."""
    ranked = ranked_habits(person, library)
    return (HabitEntry(id=ranked[0].id, days=person.days[:3], at=clock_text(12 * 60 + 30)),) if ranked else ()
