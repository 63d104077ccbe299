"""The one list of the coach: rows with marks, times and details, as high as it needs; the page around it scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Offset, Region
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.tui.widgets.lines import Columns, Row, RowVisual

TICKED, OPEN = "[x]", "[ ]"
LARGE = "-large"
"""The class of the app while the person would like larger text."""


class Choices(OptionList):
    """A list of rows; Enter belongs to the screen, a click selects as everywhere."""

    DEFAULT_CSS = """
    Choices, Choices:focus {
        height: auto;
        max-width: 96;
        max-height: 1000;
        border: none;
        padding: 0;
        background: $background;
        background-tint: $background 0%;
        scrollbar-size: 0 0;
        & > .option-list--option {
            padding: 0 1;
        }
        & > .option-list--option-disabled {
            color: $primary;
            text-style: bold;
        }
    }
    """

    def __init__(
        self, rows: Sequence[Row] = (), *, id: str | None = None, highlight: str | None = None, open: bool = False
    ) -> None:
        """`open` leaves the cursor off the rows, so that Enter chooses nothing before the person has moved."""
        self.rows: tuple[Row, ...] = ()
        self.airy = False
        super().__init__(id=id, markup=False)
        self.put(rows, highlight)
        if open:
            self.highlighted = None

    def put(self, rows: Sequence[Row], highlight: str | None = None) -> None:
        """Show other rows, with the cursor on `highlight` or on the first row that can be chosen."""
        self.rows = tuple(rows)
        columns = Columns.of(self.rows)
        self.set_options(
            Option(RowVisual(row, columns, airy=self.airy), id=row.id, disabled=row.heading) for row in self.rows
        )
        self.refresh(layout=True)
        self.go_to(highlight)

    def on_mount(self) -> None:
        """Large settings hold from the start."""
        self.air(self.app.has_class(LARGE))

    def air(self, airy: bool) -> None:
        """Give the rows air between them, or take it away."""
        if airy != self.airy:
            self.airy = airy
            row = self.row
            self.put(self.rows, row.id if row else None)
            if row is None:
                self.highlighted = None

    def go_to(self, name: str | None) -> None:
        """Put the cursor on a row."""
        known = [place for place, row in enumerate(self.rows) if not row.heading]
        chosen = [place for place in known if self.rows[place].id == name]
        places = chosen or known
        self.highlighted = places[0] if places else None

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return None if self.highlighted is None else self.rows[self.highlighted]

    def change(self, row: Row) -> None:
        """Show a row anew, for example with another mark."""
        self.rows = tuple(row if one.id == row.id else one for one in self.rows)
        option = self.get_option(row.id)
        prompt = option.prompt
        assert isinstance(prompt, RowVisual)
        self.replace_option_prompt(row.id, RowVisual(row, prompt.columns, airy=self.airy))

    def spot(self) -> Offset:
        """Where on the screen the row under the cursor begins."""
        region = self.content_region
        return Offset(region.x + 1, region.y + (self._top(self.highlighted) if self.highlighted is not None else 0))

    def _top(self, place: int) -> int:
        return sum(self._high(one) for one in range(place))

    def _high(self, place: int) -> int:
        prompt = self.get_option_at_index(place).prompt
        assert isinstance(prompt, RowVisual)
        return prompt.get_height({}, max(1, self.content_size.width - 2))

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the row under the cursor into view: the page scrolls, not the list."""
        page, place = self.page, self.highlighted
        if page is None or place is None or not self.is_mounted or not self.content_size:
            return
        if place == self._first() and self.virtual_region.y + self._top(place) < page.size.height:
            page.scroll_home(animate=False, immediate=True)
            return
        region = self.virtual_region
        row = Region(region.x, region.y + self._top(place), region.width, self._high(place))
        page.scroll_to_region(row, animate=False, force=True, immediate=True)

    def action_cursor_down(self) -> None:
        """Down by a row; a text between the cursor and the row is shown first, and no text after the list is lost."""
        page = self.page
        if page is None or self._where() > 0 or self.highlighted == self._last():
            self._scroll(1)
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Up by a row, in the same way."""
        page = self.page
        if page is None or self._where() < 0 or self.highlighted == self._first():
            self._scroll(-1)
        else:
            super().action_cursor_up()

    @property
    def page(self) -> Widget | None:
        """What scrolls around the list."""
        return self.parent if isinstance(self.parent, Widget) else None

    def _first(self) -> int | None:
        return next((n for n, row in enumerate(self.rows) if not row.heading), None)

    def _last(self) -> int | None:
        return next((n for n in range(len(self.rows) - 1, -1, -1) if not self.rows[n].heading), None)

    def _where(self) -> int:
        """Whether the row under the cursor stands below the window (1), above it (-1), or in it (0)."""
        page, place = self.page, self.highlighted
        if page is None or place is None:
            return 0
        top = self.virtual_region.y + self._top(place) - page.scroll_offset.y
        if top + min(self._high(place), page.size.height) > page.size.height:
            return 1
        return -1 if top < 0 else 0

    def _scroll(self, way: int) -> None:
        page = self.page
        if page is not None:
            page.scroll_relative(y=way * max(1, page.size.height - 2), animate=False, immediate=True)

    def action_page_down(self) -> None:
        """Down by what the page shows."""
        self._by_page(1)

    def action_page_up(self) -> None:
        """Up by what the page shows."""
        self._by_page(-1)

    def _by_page(self, way: int) -> None:
        page, place = self.page, self.highlighted
        if page is None or place is None:
            return
        room = max(1, page.size.height - 2)
        last = place
        while 0 <= place + way < len(self.rows) and room > 0:
            place += way
            room -= self._high(place)
            last = last if self.rows[place].heading else place
        self.highlighted = last


class Ticks(Choices):
    """A list in which several rows can be ticked; `alone` is the row that goes with no other ("none of these")."""

    def __init__(
        self, rows: Sequence[Row], ticked: Sequence[str] = (), *, alone: str | None = None, id: str | None = None
    ) -> None:
        self.alone = alone
        marked = [self._marked(row, row.id in ticked) for row in rows]
        super().__init__(marked, id=id, highlight=next(iter(ticked), None))

    @staticmethod
    def _marked(row: Row, on: bool) -> Row:
        return row if row.heading else Row(row.id, row.text, TICKED if on else OPEN, row.lead, row.detail)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the ticked rows, in order."""
        return tuple(row.id for row in self.rows if row.mark == TICKED)

    def toggle(self, name: str) -> None:
        """Tick or untick a row; the lone one takes the others away."""
        for row in self.rows:
            if row.id == name:
                self.change(self._marked(row, row.mark == OPEN))
            elif row.mark == TICKED and self.alone in (name, row.id):
                self.change(self._marked(row, False))
