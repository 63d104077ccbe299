"""Which pain patterns the answers share features with (R3): points, gates, subtypes.

This never names a cause; it ranks what to work on and what to avoid, and what may be worth discussing (R0.7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.domain.rules import PatternRule, Patterns, Subtype
from coach.domain.vocabulary import Pattern
from coach.engine.conditions import Facts, holds


@dataclass(frozen=True, slots=True)
class Kept:
    """A pattern whose gate is true and whose score is at least `keep_from` (R3.1 step 3)."""

    pattern: Pattern
    score: int
    many: bool
    """Whether it shares many features (score 6 or more), not only some."""


@dataclass(frozen=True, slots=True)
class PatternResult:
    """All scores (0 to 12) and the kept patterns, strongest first."""

    scores: Mapping[Pattern, int]
    kept: tuple[Kept, ...]
    features: Mapping[Pattern, tuple[str, ...]]
    """For each pattern the features that added points."""
    subtype: str | None

    @property
    def kept_scores(self) -> dict[Pattern, int]:
        """Scores of the kept patterns alone."""
        return {one.pattern: one.score for one in self.kept}


def find_patterns(facts: Facts, rules: Patterns) -> PatternResult:
    """Score all patterns from answered facts (R3.1 to R3.4); missing answers add nothing."""
    present = [point for point in rules.point if holds(point.when, facts)]
    scores: dict[Pattern, int] = {}
    features: dict[Pattern, tuple[str, ...]] = {}
    for rule in rules.pattern:
        pattern = rule.id
        gait = sum(p.points.get(pattern, 0) for p in present if p.feature.startswith("gait_"))
        if pattern == "gait_weakness":
            gait = min(gait, rules.gait_points_most)
        rest = sum(p.points.get(pattern, 0) for p in present if not p.feature.startswith("gait_"))
        scores[pattern] = max(0, min(rules.cap, rest + gait))
        features[pattern] = tuple(p.feature for p in present if p.points.get(pattern, 0) > 0)
    kept = [
        (-scores[rule.id], rule.order, rule)
        for rule in rules.pattern
        if scores[rule.id] >= rules.keep_from and holds(rule.gate, facts)
    ]
    ordered = tuple(
        Kept(rule.id, scores[rule.id], scores[rule.id] >= rules.many_from)
        for _, _, rule in sorted(kept, key=lambda row: row[:2])
    )
    subtype = find_subtype(facts, rules)
    return PatternResult(scores, ordered, features, subtype.id if subtype else None)


def find_subtype(facts: Facts, rules: Patterns) -> Subtype | None:
    """The subtype of tendon soreness (R3.4): the first whose condition holds."""
    return next((one for one in rules.subtype if holds(one.when, facts)), None)


@dataclass(frozen=True, slots=True)
class AvoidTags:
    """Movement tags to block and to treat with caution, each with the pattern it comes from (R3.1 steps 8, 9)."""

    blocked: Mapping[str, Pattern]
    caution: Mapping[str, Pattern]


STRETCH_TAGS = frozenset({"hip_ext_end", "hip_er_end", "hip_ir_end", "hamstring_stretch", "hip_flex_gt90", "figure4"})
"""Tags that mark a stretch: with strong stiffness a weaker pattern cautions them and no longer blocks (R3.1 step 9)."""


def avoid_tags(result: PatternResult, facts: Facts, rules: Patterns) -> AvoidTags:
    """Union of the avoid lists of every kept pattern; from `many_from` they block, below they caution."""
    blocked: dict[str, Pattern] = {}
    caution: dict[str, Pattern] = {}
    scores = result.kept_scores
    stiff = scores.get("spasticity", 0)
    by_id = {rule.id: rule for rule in rules.pattern}
    for kept in result.kept:
        for tag, always in _tags_of(by_id[kept.pattern], result, facts, rules):
            blocks = kept.many or always
            yields = stiff >= rules.many_from and kept.score < stiff and tag in STRETCH_TAGS
            if blocks and not (yields and tag != "neural_tension"):
                blocked.setdefault(tag, kept.pattern)
            else:
                caution.setdefault(tag, kept.pattern)
    return AvoidTags(blocked, {tag: p for tag, p in caution.items() if tag not in blocked})


def _tags_of(rule: PatternRule, result: PatternResult, facts: Facts, rules: Patterns) -> list[tuple[str, bool]]:
    rows = [
        (tag, tag in avoid.always)
        for avoid in rule.avoid
        if avoid.when is None or holds(avoid.when, facts)
        for tag in (*avoid.tags, *avoid.always)
    ]
    if rule.id == "tendinopathy" and result.subtype is not None:
        subtype = next(one for one in rules.subtype if one.id == result.subtype)
        rows += [(tag, False) for tag in subtype.tags]
    return rows
