"""What is other than planned today, in words that both front ends say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.services.plan_words import listed_names

if TYPE_CHECKING:
    from coach.engine.day import TodaySession


def changes(today: TodaySession) -> tuple[str, ...]:
    """A few lines: what holds for the whole session, and for each reason what became of which exercise."""
    lines = list(today.notes)
    for reason in dict.fromkeys(one.reason for one in today.changes):
        here = [one for one in today.changes if one.reason == reason]
        instead = [f"{one.became} instead of {one.exercise}" for one in here if one.became is not None]
        gone = [one.exercise for one in here if one.became is None]
        parts = [*instead, *([f"left out: {listed_names(gone)}"] if gone else [])]
        said = "; ".join(parts)
        lines.append(f"{reason} {said[:1].upper()}{said[1:]}.")
    return (*lines, *today.advice)
