"""The inset: both feet from above in a small frame, for exercises in which it matters where they stand."""

from __future__ import annotations

from coach.drawing.figure.anatomy import SIDES, Spot
from coach.drawing.figure.camera import Camera, Shape
from coach.drawing.figure.motion import Moment, Motion
from coach.drawing.figure.palettes import ROLE
from coach.drawing.figure.raster import Raster

SOLE = (Spot("foot", 4.2, -4.5, -4.3), Spot("foot", 3.6, 5, -5), Spot("foot", 4.6, 13, -5.3))
WIDE, HIGH = 0.3, 0.5
"""Its share of the picture."""


def footprints(motion: Motion, moment: Moment, raster: Raster, camera: Camera) -> None:
    """Draw it: forwards is up, and the working side is on the side where it is in a mirrored picture too."""
    width, height = int(raster.width * WIDE), int(raster.height * HIGH)
    left = raster.width - width - 1 if motion.figure.inset == "right" else 1
    raster.frame_of(left, 1, width, height, ROLE["ghost"])
    spots = [key.body.p[joint + side] for key in motion.keys for joint in ("foot", "toe") for side in SIDES]
    xs, zs = [spot[0] for spot in spots], [spot[2] for spot in spots]
    view = Camera((90, 90))
    view.cy, view.sy, view.cp, view.sp = 0.0, 1.0, 0.0, 1.0
    view.flip = camera.flip
    view.k = min(width, height) * 0.92 / (max(max(xs) - min(xs), max(zs) - min(zs)) + 16)
    view.ox = left + width / 2 - (min(zs) + max(zs)) / 2 * view.k * view.flip
    view.oy = 1 + height / 2 + (min(xs) + max(xs)) / 2 * view.k
    for side in reversed(SIDES):
        heel, arch, ball = (moment.body.at(side, spot) for spot in SOLE)
        role = "active" if "leg" + side in motion.focus else "leg"
        raster.draw([Shape(role, [heel, arch]), Shape(role, [arch, ball])], view)
