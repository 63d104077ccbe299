"""One line of the day in large figures, for tired eyes: its time, what it is, and a few words."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits, Static

from coach.tui.widgets.lines import Row


class Large(Horizontal):
    """The time on the left, what it is beside it."""

    DEFAULT_CSS = """
    Large {
        height: auto;
        min-height: 3;
        padding: 0 1;
        margin-bottom: 1;
    }
    Large Digits {
        width: auto;
        color: $primary;
        margin-right: 2;
    }
    Large Vertical {
        height: auto;
        width: 1fr;
    }
    Large #what {
        text-style: bold;
    }
    """

    def compose(self) -> ComposeResult:
        """Two texts and the figures."""
        yield Digits(id="time")
        with Vertical():
            yield Static(id="what", markup=False)
            yield Static(id="words", markup=False)

    def show(self, row: Row | None) -> None:
        """Show a line; nothing where there is none."""
        self.display = row is not None
        figures = next(iter(self.query(Digits)), None)
        if row is None or figures is None:  # not there yet, or on its way out
            return
        figures.update(row.lead.strip())
        figures.display = bool(row.lead.strip())
        for name, text in (("what", row.text), ("words", row.detail)):
            widget = self.query_one(f"#{name}", Static)
            widget.update(text)
            widget.display = bool(text)
