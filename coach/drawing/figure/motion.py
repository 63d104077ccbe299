"""A figure that moves: its solved key poses, and the body at any time between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from coach.domain.figure import Figure
from coach.drawing.figure.anatomy import names
from coach.drawing.figure.angles import between as angles_between
from coach.drawing.figure.camera import VIEWS
from coach.drawing.figure.grips import grip
from coach.drawing.figure.props import furnished
from coach.drawing.figure.skeleton import Body
from coach.drawing.figure.solving import Key, Second, solve
from coach.drawing.figure.vectors import UP, Frame, add, along, mix

CAP = 2.5
"""The most seconds that a demonstration stays in a pose."""
KEEPS = ("chest", "head", "knee0", "knee1")
"""Anchors that a mixed skeleton would not keep in place by itself."""
SAME, SAME_WAY = 1.0, 0.1
"""Bodies whose joints are all nearer than this, and whose faces turn less than this, look the same."""
ARC, HIGHEST = 0.35, 14.0
"""How high a foot is lifted in a step: part of its way, and at most this."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What there is to see at one instant."""

    body: Body
    pose: int
    moving: bool = False
    breath: float = 0.5
    """How full the chest is: 0 empty, 1 full."""
    glow: float = 1.0
    """How bright the muscle is."""
    second: Second | None = None


class Motion:
    """The key poses of one figure, solved once."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.view = VIEWS[figure.view] if isinstance(figure.view, str) else (figure.view[0], figure.view[1])
        self.furniture = furnished(figure)
        self.focus = frozenset(names(figure.focus))
        count = len(figure.poses)
        self.order = (*range(count),) if figure.loop else (*range(count), *range(count - 2, 0, -1))
        """The poses of one round."""
        keys: list[Key] = []
        for pose in figure.poses:
            keys.append(solve(figure, pose, keys[-1] if keys else None))
        self.keys = tuple(keys)
        self.stills = tuple(i for i, key in enumerate(keys) if all(differ(key, one) for one in keys[:i]))
        """The poses that look different from all before them."""

    def ways(self) -> list[tuple[int, int]]:
        """The movements of one round, from pose to pose; the way back to its beginning where there is one."""
        back = () if self.figure.loop == "again" else self.order[:1]
        return [*pairwise((*self.order, *back))]

    def steps(self) -> list[tuple[Key, Key]]:
        """The same with the solved poses."""
        return [(self.keys[i], self.keys[j]) for i, j in self.ways()]

    def still(self, pose: int) -> Moment:
        """A key pose."""
        key = self.keys[pose]
        return Moment(key.body, pose, breath=key.air, second=key.second)

    def period(self, cap: float = CAP) -> float:
        """Seconds of one round."""
        holds = sum(min(self.keys[i].hold, cap) for i in self.order)
        return float(holds + sum(self.keys[j].time for _, j in self.ways()))

    def moment(self, t: float, cap: float = CAP) -> Moment:
        """The figure at `t` seconds; each hold lasts at most `cap` seconds."""
        t %= self.period(cap)
        for i, j in self.ways():
            a, b = self.keys[i], self.keys[j]
            hold = min(a.hold, cap)
            if t < hold:
                glow = 0.5 - 0.5 * math.cos(math.tau * t / hold)
                return Moment(a.body, i, False, a.air, glow, a.second)
            if t < hold + b.time:
                u = (t - hold) / b.time
                return Moment(self.between(a, b, u), j, True, a.air + (b.air - a.air) * u, 0.0, helped(a, b, u))
            t -= hold + b.time
        return self.still(self.order[-1])

    def between(self, a: Key, b: Key, u: float) -> Body:
        """The body a fraction `u` of the way from one pose to another; contacts hold all the way."""
        if a is b or u >= 1:
            return b.body
        e, p, q = eased(u), a.body, b.body
        angles = angles_between(p.angles, q.angles, e)
        base: Frame = p.base
        if p.base != q.base:
            base = along(mix(p.base[1], q.base[1], e), mix(p.base[0], q.base[0], e))
        body = Body(mix(p.root, q.root, e), base, angles)
        anchor = a.anchor
        if anchor == b.anchor and anchor in KEEPS:
            place = mix(p.p[anchor], q.p[anchor], e)
            body = Body(add(body.root, add(place, body.p[anchor], -1)), base, angles)
        for name in {**a.held, **b.held}:
            slides = "slide" in (a.held.get(name), b.held.get(name))
            arc = 0.0 if slides else min(math.dist(p.p[name], q.p[name]) * ARC, HIGHEST)
            body.bend(name, add(mix(p.p[name], q.p[name], e), UP, arc * 4 * e * (1 - e)))
            front = mix(p.f[name][0], q.f[name][0], e)
            body.foot(name[-1], along(mix(p.f[name][1], q.f[name][1], e), front))
        for name in {**a.hands, **b.hands}:
            body.bend(name, mix(self._hand(a, body, name), self._hand(b, body, name), e))
        return body

    def _hand(self, key: Key, body: Body, name: str) -> tuple[float, float, float]:
        """Where a hand is for one pose: on what it holds, which may move, or else where the pose has it."""
        if name not in key.hands:
            return key.body.p[name]
        return grip(body, name[-1], key.hands[name], self.figure.furniture)


def eased(u: float) -> float:
    """Minimum jerk: how people move."""
    return u * u * u * (10 - 15 * u + 6 * u * u)


def helped(a: Key, b: Key, u: float) -> Second | None:
    """The helper between two poses."""
    return a.second.mixed(b.second, eased(u)) if a.second and b.second else b.second


def differ(a: Key, b: Key) -> bool:
    """Whether two poses look different."""
    return not alike(a.body, b.body) or a.pose.press != b.pose.press or a.second != b.second


def alike(a: Body, b: Body) -> bool:
    """Whether two bodies look the same: no joint is elsewhere, and the face looks the same way."""
    near = all(math.dist(place, b.p[name]) < SAME for name, place in a.p.items())
    return near and math.dist(a.f["head"][0], b.f["head"][0]) < SAME_WAY
