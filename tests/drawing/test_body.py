"""The picture of pelvis and legs: every place can be seen and pointed at, on the person's own side."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.drawing.body import (
    MIDDLE,
    VIEWS,
    ZONES,
    Figure,
    Run,
    Side,
    View,
    drawn,
    figure,
    side_in_picture,
    sides_of,
)
from tests.engine.people import shipped

SIZES = [(half, rows) for half in range(8, 14) for rows in range(round(1.6 * half), round(1.9 * half) + 1)]
MIRRORED = str.maketrans("/\\", "\\/")
FIELDS = {field.id: field for question in shipped().rules.intake.question for field in question.field}

views = pytest.mark.parametrize("view", VIEWS)
sizes = pytest.mark.parametrize(("half", "rows"), SIZES)


def text(runs: tuple[tuple[Run, ...], ...]) -> list[str]:
    return ["".join(run.text for run in line) for line in runs]


def cells_that_look(one: Figure, look: str, **shown: object) -> set[tuple[int, int]]:
    """The cells of one look, wherever their runs begin."""
    found = set()
    for row, line in enumerate(drawn(one, **shown)):  # type: ignore[arg-type]
        column = 0
        for run in line:
            if run.look == look:
                found |= {(row, column + n) for n in range(len(run.text))}
            column += len(run.text)
    return found


def test_every_place_of_the_intake_is_in_a_view_and_none_besides() -> None:
    assert {zone for view in VIEWS for zone in ZONES[view]} == {option.id for option in FIELDS["zones"].options}


@views
@sizes
def test_every_place_of_a_view_has_room_at_every_size(view: View, half: int, rows: int) -> None:
    one = figure(view, half, rows)
    seen = {(region.zone, region.side): region for region in one.regions}
    sides: tuple[Side, ...] = ("left", "right")
    wanted = {(zone, side) for zone in ZONES[view] for side in ((None,) if zone in MIDDLE else sides)}
    assert set(seen) == wanted
    for region in one.regions:
        assert len(region.cells) >= 3, region.zone
        assert region.mark in region.cells


@views
@sizes
def test_places_lie_in_the_body_and_never_on_each_other(view: View, half: int, rows: int) -> None:
    one = figure(view, half, rows)
    for region, other in combinations(one.regions, 2):
        assert not region.cells & other.cells
    for region in one.regions:
        assert region.cells <= one.inside


@views
@sizes
def test_the_sides_mirror_each_other(view: View, half: int, rows: int) -> None:
    one = figure(view, half, rows)
    assert len(one.lines) == rows
    assert {len(line) for line in one.lines} == {2 * half + 3}
    for line in one.lines:
        assert line == line[::-1].translate(MIRRORED)
    places = {(region.zone, region.side): region for region in one.regions}
    for (zone, side), region in places.items():
        other = places[zone, {"left": "right", "right": "left"}.get(side or "")]  # type: ignore[index]
        assert region.cells == {(row, one.width - 1 - column) for row, column in other.cells}


@views
def test_who_faces_you_has_the_left_on_your_right(view: View) -> None:
    one = figure(view, 9, 17)
    for region in one.regions:
        if region.side is not None:
            on_the_right = region.mark[1] > one.width // 2
            assert region.side == side_in_picture(view, right_half=on_the_right)
    assert side_in_picture("front", right_half=True) == "left"
    assert side_in_picture("back", right_half=True) == "right"


def test_places_lie_where_they_do_on_a_body() -> None:
    """From the top: low back, buttock, thigh, below the knee; from the middle: groin, front of the thigh, outer hip."""
    back = {one.zone: one.mark for one in figure("back", 9, 17).regions if one.side != "left"}
    assert back["z_low_back"][0] < back["z_buttock"][0] < back["z_thigh_back"][0] < back["z_below_knee"][0]
    front = {one.zone: one.mark for one in figure("front", 9, 17).regions if one.side == "left"}
    assert front["z_groin"][1] < front["z_thigh_front"][1] < front["z_outer_hip"][1]
    assert front["z_outer_hip"][0] < front["z_thigh_front"][0] < front["z_below_knee"][0]


zones = st.sampled_from([option.id for option in FIELDS["zones"].options])


@given(
    st.sampled_from(VIEWS), st.sampled_from(SIZES), st.none() | zones, st.sets(zones),
    st.sampled_from([("left",), ("right",), ("left", "right")]),
)  # fmt: skip
def test_lit_and_ticked_places_are_told_apart_without_colour(
    view: View, size: tuple[int, int], lit: str | None, ticked: set[str], sides: tuple[Side, ...]
) -> None:
    one = figure(view, *size)
    lines = text(drawn(one, lit=lit, ticked=ticked, sides=sides))
    assert [len(line) for line in lines] == [one.width] * len(one.lines)
    for region in one.regions:
        meant = region.side is None or region.side in sides
        chars = {lines[row][column] for row, column in region.cells}
        fill = "█" if region.zone == lit else "▒" if region.zone in ticked else None
        if fill is None or not meant:
            assert not chars & set("█▒x")
        else:
            assert chars == ({fill, "x"} if region.zone in ticked else {fill})
    outside = {(row, column) for row, line in enumerate(one.lines) for column in range(len(line))} - one.inside
    assert all(lines[row][column] == one.lines[row][column] for row, column in outside)


def test_only_the_side_that_hurts_is_lit() -> None:
    one = figure("front", 9, 17)
    lit = cells_that_look(one, "lit", lit="z_outer_hip", sides=sides_of("left"))
    assert lit
    assert min(column for _, column in lit) > one.width // 2
    both = cells_that_look(one, "lit", lit="z_outer_hip", sides=sides_of("both_left_worse"))
    assert both == lit | {(row, one.width - 1 - column) for row, column in lit}


@pytest.mark.parametrize("option", [option.id for option in FIELDS["side"].options])
def test_every_answer_about_the_side_shows_one(option: str) -> None:
    assert set(sides_of(option)) == {side for side in ("left", "right") if side == option or "both" in option}


def test_a_click_finds_its_place() -> None:
    one = figure("back", 9, 17)
    for region in one.regions:
        assert one.region_at(*region.mark) == region
    assert one.region_at(0, 0) is None
