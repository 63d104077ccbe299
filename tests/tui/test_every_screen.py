"""What holds on every screen, walked for real: the cursor is where the focus is, and any size will do."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.scale import Scale
from tests.people import person
from tests.scenes import SCENES
from tests.tui.hand import Hand, app_for
from tests.tui.test_look import screens


def test_every_screen_has_a_scene() -> None:
    assert {scene.shows for scene in SCENES.values()} == set(screens())


@pytest.mark.parametrize("name", SCENES)
async def test_the_cursor_follows_and_any_size_will_do(name: str, tmp_path: Path) -> None:
    """Down to almost nothing, up to a wall: the screen stays, nothing is cut, the cursor is on what has the focus."""
    scene = SCENES[name]
    with person(scene.who, tmp_path) as (coach, clock):
        if scene.prepare is not None:
            scene.prepare(coach, clock)
        async with app_for(coach).run_test(size=(80, 24)) as pilot:
            hand = Hand(pilot, clock)
            await scene.lead(hand, coach)
            await hand.rest()
            await walked(hand)
            for size in ((20, 5), (60, 20), (200, 60), (40, 12)):
                await pilot.resize_terminal(*size)
                await hand.rest()
                assert isinstance(hand.app.screen, scene.shows)
                page = hand.app.screen.query_one("#page")
                assert page.virtual_size.width <= page.size.width, "something is cut at the right"
            await walked(hand)


async def walked(hand: Hand) -> None:
    """Along the screen, as far as arrow keys lead; the cursor goes with it."""
    screen = hand.app.screen
    assert isinstance(screen, CoachScreen)
    assert on_the_focus(hand, screen)
    for key in ("down", "down", "up", "end", "home"):
        if not isinstance(screen.focused, Input | Scale):
            await hand.press(key)
            await hand.rest()
            assert on_the_focus(hand, screen), key


def on_the_focus(hand: Hand, screen: CoachScreen[object]) -> bool:
    """Whether the terminal's cursor is on the focused thing, and inside the window."""
    spot, focused = hand.app.cursor_position, screen.focused
    assert focused is not None, "nothing has the focus"
    assert hand.app.size.region.contains_point(spot), (spot, focused)
    page = screen.query_one("#page")
    below = isinstance(focused, Choices) and not page.content_region.contains_point(focused.spot())
    if below:
        return spot == page.content_region.offset  # a text before the list is being read
    assert focused.region.contains_point(spot), (spot, focused, focused.region)
    if isinstance(focused, OptionList) and focused.highlighted is not None:
        here = hand.app.screen.get_style_at(*spot).meta.get("option")
        return bool(here == focused.highlighted)
    return True
