"""What an explanation is made of: reasons with their rule and source, and what explaining needs to know.

A `Reason` is a sentence for the person; the rule behind it and the id of its source ride along for whoever wants to
check it, and never stand in the sentence (R0.7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coach.domain.exercise import Exercise
from coach.domain.library import Library
from coach.domain.plan import Plan, PlanItem
from coach.domain.profile import Profile
from coach.domain.rules import Source
from coach.engine.history import History
from coach.engine.options import Offer, offer
from coach.engine.person import Person, assess

CHOSEN = "chosen"
"""The source of what is a careful choice of our own."""
BY_HAND = "It was put here by you or your therapist."


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a rule stands: the section of the clinical rules, and the id in it."""

    number: str
    id: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, the rule behind it and the id of its source; an answer of the person needs no source."""

    about: str
    """answer, kind, first, hand, amount, time, day or rule."""
    text: str
    rule: Rule | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class NextBest:
    """What would have come in its place; an exercise, tip or habit by its id, a time or day without one."""

    id: str
    name: str
    why_it_lost: str
    fits: bool = True
    """Whether it could take the place now."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about why one item is there."""

    kind: str
    """exercise, session, tip or habit."""
    id: str
    name: str
    session: str = ""
    """The id of the session that an exercise is in."""
    answers: tuple[Reason, ...] = ()
    reasons: tuple[Reason, ...] = ()
    amount: tuple[Reason, ...] = ()
    """Why this much of it."""
    when: tuple[Reason, ...] = ()
    """Why on these days and at this time."""
    sources: tuple[Source, ...] = ()
    next_best: NextBest | None = None
    against: tuple[Reason, ...] = ()
    """The rule that holds against it now, where it was allowed once."""

    @property
    def told(self) -> tuple[Reason, ...]:
        """All reasons, in the order in which they are told."""
        return (*self.against, *self.answers, *self.reasons, *self.amount, *self.when)


@dataclass(frozen=True, slots=True)
class Known:
    """What explaining needs; made once by `know` and asked for each item."""

    plan: Plan
    profile: Profile
    person: Person
    library: Library
    offer: Offer
    today: date
    raised_on: Mapping[str, date] = field(default_factory=dict)
    """The day on which each red flag was last ticked, where the journal knows."""

    def exercise(self, item: PlanItem) -> Exercise | None:
        """The exercise of an item; None where it is not in the catalogue."""
        return self.library.exercises.get(item.id)

    def muscle(self, target: str) -> str:
        """A target in plain words."""
        return self.library.rules.specifics.target_name.get(target, target.replace("_", " "))

    def sources(self, *names: str) -> tuple[Source, ...]:
        """Sources by their ids, each once, in the order of the names; a choice of our own comes last."""
        known = {source.id: source for source in self.library.rules.sources.source}
        return tuple(known[name] for name in sorted(dict.fromkeys(names), key=CHOSEN.__eq__) if name in known)


def know(
    plan: Plan,
    profile: Profile,
    library: Library,
    history: History,
    today: date,
    raised_on: Mapping[str, date] | None = None,
) -> Known:
    """Put together what explaining needs."""
    person = assess(profile, library.rules, history, today)
    return Known(plan, profile, person, library, offer(person, library, history), today, raised_on or {})
