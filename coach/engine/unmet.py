"""What a week misses of its targets: the quick words that come with every new plan.

`coach.engine.what_if` tries what would really change it, when somebody asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from coach.domain.library import Library
from coach.domain.vocabulary import SHARES, Share
from coach.engine.eligibility import Refusal
from coach.engine.person import Person
from coach.engine.reasons import THINGS, refusal_words

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
