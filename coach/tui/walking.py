"""What every way through several screens does: it shows a screen and waits for its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

from coach.services.context import Coach

if TYPE_CHECKING:
    from coach.services.safety import ActionScreen
    from coach.tui.screens.base import CoachScreen

T = TypeVar("T")


class Walking:
    """Shows screens one after the other; to be walked in a worker of the app."""

    def __init__(self, app: App[Any], coach: Coach, tick_every: float | None) -> None:
        self._app = app
        self._coach = coach
        self._tick_every = tick_every

    async def _show(self, screen: CoachScreen[T]) -> T | None:
        """Show a screen and wait for its answer."""
        return await self._app.push_screen_wait(screen)

    async def _show_action(self, action: ActionScreen) -> None:
        from coach.tui.screens.action import ActionView

        await self._show(ActionView.of(self._coach, action))

    async def _say(self, heading: str, text: str) -> None:
        from coach.tui.screens.message import MessageView

        await self._show(MessageView(self._coach, heading, text))

    async def _asked_flags(self, names: tuple[str, ...], said: str = "") -> bool:
        """Ask red flags that an entry calls for, under what was said of it; whether one of them stands."""
        from coach.services import safety
        from coach.tui.screens.flags import FlagsView

        known = {flag.id: flag for flag in self._coach.library.rules.red_flags.flag}
        rows = [known[name] for name in names]
        yes = await self._show(FlagsView(self._coach, f"{said} Does any of these fit?".strip(), rows)) or ()
        action = safety.raise_flags(self._coach, yes, "log")
        if action is None:
            safety.answered_no(self._coach, "safety")
            return False
        await self._show_action(action)
        return True
