"""The sentences about poses: exact, plain, short, and never the same one twice."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from coach.domain.figure_words import Furniture, Grip, Hold, Muscle, Part, Sign, Tied, Way
from coach.drawing.figure import words
from coach.drawing.figure.grips import on_body
from coach.drawing.figure.wording import FURNITURE, MUSCLES, ON_BODY, SIGNS, TIED, WAYS, Worked
from tests.drawing.figure.catalogue import figure, figures

HEEL = "The left heel slides in towards the body."
SIDES: tuple[Worked | None, ...] = (None, "left", "right")


@pytest.mark.parametrize("side", SIDES)
def test_every_pose_of_every_figure_has_its_own_plain_sentence(side: Worked | None) -> None:
    for name, one in figures().items():
        said = words(one, side)
        assert len(said) == len(one.poses)
        assert len(set(said)) == len(said), name
        for sentence in said:
            assert re.fullmatch(r"[A-Z][a-z0-9,;' ]+\.", sentence), f"{name}: {sentence}"
            assert len(sentence.split()) <= 30, f"{name}: {sentence}"
            assert not re.search(r"\b(\w+) \1\b|None|\ba [aeiou]", sentence), f"{name}: {sentence}"


def test_every_word_of_the_notation_has_its_words() -> None:
    assert set(get_args(Furniture)) - {"anchor"} <= FURNITURE.keys()
    assert set(get_args(Grip)) <= FURNITURE.keys()
    assert set(get_args(Muscle)) <= MUSCLES.keys()
    assert set(get_args(Tied)) <= {*TIED, *SIGNS}
    assert set(get_args(Sign)) <= SIGNS.keys()
    assert set(get_args(Way)) <= WAYS.keys()
    assert {on_body(place)[1] for place in get_args(Hold)} <= ON_BODY.keys()
    assert {on_body(part)[1] for part in get_args(Part)} <= {*ON_BODY, "pelvis", "chest"}


def test_a_bridge_is_said_as_one_would_say_it() -> None:
    poses = [{"hip": 48, "knee": 100, "hands": [8, 4]}, {"lift": 20, "hold": 3}]
    bridge = figure(base="supine", props=["mat"], fixed=["chest", "foot"], poses=poses)
    assert words(bridge) == (
        "Lying on the back on a mat, both knees bent, feet flat.",
        "The pelvis lifts off the mat, the shoulders stay down; held 3 seconds.",
    )
    assert words(bridge, holds=False)[1] == "The pelvis lifts off the mat, the shoulders stay down."


@pytest.mark.parametrize(
    ("side", "leg"), [(None, "One leg lifts."), ("left", "The left leg lifts."), ("right", "The right leg lifts.")]
)
def test_a_known_side_is_called_by_its_name(side: Worked | None, leg: str) -> None:
    raised = figure(base="supine", poses=[{}, {"hip": [50, -4]}])
    assert words(raised, side)[1] == leg


@pytest.mark.parametrize(
    ("base", "pose", "said"),
    [
        ("sitting", {"hip": [120, 90], "fixed": "pelvis"}, "The left knee lifts."),
        ("sitting", {"hip": [90, 120], "fixed": "pelvis"}, "The right knee lifts."),
        ("sitting", {"lean": 8}, "The upper body leans forward a little."),
        ("sitting", {"lean": 30}, "The upper body leans forward."),
        ("sitting", {"lean": 50}, "The upper body leans far forward."),
        ("sitting", {"twist": 30}, "The chest turns to the left."),
        ("sitting", {"bend": -8}, "The upper body bends to the right a little."),
        ("sitting", {"look": 40}, "The head turns to the left."),
        ("sitting", {"hands": "lap"}, "Hands go to the thighs."),
        ("sitting", {"hands": ["other_knee", ""]}, "The left hand goes to the right knee."),
        ("sitting", {"press": {"knee": "out"}}, "Both knees press outwards."),
        ("sitting", {"base": "standing", "arm": 14, "elbow": 55}, "The body comes up to standing."),
        ("standing", {"hip_abd": [30, 0], "fixed": "other_foot"}, "The left leg moves out to the side."),
        ("standing", {"hip": [14, 0], "step": "work_foot"}, "The left foot steps forward."),
        ("standing", {"arm": 170, "elbow": 0}, "Both arms reach up overhead."),
        ("supine", {"roll": 60}, "The legs roll far to the left."),
        ("supine", {"hip": [40, -4], "knee": [80, 0], "slide": "work_foot"}, HEEL),
        ("side_lying", {"hip_abd": [30, 0]}, "The left leg lifts."),
        ("supine", {"hold": 5}, "The body stays as it is; held 5 seconds."),
        ("supine", {"breath": "in"}, "The body stays as it is and breathes in."),
    ],
)  # fmt: skip
def test_a_change_is_said_as_it_is(base: str, pose: dict[str, object], said: str) -> None:
    chair = ["chair"] if base == "sitting" else []
    straight = {"knee": 0} if base == "side_lying" else {}
    assert words(figure(base=base, props=chair, poses=[straight, pose]), "left")[1] == said


def test_coming_back_is_said_as_coming_back() -> None:
    marching = [{}, {"hip": [120, 90], "fixed": "pelvis"}, {}, {"hip": [120, 90], "fixed": "pelvis"}, {}]
    said = words(figure(base="sitting", props=["chair"], poses=marching), "left")
    assert said[1:] == (
        "The left knee lifts.",
        "Back to the start.",
        "Again, the left knee lifts.",
        "Again, back to the start.",
    )


def test_the_first_sentence_tells_the_whole_posture() -> None:
    tied = figure(base="supine", props=["bed", {"strap": ["work_hand", "work_toe"]}], poses=[{"hip": [60, -4]}])
    assert words(tied, "right") == (
        "Lying on the back on a bed, the right leg straight and raised, the left leg straight, arms beside the body, "
        "a strap round the right foot.",
    )  # fmt: skip
    helped = figure(base="sitting", props=["armchair"], helper={"at": [62, -52], "hands": ["work_heel", "work_knee"]})
    assert words(helped) == (
        "Sitting in an armchair, both feet on the floor, a helper's hands under one heel and on one knee.",
    )  # fmt: skip


def test_what_does_not_fit_into_thirty_words_is_left_out_from_the_end() -> None:
    full = figure(
        base="supine", props=["bed", {"strap": ["work_hand", "work_toe"]}, {"pillow": [-74, 0, 0]}, "sheet"],
        poses=[{"hip": [60, -4], "press": {"work_knee": "down"}}],
        helper={"at": [62, -52], "hands": ["work_heel", "work_lower_thigh"]},
    )  # fmt: skip
    (said,) = words(full, "right")
    assert said.startswith("Lying on the back on a bed, the right leg straight and raised")
    assert 20 < len(said.split()) <= 30
