"""What holds for every screen: keys, words, the cursor. Its colours are in test_themes.py."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import coach.tui.screens
from coach.services.context import Coach
from coach.services.guided import session_check
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.welcome import WelcomeView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.scale import Scale
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for, at_today, in_player


def screens() -> Iterator[type[CoachScreen[object]]]:
    """Every screen of the coach, without what others are made of."""
    found = pkgutil.iter_modules(coach.tui.screens.__path__)
    modules = [importlib.import_module(f"coach.tui.screens.{one.name}") for one in found]
    for module in modules:
        for one in vars(module).values():
            own = isinstance(one, type) and issubclass(one, CoachScreen) and one.__module__ == module.__name__
            if own and not one.__subclasses__():
                yield one


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.__name__)
def test_every_screen_explains_itself_in_under_forty_words(screen: type[CoachScreen[object]]) -> None:
    assert 0 < len(screen.ABOUT.split()) < 40


async def test_the_cursor_follows_on_today(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        before = hand.app.cursor_position
        await hand.press("down")
        after = hand.app.cursor_position
        assert after.y > before.y
        assert today.query_one(Choices).region.contains_point(after)


async def test_the_cursor_follows_in_the_intake(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(40, 12)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(WelcomeView)
        await hand.press("enter")
        intake = await hand.reach(IntakeView)
        await hand.press("down", "down", "down")
        spot = hand.app.cursor_position
        assert intake.query_one("#page").region.contains_point(spot)


async def test_the_cursor_stands_where_the_player_says_what_to_do(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        assert player.query_one("#do").region.contains_point(hand.app.cursor_position)


async def test_the_cursor_stands_at_the_chosen_figure(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("c", "right", "right")
        scale = hand.app.screen.query_one(Scale)
        assert hand.app.cursor_position == scale.spot()
        assert scale.value == 1


async def test_every_row_of_a_long_list_can_be_read_on_a_small_screen(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(40, 12)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        rows = session_check(settled).rows
        screen = FlagsView(settled, "Which of these fits?", rows)
        hand.app.push_screen(screen)
        await hand.rest()
        page = screen.query_one("#page")
        assert page.scroll_offset.y == 0
        seen = set(range(page.size.height))
        for _ in range(60):
            await hand.press("down")
            top = page.scroll_offset.y
            seen |= set(range(top, top + page.size.height))
        assert seen == set(range(page.virtual_size.height))
        for _ in range(60):
            await hand.press("up")
        assert page.scroll_offset.y == 0
