"""What a week misses of its targets: the quick words that come with every new plan.

`coach.engine.what_if` tries what would really change it, when somebody asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from coach.domain.library import Library
from coach.domain.plan import Session
from coach.domain.rules import Rules
from coach.domain.vocabulary import SHARES, Share
from coach.engine.eligibility import Refusal
from coach.engine.options import Offer, fits_daily
from coach.engine.person import Person
from coach.engine.reasons import THINGS, refusal_words
from coach.engine.score import wants

SHORTFALL = {
    "equipment": "{thing} would allow more.",
    "helper": "Somebody beside you, always or at set times, would allow more.",
    "asked": "One more answer would allow more. The coach asks it when a plan is made.",
    "position": "Another position that you can use safely would allow more.",
    "place": "A worktop, a wall or a firm chair nearby would allow more.",
}


REACHED = 0.9
"""A target counts as reached from this part of it on."""


def misses(planned: float, target: float) -> bool:
    """Whether minutes stay below a target by more than is worth a word."""
    return target > 0 and planned < REACHED * target


def unmet(
    planned: Mapping[Share, float],
    target: Mapping[Share, float],
    person: Person,
    refused: Mapping[str, Refusal],
    library: Library,
    shares: Mapping[str, Share],
    offered: Collection[Share],
    *,
    grows: bool,
) -> tuple[str, ...]:
    """What this week's targets miss by more than a tenth, each with what would change it."""
    names = {one.id: one.name for one in library.rules.modules.share}
    lines = []
    for share in SHARES:
        if not misses(planned[share], target[share]):
            continue
        kinds = Counter(r.kind for name, r in refused.items() if shares.get(name) == share and r.kind in SHORTFALL)
        change = "It gets more room as your weeks grow." if grows else "A few more minutes a day would allow more."
        if "B_EX" in person.blocks:
            continue  # said once, as a note
        blocked = [r for name, r in refused.items() if shares.get(name) == share and r.kind == "block"]
        if blocked and planned[share] == 0:
            change = refusal_words(blocked[0], library.rules)
        elif kinds and share not in offered:
            kind = kinds.most_common(1)[0][0]
            things = Counter(r.detail for n, r in refused.items() if r.kind == "equipment" and shares.get(n) == share)
            thing = THINGS.get(things.most_common(1)[0][0], "Another thing") if things else ""
            change = SHORTFALL[kind].format(thing=thing[:1].upper() + thing[1:])
        lines.append(f"{names[share]}: {planned[share]:.0f} of {target[share]:.0f} minutes a week for now. {change}")
    return tuple(lines)


def not_daily(sessions: Sequence[Session], offer: Offer, person: Person, rules: Rules) -> tuple[str, ...]:
    """What R4.6 wants every day and this week has on fewer of the person's days, in one line, where anything is."""
    ids: dict[str, set[str]] = {}
    for want in wants(person, rules):
        fitting = {one.exercise.id for one in offer.options.get(want.share, ()) if fits_daily(one.exercise, want)}
        if fitting:
            ids.setdefault(want.name, set()).update(fitting)
    here: dict[str, list[str]] = {}
    for name, exercises in ids.items():
        days = {day for one in sessions for item in one.exercise if item.id in exercises for day in one.days}
        there = len(days.intersection(person.days))
        if there < len(person.days):
            here.setdefault(_on_days(there, len(person.days)), []).append(name)
    parts = [f"{', '.join(names)} {on}" for on, names in here.items()]
    return (f"Best every day. For now this week has {'; '.join(parts)}.",) if parts else ()


def _on_days(have: int, days: int) -> str:
    return f"on {have} of {days} days" if have else "not this week"
