"""The coach's own looks: dark and light, each in a calm form and in one of high contrast, and two for 16 colours.

Colour speaks one language: turquoise moves or comes next, orange wants attention, red is kept for the action screen. It
never speaks alone: marks, words, weight and place say the same. Turquoise and orange differ along blue and yellow as
well as along red and green, so one pair serves every kind of colour blindness; tests/tui/test_themes.py computes that,
and the contrast of everything that the screens paint.

The colours are chosen so that they also survive a terminal with 256 colours. 16 colours are too few for that, and each
terminal has its own; there the looks name the colours that are legible in all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The few colours of a look."""

    ground: str
    raised: str
    """The ground of the line of keys, and of the row under the mouse."""
    ink: str
    line: str
    """The line under the heading, and the scrollbar."""
    next: str
    """Turquoise."""
    attention: str
    """Orange."""
    alarm: str
    """Red: the ground of the heading on the action screen."""
    alarm_ink: str
    cursor: str
    """The ground of the row under the cursor."""
    cursor_ink: str


def theme_of(name: str, colours: Palette) -> Theme:
    """The theme that paints with these colours and no others; the name says whether it is dark."""
    return Theme(
        name=name,
        dark=name.startswith("coach-dark"),
        background=colours.ground,
        surface=colours.ground,
        panel=colours.raised,
        foreground=colours.ink,
        primary=colours.next,
        secondary=colours.next,
        accent=colours.next,
        success=colours.next,
        warning=colours.attention,
        error=colours.alarm,
        text_alpha=1.0,
        variables={
            # Once more as they are: Textual turns them into shades and back, which can miss a colour by a little.
            "background": colours.ground,
            "surface": colours.ground,
            "panel": colours.raised,
            "foreground": colours.ink,
            **dict.fromkeys(("primary", "secondary", "accent", "success"), colours.next),
            "warning": colours.attention,
            "error": colours.alarm,
            "text": colours.ink,
            "text-muted": colours.ink,
            "text-disabled": colours.ink,
            "text-error": colours.alarm_ink,
            "border": colours.line,
            "border-blurred": colours.line,
            "block-cursor-background": colours.cursor,
            "block-cursor-foreground": colours.cursor_ink,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": colours.ground,
            "block-cursor-blurred-foreground": colours.ink,
            "block-cursor-blurred-text-style": "bold underline",
            "block-hover-background": colours.raised,
            "input-selection-background": colours.cursor,
            "input-selection-foreground": colours.cursor_ink,
            "screen-selection-background": colours.cursor,
            "screen-selection-foreground": colours.cursor_ink,
            "scrollbar": colours.line,
            "scrollbar-hover": colours.next,
            "scrollbar-active": colours.next,
            "scrollbar-background": colours.ground,
            "link-color": colours.ink,
            "link-style": "none",
            "link-color-hover": colours.ink,
            "link-background-hover": colours.raised,
            "link-style-hover": "underline",
        },
    )


DARK = Palette(
    ground="#18212b", raised="#333b44", ink="#f1f5f8", line="#6c8093",
    next="#4fd0d8", attention="#ffb454", alarm="#9b1c1c", alarm_ink="#ffffff",
    cursor="#4fd0d8", cursor_ink="#0b1117",
)  # fmt: skip
LIGHT = Palette(
    ground="#fbfcfd", raised="#dde3e8", ink="#16202a", line="#7f8c98",
    next="#00585f", attention="#7a4300", alarm="#9b1c1c", alarm_ink="#ffffff",
    cursor="#00585f", cursor_ink="#ffffff",
)  # fmt: skip
DARK_CONTRAST = Palette(
    ground="#000000", raised="#000000", ink="#ffffff", line="#ffffff",
    next="#30dcea", attention="#ffc745", alarm="#700000", alarm_ink="#ffffff",
    cursor="#30dcea", cursor_ink="#000000",
)  # fmt: skip
LIGHT_CONTRAST = Palette(
    ground="#ffffff", raised="#ffffff", ink="#000000", line="#000000",
    next="#003a45", attention="#4c3000", alarm="#700000", alarm_ink="#ffffff",
    cursor="#003a45", cursor_ink="#ffffff",
)  # fmt: skip

# Rich finds the 16 colours by these values. The light one has no orange: none of the 16 is dark enough to be read.
DARK_16 = Palette(
    ground="#000000", raised="#000000", ink="#ffffff", line="#aaaaaa",
    next="#55ffff", attention="#ffff55", alarm="#aa0000", alarm_ink="#ffffff",
    cursor="#55ffff", cursor_ink="#000000",
)  # fmt: skip
LIGHT_16 = Palette(
    ground="#ffffff", raised="#ffffff", ink="#000000", line="#000000",
    next="#0000aa", attention="#000000", alarm="#aa0000", alarm_ink="#ffffff",
    cursor="#0000aa", cursor_ink="#ffffff",
)  # fmt: skip

CHOICES = {
    "dark": "coach-dark",
    "light": "coach-light",
    "dark_contrast": "coach-dark-contrast",
    "light_contrast": "coach-light-contrast",
}
"""The look for each value of the setting."""
LOOKS = {
    "coach-dark": DARK,
    "coach-light": LIGHT,
    "coach-dark-contrast": DARK_CONTRAST,
    "coach-light-contrast": LIGHT_CONTRAST,
    "coach-dark-16": DARK_16,
    "coach-light-16": LIGHT_16,
}
THEMES = tuple(theme_of(name, colours) for name, colours in LOOKS.items())


def few_colours(terminal: str | None) -> bool:
    """Whether a terminal has 16 colours or none; `terminal` is what Rich calls its colour system."""
    return terminal not in ("truecolor", "256")


def theme_for(setting: str, terminal: str | None = "truecolor") -> str:
    """The name of the look for a setting, in a terminal with so many colours."""
    if few_colours(terminal):
        return "coach-light-16" if setting.startswith("light") else "coach-dark-16"
    return CHOICES[setting]


STEADY = Style(bold=False, underline=False)
TURNED = Style(reverse=True)


class Steady(LineFilter):
    """Takes bold and underline away: terminals with 16 colours often show them as another colour, that fades."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """See `LineFilter`."""
        return [Segment(text, None if style is None else style + STEADY, control) for text, style, control in segments]


class Turned(LineFilter):
    """Turns what has a ground of its own round, so that it is seen without colours: cursor, mark, and alarm.

    A `text-style: reverse` would not do: lists leave it out of their rows.
    """

    def __init__(self) -> None:
        super().__init__()
        grounds = {ground for look in LOOKS.values() for ground in (look.cursor, look.alarm)}
        self._grounds = {Color.parse(ground).rich_color for ground in grounds}

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """See `LineFilter`."""
        return [
            Segment(text, style + TURNED if style and style.bgcolor in self._grounds else style, control)
            for text, style, control in segments
        ]
