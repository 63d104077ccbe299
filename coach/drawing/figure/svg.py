"""A figure as SVG, for the printed page and for files: its poses in a row."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from coach.drawing.figure.arrows import arrow
from coach.drawing.figure.camera import Camera, Shape
from coach.drawing.figure.framing import camera_of
from coach.drawing.figure.motion import Moment, Motion
from coach.drawing.figure.palettes import Palette
from coach.drawing.figure.people import hidden_legs, person
from coach.drawing.figure.props import furniture

SHAPE = 0.62
"""Height of a pose for its width."""
CUE = 20
"""Height of the line of text below."""
CORNERS, LEAST = 28, 0.3


def svg(motion: Motion, title: str, *, palette: Palette, width: int = 240, mirror: bool = False) -> str:
    """The key poses in a row, numbered, with arrows and their captions."""
    height = round(width * SHAPE)
    camera = camera_of(motion, width - 10, height, mirror=mirror)
    panels = []
    for place, pose in enumerate(motion.stills):
        key = motion.keys[pose]
        following = motion.stills[place + 1 : place + 2]
        way = [shape for after in following for shape in arrow(motion, key, motion.keys[after], camera)]
        shapes = [*backdrop(motion, camera), *way, *scene(motion, motion.still(pose), camera)]
        caption = f'<tspan font-weight="bold">{place + 1}</tspan> {escape(key.pose.cue or "")}'
        panels += [
            # An inner svg cuts off what runs over the edge of its panel.
            f'<svg x="{place * width + 5}" width="{width - 10}" height="{height}">',
            *_paths(shapes, camera, palette),
            "</svg>",
            f'<text x="{place * width + 8}" y="{height + 14}" fill="{_ink(palette)}">{caption}</text>',
        ]
    return _document(title, width * len(motion.stills), height + CUE, panels)


def backdrop(motion: Motion, camera: Camera) -> list[Shape]:
    """What is painted first and never moves."""
    return [*hidden_legs(motion, camera), *furniture(motion.furniture, front=False)]


def scene(motion: Motion, moment: Moment, camera: Camera) -> list[Shape]:
    """People and what stands before them."""
    return [*person(motion, moment, camera), *furniture(motion.furniture, front=True)]


def _paths(shapes: Iterable[Shape], camera: Camera, palette: Palette) -> list[str]:
    paths = []
    for role, balls in shapes:
        points = dict.fromkeys(f"{x:.1f} {y:.1f}" for x, y in camera.outline(balls, CORNERS, LEAST))
        paths.append(f'<path fill="{palette.hex(role)}" d="M{"L".join(points)}Z"/>')
    return paths


def _ink(palette: Palette) -> str:
    return "#000000" if sum(palette["paper"]) > 384 else "#ffffff"


def _document(title: str, width: int, height: int, parts: Iterable[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="11" role="img">'
    )
    return "\n".join([head, f"<title>{escape(title)}</title>", *parts, "</svg>"])
