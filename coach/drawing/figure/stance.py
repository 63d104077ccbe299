"""What a solved pose looks like in a few measures, from which it is put into words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coach.domain.figure import Figure
from coach.drawing.figure.anatomy import SIDES
from coach.drawing.figure.grips import Place
from coach.drawing.figure.solving import Contact, Key
from coach.drawing.figure.vectors import Frame, Vec, add, dot

RESTS = 13.0
"""An ankle below this height stands or lies on something."""
LYING = ("supine", "prone", "side_lying", "side_lying_down", "half_lying")


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg; degrees as in the notation, measured on the solved body."""

    hip: float
    out: float
    turned: float
    knee: float
    ankle: float
    foot: Vec
    toe: float
    """How high the toes are."""
    contact: Contact | None
    kneels: bool
    """Whether its knee is on the floor."""

    @property
    def rests(self) -> bool:
        """Whether the foot stands or lies on something."""
        return self.foot[1] < RESTS or self.toe < 5 or self.contact is not None


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm: its hand in the directions of the chest (forward, up, outward), and what the hand holds."""

    hand: Vec
    elbow: float
    place: Place


@dataclass(frozen=True, slots=True)
class Stance:
    """One key pose."""

    base: str
    key: Key
    legs: tuple[Leg, Leg]
    arms: tuple[Arm, Arm]

    @property
    def lying(self) -> bool:
        """Whether the body lies."""
        return self.base in LYING


def stance_of(figure: Figure, key: Key) -> Stance:
    """The measures of a solved pose."""
    legs, arms = (_leg(key, 0), _leg(key, 1)), (_arm(key, 0), _arm(key, 1))
    return Stance(key.pose.base or figure.base, key, legs, arms)


def within(frame: Frame, v: Vec, outward: float = 1.0) -> Vec:
    """A direction as seen by a body: forward, up (towards the head), outward."""
    return (dot(v, frame[0]), dot(v, frame[1]), dot(v, frame[2]) * outward)


def _leg(key: Key, i: int) -> Leg:
    side, body, outward = SIDES[i], key.body, 1.0 if i == 0 else -1.0
    thigh, shin, foot = body.f["thigh" + side], body.f["shin" + side], body.f["foot" + side]
    forward, up, out = within(body.base, thigh[1], outward)
    toes = math.degrees(math.asin(_unit(dot(foot[0], shin[1]))))
    return Leg(
        hip=math.degrees(math.atan2(-forward, up)),
        out=math.degrees(math.asin(_unit(-out))),
        turned=body.angles.hip_rot[i],
        knee=math.degrees(math.acos(_unit(dot(thigh[1], shin[1])))),
        ankle=toes,
        foot=body.p["foot" + side],
        toe=body.p["toe" + side][1],
        contact=key.held.get("foot" + side),
        kneels=body.p["knee" + side][1] < RESTS,
    )


def _arm(key: Key, i: int) -> Arm:
    side, body, outward = SIDES[i], key.body, 1.0 if i == 0 else -1.0
    away = add(body.p["hand" + side], body.p["shoulder" + side], -1)
    upper, fore = body.f["upper" + side], body.f["fore" + side]
    elbow = math.degrees(math.acos(_unit(dot(upper[1], fore[1]))))
    return Arm(within(body.f["chest"], away, outward), elbow, key.hands.get("hand" + side, ""))


def _unit(x: float) -> float:
    return max(-1.0, min(1.0, x))
