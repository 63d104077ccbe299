"""The order of a session (R4.10), with as few changes of position as that order allows (R4.6, decisions 11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, permutations
from typing import get_args

from coach.domain.vocabulary import LYING, Position, Share
from coach.engine.options import Option

POSITIONS: tuple[Position, ...] = get_args(Position)
STAGE: Mapping[Share, int] = {"balance": 0, "gait": 1, "strength": 2, "aerobic": 3, "stretch": 4, "calm": 4}
"""Place in a session (R4.10); stretching and breathing come together in the end."""
STAGES = 5
BIG_FIRST = ("gluteus_maximus", "quadriceps", "hamstrings", "hip_abductors")
"""Big muscles come first (R4.10)."""


def posture(position: Position) -> int:
    """Upright first, lying last, so that a session sinks from standing to rest."""
    if position in ("walking", "standing", "standing_supported"):
        return 0
    return 2 if position in LYING else 1


DOWNWARD: tuple[Position, ...] = tuple(sorted(POSITIONS, key=lambda one: (posture(one), POSITIONS.index(one))))


def spot(share: Share, position: Position) -> int:
    """Stage and position of an item as one bit; the bits of a session say how often it changes position."""
    return 1 << (STAGE[share] * len(POSITIONS) + DOWNWARD.index(position))


@lru_cache(maxsize=20000)
def changes(spots: int) -> int:
    """Positions taken one after the other in a session with these spots, the first included, at least."""
    return len(path(spots)[1])


@lru_cache(maxsize=20000)
def path(spots: int) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """For each stage the order of its positions, and all positions one after the other without repeats.

    Of the orders with the fewest changes the one that goes down most evenly.
    """
    width = len(POSITIONS)
    found: list[tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]] = [((), ())]
    for stage in range(STAGES):
        here = [place for place in range(width) if spots >> (stage * width + place) & 1]
        if not here:
            found = [((*stages, ()), run) for stages, run in found]
            continue
        orders = list(permutations(here)) if len(here) <= 4 else [tuple(here)]
        best: dict[int, tuple[int, int, tuple[tuple[int, ...], ...], tuple[int, ...]]] = {}
        for stages, run in found:
            for order in orders:
                new = run + (order[1:] if run and run[-1] == order[0] else order)
                climbs = sum(two < one for one, two in pairwise(new))
                row = (len(new), climbs, (*stages, order), new)
                if order[-1] not in best or row < best[order[-1]]:
                    best[order[-1]] = row
        found = [(row[2], row[3]) for _, row in sorted(best.items())]
    return min(found, key=lambda row: (len(row[1]), sum(two < one for one, two in pairwise(row[1])), row))


def ordered(items: Iterable[Option]) -> list[Option]:
    """Items in the order of R4.10: stage by stage, inside a stage by position, big muscles first, breathing last."""
    items = list(items)
    spots = 0
    for item in items:
        spots |= spot(item.share, item.position)
    stages = path(spots)[0]

    def place(item: Option) -> tuple[int, int, bool, int, str]:
        stage = STAGE[item.share]
        first = item.exercise.targets[0]
        big = BIG_FIRST.index(first) if item.share == "strength" and first in BIG_FIRST else len(BIG_FIRST)
        return (
            stage, stages[stage].index(DOWNWARD.index(item.position)), item.share == "calm", big, item.exercise.id,
        )  # fmt: skip

    return sorted(items, key=place)


def count_changes(positions: Sequence[Position]) -> int:
    """How often a run of items takes a position, the first included."""
    return sum(one != two for one, two in zip([None, *positions], positions, strict=False))
