"""Small words that several screens share; how a plan reads stands in `coach.services.plan_words`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach.domain.vocabulary import DAYS
from coach.services.day import State
from coach.services.plan_words import DAY_NAMES, SIDE_WORDS, dose_words

if TYPE_CHECKING:
    from coach.domain.exercise import Exercise
    from coach.domain.plan import PlanItem

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MARKS: dict[State, str] = {"done": "✓", "partly": "~", "skipped": "–", "open": ""}
STATES: dict[State, str] = {"done": "done", "partly": "partly done", "skipped": "left out today", "open": ""}


def long_day(day: date) -> str:
    """A day as people say it: "Monday 23 November"."""
    return f"{DAY_NAMES[DAYS[day.weekday()]]} {day.day} {MONTHS[day.month - 1]}"


def amount(item: PlanItem, exercise: Exercise | None) -> str:
    """How much of an exercise, on which side: "2 sets of 8 times, each side in turn"."""
    parts = [dose_words(item.dose(), exercise.kind)] if exercise else []
    if item.side is not None:
        parts.append(SIDE_WORDS[item.side])
    if item.with_helper:
        parts.append("with your helper")
    return ", ".join(parts)
