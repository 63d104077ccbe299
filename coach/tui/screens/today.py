"""Today is home: how it is now, what the day holds, the week so far. Enter starts the next thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList

from coach.errors import InputError
from coach.services.day import Line
from coach.services.today import today_view
from coach.tui.keys import DO, Hint, verb
from coach.tui.screens.day_page import OWN_ROWS, DayPage
from coach.tui.today_words import CHECK_IN_ROW, GO_ON_ROW, WEEKLY_ROW

ABOUT_A_LINE = ("next", "done", "skip", "find", "help", "larger")
"""Verbs that mean something only while Today is seen."""
OF_A_PLAN = ("start", "done", "skip", "check_in", "undo", "plan", "exercises", "answers", "settings", "look_back",
             "fell", "ouch")  # fmt: skip
_LISTS = (
    ("all", "weekly look back", "what went, a few questions, what could change; 2 minutes"),
    ("mood", "mood questions", "two short questions about how you feel"),
    ("triggers", "stiff legs", "what may be behind legs that are stiffer than usual"),
)
LOOK_BACK = tuple(
    Hint("", does, hint, f"look_back('{what}')", DO.description, f"weekly.{what}") for what, does, hint in _LISTS
)
Way = Literal[
    "new_plan",
    "session",
    "go_on",
    "tip",
    "dose",
    "check_in",
    "plan",
    "exercises",
    "answers",
    "settings",
    "weekly",
    "fell",
    "ouch",
]


class TodayView(DayPage):
    """The day."""

    ABOUT = "Your day. Enter starts the line under the cursor. {check_in} tells how you are, {plan} shows your plan."
    KEYLESS = LOOK_BACK
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "start", "start", "start the line, or note a dose that is due", priority=True),
        verb("check_in", "check_in"),
        verb("plan", "plan"),
        verb("done", "done", hint="you did this one without the guide, or took it"),
        verb("skip", "skip"),
        verb("undo", "undo"),
        verb("ouch", "ouch", show=False),
        verb("fell", "fell", show=False),
        verb("exercises", "exercises"),
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something here."""
        if self._words is None:  # a plan is only being made: a key under way must not do anything else
            return action not in OF_A_PLAN
        return action not in ("start", "done", "skip") or bool(self._words.rows)

    def far_bindings(self) -> list[Binding]:
        """All that is not about a line of the day; nothing before there is a plan."""
        own = [one for one in self.working_bindings() if one.id not in ABOUT_A_LINE]
        return own if self._words is not None else []

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("start")

    def lead_to_plan(self) -> None:
        """The welcome, the questions, the review."""
        self._go("new_plan")

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
        elif row == CHECK_IN_ROW:
            self._go("check_in")
        elif row == WEEKLY_ROW:
            self._go("weekly")
        elif row in words.sessions:
            self._go("session", row)
        elif row in words.doses:
            self._dose(row, by_enter=True)
        else:
            self._go("tip", row)

    def action_check_in(self) -> None:
        """How it is now."""
        self.say("answer", "")
        self._go("check_in")

    def action_done(self) -> None:
        """Done without the guide."""
        from coach.services.log import mark

        row, words = self._row(), self._words
        if row is None or words is None or row in OWN_ROWS:
            return
        if row in words.doses:
            self._dose(row)
        elif row in words.done:
            self._noted("That is noted as done already.")
        else:
            self._noted(mark(self.coach, row, "done").text)

    def _dose(self, row: str, *, by_enter: bool = False) -> None:
        """Note a dose as taken now, and go on; Enter notes only one that is due."""
        from coach.services import doses

        line = self._dose_line(row)
        if line is None:
            return
        says = doses.enter_says(line) if by_enter else doses.noted(line)
        if says is not None:
            self.load(stay=True)
            self.say("answer", says)
        elif self.calm():
            taking = doses.taking(self.coach, line)
            if taking.ask:
                self._go("dose", row)
                return
            doses.note(self.coach, taking)
            self._noted(" ".join((*taking.first, taking.text)), onward=True)

    def _dose_line(self, row: str) -> Line | None:
        """The dose of a row as it stands now; none where the day or the file has changed under an open page."""
        view = today_view(self.coach)
        if self._words is not None and view.day == self._words.day:
            return next((line for line in view.lines if line.id == row), None)
        self._answer("A new day has begun. Nothing was noted.")
        return None

    def _leave_dose_out(self, row: str) -> None:
        from coach.services import doses
        from coach.services.log import mark

        line = self._dose_line(row)
        if line is None:
            return
        already = doses.noted(line)
        if already is not None:
            self._answer(already)
        elif self.calm():
            self._noted(mark(self.coach, row, "skipped").text, onward=True)

    def action_skip(self) -> None:
        """Left out today; a session that was cut off ends here."""
        from coach.services.guided import give_up_unfinished
        from coach.services.log import mark

        row, words = self._row(), self._words
        if row is not None and words is not None and row in words.doses:
            self._leave_dose_out(row)
        elif row == GO_ON_ROW:
            give_up_unfinished(self.coach)
            self._answer("That is enough for this one. What you did of it counts.")
        elif row in (CHECK_IN_ROW, WEEKLY_ROW):
            self._later("check_in" if row == CHECK_IN_ROW else "weekly")
        elif row is not None:
            self._noted(mark(self.coach, row, "skipped").text)

    def action_undo(self) -> None:
        """Take the newest entry back."""
        from coach.services.log import undo

        try:
            self._answer(f"{undo(self.coach)} To have it back, tell it once more.")
        except InputError as nothing:
            self._answer(str(nothing))

    def action_ouch(self) -> None:
        """It hurts: how much."""
        self._go("ouch")

    def action_fell(self) -> None:
        """A fall, or a near one."""
        self._go("fell")

    def action_plan(self) -> None:
        """The week."""
        self._go("plan")

    def action_look_back(self, what: str) -> None:
        """Look back at the week, or go through one of its lists alone."""
        self.say("answer", "")
        self._go("weekly", what)

    def action_exercises(self) -> None:
        """All exercises, to look at."""
        self._go("exercises")

    def action_answers(self) -> None:
        """The questions again."""
        self._go("answers")

    def action_settings(self) -> None:
        """How the coach looks and behaves."""
        self._go("settings")

    def action_leave(self) -> None:
        """Close the coach."""
        self.app.exit(0)
