"""What the parts of a figure's table say about each other: a hand needs what it holds to be there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from coach.domain.figure import Figure
from coach.domain.figure_words import Grip
from coach.toml.index import Loc
from coach.toml.words import one_of

Trouble = tuple[Loc, str, str | None]
"""A place below the figure's table, what is wrong with it, and the mend."""
GRIPS: frozenset[str] = frozenset(get_args(Grip))


def figure_mistakes(figure: Figure) -> Iterator[Trouble]:
    """What fits in each place, but not together."""
    there = {prop.name for prop in figure.furniture}
    for number, pose in enumerate(figure.poses):
        for hand in dict.fromkeys(pose.hands or ()):
            if isinstance(hand, str) and hand in GRIPS - there:
                yield ("poses", number, "hands"), f'holds "{hand}", which does not stand in this figure', _add(hand)
        if pose.helper is not None and figure.helper is None:
            yield (
                ("poses", number, "helper"),
                "moves a helper, but this figure has none",
                "Add helper = { at = [x, z] }",
            )
    if "bike" in {figure.base, *(pose.base for pose in figure.poses)} - there:
        yield ("base",), 'sits on a "bike", which does not stand in this figure', _add("bike")
    for number, prop in enumerate(figure.props):
        ends = getattr(prop, "ends", ())
        if ends and ends[0] == "floor":
            words = one_of(["work_hand", "other_hand"])
            yield ("props", number), "begins on the floor", f"Name the body's end first, such as {words}"


def _add(prop: str) -> str:
    return f'Add "{prop}" to its props'
