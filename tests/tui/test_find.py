"""The search: everything that can be done, found by a word; and the keys that a person has chosen."""

import pytest
from textual.widgets import Input

from coach.services.context import Coach
from coach.services.settings import change
from coach.services.today import today_view
from coach.tui.keys import Command, Hint, Keys
from coach.tui.screens.check import CheckView
from coach.tui.screens.checkin import CheckInView
from coach.tui.screens.find import FindView, matching
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.help import HelpView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.plan import PlanView, SessionView
from coach.tui.screens.player import PlayerView
from coach.tui.screens.rate import RateView
from coach.tui.screens.review import ReviewView
from coach.tui.screens.today import TodayView
from coach.tui.screens.welcome import WelcomeView
from coach.tui.today_words import GO_ON_ROW
from coach.tui.widgets.choices import Choices
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for, at_today, in_player


def listed(find: FindView) -> list[str]:
    """The names of the lines, headings left out."""
    return [row.text for row in find.query_one(Choices).rows if not row.heading]


def commands(*bindings_of: type[TodayView]) -> list[Command]:
    return [Command(line) for kind in bindings_of for line in Keys().hints(kind.own_bindings())]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("plan", "plan"), ("PLAN", "plan"), ("u", "undo"), ("mistake", "undo"), ("take back", "undo"),
        ("tired", "check in"), ("exit", "quit"), ("chek", "check in"), ("nuclear", None), ("plan nuclear", None),
        ("session", "start"), ("begin", "start"), ("workout", "start"), ("schedule", "plan"),
    ],
)  # fmt: skip
def test_words_that_people_type(typed: str, first: str | None) -> None:
    found = [one.hint.does for one in matching(commands(TodayView), typed)]
    assert (found[0] if found else None) == first


def test_without_a_word_everything_is_there_in_order() -> None:
    everything = commands(TodayView)
    assert matching(everything, "  ") == everything


def test_a_key_finds_its_verb_before_words_that_begin_with_it() -> None:
    lines = [Command(Hint("s", "skip", "", "", "")), Command(Hint("q", "sleep", "", "", ""))]
    assert [one.hint.does for one in matching(lines, "q")] == ["sleep"]
    assert [one.hint.does for one in matching(lines, "s")] == ["skip", "sleep"]


async def test_on_today_a_word_and_enter_do_it(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("slash")
        find = await hand.reach(FindView)
        assert {"start", "check in", "done", "undo", "plan", "answers", "quit", "help"} <= set(listed(find))
        await hand.write("calendar")
        assert listed(find) == ["plan"]
        await hand.press("enter")
        await hand.reach(PlanView)


async def test_escape_does_nothing_and_a_slip_takes_nothing(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        await hand.press("slash")
        await hand.reach(FindView)
        await hand.slip("enter")
        assert isinstance(hand.app.screen, FindView)
        await hand.press("escape")
        assert await hand.reach(TodayView) is today
        await hand.press("f2")
        await hand.reach(FindView)
        await hand.press("f2")
        await hand.reach(TodayView)


async def test_arrow_keys_move_the_list_while_the_line_keeps_the_letters(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(40, 12)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("slash")
        find = await hand.reach(FindView)
        choices = find.query_one(Choices)
        page = find.query_one("#page")
        for _ in range(40):
            await hand.press("down")
        last = choices.rows[-1]
        assert choices.row == last
        assert page.scroll_offset.y == page.max_scroll_y
        assert page.max_scroll_y > 0
        await hand.press("up")
        assert choices.row == choices.rows[-2]
        await hand.write("undo")
        assert find.query_one(Input).value == "undo"
        assert listed(find)[0] == "undo"
        assert page.scroll_offset.y == 0
        assert page.region.contains_region(choices.region)


async def test_nothing_found_says_so_and_enter_waits(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("slash", *"zzzz", "enter")
        find = await hand.reach(FindView)
        assert listed(find) == []
        assert "Nothing here is called that" in hand.text()


async def test_from_deep_in_the_plan_to_something_of_today(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        await hand.press("p", "enter")
        await hand.reach(SessionView)
        await hand.press("slash")
        find = await hand.reach(FindView)
        assert listed(find)[0] == "why"
        assert [row.text.strip() for row in find.query_one(Choices).rows if row.heading] == ["On this page", "On Today"]
        await hand.write("tired")
        await hand.press("enter")
        await hand.reach(CheckInView)
        assert hand.app.screen_stack[0] is today
        assert len(hand.app.screen_stack) == 2
        await hand.press("4", "3", "2", "5")
        await hand.reach(TodayView)
        assert "tired 4" in hand.text()


async def test_undo_from_the_check_before_a_session(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        await hand.press("end", "d", "home", "enter")
        await hand.reach(CheckView)
        await hand.press("slash", *"undo", "enter")
        await hand.reach(TodayView)
        assert "Taken back" in hand.text()
        assert "✓" not in [row.mark for row in today.rows]
        await hand.press("enter")
        await hand.reach(CheckView)


async def test_the_time_of_a_session_stands_still_and_a_choice_is_no_slip(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        first = player.guided.state.number
        await hand.press("slash")
        await hand.reach(FindView)
        assert not player.guided.state.running
        clock.advance(300)
        await hand.write("next exercise")
        await hand.press("enter")
        await hand.reach(PlayerView)
        assert player.guided.state.number == first + 1
        assert player.guided.state.running
        assert not player.guided.state.gap


async def test_from_a_session_to_the_plan_keeps_the_session(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        await hand.press("enter", "enter", "slash", *"calendar", "enter")
        await hand.reach(PlanView)
        assert not player.guided.state.running
        await hand.press("escape")
        today = await at_today(hand)
        assert today.rows[0].id == GO_ON_ROW
    assert today_view(settled).unfinished is not None


async def test_no_safety_question_can_be_left_by_the_search(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("enter")
        await hand.reach(CheckView)
        await hand.press("y")
        await hand.reach(FlagsView)
        await hand.press("slash")
        find = await hand.reach(FindView)
        assert listed(find) == ["go on", "tick", "help", "larger text"]
        await hand.press("escape")
        await hand.reach(FlagsView)


async def test_over_a_question_of_the_session_only_the_question_counts(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await in_player(hand)
        await hand.press("o")
        await hand.reach(RateView)
        await hand.press("slash")
        assert "plan" not in listed(await hand.reach(FindView))


async def test_a_new_person_is_offered_no_plan(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(WelcomeView)
        await hand.press("enter")
        await hand.reach(IntakeView)
        await hand.press("slash")
        names = listed(await hand.reach(FindView))
        assert "go on" in names
        assert "plan" not in names


async def test_in_a_text_field_the_slash_is_a_letter_and_f2_finds(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("i")
        intake = await hand.reach(IntakeView)
        for _ in range(10):
            if isinstance(intake.focused, Input):
                break
            await hand.press("enter")
        assert isinstance(intake.focused, Input)
        await hand.press("slash")
        assert intake.focused.value.endswith("/")
        assert "F2 find" in hand.text()
        await hand.press("f2")
        await hand.reach(FindView)


# Keys that a person has chosen


async def test_an_own_key_works_is_shown_and_the_old_one_is_free(settled: Coach, clock: FakeClock) -> None:
    change(settled, "keys.check_in", "k")
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        assert "k tells, with a few keys" in hand.text()
        assert "k check in" in hand.text()
        await hand.press("question_mark")
        await hand.reach(HelpView)
        assert "k tells how you are" in hand.text()
        await hand.press("escape", "c")
        assert isinstance(hand.app.screen, TodayView)
        await hand.press("k")
        await hand.reach(CheckInView)


async def test_two_verbs_can_change_their_keys_with_each_other(settled: Coach, clock: FakeClock) -> None:
    settled.home.settings.write_text('format = 1\n[keys]\ndone = "s"\nskip = "d"\nlonger = ","\n')
    settled.forget_settings()
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        await hand.press("s")
        assert today.rows[0].mark == "✓"
        await hand.press("u", "d")
        assert today.rows[0].mark == "–"
        await hand.press("u")
        player = await in_player(hand)
        left = player.guided.state.remaining
        await hand.press("plus")
        assert player.guided.state.remaining == left
        await hand.press("comma")
        assert (player.guided.state.remaining or 0) > (left or 0)


async def test_sentences_name_the_own_key(settled: Coach, clock: FakeClock) -> None:
    change(settled, "keys.undo", "ö")
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        await hand.press("d")
        assert "done. ö takes it back." in hand.text()
        await hand.press("u")
        assert today.rows[0].mark == "✓"
        await hand.press("ö")
        assert today.rows[0].mark == "▶"
        assert f"Taken back: {today.rows[0].text}, done. To have it back, tell it once more." in hand.text()


async def test_find_keeps_f2_beside_an_own_key(settled: Coach, clock: FakeClock) -> None:
    change(settled, "keys.find", "k")
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        for name in ("k", "f2"):
            await hand.press(name)
            await hand.reach(FindView)
            await hand.press("escape")
            await hand.reach(TodayView)
        await hand.press("slash")
        assert isinstance(hand.app.screen, TodayView)


async def test_keys_that_do_not_fit_stop_nothing(settled: Coach, clock: FakeClock) -> None:
    settled.home.settings.write_text(
        'format = 1\ntheme = "light"\n[keys]\ncheck_in = "p"\nplan = "k"\nundo = "enter"\n'
    )
    settled.forget_settings()
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        assert "u undo" in hand.text()
        await hand.press("k")
        await hand.reach(PlanView)
        await hand.press("escape", "p")
        await hand.reach(CheckInView)


async def test_help_says_how_to_undo(answered: Coach, clock: FakeClock) -> None:
    async with app_for(answered).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(ReviewView)
        await hand.press("question_mark")
        await hand.reach(HelpView)
        assert "u takes the last thing back." in hand.text()
        assert "z makes the text larger." in hand.text()
