"""A figure in terminal cells."""

from __future__ import annotations

from functools import lru_cache

from coach.drawing.figure.arrows import arrow as arrow_shapes
from coach.drawing.figure.cells import GLYPHS, Cell, Grid, Mode, blocks, braille
from coach.drawing.figure.footprints import footprints
from coach.drawing.figure.framing import camera_of
from coach.drawing.figure.motion import Moment, Motion
from coach.drawing.figure.palettes import Palette
from coach.drawing.figure.people import hidden_legs, person
from coach.drawing.figure.props import furniture
from coach.drawing.figure.raster import Raster
from coach.drawing.figure.raster import blocks as split
from coach.drawing.figure.solving import Key

MOST = 20_000
"""Blocks that are remembered: about ten figures at a large size."""


class Screen:
    """Draws a figure into so many columns and rows. Keep it from frame to frame.

    Furniture is drawn once, and every distinct block of samples is turned into a glyph once.
    """

    def __init__(
        self, motion: Motion, cols: int, rows: int, mode: Mode = "quad", *, palette: Palette, mirror: bool = False
    ) -> None:
        self.motion, self.mode, self.palette = motion, mode, palette
        self.raster = Raster(cols * 2, rows * 4)
        self.camera = camera_of(motion, cols * 2, rows * 4, mirror=mirror)
        self.raster.draw(hidden_legs(motion, self.camera), self.camera)
        self.raster.draw(furniture(motion.furniture, front=False), self.camera)
        self._backdrop = bytes(self.raster.data)
        self._rows: list[tuple[bytes, list[Cell]]] = [(b"", [])] * rows
        self._memo = _glyphs(mode, palette)

    def frame(self, moment: Moment, arrow: tuple[Key, Key] | None = None) -> Grid:
        """One picture; `arrow` shows the way between two poses. Rows that are as before are the same lists."""
        raster, camera = self.raster, self.camera
        raster.begin(self._backdrop)
        if arrow:
            raster.draw(arrow_shapes(self.motion, *arrow, camera), camera)
        raster.draw(person(self.motion, moment, camera), camera)
        raster.draw(furniture(self.motion.furniture, front=True), camera)
        if self.motion.figure.inset:
            footprints(self.motion, moment, raster, camera)
        return [self._row(number, strip) for number, strip in enumerate(raster.strips())]

    def _row(self, number: int, strip: bytes) -> list[Cell]:
        """A row of cells; the same list again where nothing in it has changed."""
        known = self._rows[number]
        if known[0] != strip:
            known = self._rows[number] = (strip, [self._cell(block) for block in split(strip)])
        return known[1]

    def _cell(self, block: bytes) -> Cell:
        found = self._memo.get(block)
        if found is None:
            colours, glyphs = self.palette.colours, GLYPHS[self.mode]
            found = blocks(block, colours, glyphs) if glyphs else braille(block, colours)
            if len(self._memo) > MOST:
                self._memo.clear()
            self._memo[block] = found
        return found


@lru_cache(maxsize=4)
def _glyphs(mode: Mode, palette: Palette) -> dict[bytes, Cell]:
    """The glyphs found so far; figures share them, because they are painted with the same few colours."""
    return {}
