"""Today in each of its states."""

from datetime import timedelta

import pytest
from textual.widgets import Digits, Static

from coach.domain.profile import Profile
from coach.services.context import Coach
from coach.services.intake import save_own
from coach.services.planning import accept, build_plan
from coach.services.safety import raise_flags
from coach.tui.app import CoachApp
from coach.tui.fields import NONE_ROW
from coach.tui.screens.action import ActionView
from coach.tui.screens.check import CheckView
from coach.tui.screens.checkin import CheckInView
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.help import HelpView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.message import MessageView
from coach.tui.screens.player import PlayerView
from coach.tui.screens.rate import RateView
from coach.tui.screens.tip import TipView
from coach.tui.screens.today import TodayView
from coach.tui.today_words import GO_ON_ROW
from coach.tui.widgets.choices import Choices, Ticks
from coach.tui.widgets.large import Large
from tests.fake_clock import FakeClock
from tests.people import PROFILE
from tests.tui.hand import Hand, app_for, at_today, in_player
from tests.tui.test_player import to_a_rest


async def test_enter_starts_the_next_thing(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        assert "Today · Monday 23 November" in hand.text()
        assert today.query_one(Choices).row == next(row for row in today.rows if row.mark == "▶")
        await hand.press("enter")
        await hand.reach(CheckView)
        await hand.press("escape")
        await hand.reach(TodayView)


async def test_done_skip_and_undo(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        await hand.press("d")
        assert today.rows[0].mark == "✓"
        assert "done" in hand.text()
        await hand.press("u")
        assert today.rows[0].mark == "▶"
        await hand.press("s")
        assert today.rows[0].mark == "–"
        assert "left out today" in hand.text()


async def test_a_tip_says_what_it_means_and_is_marked(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        place = next(n for n, row in enumerate(today.rows) if row.id.startswith("erg_"))
        await hand.press(*["down"] * place, "enter")
        await hand.reach(TipView)
        assert settled.library.tips[today.rows[place].id].line in hand.text()
        await hand.press("enter")
        await hand.reach(TodayView)
        assert today.rows[place].mark == "✓"


async def test_the_check_in_takes_a_key_each(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("c")
        await hand.reach(CheckInView)
        await hand.press("4", "3", "2", "5")
        await hand.reach(TodayView)
        assert "Thank you" in hand.text()
        assert "tired 4 · slept enough · pain 2" in hand.text()


async def test_a_check_in_can_be_walked_back(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("c")
        await hand.reach(CheckInView)
        await hand.press("9", "1", "escape", "escape", "4", "enter", "2", "5")
        await hand.reach(TodayView)
        assert "tired 4 · slept under 4½ h · pain 2" in hand.text()


async def test_a_double_key_answers_one_question(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("c")
        await hand.reach(CheckInView)
        clock.advance(1)
        await hand.slip("2", "2")
        assert "How much did you sleep?" in hand.text()


async def test_very_strong_pain_is_asked_about(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("c")
        await hand.reach(CheckInView)
        await hand.press("4", "3", "x", "5")
        await hand.reach(FlagsView)
        await hand.press("space", "enter")
        await hand.reach(ActionView)
        await hand.press("enter")
        await hand.reach(TodayView)
    assert settled.journal.last("flags_raised") is not None


async def test_a_free_day(settled: Coach, clock: FakeClock) -> None:
    clock.advance(timedelta(days=5).total_seconds())
    plan = settled.home.plan
    text = plan.read_text().replace("[[tip]]", '[[tip]]\ndays = ["mon"]').replace("[[habit]]", "[[habit]]\n")
    plan.write_text(text)
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        assert "Saturday 28 November" in hand.text()
        sessions = [row for row in today.rows if row.id.startswith("session")]
        assert sessions == []


async def test_a_plan_of_nothing_but_sessions_has_free_days(answered: Coach, clock: FakeClock) -> None:
    profile = answered.profile()
    assert profile is not None
    plan = build_plan(answered, profile).plan.model_copy(update={"tip": (), "habit": ()})
    accept(answered, plan)
    clock.advance(timedelta(days=5).total_seconds())
    async with app_for(answered).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        assert today.rows == ()
        assert "a free day is a day kept" in hand.text()
        await hand.press("enter", "d", "s")
        assert isinstance(hand.app.screen, TodayView)


async def test_before_the_first_day(answered: Coach, clock: FakeClock) -> None:
    profile = answered.profile()
    assert profile is not None
    plan = build_plan(answered, profile).plan
    accept(answered, plan.model_copy(update={"starts": plan.starts + timedelta(days=2)}))
    async with app_for(answered).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(TodayView)
        await hand.rest()
        assert "Your plan begins on Wednesday 25 November" in hand.text()


async def test_a_plan_file_that_does_not_fit(settled: Coach, clock: FakeClock) -> None:
    good = settled.home.plan.read_text()
    assert "rest_s = " in good
    settled.home.plan.write_text(good.replace("rest_s = ", "rset_s = ", 1))
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        assert "Your last good plan goes on" in hand.text()
        assert "rset_s" in hand.text()
        assert today.rows


async def test_text_from_a_file_is_never_markup(settled: Coach, clock: FakeClock) -> None:
    plan = settled.home.plan
    title = "[b]Bold[/b] a [/b] [@click=app.bell()]"
    first = next(line for line in plan.read_text().splitlines() if line.startswith('title = "Morning'))
    plan.write_text(plan.read_text().replace(first, f'title = "{title}"', 1))
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        assert today.rows[0].text == title
        assert title in hand.app.export_screenshot().replace("&#160;", " ")
        await hand.press("p", "enter", "escape")


async def test_a_blocked_day(settled: Coach, clock: FakeClock) -> None:
    raise_flags(settled, ["rf_chest"], "weekly")
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        assert "!" in hand.text()
        await hand.press("enter")
        await hand.reach(ActionView)
        await hand.press("enter")
        await hand.reach(TodayView)


async def test_a_day_with_a_part_blocked_says_so(settled: Coach, clock: FakeClock) -> None:
    raise_flags(settled, ["rf_fever"], "weekly")
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        assert hand.text().count("!") == 1


async def test_yes_to_the_safety_question_opens_the_rows(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("enter")
        await hand.reach(CheckView)
        await hand.press("y")
        await hand.reach(FlagsView)
        assert "Which of these came up?" in hand.text()
        hand.app.screen.query_one(Ticks).go_to("swollen")
        await hand.press("space", "enter")
        await hand.rest()
        rows = (await hand.reach(FlagsView)).query_one(Ticks).rows
        assert [row.id for row in rows] == ["rf_dvt", NONE_ROW], "only what the line is about"
        await hand.press("space", "enter")
        await hand.reach(ActionView)
        await hand.press("enter")
        await hand.reach(TodayView)


async def test_yes_and_then_none_of_the_rows_goes_on(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("enter")
        await hand.reach(CheckView)
        await hand.press("y")
        await hand.reach(FlagsView)
        await hand.press("enter", "enter")
        await hand.reach(MessageView)
        assert settled.library.rules.red_flags.mention_text in hand.text()
        await hand.press("enter")
        await hand.reach(RateView)


async def test_an_unfinished_session_goes_on(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        await to_a_rest(hand, player)
        await hand.press("escape")
        done = player.guided.state.done
        assert done
        today = await at_today(hand)
        assert today.rows[0].id == GO_ON_ROW
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        assert today.query_one(Choices).row == today.rows[0]
        await hand.press("enter")
        await hand.reach(CheckView)
        await hand.press("enter")
        await hand.reach(RateView)
        await hand.press("2")
        player = await hand.reach(PlayerView)
        assert player.guided.resumed
        assert player.guided.state.done == done
        assert "goes on" in hand.text()


async def test_an_unfinished_session_can_be_left(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await in_player(hand)
        await hand.press("enter", "enter", "escape")
        today = await at_today(hand)
        await hand.press("s")
        assert GO_ON_ROW not in [row.id for row in today.rows]
        assert "What you did of it counts" in hand.text()


async def test_the_answers_can_be_changed(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("i")
        await hand.reach(IntakeView)
        assert "from last time" in hand.text()
        await hand.press("escape")
        await hand.reach(TodayView)


async def test_help_is_made_from_the_keys(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("question_mark")
        await hand.reach(HelpView)
        assert "change your answers" in hand.text()
        await hand.press("escape")
        await hand.reach(TodayView)


async def test_q_leaves(settled: Coach, clock: FakeClock) -> None:
    app = app_for(settled)
    async with app.run_test() as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("q")
    assert app.return_code == 0


async def test_a_profile_that_does_not_fit_is_told(settled: Coach, clock: FakeClock) -> None:
    settled.home.profile.write_text("format = 1\n[safety]\nnow = 7\n")
    app = app_for(settled)
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(MessageView)
        assert "profile.toml" in hand.text()


async def test_a_click_starts_a_line(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await pilot.click(Choices, offset=(8, 0))
        await hand.reach(CheckView)


async def test_a_person_of_level_five_gets_a_day_too(coach: Coach, clock: FakeClock) -> None:
    person = {**PROFILE, "ms": {"mobility": 5}, "capacity": {"minutes": 10, "days": ["mon"], "positions": ["lie_bed"]}}
    save_own(coach, Profile.model_validate(person))
    profile = coach.profile()
    assert profile is not None
    accept(coach, build_plan(coach, profile).plan)
    async with app_for(coach).run_test(size=(40, 12)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        assert today.rows


async def test_a_coach_left_open_shows_the_new_day(
    settled: Coach, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.tui.screens.day_page.NEW_DAY_S", 0.1)
    async with CoachApp(settled, tick_every=0.25).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        clock.advance(timedelta(days=1).total_seconds())
        for _ in range(100):
            await pilot.pause(0.01)
            if "Tuesday" in hand.text():
                break
        assert "Today · Tuesday 24 November" in hand.text()


async def test_larger_and_back(settled: Coach, clock: FakeClock) -> None:
    """The line under the cursor stands large, follows the cursor, and goes again; also from another screen."""
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        assert not today.query(Large)
        await hand.press("z")
        await hand.rest()
        assert today.query_one(Large).query_one(Digits).value == "08:30"
        await hand.press("down")
        await hand.rest()
        assert today.query_one(Large).query_one(Digits).value == "10:00"
        for _ in range(2):
            await hand.press("z")
            await hand.rest()
        assert today.query_one(Large).display
        await hand.press("p", "z")
        await hand.rest()
        await hand.press("escape")
        assert await hand.reach(TodayView) is today
        assert not today.query(Large)
        assert settled.look.large is False


async def test_undo_with_nothing_to_take_back_says_what_can_be(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("u")
        assert isinstance(hand.app.screen, TodayView), "no page of its own for that"
        assert "nothing from today to take back" in hand.text()
        assert "session" not in hand.app.screen.query_one("#answer", Static).render().plain  # type: ignore[union-attr]


async def test_undo_after_a_session_says_that_it_stays(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await in_player(hand)
        await hand.press("enter", "q")
        while not isinstance(hand.app.screen, TodayView):
            await hand.press("escape")
        for said in ("Taken back: pain", "nothing from today to take back"):
            await hand.press("u")
            assert said in " ".join(hand.text().split())
            assert "What you did in a session stays" in " ".join(hand.text().split())
    assert settled.journal.last("session_ended") is not None
