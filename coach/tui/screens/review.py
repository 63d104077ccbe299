"""The new week before it comes into force: look, swap, leave out, accept."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.domain.plan import Plan, PlanItem
from coach.domain.profile import Profile
from coach.services.context import Coach
from coach.services.people import usual_person
from coach.services.plan_changes import LeaveOut, Swap, with_change
from coach.services.plan_trial import session_seconds
from coach.services.plan_words import count, days_words, whole_minutes
from coach.services.planning import accept
from coach.services.why import told_here
from coach.tui.keys import verb
from coach.tui.plan_words import item_rows, short_title
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.detail import DetailView
from coach.tui.screens.swap import SwapView
from coach.tui.screens.why import WhyView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.glance import Glance, GlanceRow
from coach.tui.widgets.lines import Points, Row

ACCEPT_ROW = "accept"
GLANCE_FROM = 18
"""Lines of the terminal from which there is room for the week at a glance above the list."""


class ReviewView(CoachScreen[bool]):
    """The week to agree to; it answers whether it was accepted."""

    CSS_PATH = "review.tcss"
    ABOUT = (
        "Your new week. Look at any exercise, swap it or leave it out; {undo} takes that back. "
        "Nothing counts until you press Enter on the first line."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "open", "choose", "on the first line accept, else all about it", priority=True),
        verb("replace", "swap"),
        verb("leave_out", "leave_out"),
        verb("undo", "undo", hint="take the last change back"),
        verb("why", "why", hint="all about it; on the first line, why the week is as it is"),
        verb("yes", "accept", "accept", "use this plan"),
        verb("back", "close", "later", "decide later; nothing changes"),
    ]

    def __init__(
        self,
        coach: Coach,
        plan: Plan,
        profile: Profile,
        notes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(coach)
        self.plan = plan
        self._profile = profile
        self._level = 0
        self._notes = notes
        self._before: list[Plan] = []

    def page(self) -> ComposeResult:
        """A few words, and the week in one list."""
        yield Static(id="words", markup=False)
        yield Static(id="glance", markup=False)
        yield Choices(id="week")
        yield Static(id="notes", markup=False)

    def below(self) -> ComposeResult:
        """The notice of the last change."""
        yield Static(id="notice", markup=False)

    def load(self) -> None:
        """The week as it stands."""
        self._level = usual_person(self.coach, self._profile).level
        self.head("Your new plan", count(len(self.plan.session), "session"))
        if self.plan.session:
            self.say("words", "Enter takes this plan as it is. Or look first: each line has its reason.")
        else:
            self.say("words", "There is no exercise in this week for now. The lines below say what would change that.")
        self.say("notes", Points(self._notes, "Good to know") if self._notes else "")
        self.say("notice", "")
        self._fill(ACCEPT_ROW)

    def _fill(self, highlight: str | None) -> None:
        seconds = session_seconds(self.coach, self.plan, self._level)
        rows = [
            GlanceRow(one.days, f"{one.at}  {short_title(one.title)}, {whole_minutes(seconds[one.id])} min")
            for one in self.plan.session
        ]
        self.say("glance", Glance(rows) if rows and self.size.height >= GLANCE_FROM else "")
        self.query_one(Choices).put(self._rows(), highlight)
        self.show_keys()

    def _rows(self) -> list[Row]:
        rows = [Row(ACCEPT_ROW, "Use this plan", "▶")]
        for session in self.plan.session:
            when = f"{days_words(session.days)} at {session.at}"
            rows.append(Row(f"{session.id}=", f"\n{session.title}\n{when}", heading=True))
            rows += item_rows(self.coach, session, f"{session.id}=", " ", parts=False)
        return rows

    def _place(self) -> tuple[str, int] | None:
        row = self.query_one(Choices).row
        if row is None or "=" not in row.id:
            return None
        session, _, place = row.id.partition("=")
        return session, int(place)

    def _item(self) -> PlanItem | None:
        here = self._place()
        if here is None:
            return None
        session = self.plan.session_named(here[0])
        return None if session is None else session.exercise[here[1]]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something here."""
        if action == "undo":
            return bool(self._before)
        return True

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("open")

    # Keys

    def action_open(self) -> None:
        """Accept on the first line, else all about the exercise."""
        if self._place() is None:
            self.action_accept()
        else:
            self.action_why()

    def action_why(self) -> None:
        """All about it."""
        here, item = self._place(), self._item()
        if here is None:
            self.app.push_screen(WhyView(self.coach, self.plan, profile=self._profile))
        elif item is not None:
            why = told_here(self.coach, self.plan, *here, self._profile)
            self.app.push_screen(DetailView(self.coach, item, why))

    def action_accept(self) -> None:
        """Put it into force."""
        if self.calm():
            accept(self.coach, self.plan, self._profile)
            self.dismiss(True)

    def action_swap(self) -> None:
        """Something else in this place."""
        here, old = self._place(), self._item()
        if here is None or old is None:
            return
        called = self.coach.library.called

        def taken(item: PlanItem | None) -> None:
            if item is not None:
                said = f"Swapped: {called(old.id)} for {called(item.id)}."
                self._changed(with_change(self.plan, Swap(*here, item)), f"{here[0]}={here[1]}", said)

        self.app.push_screen(SwapView(self.coach, self.plan, *here), taken)

    def action_leave_out(self) -> None:
        """Take it out."""
        here, old = self._place(), self._item()
        if here is not None and old is not None and self.calm():
            said = f"Left out: {self.coach.library.called(old.id)}."
            self._changed(with_change(self.plan, LeaveOut(*here)), f"{here[0]}={max(0, here[1] - 1)}", said)

    def action_undo(self) -> None:
        """The plan before the last change."""
        if self._before:
            self.plan = self._before.pop()
            row = self.query_one(Choices).row
            self._fill(row.id if row else None)
            self._noted("Taken back.")

    def _changed(self, plan: Plan, highlight: str, said: str) -> None:
        self._before.append(self.plan)
        self.plan = plan
        self._fill(highlight)
        self._noted(self.own_keys.fill(f"{said} {{undo}} takes it back."))

    def _noted(self, said: str) -> None:
        """Say what was done, and keep the line under the cursor in view: the notice takes room from the page."""
        self.say("notice", said)
        self.call_after_refresh(self.query_one(Choices).scroll_to_highlight)

    def action_close(self) -> None:
        """Later."""
        self.dismiss(False)
