"""What must hold for every figure at every instant; each check gives the places where it does not."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from coach.drawing.figure import Moment, Motion
from coach.drawing.figure.anatomy import LIMBS, SIDES
from coach.drawing.figure.furniture import FURNITURE, Box
from coach.drawing.figure.grips import grip
from coach.drawing.figure.skeleton import Body
from coach.drawing.figure.solving import Key
from coach.drawing.figure.vectors import Vec, add, mix

FPS = 30
HAND, ANCHOR, JUMP = 5.0, 1.7, 5.0
"""Centimetres: a hand from its place, an anchor from its own (1 % of the body), a joint from frame to frame."""
SUNK, INSIDE = 1.5, 2.0
"""How far the middle of a limb may be under the floor, or inside a seat or a step."""
SEATS = ("chair", "armchair", "wheelchair", "stool", "perch", "chair_beside")
EDGES = {"bed_narrow": (-104.0, 104.0, 20.0), "bed": (-104.0, 104.0, 50.0)}
"""Where a bed ends: its two ends, and the edge towards the viewer."""


@lru_cache(maxsize=200)
def frames(motion: Motion) -> list[Moment]:
    """One whole round at 30 frames a second; a hold is short, because nothing moves in it."""
    count = round(motion.period(0.2) * FPS)
    return [motion.moment(number / FPS, 0.2) for number in range(count)]


def bones(motion: Motion) -> Iterator[str]:
    """Bones keep their length."""
    for moment in frames(motion):
        p = moment.body.p
        for end, limb in LIMBS.items():
            for side in SIDES:
                joints = (limb.top + side, limb.middle + side, end + side)
                for (a, b), length in zip(pairwise(joints), (limb.upper, limb.lower), strict=True):
                    if abs(math.dist(p[a], p[b]) - length) > 0.1:
                        yield f"pose {moment.pose + 1}: {a} to {b} is {math.dist(p[a], p[b]):.1f}, not {length}"


def jumps(motion: Motion) -> Iterator[str]:
    """Nothing moves by leaps, the helper included."""
    for before, after in pairwise(frames(motion)):
        for name, place in after.body.p.items():
            if math.dist(place, before.body.p[name]) > JUMP:
                yield f"pose {after.pose + 1}: {name} jumps by {math.dist(place, before.body.p[name]):.1f}"


def feet(motion: Motion) -> Iterator[str]:
    """A foot that stays is where it was, in every frame."""
    for a, b, body in between(motion):
        for name, contact in b.held.items():
            if contact == "fixed" and name in a.held:
                away = min(math.dist(body.p[name], key.body.p[name]) for key in (a, b))
                if math.dist(a.body.p[name], b.body.p[name]) < 0.5 < away:
                    yield f"{name} skates by {away:.1f} cm"


def anchors(motion: Motion) -> Iterator[str]:
    """What holds the body in its place stays there, or moves straight to where the next pose has it."""
    for a, b, body in between(motion):
        if a.anchor == b.anchor:
            ends = a.body.p[a.anchor], b.body.p[a.anchor]
            away = _from_line(body.p[a.anchor], *ends)
            if away > ANCHOR:
                yield f"{a.anchor} is {away:.1f} cm off"


def hands(motion: Motion) -> Iterator[str]:
    """A hand is where its pose says, unless it only reaches for it."""
    for number, key in enumerate(motion.keys):
        reaching = key.pose.reach or (motion.figure.poses[0].reach and key.pose.hands is None)
        for name, where in key.hands.items():
            away = math.dist(key.body.p[name], grip(key.body, name[-1], where, motion.figure.furniture))
            if away > HAND and not reaching:
                yield f"pose {number + 1}: {name} is {away:.1f} cm from {where}"


def helpers(motion: Motion) -> Iterator[str]:
    """The helper's hands are on the person."""
    for number, key in enumerate(motion.keys):
        if key.second is not None:
            body = key.second.body(key.body)
            for side, where in zip(SIDES, key.second.helper.hands, strict=True):
                away = math.dist(body.p["hand" + side], grip(key.body, "0", where)) if where else 0.0
                if away > HAND:
                    yield f"pose {number + 1}: the helper's hand {side} is {away:.1f} cm from {where}"


def sunk(motion: Motion) -> Iterator[str]:
    """No limb goes through the floor or the mattress."""
    for moment in frames(motion):
        for name, place in middles(moment.body):
            if place[1] < -SUNK and not _over_the_edge(motion, place):
                yield f"pose {moment.pose + 1}: {name} is {-place[1]:.1f} cm under the ground"


def inside(motion: Motion) -> Iterator[str]:
    """No limb goes through a seat or a step."""
    blocks = list(_blocks(motion))
    for moment in frames(motion):
        for name, place in middles(moment.body):
            for what, low, high in blocks:
                within = all(low[i] + INSIDE < place[i] < high[i] - INSIDE for i in (0, 2))
                if within and low[1] < place[1] < high[1] - INSIDE:
                    yield f"pose {moment.pose + 1}: {name} is inside the {what}"


CHECKS: dict[str, Callable[[Motion], Iterator[str]]] = {
    one.__name__: one for one in (bones, jumps, feet, anchors, hands, helpers, sunk, inside)
}


# What the checks need


def between(motion: Motion) -> Iterator[tuple[Key, Key, Body]]:
    """Some bodies on the way from each pose to the next."""
    for a, b in motion.steps():
        for u in (0.1, 0.3, 0.5, 0.7, 0.9):
            yield a, b, motion.between(a, b, u)


def middles(body: Body) -> Iterator[tuple[str, Vec]]:
    """Points on the middle lines of limbs, trunk and head."""
    p = body.p
    lines = [("trunk", p["pelvis"], p["chest"]), ("head", p["head"], p["head"])]
    for side in SIDES:
        lines += [
            ("thigh" + side, p["hip" + side], p["knee" + side]),
            ("shin" + side, p["knee" + side], p["foot" + side]),
            ("upper arm" + side, p["shoulder" + side], p["elbow" + side]),
            ("forearm" + side, p["elbow" + side], p["hand" + side]),
        ]
    for name, a, b in lines:
        yield from ((name, mix(a, b, t)) for t in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0))


def _over_the_edge(motion: Motion, place: Vec) -> bool:
    """Whether a point is beside the bed, where it may hang down."""
    for prop in motion.figure.furniture:
        if prop.name in EDGES:
            left, right, front = EDGES[prop.name]
            return place[0] < left or place[0] > right or place[2] > front
    return False


def _blocks(motion: Motion) -> Iterator[tuple[str, Vec, Vec]]:
    """Seats and steps as boxes."""
    for prop in motion.figure.furniture:
        at = (*prop.at, 0.0, 0.0, 0.0)
        if prop.name == "step":
            yield "step", (at[0], 0.0, -32.0), (at[0] + 46.0, at[1], 32.0)
        elif prop.name in SEATS:
            by: Vec = (0.0, 0.0, at[0]) if prop.name == "chair_beside" else (at[0], at[1], at[2])
            for piece in FURNITURE[prop.name]:
                if isinstance(piece, Box) and piece.high[1] - piece.low[1] < 8:
                    yield prop.name, add(piece.low, by), add(piece.high, by)


def _from_line(place: Vec, a: Vec, b: Vec) -> float:
    length = math.dist(a, b)
    if length < 0.1:
        return math.dist(place, a)
    t = sum((place[i] - a[i]) * (b[i] - a[i]) for i in range(3)) / length**2
    return math.dist(place, mix(a, b, min(max(t, 0.0), 1.0)))
