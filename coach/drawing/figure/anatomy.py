"""The body as data: bones and their lengths, its shapes, and where a hand can lie on it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Side = Literal["0", "1"]
"""The working side and the other one."""
SIDES: tuple[Side, Side] = ("0", "1")
End = Literal["foot", "hand"]

LOW, HIGH = 20.0, 28.0
"""The lower trunk and the chest."""
ANKLE = 8.0
"""How high the ankle is over the sole."""


class Limb(NamedTuple):
    """Two joints, two bones, and the lengths of the bones."""

    top: str
    middle: str
    bone: str
    bone2: str
    upper: float
    lower: float


LIMBS: dict[End, Limb] = {
    "foot": Limb("hip", "knee", "thigh", "shin", 43.0, 41.0),
    "hand": Limb("shoulder", "elbow", "upper", "fore", 29.0, 25.0),
}

SINGLE = ("pelvis", "chest", "head", "trunk")


class Spot(NamedTuple):
    """A ball at an offset from the upper end of a bone, in that bone's own directions."""

    bone: str
    radius: float
    forward: float = 0
    up: float = 0
    out: float = 0


class Patch(NamedTuple):
    """The convex hull of some balls in one colour; a steady one is never highlighted."""

    role: str
    spots: tuple[Spot, ...]
    steady: bool = False


BONES: dict[str, tuple[str, str]] = {
    "thigh": ("hip", "thigh"),
    "shoulder": ("shoulder", "chest"),
    "shin": ("knee", "shin"),
    "foot": ("foot", "foot"),
    "upper": ("shoulder", "upper"),
    "fore": ("elbow", "fore"),
    "hip": ("hip", "low"),
    "low": ("pelvis", "low"),
    "chest": ("chest", "chest"),
    "head": ("head", "head"),
}
"""The joint where a bone starts, and whose directions it uses."""

# fmt: off
PARTS: dict[str, tuple[Patch, ...]] = {
    "leg": (
        Patch("shoe", (
            Spot("foot", 3.6, -4.5, -4.3), Spot("foot", 2.7, 14.5, -5.3), Spot("foot", 3.4, 0, -1),
        ), steady=True),
        Patch("leg", (Spot("shin", 5.6), Spot("shin", 5.6, -1.6, -12.3), Spot("foot", 3.5))),
        Patch("leg", (Spot("hip", 8.6), Spot("shin", 5.8))),
    ),
    "arm": (
        Patch("skin", (Spot("fore", 3.9), Spot("fore", 2.9, 0, -25))),
        Patch("skin", (Spot("fore", 3.2, 0, -25), Spot("fore", 3.4, 0, -29)), steady=True),
        Patch("top", (Spot("upper", 5.6), Spot("fore", 4.2))),
    ),
    "trunk": (
        Patch("leg", (
            Spot("low", 8.8, 0, 0, 9), Spot("low", 8.8, 0, 0, -9), Spot("low", 9.5, 0, 10), Spot("low", 9.6, -3),
        ), steady=True),
        Patch("top", (Spot("low", 9.8, 0, 9), Spot("low", 9.4, 0, 20), Spot("chest", 9.6, 1, -10))),
        Patch("top", (
            Spot("chest", 9.2, 0, -10, 7), Spot("chest", 9.2, 0, -10, -7), Spot("chest", 5.8, 0, -2, 14),
            Spot("chest", 5.8, 0, -2, -14),
        )),
    ),
    "neck": (
        Patch("skin", (Spot("chest", 5), Spot("head", 5, 0, -4)), steady=True),
    ),
    "head": (
        Patch("hair", (Spot("head", 10.6, -1.8, 2.2),), steady=True),
        Patch("skin", (Spot("head", 8.6, 2.4, -2.2), Spot("head", 8.4, 2, 2)), steady=True),
        Patch("skin", (Spot("head", 3, 9), Spot("head", 1.7, 11.6, -1)), steady=True),
        Patch("hair", (Spot("head", 1.1, 8.2, 2.2, 3.4),), steady=True),
        Patch("hair", (Spot("head", 1.1, 8.2, 2.2, -3.4),), steady=True),
    ),
}
# fmt: on

HOLDS: dict[str, Spot] = {
    "hips": Spot("hip", 0, 0, 8, 5),
    "knee": Spot("shin", 0, 5),
    "thigh": Spot("thigh", 0, -7, -31),
    "shin": Spot("shin", 0, 4, -10),
    "foot": Spot("foot", 0, 6, -3),
    "head": Spot("head", 0, -6, 0, 4),
    "lap": Spot("thigh", 0, 9, -26),
    "inner_thigh": Spot("thigh", 0, 4, -28, -7),
    "outer_thigh": Spot("thigh", 0, 3, -24, 9),
    "outer_hip": Spot("thigh", 0, 2, -4, 11),
    "lower_thigh": Spot("thigh", 0, 8, -36),
    "calf": Spot("shin", 0, -6, -14),
    "heel": Spot("foot", 0, -6, -3),
    "sole": Spot("foot", 0, 6, -9),
    "toes": Spot("foot", 0, 13, -3),
    "belly": Spot("low", 0, 12, 12),
    "pelvis": Spot("low", 0, 3, 2, 14),
    "chest": Spot("chest", 0, 11, -8, -5),
    "ribs": Spot("chest", 0, 6, -14, 10),
    "back": Spot("chest", 0, -11, -14),
    "shoulder": Spot("shoulder", 0, 4, 3),
    "crossed": Spot("chest", 0, 8, -8, -16),
    "eyes": Spot("head", 0, 30, 0),
}
"""Where a hand lies on the body."""


def names(words: str | tuple[str, ...]) -> list[str]:
    """`work_foot` as foot0, `other_foot` as foot1, `foot` as both; pelvis, chest and head stay as they are."""
    found: list[str] = []
    for word in (words,) if isinstance(words, str) else words:
        side, _, part = word.rpartition("_")
        ends = ("",) if part in SINGLE else ({"work": "0", "other": "1"}[side],) if side else ("1", "0")
        found += [part + end for end in ends]
    return found
