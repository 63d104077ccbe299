"""Which share of the week an exercise counts for (R4.5, decisions 9)."""

from __future__ import annotations

from coach.domain.exercise import Exercise
from coach.domain.rules import Rules
from coach.domain.vocabulary import Share


def share_of(exercise: Exercise, level: int, rules: Rules) -> Share:
    """The family's share where it has one at this level, else the module's."""
    for family in rules.families.family:
        if family.id == exercise.family:
            if family.share is not None and (not family.share_at or level in family.share_at):
                return family.share
            break
    return next(module.share for module in rules.modules.module if module.id == exercise.module)
