"""Key poses solved: from what is written to a body whose feet and hands are where they belong."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from coach.domain.figure import Figure, Helper, Pose
from coach.drawing.figure.anatomy import HIGH, LOW, names
from coach.drawing.figure.angles import Angles, between, gathered
from coach.drawing.figure.grips import Place, grip, put_down
from coach.drawing.figure.postures import POSTURES, UPRIGHT
from coach.drawing.figure.skeleton import Body
from coach.drawing.figure.vectors import ROTATE, add, turn

Contact = Literal["fixed", "step", "slide"]
TIME, HOLD = 1.4, 0.8
"""Seconds to move into a pose, and to stay there, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Second:
    """The helper: where they stand, how, and where their hands are."""

    at: tuple[float, float]
    turn: float
    angles: Angles
    helper: Helper

    def mixed(self, other: Second, t: float) -> Second:
        """The helper a fraction `t` of the way to another pose."""
        x, z = (a + (b - a) * t for a, b in zip(self.at, other.at, strict=True))
        turned = self.turn + (other.turn - self.turn) * t
        return Second((x, z), turned, between(self.angles, other.angles, t), other.helper)

    def body(self, patient: Body) -> Body:
        """Their body, with the hands on the patient."""
        posture, helper = POSTURES[self.helper.base], self.helper
        root = (self.at[0], helper.floor + posture.at, self.at[1])
        body = Body(root, turn(UPRIGHT, ROTATE, self.turn), self.angles)
        for side, where in zip("01", helper.hands, strict=True):
            if where:
                body.bend("hand" + side, grip(patient, "0", where))
        return body


@dataclass(frozen=True, slots=True)
class Key:
    """One solved key pose."""

    pose: Pose
    anchor: str
    held: Mapping[str, Contact]
    """Feet that are put down, and how."""
    hands: Mapping[str, Place]
    body: Body
    second: Second | None = None
    time: float = TIME
    hold: float = HOLD

    @property
    def air(self) -> float:
        """How full the chest is: 0 empty, 1 full."""
        return {"in": 1.0, "out": 0.0}.get(self.pose.breath or "", 0.5)


def solve(figure: Figure, pose: Pose, before: Key | None) -> Key:
    """A pose is its difference from the first one; what is fixed stays where the pose before had it."""
    base = pose.base or figure.base
    posture = POSTURES[base]
    first = figure.poses[0] if base == figure.base else None
    usual, angles = gathered(posture.angles), gathered(posture.angles, first, pose)
    frame, root = turn(posture.frame, ROTATE, angles.turn), (0.0, posture.at, 0.0)
    held: dict[str, Contact] = dict.fromkeys(names(pose.slide or ()), "slide")
    held |= dict.fromkeys(names(pose.step or ()), "step")
    fixed = pose.fixed or (first and first.fixed) or figure.fixed or posture.fixed
    stays = [one for one in names(fixed) if one not in held]
    anchor = stays[0] if stays else "pelvis"
    lift, (x, y) = _said("lift", 0.0, pose, first), _said("shift", (0.0, 0.0), pose, first)
    if anchor == "chest" and lift:  # lying: the pelvis rises while the shoulders stay down
        tipped = math.degrees(math.asin(max(-1.0, min(1.0, lift / (LOW + HIGH)))))
        angles, lift = angles._replace(lean=angles.lean - tipped), 0.0
    was = before.body if before else Body(root, frame, usual)
    moved = add(was.p[anchor], Body(root, frame, angles).p[anchor], -1)
    body = Body(add(add(root, moved), (x, y + lift, 0.0)), frame, angles)
    held |= dict.fromkeys([one for one in stays if one.startswith("foot")], "fixed")
    _put_feet(body, was, held, before, figure)
    hands: dict[str, Place] = {}
    for name, where in zip(("hand0", "hand1"), _said("hands", posture.hands, pose, first), strict=True):
        if where:
            hands[name] = where
            body.bend(name, grip(body, name[-1], where, figure.furniture))
    second = _second(figure.helper, pose) if figure.helper else None
    time, hold = TIME if pose.time is None else pose.time, HOLD if pose.hold is None else pose.hold
    return Key(pose, anchor, held, hands, body, second, time, hold)


T = TypeVar("T")


def _said(key: str, usual: T, *poses: Pose | None) -> T:
    """What the first of the poses that says it says."""
    for pose in poses:
        value: T | None = getattr(pose, key) if pose else None
        if value is not None:
            return value
    return usual


def _put_feet(body: Body, was: Body, held: Mapping[str, Contact], before: Key | None, figure: Figure) -> None:
    """Feet that stay are where the pose before had them; others are put down on what is under them."""
    for name, contact in held.items():
        if before and contact == "fixed" and name in before.held:
            place, frame = was.p[name], was.f[name]
        else:
            place, frame = put_down(body.p[name], body.f[name], figure.furniture)
        body.bend(name, place)
        body.foot(name[-1], frame)


def _second(helper: Helper, pose: Pose) -> Second:
    move = pose.helper
    at = move.at if move and move.at else helper.at
    turned = helper.turn if move is None or move.turn is None else move.turn
    return Second((at[0], at[1]), turned, gathered(POSTURES[helper.base].angles, helper, move), helper)
