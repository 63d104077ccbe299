"""Filling convex shapes in a grid of bytes, one run of bytes for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coach.drawing.figure.camera import Camera, Shape
from coach.drawing.figure.palettes import ROLE, ROLES

Spans = list[tuple[int, int]]
"""Runs of samples: where each begins and ends."""


class Raster:
    """A picture of samples; each is the number of a role, 0 is paper."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.data = bytearray(width * height)
        self._before: dict[tuple[object, ...], Spans] = {}
        self._now: dict[tuple[object, ...], Spans] = {}
        self._runs = [bytes([number]) * width for number in range(len(ROLES))]

    def draw(self, shapes: Iterable[Shape], camera: Camera) -> None:
        """Paint shapes one over the other; what has not moved since the picture before is not worked out again."""
        before, now = self._before, self._now
        for role, balls in shapes:
            key = (camera, *balls)
            spans = before.get(key)
            if spans is None:
                spans = self._spans(camera.outline(balls))
            now[key] = spans
            self._paint(spans, ROLE[role])

    def begin(self, backdrop: bytes) -> None:
        """Begin the next picture."""
        self.data[:] = backdrop
        self._before, self._now = self._now, {}

    def _paint(self, spans: Spans, role: int) -> None:
        data, run = self.data, self._runs[role]
        for i, j in spans:
            if i < j:
                data[i:j] = run[: j - i]

    def _spans(self, corners: Sequence[tuple[float, float]]) -> Spans:
        """Where a convex polygon covers each row; its corners follow each other like the hands of a clock."""
        w = self.width
        ys = [corner[1] for corner in corners]
        top, end = max(0, int(min(ys) + 0.5)), min(self.height, int(max(ys) + 0.5))
        if end <= top:
            return []
        left, right = [0.0] * (end - top), [0.0] * (end - top)
        xa, ya = corners[-1]
        for xb, yb in corners:
            if yb > ya:  # down the right side
                edge, x, y, first, last = right, xa, ya, int(ya + 0.5), int(yb + 0.5)
            else:  # and up the left one
                edge, x, y, first, last = left, xb, yb, int(yb + 0.5), int(ya + 0.5)
            if first < last:
                if first < top:
                    first = top
                if last > end:
                    last = end
                slope = (xb - xa) / (yb - ya)
                x += (first + 0.5 - y) * slope
                for row in range(first - top, last - top):
                    edge[row] = x
                    x += slope
            xa, ya = xb, yb
        starts = range(top * w, end * w, w)
        return [
            (start + (int(x0 + 0.5) if x0 > 0 else 0), start + (int(x1 + 0.5) if x1 < w else w))
            for start, x0, x1 in zip(starts, left, right, strict=True)
            if x1 + 0.5 >= 1 and x0 < w
        ]

    def frame_of(self, x: int, y: int, width: int, height: int, role: int) -> None:
        """An empty box with a thin line around it."""
        for row in range(y, y + height):
            inner = bytes([role]) + bytes(width - 2) + bytes([role])
            line = bytes([role]) * width if row in (y, y + height - 1) else inner
            self.data[row * self.width + x : row * self.width + x + width] = line

    def strips(self) -> Iterator[bytes]:
        """The samples of each row of cells."""
        size = self.width * 4
        data = bytes(self.data)
        return (data[start : start + size] for start in range(0, len(data), size))


def blocks(strip: bytes) -> list[bytes]:
    """The samples of each cell in a row of cells."""
    w = len(strip) // 4
    a, b, c, d = (strip[k * w : (k + 1) * w] for k in range(4))
    return [a[i : i + 2] + b[i : i + 2] + c[i : i + 2] + d[i : i + 2] for i in range(0, w, 2)]
