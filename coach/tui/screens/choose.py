"""One line out of a few: what is wrong, or yes and no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.services.context import Coach
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row


class ChooseView(CoachScreen[str | None]):
    """A question with lines to choose from; it answers the id of the line, or None."""

    GOES_HOME = False
    ABOUT = "Choose the line that fits with the arrow keys, then press Enter. Escape goes back and changes nothing."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "take", "choose", "the line under the cursor", priority=True),
        verb("back", "close", hint="nothing of this"),
    ]

    def __init__(
        self,
        coach: Coach,
        heading: str,
        ask: str,
        rows: Sequence[tuple[str, str]],
        now: str | None = None,
        *,
        open: bool = False,
    ) -> None:
        """`open` leaves the cursor off the lines, where Enter alone must not choose one."""
        super().__init__(coach)
        self._open = open
        self._heading, self._ask, self._now = heading, ask, now
        self._rows = tuple(Row(name, text) for name, text in rows)

    def page(self) -> ComposeResult:
        """The question and its lines."""
        yield Static(self._ask, id="ask", markup=False)
        yield Choices(self._rows, highlight=self._now, open=self._open)

    def load(self) -> None:
        """The heading."""
        self.head(self._heading)

    @property
    def chosen(self) -> str | None:
        """The id of the line under the cursor."""
        row = self.query_one(Choices).row
        return None if row is None else row.id

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("take")

    def action_take(self) -> None:
        """This line; a slip chooses nothing."""
        if self.chosen is None:
            self.say("ask", f"{self._ask} Go to the line with the arrow keys, then press Enter.")
        elif self.calm():
            self.dismiss(self.chosen)

    def action_close(self) -> None:
        """Nothing of this."""
        self.dismiss(None)
