"""Today is home: how it is now, what the day holds, the week so far. Enter starts the next thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from coach.services.context import Coach
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.today_words import GO_ON_ROW, TodayWords, today_words
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row

NEW_DAY_S = 30.0
"""How often an open page looks whether a new day has begun."""


Way = Literal["new_plan", "session", "go_on", "tip", "check_in", "plan", "answers", "settings"]


class TodayView(CoachScreen[None]):
    """The day."""

    ABOUT = "Your day. Enter starts the line under the cursor. {check_in} tells how you are, {plan} shows your plan."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "start", "start", "start the line under the cursor", priority=True),
        verb("check_in", "check_in"),
        verb("done", "done"),
        verb("skip", "skip"),
        verb("undo", "undo"),
        verb("plan", "plan"),
        verb("answers", "answers", show=False),
        verb("settings", "settings", show=False),
        verb("quit", "leave"),
    ]

    @dataclass
    class Chosen(Message):
        """The person has chosen where to go from here."""

        today: TodayView
        way: Way
        line: str = ""
        """The id of a session, tip or habit."""

    def __init__(self, coach: Coach, *, looks_for_new_day: bool = True) -> None:
        super().__init__(coach)
        self._looks_for_new_day = looks_for_new_day
        self._words: TodayWords | None = None
        self._begun = False

    def page(self) -> ComposeResult:
        """The frame; what the day holds comes after the first picture."""
        yield Static(id="notice", markup=False)
        yield Static(id="now", markup=False)
        yield Choices(id="day")
        yield Static(id="free", markup=False)
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
        """A coach that is left open shows the new day in the morning."""
        if self._words is not None and self.is_current and self._words.day != self.coach.today():
            with self.told():
                self.load()

    def _begin(self) -> None:
        """Fill the page, or lead a new person to it."""
        if self.coach.has_profile:
            with self.told():
                self.load()
        if self._words is None:
            self._go("new_plan")
        self.show_keys()

    def load(self) -> None:
        """The day as it stands."""
        words = today_words(self.coach)
        if words is None:
            return
        row = self.query_one(Choices).row
        keep = row.id if row is not None and self._words is not None and row.id != GO_ON_ROW else None
        if self._words is not None and self._words.next != words.next:
            keep = None
        self._words = words
        self.head(words.heading)
        self.say("notice", words.notice)
        self.say("now", Content.assemble(("How is it now?", "bold"), "   ", words.now))
        self.say("free", words.free)
        self.say("week", words.week)
        choices = self.query_one(Choices)
        choices.display = bool(words.rows)
        choices.put(words.rows, keep or words.next)
        if words.rows:
            self.set_focus(choices, scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something here."""
        if action in ("start", "done", "skip"):
            return self._words is not None and bool(self._words.rows)
        return True

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines of the day."""
        return self.query_one(Choices).rows

    def _row(self) -> str | None:
        row = self.query_one(Choices).row
        return None if row is None else row.id

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("start")

    def _answer(self, text: str) -> None:
        self.load()
        self.show_keys()
        self.say("answer", text)

    def _noted(self, text: str) -> None:
        """What was noted, and how to take it back."""
        self._answer(f"{text} {self.own_keys.fill('{undo} takes it back.')}")

    def come_back(self) -> None:
        """The person is here again: show what has changed."""
        with self.told():
            self.load()
        self.show_keys()

    def _go(self, way: Way, line: str = "") -> None:
        self.post_message(self.Chosen(self, way, line))

    # Keys

    def action_start(self) -> None:
        """Start the line under the cursor, or go on with what was cut off."""
        row, words = self._row(), self._words
        if row is None or words is None:
            return
        self.say("answer", "")
        if row == GO_ON_ROW:
            self._go("go_on")
        elif row in words.sessions:
            self._go("session", row)
        else:
            self._go("tip", row)

    def action_check_in(self) -> None:
        """How it is now."""
        self.say("answer", "")
        self._go("check_in")

    def action_done(self) -> None:
        """Done without the guide."""
        from coach.services.log import mark

        row = self._row()
        if row is not None and row != GO_ON_ROW:
            self._noted(mark(self.coach, row, "done").text)

    def action_skip(self) -> None:
        """Left out today; a session that was cut off ends here."""
        from coach.services.guided import give_up_unfinished
        from coach.services.log import mark

        row = self._row()
        if row == GO_ON_ROW:
            give_up_unfinished(self.coach)
            self._answer("That is enough for this one. What you did of it counts.")
        elif row is not None:
            self._noted(mark(self.coach, row, "skipped").text)

    def action_undo(self) -> None:
        """Take the newest entry back."""
        from coach.services.log import undo

        self._answer(f"{undo(self.coach)} To have it back, tell it once more.")

    def action_plan(self) -> None:
        """The week."""
        self._go("plan")

    def action_answers(self) -> None:
        """The questions again."""
        self._go("answers")

    def action_settings(self) -> None:
        """How the coach looks and behaves."""
        self._go("settings")

    def action_leave(self) -> None:
        """Close the coach."""
        self.app.exit(0)
