"""Figures that show an exercise: key poses solved in space and drawn as filled shapes, in cells or as SVG.

`Motion(figure)` solves the poses once, `.moment(t)` is what there is to see at a time, `Screen(...).frame(moment)`
draws it; `still` is the picture that does not move, `svg` the printed one, `words` a sentence for each pose.
"""

from coach.drawing.figure.cells import Cell, Grid, Mode
from coach.drawing.figure.motion import Moment, Motion
from coach.drawing.figure.palettes import Look, Palette, palette
from coach.drawing.figure.screen import Screen
from coach.drawing.figure.stills import still
from coach.drawing.figure.svg import svg
from coach.drawing.figure.words import words

__all__ = [
    "Cell", "Grid", "Look", "Mode", "Moment", "Motion", "Palette", "Screen", "palette", "still", "svg",
    "words",
]  # fmt: skip
