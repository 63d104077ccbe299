"""The shapes of furniture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from coach.domain.figure import Figure
from coach.domain.figure_props import Standing
from coach.drawing.figure.camera import CIRCLE, Shape
from coach.drawing.figure.furniture import BESIDE, FURNITURE, Box, Disc, Piece, Ring, Rod, Soft, Wedge
from coach.drawing.figure.vectors import Vec, add

FLOOR = Standing("floor")
ON_THE_FLOOR = ("standing", "sitting", "perched", "bike")
"""Postures under which a round floor is drawn; the others have a mat or a bed."""
WIDE = ("floor", "mat", "line")
"""May run off the edge of the picture; otherwise they would make the person small."""
THIN = 0.5


def furnished(figure: Figure) -> tuple[Standing, ...]:
    """What stands in the picture, the floor included."""
    floor = figure.base in ON_THE_FLOOR or figure.floor
    return (FLOOR, *figure.furniture) if floor else figure.furniture


def furniture(props: Sequence[Standing], *, front: bool, compact: bool = False) -> Iterator[Shape]:
    """Shapes behind the body, or in front of it; `compact` leaves out what may run off the picture."""
    for prop in props:
        if compact and prop.name in WIDE:
            continue
        by = _moved(prop)
        for piece in FURNITURE[prop.name]:
            if (not isinstance(piece, Disc) and piece.front) == front:
                yield from _shapes(piece, prop.name, by, "prop_top" if front else "prop")


def _moved(prop: Standing) -> Vec:
    x, y, z = (*prop.at, 0.0, 0.0, 0.0)[:3]
    if prop.name in BESIDE:
        return (0.0, 0.0, x)
    return (0.0, x, 0.0) if prop.name == "cushion" else (x, y, z)


def _shapes(piece: Piece, name: str, by: Vec, tone: str) -> Iterator[Shape]:
    if isinstance(piece, Ring):
        rim = [add(add(piece.centre, by), (piece.radius * c, piece.radius * s, 0.0)) for c, s in CIRCLE[24]]
        yield from (Shape(tone, [(a, piece.thickness), (b, piece.thickness)]) for a, b in pairwise((*rim, rim[0])))
    elif isinstance(piece, Rod):
        yield Shape(tone, [(add(piece.start, by), piece.radius), (add(piece.end, by), piece.radius)])
    elif isinstance(piece, Disc):
        x, y, z = piece.centre
        yield Shape("floor", [((x + piece.radius * c, y, z + piece.radius * s), THIN) for c, s in CIRCLE[24]])
    elif isinstance(piece, Wedge):
        yield from _wedge(piece, by)
    else:
        yield from _block(piece, name, by)


def _wedge(piece: Wedge, by: Vec) -> Iterator[Shape]:
    """Its side, its slope, and the edge towards the viewer."""
    (x0, y0, z0), (x1, y1, z1) = add(piece.low, by), add(piece.high, by)
    corners = ((x0, y0), (x1, y0), (x1, y1))
    yield Shape("prop_dark", [((x, y, z), THIN) for x, y in corners for z in (z0, z1)])
    yield Shape("prop_top", [((x, y, z), THIN) for x, y in (corners[0], corners[2]) for z in (z0, z1)])
    yield Shape("prop", [((x, y, z1), THIN) for x, y in corners])


def _block(piece: Box | Soft, name: str, by: Vec) -> Iterator[Shape]:
    """One block; a hard one also has its front and its top."""
    (x0, y0, z0), (x1, y1, z1) = add(piece.low, by), add(piece.high, by)
    if name in ("step", "cushion"):  # its second number is how high it is, from where it always begins
        y0 = piece.low[1]
    corners = [(x, y, z) for x in (x0, x1) for y in (y0, y1) for z in (z0, z1)]
    if isinstance(piece, Soft):
        yield Shape(piece.role, [(corner, piece.rounding) for corner in corners])
        return
    yield Shape("prop_dark", [(corner, THIN) for corner in corners])
    yield Shape("prop", [(corner, THIN) for corner in corners if corner[2] == z1])
    yield Shape("prop_top", [(corner, THIN) for corner in corners if corner[1] == y1])
