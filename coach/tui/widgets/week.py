"""The week as seven columns, painted as one text: sessions are blocks, arrow keys walk, a block can be dragged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import MouseDown, MouseMove, MouseUp
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.widget import Widget

from coach.domain.vocabulary import DAYS, Day
from coach.services.plan_words import DAY_NAMES
from coach.tui.keys import MOVE, key

TITLE_LINES = 4
WIDEST = 18
GAP = 1
HEAD = 2
"""Lines above the blocks: the day's name and a rule."""


@dataclass(frozen=True, slots=True)
class Block:
    """One session on one day."""

    session: str
    at: str
    title: str
    minutes: str


class WeekGrid(Widget, can_focus=True):
    """Seven days beside each other; Enter belongs to the screen."""

    DEFAULT_CSS = """
    WeekGrid {
        height: auto;
        margin: 0 1;
        & > .weekgrid--block { background: $panel; color: $foreground; }
        & > .weekgrid--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
        & > .weekgrid--today { color: $primary; text-style: bold; }
        & > .weekgrid--over { color: $warning; text-style: bold; }
        & > .weekgrid--rule { color: $scrollbar; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "weekgrid--block", "weekgrid--cursor", "weekgrid--today", "weekgrid--over", "weekgrid--rule",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        key("left", "walk(-1, 0)", "day before", "the day before", "week.left", group=MOVE, show=False, shown="←"),
        key("right", "walk(1, 0)", "next day", "the next day", "week.right", group=MOVE, show=False, shown="→"),
        key("up", "walk(0, -1)", "up", "the session above", "week.up", group=MOVE, show=False),
        key("down", "walk(0, 1)", "down", "the session below", "week.down", group=MOVE, show=False),
    ]

    @dataclass
    class Walked(Message):
        """The cursor went to another cell."""

        grid: WeekGrid

    @dataclass
    class Opened(Message):
        """A block was clicked that the cursor was on already."""

        grid: WeekGrid

    @dataclass
    class Dropped(Message):
        """A block was dragged to another day."""

        grid: WeekGrid
        session: str
        day: Day
        to: Day

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks: dict[Day, tuple[Block, ...]] = {}
        self._today: Day | None = None
        self._held: Block | None = None
        self._over: Day | None = None
        self._again = False
        self.day: Day = "mon"
        self.place = 0

    def put(self, blocks: Mapping[Day, Sequence[Block]], today: Day | None, day: Day, session: str | None) -> None:
        """Show a week, with the cursor on a day and, where it is there, on one of its sessions."""
        self._blocks = {one: tuple(blocks.get(one, ())) for one in DAYS}
        self._today = today
        self.day = day
        ids = [block.session for block in self._blocks[day]]
        self.place = ids.index(session) if session in ids else max(0, min(self.place, len(ids) - 1))
        self.refresh(layout=True)

    @property
    def block(self) -> Block | None:
        """The block under the cursor; None on a free day."""
        there = self._blocks.get(self.day, ())
        return there[self.place] if there else None

    # The picture

    def _wide(self, width: int) -> int:
        return max(5, min(WIDEST, (width - 6 * GAP) // 7))

    def _high(self, row: int, wide: int) -> int:
        blocks = [there[row] for there in self._blocks.values() if row < len(there)]
        return max((len(_written(block, wide)) for block in blocks), default=1)

    def _rows(self) -> int:
        return max([1, *(len(there) for there in self._blocks.values())])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """See `Widget`."""
        wide = self._wide(width)
        return HEAD + sum(self._high(row, wide) + 1 for row in range(self._rows())) - 1

    def render(self) -> Content:
        """The whole week as one text."""
        wide = self._wide(self.content_size.width)
        columns = [self._column(day, wide) for day in DAYS]
        lines = [Content(" " * GAP).join(parts) for parts in zip(*columns, strict=True)]
        return Content("\n").join(lines)

    def _column(self, day: Day, wide: int) -> list[Content]:
        today, over = day == self._today, day == self._over
        name = DAY_NAMES[day][:3] + (" today" if today else "")
        style = self.get_visual_style("weekgrid--over" if over else "weekgrid--today" if today else "weekgrid--rule")
        heading = Content.styled(("→ " if over else "") + name, "bold" if not (over or today) else style)
        lines = [_wide_as(heading, wide), Content.styled(("━" if today or over else "─") * wide, style)]
        there = self._blocks.get(day, ())
        for row in range(self._rows()):
            here = day == self.day and row == self.place
            high = self._high(row, wide)
            if row < len(there):
                written = [*_written(there[row], wide), *[""] * high][:high]
                look = self.get_visual_style("weekgrid--cursor" if here else "weekgrid--block")
                marked = [("▸" if here and not number else " ") + text for number, text in enumerate(written)]
                lines += [_wide_as(Content(text), wide).stylize(look) for text in marked]
            elif row == 0:
                free = Content(("▸" if here else " ") + "free ")
                free = free.stylize(self.get_visual_style("weekgrid--cursor")) if here else free
                lines += [_wide_as(free, wide), *[Content(" " * wide)] * (high - 1)]
            else:
                lines += [Content(" " * wide)] * high
            if row < self._rows() - 1:
                lines.append(Content(" " * wide))
        return lines

    # Where things are

    def _cell(self, day: Day, place: int) -> Region:
        """A cell in the widget's own lines."""
        wide = self._wide(self.content_size.width)
        top = HEAD + sum(self._high(row, wide) + 1 for row in range(place))
        return Region(DAYS.index(day) * (wide + GAP), top, wide, self._high(place, wide))

    def spot(self) -> Offset:
        """Where on the screen the cell under the cursor begins."""
        return self.content_region.offset + self._cell(self.day, self.place).offset

    def _day_at(self, x: int) -> Day:
        return DAYS[max(0, min(6, x // (self._wide(self.content_size.width) + GAP)))]

    def _place_at(self, day: Day, y: int) -> int | None:
        there = range(len(self._blocks.get(day, ())))
        return next((row for row in there if self._cell(day, row).y <= y < self._cell(day, row).bottom), None)

    def show_cell(self) -> None:
        """Bring the cell under the cursor into view; the page scrolls. From the first row the heading is seen too."""
        page = self.parent
        if not isinstance(page, Widget) or not self.content_size:
            return
        cell = self._cell(self.day, self.place)
        if self.place == 0:
            cell = Region(cell.x, 0, cell.width, cell.bottom)
        if cell.height > page.size.height:
            cell = Region(cell.x, cell.y, cell.width, page.size.height)
        there = cell.translate(self.virtual_region.offset)
        page.scroll_to_region(there, animate=False, force=True, immediate=True)

    # Keys and mouse

    def go_to(self, day: Day, place: int) -> None:
        """Put the cursor on a cell."""
        self.day, self.place = day, place
        self.refresh()
        self.show_cell()
        self.post_message(self.Walked(self))

    def action_walk(self, days: int, rows: int) -> None:
        """To the next cell; at the last one the page scrolls on, so that the words below can be read."""
        number = DAYS.index(self.day) + days
        there = self._blocks.get(self.day, ())
        if rows and not 0 <= self.place + rows < len(there):
            if isinstance(self.parent, Widget):
                self.parent.scroll_relative(y=3 * rows, animate=False, immediate=True)
        elif 0 <= number < len(DAYS):
            day = DAYS[number]
            row = self.place + rows
            self.go_to(day, max(0, min(row, len(self._blocks[day]) - 1)))

    def on_mouse_down(self, event: MouseDown) -> None:
        """To the cell under the mouse; a block can be dragged from here."""
        place = self._place_at(self._day_at(event.x), event.y)
        if event.button != 1:
            return
        day = self._day_at(event.x)
        before = (self.day, self.place)
        if place is None and self._blocks.get(day):
            return
        self.go_to(day, place or 0)
        self._held = self.block
        self._again = before == (self.day, self.place)
        self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """The day that a dragged block would come to."""
        if self._held is not None:
            day = self._day_at(event.x)
            self._over = day if day != self.day else None
            self.refresh()

    def on_mouse_up(self, event: MouseUp) -> None:
        """The block is let go: on another day it moves, on its own a second click opens it."""
        if self.app.mouse_captured is self:
            self.release_mouse()
        held, self._held, self._over = self._held, None, None
        self.refresh()
        if held is None:
            return
        to = self._day_at(event.x)
        if to != self.day:
            self.post_message(self.Dropped(self, held.session, self.day, to))
        elif self._again:
            self.post_message(self.Opened(self))


def _written(block: Block, wide: int) -> list[str]:
    """The lines of a block; a title that is too long ends in dots, the screen shows the whole of it."""
    room = max(3, wide - 2)
    title = [line.plain.rstrip() for line in Content(block.title).wrap(room)]
    if len(title) > TITLE_LINES:
        title = [*title[: TITLE_LINES - 1], title[TITLE_LINES - 1][: room - 1].rstrip() + "…"]
    return [block.at, *title, *([block.minutes] if block.minutes else [])]


def _wide_as(text: Content, wide: int) -> Content:
    return text.truncate(wide, pad=True)
