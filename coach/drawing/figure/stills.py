"""Reduced motion: the key poses of a figure in one picture, numbered, with arrows."""

from __future__ import annotations

from coach.drawing.figure.cells import EMPTY, Grid, Mode
from coach.drawing.figure.framing import camera_of
from coach.drawing.figure.motion import Motion
from coach.drawing.figure.palettes import Palette
from coach.drawing.figure.screen import Screen


def still(motion: Motion, cols: int, rows: int, mode: Mode = "quad", *, palette: Palette, mirror: bool = False) -> Grid:
    """The poses side by side or stacked, whichever is larger."""
    count = len(motion.stills)
    across = max(range(1, count + 1), key=lambda n: camera_of(motion, cols // n * 2, rows // -(-count // n) * 4).k)
    width, height = cols // across, rows // -(-count // across)
    screen = Screen(motion, width - (across > 1), height, mode, palette=palette, mirror=mirror)
    out: Grid = [[EMPTY] * cols for _ in range(rows)]
    for place, pose in enumerate(motion.stills):
        top, left = place // across * height, place % across * width
        key = motion.keys[pose]
        way = (key, motion.keys[motion.stills[place + 1]]) if place + 1 < count else None
        for row, line in enumerate(screen.frame(motion.still(pose), arrow=way)):
            out[top + row][left : left + len(line)] = line
        out[top][left] = (str(place + 1), palette["trace"], None)
    return out
