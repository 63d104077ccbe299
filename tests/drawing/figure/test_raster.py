"""Filling shapes: what is inside is painted, what is outside is not, and what was remembered is the right thing."""

from __future__ import annotations

import math
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from coach.drawing.figure.camera import Camera, Shape
from coach.drawing.figure.palettes import ROLE
from coach.drawing.figure.raster import Raster, blocks
from coach.drawing.figure.skeleton import Ball
from coach.drawing.figure.vectors import Vec

WIDTH, HEIGHT = 40, 32
FRONT = Camera((0, 0))
"""From the front and without a size of its own: x is to the right, y goes up, and 0 is the upper left corner."""


def away(x: float, y: float, a: Vec, b: Vec) -> float:
    """How far a point is from a line."""
    dx, dy = b[0] - a[0], a[1] - b[1]
    length = dx * dx + dy * dy
    t = min(max(((x - a[0]) * dx + (y + a[1]) * dy) / length, 0.0), 1.0) if length else 0.0
    return math.hypot(x - a[0] - t * dx, y + a[1] - t * dy)


places = st.tuples(st.floats(-10, 50), st.floats(-42, 10), st.just(0.0))


@given(places, places, st.floats(0.6, 9))
def test_a_limb_is_painted_where_it_is(a: Vec, b: Vec, radius: float) -> None:
    raster = Raster(WIDTH, HEIGHT)
    raster.draw([Shape("skin", [(a, radius), (b, radius)])], FRONT)
    for row, column in product(range(HEIGHT), range(WIDTH)):
        distance = away(column + 0.5, row + 0.5, a, b)
        painted = raster.data[row * WIDTH + column]
        if distance < radius * math.cos(math.tau / 14) - 0.01:  # its edge has 14 corners
            assert painted == ROLE["skin"], (row, column)
        elif distance > radius + 0.6:
            assert painted == 0, (row, column)


def test_what_is_remembered_belongs_to_the_same_shape() -> None:
    one: Ball = ((10.0, -10.0, 0.0), 3.0)
    first, second = [one], [one, ((20.0, -10.0, 0.0), 3.0)]
    warm, fresh = Raster(WIDTH, HEIGHT), Raster(WIDTH, HEIGHT)
    for balls in (first, second):
        warm.begin(bytes(WIDTH * HEIGHT))
        warm.draw([Shape("skin", balls)], FRONT)
    fresh.draw([Shape("skin", second)], FRONT)
    assert warm.data == fresh.data
    other = Camera((0, 0))
    other.ox = 7.0
    warm.begin(bytes(WIDTH * HEIGHT))
    warm.draw([Shape("skin", second)], other)
    assert warm.data != fresh.data


def test_a_cell_is_two_by_four_samples() -> None:
    raster = Raster(4, 4)
    raster.data[:] = bytes(range(16))
    (strip,) = raster.strips()
    assert blocks(strip) == [bytes([0, 1, 4, 5, 8, 9, 12, 13]), bytes([2, 3, 6, 7, 10, 11, 14, 15])]
