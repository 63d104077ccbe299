"""A slider from 0 to 10, chosen with one key (0 to 9, and x for ten), the arrows, or the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Digits, Static

from coach.tui.keys import MOVE, key

KEYS = "0123456789x"
HINT = "Type 0 to 9, x is 10. Or use ← and →."
PITCHES = (6, 5, 4, 3, 2)
"""Columns from one figure to the next, the widest that fits is taken."""


def pitch_for(width: int) -> int:
    """How far apart the figures stand; 0 where a row of them does not fit at all."""
    return next((pitch for pitch in PITCHES if 10 * pitch + 2 + (pitch > 2) * 2 <= width), 0)


def track(low: str, high: str, value: int | None, width: int) -> Content:
    """The figures, the track under them, and words for both ends."""
    pitch = pitch_for(width)
    if not pitch:
        return Content(f"< {'-' if value is None else value} >  0-10")
    return Content("\n").join([_figures(value, pitch), _line(value, pitch), *_ends(low, high, pitch, width)])


def _figures(value: int | None, pitch: int) -> Content:
    parts: list[Content] = []
    for number in range(11):
        text = str(number)
        if pitch == 2:  # no room for brackets; the knob under the figure tells as well
            part = Content.styled(text, "bold reverse" if number == value else "bold")
            gap = " "
        else:
            part = Content.styled(f"[{text}]", "bold reverse") if number == value else Content(f" {text} ")
            gap = " " * (pitch - 3)
        parts += [part, Content(gap if number < 10 else "")]
    return Content.assemble(*parts)


def _line(value: int | None, pitch: int) -> Content:
    start = " " * (pitch > 2)
    marks = "".join(("├" if n == 0 else "┼") + "─" * (pitch - 1) for n in range(10)) + "┤"
    if value is None:
        return Content(start + marks)
    here = value * pitch
    return Content.assemble(start, Content.styled("━" * here + "●", "$primary"), marks[here + 1 :])


def _ends(low: str, high: str, pitch: int, width: int) -> list[Content]:
    if not (low or high):
        return []
    indent, wide = int(pitch > 2), 10 * pitch + 2
    gap = wide - len(low) - len(high)
    if gap >= 3:
        return [Content(" " * indent + low + " " * gap + high)]
    return [
        line for figure, words in ((" 0", low), ("10", high))
        for line in Content(f"{figure}  {words}").wrap(max(8, width))
    ]  # fmt: skip


class Track(Widget):
    """The part of the slider that is drawn."""

    DEFAULT_CSS = """
    Track {
        width: 1fr;
        height: auto;
    }
    """

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale

    def render(self) -> Content:
        """See `track`."""
        return track(self._scale.low, self._scale.high, self._scale.value, self.content_size.width)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As high as the words for the ends need."""
        return len(track(self._scale.low, self._scale.high, self._scale.value, width).split("\n"))


NO_NUMBER = "Please choose a number: keys 0 to 9, x is 10."
"""What is said where a number is needed and none is chosen."""


class Scale(Widget, can_focus=True):
    """The slider; the chosen figure stands in brackets, and large under the track where the screen is tall."""

    SCOPED_CSS = False  # how tall the screen is decides whether the large figure is shown
    DEFAULT_CSS = """
    Scale {
        height: auto;
        width: 1fr;
        padding: 0 1;
        layout: vertical;
    }
    Scale > .chosen {
        height: 3;
        margin-top: 1;
        padding-left: 1;
    }
    Scale > .chosen > Digits {
        width: auto;
        min-width: 3;
        color: $primary;
        margin-right: 1;
    }
    Scale > .chosen > Static {
        width: 1fr;
        height: 3;
        content-align: left middle;
    }
    Scale > .chosen.-open > Digits {
        display: none;
    }
    Scale > .chosen.-open > Static {
        content-align: left top;
    }
    CoachScreen.-short Scale > .chosen {
        height: 1;
        margin-top: 0;
        visibility: hidden;
    }
    CoachScreen.-short Scale > .chosen.-open {
        visibility: visible;
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
        self._track = Track(self)
        self._dragged = False

    def compose(self) -> ComposeResult:
        """The track, and the chosen figure."""
        yield self._track
        with Horizontal(classes="chosen -open"):
            yield Digits("")
            yield Static(HINT, markup=False)

    def on_mount(self) -> None:
        """Show what is chosen."""
        self._show()

    def ask(self, low: str, high: str, value: int | None = None) -> None:
        """Another question in the same place."""
        self.low, self.high, self.value = low, high, value
        self._track.refresh(layout=True)
        self._show()

    def _show(self) -> None:
        if not self.children:
            return
        digits, words = self.query_one(Digits), self.query_one(Static)
        self.query_one(".chosen").set_class(self.value is None, "-open")
        digits.update("" if self.value is None else str(self.value))
        words.update(HINT if self.value is None else "of 10")
        self._track.refresh()

    def spot(self) -> Offset:
        """Where on the screen the chosen figure stands; the first one before a choice."""
        pitch = pitch_for(self._track.content_size.width)
        indent = 1 if pitch > 2 else 0 if pitch else 2
        return self._track.content_region.offset + Offset(pitch * (self.value or 0) + indent, 0)

    def _choose(self, value: int) -> None:
        self.value = min(10, max(0, value))
        self._show()

    def action_pick(self, value: int) -> None:
        """Choose a number."""
        self._choose(value)
        self.post_message(self.Picked(self, value))

    def action_move(self, by: int) -> None:
        """The number beside, without sending it off."""
        start = -1 if by > 0 else 11
        self._choose((start if self.value is None else self.value) + by)

    # The mouse: pressing and dragging chooses, letting go sends off; the wheel moves by one.

    def _under(self, event: events.MouseEvent) -> int | None:
        pitch = pitch_for(self._track.content_size.width)
        left = self._track.content_region.x + (1 if pitch > 2 else 0)
        return None if not pitch else min(10, max(0, round((event.screen_x - left) / pitch)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the knob; a press beside the track does nothing."""
        value = self._under(event)
        if event.button == 1 and value is not None and self._track.region.contains(event.screen_x, event.screen_y):
            event.stop()
            self._dragged = True
            self.capture_mouse()
            self._choose(value)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag it."""
        value = self._under(event)
        if self._dragged and value is not None and value != self.value:
            self._choose(value)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        if self._dragged:
            event.stop()
            self._dragged = False
            self.release_mouse()
            if self.value is not None:
                self.post_message(self.Picked(self, self.value))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """One more."""
        event.stop()
        event.prevent_default()
        self.action_move(1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """One less."""
        event.stop()
        event.prevent_default()
        self.action_move(-1)
