"""Other exercises for one place of the plan."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.domain.plan import Plan, PlanItem
from coach.services.context import Coach
from coach.services.planning import swaps
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.detail import DetailView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row
from coach.tui.words import amount


class SwapView(CoachScreen[PlanItem | None]):
    """What could stand in the same place; it answers the chosen item, or None."""

    ABOUT = "Other exercises that fit in the same place and suit you. Enter takes one, Escape leaves all as it is."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "take", "take this", "take this one instead", priority=True),
        verb("back", "close", hint="leave it as it is"),
        verb("why", "why", hint="all about this one"),
    ]

    def __init__(self, coach: Coach, plan: Plan, session: str, place: int) -> None:
        super().__init__(coach)
        self._plan, self._session, self._place = plan, session, place
        self._items: tuple[PlanItem, ...] = ()

    def page(self) -> ComposeResult:
        """A line, and the list."""
        yield Static(id="ask", markup=False)
        yield Choices(id="others")

    def load(self) -> None:
        """What fits."""
        exercises = self.coach.library.exercises
        self._items = swaps(self.coach, self._plan, self._session, self._place)
        here = next(one for one in self._plan.session if one.id == self._session).exercise[self._place]
        self.head("Something else")
        name = self.coach.library.called(here.id)
        if self._items:
            self.say("ask", f"In place of “{name}”:")
        else:
            self.say("ask", f"Nothing else fits in the place of “{name}” just now. You can leave it out instead.")
        self.query_one(Choices).put([
            Row(str(number), exercises[item.id].name, detail=amount(item, exercises[item.id]))
            for number, item in enumerate(self._items)
        ])  # fmt: skip

    def _item(self) -> PlanItem | None:
        row = self.query_one(Choices).row
        return None if row is None else self._items[int(row.id)]

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("take")

    def action_take(self) -> None:
        """This one."""
        self.dismiss(self._item())

    def action_close(self) -> None:
        """None of them."""
        self.dismiss(None)

    def action_why(self) -> None:
        """All about it."""
        item = self._item()
        if item is not None:
            self.app.push_screen(DetailView(self.coach, item))
