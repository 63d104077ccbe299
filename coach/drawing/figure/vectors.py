"""Points and directions in space, and the frames of bones."""

from __future__ import annotations

import math

Vec = tuple[float, float, float]
Frame = tuple[Vec, Vec, Vec]
"""A bone's forward, up (towards the head) and right."""

UP: Vec = (0.0, 1.0, 0.0)
ZERO: Vec = (0.0, 0.0, 0.0)
FLEX, ABDUCT, ROTATE = 0, 1, 2
"""Axes of a turn: forward and up, down goes right, front goes right."""
PLANES = ((0, 1), (2, 1), (0, 2))


def add(a: Vec, b: Vec, k: float = 1.0) -> Vec:
    """The point `k` times `b` away from `a`."""
    return (a[0] + b[0] * k, a[1] + b[1] * k, a[2] + b[2] * k)


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def mix(a: Vec, b: Vec, t: float) -> Vec:
    """The point a fraction `t` of the way from one to the other."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def unit(a: Vec) -> Vec:
    """The direction, of length 1."""
    length = math.sqrt(dot(a, a)) or 1.0
    return (a[0] / length, a[1] / length, a[2] / length)


def along(up: Vec, forward: Vec) -> Frame:
    """A frame with this up axis whose front is as near to `forward` as it can be."""
    u = unit(up)
    f = unit(add(forward, u, -dot(forward, u)))
    return (f, u, (f[1] * u[2] - f[2] * u[1], f[2] * u[0] - f[0] * u[2], f[0] * u[1] - f[1] * u[0]))


def turn(frame: Frame, axis: int, degrees: float) -> Frame:
    """A frame turned in its own planes; see the axes."""
    if not degrees:
        return frame
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    i, j = PLANES[axis]
    a, b, out = frame[i], frame[j], list(frame)
    out[i] = (a[0] * c + b[0] * s, a[1] * c + b[1] * s, a[2] * c + b[2] * s)
    out[j] = (b[0] * c - a[0] * s, b[1] * c - a[1] * s, b[2] * c - a[2] * s)
    return (out[0], out[1], out[2])
