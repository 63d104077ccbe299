"""The week as it is in force: a grid where it fits, else day by day; and the exercises of a session."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.geometry import Offset
from textual.widgets import OptionList, Static

from coach.domain.plan import PlanItem, Session
from coach.domain.vocabulary import DAYS, Day
from coach.services.context import Coach
from coach.services.plan_changes import LeaveOut, Move, Swap
from coach.services.plan_edit import Changed, day_options
from coach.services.plan_words import DAY_NAMES, count, days_words
from coach.services.planning import Current
from coach.services.why import told_here
from coach.tui.keys import MOVE, key, verb
from coach.tui.plan_words import besides, blocks_of, cell_words, first_words, item_rows, minutes_of
from coach.tui.screens.changing import ChangingView
from coach.tui.screens.detail import DetailView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row
from coach.tui.widgets.week import WeekGrid

GRID_FROM = 76
"""Columns of the terminal from which the week is a grid."""


class PlanView(ChangingView[None]):
    """Days and their sessions."""

    CSS_PATH = "plan.tcss"
    ABOUT = (
        "Your week. Arrow keys walk the days; Enter opens a session, {move} moves it to another day or time. "
        "With a mouse, drag a session to another day. {undo} takes a change back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "open", "open", "the exercises of this session", priority=True),
        key("right", "walk(1, 0)", "walk", "the days and their sessions", "plan.walk", group=MOVE, shown="← → ↑ ↓"),
        verb("move", "move", hint="another day or time for this session"),
        verb("why", "why", hint="why these days and times, what is left out, what is not reached"),
        verb("back", "close", hint="back to today"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._here: tuple[Day, str | None] = (DAYS[coach.today().weekday()], None)

    def page(self) -> ComposeResult:
        """The week as a grid and as a list, of which one is shown; the cell under the cursor in words."""
        yield Static(id="words", markup=False)
        yield WeekGrid(id="grid")
        yield Static(id="cell", markup=False)
        yield Choices(id="week")
        yield Static(id="besides", markup=False)

    @property
    def _wide(self) -> bool:
        return self.size.width >= GRID_FROM and self._current is not None and bool(self._current.plan.session)

    def on_resize(self, _: Resize) -> None:
        """The other shape of the week, where the width asks for it."""
        if self._current is not None and self.query_one(WeekGrid).display != self._wide:
            self.fill(self._current)

    def on_mount(self) -> None:
        """What is to be known first is read first, also where it fills a small page."""
        self.call_after_refresh(self.query_one("#page").scroll_home, animate=False)

    def fill(self, current: Current) -> None:
        """The week in the shape that fits; both keep their cursor on the same session."""
        self.head(current.plan.title, "your week")
        self.say("words", first_words(self.coach, current))
        self.say("besides", besides(current.plan))
        grid, week = self.query_one(WeekGrid), self.query_one("#week", Choices)
        grid.display = self._wide
        week.display = not self._wide and bool(current.plan.session)
        day, session = self._here
        started = self.coach.today() >= current.plan.starts
        if session is None and not started:
            day = DAYS[current.plan.starts.weekday()]
        today = DAYS[self.coach.today().weekday()] if started else None
        grid.put({one: blocks_of(current, one) for one in DAYS}, today, day, session)
        week.put(self._rows(current, today), _list_place(current, day, session))
        if self._wide:
            self._say_cell()
        else:
            self._say_row()
        self.focus_first()

    def _rows(self, current: Current, today: Day | None) -> list[Row]:
        rows: list[Row] = []
        for day in DAYS:
            sessions = current.plan.sessions_on(day)
            name = DAY_NAMES[day] + (" · today" if day == today else "") + ("" if sessions else " · free")
            rows.append(Row(f"={day}", ("\n" if rows else "") + name, heading=True))
            for one in sessions:
                words = " · ".join(
                    part for part in (minutes_of(current, one.id), count(len(one.exercise), "exercise")) if part
                )
                rows.append(Row(f"{day}={one.id}", one.title, lead=one.at, detail=words))
        return rows

    def focus_first(self) -> None:
        """The focus belongs to the shape that is shown."""
        shown = self.query_one(WeekGrid) if self._wide else self.query_one("#week", Choices)
        if shown.display and self.focused is not shown:
            self.set_focus(shown, scroll_visible=False)

    def cursor_spot(self) -> Offset:
        """See `CoachScreen`."""
        return self.query_one(WeekGrid).spot() if self._wide else super().cursor_spot()

    def show_place(self) -> None:
        """See `ChangingView`."""
        if self._wide:
            self.query_one(WeekGrid).show_cell()
        else:
            super().show_place()

    # Where the cursor is

    def on_week_grid_walked(self, _: WeekGrid.Walked) -> None:
        """The cell in words."""
        self._say_cell()
        self.show_keys()

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """The list says all itself."""
        if not self._wide:
            self._say_row()

    def _say_row(self) -> None:
        """The place of the list's cursor, which the grid takes over should the window grow."""
        row = self.query_one("#week", Choices).row
        if row is not None:
            name, session = row.id.split("=", 1)
            self._here = (next(day for day in DAYS if day == name), session)
        self.say("cell", "")
        self.show_keys()

    def _say_cell(self) -> None:
        grid = self.query_one(WeekGrid)
        self._here = (grid.day, grid.block.session if grid.block else None)
        if self._current is not None:
            self.say("cell", cell_words(self._current, *self._here))

    def _session(self) -> tuple[Day, Session] | None:
        """The session under the cursor, and on which day."""
        if self._current is None:
            return None
        day, name = self._here
        found = next((one for one in self._current.plan.sessions_on(day) if one.id == name), None)
        return None if found is None else (day, found)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something here."""
        if action in ("open", "move"):
            return self._session() is not None
        if action == "walk":  # the list of a narrow page is like every list
            return self._wide
        return super().check_action(action, parameters)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("open")

    async def on_week_grid_opened(self, _: WeekGrid.Opened) -> None:
        """A second click opens."""
        await self.run_action("open")

    # Keys

    def action_walk(self, days: int, sessions: int) -> None:
        """Along the week; the grid has the arrow keys, this is for a click on the key line."""
        self.query_one(WeekGrid).action_walk(days, sessions)

    def action_open(self) -> None:
        """The session; what was done there is said here where it is gone."""
        here = self._session()
        if here is None:
            return

        def back(gone: str | None) -> None:
            self.load()
            self.say("notice", gone or "")
            self.call_after_refresh(self.show_place)

        self.app.push_screen(SessionView(self.coach, here[1].id, here[0]), back)

    def action_why(self) -> None:
        """Why the week is as it is."""
        from coach.tui.screens.why import WhyView

        here = self._session()
        if self._current is not None:
            self.app.push_screen(WhyView(self.coach, self._current.plan, here[1].id if here else None))

    def action_move(self) -> None:
        """Another day or time."""
        from coach.tui.screens.move import MoveView

        here = self._session()
        if here is not None and self._current is not None:
            self.app.push_screen(MoveView(self.coach, self._current, here[1], here[0]), self._placed)

    def _placed(self, wanted: Move | object | None) -> None:
        if isinstance(wanted, Move):
            self._here = (wanted.to, wanted.session)
        self.make(wanted)  # type: ignore[arg-type]

    def on_week_grid_dropped(self, dropped: WeekGrid.Dropped) -> None:
        """Dragged to another day: it goes there, or changes places, or the rule is told."""
        if self._current is None or not self.calm():
            return
        options = day_options(self.coach, self._current, dropped.session, dropped.day)
        trade = next((one.trade for one in options if one.day == dropped.to), None)
        self._placed(Move(dropped.session, dropped.day, dropped.to, trade))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


def _list_place(current: Current, day: Day, session: str | None) -> str | None:
    """The row of a session, or of the first one from that day on."""
    if session is not None and any(one.id == session for one in current.plan.sessions_on(day)):
        return f"{day}={session}"
    later = [*DAYS[DAYS.index(day) :], *DAYS]
    return next((f"{one}={found.id}" for one in later for found in current.plan.sessions_on(one)), None)


class SessionView(ChangingView[str | None]):
    """The exercises of one session; where the last one is left out, it answers what to say of that."""

    ABOUT = (
        "The exercises of one session. Enter shows all about one. {replace} puts something else in its place, "
        "{leave_out} leaves it out, {undo} takes that back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "open", "why", "why it is there, how it goes, all about it", priority=True),
        verb("why", "open", show=False, hint="why it is there, how it goes, all about it"),
        verb("replace", "swap"),
        verb("leave_out", "leave_out"),
        verb("move", "move", hint="another day or time for this session"),
        verb("back", "close", hint="back to the week"),
    ]

    def __init__(self, coach: Coach, session: str, day: Day) -> None:
        super().__init__(coach)
        self._which, self._day = session, day

    def page(self) -> ComposeResult:
        """When, and the exercises."""
        yield Static(id="words", markup=False)
        yield Choices(id="items")

    @property
    def session(self) -> Session | None:
        """The session as it is now; None where it has gone."""
        plan = self._current.plan if self._current else None
        return plan.session_named(self._which) if plan else None

    def fill(self, current: Current) -> None:
        """Names and amounts."""
        session = self.session
        if session is None:
            return
        if self._day not in session.days:
            self._day = session.days[0]
        self.head(session.title, session.at)
        parts = (days_words(session.days), minutes_of(current, session.id))
        words = " · ".join(part for part in parts if part)
        self.say("words", words[:1].upper() + words[1:])
        choices = self.query_one(Choices)
        place = choices.highlighted
        choices.put(item_rows(self.coach, session), None)
        if place is not None:
            left = [n for n, row in enumerate(choices.rows) if not row.heading]
            choices.highlighted = min(left, key=lambda n: abs(n - place))

    def _place(self) -> int | None:
        row = self.query_one(Choices).row
        return None if row is None or row.heading else int(row.id)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("open")

    def made(self, done: Changed, more: str = "") -> None:
        """Show what was done; a session that has gone is left."""
        super().made(done, more)
        if self.session is None:
            self.dismiss(f"{done.said} {more}".strip())

    def action_open(self) -> None:
        """All about it."""
        place, session, current = self._place(), self.session, self._current
        if place is not None and session is not None and current is not None:
            why = told_here(self.coach, current.plan, session.id, place)
            self.app.push_screen(DetailView(self.coach, session.exercise[place], why))

    def action_swap(self) -> None:
        """Something else in its place."""
        from coach.tui.screens.swap import SwapView

        place, session, current = self._place(), self.session, self._current
        if place is None or session is None or current is None:
            return

        def taken(item: PlanItem | None) -> None:
            self.make(Swap(session.id, place, item) if item is not None else None)

        self.app.push_screen(SwapView(self.coach, current.plan, session.id, place), taken)

    def action_leave_out(self) -> None:
        """Take it out."""
        place = self._place()
        if place is not None and self.calm():
            self.make(LeaveOut(self._which, place))

    def action_move(self) -> None:
        """Another day or time."""
        from coach.tui.screens.move import MoveView

        if self.session is not None and self._current is not None:
            self.app.push_screen(MoveView(self.coach, self._current, self.session, self._day), self.make)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
