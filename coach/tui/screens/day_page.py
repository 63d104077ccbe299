"""The page of the day: what Today shows, before any key does something with it."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from coach.services.context import Coach
from coach.tui.screens.base import CoachScreen
from coach.tui.today_words import CHECK_IN_ROW, GO_ON_ROW, WEEKLY_ROW, TodayWords, today_words
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.large import Large
from coach.tui.widgets.lines import Row

NEW_DAY_S = 30.0
"""How often an open page looks whether a new day has begun."""
OWN_ROWS = (GO_ON_ROW, CHECK_IN_ROW, WEEKLY_ROW)
"""Rows that are no line of the plan."""


class DayPage(CoachScreen[None]):
    """The day in one list, with how it is now above it and the week below."""

    def __init__(self, coach: Coach, *, looks_for_new_day: bool = True) -> None:
        super().__init__(coach)
        self._looks_for_new_day = looks_for_new_day
        self._words: TodayWords | None = None
        self._check_in_later = False
        self._weekly_later = False

    def lead_to_plan(self) -> None:
        """There is no plan yet: lead the person to one."""
        raise NotImplementedError

    def page(self) -> ComposeResult:
        """The frame; what the day holds comes after the first picture."""
        yield Static(id="notice", markup=False)
        yield Static(id="now", markup=False)
        if self.coach.look.large:
            yield Large()
        yield Static(id="free", markup=False)
        yield Choices(id="day")
        yield Static(id="week", markup=False)
        yield Static(id="answer", markup=False)

    def on_mount(self) -> None:
        """Show the frame first, then load."""
        self.head("Today")
        self.hide_empty()
        if self.coach.has_profile:
            self.call_after_refresh(self._begin)
        else:
            self._begin()  # nothing to show here yet: the welcome comes at once
        if self._looks_for_new_day:
            self.set_interval(NEW_DAY_S, self._new_day)

    def _new_day(self) -> None:
        """A coach that is left open shows the new day in the morning, and which dose has come.

        The cursor stays where it is, so that no key under way meets another line.
        """
        if self._words is not None and self.is_current:
            with self.told():
                self.load(stay=self._words.day == self.coach.today())

    def _begin(self) -> None:
        """Fill the page, or lead a new person to it."""
        if self.coach.has_profile:
            with self.told():
                self.load()
        if self._words is None:
            self.say("free", "One moment, please.")
            self.lead_to_plan()
        self.show_keys()

    def load(self, *, stay: bool = False) -> None:
        """The day as it stands; the cursor goes on where something else comes next, unless it should stay."""
        words = today_words(self.coach, check_in_later=self._check_in_later, weekly_later=self._weekly_later)
        if words is None or (stay and words == self._words):
            return
        row = self.query_one(Choices).row
        keep = row.id if row is not None and self._words is not None and row.id not in OWN_ROWS else None
        if self._words is not None and self._words.next != words.next and not stay:
            keep = None
        self._words = words
        self.head(words.heading)
        self.say("notice", words.notice)
        self.say("now", words.now)
        self.say("free", words.free)
        self.say("week", words.week)
        choices = self.query_one(Choices)
        choices.display = bool(words.rows)
        large = self.coach.look.large
        choices.put([replace(row, detail="") for row in words.rows] if large else words.rows, keep or words.next)
        self._show_large()
        if words.rows:
            self.set_focus(choices, scroll_visible=False)

    def _show_large(self) -> None:
        """The line under the cursor, large."""
        words, here = self._words, self._row()
        row = next((row for row in words.rows if row.id == here), None) if words is not None else None
        for large in self.query(Large):
            large.show(row)

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """What stands large follows the cursor."""
        self._show_large()

    def dressed(self, *, large: bool) -> None:
        """Larger: the line under the cursor stands above the list, and the list without details."""
        super().dressed(large=large)
        self.query(Large).remove()
        if large:
            self.query_one("#page").mount(Large(), before="#day")
        self.come_back()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines of the day."""
        return self.query_one(Choices).rows

    def _row(self) -> str | None:
        row = self.query_one(Choices).row
        return None if row is None else row.id

    def _answer(self, text: str, *, onward: bool = False) -> None:
        self.load()
        if onward and self._words is not None:
            self.query_one(Choices).go_to(self._words.next)
        self.show_keys()
        self.say("answer", text)

    def _noted(self, text: str, *, onward: bool = False) -> None:
        """What was noted, and how to take it back."""
        self._answer(f"{text} {self.own_keys.fill('{undo} takes it back.')}", onward=onward)

    def come_back(self, said: str = "", *, way: str | None = None) -> None:
        """The person is here again: show what has changed, and what is to be said."""
        if way in ("check_in", "weekly") and not said:
            self._later(way)
        with self.told():
            self.load()
        self.show_keys()
        if said:
            self.say("answer", said)

    def _later(self, way: str) -> None:
        """No check-in now, or no look back: the cursor goes on to what comes next."""
        self._check_in_later = self._check_in_later or way == "check_in"
        self._weekly_later = self._weekly_later or way == "weekly"
        self.load()
        if self._words is not None:
            self.query_one(Choices).go_to(self._words.next)
