"""Cells, stills and SVG: every figure in every mode, the same every time, on the ground of the look."""

from __future__ import annotations

from typing import get_args
from xml.etree import ElementTree

import pytest

from coach.drawing.figure import Grid, Look, Mode, Motion, Screen, palette, still, svg
from coach.drawing.figure.palettes import HUES, ROLES
from coach.drawing.figure.sheet import FRAMES_A_SECOND, moving_sheet
from tests.drawing.figure.catalogue import motion, motions

DARK = palette("dark")
MODES = get_args(Mode)
SVG = "{http://www.w3.org/2000/svg}"


def bridge() -> Motion:
    return motions()["str_bridge"]


def used(grid: Grid) -> set[tuple[int, int, int]]:
    """The colours of a picture."""
    return {colour for row in grid for _, *colours in row for colour in colours if colour is not None}


@pytest.mark.parametrize("mode", MODES)
def test_every_figure_in_every_mode_in_a_small_window(mode: Mode) -> None:
    for name, moving in motions().items():
        screen = Screen(moving, 30, 12, mode, palette=DARK)
        for number in range(4):
            grid = screen.frame(moving.moment(moving.period() * number / 4))
            assert [len(row) for row in grid] == [30] * 12, name
            assert sum(cell[0] != " " or cell[2] is not None for row in grid for cell in row) > 25, name


@pytest.mark.parametrize("mode", MODES)
def test_two_drawings_of_one_moment_are_the_same(mode: Mode) -> None:
    for name, moving in motions().items():
        moment = moving.moment(moving.period() * 0.4)
        screen = Screen(moving, 44, 18, mode, palette=DARK)
        first = screen.frame(moment)
        screen.frame(moving.moment(0))
        assert screen.frame(moment) == first == Screen(moving, 44, 18, mode, palette=DARK).frame(moment), name


def test_what_stands_still_stays_the_same_in_every_frame() -> None:
    screen, moving = Screen(bridge(), 44, 18, palette=DARK), bridge()
    a, b = screen.frame(moving.still(0)), screen.frame(moving.still(1))
    assert a != b
    assert a[-2:] == b[-2:]


def test_the_other_side_is_the_mirrored_picture() -> None:
    moving = motions()["str_clam"]
    one, two = (Screen(moving, 44, 18, "half", palette=DARK, mirror=flip) for flip in (False, True))
    grid, turned = one.frame(moving.still(1)), two.frame(moving.still(1))
    assert grid != turned
    alike = sum(
        (a[0] == " ") == (b[0] == " ")
        for row, other in zip(grid, turned, strict=True)
        for a, b in zip(row, other[::-1], strict=True)
    )
    assert alike > 0.93 * 44 * 18


@pytest.mark.parametrize("look", get_args(Look))
def test_each_look_has_a_colour_for_each_role_and_takes_the_ground_it_is_given(look: Look) -> None:
    assert len(HUES[look].split()) == len(ROLES)
    given = palette(look, "#123456")
    assert given["paper"] == (0x12, 0x34, 0x56)
    assert given.hex("active") == palette(look).hex("active")
    assert given["active"] != given["glow3"] != given["leg"] != given["active"]
    grid = Screen(bridge(), 44, 18, palette=given).frame(bridge().still(1))
    assert given["paper"] not in used(grid)


def test_what_works_is_turquoise_and_the_muscle_glows() -> None:
    grid = Screen(bridge(), 80, 30, palette=DARK).frame(bridge().still(1))
    assert {DARK["active"], DARK["glow3"], DARK["skin"]} <= used(grid)


def test_a_muscle_also_glows_where_nothing_moves() -> None:
    resting = motion(base="supine", props=["mat"], focus=[], muscle=["glutes"], view="above")
    assert DARK["active"] not in used(Screen(resting, 80, 30, palette=DARK).frame(resting.still(0)))
    assert DARK["glow3"] in used(Screen(resting, 80, 30, palette=DARK).frame(resting.still(0)))
    assert DARK["glow3"] not in used(
        Screen(motion(muscle=["glutes"], focus="arm"), 80, 30, palette=DARK).frame(motion().still(0))
    )


def test_without_colours_limbs_keep_a_seam_between_them() -> None:
    """Braille never needs a colour: no cell of a person is filled to the brim all over."""
    grid = Screen(bridge(), 44, 18, "braille", palette=DARK).frame(bridge().still(1))
    glyphs = [cell[0] for row in grid for cell in row]
    assert all(glyph == " " or 0x2800 < ord(glyph) < 0x2900 for glyph in glyphs)
    assert all(cell[2] is None for row in grid for cell in row)
    assert len(set(glyphs)) > 20


def test_a_helper_is_drawn_in_violet_and_feet_in_a_corner() -> None:
    helped = motion(
        base="supine", props=["bed"], helper={"at": [62, -52], "floor": -50, "turn": 90, "hands": "work_knee"}
    )
    assert DARK["helper"] in used(Screen(helped, 44, 18, palette=DARK).frame(helped.still(0)))
    plain, inset = motion(), motion(inset="left")
    assert DARK["ghost"] not in used(Screen(plain, 44, 18, palette=DARK).frame(plain.still(0)))
    grid = Screen(inset, 44, 18, palette=DARK).frame(inset.still(0))
    assert DARK["ghost"] in used([row[:14] for row in grid[:10]])


def test_a_push_has_an_arrow_while_it_is_held() -> None:
    pushing = motion(poses=[{}, {"press": {"knee": "out"}}], view="front")
    screen = Screen(pushing, 44, 18, palette=DARK)
    assert DARK["trace"] not in used(screen.frame(pushing.still(0)))
    assert DARK["trace"] in used(screen.frame(pushing.still(1)))


def test_stills_are_numbered_in_one_picture() -> None:
    for name, moving in motions().items():
        for cols, rows in ((30, 12), (80, 16), (44, 30)):
            grid = still(moving, cols, rows, palette=DARK)
            assert [len(row) for row in grid] == [cols] * rows, name
            numbers = [cell[0] for row in grid for cell in row if cell[0].isdigit()]
            assert sorted(numbers) == [str(number + 1) for number in range(len(moving.stills))], name


def test_svg_is_well_formed_and_has_a_panel_for_each_pose() -> None:
    for name, moving in motions().items():
        tree = ElementTree.fromstring(svg(moving, "Heel & toe <1>", palette=palette("light")))
        assert tree.findtext(f"{SVG}title") == "Heel & toe <1>", name
        assert len(tree.findall(f"{SVG}svg")) == len(moving.stills)
        said = ["".join(text.itertext()) for text in tree.findall(f"{SVG}text")]
        assert said == [f"{n} {moving.keys[pose].pose.cue or ''}" for n, pose in enumerate(moving.stills, 1)]


def test_a_moving_sheet_shows_one_frame_at_a_time() -> None:
    tree = ElementTree.fromstring(moving_sheet([("Bridge", bridge())], "One", palette=palette("light")))
    frames = tree.findall(f"{SVG}svg/{SVG}g")
    assert len(frames) == round(bridge().period() * FRAMES_A_SECOND)
    assert [frame.get("display") for frame in frames] == ["inline"] + ["none"] * (len(frames) - 1)
    for number, frame in enumerate(frames):
        animate = frame.find(f"{SVG}animate")
        assert animate is not None
        values, times = (
            str(animate.get("values")).split(";"),
            [float(t) for t in str(animate.get("keyTimes")).split(";")],
        )
        assert values.count("inline") == 1
        assert times[0] == 0
        assert times[values.index("inline")] == pytest.approx(number / len(frames), abs=0.001)
