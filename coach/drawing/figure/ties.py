"""Things that are held or worn, and signs beside the body, as data."""

from __future__ import annotations

from typing import NamedTuple


class Tie(NamedTuple):
    """The colour and the thickness of something that runs from one place to another."""

    role: str
    radius: float


TIES: dict[str, Tie] = {
    "strap": Tie("link", 1.3),
    "band": Tie("link", 1.8),
    "pillow": Tie("soft", 8),
    "cane": Tie("prop_top", 1.5),
    "ball": Tie("soft", 8.5),
    "card": Tie("soft", 5),
    "cup": Tie("link", 4),
    "cloth": Tie("soft", 5.5),
    "weight": Tie("prop_top", 4.2),
    "rod": Tie("prop_top", 1.5),
}
BREATH = "breath"
"""The sign before the mouth that follows the breath."""
CARRIED = ("walker",)
"""Furniture that goes where the hands go, when it is tied to them."""


class Mark(NamedTuple):
    """A shape of a sign: its colour, and its balls as (to the right, up, radius)."""

    role: str
    balls: tuple[tuple[float, float, float], ...]


SIGNS: dict[str, tuple[Mark, ...]] = {
    "speech": (
        Mark("soft", ((2, 18, 9), (20, 18, 9))),
        Mark("soft", ((2, 14, 4), (-7, 3, 0.8))),
        *(Mark("hair", ((x, 18, 1.9),)) for x in (3, 11, 19)),
    ),
    "note": (
        Mark("trace", ((-2, 8, 4.4), (0, 9, 4))),
        Mark("trace", ((14, 8, 4.4), (16, 9, 4))),
        Mark("trace", ((2.4, 9, 1.2), (2.4, 32, 1.2))),
        Mark("trace", ((18.4, 9, 1.2), (18.4, 32, 1.2))),
        Mark("trace", ((2.4, 32, 2.2), (18.4, 32, 2.2))),
    ),
    "count": tuple(Mark("trace", ((x, y, 2),)) for x, y in ((0, 8), (8, 12), (16, 16))),
    "thought_walk": (
        Mark("soft", ((2, 6, 2),)),
        Mark("soft", ((9, 13, 3),)),
        Mark("soft", ((24, 34, 8), (24, 62, 8), (52, 34, 8), (52, 62, 8))),
        Mark("hair", ((38, 60, 4.4),)),
        *(
            Mark("active_far", bones)
            for bones in (
                ((38, 52, 3.4), (36, 42, 3)),
                ((36, 42, 2.4), (44, 34, 2.2)),
                ((44, 34, 2.2), (46, 26, 2)),
                ((36, 42, 2.4), (30, 34, 2.2)),
                ((30, 34, 2.2), (23, 28, 2)),
                ((38, 50, 1.7), (46, 44, 1.6)),
                ((38, 50, 1.7), (30, 43, 1.6)),
            )
        ),
    ),
}
"""They always face the viewer."""
