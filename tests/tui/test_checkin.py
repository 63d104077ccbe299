"""The check-in through both front ends: the same keys, the same entry."""

from __future__ import annotations

from typing import Any

import pytest

from coach.domain.events import CheckIn, SessionMarked
from coach.plain.checkin import run_checkin
from coach.services.context import Coach
from coach.services.today import today_view
from coach.tui.screens.check import SetUpView
from coach.tui.screens.checkin import CheckInView
from coach.tui.screens.rate import RateView
from coach.tui.screens.today import TodayView
from coach.tui.widgets.scale import Scale
from tests.fake_clock import FakeClock
from tests.plain.talk import Talk
from tests.tui.hand import Hand, app_for, at_today


async def on_screens(coach: Coach, clock: FakeClock, keys: list[str]) -> str:
    """The keys at the check-in; what the screen says after them."""
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("c")
        await hand.reach(CheckInView)
        for one in keys:
            await hand.press(one)
            await hand.rest()
        await hand.reach(TodayView)
        return hand.text()


async def in_lines(coach: Coach, clock: FakeClock, keys: list[str]) -> str:
    """The same answers as lines."""
    names = {"escape": "b", "enter": ""}
    talk = Talk([names.get(one, one) for one in keys], clock)
    assert run_checkin(talk.console, coach) == 0
    assert talk.left == []
    return talk.text


def noted(coach: Coach) -> CheckIn:
    event = coach.journal.last("check_in")
    assert event is not None
    assert isinstance(event.body, CheckIn)
    return event.body


def trained_yesterday(coach: Coach, clock: FakeClock) -> None:
    line = next(line for line in today_view(coach).lines if line.kind == "session")
    coach.record(SessionMarked(session=line.id, mark="done"))
    clock.advance(24 * 3600)


BOTH = pytest.mark.parametrize("through", [on_screens, in_lines])


@BOTH
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["4", "3", "2", "5"], {"fatigue": 4, "sleep": "enough", "pain": 2, "spasticity": 5}),
        (["4", "1", "x", "escape", "2", "5"], {"fatigue": 4, "sleep": "under_4_5h", "pain": 2, "spasticity": 5}),
        (["e", "8"], {"fatigue": 8, "bad_day": True}),
        (["3", "e"], {"fatigue": 3, "bad_day": True}),
        (["3", "2", "4", "e"], {"fatigue": 3, "sleep": "under_6h", "pain": 4, "bad_day": True}),
    ],
)
async def test_what_the_keys_note(
    through: Any, keys: list[str], expected: dict[str, Any], settled: Coach, clock: FakeClock
) -> None:
    said = await through(settled, clock, keys)
    assert noted(settled) == CheckIn(**expected)
    assert "Thank you" in said


@BOTH
async def test_the_day_after_a_session_asks_what_it_cost(through: Any, settled: Coach, clock: FakeClock) -> None:
    trained_yesterday(settled, clock)
    said = await through(settled, clock, ["3", "3", "3", "3", "4"])
    assert "Thank you" in said
    assert noted(settled) == CheckIn(fatigue=3, sleep="enough", pain=3, cost="next_day", spasticity=4)


async def test_a_bad_day_said_by_mistake_is_taken_back(settled: Coach, clock: FakeClock) -> None:
    await on_screens(settled, clock, ["e", "escape", "4", "3", "2", "5"])
    assert not noted(settled).bad_day


async def test_a_stop_at_a_further_question_keeps_the_three(settled: Coach, clock: FakeClock) -> None:
    await in_lines(settled, clock, ["4", "3", "2", "q"])
    assert noted(settled) == CheckIn(fatigue=4, sleep="enough", pain=2)


async def test_the_question_says_how_many_there_are(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("c")
        screen = await hand.reach(CheckInView)
        assert "1 of 4" in hand.text()
        await hand.press("e")
        await hand.rest()
        assert "A bad day, then." in hand.text()
        assert screen.query_one(Scale).display


async def test_a_bad_day_goes_all_the_way_to_the_session(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        await hand.press("c")
        await hand.reach(CheckInView)
        await hand.press("e", "3")
        await hand.reach(TodayView)
        place = next(n for n, row in enumerate(today.rows) if "gentler today" in row.detail)
        await hand.press("home", *["down"] * place, "enter")
        await hand.rest()
        await hand.press("enter")
        await hand.reach(RateView)
        await hand.press("2")
        await hand.reach(SetUpView)
        assert "counts as done" in hand.text()


async def test_enter_without_a_number_is_never_silent(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("c")
        screen = await hand.reach(CheckInView)
        await hand.press("enter")
        assert "Please choose a number" in hand.text(), "how tired somebody is must be told"
        await hand.press("4", "3", "enter")
        assert screen._ask.id == "pain"
        assert "Enter again leaves this question open" in hand.text()
        await hand.press("enter")
        await hand.rest()
        if hand.app.screen is screen:
            assert screen._ask.id != "pain"
            await hand.press("e")
        await hand.reach(TodayView)
    assert (noted(settled).fatigue, noted(settled).pain) == (4, None)
