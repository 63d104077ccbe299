"""The postures that figures start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.drawing.figure.vectors import Frame

Place = str | tuple[float, ...]

UPRIGHT: Frame = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
SUPINE: Frame = ((0, 1, 0), (-1, 0, 0), (0, 0, 1))
PRONE: Frame = ((0, -1, 0), (1, 0, 0), (0, 0, 1))
SIDE: Frame = ((0, 0, 1), (1, 0, 0), (0, 1, 0))
SIDE_DOWN: Frame = ((0, 0, 1), (-1, 0, 0), (0, -1, 0))


@dataclass(frozen=True, slots=True)
class Posture:
    """Which way the trunk lies, how high the pelvis is, the angles that are not 0, and what stays where it is."""

    frame: Frame
    at: float
    angles: Mapping[str, float | tuple[float, float]]
    fixed: tuple[str, ...]
    hands: tuple[Place, Place] = ("", "")


# fmt: off
POSTURES: dict[str, Posture] = {
    "standing": Posture(
        UPRIGHT, 92, {"arm": 4, "elbow": 10},
        fixed=("other_foot", "work_foot"),
    ),
    "sitting": Posture(
        UPRIGHT, 49, {"hip": 90, "knee": 90, "arm": 14, "elbow": 55},
        fixed=("pelvis", "foot"),
    ),
    "supine": Posture(
        SUPINE, 11, {"hip": -4, "arm": -4, "arm_abd": 12, "elbow": 8, "nod": 8},
        fixed=("chest",),
    ),
    "prone": Posture(
        PRONE, 11, {"hip": 2, "ankle": -50, "arm": 120, "arm_abd": 98, "elbow": 90},
        fixed=("pelvis",),
        hands=((68, 2, 5), (68, 2, -5)),
    ),
    "side_lying": Posture(
        SIDE, 17, {"hip": 35, "knee": 60, "arm": (50, 120), "arm_abd": (0, -5), "elbow": (60, 120), "nod": 6},
        fixed=("pelvis",),
        hands=((36, 3, 36), (64, 4, 30)),
    ),
    "half_kneeling": Posture(
        UPRIGHT, 49, {"hip": (0, 90), "knee": 90, "arm": 8, "elbow": 15},
        fixed=("work_knee", "work_foot", "other_foot"),
    ),
    "long_sitting": Posture(
        UPRIGHT, 11, {"hip": 86, "arm": -25, "elbow": 15},
        fixed=("pelvis",),
    ),
    "side_lying_down": Posture(
        SIDE_DOWN, 17, {"hip": 35, "knee": 60, "arm": (120, 50), "elbow": (120, 60), "nod": 6},
        fixed=("pelvis",),
    ),
    "half_lying": Posture(
        SUPINE, 11, {"lean": 48, "hip": -4, "arm": 0, "arm_abd": 10, "elbow": 18, "nod": 6},
        fixed=("pelvis",),
    ),
    "reclined_sitting": Posture(
        UPRIGHT, 11, {"lean": -22, "hip": 86, "arm": -10, "arm_abd": 8, "elbow": 25},
        fixed=("pelvis",),
    ),
    "perched": Posture(
        UPRIGHT, 60, {"hip": 70, "knee": 75, "arm": 10, "elbow": 40},
        fixed=("pelvis", "foot"),
    ),
    "bike": Posture(
        UPRIGHT, 92, {"hip": (25, 70), "knee": (35, 100), "lean": 14, "arm": 62, "elbow": 18},
        fixed=("pelvis",),
        hands=("bike", "bike"),
    ),
    "kneeling": Posture(
        UPRIGHT, 49, {"knee": 90, "ankle": -50, "arm": 8, "elbow": 15},
        fixed=("work_knee", "foot"),
    ),
    "four_point": Posture(
        PRONE, 49, {"hip": 90, "knee": 90, "ankle": -50, "lean": -11, "arm": 80, "nod": -20},
        fixed=("work_knee", "foot"),
        hands=((46, 5), (46, 5)),
    ),
}
# fmt: on
