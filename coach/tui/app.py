"""The Textual app: themes, the cursor that follows, and failures told in words. The screens do the rest."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.screen import Screen

from coach.errors import CoachError
from coach.services.context import Coach
from coach.tui.in_turn import InTurnApp
from coach.tui.keys import keymap
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.today import TodayView
from coach.tui.signals import steady_driver
from coach.tui.themes import THEMES, Steady, Turned, few_colours, theme_for
from coach.tui.widgets.choices import LARGE

TICK_S = 0.25


def run_app(coach: Coach) -> int:
    """Run the screens until the person leaves; returns the exit code, or raises what nobody caught."""
    app = CoachApp(coach)
    app.call_later(gc.enable)
    app.run()
    if app.mistake is not None:
        raise app.mistake
    return app.return_code or 0


class CoachApp(InTurnApp):
    """The coach's own app."""

    TITLE = "Hip Coach"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/today.tcss", "screens/welcome.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "quit", "Quit", show=False, priority=True, id="app.quit", tooltip="close the coach"),
    ]

    def __init__(self, coach: Coach, *, tick_every: float | None = TICK_S) -> None:
        self._cursor = Offset(0, 0)
        # Without colours the terminal's own two are used as they are, instead of shades of grey.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._coach = coach
        self._turned = [Turned()] if self.no_color else []
        self._steady = [Steady()] if few_colours(self.console.color_system) else []
        self._tick_every = tick_every
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide"), (160, "-broad")]
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.dress()

    def dress(self) -> None:
        """Colours, size and keys as the settings have them."""
        look = self._coach.look
        self.theme = theme_for(look.theme, self.console.color_system)
        self.set_class(look.large, LARGE)
        self.set_keymap(keymap(look.keys))
        for screen in self.screen_stack if self.is_running else ():
            if isinstance(screen, CoachScreen):
                screen.dressed(large=look.large)

    def get_default_screen(self) -> Screen[None]:
        """Today is home."""
        return TodayView(self._coach, looks_for_new_day=self._tick_every is not None)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What changes each painted line."""
        return [*self._turned, *super().get_line_filters(), *self._steady]

    # What screens send

    def on_coach_screen_failed(self, failed: CoachScreen.Failed) -> None:
        """Show the sentence of an error."""
        self._tell(failed.error)

    def _tell(self, error: CoachError) -> None:
        from coach.tui.failures import failure_view

        self.push_screen(failure_view(self._coach, error))

    def on_coach_screen_help_asked(self, asked: CoachScreen.HelpAsked) -> None:
        """Show the help of a screen."""
        from coach.tui.screens.help import HelpView

        self.push_screen(HelpView(self._coach, asked.about, asked.keys))

    def on_coach_screen_find_asked(self, asked: CoachScreen.FindAsked) -> None:
        """Show all that can be done from a screen."""
        from coach.tui.screens.find import FindView

        self.push_screen(FindView(self._coach, asked.screen), asked.screen.found)

    def on_coach_screen_home_asked(self, asked: CoachScreen.HomeAsked) -> None:
        """Close all that stands above Today, without an answer, and do what was asked for there."""
        self.workers.cancel_group(self, "way")
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if isinstance(self.screen, TodayView):
            self.screen.come_back()
            self.screen.call_later(self.screen.do, asked.action)

    def action_larger(self) -> None:
        """Larger text and fewer things, or the usual size again; it is kept for the next time."""
        from coach.services.settings import change

        try:
            change(self._coach, "large", "no" if self._coach.look.large else "yes")
        except CoachError as error:
            self._tell(error)
        self.dress()

    def on_settings_view_changed(self) -> None:
        """A setting changed: show it at once."""
        self.dress()

    def on_today_view_chosen(self, chosen: TodayView.Chosen) -> None:
        """Walk along the way that was chosen; afterwards Today shows what has changed."""
        self.run_worker(self._walk(chosen), group="way", exclusive=True)

    async def _walk(self, chosen: TodayView.Chosen) -> None:
        from coach.tui.paths import Paths

        try:
            said = await Paths(self, self._coach, self._tick_every).walk(chosen.way, chosen.line)
        except CoachError as error:
            said = None
            self._tell(error)
        if chosen.today.is_attached:
            chosen.today.come_back(said or "", way=chosen.way)

    async def run_action(
        self,
        action: str | Any,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or click asks for; a `CoachError` becomes a screen with its sentence."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except CoachError as error:
            self._tell(error)
            return True

    # The terminal's cursor is shown and follows the focus, for braille displays and magnifiers.

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor belongs in the picture that is being drawn."""
        screen = self.screen if self._screen_stacks.get(self._current_mode) else None
        if isinstance(screen, CoachScreen) and screen.is_mounted:
            return screen.cursor_spot()
        return self._cursor

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._cursor = position

    def get_driver_class(self) -> type[Driver]:
        """The system's driver, with the cursor shown and a quick end."""
        from coach.tui.driver import coach_driver

        return steady_driver(coach_driver(super().get_driver_class()))
