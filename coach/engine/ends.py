"""Warm-up and cool-down (decisions 6, R4.3): which exercises may be one, and how long each lasts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from coach.domain.rules import Rules
from coach.domain.vocabulary import Position
from coach.engine.doses import Caps, caps, over_cap
from coach.engine.layout import Frame
from coach.engine.minutes import change_seconds
from coach.engine.options import Offer, Option
from coach.engine.ordering import posture
from coach.engine.person import Person
from coach.engine.places import allowed_in, kind_of

WARM_UP_FAMILIES = ("mb_range", "st_adductor_sit", "st_pelvic_tilt", "st_back_rock")
"""Easy movement that suits everybody's beginning; nerve glides and press-ups do not."""
COOL_DOWN_FAMILIES = ("br_slow", "re_relax")
EASY = 2
"""Effort of a beginning or an end at most."""
NEAR_S, FAR_S = 20, 60
"""Seconds above the least that an end may last; the longer ones only where there is nothing shorter."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What a person may begin and end a session with, each already of its length; best first."""

    warm: tuple[Option, ...]
    cool: tuple[Option, ...]
    setup_s: int
    change_s: int
    known: dict[tuple[object, ...], int | None] = field(default_factory=dict, compare=False, repr=False)
    """What `seconds` has answered."""

    @property
    def ids(self) -> tuple[frozenset[str], frozenset[str]]:
        """Exercises that may be a warm-up, and those that may be a cool-down."""
        warm, cool = (frozenset(option.exercise.id for option in found) for found in (self.warm, self.cool))
        return warm, cool

    @property
    def everything(self) -> frozenset[str]:
        """All of them."""
        return self.ids[0] | self.ids[1]

    def seconds(self, frame: Frame, first: Position, last: Position) -> int | None:
        """What both take beside main items that begin and end in these positions; None where there is not both."""
        key = (kind_of(frame), first, last)
        if key not in self.known:
            warm, cool = self._one(self.warm, frame, first), self._one(self.cool, frame, last)
            self.known[key] = None if warm is None or cool is None else warm + cool
        return self.known[key]

    def _one(self, options: tuple[Option, ...], frame: Frame, beside: Position) -> int | None:
        here = [option for option in options if allowed_in(option, frame)]
        same = [option.seconds for option in here if option.position == beside]
        if same:
            return max(same) + self.setup_s
        return max(option.seconds for option in here) + self.setup_s + self.change_s if here else None

    def warm_up(
        self, frame: Frame, beside: Position, barred: Collection[str], used: Collection[str], known: Collection[str]
    ) -> Option | None:
        """The warm-up before a session: near its first position, and none of the `barred`.

        Rather not one of the `used` of the session itself, and rather one that is `known` from the rest of the week.
        """
        return self._nearest(self.warm, frame, beside, barred, used, known)

    def cool_down(
        self, frame: Frame, beside: Position, barred: Collection[str], used: Collection[str], known: Collection[str]
    ) -> Option | None:
        """The cool-down after a session, in the same way."""
        return self._nearest(self.cool, frame, beside, barred, used, known)

    @staticmethod
    def _nearest(
        options: tuple[Option, ...],
        frame: Frame,
        beside: Position,
        barred: Collection[str],
        used: Collection[str],
        known: Collection[str],
    ) -> Option | None:
        def far(option: Option) -> tuple[bool, int, bool]:
            steps = int(option.position != beside) + abs(posture(option.position) - posture(beside))
            return option.exercise.id in used, steps, option.exercise.id not in known

        here = [option for option in options if option.exercise.id not in barred and allowed_in(option, frame)]
        return min(here, key=far, default=None)


def ends_of(person: Person, offer: Offer, rules: Rules) -> Ends:
    """All warm-ups and cool-downs of a person."""
    least = rules.weekly.warm_up_s
    found: dict[tuple[str, ...], list[tuple[tuple[int, str], Option]]] = {WARM_UP_FAMILIES: [], COOL_DOWN_FAMILIES: []}
    for options in offer.options.values():
        for option in options:
            exercise = option.exercise
            for families in found:
                mobile = families is COOL_DOWN_FAMILIES or exercise.module == "mobility"
                if exercise.family in families and exercise.effort <= EASY and mobile:
                    limit = caps(exercise, person.facts, person.level, rules)
                    sized = _sized(option, least, least + FAR_S, limit)
                    if sized is not None:
                        found[families].append(((families.index(exercise.family), exercise.id), sized))
    warm, cool = (_shorter(found[families], least) for families in (WARM_UP_FAMILIES, COOL_DOWN_FAMILIES))
    return Ends(warm, cool, rules.weekly.setup_s, change_seconds(person.level, rules.weekly))


def _shorter(rows: list[tuple[tuple[int, str], Option]], least: int) -> tuple[Option, ...]:
    ranked = [option for _, option in sorted(rows, key=lambda row: row[0])]
    short = tuple(option for option in ranked if option.seconds <= least + NEAR_S)
    return short or tuple(ranked)


def _sized(option: Option, least: int, most: int, limit: Caps) -> Option | None:
    """The option made to last between `least` and `most` seconds within its caps, or None."""
    if least <= option.seconds <= least + 20:
        return option
    kind, dose = option.exercise.kind, option.dose
    key = {"reps": "reps", "hold": "reps", "timed": "time_s", "breath": "breaths"}[kind]
    ceiling = getattr(limit, key) or getattr(dose, key) or 0
    step = 10 if kind == "timed" else 1
    one = dose.model_copy(update={key: step, "sets": 1}).seconds(kind)
    two = dose.model_copy(update={key: 2 * step, "sets": 1}).seconds(kind)
    sides = 2 if option.side == "both" else 1
    for sets in (1, 2):
        # seconds grow evenly with the amount, so the smallest that lasts long enough follows directly
        steps = max(1, -(-(least - sets * sides * (2 * one - two)) // (sets * sides * (two - one))))
        trial = dose.model_copy(update={key: steps * step, "sets": sets})
        fits = steps * step <= ceiling and over_cap(trial, limit) is None
        if fits and least <= trial.seconds(kind, sides) <= most:
            return option.with_dose(trial)
    return None
