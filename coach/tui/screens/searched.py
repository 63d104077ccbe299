"""What the screens share that find something by typed words: a line to type in, and the list that follows it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList, Static

from coach.tui.keys import MOVE, key
from coach.tui.screens.base import CoachScreen, T
from coach.tui.widgets.choices import Choices


class SearchedView(CoachScreen[T]):
    """A line that keeps the letters, and a list that the arrow keys walk from there; Enter and a click `take` a row."""

    CSS_PATH = "searched.tcss"
    PLACEHOLDER: ClassVar[str]
    """What stands in the line while it is empty."""
    BINDINGS: ClassVar[list[BindingType]] = [
        key("up", "move(-1)", "up", "the line above", "find.up", group=MOVE, show=False, shown="↑", priority=True),
        key("down", "move(1)", "choose", "the line below", "find.down", group=MOVE, shown="↑ ↓", priority=True),
    ]

    def page(self) -> ComposeResult:
        """A line to type in, what is shown where it is not all, and the list."""
        typed = Input(id="typed", placeholder=self.PLACEHOLDER)
        typed.cursor_blink = False
        yield typed
        yield Static(id="shown", markup=False)
        yield Static(id="none", markup=False)
        found = Choices(id="found")
        found.can_focus = False
        yield found

    def show_found(self, typed: str) -> None:
        """Put what fits to the typed words into the list."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """The line to type in."""
        super().focus_first()
        self.show_keys()

    def on_input_changed(self, changed: Input.Changed) -> None:
        """What fits so far."""
        self.show_found(changed.value)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("take")

    def action_move(self, by: int) -> None:
        """Along the list, with the cursor still in the line to type in."""
        found = self.query_one(Choices)
        if by > 0:
            found.action_cursor_down()
        else:
            found.action_cursor_up()
