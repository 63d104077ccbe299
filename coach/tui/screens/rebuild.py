"""Another plan beside the one in force: each change is a line to tick, and what is ticked is taken."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.services.context import Coach
from coach.services.plan_offer import (
    Choice,
    Offer,
    OfferLine,
    RefusedError,
    accept_lines,
    needed_reasons,
    reasons_of,
    toggled,
    told_lines,
)
from coach.services.plan_words import count
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.choices import Ticks
from coach.tui.widgets.lines import Points, Row, Sections

MORE, LESS, LOOK = "more", "less", "look"


class RebuildView(CoachScreen[bool]):
    """The lines of an offer; it answers whether any of it was accepted."""

    CSS_PATH = "rebuild.tcss"
    ABOUT = (
        "What would change in your plan. Space takes a tick away or sets it again, {why} says why. "
        "Enter takes what is ticked. Escape leaves your plan as it is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "accept", "take these", "put what is ticked into your plan", priority=True),
        verb("tick", "tick"),
        verb("why", "why", hint="why this line is here"),
        verb("yes", "accept", show=False, hint="put what is ticked into your plan"),
        verb("back", "close", "leave it", "your plan stays as it is"),
    ]

    def __init__(self, coach: Coach, offer: Offer) -> None:
        super().__init__(coach)
        self.offer = offer
        self.ids = offer.ids
        self._lines = {line.id: line for line in offer.lines}

    def page(self) -> ComposeResult:
        """A few words, and the lines."""
        yield Static(id="words", markup=False)
        yield Ticks(self._rows(), sorted(self.ids), id="lines")
        yield Static(id="notes", markup=False)

    def below(self) -> ComposeResult:
        """What the last key did."""
        yield Static(id="notice", markup=False)

    def load(self) -> None:
        """The lines of the offer, all ticked, and what to know about the new week."""
        reasons = needed_reasons(self.offer)
        self.say("words", Sections([("Why something has to change", reasons)]) if reasons else "")
        built = self.offer.built
        notes = (*built.unmet, *built.notes) if built is not None else ()
        self.say("notes", Points(notes, "Good to know") if notes else "")
        self.say("notice", "")
        self.query_one(Ticks).go_to(None)
        self._counted()

    def _counted(self) -> None:
        self.head("What would change in your plan", f"{len(self.ids)} of {count(len(self._lines), 'change')} ticked")

    def _rows(self) -> list[Row]:
        """The lines below the names of their sessions, those that are needed first."""
        rows: list[Row] = []
        above = ""
        for line in self.offer.lines:
            if line.over != above:
                rows.append(Row(f"={len(rows)}", f"\n{line.over}" if rows else line.over, heading=True))
            above = line.over
            rows.append(Row(line.id, line.short))
        return rows

    def _line(self) -> OfferLine | None:
        row = self.query_one(Ticks).row
        return None if row is None else self._lines.get(row.id)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click ticks."""
        await self.run_action("tick")

    # Keys

    def action_tick(self) -> None:
        """Tick or untick, with what belongs to it."""
        line = self._line()
        if line is None:
            return
        if line.needed:
            self._noted("This one is needed. Escape leaves your whole plan as it is.")
            return
        self._choose(toggled(self.offer, self.ids, line))
        self._noted("")

    def _choose(self, ids: frozenset[str]) -> None:
        ticks = self.query_one(Ticks)
        for name in self.ids ^ ids:
            ticks.toggle(name)
        self.ids = ids
        self._counted()

    def action_why(self) -> None:
        """Why this line is here: all about the exercise that comes, else a few words."""
        line = self._line()
        if line is None:
            return
        if line.item is not None and not line.reason:
            from coach.tui.screens.detail import DetailView

            self.app.push_screen(DetailView(self.coach, line.item))
            return
        from coach.tui.screens.message import MessageView

        self.app.push_screen(MessageView(self.coach, line.heading, Sections([(line.short, tuple(reasons_of(line)))])))

    def action_accept(self) -> None:
        """Take what is ticked; where it does not fit together, ask what to do."""
        if not self.ids:
            self._noted("Nothing is ticked. Escape leaves your plan as it is.")
        elif self.calm():
            self._take(self.ids)

    def _take(self, ids: frozenset[str]) -> None:
        with self.told():
            try:
                accept_lines(self.coach, self.offer, ids)
            except RefusedError as refused:
                self._mend(refused.choice)
            else:
                self.dismiss(True)

    def _mend(self, choice: Choice) -> None:
        from coach.tui.screens.choose import ChooseView

        rows = [(MORE, f"Take this, too: {told_lines(choice.more)}")] if choice.more else []
        rows += [(LESS, f"Leave this: {told_lines(choice.less)}")] if choice.less else []
        rows.append((LOOK, "Look at the lines again"))
        ask = " ".join(choice.errors[:2])

        def answered(answer: str | None) -> None:
            if answer == MORE:
                self._choose(self.ids | {line.id for line in choice.more})
            elif answer == LESS:
                self._choose(self.ids - {line.id for line in choice.less})
            self._noted("" if answer in (None, LOOK) else "Now it fits. Enter takes what is ticked.")

        self.app.push_screen(ChooseView(self.coach, "This does not fit together", ask, rows), answered)

    def _noted(self, said: str) -> None:
        """Say what was done, and keep the line under the cursor in view: the notice takes room from the page."""
        self.say("notice", said)
        self.call_after_refresh(self.query_one(Ticks).scroll_to_highlight)

    def action_close(self) -> None:
        """Leave the plan as it is."""
        self.dismiss(False)
