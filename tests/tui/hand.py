"""Somebody at the keys of the screens, with a clock that stands still until told."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Digits, Static

from coach.services.context import Coach
from coach.services.today import today_view
from coach.tui.app import CoachApp
from coach.tui.screens.check import CheckView, SetUpView
from coach.tui.screens.player import PlayerView
from coach.tui.screens.rate import RateView
from coach.tui.screens.today import TodayView
from coach.tui.today_words import CHECK_IN_ROW
from coach.tui.widgets.choices import Choices
from tests.fake_clock import FakeClock

S = TypeVar("S", bound=Screen[Any])


class Hand:
    """Somebody at the keys: time passes between two of them, as it does."""

    def __init__(self, pilot: Pilot[Any], clock: FakeClock) -> None:
        self.pilot = pilot
        self.clock = clock

    @property
    def app(self) -> CoachApp:
        app = self.pilot.app
        assert isinstance(app, CoachApp)
        return app

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.clock.advance(1)
            await self.pilot.press(key)

    async def write(self, text: str) -> None:
        """A text, letter by letter."""
        names = {" ": "space", ":": "colon"}
        await self.press(*(names.get(letter, letter) for letter in text))

    async def slip(self, *keys: str) -> None:
        """Keys at once, as a trembling hand does it."""
        for key in keys:
            await self.pilot.press(key)

    async def rest(self) -> None:
        """Let everything settle."""
        for _ in range(2):
            await self.pilot.pause()

    async def reach(self, kind: type[S]) -> S:
        """The screen on top, once it is one of this kind."""
        for _ in range(100):
            screen = self.app.screen
            if isinstance(screen, kind):
                await self.rest()
                return screen
            await self.pilot.pause()
        raise AssertionError(f"{type(self.app.screen).__name__} is on top, not {kind.__name__}")

    def text(self) -> str:
        """All that the texts of the screen on top say."""
        parts = []
        for widget in self.app.screen.query(Static):
            visual = widget.visual
            shape = getattr(visual, "shape", None)
            parts.append(str(shape(100) if shape else visual) if widget.display else "")
        parts += [str(figure.value) for figure in self.app.screen.query(Digits)]
        return "\n".join(parts)


Drive = Callable[[Hand], Awaitable[None]]


def app_for(coach: Coach) -> CoachApp:
    """The app without ticks; tests let time pass themselves."""
    return CoachApp(coach, tick_every=None)


async def first_look(hand: Hand) -> TodayView:
    """Today, filled, with the cursor where it begins."""
    today = await hand.reach(TodayView)
    for _ in range(50):
        if today.rows:
            break
        await hand.rest()
    return today


async def at_today(hand: Hand) -> TodayView:
    """Today, filled; where the check-in comes first, it is left for later."""
    today = await first_look(hand)
    row = today.query_one(Choices).row
    if row is not None and row.id == CHECK_IN_ROW:
        await today.run_action("skip")
        await hand.rest()
    return today


async def to_check(hand: Hand) -> CheckView:
    """The safety question before the first session."""
    today = await at_today(hand)
    session = next(line.id for line in today_view(today.coach).lines if line.kind == "session")
    today.query_one(Choices).go_to(session)
    await hand.press("enter")
    return await hand.reach(CheckView)


async def in_player(hand: Hand) -> PlayerView:
    """The player of the first session, just begun."""
    await to_check(hand)
    await hand.press("enter")
    await hand.reach(RateView)
    await hand.press("2")
    await hand.reach(SetUpView)
    await hand.press("enter")
    return await hand.reach(PlayerView)
