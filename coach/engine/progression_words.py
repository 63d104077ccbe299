"""Doses and counts in words, as proposals say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.domain.plan import PlanItem

if TYPE_CHECKING:
    from coach.engine.progression_case import Case

COUNTS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}


def days_words(days: int) -> str:
    """Days with their number: 1 day, 9 days."""
    return f"{days} day" if days == 1 else f"{days} days"


def week_words(case: Case, week: float | None) -> str:
    """What becomes of the minutes of a week; None where it is as small as it can be."""
    now, then = case.plan_minutes, 0.0 if week is None else case.room(week)
    if week is None or f"{now:.0f}" == f"{then:.0f}":
        return "Your week stays about as long as it is."
    return f"Your week goes from {now:.0f} to {'at most ' if then > now else ''}{then:.0f} minutes."


def times_words(count: int) -> str:
    """A small number as a word at the beginning of a sentence."""
    return COUNTS.get(count, str(count))


def amount(item: PlanItem) -> str:
    """The dose of an item: "2 sets of 8 times", "3 holds of 20 seconds"."""
    if item.hold_s is not None:
        one = f"{_count(item.reps or 1, 'hold')} of {item.hold_s} seconds"
    elif item.time_s is not None:
        one = f"{item.time_s} seconds"
    elif item.breaths is not None:
        one = _count(item.breaths, "slow breath")
    else:
        one = _count(item.reps or 1, "time")
    return one if item.sets == 1 else f"{item.sets} sets of {one}"


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
