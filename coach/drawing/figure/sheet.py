"""Many figures on one page, with their names below: key poses in a row, or moving; small enough to send or to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from coach.drawing.figure.arrows import arrow
from coach.drawing.figure.camera import Camera, Shape
from coach.drawing.figure.framing import camera_of
from coach.drawing.figure.motion import Motion
from coach.drawing.figure.palettes import Palette
from coach.drawing.figure.svg import backdrop, scene

PAGE, GAP, MARGIN = 1240, 22, 20
"""Width of the page, and the air between figures and around them."""
POSE, HIGH, NAME = 128, 84, 30
"""Width and height of a pose, and of the line with the name."""
FINE = 3
"""Steps in which a point is placed; a page of figures stays small in whole numbers."""
CORNERS, LEAST = 14, 0.3
BOX = f'viewBox="0 0 {(POSE - 6) * FINE} {HIGH * FINE}" width="{POSE - 6}" height="{HIGH}"'
MOVING_ACROSS, FRAMES_A_SECOND = 3, 6


def sheet(figures: Sequence[tuple[str, Motion]], title: str, *, palette: Palette) -> str:
    """A page with all figures, as SVG."""
    parts: list[str] = []
    x, y = MARGIN, MARGIN + NAME
    for name, motion in figures:
        width = POSE * len(motion.stills)
        if x > MARGIN and x + width > PAGE - MARGIN:
            x, y = MARGIN, y + HIGH + NAME
        parts += _figure(name, motion, x, y, palette)
        x += width + GAP
    top = f'<text x="{MARGIN}" y="{MARGIN + 6}" font-size="17" font-weight="bold">{escape(title)}</text>'
    return _page(title, PAGE, y + HIGH + NAME + MARGIN, [top, *parts], palette)


def _figure(name: str, motion: Motion, x: int, y: int, palette: Palette) -> Iterable[str]:
    camera = camera_of(motion, (POSE - 6) * FINE, HIGH * FINE)
    for place, pose in enumerate(motion.stills):
        key = motion.keys[pose]
        following = motion.stills[place + 1 : place + 2]
        way = [shape for after in following for shape in arrow(motion, key, motion.keys[after], camera)]
        shapes = [*backdrop(motion, camera), *way, *scene(motion, motion.still(pose), camera)]
        yield f'<svg x="{x + place * POSE}" y="{y}" {BOX}>{_paths(shapes, camera, palette)}</svg>'
    yield f'<text x="{x}" y="{y + HIGH + 13}">{escape(name)}</text>'


def moving_sheet(figures: Sequence[tuple[str, Motion]], title: str, *, palette: Palette) -> str:
    """A few figures beside each other, each repeating its movement, as SVG."""
    width = MARGIN * 2 + MOVING_ACROSS * (POSE + GAP) - GAP
    parts: list[str] = []
    for number, (name, motion) in enumerate(figures):
        x = MARGIN + number % MOVING_ACROSS * (POSE + GAP)
        y = MARGIN + number // MOVING_ACROSS * (HIGH + NAME)
        parts += [
            f'<svg x="{x}" y="{y}" {BOX}>',
            *_moving(motion, palette),
            f'</svg><text x="{x}" y="{y + HIGH + 13}">{escape(name)}</text>',
        ]
    height = MARGIN * 2 + -(-len(figures) // MOVING_ACROSS) * (HIGH + NAME)
    return _page(title, width, height, parts, palette)


def _moving(motion: Motion, palette: Palette) -> Iterator[str]:
    """One round, a drawing for each instant; what never moves is drawn once."""
    camera = camera_of(motion, (POSE - 6) * FINE, HIGH * FINE)
    period = motion.period()
    count = max(2, round(period * FRAMES_A_SECOND))
    yield _paths(backdrop(motion, camera), camera, palette)
    for number in range(count):
        turns = sorted({0, number, number + 1} - {count})
        shown = ";".join("inline" if one == number else "none" for one in turns)
        times = ";".join(f"{one / count:.3f}" for one in turns)
        drawn = _paths(scene(motion, motion.moment(period * number / count), camera), camera, palette)
        yield (
            f'<g display="{"none" if number else "inline"}"><animate attributeName="display" values="{shown}" '
            f'keyTimes="{times}" dur="{period:.1f}s" calcMode="discrete" repeatCount="indefinite"/>{drawn}</g>'
        )


def _page(title: str, width: int, height: int, parts: Iterable[str], palette: Palette) -> str:
    ink = "#000" if sum(palette["paper"]) > 384 else "#fff"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="11" fill="{ink}" role="img">'
    )
    paper = f'<rect width="{width}" height="{height}" fill="{palette.hex("paper")}"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", paper, *parts, "</svg>"]) + "\n"


def _paths(shapes: Iterable[Shape], camera: Camera, palette: Palette) -> str:
    """Shapes of one colour that follow each other are one path, in steps from corner to corner."""
    paths = []
    for role, group in groupby(shapes, key=lambda shape: shape.role):
        drawn = "".join(_outline(camera.outline(shape.balls, CORNERS, LEAST)) for shape in group)
        paths.append(f'<path fill="{palette.hex(role)}" d="{drawn}"/>')
    return "".join(paths)


def _outline(corners: Sequence[tuple[float, float]]) -> str:
    points = [*dict.fromkeys((round(x), round(y)) for x, y in corners)]
    x, y = points[0]
    steps = []
    for to_x, to_y in points[1:]:
        steps.append(f"{to_x - x} {to_y - y}".replace(" -", "-"))
        x, y = to_x, to_y
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z" if steps else ""
