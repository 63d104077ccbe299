"""Big figures that are read from some way off: seconds, repetitions, a number to call."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Digits

SHAPES = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    " ": (" ", " ", " ", " ", " "),
}
"""Five lines each; a # is two columns wide, so that it is about square."""
HIGH = 5


class Figures(Digits):
    """Digits of five lines; of three where the terminal is short, or where a sign has no big shape."""

    @property
    def big(self) -> bool:
        """Whether the five lines are used."""
        return not self.screen.has_class("-short") and all(sign in SHAPES for sign in self.value)

    def render(self) -> RenderResult:
        """See `Digits`."""
        return Content("\n".join(big_lines(self.value))) if self.big else super().render()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """See `Digits`."""
        return len(big_lines(self.value)[0]) if self.big else super().get_content_width(container, viewport)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """See `Digits`."""
        return HIGH if self.big else super().get_content_height(container, viewport, width)

    def update(self, value: str) -> None:
        """See `Digits`; the room follows the big shapes."""
        wider = len(value) != len(self.value)
        super().update(value)
        if wider:
            self.refresh(layout=True)


def big_lines(text: str) -> list[str]:
    """The five lines of a text."""
    return [
        "  ".join("".join("██" if dot == "#" else "  " for dot in SHAPES[sign][line]) for sign in text)
        for line in range(HIGH)
    ]
