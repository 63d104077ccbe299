"""The camera of a figure: everything that is ever to be seen is in its picture."""

from __future__ import annotations

from itertools import pairwise
from weakref import WeakKeyDictionary

from coach.drawing.figure.arrows import arrow
from coach.drawing.figure.camera import Camera, Extent, Shape
from coach.drawing.figure.motion import Moment, Motion, helped
from coach.drawing.figure.people import person
from coach.drawing.figure.props import furniture

_EXTENTS: WeakKeyDictionary[Motion, dict[bool, Extent]] = WeakKeyDictionary()
"""How large each figure is; a picture of another size needs not look at the whole movement again."""


def camera_of(motion: Motion, width: float, height: float, *, mirror: bool = False) -> Camera:
    """A camera that fits the furniture, the whole movement and its arrows into so many samples."""
    camera = Camera(motion.view, mirror=mirror)
    known = _EXTENTS.setdefault(motion, {})
    if mirror not in known:  # signs stand on the right in both pictures, so one is not the other mirrored
        known[mirror] = _extent(motion, camera)
    camera.fit(known[mirror], width, height)
    return camera


def _extent(motion: Motion, camera: Camera) -> Extent:
    """What the picture has to hold."""
    props = motion.furniture
    shapes: list[Shape] = [
        *furniture(props, front=False, compact=True),
        *furniture(props, front=True, compact=True),
    ]
    for i, j in motion.ways():
        a, b = motion.keys[i], motion.keys[j]
        for u in (0.5, 1.0):
            shapes += person(motion, Moment(motion.between(a, b, u), j, second=helped(a, b, u)), camera)
    for i, j in pairwise(motion.stills):
        shapes += arrow(motion, motion.keys[i], motion.keys[j], camera)
    return camera.extent(shapes)
