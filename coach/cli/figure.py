"""A figure in a terminal, outside the screens: its key poses with arrows, one below the other where it is narrow."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from coach.domain.figure import Figure
    from coach.drawing.figure.cells import Cell, Mode
    from coach.drawing.figure.palettes import RGB, Look

MOST_COLS, ROWS = 88, 16
NARROW = 60


def print_figure(figure: Figure, theme: str, *, mirror: bool) -> None:
    """Print the poses; in dots where the terminal has few colours, and where the person would rather have none."""
    from coach.drawing.figure.motion import Motion
    from coach.drawing.figure.palettes import palette
    from coach.drawing.figure.stills import still

    cols = min(MOST_COLS, shutil.get_terminal_size((80, 24)).columns - 1)
    rows = ROWS if cols >= NARROW else ROWS + 4
    colours = "NO_COLOR" not in os.environ and os.environ.get("COLORTERM", "") in ("truecolor", "24bit")
    look: Look = "light" if theme.startswith("light") else "dark"
    mode: Mode = "quad" if colours else "braille"
    grid = still(Motion(figure), cols, rows, mode, palette=palette(look), mirror=mirror)
    for row in grid:
        click.echo("".join(_painted(cell) if colours else cell[0] for cell in row).rstrip() + ("\x1b[0m" * colours))


def _painted(cell: Cell) -> str:
    glyph, ink, ground = cell
    return f"{_code(3, ink)}{_code(4, ground)}{glyph}"


def _code(layer: int, colour: RGB | None) -> str:
    return f"\x1b[{layer}9m" if colour is None else f"\x1b[{layer}8;2;{';'.join(map(str, colour))}m"
