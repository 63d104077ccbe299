"""The sign of every angle, as the notation has it, and the limbs that reach for a place."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.drawing.figure.angles import Angles, between, gathered
from coach.drawing.figure.postures import UPRIGHT
from coach.drawing.figure.skeleton import Body
from tests.drawing.figure.catalogue import motion

ROOT = (0.0, 92.0, 0.0)
STILL = Body(ROOT, UPRIGHT, Angles()).p
RIGHT, UP, NEAR = 0, 1, 2


def moved(joint: str, axis: int, **angles: float | tuple[float, float]) -> float:
    """How far a joint of somebody who stands and faces right goes along an axis."""
    return Body(ROOT, UPRIGHT, gathered(angles)).p[joint][axis] - STILL[joint][axis]


@pytest.mark.parametrize(
    ("angle", "joint", "axis", "sign"),
    [
        ("hip", "knee0", RIGHT, 1), ("hip", "knee1", RIGHT, 1), ("hip", "knee0", UP, 1),
        ("hip_abd", "knee0", NEAR, 1), ("hip_abd", "knee1", NEAR, -1),
        ("hip_rot", "toe0", NEAR, 1), ("hip_rot", "toe1", NEAR, -1),
        ("knee", "foot0", RIGHT, -1), ("knee", "foot1", UP, 1),
        ("ankle", "toe0", UP, 1), ("ankle", "toe1", UP, 1),
        ("arm", "hand0", RIGHT, 1), ("arm", "elbow1", UP, 1),
        ("arm_abd", "hand0", NEAR, 1), ("arm_abd", "hand1", NEAR, -1),
        ("elbow", "hand0", RIGHT, 1), ("elbow", "hand1", UP, 1),
        ("lean", "head", RIGHT, 1), ("lean", "knee0", RIGHT, 0),
        ("curl", "head", RIGHT, 1), ("curl", "pelvis", RIGHT, 0),
        ("bend", "head", NEAR, 1), ("bend", "shoulder0", UP, -1),
        ("twist", "shoulder1", RIGHT, 1), ("twist", "shoulder0", RIGHT, -1),
        ("roll", "knee0", RIGHT, -1), ("roll", "shoulder0", RIGHT, 0),
        ("nod", "head", RIGHT, 1), ("look", "head", NEAR, 1),
    ],
)  # fmt: skip
def test_angles_go_the_way_of_the_textbook(angle: str, joint: str, axis: int, sign: int) -> None:
    way = moved(joint, axis, **{angle: 30.0})
    assert (way > 0.5) - (way < -0.5) == sign


def test_arms_turn_outwards() -> None:
    bent = {"elbow": 90.0}
    assert moved("hand0", NEAR, arm_rot=30.0, **bent) > moved("hand0", NEAR, **bent) + 5
    assert moved("hand1", NEAR, arm_rot=30.0, **bent) < moved("hand1", NEAR, **bent) - 5


def test_one_number_is_both_sides_and_two_are_working_and_other() -> None:
    both, one = motion(poses=[{"hip": 40, "fixed": "pelvis"}]), motion(poses=[{"hip": [40, 0], "fixed": "pelvis"}])
    assert both.keys[0].body.angles.hip == (40, 40)
    assert one.keys[0].body.angles.hip == (40, 0)


def test_the_whole_person_turns_towards_the_viewer() -> None:
    body = motion(poses=[{"turn": 90}]).keys[0].body
    assert body.base[0][NEAR] == pytest.approx(1)


@given(
    st.sampled_from(["foot0", "foot1", "hand0", "hand1"]),
    st.tuples(*[st.floats(-60, 60)] * 3),
    st.floats(0, 100),
)  # fmt: skip
def test_a_limb_reaches_what_is_within_reach_and_keeps_its_bones(
    limb: str, way: tuple[float, float, float], knee: float
) -> None:
    body = Body(ROOT, UPRIGHT, Angles(knee=(knee, knee), elbow=(knee, knee)))
    side, leg = limb[-1], limb[:-1] == "foot"
    top, middle = body.p[("hip" if leg else "shoulder") + side], ("knee" if leg else "elbow") + side
    upper, lower = (43, 41) if leg else (29, 25)
    target = (top[0] + way[0], top[1] + way[1], top[2] + way[2])
    assume(math.dist(top, target) > 1)
    body.bend(limb, target)
    assert math.dist(top, body.p[middle]) == pytest.approx(upper, abs=0.01)
    assert math.dist(body.p[middle], body.p[limb]) == pytest.approx(lower, abs=0.01)
    if upper - lower + 0.5 < math.dist(top, target) < upper + lower - 0.05:
        assert math.dist(body.p[limb], target) < 0.01


def test_a_straight_knee_bends_to_the_front() -> None:
    body = Body(ROOT, UPRIGHT, Angles())
    foot = body.p["foot0"]
    body.bend("foot0", (foot[0], foot[1] + 20, foot[2]))
    assert body.p["knee0"][RIGHT] > 10


def test_angles_between_two_poses_are_between_them() -> None:
    a, b = Angles(lean=10, hip=(0, 20)), Angles(lean=20, hip=(10, 40))
    half = between(a, b, 0.5)
    assert (half.lean, half.hip) == (15, (5, 30))
    assert between(a, a, 0.3) is a
