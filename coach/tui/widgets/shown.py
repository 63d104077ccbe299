"""An exercise to look at: the figure beside its text where both have room, above it on a narrow page, else the text."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize
from textual.widgets import Static

from coach.services.context import Coach
from coach.tui.widgets.figure import FigureView

BESIDE_FROM, LARGE_FROM, TALL_FROM = 68, 88, 18
"""Columns of the page from which the figure stands beside the text, and is large; lines of the terminal for any."""


class Shown(Container):
    """A figure and a text, `#figure` and `#text`."""

    DEFAULT_CSS = """
    Shown {
        height: auto;
        layout: vertical;
        & > #figure {
            width: 44;
            max-width: 100%;
            height: 12;
            margin: 0 1 1 1;
        }
        & > #text {
            height: auto;
            padding: 0 1;
        }
        &.-beside {
            layout: horizontal;
            & > #figure {
                width: 36;
                height: 15;
                margin: 0 2 1 1;
            }
            & > #text {
                width: 1fr;
            }
        }
        &.-large > #figure {
            width: 44;
            height: 18;
        }
        &.-low > #figure {
            display: none;
        }
    }
    """

    def __init__(self, coach: Coach) -> None:
        super().__init__()
        self._coach = coach

    def compose(self) -> ComposeResult:
        """See `Widget`."""
        yield FigureView(self._coach, id="figure")
        yield Static(id="text", markup=False)

    def on_resize(self, resize: Resize) -> None:
        """Find the shape for the room that there is."""
        width, low = resize.size.width, self.app.size.height < TALL_FROM
        self.set_class(low, "-low")
        self.set_class(not low and width >= BESIDE_FROM, "-beside")
        self.set_class(not low and width >= LARGE_FROM, "-large")
