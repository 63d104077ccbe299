"""What pain and sudden symptoms mean inside a session (R2.3, R4.11).

Limits come from `plans/progression.toml`, words from `plans/red_flags.toml`. The player asks here and acts;
nothing in this module knows about time or steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from coach.domain.exercise import Exercise
from coach.domain.rules import Progression
from coach.domain.safety import StopRule
from coach.errors import InputError

Verdict = Literal["green", "amber", "red"]

RESTFUL: frozenset[str] = frozenset({"br_slow", "br_deep", "re_relax", "re_position", "ds_texture"})
"""Families of relaxation, breathing and positioning: all that is left at a high resting pain (R4.11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """The limits and the three stop rules that the player meets by itself."""

    progression: Progression
    pain: StopRule
    fall: StopRule
    near_fall: StopRule

    def only_restful(self, resting_pain: int) -> bool:
        """Whether the pain at rest leaves relaxation, breathing and positioning only."""
        return resting_pain >= self.progression.rest_only_from

    def allows(self, exercise: Exercise, resting_pain: int) -> bool:
        """Whether the pain at rest lets this exercise go on."""
        return exercise.family in RESTFUL or not self.only_restful(resting_pain)


def make_safety(progression: Progression, rules: Iterable[StopRule]) -> Safety:
    """Find the rules for pain (`stop_pain`), a fall and a near-fall (by what they log).

    Raises:
        InputError: one of them is missing.
    """
    found = tuple(rules)
    pain = next((rule for rule in found if rule.id == "stop_pain"), None)
    fall = next((rule for rule in found if rule.log_fall == "fall"), None)
    near = next((rule for rule in found if rule.log_fall == "near_fall"), None)
    if pain is None or fall is None or near is None:
        raise InputError("plans/red_flags.toml needs the stop rules for pain, for a fall and for a near-fall.")
    return Safety(progression=progression, pain=pain, fall=fall, near_fall=near)


def pain_verdict(pain: int, resting_pain: int, progression: Progression) -> Verdict:
    """The zone of a pain rating during or right after a set (R4.11).

    With much pain at rest the rise counts and not the number, up to a pain that is red for everybody.

    Args:
        pain: the rating now, 0 to 10.
        resting_pain: the rating before the session, 0 to 10.
        progression: the limits.
    """
    if resting_pain >= progression.resting_pain_from:
        rise = pain - resting_pain
        if pain >= progression.pain_red_always or rise >= progression.rise_red:
            return "red"
        return "amber" if rise == progression.rise_red - 1 else "green"
    if pain > progression.pain_amber_to:
        return "red"
    return "amber" if pain > progression.pain_green_to else "green"
