"""What is different about a leg, in words."""

from __future__ import annotations

import math

from coach.drawing.figure.stance import Leg, Stance, within
from coach.drawing.figure.vectors import Vec, add
from coach.drawing.figure.wording import Said, going, much

UPRIGHT = ("standing", "sitting", "perched", "half_kneeling", "kneeling")
SIDE_LYING = ("side_lying", "side_lying_down")
ANGLE, TURN, WAY = 8.0, 15.0, 4.0
"""Degrees and centimetres from which on a difference is told."""
ON_TOES = 6.0
"""A toe below this height is on the floor."""
STRAIGHT = 28.0
"""A knee bent less than this looks straight."""


def leg_words(a: Stance, b: Stance, i: int) -> tuple[Said, ...]:
    """What tells most about a leg: the leg as a whole, and then its knee or its foot."""
    first = _first(a, b, i)
    more = _more(a, b, i, first)
    return tuple(one for one in (first, more) if one is not None)


def _first(a: Stance, b: Stance, i: int) -> Said | None:
    p, q = a.legs[i], b.legs[i]
    moved = within(b.key.body.base, add(q.foot, p.foot, -1), 1.0 if i == 0 else -1.0)
    length, raised = math.hypot(*moved), q.foot[1] - p.foot[1]
    if b.base in UPRIGHT and max(p.toe, q.toe) < ON_TOES and abs(raised) > 1.5 and abs(moved[0]) < 3 * WAY:
        return Said("heel", "lift" if raised > 0 else "come down")
    if q.contact == "step" and length > WAY:
        return _stepping(moved, b)
    if q.contact == "slide" and length > WAY:
        return _sliding(moved, b)
    if length < WAY and q.contact == "fixed":
        return _standing(p, q, b, add(b.key.body.root, a.key.body.root, -1)[1])
    return _free(p, q, b, moved)


def _free(p: Leg, q: Leg, b: Stance, moved: Vec) -> Said | None:
    """A leg that moves freely: what changes most."""
    hip, knee, out, turned = q.hip - p.hip, q.knee - p.knee, q.out - p.out, q.turned - p.turned
    most = max(abs(hip), abs(knee))
    if abs(out) >= ANGLE and (abs(out) > most or most < ANGLE):
        return _sideways(out, q.foot[1] - p.foot[1], q, b)
    if abs(turned) >= TURN and abs(turned) > most:
        return Said("leg", "turn out" if turned > 0 else "turn in")
    if abs(hip) >= ANGLE:
        return _flexing(hip, knee, q, b)
    if abs(knee) >= ANGLE:
        return _knee(knee, q)
    if abs(moved[0]) > 2 * WAY and b.base in UPRIGHT:
        return Said("foot", "move " + ("forward" if moved[0] > 0 else "back"))
    return None


def _more(a: Stance, b: Stance, i: int, first: Said | None) -> Said | None:
    """Knee or foot, where the leg as a whole did not tell it."""
    p, q = a.legs[i], b.legs[i]
    ankle, knee = q.ankle - p.ankle, q.knee - p.knee
    if first is not None and first.noun in ("leg", "knee") and abs(knee) >= 25:
        return None if "bend" in first.verb or "straight" in first.verb else _knee(knee, q)
    if abs(ankle) >= ANGLE and q.contact is None and (first is None or first.noun == "leg"):
        return Said("foot", "pull up" if ankle > 0 else "point down")
    return None


def _standing(p: Leg, q: Leg, b: Stance, up: float) -> Said | None:
    """A leg whose foot stays: its knee bends, straightens, or opens."""
    knee, out = q.knee - p.knee, q.out - p.out
    if abs(out) >= ANGLE + 2 and abs(out) > abs(knee):
        return _opening(out)
    carried = (b.lying and abs(up) > 1.5) or (b.base == "sitting" and up > 2)
    if q.kneels or (carried and abs(knee) < 40):  # the pelvis tells it
        return None
    return _knee(knee, q)


def _stepping(moved: Vec, b: Stance) -> Said:
    forward, up, side = moved
    if abs(up) > 6 and b.base in UPRIGHT:
        return Said("foot", "step " + ("up" if up > 0 else "down"))
    if abs(side) > abs(forward):
        return Said("foot", "step " + ("out to the side" if side > 0 else "back in"))
    return Said("foot", "step " + ("forward" if forward > 0 else "back"))


def _sliding(moved: Vec, b: Stance) -> Said:
    forward, up, side = moved
    lying = b.lying or b.base in ("long_sitting", "reclined_sitting")
    along = max((up, -forward), key=abs) if lying else -forward
    if abs(side) > abs(along):
        return Said("foot", "slide " + ("out to the side" if side > 0 else "back in"))
    if lying:
        return Said("heel", "slide " + ("in towards the body" if along > 0 else "out"))
    return Said("foot", "slide " + ("back" if along > 0 else "forward"))


def _opening(out: float) -> Said:
    return Said("knee", going("open" if out > 0 else "come back", "outwards" if out > 0 else "in", much(out, 15, 45)))


def _sideways(out: float, raised: float, q: Leg, b: Stance) -> Said:
    if q.hip > 30 and q.knee > 30:
        return _opening(out)
    if b.base in SIDE_LYING:
        return Said("leg", going("lift" if raised > 0 else "come down", "", much(out, 15, 200)))
    return Said(
        "leg", going("move" if out > 0 else "come back", "out to the side" if out > 0 else "in", much(out, 12, 45))
    )


def _flexing(hip: float, knee: float, q: Leg, b: Stance) -> Said:
    """A hip that bends or straightens."""
    up, degree = hip > 0, much(hip, 16, 200)
    straight = q.knee < STRAIGHT and abs(knee) < STRAIGHT
    if b.base in SIDE_LYING:
        return Said("leg" if straight else "knee", going("move", "forward" if up else "back", degree))
    if b.base == "prone":
        return Said("leg", going("go down" if up else "lift", "", degree))
    if b.base in ("supine", "half_lying"):
        if straight:
            return Said("leg", going("lift" if up else "go down", "", degree))
        if q.knee < STRAIGHT and knee < 0 and not up:
            return Said("leg", "go long and straight")
        return Said("knee", going("come" if up else "go", "up" if up else "down", much(hip, 16, 60)))
    if straight and b.base not in ("sitting", "perched"):
        return Said("leg", going("lift" if up else "move", "forward" if up else "back", degree))
    if not up and q.hip < -5:
        return Said("leg", going("move", "back", degree))
    return Said("knee", going("lift" if up else "go down", "", degree))


def _knee(change: float, q: Leg) -> Said | None:
    """A knee that bends or straightens."""
    if abs(change) < ANGLE:
        return None
    if change < 0:
        degree = "" if q.knee < STRAIGHT else "a little" if change > -20 else "halfway"
        return Said("knee", going("straighten", "", degree))
    return Said("knee", going("bend", "", "a little" if change < 20 else "halfway" if change < 50 else "far"))
