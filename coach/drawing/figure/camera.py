"""Where points of space lie in the picture: an orthographic camera that fits the whole movement once.

It never fits a single frame, so nothing that stands still ever moves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coach.drawing.figure.skeleton import Ball
from coach.drawing.figure.vectors import Vec

VIEWS: dict[str, tuple[float, float]] = {
    "side": (0, 9),
    "front": (-90, 9),
    "back": (90, 9),
    "quarter": (-38, 22),
    "feet": (-58, 24),
    "above": (0, 22),
    "top": (0, 84),
    "front_high": (-90, 30),
    "back_high": (90, 28),
    "quarter_back": (38, 20),
    "foot_end": (-78, 32),
}
"""Degrees turned about the vertical, degrees looked down."""
CIRCLE = {n: [(math.cos(k * math.tau / n), math.sin(k * math.tau / n)) for k in range(n)] for n in (14, 24, 28)}
STEEP = 40
"""From here on it is a view from above, and what is higher is nearer."""
MARGIN, HEADROOM = 2.0, 6.0


class Shape(NamedTuple):
    """The convex hull of some balls, in the colour of a role."""

    role: str
    balls: Sequence[Ball]


class Extent(NamedTuple):
    """The edges of what is to be seen, in centimetres."""

    left: float
    top: float
    right: float
    bottom: float


class Camera:
    """A view without a size yet; `fit` gives it one."""

    def __init__(self, view: tuple[float, float], *, mirror: bool = False) -> None:
        yaw, pitch = (math.radians(angle) for angle in view)
        self.cy, self.sy, self.cp, self.sp = math.cos(yaw), math.sin(yaw), math.cos(pitch), math.sin(pitch)
        self.sort = 1.0 if view[1] > STEEP else 0.3
        self.flip = -1.0 if mirror else 1.0
        self.k, self.ox, self.oy = 1.0, 0.0, 0.0

    @property
    def right(self) -> Vec:
        """The direction in space that is to the right in the picture."""
        return (self.cy * self.flip, 0.0, self.sy * self.flip)

    def extent(self, shapes: Iterable[Shape]) -> Extent:
        """The space that shapes take in this view."""
        discs = [(*self.flat(centre), r + MARGIN) for _, balls in shapes for centre, r in balls]
        return Extent(
            min(x - r for x, _, r in discs),
            min(y - r for _, y, r in discs),
            max(x + r for x, _, r in discs),
            max(y + r for _, y, r in discs) + HEADROOM,
        )

    def fit(self, extent: Extent, width: float, height: float) -> None:
        """Choose the size and the place so that all of it is in the picture."""
        left, top, right, bottom = extent
        self.k = min(width / (right - left), height / (bottom - top))
        self.ox, self.oy = (width - (left + right) * self.k) / 2, (height - (top + bottom) * self.k) / 2

    def depth(self, a: Vec) -> float:
        """How near a point is to the viewer."""
        return (a[2] * self.cy - a[0] * self.sy) * self.cp + a[1] * self.sp * self.sort

    def flat(self, a: Vec) -> tuple[float, float]:
        """Right and down in the picture, in centimetres."""
        away = a[2] * self.cy - a[0] * self.sy
        return (a[0] * self.cy + a[2] * self.sy) * self.flip, away * self.sp - a[1] * self.cp

    def outline(self, balls: Sequence[Ball], n: int = 14, least: float = 0.55) -> list[tuple[float, float]]:
        """The convex hull of some balls as a polygon of `n` corners, from its support function."""
        k, ox, oy = self.k, self.ox, self.oy
        cy, sp, cp, flip = self.cy, self.sp, self.cp, self.flip
        sy = self.sy
        discs = []
        for (x, y, z), r in balls:
            r *= k
            flat_x, flat_y = (x * cy + z * sy) * flip, (z * cy - x * sy) * sp - y * cp
            discs.append((flat_x * k + ox, flat_y * k + oy, r if r > least else least))
        out = []
        if len(discs) == 1:
            ((x, y, r),) = discs
            return [(x + r * c, y + r * s) for c, s in CIRCLE[n]]
        for c, s in CIRCLE[n]:
            best, bx, by, br = -1e9, 0.0, 0.0, 0.0
            for x, y, r in discs:
                v = x * c + y * s + r
                if v > best:
                    best, bx, by, br = v, x, y, r
            out.append((bx + br * c, by + br * s))
        return out
