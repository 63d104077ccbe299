"""Why a week is as it is: its days and times, its tip and habit, what is left out, and what it does not reach."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.visual import VisualType
from textual.widgets import OptionList

from coach.domain.exercise import Habit, Tip
from coach.domain.plan import Plan
from coach.domain.profile import Profile
from coach.services.context import Coach
from coach.services.plan_words import count, days_words
from coach.services.why import Whys, left_out_words, told, unmet_words
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.message import MessageView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Points, Row, Sections

LEFT_OUT, LEFT_OUT_ALL, UNMET = "left_out", "left_out_all", "unmet"


class WhyView(CoachScreen[None]):
    """What can be asked about a week; each line opens its answer."""

    ABOUT = (
        "Why your week is as it is. Enter on a line tells about its days and times, a tip or a habit, "
        "what is left out and what would change that, and what the week does not reach yet."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "open", "read", "the answer", priority=True),
        verb("why", "open", show=False, hint="the answer"),
        verb("back", "close", hint="back to the plan"),
    ]

    def __init__(self, coach: Coach, plan: Plan, session: str | None = None, profile: Profile | None = None) -> None:
        super().__init__(coach)
        self._plan, self._here, self._profile = plan, session, profile

    @cached_property
    def _whys(self) -> Whys:
        return Whys(self.coach, self._plan, self._profile)

    def page(self) -> ComposeResult:
        """The lines."""
        yield Choices(id="lines")

    def load(self) -> None:
        """What there is to ask about."""
        library = self.coach.library
        names: dict[str, Tip | Habit] = {**library.tips, **library.habits}
        self.head("Why is my week like this?")
        rows = [Row("=sessions", "Days and times", heading=True)] if self._plan.session else []
        rows += [
            Row(f"session={one.id}", one.title, detail=f"{days_words(one.days)} at {one.at}")
            for one in self._plan.session
        ]
        small = [("tip", one.id, "a tip") for one in self._plan.tip]
        small += [("habit", one.id, "a small habit") for one in self._plan.habit]
        if small:
            rows.append(Row("=small", "\nBeside the exercises", heading=True))
        for kind, name, what in small:
            rows.append(Row(f"{kind}={name}", names[name].name if name in names else name, detail=what))
        rows += [
            Row("=rest", "\nThe rest", heading=True),
            Row(f"{LEFT_OUT}=", "What is left out, and what would change it"),
            Row(f"{LEFT_OUT_ALL}=", "The same with every exercise by name"),
            Row(f"{UNMET}=", "What this week does not reach yet"),
        ]
        self.query_one(Choices).put(rows, f"session={self._here}" if self._here else None)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("open")

    def action_open(self) -> None:
        """The answer to the line under the cursor."""
        row = self.query_one(Choices).row
        if row is None or row.heading:
            return
        what, _, name = row.id.partition("=")
        with self.told():
            if what != UNMET:
                self.app.push_screen(MessageView(self.coach, row.text, self._answer(what, name)))
                return
            view = MessageView(self.coach, row.text, "One moment, some other weeks are being tried.")
            self.app.push_screen(view, None)
            view.call_after_refresh(lambda: view.say("text", self._answer(what, name)))

    def _answer(self, what: str, name: str) -> VisualType:
        whys = self._whys
        if what == UNMET:
            return Points(unmet_words(whys.unmet()))
        if what in (LEFT_OUT, LEFT_OUT_ALL):
            lines, more = left_out_words(whys.left_out(), everything=what == LEFT_OUT_ALL)
            rest = (f"And {count(more, 'more exercise')}: go back, the next line has them all.",) if more else ()
            return Points((*lines, *rest) or ("Nothing is left out.",))
        one = {"session": whys.session, "tip": whys.tip, "habit": whys.habit}[what](name)
        return Sections(told(one).parts)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
