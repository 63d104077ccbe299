"""Safety questions as rows to tick; nothing ticked is "none of these"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.domain.safety import RedFlag, SessionLine
from coach.services.context import Coach
from coach.tui.fields import NONE_ROW
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.choices import Ticks
from coach.tui.widgets.lines import Row


class FlagsView(CoachScreen[tuple[str, ...]]):
    """Which of these fits; it answers the ids, and cannot be left without an answer."""

    GOES_HOME = False
    ABOUT = (
        "Safety questions. Space ticks what fits, Enter goes on. If none fits, choose the last line. Not sure? Tick it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "go_on", hint="answer with the ticked lines", priority=True),
        verb("tick", "tick"),
    ]

    def __init__(self, coach: Coach, ask: str, rows: Sequence[RedFlag | SessionLine]) -> None:
        super().__init__(coach)
        self._ask = ask
        self._rows = tuple(rows)

    def page(self) -> ComposeResult:
        """The rows."""
        yield Static(self._ask, id="ask", markup=False)
        rows = [Row(flag.id, flag.ask, detail=flag.note or "") for flag in self._rows]
        yield Ticks([*rows, Row(NONE_ROW, "None of these")], alone=NONE_ROW)
        yield Static(id="mend", markup=False)

    def load(self) -> None:
        """The heading."""
        self.head("Safety first")

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click ticks."""
        await self.run_action("tick")

    def action_tick(self) -> None:
        """Tick or untick."""
        ticks = self.query_one(Ticks)
        if ticks.row is not None:
            ticks.toggle(ticks.row.id)
            self.say("mend", "")

    def action_go_on(self) -> None:
        """Answer. With nothing ticked, the first Enter goes to "none of these" and the second one says it."""
        ticks = self.query_one(Ticks)
        none = ticks.row is not None and ticks.row.id == NONE_ROW
        if not ticks.ticked and not none:
            ticks.go_to(NONE_ROW)
            self.say("mend", "→ Nothing is ticked. Enter again says: none of these.")
            self.call_after_refresh(self.query_one("#mend").scroll_visible, animate=False)
            return
        if self.calm():
            self.dismiss(tuple(name for name in ticks.ticked if name != NONE_ROW))
