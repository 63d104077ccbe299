"""The slider: one key, the arrows or the mouse; the cursor stands on the figure."""

import pytest
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown, MouseScrollUp
from textual.widgets import Digits

from coach.services.context import Coach
from coach.tui.screens.rate import RateView
from coach.tui.widgets.scale import PITCHES, Scale, pitch_for, track
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for, at_today

LOW, HIGH = "not at all", "as bad as I can imagine"


@pytest.mark.parametrize("width", range(4, 80))
@pytest.mark.parametrize("value", [None, 0, 7, 10])
def test_figures_and_track_never_wrap(width: int, value: int | None) -> None:
    lines = track(LOW, HIGH, value, width).plain.split("\n")
    pitch = pitch_for(width)
    if pitch:
        assert all(len(line.rstrip()) <= width for line in lines)
        assert lines[0].replace("[", " ").replace("]", " ").split() == [str(n) for n in range(11)]
        assert ("●" in lines[1]) == (value is not None)
        if value is not None:
            figure = lines[0].index(str(value) if pitch == 2 else f"[{value}]") + (pitch > 2)
            assert lines[1].index("●") == figure
    else:
        assert str(value if value is not None else "-") in lines[0]
    said = " ".join(" ".join(lines).split())
    assert not pitch or (LOW in said and HIGH in said)


def test_forty_columns_are_enough_for_brackets() -> None:
    assert pitch_for(36) == 3
    assert max(PITCHES) == pitch_for(76)


class Page(App[None]):
    """A slider alone, which notes what is sent off."""

    def __init__(self) -> None:
        super().__init__()
        self.picked: list[int] = []

    def compose(self) -> ComposeResult:
        yield Scale(LOW, HIGH)

    def on_scale_picked(self, picked: Scale.Picked) -> None:
        self.picked.append(picked.value)


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 120])
async def test_the_cursor_stands_on_the_chosen_figure(width: int) -> None:
    async with Page().run_test(size=(width, 24)) as pilot:
        scale = pilot.app.query_one(Scale)
        scale.focus()
        for value, key in enumerate("0123456789x"):
            await pilot.press(key)
            spot = scale.spot()
            shown = "".join(segment.text for segment in pilot.app.screen._compositor.render_strips()[spot.y])
            assert shown[spot.x :].startswith(str(value))
            assert pilot.app.query_one(Digits).value == str(value)


async def test_a_click_chooses_a_drag_follows_and_the_wheel_moves_by_one() -> None:
    async with Page().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Page)
        scale = app.query_one(Scale)
        for value in (0, 3, 10):
            await pilot.click(scale, offset=(2 + 6 * value, 1))
            assert scale.value == value
        assert app.picked == [0, 3, 10]
        await pilot.mouse_down(scale, offset=(2 + 6 * 2, 1))
        await pilot.hover(scale, offset=(2 + 6 * 6, 1))
        assert scale.value == 6
        assert app.picked == [0, 3, 10]
        await pilot.mouse_up(scale, offset=(2 + 6 * 6, 1))
        assert app.picked == [0, 3, 10, 6]
        await pilot.hover(scale, offset=(2, 1))
        assert scale.value == 6
        await pilot._post_mouse_events([MouseScrollUp], scale, offset=(2, 1))
        assert scale.value == 7
        await pilot._post_mouse_events([MouseScrollDown], scale, offset=(2, 1))
        assert scale.value == 6
        assert app.picked == [0, 3, 10, 6]


async def test_a_click_on_the_empty_page_chooses_nothing() -> None:
    async with Page().run_test(size=(80, 24)) as pilot:
        await pilot.click(Scale, offset=(20, 7))
        assert pilot.app.query_one(Scale).value is None


async def test_one_click_rates(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        given: list[int | None] = []
        hand.app.push_screen(RateView(settled, "How was it?", "How hard was it?", LOW, HIGH), given.append)
        screen = await hand.reach(RateView)
        clock.advance(1)
        await pilot.click(screen.query_one(Scale), offset=(2 + 6 * 4, 0))
        await hand.rest()
        assert given == [4]
