"""Key poses: differences, contacts, lifting, steps, helpers."""

from __future__ import annotations

import math
from typing import get_args

import pytest

from coach.domain.figure_words import Base
from coach.drawing.figure import Motion
from coach.drawing.figure.postures import POSTURES
from tests.drawing.figure.catalogue import figure, motion


@pytest.mark.parametrize("base", get_args(Base))
def test_every_posture_can_be_drawn_as_it_is(base: Base) -> None:
    key = Motion(figure(base=base, props=["bike"] if base == "bike" else [])).keys[0]
    assert key.body.p["pelvis"][1] == pytest.approx(POSTURES[base].at)


def test_a_pose_is_its_difference_from_the_first_not_from_the_one_before() -> None:
    keys = motion(base="supine", poses=[{"hip": 40}, {"knee": 60}, {}]).keys
    assert keys[1].body.angles.hip == keys[2].body.angles.hip == (40, 40)
    assert keys[2].body.angles.knee == (0, 0)
    assert keys[2].body.p == keys[0].body.p


def test_a_new_base_starts_afresh() -> None:
    keys = motion(base="sitting", poses=[{"lean": 30}, {"base": "standing"}]).keys
    assert keys[1].body.angles.lean == 0
    assert keys[1].body.angles.hip == (0, 0)


def test_a_lying_pelvis_lifts_while_the_shoulders_stay_down() -> None:
    first, second = motion(base="supine", fixed=["chest", "foot"], poses=[{"hip": 48, "knee": 100}, {"lift": 20}]).keys
    assert second.body.p["pelvis"][1] - first.body.p["pelvis"][1] == pytest.approx(20, abs=0.1)
    for joint in ("chest", "foot0", "foot1"):
        assert math.dist(first.body.p[joint], second.body.p[joint]) < 0.1


@pytest.mark.parametrize(
    ("anchor", "moving"),
    [
        ("chest", motion(base="supine", fixed=["chest", "foot"], poses=[{"hip": 48, "knee": 100}, {"lift": 40}])),
        ("knee0", motion(base="half_kneeling", poses=[{}, {"hip": [-35, 120]}])),
    ],
)  # fmt: skip
def test_the_anchor_stays_all_the_way(anchor: str, moving: Motion) -> None:
    a, b = moving.keys
    for u in (0.2, 0.5, 0.8):
        assert math.dist(moving.between(a, b, u).p[anchor], a.body.p[anchor]) < 0.1


def test_feet_are_put_down_flat_and_on_the_step() -> None:
    keys = motion(props=[{"step": [22, 20]}], poses=[{}, {"hip": [62, 0], "knee": [72, 0], "step": "work_foot"}]).keys
    assert keys[0].body.p["foot0"][1] == pytest.approx(8, abs=0.1)
    assert keys[1].body.p["foot0"][1] == pytest.approx(28, abs=0.1)
    assert keys[1].body.f["foot0"][0][1] == pytest.approx(0)
    assert keys[1].body.p["foot1"] == pytest.approx(keys[0].body.p["foot1"], abs=0.1)


def test_a_step_is_lifted_and_a_slide_is_not() -> None:
    for way, lifted in (("step", True), ("slide", False)):
        moving = motion(base="sitting", poses=[{}, {"knee": [60, 90], way: "work_foot"}])
        a, b = moving.keys
        heights = [moving.between(a, b, u / 10).p["foot0"][1] for u in range(11)]
        assert (max(heights) > 9) == lifted


def test_hands_hold_what_moves() -> None:
    moving = motion(base="sitting", poses=[{"lean": 20, "hands": "knee"}, {"hip": 110, "fixed": "pelvis"}])
    a, b = moving.keys
    body = moving.between(a, b, 0.5)
    assert all(math.dist(body.p["hand" + side], body.p["knee" + side]) < 8 for side in "01")


def test_places_of_two_words_are_what_they_say() -> None:
    """`inner_thigh` is no thigh of a side called inner, and `work_inner_thigh` has a side."""
    body = motion(base="sitting", poses=[{"hands": ["inner_thigh", "work_lower_thigh"]}]).keys[0].body
    behind = motion(base="sitting", poses=[{"hands": "thigh"}]).keys[0].body
    assert body.p["hand0"][1] > behind.p["hand0"][1] + 2
    assert body.p["hand1"][2] > 0 > behind.p["hand1"][2]


def test_the_helper_holds_the_person_and_moves_along() -> None:
    moving = motion(
        base="supine",
        helper={"at": [62, -52], "floor": -50, "turn": 90, "lean": 25, "hands": ["work_heel", "work_knee"]},
        poses=[{}, {"hip": [60, 0], "helper": {"at": [45, -52]}}],
    )  # fmt: skip
    first, second = (key.second for key in moving.keys)
    assert first is not None
    assert second is not None
    assert first.angles.lean == second.angles.lean == 25
    assert second.at == (45, -52)
    half = moving.moment(moving.keys[0].hold + moving.keys[1].time / 2).second
    assert half is not None
    assert half.at[0] == pytest.approx(53.5)


def test_time_hold_and_breath() -> None:
    moving = motion(poses=[{"hold": 1, "time": 2, "breath": "in"}, {"arm": 90, "hold": 30, "time": 3, "breath": "out"}])
    assert moving.period() == 1 + 3 + 2.5 + 2
    assert moving.period(math.inf) == 1 + 3 + 30 + 2
    assert moving.moment(0.5).breath == 1
    assert moving.moment(4.5).breath == 0
    assert moving.moment(2.5).moving
    assert moving.moment(2.5).breath == pytest.approx(0.5)
    assert moving.moment(2.5 + moving.period()).body.p == moving.moment(2.5).body.p


def test_the_order_of_poses() -> None:
    three = [{}, {"arm": 40}, {"arm": 80}]
    assert motion(poses=three).order == (0, 1, 2, 1)
    assert motion(poses=three, loop="cycle").order == (0, 1, 2)
    assert motion(poses=[{}]).order == (0,)
    assert motion(poses=[{}, {"arm": 40}, {}, {"press": {"knee": "out"}}]).stills == (0, 1, 3)
