"""A row of figures from 0 to 10, chosen with one key: 0 to 9, and x for ten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from coach.tui.keys import MOVE, key

KEYS = "0123456789x"


class Scale(Widget, can_focus=True):
    """Figures in a row; the chosen one stands in brackets."""

    DEFAULT_CSS = """
    Scale {
        height: auto;
        width: 1fr;
        padding: 0 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            key(
                each, f"pick({number})", "choose", "the number; x is 10", f"scale.pick_{number}", shown="0-9, x"
            )
            for number, each in enumerate(KEYS)
        ),
        key("left", "move(-1)", "less", "one less", "scale.less", group=MOVE, show=False, shown="←"),
        key("right", "move(1)", "more", "one more", "scale.more", group=MOVE, show=False, shown="→"),
    ]  # fmt: skip

    @dataclass
    class Picked(Message):
        """A number was typed or clicked."""

        scale: Scale
        value: int

        @property
        def control(self) -> Scale:
            """The row of figures."""
            return self.scale

    def __init__(self, low: str, high: str, value: int | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.low = low
        self.high = high
        self.value = value

    def ask(self, low: str, high: str, value: int | None = None) -> None:
        """Another question in the same place."""
        self.low, self.high, self.value = low, high, value
        self.refresh(layout=True)

    def render(self) -> Content:
        """The figures, and words for both ends."""
        figures = [f"[{n}]" if n == self.value else f" {n} " for n in range(11)]
        parts = [Content(text).stylize("bold reverse" if n == self.value else "bold") for n, text in enumerate(figures)]
        ends = f"\n\n 0  {self.low}\n10  {self.high}" if self.low or self.high else ""
        return Content.assemble(*parts, ends)

    def spot(self) -> Offset:
        """Where on the screen the chosen figure stands; the first one before a choice."""
        return self.content_region.offset + Offset(3 * (self.value or 0) + 1, 0)

    def action_pick(self, value: int) -> None:
        """Choose a number."""
        self.value = value
        self.refresh()
        self.post_message(self.Picked(self, value))

    def action_move(self, by: int) -> None:
        """The number beside, without sending it off."""
        start = -1 if by > 0 else 11
        self.value = min(10, max(0, (start if self.value is None else self.value) + by))
        self.refresh()
