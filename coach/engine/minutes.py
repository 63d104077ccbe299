"""How long sessions take (decisions 6): items, set-up, changes of position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from coach.domain.exercise import Exercise
from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.rules import Weekly
from coach.domain.vocabulary import Day, Position


def change_seconds(level: int, weekly: Weekly) -> int:
    """Seconds of one change of position at a mobility level."""
    return weekly.change_s[str(level)]


def position_of(item: PlanItem, exercises: Mapping[str, Exercise]) -> Position:
    """The position an item is done in: its own word, else the exercise's."""
    return item.position or exercises[item.id].position


def run_seconds(items: Sequence[tuple[int, Position]], level: int, weekly: Weekly) -> int:
    """Seconds of a run of (item seconds, position): work, set-up of each, and changes, the first position included."""
    if not items:
        return 0
    changes = 1 + sum(a[1] != b[1] for a, b in pairwise(items))
    work = sum(seconds for seconds, _ in items)
    return work + weekly.setup_s * len(items) + changes * change_seconds(level, weekly)


def session_seconds(session: Session, exercises: Mapping[str, Exercise], level: int, weekly: Weekly) -> int:
    """Seconds of a session; items whose exercise is unknown count only their set-up."""
    known = [
        (item.seconds(exercises[item.id]), position_of(item, exercises))
        for item in session.exercise
        if item.id in exercises
    ]
    unknown = (len(session.exercise) - len(known)) * weekly.setup_s
    return run_seconds(known, level, weekly) + unknown


def day_seconds(plan: Plan, day: Day, exercises: Mapping[str, Exercise], level: int, weekly: Weekly) -> int:
    """Seconds of all sessions of a weekday that count, optional ones aside."""
    return sum(
        session_seconds(session, exercises, level, weekly) for session in plan.sessions_on(day) if not session.optional
    )


def count_for(minutes: float, weekly: Weekly) -> int:
    """How many main exercises a session of so many minutes holds (R4.3)."""
    for least, most, count in weekly.counts:
        if least <= minutes <= most or (minutes < least and count == weekly.counts[0][2]):
            return count
    return next((row[2] for row in reversed(weekly.counts) if minutes >= row[0]), weekly.counts[0][2])
