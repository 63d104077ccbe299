"""The angles of all joints at one instant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coach.domain.figure import Joints

Pair = tuple[float, float]
Given = Mapping[str, "float | Pair"]
NO: Pair = (0.0, 0.0)


class Angles(NamedTuple):
    """Degrees; a pair is the working side and the other one."""

    lean: float = 0.0
    curl: float = 0.0
    bend: float = 0.0
    twist: float = 0.0
    roll: float = 0.0
    nod: float = 0.0
    look: float = 0.0
    turn: float = 0.0
    hip: Pair = NO
    hip_abd: Pair = NO
    hip_rot: Pair = NO
    knee: Pair = NO
    ankle: Pair = NO
    arm: Pair = NO
    arm_abd: Pair = NO
    arm_rot: Pair = NO
    elbow: Pair = NO


SINGLES = Angles._fields[:8]
PAIRS = Angles._fields[8:]


def gathered(usual: Given, *written: Joints | None) -> Angles:
    """The angles of a posture, with what is written over it; the last that says something counts."""
    found: dict[str, float | Pair] = {**usual}
    for one in written:
        if one is not None:
            found |= {key: value for key in one.model_fields_set if (value := _angle(one, key)) is not None}
    return Angles._make(
        [
            *(_single(found.get(key, 0.0)) for key in SINGLES),
            *(_pair(found.get(key, 0.0)) for key in PAIRS),
        ]
    )


def between(a: Angles, b: Angles, t: float) -> Angles:
    """The angles a fraction `t` of the way from one to the other."""
    if a == b:
        return a
    return Angles._make(
        [
            *(x + (y - x) * t for x, y in zip(a[:8], b[:8], strict=True)),
            *((x[0] + (y[0] - x[0]) * t, x[1] + (y[1] - x[1]) * t) for x, y in zip(a[8:], b[8:], strict=True)),
        ]
    )


def _angle(joints: Joints, key: str) -> float | Pair | None:
    value: float | Pair | None = getattr(joints, key) if key in Angles._fields else None
    return value


def _single(value: float | Pair) -> float:
    return value[0] if isinstance(value, tuple) else float(value)


def _pair(value: float | Pair) -> Pair:
    return value if isinstance(value, tuple) else (float(value), float(value))
