"""How long a muscle is stretched in a day, over all its sessions (R4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coach.domain.library import Library
from coach.domain.plan import PlanItem, Session
from coach.domain.vocabulary import DAYS
from coach.engine.doses import dose_row, held_seconds
from coach.engine.options import Option
from coach.engine.person import Person


def pulls_too_long(
    option: Option, session: Session, plan: Sequence[Session], today: date, person: Person, library: Library
) -> bool:
    """Whether a muscle might be stretched for too long today if this came into a session that it is not planned in.

    The other sessions of the day are counted as they are planned, and as if the same came into each of them too.
    """
    if option.pull is None or any(item.id == option.exercise.id for item in session.exercise):
        return False
    name, held, most = option.pull
    others = [one for one in plan if one.id != session.id and DAYS[today.weekday()] in one.days]
    planned = sum(_held(item, name, person, library) for one in (*others, session) for item in one.exercise)
    return planned + held * (len(others) + 1) > most


def _held(item: PlanItem, name: str, person: Person, library: Library) -> int:
    """Seconds of an item that count against the limit of this name."""
    exercise = library.exercises.get(item.id)
    if exercise is None:
        return 0
    row = dose_row(exercise, person.facts, person.level, library.rules)
    counts = row is not None and f"{row.id} {exercise.targets[0]}" == name
    return held_seconds(item.dose_of(exercise)) if counts else 0
