"""What holds for every screen: contrast, keys, words, the cursor."""

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import product

import pytest
from textual.binding import Binding
from textual.color import Color
from textual.theme import Theme

import coach.tui.screens
from coach.services.context import Coach
from coach.services.guided import session_check
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.changing import ChangingView
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.welcome import WelcomeView
from coach.tui.themes import DARK, LIGHT, THEMES, theme_for
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.scale import Scale
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for, at_today, in_player


def luminance(colour: Color) -> float:
    """Relative luminance (WCAG 2)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.r / 255, colour.g / 255, colour.b / 255)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours."""
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_has_seven_to_one(theme: Theme) -> None:
    colours = theme.to_color_system().generate()
    texts = ("foreground", "primary", "warning", "error", "text", "text-muted", "text-disabled")
    pairs = [
        *product(texts, ("background", "surface")),
        ("foreground", "panel"),
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("foreground", "block-hover-background"),
        ("foreground", "input-selection-background"),
    ]
    poor = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 7} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_is_no_text_has_three_to_one(theme: Theme) -> None:
    colours = theme.to_color_system().generate()
    pairs = [("scrollbar", "scrollbar-background"), ("primary", "background"), ("error", "background")]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


def test_settings_choose_the_theme(coach: Coach) -> None:
    names = [theme_for(setting) for setting in ("dark", "light", "dark_contrast", "light_contrast")]
    assert names == [DARK.name, LIGHT.name, DARK.name, LIGHT.name]
    coach.home.prepare()
    coach.home.settings.write_text('format = 1\ntheme = "light"\n')
    assert app_for(coach).theme == LIGHT.name


BASES = (CoachScreen, ChangingView)
"""What other screens are made of."""


def screens() -> Iterator[type[CoachScreen[object]]]:
    """Every screen of the coach."""
    for found in pkgutil.iter_modules(coach.tui.screens.__path__):
        module = importlib.import_module(f"coach.tui.screens.{found.name}")
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, CoachScreen) and one.__module__ == module.__name__:
                yield one


def bindings(of: type) -> list[Binding]:
    return [one for cls in of.__mro__ for one in cls.__dict__.get("BINDINGS", ()) if isinstance(one, Binding)]


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.__name__)
def test_every_key_has_an_id_a_hint_and_a_group(screen: type[CoachScreen[object]]) -> None:
    own = [one for one in bindings(screen) if one.action not in ("app.focus_next", "app.focus_previous")]
    ours = [one for one in own if (one.id or "").split(".")[0] != "app" or one.action == "help"]
    wanting = [one for one in ours if one.group is None or not one.tooltip or not one.id or not one.description]
    assert [one for one in wanting if one.id is not None] == []
    ids = [one.id for one in ours if one.id]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.__name__)
def test_every_screen_explains_itself_in_under_forty_words(screen: type[CoachScreen[object]]) -> None:
    if screen not in BASES:
        assert 0 < len(screen.ABOUT.split()) < 40


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.__name__)
def test_escape_always_leads_back_or_enter_goes_on(screen: type[CoachScreen[object]]) -> None:
    keys = {key for one in bindings(screen) for key in one.key.split(",")}
    if screen not in BASES:
        assert "enter" in keys or "q" in keys


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
