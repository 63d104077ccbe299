"""Everything that ships with the coach and the person's own exercises, loaded and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.domain.exercise import Exercise, Habit, Tip
from coach.domain.rules import Rules

if TYPE_CHECKING:
    from coach.domain.figure import Figure


@dataclass(frozen=True, slots=True)
class Library:
    """The catalogue by id, the tips and habits, and the rules."""

    exercises: Mapping[str, Exercise]
    tips: Mapping[str, Tip]
    habits: Mapping[str, Habit]
    rules: Rules
    own: frozenset[str] = frozenset()
    """Ids of exercises from the person's own folder ("from your therapist")."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """The figures by exercise; not every own exercise has one."""

    def called(self, id: str) -> str:
        """What an exercise is called; its id where it is not in the catalogue."""
        known = self.exercises.get(id)
        return known.name if known is not None else id
