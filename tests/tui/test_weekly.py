"""The weekly look back by keys."""

from pathlib import Path

import pytest

from coach.domain.events import FlagsRaised, WeeklyReview
from coach.services.context import Coach
from coach.services.weekly import LookBack
from coach.tui.screens.action import ActionView
from coach.tui.screens.find import FindView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.plan import PlanView
from coach.tui.screens.today import TodayView
from coach.tui.screens.weekly import WeeklyView
from coach.tui.today_words import WEEKLY_ROW
from coach.tui.widgets.choices import Choices, Ticks
from tests.fake_clock import FakeClock
from tests.people import person
from tests.scenes import in_austria
from tests.scenes_weekly import Offers, a_week, in_look_back, to_page
from tests.tui.hand import Hand, app_for, at_today, first_look
from tests.weekly_scenarios import SCENARIOS


@pytest.mark.parametrize("name", SCENARIOS)
async def test_a_look_back(name: str, tmp_path: Path) -> None:
    scenario = SCENARIOS[name]
    with person("settled", tmp_path) as (coach, clock):
        in_austria(coach, clock)
        a_week(coach, clock)
        before = len(coach.journal.events())
        offers = Offers(*scenario.offers, ask=scenario.ask)
        run = LookBack(coach, proposer=offers)
        said = ""
        async with app_for(coach).run_test(size=(80, 24)) as pilot:
            hand = Hand(pilot, clock)
            await in_look_back(hand, coach, run)
            for page in scenario.pages:
                screen = await hand.reach(WeeklyView)
                assert screen.step is not None
                assert screen.step.id == page.id
                await hand.press(*page.keys)
                await hand.rest()
                said += hand.text()
                if page.action:
                    await hand.reach(ActionView)
                    await hand.press("enter")
            await hand.reach(TodayView)
        found = tuple(event.body for event in coach.journal.events()[before:])
        assert found == scenario.journal
        assert tuple(offers.answers) == scenario.answers
        assert run.stopped is scenario.stopped
        assert scenario.says in said + run.closing


async def test_today_leads_to_it_once_nothing_more_urgent_is_due(settled: Coach, clock: FakeClock) -> None:
    a_week(settled, clock)
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        session = today.query_one(Choices).row
        assert session is not None
        assert session.id != WEEKLY_ROW
        await hand.press("d")
        row = today.query_one(Choices).row
        assert row is not None
        assert row.id == WEEKLY_ROW
        await hand.press("enter")
        await hand.reach(WeeklyView)
        await hand.press("escape")
        await hand.reach(TodayView)
        row = today.query_one(Choices).row
        assert row is not None
        assert row.id != WEEKLY_ROW, "left for later, Enter goes on with the day"
        assert WEEKLY_ROW in [row.id for row in today.rows]


async def test_an_answered_week_leaves_today(settled: Coach, clock: FakeClock) -> None:
    a_week(settled, clock)
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        today.query_one(Choices).go_to(WEEKLY_ROW)
        await hand.press("enter")
        for _ in range(30):
            screen = hand.app.screen
            if not isinstance(screen, WeeklyView):
                break
            await hand.press("enter")
            await hand.rest()
        await hand.reach(TodayView)
        assert WEEKLY_ROW not in [row.id for row in today.rows]
        assert "that was the look back" in hand.text()
        await hand.press("u")
        assert WEEKLY_ROW in [row.id for row in today.rows]


@pytest.mark.parametrize("below", [TodayView, PlanView])
async def test_it_is_found_by_a_word(settled: Coach, clock: FakeClock, below: type) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        if below is PlanView:
            await hand.press("p")
            await hand.reach(PlanView)
        await hand.press("slash")
        await hand.reach(FindView)
        await hand.write("weekly")
        await hand.press("enter")
        screen = await hand.reach(WeeklyView)
        assert screen.step is not None
        assert screen.step.id == "week"


@pytest.mark.parametrize(("typed", "page"), [("mood", "pleasure"), ("stiff", "triggers")])
async def test_its_lists_stand_alone_too(settled: Coach, clock: FakeClock, typed: str, page: str) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("slash")
        await hand.reach(FindView)
        await hand.write(typed)
        await hand.press("enter")
        screen = await hand.reach(WeeklyView)
        assert screen.step is not None
        assert screen.step.id == page


async def test_escape_goes_back_page_by_page_and_keeps_the_ticks(settled: Coach, clock: FakeClock) -> None:
    a_week(settled, clock)
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        screen = await in_look_back(hand, settled)
        await to_page(hand, "safety")
        await hand.press("space", "enter")
        await to_page(hand, "flags")
        await hand.press("s")
        assert screen.step is not None
        assert screen.step.id == "flags", "a safety question cannot be skipped"
        await hand.press("escape")
        await to_page(hand, "safety")
        assert screen.query_one(Ticks).ticked == ("s1",)
        await hand.press("escape", "escape", "escape")
        action = await hand.reach(ActionView)
        assert action is not None
        await hand.press("enter")
        await hand.reach(TodayView)
    (event,) = settled.journal.events(kinds=("flags_raised",))
    assert isinstance(event.body, FlagsRaised)
    assert set(event.body.flags) == {"rf_cauda_equina", "rf_saddle_numb", "rf_retention"}


async def test_closing_the_coach_over_open_rows_sets_them_all(settled: Coach, clock: FakeClock) -> None:
    a_week(settled, clock)
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await in_look_back(hand, settled)
        await to_page(hand, "safety")
        await hand.press("space", "enter")
        await to_page(hand, "flags")
        await hand.press("ctrl+q")
    assert [event.body.kind for event in settled.journal.events(kinds=("flags_raised",))] == ["flags_raised"]


async def test_a_slip_answers_nothing(settled: Coach, clock: FakeClock) -> None:
    a_week(settled, clock)
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        offers = Offers("up", "down")
        screen = await in_look_back(hand, settled, LookBack(settled, proposer=offers))
        await to_page(hand, "proposal_1")
        await hand.press("y")
        await hand.slip("y", "y", "enter")
        assert screen.step is not None
        assert screen.step.id == "proposal_2"
        assert offers.answers == [("up", True)]


async def test_answers_are_gone_through_where_they_are_due(settled: Coach, clock: FakeClock) -> None:
    clock.advance(28 * 24 * 3600)
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await first_look(hand)
        await today.run_action("look_back('all')")
        await hand.reach(WeeklyView)
        await to_page(hand, "again")
        assert "four weeks" in hand.text()
        await hand.press("enter")
        await hand.reach(IntakeView)
    assert isinstance(settled.journal.events(kinds=("weekly_review",))[-1].body, WeeklyReview)
