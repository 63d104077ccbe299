"""How many minutes of what in a week (R4.2, R4.5, decisions 6).

Week 1 starts low; later weeks have the minutes that the person has come to, as R4.11 raises or lowers them. Neither is
ever above what the person gives or above the sum of the ideals.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from coach.domain.rules import Rules, Target
from coach.domain.vocabulary import SHARES, Share
from coach.engine.person import Person


@dataclass(frozen=True, slots=True)
class Targets:
    """A week in minutes: its frame and what each share should reach."""

    week_min: float
    """W of this week: its minutes, warm-up and cool-down included."""
    exercise_min: float
    """X: minutes of exercise proper."""
    share: Mapping[Share, float]
    """Blended shares, summing to 1 (R4.5)."""
    spread: Mapping[Share, float]
    """The same over the shares that have any exercise on offer; what cannot be done goes to the others."""
    wanted: Mapping[Share, float]
    """Minutes of each share this week, clipped to the R4.2 maximum."""
    target: Mapping[Share, float]
    """What counts as reached: the smaller of the R4.2 minimum and `wanted` (decisions 6)."""
    strength_sessions: int
    stretch_days: int
    calm_days: int

    def met_by(self, planned: Mapping[Share, float]) -> frozenset[Share]:
        """The shares whose target these minutes meet."""
        wanted = (share for share in SHARES if self.target[share] > 0)
        return frozenset(share for share in wanted if planned.get(share, 0.0) >= WHOLE * self.target[share])


WHOLE = 0.99
"""A target is met from this part of it on: minutes come in whole repetitions."""


def week_minutes(person: Person, rules: Rules, reached: float | None = None) -> float:
    """Minutes of the week (R4.5 steps 1, 2 and 8).

    Those that the person has reached, or in the first week the start; never above their time or the sum of the ideals.
    """
    minutes = {share: _minutes(share, "ideal", person, rules) for share in SHARES}
    # R4.5 counts aerobic, balance, gait, strength and stretch; breathing is inside the shares.
    ideal_sum = sum(value for share, value in minutes.items() if share != "calm")
    whole = min(person.minutes * len(person.days), ideal_sum)
    if reached is not None:
        return min(whole, reached)
    percent = next(row.percent for row in rules.weekly.start if row.level == person.level)
    return whole if whole < rules.weekly.small_week_min else min(whole, percent / 100 * ideal_sum)


def week_targets(
    person: Person, rules: Rules, possible: Collection[Share] = SHARES, reached: float | None = None
) -> Targets:
    """Steps 1 to 5 of R4.5 for a week of the minutes reached, the first week where there are none.

    `possible` are the shares that have any exercise on offer.
    """
    week = week_minutes(person, rules, reached)
    exercise = week * rules.weekly.exercise_percent / 100
    share = blended_shares(person, rules)
    spread = _over(share, possible, rules)
    wanted = _clipped(exercise, spread, person, rules)
    asked = _clipped(exercise, share, person, rules)
    target = {}
    for name in SHARES:
        least = _minutes(name, "min", person, rules)
        target[name] = min(least, asked[name]) if share[name] > 0 else 0.0
    strength = _row("strength", person, rules)
    sessions = round(wanted["strength"] / rules.weekly.session_minutes_for_strength)
    has_strength = spread["strength"] > 0
    return Targets(
        week_min=week,
        exercise_min=exercise,
        share=share,
        spread=spread,
        wanted=wanted,
        target=target,
        strength_sessions=max(strength.min, min(strength.max, sessions)) if has_strength else 0,
        stretch_days=_row("stretch", person, rules).ideal,
        calm_days=_row("calm", person, rules).ideal,
    )


def _over(share: Mapping[Share, float], possible: Collection[Share], rules: Rules) -> dict[Share, float]:
    """Shares over what is possible; where the patterns ask for none of it, the general row, then all alike."""
    general = next(row for row in rules.shares.row if row.pattern == "default")
    rows = (dict(share), {name: float(getattr(general, name)) for name in SHARES}, dict.fromkeys(SHARES, 1.0))
    for row in rows:
        total = sum(row[name] for name in SHARES if name in possible)
        if total > 0:
            return {name: row[name] / total if name in possible else 0.0 for name in SHARES}
    return dict.fromkeys(SHARES, 0.0)


def _row(share: Share, person: Person, rules: Rules) -> Target:
    return next(row for row in rules.weekly.target if row.level == person.level and row.share == share)


def _minutes(share: Share, which: str, person: Person, rules: Rules) -> float:
    """Minutes of an R4.2 cell; a strength session and a stretch day count as R4.5 step 1 says."""
    row = _row(share, person, rules)
    amount: int = getattr(row, which)
    weekly = rules.weekly
    if row.unit == "minutes":
        return amount
    if row.unit == "sessions":
        return amount * weekly.strength_session_min
    if share == "calm":
        return amount * weekly.calm_day_min
    spastic = person.kept.get("spasticity", 0) >= rules.patterns.many_from
    return amount * (weekly.stretch_day_spastic_min if spastic else weekly.stretch_day_min)


def blended_shares(person: Person, rules: Rules) -> dict[Share, float]:
    """Weighted mean of the kept patterns' rows; at levels 4 and 5 gait moves half to stretch, half to strength."""
    rows = {row.pattern: row for row in rules.shares.row}
    weights: dict[str, int] = {str(one.pattern): one.score for one in person.patterns.kept} or {"default": 1}
    total = sum(weights.values())
    share: dict[Share, float] = {
        name: sum(weight * getattr(rows[pattern], name) for pattern, weight in weights.items()) / total / 100
        for name in SHARES
    }
    if person.level >= 4:
        half = share["gait"] / 2
        share["stretch"] += half
        share["strength"] += half
        share["gait"] = 0.0
    return share


def _clipped(exercise: float, share: Mapping[Share, float], person: Person, rules: Rules) -> dict[Share, float]:
    """Minutes per share, clipped to the R4.2 maximum; what is cut goes to the other shares (R4.5 step 4)."""
    most = {name: _minutes(name, "max", person, rules) for name in SHARES}
    open_shares = [name for name in SHARES if share[name] > 0 and most[name] > 0]  # a set would sum in any order
    result: dict[Share, float] = dict.fromkeys(SHARES, 0.0)
    left = exercise
    while open_shares and left > 1e-6:
        weight = sum(share[name] for name in open_shares)
        spread = left
        for name in open_shares:
            result[name] = min(most[name], result[name] + spread * share[name] / weight)
        left = exercise - sum(result.values())
        open_shares = [name for name in open_shares if result[name] < most[name] - 1e-6]
    return result
