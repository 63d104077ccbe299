"""The notation of figures: short ways of writing, one form inside, and words that the drawing knows."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from coach.domain.figure import Figure, Joints
from coach.domain.figure_props import Linked, Standing
from coach.domain.figure_words import Base, Fixed, Furniture, Grip, Hold, Muscle, Part, Sign, Tied, View
from coach.drawing.figure.anatomy import HOLDS, PARTS
from coach.drawing.figure.angles import Angles
from coach.drawing.figure.camera import VIEWS
from coach.drawing.figure.furniture import FURNITURE, GRIPS
from coach.drawing.figure.grips import on_body
from coach.drawing.figure.muscles import MUSCLES
from coach.drawing.figure.palettes import ROLES
from coach.drawing.figure.postures import POSTURES
from coach.drawing.figure.ties import BREATH, SIGNS, TIES
from tests.drawing.figure.catalogue import figures, motion


def read(**given: Any) -> Figure:
    return Figure.model_validate({"base": "supine", "poses": [{}], **given})


def test_one_value_stands_for_both_sides() -> None:
    pose = read(poses=[{"hip": 30, "knee": [10, 20], "hands": "hips", "step": "foot"}]).poses[0]
    assert (pose.hip, pose.knee, pose.hands, pose.step) == ((30, 30), (10, 20), ("hips", "hips"), ("foot",))
    assert read(poses=[{"hands": [8, 4]}]).poses[0].hands == ((8, 4), (8, 4))
    assert read(poses=[{"hands": ["", [8, 4, 2]]}]).poses[0].hands == ("", (8, 4, 2))


def test_props_are_words_or_tables_of_one_key() -> None:
    props = read(props=["mat", {"wall": 88}, {"step": [22, 20]}, {"strap": ["work_hand", [1, 2, 3]]}]).props
    assert props == (
        Standing("mat"), Standing("wall", (88,)), Standing("step", (22, 20)), Linked("strap", ("work_hand", (1, 2, 3)))
    )  # fmt: skip
    both = read(props=[{"pillow": [74, 0, 0]}, {"pillow": ["knee", "foot"]}])
    assert both.furniture == (Standing("pillow", (74, 0, 0)),)
    assert both.links == (Linked("pillow", ("knee", "foot")),)


def test_a_figure_is_written_as_it_was_read() -> None:
    for name, figure in figures().items():
        written = figure.model_dump(mode="json", exclude_none=True)
        assert Figure.model_validate(written) == figure, name
        assert hash(Figure.model_validate(written)) == hash(figure)
    short = read(props=[{"wall": 88}], poses=[{"hip": 30, "knee": [1, 2]}]).model_dump(
        mode="json", exclude_defaults=True
    )
    assert short == {"base": "supine", "props": [{"wall": 88}], "poses": [{"hip": 30, "knee": [1, 2]}]}


@pytest.mark.parametrize("poses", [[], [{}] * 7])
def test_a_figure_has_one_to_six_poses(poses: list[dict[str, object]]) -> None:
    with pytest.raises(ValidationError):
        read(poses=poses)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "30", True, [1, 2, 3], []])
def test_an_angle_is_a_number_or_two(value: object) -> None:
    with pytest.raises(ValidationError):
        read(poses=[{"hip": value}])


def test_the_drawing_knows_every_word() -> None:
    assert set(get_args(Base)) == POSTURES.keys()
    assert set(get_args(View)) == VIEWS.keys()
    assert set(get_args(Muscle)) == MUSCLES.keys()
    assert {*get_args(Furniture), "floor"} == FURNITURE.keys()
    assert set(get_args(Tied)) <= {*TIES, *FURNITURE}
    assert set(get_args(Sign)) == {*SIGNS, BREATH}
    assert set(get_args(Grip)) == GRIPS.keys()
    assert set(get_args(Grip)) <= FURNITURE.keys()
    assert {on_body(word)[1] for word in get_args(Hold)} == HOLDS.keys()
    assert {muscle.part for muscle in MUSCLES.values()} <= PARTS.keys()
    assert {key for key in Joints.model_fields} | {"turn"} == set(Angles._fields)
    body = motion().keys[0].body
    for word in (*get_args(Part), *get_args(Fixed)):
        joint = on_body(word)[1]
        assert joint in body.p or joint + "0" in body.p, word


def test_every_colour_of_the_drawing_is_a_role() -> None:
    used = {patch.role for part in PARTS.values() for patch in part} | {tie.role for tie in TIES.values()}
    assert used <= set(ROLES)
    assert {f"{role}_far" for role in ("skin", "top", "leg", "shoe", "active")} <= set(ROLES)
