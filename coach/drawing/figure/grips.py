"""Where hands and feet go: furniture, the body, a place in space, the ground."""

from __future__ import annotations

from collections.abc import Sequence

from coach.domain.figure_props import Standing
from coach.drawing.figure.anatomy import ANKLE, HOLDS, names
from coach.drawing.figure.furniture import BESIDE, GRIPS
from coach.drawing.figure.skeleton import Body
from coach.drawing.figure.vectors import UP, Frame, Vec, along

Place = str | tuple[float, ...]
STAIRS = ((0.0, 17.0), (30.0, 34.0))
"""Where each step of the stairs begins, and how high it is."""
WORDS = {"work": "0", "other": "1"}


def grip(body: Body, side: str, where: Place, furniture: Sequence[Standing] = ()) -> Vec:
    """Where a hand goes: furniture in the picture, a place of the body, or a place in space."""
    if not isinstance(where, str):
        return (where[0], where[1], where[2] if len(where) > 2 else body.p["shoulder" + side][2])
    for prop in furniture:
        if prop.name == where:
            x, y, z = GRIPS[where]
            moved = prop.at[0] if prop.at else 0.0
            if where in BESIDE:  # both hands may take the same rail
                return (x, y, z + moved)
            return (x + moved, y, z if side == "0" else -z)
    word, part = on_body(where)
    if part in HOLDS:
        return body.at(WORDS.get(word, side), HOLDS[part])[0]
    return body.p[names(where)[0]]


def on_body(where: str) -> tuple[str, str]:
    """A place of the body and its side: `work_inner_thigh` as work, inner_thigh."""
    word, _, part = where.partition("_")
    return (word, part) if word in WORDS else ("", where)


def put_down(ankle: Vec, frame: Frame, furniture: Sequence[Standing]) -> tuple[Vec, Frame]:
    """Put a foot on what is under it: flat on its sole, on the heel when the toes point up, or not at all."""
    if frame[0][1] > 0.8:
        return (ankle[0], 5.0, ankle[2]), frame
    if frame[1][1] < 0.3:
        return ankle, frame
    tops = [height for x, height in _raised(furniture) if -8 < ankle[0] - x < 50 and ankle[1] > height / 2 + ANKLE]
    return (ankle[0], max(tops, default=0.0) + ANKLE, ankle[2]), along(UP, frame[0])


def _raised(furniture: Sequence[Standing]) -> list[tuple[float, float]]:
    """What feet can stand on besides the floor: where it begins, and how high it is."""
    found: list[tuple[float, float]] = []
    for prop in furniture:
        at = (*prop.at, 0.0, 0.0)
        if prop.name == "step":
            found.append((at[0], at[1]))
        elif prop.name == "stairs":
            found += [(at[0] + x, height) for x, height in STAIRS]
    return found
