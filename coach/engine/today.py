"""What of a planned session is right today: blocks, falls and fatigue since the plan was made (R0.6 layers 1 to 6).

A later version of the day will offer easier forms for the same goal; this one only ever takes away.
"""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.library import Library
from coach.domain.plan import PlanItem, Session
from coach.engine.eligibility import Refusal, eligible
from coach.engine.history import History
from coach.engine.minutes import position_of
from coach.engine.person import Person
from coach.engine.reasons import refusal_words

TIRED_EFFORT_FROM = 3
"""On a day of fatigue 7 or more, efforts from here on are left out (exercises 2)."""


@dataclass(frozen=True, slots=True)
class TodaySession:
    """A session without what must not be done today, and what was left out with the reason."""

    session: Session
    dropped: tuple[tuple[str, str], ...]


def for_today(session: Session, person: Person, library: Library, history: History) -> TodaySession:
    """Keep the items that every hard rule allows today; a therapist's own exercises stay, with their owner's word."""
    kept: list[PlanItem] = []
    dropped: list[tuple[str, str]] = []
    for item in session.exercise:
        reason = _reason(item, person, library, history)
        if reason is None:
            kept.append(item)
        else:
            dropped.append((library.called(item.id), reason))
    return TodaySession(session.model_copy(update={"exercise": tuple(kept)}), tuple(dropped))


def _reason(item: PlanItem, person: Person, library: Library, history: History) -> str | None:
    exercise = library.exercises.get(item.id)
    if exercise is None:
        return "This exercise is not in the catalogue any more."
    answer = eligible(exercise, person, library.rules)
    position = position_of(item, library.exercises)
    if isinstance(answer, Refusal):
        own = item.id in library.own and answer.kind != "block"
        return None if own else refusal_words(answer, library.rules)
    way = next((way for way in answer.ways if way.position == position), None)
    if way is None:
        return "Its position is not right for today."
    if way.with_helper and not item.with_helper:
        return "Today it needs somebody beside you."
    if person.says("tired_today") and exercise.effort >= TIRED_EFFORT_FROM:
        return "You are very tired today, so the harder work is left out."
    if history.falls_7_days and exercise.on_feet(position) and exercise.support not in SUPPORTED:
        return "After a fall or near-fall, only work with a firm hold for 7 days."
    return None


SUPPORTED = frozenset({"two_hands_fixed", "one_hand_fixed", "helper_hands_on", "standing_frame", "own_aid"})
"""Firm holds that are left for seven days after a fall or near-fall (R2.3 stop_fall)."""
