"""Every figure that ships: bones keep their length, contacts hold, nothing jumps or goes through things."""

from __future__ import annotations

import math

import pytest

from coach.drawing.figure import Motion
from tests.drawing.figure.catalogue import motion, motions
from tests.drawing.figure.checks import CHECKS, JUMP, frames


def test_there_are_figures() -> None:
    assert len(motions()) >= 130


@pytest.mark.parametrize("name", CHECKS)
def test_it_holds_for_every_figure(name: str) -> None:
    found = {one: list(dict.fromkeys(CHECKS[name](moving)))[:3] for one, moving in motions().items()}
    assert {one: wrong for one, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("jumps", motion(poses=[{}, {"hip": [120, 0], "fixed": ["other_foot"], "time": 0.2}])),
        ("hands", motion(props=[{"wall": 200}], poses=[{"hands": "wall"}])),
        ("helpers", motion(helper={"at": [200, 0], "hands": ["work_knee", ""]})),
        ("sunk", motion(base="supine", poses=[{"hip": -30}])),
        ("inside", motion(base="sitting", props=[{"chair": [0, 11]}])),
        ("inside", motion(props=[{"step": [-20, 30]}])),
    ],
)  # fmt: skip
def test_a_check_finds_what_it_looks_for(name: str, broken: Motion) -> None:
    assert list(CHECKS[name](broken)) != []


def test_checks_of_the_skeleton_find_what_they_look_for() -> None:
    """A foot that goes its own way and a bone that is pulled: only a skeleton that is at fault does so."""

    class Pulled(Motion):
        def between(self, a: object, b: object, u: float) -> object:  # type: ignore[override]
            body = super().between(a, b, u)  # type: ignore[arg-type]
            for joint in ("foot0", "pelvis"):
                x, y, z = body.p[joint]
                body.p[joint] = (x + 30 * u * (1 - u), y, z)
            return body

    broken = Pulled(motion(base="sitting", poses=[{}, {"lean": 20}]).figure)
    for name in ("bones", "feet", "anchors"):
        assert list(CHECKS[name](broken)) != [], name


def test_a_round_ends_where_it_began() -> None:
    for name, moving in motions().items():
        if moving.figure.loop != "again":
            last, first = frames(moving)[-1].body.p, frames(moving)[0].body.p
            assert all(math.dist(last[joint], first[joint]) < JUMP for joint in first), name
