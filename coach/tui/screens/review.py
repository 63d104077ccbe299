"""The new week before it comes into force: look, swap, leave out, accept."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.domain.plan import Plan, PlanItem
from coach.domain.profile import Profile
from coach.services.context import Coach
from coach.services.plan_words import count, days_words
from coach.services.planning import accept, leave_out, swap
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.detail import DetailView
from coach.tui.screens.swap import SwapView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Points, Row
from coach.tui.words import amount

ACCEPT_ROW = "accept"


class ReviewView(CoachScreen[bool]):
    """The week to agree to; it answers whether it was accepted."""

    CSS_PATH = "review.tcss"
    ABOUT = (
        "Your new week. Look at any exercise, swap it or leave it out; {undo} takes that back. "
        "Nothing counts until you press Enter on the first line."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "open", "accept or look", "on the first line accept, else all about it", priority=True),
        verb("replace", "swap"),
        verb("leave_out", "leave_out"),
        verb("undo", "undo", hint="take the last change back"),
        verb("why", "why", hint="all about it"),
        verb("back", "close", "later", "decide later; nothing changes"),
    ]

    def __init__(
        self,
        coach: Coach,
        plan: Plan,
        profile: Profile,
        notes: tuple[str, ...] = (),
        changes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(coach)
        self._changes = changes
        self.plan = plan
        self._profile = profile
        self._notes = notes
        self._before: list[Plan] = []

    def page(self) -> ComposeResult:
        """A few words, and the week in one list."""
        yield Static(id="words", markup=False)
        yield Choices(id="week")
        yield Static(id="notes", markup=False)

    def load(self) -> None:
        """The week as it stands."""
        self.head("Your new plan", count(len(self.plan.session), "session"))
        if self._changes:
            self.say("words", Points(self._changes, "What would change in your plan"))
        elif self.plan.session:
            self.say("words", "Each line has a reason: Enter shows it.")
        else:
            self.say("words", "There is no exercise in this week for now. The lines below say what would change that.")
        self.say("notes", Points(self._notes, "Good to know") if self._notes else "")
        self._fill(ACCEPT_ROW)

    def _fill(self, highlight: str | None) -> None:
        self.query_one(Choices).put(self._rows(), highlight)
        self.show_keys()

    def _rows(self) -> list[Row]:
        exercises = self.coach.library.exercises
        rows = [Row(ACCEPT_ROW, "Use this plan", "▶")]
        for session in self.plan.session:
            when = f"{days_words(session.days)} at {session.at}"
            rows.append(Row(f"={session.id}", f"\n{session.title} · {when}", heading=True))
            for place, item in enumerate(session.exercise):
                known = exercises.get(item.id)
                name = known.name if known else item.id
                rows.append(Row(f"{session.id}={place}", name, " ", detail=amount(item, known)))
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
        session = next(one for one in self.plan.session if one.id == here[0])
        return session.exercise[here[1]]

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
        item = self._item()
        if item is not None:
            self.app.push_screen(DetailView(self.coach, item))

    def action_accept(self) -> None:
        """Put it into force."""
        if self.calm():
            accept(self.coach, self.plan, self._profile)
            self.dismiss(True)

    def action_swap(self) -> None:
        """Something else in this place."""
        here = self._place()
        if here is None:
            return

        def taken(item: PlanItem | None) -> None:
            if item is not None:
                self._changed(swap(self.plan, *here, item), f"{here[0]}={here[1]}")

        self.app.push_screen(SwapView(self.coach, self.plan, *here), taken)

    def action_leave_out(self) -> None:
        """Take it out."""
        here = self._place()
        if here is not None and self.calm():
            self._changed(leave_out(self.plan, *here), f"{here[0]}={max(0, here[1] - 1)}")

    def action_undo(self) -> None:
        """The plan before the last change."""
        if self._before:
            self.plan = self._before.pop()
            row = self.query_one(Choices).row
            self._fill(row.id if row else None)

    def _changed(self, plan: Plan, highlight: str) -> None:
        self._before.append(self.plan)
        self.plan = plan
        self._fill(highlight)

    def action_close(self) -> None:
        """Later."""
        self.dismiss(False)
