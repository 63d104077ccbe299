"""What the coach is and is not, and the person's yes."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.services.welcome import first_page
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Points, Row

Way = Literal["all", "express"]


class WelcomeView(CoachScreen[Way | None]):
    """The first page of all; it answers which way the questions go, or None for "not now"."""

    CSS_PATH = "welcome.tcss"
    ABOUT = "What this coach is, and what it is not. Enter says that you understand and begins with the questions."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "go_on", "begin", "begin with the questions", priority=True),
        verb("quit", "leave", "not now", "close the coach; nothing is kept"),
        verb("back", "leave", "not now", "close the coach; nothing is kept", show=False),
    ]

    def page(self) -> ComposeResult:
        """The frame; the words follow."""
        yield Static(id="consent", markup=False)
        yield Choices(id="ways")

    def on_mount(self) -> None:
        """Show the frame first."""
        self.head("Welcome to Hip Coach")
        self.hide_empty()
        self.show_keys()
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        with self.told():
            self.load()

    def load(self) -> None:
        """What the first page says; the rest of the content is read while the person does."""
        page = first_page()
        self.say("consent", Points(page.consent))
        self.query_one(Choices).put([
            Row("express", page.consent_button, "▶", detail=page.short_way),
            Row("all", page.consent_to_all, "▶", detail=page.whole_way),
        ])  # fmt: skip
        self.set_focus(self.query_one(Choices), scroll_visible=False)
        self.call_after_refresh(self.query_one("#page").scroll_home, animate=False)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("go_on")

    def action_go_on(self) -> None:
        """Understood."""
        row = self.query_one(Choices).row
        if row is not None:
            self.dismiss("express" if row.id == "express" else "all")

    def action_leave(self) -> None:
        """Not now."""
        self.dismiss(None)
