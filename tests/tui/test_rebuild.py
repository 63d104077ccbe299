"""Another plan beside the one in force: ticks, reasons, and what is taken."""

from coach.services.context import Coach
from coach.services.plan_offer import Offer, choice_of, offer_rebuild
from coach.services.planning import check_bytes, needed_plan
from coach.tui.paths import Paths
from coach.tui.screens.choose import ChooseView
from coach.tui.screens.detail import DetailView
from coach.tui.screens.message import MessageView
from coach.tui.screens.plan import PlanView
from coach.tui.screens.rebuild import RebuildView
from coach.tui.screens.today import TodayView
from coach.tui.widgets.choices import Ticks
from tests.fake_clock import FakeClock
from tests.offers import fewer_minutes, swollen_leg
from tests.tui.hand import Hand, app_for, at_today


async def at_offer(hand: Hand, offer: Offer) -> RebuildView:
    await at_today(hand)
    hand.app.push_screen(RebuildView(offer_coach(hand), offer))
    return await hand.reach(RebuildView)


def offer_coach(hand: Hand) -> Coach:
    screen = hand.app.screen
    assert isinstance(screen, TodayView)
    return screen.coach


async def untick_all(hand: Hand, view: RebuildView, but: str) -> None:
    ticks = view.query_one(Ticks)
    for line in view.offer.lines:
        if line.id != but and line.id in view.ids:
            ticks.go_to(line.id)
            await hand.press("space")


async def test_enter_takes_what_is_ticked_and_one_key_takes_it_back(settled: Coach, clock: FakeClock) -> None:
    before = settled.home.plan.read_bytes()
    profile = settled.home.profile.read_bytes()
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        offer = fewer_minutes(settled)
        view = await at_offer(hand, offer)
        assert view.query_one(Ticks).ticked == tuple(line.id for line in offer.lines)
        await hand.press("enter")
        await hand.reach(TodayView)
        assert offer_rebuild(settled, offer.profile).lines == () or settled.home.plan.read_bytes() != before
        settled.home.profile.write_bytes(profile)
        await hand.press("p")
        await hand.reach(PlanView)
        await hand.press("u")
        assert settled.home.plan.read_bytes() == before


async def test_space_takes_a_tick_away_and_the_line_is_left(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        offer = fewer_minutes(settled)
        one = next((line for line in offer.lines if not choice_of(settled, offer, offer.ids - {line.id}).errors), None)
        assert one is not None
        view = await at_offer(hand, offer)
        view.query_one(Ticks).go_to(one.id)
        await hand.press("space", "space", "space")
        assert one.id not in view.query_one(Ticks).ticked
        await hand.press("enter")
        await hand.reach(TodayView)
        assert one.id in offer_rebuild(settled, offer.profile).ids


async def test_what_breaks_a_rule_is_told_with_a_way_out(settled: Coach, clock: FakeClock) -> None:
    before = settled.home.plan.read_bytes()
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        offer = fewer_minutes(settled)
        view = await at_offer(hand, offer)
        alone = [line for line in offer.lines if not line.needs and line.kind != "session_new"]
        last = next(line for line in reversed(alone) if choice_of(settled, offer, {line.id}).errors)
        await untick_all(hand, view, last.id)
        await hand.press("enter")
        await hand.reach(ChooseView)
        assert "more than the 10 you gave" in hand.text()
        assert settled.home.plan.read_bytes() == before
        await hand.press("enter")
        await hand.reach(RebuildView)
        assert "Now it fits" in hand.text()
        await hand.press("enter")
        await hand.reach(TodayView)
    assert check_bytes(settled, settled.home.plan.read_bytes(), "plan.toml", settled.profile()).fits


async def test_why_and_what_is_needed(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        offer = swollen_leg(settled)
        view = await at_offer(hand, offer)
        await hand.press("space")
        assert view.ids == offer.ids
        assert "This one is needed" in hand.text()
        await hand.press("w")
        await hand.reach(MessageView)
        assert "This change is needed" in hand.text()
        await hand.press("escape")
        await hand.reach(RebuildView)
        free = next(line for line in offer.lines if not line.needed)
        view.query_one(Ticks).go_to(free.id)
        await hand.press("w")
        await hand.reach(MessageView)
        assert free.short in " ".join(hand.text().split())
        assert "This change is needed" not in hand.text()


async def test_why_tells_all_about_an_exercise_that_comes(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        offer = fewer_minutes(settled)
        view = await at_offer(hand, offer)
        new = next(line for line in offer.lines if line.item is not None and not line.reason)
        assert new.item is not None
        view.query_one(Ticks).go_to(new.id)
        await hand.press("w")
        await hand.reach(DetailView)
        assert settled.library.exercises[new.item.id].name in hand.text()


async def test_escape_and_slips_change_nothing(settled: Coach, clock: FakeClock) -> None:
    plan = needed_plan(settled).plan
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_offer(hand, fewer_minutes(settled))
        await hand.slip("enter", "y")
        await hand.reach(RebuildView)
        await hand.press("escape")
        await hand.reach(TodayView)
    assert needed_plan(settled).plan == plan


async def test_new_answers_lead_to_the_lines(settled: Coach, clock: FakeClock) -> None:
    """What follows the questions: what their answers change."""
    fewer_minutes(settled)
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        taken: list[bool] = []

        async def walk() -> None:
            taken.append(await Paths(hand.app, settled, None)._review())

        hand.app.run_worker(walk())
        view = await hand.reach(RebuildView)
        await hand.press("enter")
        await hand.reach(TodayView)
        await hand.rest()
        assert taken == [True]
        assert view.offer.lines
        assert needed_plan(settled).plan.session == choice_of(settled, view.offer, view.offer.ids).plan.session
