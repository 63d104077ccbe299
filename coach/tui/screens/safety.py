"""What the coach holds back for safety, and "checked by a clinician" (R2.1)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.engine.day_signs import INFECTIONS
from coach.engine.typed import Misread, read_date
from coach.errors import CoachError
from coach.services import safety
from coach.services.context import Coach
from coach.services.intake import safety_question_again
from coach.tui.keys import verb
from coach.tui.screens.action import ActionView
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.typed import TypedView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row

NOTHING = "Nothing is held back just now. If something new comes up, tell the coach when it asks before a session."

AFRESH = "Noted. One more step, to be sure: does any of these fit you now?"
NOTED = "Noted. If more is possible now, go through your answers once more: that makes a fresh plan."


class SafetyView(CoachScreen[bool]):
    """The red flags in force; it answers whether one was cleared."""

    ABOUT = (
        "What is held back until somebody has looked at it, and why. When a clinician has checked it, Enter notes "
        "who and when."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "open", "checked", "note that a clinician has checked this", priority=True),
        verb("back", "close"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._cleared = False

    def page(self) -> ComposeResult:
        """The flags, each with what it holds back."""
        yield Static(id="words", markup=False)
        yield Choices(id="flags")
        yield Static(id="answer", markup=False)

    def load(self) -> None:
        """What is in force."""
        self.head("Safety")
        rows = safety.status(self.coach).rows
        self.say("words", "Held back until a clinician has looked at it:" if rows else NOTHING)
        flags = self.query_one(Choices)
        flags.display = bool(rows)
        flags.put([Row(flag.id, flag.name, detail=" ".join(texts)) for flag, _, texts in rows])
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something here."""
        return bool(self.query_one(Choices).rows) if action == "open" else True

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("open")

    def action_open(self) -> None:
        """Note that it was checked."""
        row = self.query_one(Choices).row
        if row is not None:
            self.run_worker(self._checked(row), group="checked", exclusive=True)

    async def _checked(self, row: Row) -> None:
        who = await self.app.push_screen_wait(
            TypedView(self.coach, row.text, "Who has checked it?", "A doctor, a nurse, a physiotherapist.")
        )
        on = None if who is None else await self._day(row)
        if who is None or on is None:
            return
        try:
            cleared = safety.clear(self.coach, row.id, by=who, on=on)
            said = cleared if row.id in INFECTIONS else NOTED
            if safety.stops_everything(self.coach, row.id):
                said = await self._asked_afresh()
        except CoachError as error:
            self.tell(error)
            return
        self._cleared = True
        self.load()
        self.say("answer", said)

    async def _asked_afresh(self) -> str:
        """The first safety question once more (R2.1); whatever fits leads to the action screen."""
        flags = safety.first_question_flags(self.coach)
        yes = await self.app.push_screen_wait(FlagsView(self.coach, AFRESH, flags)) or ()
        action = safety_question_again(self.coach, tuple(yes))
        if action is not None:
            await self.app.push_screen_wait(ActionView.of(self.coach, action))
        return NOTED

    async def _day(self, row: Row) -> date | None:
        typed, mend = self.coach.today().isoformat(), ""
        while True:
            answer = await self.app.push_screen_wait(
                TypedView(self.coach, row.text, "On which day?", "Such as 2026-11-20.", typed, mend)
            )
            if answer is None:
                return None
            day = read_date(answer)
            if not isinstance(day, Misread):
                return day
            typed, mend = answer, day.text

    def action_close(self) -> None:
        """Back."""
        self.dismiss(self._cleared)
