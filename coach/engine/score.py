"""The score of a week, 0 to 100 (decisions 11). Hard rules are not in it: a week that breaks one is no week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.domain.exercise import Exercise
from coach.domain.library import Library
from coach.domain.plan import Plan
from coach.domain.rules import Rules, Want
from coach.domain.vocabulary import SHARES, Pattern, Share
from coach.engine.minutes import position_of
from coach.engine.person import Person
from coach.engine.shares import share_of
from coach.engine.targets import Targets

if TYPE_CHECKING:
    from coach.engine.options import Offer

FIT_POINTS, TARGET_POINTS, REACH_POINTS, EASE_POINTS, STABILITY_POINTS = 15, 60, 15, 5, 5


@dataclass(frozen=True, slots=True)
class Placed:
    """A main item of the week: the exercise, its share and how often a week it is done."""

    exercise: Exercise
    share: Share
    times: int
    seconds: int
    """Seconds of one time."""


@dataclass(frozen=True, slots=True)
class Score:
    """The five parts, already in points."""

    targets: float
    fit: float
    reach: float
    ease: float
    stability: float

    @property
    def total(self) -> float:
        """The sum, 0 to 100."""
        return self.targets + self.fit + self.reach + self.ease + self.stability


def wants(person: Person, rules: Rules) -> tuple[Want, ...]:
    """What R4.6 asks for, strongest pattern first."""
    return tuple(
        want
        for kept in person.patterns.kept
        for specific in rules.specifics.specific
        if specific.pattern == kept.pattern and person.level in specific.levels
        for want in specific.want
    )


def helps(exercise: Exercise, kept: Mapping[Pattern, int]) -> float:
    """How much of the kept patterns' weight the entry helps, 0 to 1; 1 where no pattern is kept."""
    total = sum(kept.values())
    return sum(kept.get(pattern, 0) for pattern in exercise.patterns) / total if total else 1.0


def score_week(
    main: Sequence[Placed],
    changes: int,
    sessions: int,
    *,
    person: Person,
    target: Mapping[Share, float],
    share: Mapping[Share, float],
    reachable: Iterable[tuple[Share, str]],
    last_entries: Iterable[str] = (),
    allowed: Iterable[str] = (),
) -> Score:
    """Score the main items of a week.

    `changes` counts changes of position inside all sessions of the week, the first position of each included;
    `target` is in minutes; `reachable` are the named muscles with at least one possible entry; `last_entries` are the
    entries of the last plan and `allowed` those that may still be used.
    """
    planned = dict.fromkeys(SHARES, 0.0)
    for one in main:
        planned[one.share] += one.times * one.seconds / 60
    wanted = [name for name in SHARES if target[name] > 0]
    weight = sum(share[name] for name in wanted)
    met = sum(share[name] * min(1.0, planned[name] / target[name]) for name in wanted) / weight if weight else 1.0
    items = sum(one.times for one in main)
    fit = sum(one.times * helps(one.exercise, person.kept) for one in main) / items if items else 0.0
    muscles = set(reachable)
    reached = {
        (name, muscle) for name, muscle in muscles for one in main
        if one.share == name and muscle in one.exercise.targets
    }  # fmt: skip
    extra = max(0, changes - sessions)
    still = set(last_entries) & set(allowed)
    stable = len(still & {one.exercise.id for one in main}) / len(still) if still else 1.0
    return Score(
        targets=TARGET_POINTS * met,
        fit=FIT_POINTS * fit,
        reach=REACH_POINTS * (len(reached) / len(muscles) if muscles else 1.0),
        ease=EASE_POINTS * max(0.0, 1 - extra / items) if items else 0.0,
        stability=STABILITY_POINTS * stable,
    )


def score_plan(
    plan: Plan, library: Library, person: Person, targets: Targets, offer: Offer, last_entries: Iterable[str] = ()
) -> Score:
    """The score of a plan as it is written: changes for warm-up and cool-down count, optional sessions do not."""
    main: list[Placed] = []
    changes = sessions = 0
    for session in plan.session:
        if session.optional:
            continue
        times = len(session.days)
        spots = [position_of(item, library.exercises) for item in session.exercise]
        changes += times * sum(one != two for one, two in zip([None, *spots], spots, strict=False))
        sessions += times
        for item in session.exercise:
            if item.part == "main":
                exercise = library.exercises[item.id]
                share = share_of(exercise, person.level, library.rules)
                main.append(Placed(exercise, share, times, item.seconds(exercise)))
    return score_week(
        main, changes, sessions, person=person, target=targets.target, share=targets.share,
        reachable=offer.reachable, last_entries=last_entries, allowed=offer.allowed,
    )  # fmt: skip
