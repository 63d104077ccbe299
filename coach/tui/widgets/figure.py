"""The figure of an exercise: it moves, or its poses stand side by side where the person would rather have no motion.

Only what differs from the picture before is painted again.
"""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.events import Resize
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from coach.services.context import Coach

if TYPE_CHECKING:
    from coach.domain.figure import Figure
    from coach.domain.vocabulary import Side
    from coach.drawing.figure.cells import Cell, Grid, Mode
    from coach.drawing.figure.motion import Motion
    from coach.drawing.figure.palettes import RGB, Look, Palette
    from coach.drawing.figure.screen import Screen as Sheet

FRAMES_A_SECOND = 12
LEAST_COLS, LEAST_ROWS = 20, 7
"""A smaller picture tells nothing."""


class FigureView(Widget):
    """A figure in the cells that it has."""

    DEFAULT_CSS = """
    FigureView {
        background: $background;
        &.-none {
            display: none;
        }
    }
    """

    def __init__(self, coach: Coach, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._coach = coach
        self.words: tuple[str, ...] = ()
        """The poses in words."""
        self._figure: Figure | None = None
        self._side: Side | None = None
        self._motion: Motion | None = None
        self._sheet: Sheet | None = None
        self._cells: Grid = []
        self._strips: dict[int, Strip] = {}
        self._round: dict[int, Grid] = {}
        """The pictures of one round so far, by their number."""
        self._timer: Timer | None = None
        self._began = 0.0
        self._at = 0.0
        self._paused = False
        self._paper: RGB = (0, 0, 0)

    def put(self, figure: Figure | None, side: Side | None = None) -> None:
        """Show another figure from its beginning, with the side that works where it is one."""
        if figure is self._figure and side == self._side:
            return
        from coach.drawing.figure.motion import Motion
        from coach.drawing.figure.words import words

        self._figure, self._side = figure, side
        self._motion = Motion(figure) if figure is not None else None
        self.words = words(figure, None if side == "both" else side, holds=False) if figure is not None else ()
        self.set_class(figure is None, "-none")
        self._paused, self._at, self._began = False, 0.0, self._now()
        self._remake()

    def on_mount(self) -> None:
        """The clock of the picture, and the colours of the look."""
        self._timer = self.set_interval(1 / FRAMES_A_SECOND, self.tick, pause=True)
        self.watch(self.app, "theme", self._remake, init=False)

    def on_resize(self, _: Resize) -> None:
        """Another size is another picture."""
        self._remake()

    @property
    def moves(self) -> bool:
        """Whether the figure may move."""
        return self._coach.look.motion and os.environ.get("TEXTUAL_ANIMATIONS", "").lower() != "none"

    def pause(self) -> None:
        """Stop, or go on from there."""
        self._at, self._began = self._time(), self._now()
        self._paused = not self._paused
        self._run()

    def _now(self) -> float:
        return self._coach.clock.monotonic()

    def _time(self) -> float:
        return self._at if self._paused else self._at + self._now() - self._began

    def _run(self) -> None:
        running = self._sheet is not None and self.moves and not self._paused
        if self._timer is not None:
            (self._timer.resume if running else self._timer.pause)()

    def _remake(self) -> None:
        """The picture anew, for this size and these colours."""
        from coach.drawing.figure.screen import Screen as Sheet
        from coach.drawing.figure.stills import still

        self._sheet, self._cells = None, []
        self._round.clear()
        self._strips.clear()
        cols, rows = self.size
        motion = self._motion
        if motion is not None and cols >= LEAST_COLS and rows >= LEAST_ROWS:
            mode, palette = self._dress()
            if self.moves:
                self._sheet = Sheet(motion, cols, rows, mode, palette=palette, mirror=self._side == "left")
                self._cells = self._picture()
            else:
                self._cells = still(motion, cols, rows, mode, palette=palette, mirror=self._side == "left")
        self._run()
        self.refresh()

    @property
    def _ground(self) -> RGB | None:
        """What is behind the figure; None where the terminal has no colours."""
        return None if self.app.no_color else self._paper

    def _dress(self) -> tuple[Mode, Palette]:
        """Which cells and colours this terminal can show."""
        from coach.drawing.figure.palettes import HUES, palette

        self._paper = Color.parse(self.app.get_css_variables()["background"]).rgb
        name = self.app.theme.removeprefix("coach-").replace("-", "_")
        usual = "dark" if self.app.current_theme.dark else "light"
        look = cast("Look", name if name in HUES else usual)
        few = self.app.no_color or look.endswith("_16")
        return "braille" if few else "quad", palette(look, f"#{bytes(self._paper).hex()}")

    def tick(self) -> None:
        """The next picture, where somebody can see it."""
        if self._sheet is None or self._motion is None or not self.screen.is_current:
            return
        new, old = self._picture(), self._cells
        changed = [y for y, row in enumerate(new) if y >= len(old) or (row is not old[y] and row != old[y])]
        self._cells = new
        if changed:
            # One region costs Textual less than many small ones.
            self.refresh(Region.from_union([_differing(y, old, new[y]) for y in changed]))

    def _picture(self) -> Grid:
        """What there is to see now; each picture of a round is drawn once."""
        assert self._sheet is not None
        assert self._motion is not None
        count = max(1, round(self._motion.period() * FRAMES_A_SECOND))
        number = round(self._time() * FRAMES_A_SECOND) % count
        if number not in self._round:
            moment = self._motion.moment(self._motion.period() * number / count)
            self._round[number] = [*self._sheet.frame(moment)]
        return self._round[number]

    def render_lines(self, crop: Region) -> list[Strip]:
        """See `Widget`; there is no border and no padding to be put around the lines."""
        return [self._strip(y).crop(crop.x, crop.right) for y in crop.line_range]

    def _strip(self, y: int) -> Strip:
        """One line; the lines of a round are kept, and so are their strips."""
        cells = self._cells[y] if y < len(self._cells) else []
        strip = self._strips.get(id(cells))
        if strip is None:
            segments = [
                Segment("".join(cell[0] for cell in run), painted(*colours, self._ground))
                for colours, run in groupby(cells, key=lambda cell: cell[1:])
            ]
            plain = painted(None, None, self._ground)
            strip = Strip(segments, len(cells)).adjust_cell_length(self.size.width, plain)
            if cells:
                self._strips[id(cells)] = strip
        return strip


def _differing(y: int, old: Grid, row: list[Cell]) -> Region:
    """The part of a line that is not as it was."""
    before = old[y] if y < len(old) else []
    if len(before) != len(row):
        return Region(0, y, len(row), 1)
    places = [x for x, cell in enumerate(row) if cell != before[x]]
    return Region(places[0], y, places[-1] - places[0] + 1, 1)


@lru_cache(maxsize=8192)
def painted(ink: RGB | None, ground: RGB | None, page: RGB | None) -> Style:
    """The colours of a cell on a page; without colours for the page there are none at all."""
    return Style() if page is None else Style(color=_hex(ink), bgcolor=_hex(ground or page))


def _hex(colour: RGB | None) -> str | None:
    return None if colour is None else f"#{bytes(colour).hex()}"
