"""Pelvis and legs from the front and from behind, with the places where a hip can hurt (R1.3 zones).

The body is drawn from one half and mirrored, at any size. Lengths: x is 0 on the middle line and 1 at the widest
part of the hips; y is 0 at the waist and 1 below the knees. In the picture of the front the person's left is on the
right, as with somebody who faces you; from behind it is on the left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

View = Literal["front", "back"]
Side = Literal["left", "right"]
Look = Literal["outside", "line", "body", "ticked", "lit", "tick"]
Cell = tuple[int, int]
"""Row and column, from the top left."""
Points = tuple[tuple[float, float], ...]

VIEWS: tuple[View, ...] = ("front", "back")

OUTER: Points = (
    (0, 0.74), (0.08, 0.72), (0.18, 0.86), (0.28, 0.98), (0.34, 1.0), (0.44, 0.98), (0.6, 0.88), (0.78, 0.7),
    (0.86, 0.7), (1, 0.58),
)  # fmt: skip
"""The outer edge: (y, x)."""
INNER: Points = ((0.46, 0), (0.56, 0.02), (0.7, 0.1), (0.8, 0.14), (0.88, 0.14), (1, 0.2))
"""The inner edge of the leg, from the crotch down: (y, x)."""

ZONES: dict[View, dict[str, Points]] = {
    "front": {
        "z_outer_hip": ((0.7, 0.19), (1.1, 0.19), (1.1, 0.45), (0.7, 0.45)),
        "z_groin": ((0.02, 0.4), (0.42, 0.28), (0.56, 0.28), (0.56, 0.34), (0.32, 0.46), (0.28, 0.6), (0, 0.6)),
        "z_thigh_front": ((0.36, 0.48), (1.1, 0.48), (1.1, 0.74), (0, 0.74), (0, 0.63), (0.32, 0.63)),
        "z_below_knee": ((0, 0.85), (1.1, 0.85), (1.1, 1.1), (0, 1.1)),
    },
    "back": {
        "z_low_back": ((0, 0), (0.62, 0), (0.62, 0.17), (0, 0.17)),
        "z_outer_hip": ((0.74, 0.19), (1.1, 0.19), (1.1, 0.45), (0.74, 0.45)),
        "z_buttock": ((0.02, 0.25), (0.66, 0.25), (0.66, 0.46), (0.02, 0.46)),
        "z_thigh_back": ((0, 0.53), (1.1, 0.53), (1.1, 0.74), (0, 0.74)),
        "z_below_knee": ((0, 0.85), (1.1, 0.85), (1.1, 1.1), (0, 1.1)),
    },
}
"""The right half of each place in the picture, corner by corner: (x, y)."""

MIDDLE = frozenset({"z_low_back"})
"""Places that belong to no side."""

MIRROR = str.maketrans("/\\()", "\\/)(")


@dataclass(frozen=True, slots=True)
class Region:
    """A place in a picture, on one side of the person or, for the low back, on none."""

    zone: str
    side: Side | None
    cells: frozenset[Cell]
    mark: Cell
    """The cell that carries the tick."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters of a line that look alike."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Figure:
    """One view of the body: the lines of the drawing, and the places in it."""

    view: View
    lines: tuple[str, ...]
    inside: frozenset[Cell]
    """The cells of the body within its outline."""
    regions: tuple[Region, ...]

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.lines[0])

    def region_at(self, row: int, column: int) -> Region | None:
        """The place at a cell."""
        return next((one for one in self.regions if (row, column) in one.cells), None)

    def has(self, zone: str) -> bool:
        """Whether a place can be seen in this view."""
        return any(one.zone == zone for one in self.regions)


@cache
def figure(view: View, half: int, rows: int) -> Figure:
    """One view, `2 * half + 1` columns wide inside a margin of one column on each side, and `rows` high."""
    canvas = _Canvas(half, rows)
    canvas.outline()
    canvas.creases(view)
    inside = frozenset(canvas.inside())
    cells = _zone_cells(view, canvas, inside)
    regions = tuple(one for zone, right in cells.items() for one in _regions(view, zone, right, canvas))
    return Figure(view, canvas.lines(), inside, regions)


def looks(figure: Figure, *, lit: str | None, ticked: Collection[str], sides: Collection[Side]) -> dict[Cell, Look]:
    """What the cells of the places look like: the one under the cursor lit, the ticked ones hatched."""
    found: dict[Cell, Look] = {}
    for one in figure.regions:
        look: Look | None = "lit" if one.zone == lit else "ticked" if one.zone in ticked else None
        if look is not None and (one.side is None or one.side in sides):
            found |= dict.fromkeys(one.cells, look)
    return found


FILL: dict[Look, str] = {"ticked": "▒", "lit": "█"}
TICK = "x"


def drawn(
    figure: Figure, *, lit: str | None = None, ticked: Collection[str] = (), sides: Collection[Side] = ("left", "right")
) -> tuple[tuple[Run, ...], ...]:
    """The lines of a view as runs; a ticked place carries an x, a lit one is solid, so that no colour is needed."""
    shown = looks(figure, lit=lit, ticked=ticked, sides=sides)
    marks = {one.mark for one in figure.regions if one.zone in ticked and (one.side is None or one.side in sides)}
    return tuple(
        tuple(_runs([_cell(figure, (row, column), shown, marks) for column in range(figure.width)]))
        for row in range(len(figure.lines))
    )


def _cell(figure: Figure, cell: Cell, shown: dict[Cell, Look], marks: Collection[Cell]) -> Run:
    char = figure.lines[cell[0]][cell[1]]
    look = shown.get(cell)
    if look is not None:
        return Run(TICK, "tick") if cell in marks else Run(FILL[look], look)
    if cell in figure.inside:
        return Run(char, "body")
    return Run(char, "outside" if char == " " else "line")


def _runs(cells: list[Run]) -> Iterator[Run]:
    text = cells[0].text
    for before, one in pairwise(cells):
        if one.look != before.look:
            yield Run(text, before.look)
            text = ""
        text += one.text
    yield Run(text, cells[-1].look)


def sides_of(answer: str | None) -> tuple[Side, ...]:
    """The sides of an answer to "which hip hurts?"; both where it is open."""
    if answer == "left":
        return ("left",)
    return ("right",) if answer == "right" else ("left", "right")


def side_in_picture(view: View, *, right_half: bool) -> Side:
    """Whose side a half of the picture shows: who faces you has the left on your right."""
    return "left" if (view == "front") == right_half else "right"


# From lengths to cells


class _Canvas:
    """The right half of a body in cells, from the middle line outwards."""

    def __init__(self, half: int, rows: int) -> None:
        self.half = half
        self.rows = rows
        self.chars: dict[Cell, str] = {}

    def y(self, row: int) -> float:
        return (row + 0.5) / self.rows

    def x(self, column: int) -> float:
        return column / self.half

    def edge(self, points: Points, row: int) -> int:
        return round(_between(points, self.y(row)) * self.half)

    def outer(self, row: int) -> int:
        return self.edge(OUTER, row)

    def inner(self, row: int) -> int | None:
        """Where the leg begins; None above the crotch."""
        return self.edge(INNER, row) if self.y(row) >= INNER[0][0] else None

    def outline(self) -> None:
        for row in range(self.rows):
            self.chars[row, self.outer(row)] = self._stroke(OUTER, row)
            inner = self.inner(row)
            if inner is not None:
                self.chars[row, inner] = "│" if inner == 0 else self._stroke(INNER, row)

    def _stroke(self, points: Points, row: int) -> str:
        here = self.edge(points, row)
        below = self.edge(points, min(self.rows - 1, row + 1))
        return "│" if here == below else "\\" if here < below else "/"

    def creases(self, view: View) -> None:
        """The lines by which front and back are told apart: the groin, or the cleft and the folds under it."""
        crotch = next(row for row in range(self.rows) if self.inner(row) is not None)
        if view == "front":
            for up in range(1, crotch - round(0.28 * self.rows)):
                self.chars[crotch - up, up] = "/"
        else:
            for row in range(round(0.27 * self.rows), crotch):
                self.chars[row, 0] = "│"
            for column in range(1, round(0.6 * self.half)):
                self.chars[crotch, column] = "_"
        knee = round(0.79 * self.rows)
        inner, outer = self.inner(knee) or 0, self.outer(knee)
        for column in range(inner + 2, outer - 1):
            self.chars[knee, column] = "─"

    def inside(self) -> Iterator[Cell]:
        """The cells within the outline, of both halves, in columns of the picture."""
        for row in range(self.rows):
            inner = self.inner(row)
            for column in range(0 if inner is None else inner + 1, self.outer(row)):
                yield from self.both((row, column))

    def both(self, cell: Cell) -> tuple[Cell, Cell]:
        """A cell of the half in columns of the picture: right, then left."""
        row, column = cell
        return (row, self.half + 1 + column), (row, self.half + 1 - column)

    def lines(self) -> tuple[str, ...]:
        lines = [[" "] * (2 * self.half + 3) for _ in range(self.rows)]
        for cell, char in self.chars.items():
            (row, right), (_, left) = self.both(cell)
            lines[row][left] = char.translate(MIRROR)
            lines[row][right] = char
        return tuple("".join(line) for line in lines)


def _zone_cells(view: View, canvas: _Canvas, inside: Collection[Cell]) -> dict[str, list[Cell]]:
    """The cells of the right half for each place; a cell belongs to the first that holds it."""
    found: dict[str, list[Cell]] = {zone: [] for zone in ZONES[view]}
    for row in range(canvas.rows):
        for column in range(canvas.half + 1):
            zone = next(
                (name for name, area in ZONES[view].items() if _holds(area, canvas.x(column), canvas.y(row))), None
            )
            if zone is not None and canvas.both((row, column))[0] in inside and (column or zone in MIDDLE):
                found[zone].append((row, column))
    return found


def _regions(view: View, zone: str, right: list[Cell], canvas: _Canvas) -> Iterator[Region]:
    if zone in MIDDLE:
        cells = frozenset(cell for one in right for cell in canvas.both(one))
        row = sorted(one[0] for one in right)[len(right) // 2]
        yield Region(zone, None, cells, (row, canvas.half + 1))
        return
    mark = _heart(right)
    for place in (0, 1):
        side = side_in_picture(view, right_half=place == 0)
        yield Region(zone, side, frozenset(canvas.both(one)[place] for one in right), canvas.both(mark)[place])


def _heart(cells: list[Cell]) -> Cell:
    """The cell nearest to the middle of some cells."""
    row = sum(cell[0] for cell in cells) / len(cells)
    column = sum(cell[1] for cell in cells) / len(cells)
    return min(cells, key=lambda cell: (4 * (cell[0] - row) ** 2 + (cell[1] - column) ** 2, cell))


def _between(points: Points, at: float) -> float:
    """The value at a place on a line through points."""
    for (a, left), (b, right) in pairwise(points):
        if at <= b:
            return left + (right - left) * max(0.0, at - a) / (b - a)
    return points[-1][1]


def _holds(corners: Points, x: float, y: float) -> bool:
    """Whether a point lies in a polygon: a line from it to the right crosses the edges an odd number of times."""
    odd = False
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd
