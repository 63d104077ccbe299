"""The skeleton at one instant: joints by forward kinematics, and limbs bent towards a place."""

from __future__ import annotations

import math

from coach.drawing.figure.anatomy import BONES, HIGH, LIMBS, LOW, SIDES, End, Side, Spot
from coach.drawing.figure.angles import Angles
from coach.drawing.figure.vectors import ABDUCT, FLEX, ROTATE, ZERO, Frame, Vec, add, along, dot, mix, turn, unit

Ball = tuple[Vec, float]
"""Centre and radius."""


class Body:
    """Joints `p` and the frames `f` of bones, by name; names of a side end in 0 (working) or 1 (the other one).

    Legs hang from the base frame, turned by `roll`; the trunk from the base frame, turned by `lean`: leaning never
    drags the legs.
    """

    __slots__ = ("angles", "base", "f", "p", "root")

    def __init__(self, root: Vec, base: Frame, angles: Angles) -> None:
        self.root, self.base, self.angles = root, base, angles
        pelvis, low = turn(base, ROTATE, angles.roll), turn(base, FLEX, -angles.lean)
        high = turn(turn(turn(low, FLEX, -angles.curl), ABDUCT, -angles.bend), ROTATE, angles.twist)
        head = turn(turn(high, FLEX, -angles.nod), ROTATE, angles.look)
        chest = add(add(root, low[1], LOW), high[1], HIGH)
        shoulders = add(chest, high[1], -2)
        self.f: dict[str, Frame] = {"low": low, "chest": high, "head": head}
        self.p: dict[str, Vec] = {"pelvis": root, "chest": chest, "head": add(add(chest, head[1], 21), head[0], 2)}
        for i, out in ((0, 1.0), (1, -1.0)):
            side = SIDES[i]
            thigh = _turned(pelvis, angles.hip[i], angles.hip_abd[i] * out, angles.hip_rot[i] * out)
            self._hang("foot", side, add(root, pelvis[2], 9 * out), thigh, turn(thigh, FLEX, -angles.knee[i]))
            self.foot(side, turn(self.f["shin" + side], FLEX, angles.ankle[i]))
            upper = _turned(high, angles.arm[i], angles.arm_abd[i] * out, angles.arm_rot[i] * out)
            self._hang("hand", side, add(shoulders, high[2], 16 * out), upper, turn(upper, FLEX, angles.elbow[i]))

    def _hang(self, end: End, side: Side, top: Vec, bone: Frame, bone2: Frame) -> None:
        limb = LIMBS[end]
        middle = add(top, bone[1], -limb.upper)
        self.p[limb.top + side], self.p[limb.middle + side] = top, middle
        self.p[end + side] = add(middle, bone2[1], -limb.lower)
        self.f[limb.bone + side], self.f[limb.bone2 + side] = bone, bone2

    def at(self, side: str, spot: Spot, wider: float = 0.0) -> Ball:
        """A ball of the body: an offset from the upper end of a bone, in that bone's directions."""
        joint, frame = BONES[spot.bone]
        d = self.f.get(frame) or self.f[frame + side]
        x, y, z = self.p.get(joint) or self.p[joint + side]
        a, b, c = spot.forward, spot.up, -spot.out if side == "1" else spot.out
        f, u, r = d
        return (
            x + f[0] * a + u[0] * b + r[0] * c,
            y + f[1] * a + u[1] * b + r[1] * c,
            z + f[2] * a + u[2] * b + r[2] * c,
        ), spot.radius + wider

    def foot(self, side: str, frame: Frame) -> None:
        """Turn a foot at its ankle."""
        self.f["foot" + side] = frame
        self.p["toe" + side] = add(add(self.p["foot" + side], frame[0], 14.5), frame[1], -5.3)

    def bend(self, name: str, target: Vec) -> None:
        """Two-bone inverse kinematics: bring an ankle or a wrist to a place, bent the way the angles have it.

        The straighter a knee was, the more it bends to the front, so that it never flips.
        """
        side, end = name[-1], name[:-1]
        leg = end == "foot"
        top, middle, bone, bone2, a, b = LIMBS["foot" if leg else "hand"]
        start, front, front2 = self.p[top + side], self.f[bone + side][0], self.f[bone2 + side][0]
        d = min(max(math.dist(target, start), abs(a - b) + 0.5), a + b - 0.05)
        line = unit(add(target, start, -1))
        out, was = add(self.p[middle + side], start, -1), unit(add(self.p[name], start, -1))
        bent = math.sqrt(max(1 - (dot(out, was) / a) ** 2, 0.0)) if leg else 1.0
        hint = add(mix(ZERO, out, bent), front, 3 if leg else -3)
        k = (a * a - b * b + d * d) / (2 * d)
        aside = unit(add(hint, line, -dot(hint, line)))
        if aside == ZERO:  # the limb's front looks straight at the place
            aside = along(line, self.f[bone + side][1])[0]
        joint = self.p[middle + side] = add(add(start, line, k), aside, math.sqrt(max(a * a - k * k, 0.0)))
        tip = self.p[name] = add(start, line, d)
        self.f[bone + side] = along(add(start, joint, -1), front)
        self.f[bone2 + side] = along(add(joint, tip, -1), front2)


def _turned(trunk: Frame, flexed: float, abducted: float, rotated: float) -> Frame:
    return turn(turn(turn(trunk, FLEX, flexed), ABDUCT, abducted), ROTATE, rotated)
