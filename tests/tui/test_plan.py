"""The week in force: walking it, moving, swapping, leaving out, and back, with keys and mouse."""

from datetime import date

import pytest
from textual.geometry import Offset
from textual.widgets import Input, Static

from coach.domain.profile import Profile
from coach.services import safety
from coach.services.context import Coach
from coach.services.intake import save_own
from coach.services.planning import accept, build_plan, needed_plan
from coach.services.why import told_here
from coach.tui.screens.detail import DetailView
from coach.tui.screens.message import MessageView
from coach.tui.screens.move import MoveView, TimeView
from coach.tui.screens.plan import PlanView, SessionView
from coach.tui.screens.swap import SwapView
from coach.tui.screens.today import TodayView
from coach.tui.screens.why import WhyView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Points, Sections
from coach.tui.widgets.week import WeekGrid
from tests.fake_clock import FakeClock
from tests.people import PROFILE
from tests.tui.hand import Hand, app_for, at_today

SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=["grid", "list"])


async def at_week(hand: Hand) -> PlanView:
    await at_today(hand)
    await hand.press("p")
    return await hand.reach(PlanView)


def on(coach: Coach, day: str) -> list[str]:
    plan = needed_plan(coach).plan
    return [one.id for one in plan.session if day in one.days]


def raw_of(coach: Coach) -> bytes:
    return coach.home.plan.read_bytes()


def notice(hand: Hand) -> str:
    return str(hand.app.screen.query_one("#notice", Static).content)


@SIZES
async def test_move_with_keys_and_back(settled: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    before, monday, tuesday = raw_of(settled), on(settled, "mon"), on(settled, "tue")
    async with app_for(settled).run_test(size=size) as pilot:
        hand = Hand(pilot, clock)
        await at_week(hand)
        await hand.press("j")
        await hand.reach(MoveView)
        await hand.press("2", "enter")
        await hand.reach(PlanView)
        assert on(settled, "tue") == monday
        assert on(settled, "mon") == tuesday
        assert "is on Tuesday now" in notice(hand)
        assert "u takes it back" in notice(hand)
        await hand.press("u")
        assert "on Monday again" in notice(hand)
    assert raw_of(settled) == before


async def test_a_day_that_does_not_fit_says_why_and_moves_nothing(settled: Coach, clock: FakeClock) -> None:
    before = raw_of(settled)
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_week(hand)
        await hand.press("j")
        move = await hand.reach(MoveView)
        rows = {row.id: row for row in move.query_one(Choices).rows}
        assert rows["sun"].mark == "–"
        assert "not one of your days" in rows["sun"].detail
        await hand.press("7", "enter")
        assert isinstance(hand.app.screen, MoveView)
        assert "Sunday does not fit" in hand.text()
        assert "i on Today" in " ".join(hand.text().split())
        await hand.press("escape")
        await hand.reach(PlanView)
    assert raw_of(settled) == before


async def test_another_time_typed(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_week(hand)
        await hand.press("j")
        await hand.reach(MoveView)
        await hand.press("end", "enter")
        await hand.reach(TimeView)
        await hand.press("x", "enter")
        assert "time such as" in hand.text()
        hand.app.screen.query_one(Input).value = ""
        await hand.write("10")
        await hand.press("enter")
        await hand.reach(PlanView)
        assert "is at 10:00 now" in notice(hand)
    assert needed_plan(settled).plan.session[0].at == "10:00" or "10:00" in raw_of(settled).decode()


@SIZES
async def test_leave_out_swap_and_back_in_a_session(settled: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    before = raw_of(settled)
    async with app_for(settled).run_test(size=size) as pilot:
        hand = Hand(pilot, clock)
        await at_week(hand)
        await hand.press("enter")
        view = await hand.reach(SessionView)
        assert view.session is not None
        items = [item.id for item in view.session.exercise]
        await hand.press("l")
        assert notice(hand).startswith("Left out: ")
        assert [item.id for item in view.session.exercise] == items[1:]
        await hand.press("down", "r")
        await hand.reach(SwapView)
        await hand.press("enter")
        await hand.reach(SessionView)
        assert notice(hand).startswith("Swapped: ")
        swapped = [item.id for item in view.session.exercise]
        assert (len(swapped), swapped == items[1:]) == (len(items) - 1, False)
        await hand.press("u")
        assert "is back in its place" in notice(hand)
        await hand.press("u")
        assert notice(hand).endswith("is back.")
        assert [item.id for item in view.session.exercise] == items
        await hand.press("enter")
        await hand.reach(DetailView)
        assert "Why it is in your plan" in hand.text()
        await hand.press("escape", "escape", "escape")
        await hand.reach(TodayView)
    assert raw_of(settled) == before


async def test_the_last_exercise_takes_the_session_along(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_week(hand)
        monday = on(settled, "mon")
        await hand.press("enter")
        view = await hand.reach(SessionView)
        assert view.session is not None
        await hand.press(*["l"] * len(view.session.exercise))
        await hand.reach(PlanView)
        assert notice(hand).startswith("Left out: ")
        assert on(settled, "mon") == []
        await hand.press("u")
        assert on(settled, "mon") == monday


async def test_a_trembling_hand_leaves_out_one(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_week(hand)
        await hand.press("enter")
        view = await hand.reach(SessionView)
        assert view.session is not None
        items = len(view.session.exercise)
        clock.advance(1)
        await hand.slip("l", "l", "l")
        assert len(view.session.exercise) == items - 1


async def test_a_file_edited_meanwhile_is_shown_and_not_overwritten(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_week(hand)
        await hand.press("enter")
        await hand.reach(SessionView)
        mine = raw_of(settled) + b"# mine\n"
        settled.home.plan.write_bytes(mine)
        await hand.press("l")
        await hand.reach(MessageView)
        assert "changed somewhere else" in hand.text()
        assert raw_of(settled) == mine
        await hand.press("enter", "l")
        await hand.reach(SessionView)
        assert notice(hand).startswith("Left out: ")
    assert raw_of(settled).endswith(b"# mine\n")


# The grid


async def test_arrows_walk_all_days_and_the_cell_is_told(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        week = await at_week(hand)
        grid = week.query_one(WeekGrid)
        assert grid.display
        assert "Mon today" in grid.render().plain
        start = hand.app.cursor_position
        assert start == grid.spot()
        await hand.press("right")
        assert "Tuesday at" in hand.text()
        assert hand.app.cursor_position == Offset(start.x + 11, start.y)
        await hand.press(*["right"] * 7)
        assert grid.day == "sun"
        assert "Sunday is free" in hand.text()
        await hand.press("enter", "j")
        assert isinstance(hand.app.screen, PlanView)


async def test_the_terminal_cursor_stands_on_the_block(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        week = await at_week(hand)
        for _ in range(4):
            await hand.press("right")
            x, y = hand.app.cursor_position
            strip = hand.app.screen._compositor.render_strips()[y]
            assert strip.text[x] == "▸", (week.query_one(WeekGrid).day, strip.text)


async def test_the_shape_follows_the_width_and_keeps_the_place(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        week = await at_week(hand)
        await hand.press("right", "right")
        wednesday = on(settled, "wed")[0]
        await pilot.resize_terminal(40, 12)
        await hand.rest()
        assert not week.query_one(WeekGrid).display
        row = week.query_one("#week", Choices).row
        assert row is not None
        assert row.id == f"wed={wednesday}"
        await hand.press("down")
        await pilot.resize_terminal(120, 40)
        await hand.rest()
        assert week.query_one(WeekGrid).display
        assert week.query_one(WeekGrid).day == "thu"


async def test_a_click_selects_and_a_second_one_opens(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        week = await at_week(hand)
        grid = week.query_one(WeekGrid)
        await pilot.click(grid, offset=(24, 3))
        assert grid.day == "wed"
        assert isinstance(hand.app.screen, PlanView)
        await pilot.click(grid, offset=(24, 3))
        await hand.reach(SessionView)


async def test_a_block_is_dragged_to_another_day_or_told_why_not(settled: Coach, clock: FakeClock) -> None:
    monday, tuesday = on(settled, "mon"), on(settled, "tue")
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        week = await at_week(hand)
        grid = week.query_one(WeekGrid)
        clock.advance(1)
        await pilot.mouse_down(grid, offset=(3, 3))
        await pilot.hover(grid, offset=(14, 3))
        assert "→ Tue" in grid.render().plain
        await pilot.mouse_up(grid, offset=(14, 3))
        await hand.rest()
        assert on(settled, "tue") == monday
        assert on(settled, "mon") == tuesday
        clock.advance(1)
        await pilot.mouse_down(grid, offset=(14, 3))
        await pilot.mouse_up(grid, offset=(70, 3))
        await hand.reach(MessageView)
        assert "cannot go to Sunday" in hand.text()
        assert on(settled, "tue") == monday


# Other states


async def test_a_plan_that_begins_later_says_so(answered: Coach, clock: FakeClock) -> None:
    profile = answered.profile()
    assert profile is not None
    accept(answered, build_plan(answered, profile).plan.model_copy(update={"starts": date(2026, 11, 25)}))
    async with app_for(answered).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(TodayView)
        await hand.rest()
        await hand.press("p")
        week = await hand.reach(PlanView)
        assert "Your plan begins on Wednesday 25 November" in hand.text()
        assert "today" not in week.query_one(WeekGrid).render().plain
        assert week.query_one(WeekGrid).day == "wed"


async def test_sessions_that_wait_are_shown_with_the_reason(settled: Coach, clock: FakeClock) -> None:
    safety.raise_flags(settled, ["rf_fever"], "log")
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        week = await at_week(hand)
        assert "Sessions wait for now" in hand.text()
        assert week.query_one(WeekGrid).block is not None


async def test_what_is_to_be_known_is_read_first_on_a_small_page(settled: Coach, clock: FakeClock) -> None:
    safety.raise_flags(settled, ["rf_fever"], "log")
    async with app_for(settled).run_test(size=(40, 12)) as pilot:
        hand = Hand(pilot, clock)
        week = await at_week(hand)
        await hand.rest()
        assert week.query_one("#page").scroll_offset.y == 0
        assert "Enter open" in hand.text()
        await hand.press("down", "down")
        assert week.query_one("#page").scroll_offset.y > 0


async def test_an_empty_plan_has_words_and_no_keys_that_do_nothing(settled: Coach, clock: FakeClock) -> None:
    accept(settled, needed_plan(settled).plan.model_copy(update={"session": ()}))
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(TodayView)
        await hand.rest()
        await hand.press("p")
        await hand.reach(PlanView)
        assert "No sessions are in your plan" in hand.text()
        assert "move" not in hand.text().splitlines()[-1]
        await hand.press("enter", "j", "escape")
        await hand.reach(TodayView)


async def test_every_session_can_be_reached_where_days_hold_several(coach: Coach, clock: FakeClock) -> None:
    table = {**PROFILE, "ms": {**PROFILE["ms"], "fatigue": 9}, "wishes": {"prefer": ["short_sessions"]}}
    table["capacity"] = {**PROFILE["capacity"], "minutes": 60}
    save_own(coach, Profile.model_validate(table))
    profile = coach.profile()
    assert profile is not None
    accept(coach, build_plan(coach, profile).plan)
    most = max(len(needed_plan(coach).plan.sessions_on(day)) for day in ("mon", "tue", "wed", "thu", "fri"))
    assert most >= 2
    async with app_for(coach).run_test(size=(80, 14)) as pilot:
        hand = Hand(pilot, clock)
        week = await at_week(hand)
        grid = week.query_one(WeekGrid)
        seen = set()
        for _ in range(most):
            assert grid.block is not None
            seen.add(grid.block.session)
            x, y = hand.app.cursor_position
            page = week.query_one("#page").region
            assert page.contains(x, y)
            await hand.press("down")
        assert len(seen) == len(on(coach, "mon"))


async def test_w_tells_why_the_week_is_so(settled: Coach, clock: FakeClock) -> None:
    """Sessions, the tip and the habit, what is left out and what is missed: each line opens its answer."""
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_week(hand)
        await hand.press("w")
        view = await hand.reach(WhyView)
        rows = [row for row in view.query_one(Choices).rows if not row.heading]
        plan = needed_plan(settled).plan
        assert len(rows) == len(plan.session) + len(plan.tip) + len(plan.habit) + 3
        for number, row in enumerate(rows):
            view.query_one(Choices).highlighted = view.query_one(Choices).rows.index(row)
            await hand.press("w" if number % 2 else "enter")
            message = await hand.reach(MessageView)
            shown = message.query_one("#text", Static).content
            assert isinstance(shown, Points | Sections)
            assert shown.lines if isinstance(shown, Points) else shown.parts
            await hand.press("escape")
            await hand.reach(WhyView)
        await hand.press("escape")
        await hand.reach(PlanView)


async def test_the_page_of_an_exercise_tells_the_next_choice_and_the_sources(settled: Coach, clock: FakeClock) -> None:
    plan = needed_plan(settled).plan
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_week(hand)
        await hand.press("enter", "w")
        view = await hand.reach(DetailView)
        session = next(one for one in plan.session if any(i.id == view._item.id for i in one.exercise))
        place = next(n for n, i in enumerate(session.exercise) if i.id == view._item.id)
        told = told_here(settled, plan, session.id, place)
        shown = view.query_one("#text", Static).content
        assert told is not None
        assert isinstance(shown, Sections)
        parts = dict(shown.parts)
        assert parts["The next choice"] == told.next_best
        assert parts["Where this comes from"] == told.sources
