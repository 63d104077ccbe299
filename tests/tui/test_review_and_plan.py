"""The new week, and the week in force."""

from coach.services.context import Coach
from coach.services.planning import current_plan
from coach.store.plan_file import IN_FORCE
from coach.tui.screens.detail import DetailView
from coach.tui.screens.message import MessageView
from coach.tui.screens.plan import PlanView, SessionView
from coach.tui.screens.review import ReviewView
from coach.tui.screens.swap import SwapView
from coach.tui.screens.today import TodayView
from coach.tui.widgets.choices import Choices
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for, at_today


def names(screen: ReviewView) -> list[str]:
    return [item.id for session in screen.plan.session for item in session.exercise]


async def test_answers_without_a_plan_lead_to_the_review(answered: Coach, clock: FakeClock) -> None:
    async with app_for(answered).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(ReviewView)
        await hand.press("y")
        await hand.reach(TodayView)
    current = current_plan(answered)
    assert current is not None
    assert current.problems == ()


async def test_every_item_has_its_reason(answered: Coach, clock: FakeClock) -> None:
    async with app_for(answered).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        review = await hand.reach(ReviewView)
        await hand.press("down", "enter")
        await hand.reach(DetailView)
        first = review.plan.session[0].exercise[0]
        shown = " ".join(hand.text().split())  # long lines are wrapped
        assert all(" ".join(line.split()) in shown for line in first.why)
        await hand.press("escape")
        await hand.reach(ReviewView)


async def test_swap_leave_out_and_undo(answered: Coach, clock: FakeClock) -> None:
    async with app_for(answered).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        review = await hand.reach(ReviewView)
        before = names(review)
        await hand.press("down", "r")
        await hand.reach(SwapView)
        await hand.press("enter")
        await hand.reach(ReviewView)
        swapped = names(review)
        assert swapped[0] != before[0]
        assert swapped[1:] == before[1:]
        await hand.press("l")
        assert names(review) == before[1:]
        await hand.press("u", "u", "u")
        assert names(review) == before
        await hand.press("r", "escape")
        assert names(review) == before


async def test_a_trembling_hand_leaves_out_one_and_not_two(answered: Coach, clock: FakeClock) -> None:
    async with app_for(answered).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        review = await hand.reach(ReviewView)
        before = names(review)
        await hand.press("down")
        clock.advance(1)
        await hand.slip("l", "l", "l")
        assert len(names(review)) == len(before) - 1


async def test_a_slip_right_after_the_review_came_accepts_nothing(answered: Coach, clock: FakeClock) -> None:
    async with app_for(answered).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(ReviewView)
        await hand.slip("enter", "y")
        assert isinstance(hand.app.screen, ReviewView)
    assert current_plan(answered) is None


async def test_later_keeps_nothing(answered: Coach, clock: FakeClock) -> None:
    app = app_for(answered)
    async with app.run_test() as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(ReviewView)
        await hand.press("escape")
    assert app.return_code == 0
    assert current_plan(answered) is None


async def test_the_week_shows_each_day(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("p")
        week = await hand.reach(PlanView)
        headings = [row.text.strip() for row in week.query_one(Choices).rows if row.heading]
        assert [heading.split(" · ")[0] for heading in headings][:2] == ["Monday", "Tuesday"]
        assert headings[-1] == "Sunday · free"
        await hand.press("enter")
        await hand.reach(SessionView)
        await hand.press("enter")
        await hand.reach(DetailView)
        assert "Why it is in your plan" in hand.text()
        await hand.press("escape", "escape", "escape")
        await hand.reach(TodayView)


async def test_a_failure_is_told_in_words(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        settled.home.plan.unlink()
        (settled.home.state / IN_FORCE).unlink()
        await hand.press("p")
        await hand.reach(MessageView)
        assert "There is no plan yet" in hand.text()
        await hand.press("enter")
        await hand.reach(PlanView)
