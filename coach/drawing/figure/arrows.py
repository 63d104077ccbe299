"""Arrows: the way a part goes, and pushes that hardly move."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from coach.domain.figure_words import Way
from coach.drawing.figure.anatomy import names
from coach.drawing.figure.camera import Camera, Shape
from coach.drawing.figure.motion import Motion
from coach.drawing.figure.skeleton import Body
from coach.drawing.figure.solving import Key
from coach.drawing.figure.vectors import UP, ZERO, Vec, add, unit

MOVERS = ("pelvis", "head", "knee", "foot")
"""The parts one of which carries the arrow, where none is named."""
PATH = (0.0, 0.3, 0.42, 0.5, 0.58, 0.7, 1.0)
"""The times whose places the arrow runs through."""
LEAST = 3.0
"""A movement shorter than this has no arrow."""
AHEAD, SHORTEST = 13.0, 14.0


def push(body: Body, part: str, way: Way) -> list[Shape]:
    """A short arrow at a part, beside it or, where the push goes inwards, towards it."""
    towards = _direction(body, part, way)
    start, end = (add(body.p[part], towards, k) for k in ((-46, -26) if way == "in" else (11, 26)))
    return [Shape("trace", [(start, 1.6), (end, 1.6)]), Shape("trace", [(end, 6.0), (add(end, towards, 13), 0.4)])]


def _direction(body: Body, part: str, way: Way) -> Vec:
    front, headward, right = body.base
    side = -1.0 if part.endswith("1") else 1.0
    axis, sign = {
        "out": (right, side), "in": (right, -side), "up": (UP, 1.0), "down": (UP, -1.0), "forward": (front, 1.0),
        "back": (front, -1.0), "headward": (headward, 1.0), "footward": (headward, -1.0),
    }[way]  # fmt: skip
    return add(ZERO, axis, sign)


def arrow(motion: Motion, a: Key, b: Key, camera: Camera) -> Iterator[Shape]:
    """A curved arrow ahead of the part that moves most from one pose to another, or of the figure's own choice."""
    parts = names(motion.figure.arrow or MOVERS)
    part = max(parts, key=lambda name: math.dist(camera.flat(a.body.p[name]), camera.flat(b.body.p[name])))
    path = [motion.between(a, b, u).p[part] for u in PATH]
    gap = math.dist(camera.flat(path[0]), camera.flat(path[-1]))
    if gap <= LEAST:
        return
    ahead = unit(add(path[-1], path[0], -1))
    at = [add(place, ahead, AHEAD + max(0.0, SHORTEST - gap) * i / 6) for i, place in enumerate(path)]
    yield from (Shape("trace", [(one, 1.3), (two, 1.3)]) for one, two in pairwise(at))
    yield Shape("trace", [(at[-1], 4.2), (add(at[-1], unit(add(at[-1], at[-2], -1)), 9), 0.4)])
