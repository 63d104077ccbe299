"""The picture of pelvis and legs beside a list of places: it follows the list, and a click on it chooses a row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from coach.drawing.body import VIEWS, Figure, Run, Side, View, drawn, figure, side_in_picture
from coach.tui.widgets.choices import Ticks

LABELS = 2
"""Lines above a figure: which view it is, and whose side is where."""
NARROWEST = len("your right  your left")
GAP = 2
UNDER_LIST = 16
"""Lines that a question and its list take where the picture stands under them."""
HALVES = range(13, 7, -1)
"""Half widths of a body in columns, from large to small."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How the picture fills its room."""

    views: int
    half: int
    rows: int

    @property
    def each(self) -> int:
        """Columns of one view."""
        return max(2 * self.half + 3, NARROWEST)

    @property
    def size(self) -> Size:
        """Columns and lines of all."""
        return Size(self.views * self.each + (self.views - 1) * GAP, self.rows + LABELS)


def fit(width: int, height: int) -> Fit | None:
    """The largest picture for some room: both views if they fit, else one that changes; None where neither does."""
    for views in (2, 1):
        for half in HALVES:
            one = Fit(views, half, min(round(1.9 * half), height - LABELS))
            if one.rows >= 1.6 * half and one.size.width <= width:
                return one
    return None


def list_width(ticks: Ticks) -> int:
    """Columns in which no row of a list wraps, with its margins."""
    return max((len(row.text) + len(row.mark) + 1 for row in ticks.rows), default=0) + 2


class BodyPicture(Widget):
    """Where it hurts: the place under the cursor is lit, the ticked ones are hatched and carry an x."""

    DEFAULT_CSS = """
    BodyPicture {
        width: 1fr;
        height: auto;
        & > .body--label { text-style: bold; }
        & > .body--body { background: $panel; }
        & > .body--ticked { color: $warning; background: $panel; }
        & > .body--tick { color: $foreground; background: $panel; text-style: bold; }
        & > .body--lit { color: $primary; background: $panel; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"body--label", "body--body", "body--ticked", "body--tick", "body--lit"}

    @dataclass
    class Chosen(Message):
        """A place was clicked."""

        zone: str

    def __init__(self, sides: Collection[Side]) -> None:
        super().__init__()
        self.sides = tuple(sides)
        self.fits: Fit | None = None
        self.lit: str | None = None
        self.ticked: tuple[str, ...] = ()
        self._view: View = "front"

    def settle(self, page: Size, ticks: Ticks) -> None:
        """Stand beside the list where the page has room, under it on a narrow and tall page, else not at all."""
        beside = Size(page.width - list_width(ticks), page.height)
        under = Size(page.width, page.height - UNDER_LIST)
        self.fits = fit(beside.width, beside.height)
        self.set_class(self.fits is not None, "-beside")
        room = beside if self.fits else under
        self.fits = self.fits or fit(under.width, under.height)
        self.display = self.fits is not None
        self.styles.height = self.fits.size.height if self.fits else 0
        self.styles.width = self._room(room.width)
        self.refresh(layout=True)

    def _room(self, width: int) -> int:
        """Where there is more room than needed, the picture stands in the middle of it; a scroll bar may still come."""
        if self.fits is None:
            return 0
        needed = self.fits.size.width
        return needed if width < needed + 4 else width - 2

    def follow(self, ticks: Ticks) -> None:
        """Show what the list shows."""
        self.lit = ticks.row.id if ticks.row is not None else None
        self.ticked = ticks.ticked
        seen = [view for view in VIEWS if self.lit is not None and figure(view, HALVES[-1], 13).has(self.lit)]
        if seen and self._view not in seen:
            self._view = seen[0]
        self.refresh()

    def figures(self) -> tuple[Figure, ...]:
        """The views that are shown, from the left."""
        if self.fits is None:
            return ()
        views: Sequence[View] = VIEWS if self.fits.views == 2 else (self._view,)
        return tuple(figure(view, self.fits.half, self.fits.rows) for view in views)

    def render(self) -> Content:
        """The labels and the figures, in the middle of the room."""
        if self.fits is None:
            return Content("")
        blocks = [self._block(one) for one in self.figures()]
        start = " " * self._start()
        return Content("\n").join(
            Content(start) + Content(" " * GAP).join(parts) for parts in zip(*blocks, strict=True)
        )

    def _start(self) -> int:
        return max(0, (self.content_size.width - self.fits.size.width) // 2) if self.fits else 0

    def _block(self, one: Figure) -> list[Content]:
        assert self.fits is not None
        each = self.fits.each
        left, right = (f"your {side_in_picture(one.view, right_half=half)}" for half in (False, True))
        indent = (each - one.width) // 2
        lines = [Content.styled(one.view.center(each), self._style("label"))]
        lines.append(Content(left + right.rjust(each - len(left))))
        for line in drawn(one, lit=self.lit, ticked=self.ticked, sides=self.sides):
            runs = [self._run(run) for run in line]
            lines.append(Content.assemble(" " * indent, *runs, " " * (each - indent - one.width)))
        return lines

    def _run(self, run: Run) -> Content:
        return Content(run.text) if run.look in ("outside", "line") else Content.styled(run.text, self._style(run.look))

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"body--{name}")

    def zone_at(self, x: int, y: int) -> str | None:
        """The place at a cell of the picture."""
        fits = self.fits
        if fits is None:
            return None
        place, column = divmod(x - self._start(), fits.each + GAP)
        figures = self.figures()
        if not 0 <= place < len(figures):
            return None
        one = figures[place]
        region = one.region_at(y - LABELS, column - (fits.each - one.width) // 2)
        return region.zone if region is not None else None

    def on_click(self, event: events.Click) -> None:
        """A click on a place is as good as one on its row."""
        zone = self.zone_at(event.x, event.y)
        if zone is not None:
            event.stop()
            self.post_message(self.Chosen(zone))
