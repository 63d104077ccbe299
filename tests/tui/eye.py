"""Reads what stands on the screen: which ink on which ground, under the mouse, marked, and without the focus.

It looks through a theme in which every part of a palette has a colour of its own. So one look tells for all themes
which parts meet, and a colour that comes from no palette, such as a blend, is found out.
"""

from dataclasses import asdict, dataclass, field

from rich.color import Color as RichColor
from rich.segment import Segment
from textual.geometry import Offset
from textual.widgets import Static

from coach.tui.themes import Palette, theme_of
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.figure import FigureView
from tests.tui.hand import Hand

SHAPES = range(0x2500, 0x25A0)
"""Lines and blocks."""
MARKED = Palette(
    ground="#010101", raised="#020202", ink="#f3f3f3", line="#848484", next="#05f5f5", attention="#f6a606",
    alarm="#870707", alarm_ink="#f8f8f8", cursor="#09d9d9", cursor_ink="#0a0a0a",
)  # fmt: skip
PARTS = {colour: part for part, colour in asdict(MARKED).items()}


@dataclass(frozen=True, order=True)
class Painted:
    """Ink on a ground, by the names of their parts in a palette."""

    ink: str
    ground: str
    shape: bool
    text: str = field(default="", compare=False)


def part(colour: RichColor | None, text: str) -> str:
    """The part of the palette that a colour is."""
    assert colour is not None, f"{text!r} has no colour"
    assert colour.triplet is not None, f"{text!r} has a colour of the terminal"
    assert colour.triplet.hex in PARTS, f"{text!r} has {colour.triplet.hex}, which is no colour of the palette"
    return PARTS[colour.triplet.hex]


def painted(segment: Segment) -> Painted | None:
    """What one piece of a line paints; None where nothing but ground is to be seen."""
    text, style = segment.text, segment.style
    assert style is not None
    assert not style.dim, f"{text!r} is dim"
    ground = part(style.bgcolor, text) if style.bgcolor else "ground"
    if not text.strip() and not style.reverse:
        return None
    ink = part(style.color, text)
    shape = all(letter.isspace() or ord(letter) in SHAPES for letter in text)
    return Painted(ground, ink, shape, text) if style.reverse else Painted(ink, ground, shape, text)


class Eye:
    """Looks at what stands on the screen."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.found: set[Painted] = set()
        self.seen: set[str] = set()
        theme = theme_of("coach-dark-marked", MARKED)
        hand.app.register_theme(theme)
        hand.app.theme = theme.name

    async def look(self) -> None:
        """Collect the pairs of the screen on top."""
        await self.hand.rest()
        screen = self.hand.app.screen
        self.seen.add(type(screen).__name__)
        pictures = [figure.region for figure in screen.query(FigureView) if figure.display]
        for y, strip in enumerate(screen._compositor.render_strips()):
            x = 0
            for segment in strip:
                picture = any(region.contains(x, y) for region in pictures)  # its colours are tested where they are
                pair = None if picture or segment.style is None else painted(segment)
                self.found |= {pair} if pair is not None else set()
                x += segment.cell_length

    async def hover(self) -> None:
        """The mouse over the list and over the keys."""
        screen = self.hand.app.screen
        for choices in screen.query(Choices):
            if choices.display and choices.size:
                for line in (0, min(2, choices.size.height - 1)):
                    await self.hand.pilot.hover(choices, offset=Offset(4, line))
                    await self.look()
        await self.hand.pilot.hover("#keys", offset=Offset(4, 0))
        await self.look()

    async def blur(self) -> None:
        """Nothing has the focus."""
        screen = self.hand.app.screen
        before = screen.focused
        screen.set_focus(None)
        await self.look()
        screen.set_focus(before)

    async def select(self) -> None:
        """A text marked with the mouse."""
        for text in self.hand.app.screen.query("#page Static").results(Static):
            if text.display:
                text.text_select_all()
        await self.look()
        self.hand.app.screen.clear_selection()
