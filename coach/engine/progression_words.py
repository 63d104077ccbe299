"""Doses and counts in words, as proposals say them."""

from __future__ import annotations

from coach.domain.plan import PlanItem

COUNTS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}


def days_words(days: int) -> str:
    """Days with their number: 1 day, 9 days."""
    return f"{days} day" if days == 1 else f"{days} days"


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
