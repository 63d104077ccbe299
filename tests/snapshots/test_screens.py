"""Pictures of the screens that people see most; look at each one when it changes."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from coach.services.context import Coach
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.review import ReviewView
from coach.tui.screens.welcome import WelcomeView
from tests.fake_clock import FakeClock
from tests.tui.conftest import answered, clock, coach, settled
from tests.tui.hand import Hand, app_for, at_today, in_player

__all__ = ["answered", "clock", "coach", "settled"]

Compare = Callable[..., bool]
SIZES = [(80, 24), (120, 40)]
SMALL = (40, 12)
of_each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
of_small_too = pytest.mark.parametrize("size", [*SIZES, SMALL], ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture(autouse=True)
def steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)


def by(clock: FakeClock, path: Callable[[Hand], Awaitable[object]]) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """A way to the picture."""

    async def drive(pilot: Pilot[Any]) -> None:
        hand = Hand(pilot, clock)
        await path(hand)
        await hand.rest()

    return drive


@of_each_size
def test_welcome(snap_compare: Compare, coach: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    drive = by(clock, lambda hand: hand.reach(WelcomeView))
    assert snap_compare(app_for(coach), terminal_size=size, run_before=drive)


@of_each_size
def test_intake(snap_compare: Compare, coach: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    async def path(hand: Hand) -> None:
        await hand.reach(WelcomeView)
        await hand.press("enter")
        await hand.reach(IntakeView)
        await hand.press("enter", "enter", "down", "space", "down")

    assert snap_compare(app_for(coach), terminal_size=size, run_before=by(clock, path))


@of_each_size
def test_review(snap_compare: Compare, answered: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    drive = by(clock, lambda hand: hand.reach(ReviewView))
    assert snap_compare(app_for(answered), terminal_size=size, run_before=drive)


@of_small_too
def test_plan(snap_compare: Compare, settled: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    async def path(hand: Hand) -> None:
        await at_today(hand)
        await hand.press("p", "right", "down")

    assert snap_compare(app_for(settled), terminal_size=size, run_before=by(clock, path))


@of_small_too
def test_session_of_the_plan(snap_compare: Compare, settled: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    async def path(hand: Hand) -> None:
        await at_today(hand)
        await hand.press("p", "enter", "down", "l")

    assert snap_compare(app_for(settled), terminal_size=size, run_before=by(clock, path))


@of_small_too
def test_today(snap_compare: Compare, settled: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    async def path(hand: Hand) -> None:
        await at_today(hand)
        await hand.press("c", "4", "3", "2", "enter", "end", "d", "home")

    assert snap_compare(app_for(settled), terminal_size=size, run_before=by(clock, path))


@pytest.mark.parametrize("size", [SIZES[0], SMALL], ids=lambda size: f"{size[0]}x{size[1]}")
def test_find(snap_compare: Compare, settled: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    async def path(hand: Hand) -> None:
        await at_today(hand)
        await hand.press("p", "slash", "down")

    assert snap_compare(app_for(settled), terminal_size=size, run_before=by(clock, path))


@of_small_too
def test_player(snap_compare: Compare, settled: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    async def path(hand: Hand) -> None:
        player = await in_player(hand)
        for _ in range(30):
            step = player.guided.state.current
            if step.phase == "work" and step.seconds is not None:
                break
            await hand.press("enter")
        for _ in range(4):
            clock.advance(2)
            player.tick()

    assert snap_compare(app_for(settled), terminal_size=size, run_before=by(clock, path))
