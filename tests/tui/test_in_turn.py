"""Keys that come in one burst, as from a fast hand or on a slow machine: each is through before the next one counts."""

import asyncio
from typing import ClassVar

import pytest
from textual.binding import Binding, BindingType
from textual.events import Event, Key, MouseDown, MouseUp, Paste
from textual.screen import Screen
from textual.widgets import Input

from coach.services.context import Coach
from coach.services.today import today_view
from coach.tui.fields import NONE_ROW, ManyField, TypedField
from coach.tui.in_turn import InTurnApp
from coach.tui.screens.action import ActionView
from coach.tui.screens.check import CheckView
from coach.tui.screens.checkin import CheckInView
from coach.tui.screens.find import FindView
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.help import HelpView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.plan import PlanView
from coach.tui.screens.rate import RateView
from coach.tui.screens.today import TodayView
from coach.tui.screens.typed import TypedView
from coach.tui.screens.welcome import WelcomeView
from coach.tui.widgets.choices import Choices, Ticks
from coach.tui.widgets.scale import Scale
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for, at_today, to_check
from tests.tui.test_intake import at_question

NAMED = {"space": " ", "slash": "/", "question_mark": "?"}


async def burst(hand: Hand, *keys: str | Event) -> None:
    """All of it before the app can do anything; no time passes between two of them."""
    hand.clock.advance(1)
    for key in keys:
        event = Key(key, NAMED.get(key, key if len(key) == 1 else None)) if isinstance(key, str) else key
        hand.app.post_message(event)
    for _ in range(4):
        await hand.rest()


async def at_first_question(hand: Hand) -> IntakeView:
    await hand.reach(WelcomeView)
    await hand.press("enter")
    intake = await hand.reach(IntakeView)
    assert intake.step.field.id == "safety_lines"
    return intake


# Ticks


async def test_a_tick_before_enter_counts(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_first_question(hand)
        line = intake.query_one(ManyField).rows[0].id
        await burst(hand, "space", "enter")
        assert intake.step.field.id != "safety_lines"
        await hand.press("escape")
        assert intake.query_one(ManyField).ticked == (line,)


async def test_arrows_ticks_and_enter_of_two_questions_in_one_burst(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_first_question(hand)
        await burst(hand, "down", "down", "down", "space", "enter", "space", "enter")  # chest pain
        await hand.reach(ActionView)
        assert "112" in hand.text()
    raised = coach.journal.last("flags_raised")
    assert raised is not None
    assert getattr(raised.body, "flags", None) == ("rf_chest",)


async def test_escape_waits_for_the_answer_before_it(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_first_question(hand)
        await burst(hand, "space", "down", "space", "enter", "escape", "space")
        assert intake.step.field.id == "safety_lines"
        rows = intake.query_one(ManyField)
        assert rows.ticked == (rows.rows[1].id,), "the first line is ticked no more, the second one still is"


async def test_a_tick_before_a_session_counts(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await to_check(hand)
        await hand.press("y")
        lines = await hand.reach(FlagsView)
        await burst(hand, "space", "enter")
        flags = await hand.reach(FlagsView)
        assert flags is not lines, "the line opens its own questions"
        first = flags.query_one(Ticks).rows[0].id
        await burst(hand, "space", "enter")
        assert not isinstance(hand.app.screen, FlagsView)
    raised = settled.journal.last("flags_raised")
    assert raised is not None
    assert first in getattr(raised.body, "flags", ())
    assert first != NONE_ROW


async def test_a_click_before_enter_counts(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_first_question(hand)
        field = intake.query_one(ManyField)
        x, y = field.spot()
        line = field.rows[0].id
        mouse = [
            kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y) for kind in (MouseDown, MouseUp)
        ]
        await burst(hand, *mouse, "enter")
        assert intake.step.field.id != "safety_lines"
        await hand.press("escape")
        assert intake.query_one(ManyField).ticked == (line,)


# What is typed


@pytest.mark.parametrize("typed", [["2", "0"], [Paste("20")], ["2", Paste("0")]], ids=["keys", "paste", "both"])
async def test_a_number_goes_on_with_all_its_figures(typed: list[str | Event], coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "age")
        await burst(hand, *typed, "enter")
        assert intake.step.field.id == "sex"
        assert intake.answers["person.age"] == 20


async def test_what_is_typed_after_enter_belongs_to_the_next_question(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "wake")
        await burst(hand, *"8", "enter", *"23")
        assert intake.step.field.id == "sleep"
        assert str(intake.answers["capacity.wake"]).startswith("08:00")
        assert intake.query_one(TypedField).value == "23"


async def test_a_word_in_the_search_is_whole_before_enter(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("slash")
        await hand.reach(FindView)
        await burst(hand, *"calendar", "enter")
        await hand.reach(PlanView)


async def test_the_arrows_of_the_search_wait_for_the_word(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("slash")
        find = await hand.reach(FindView)
        await burst(hand, *"e", "down", "down", "up")
        choices = find.query_one(Choices)
        assert find.query_one(Input).value == "e"
        assert choices.row == choices.rows[1]


async def test_a_line_of_text_is_kept_whole(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        kept: list[str | None] = []
        hand.app.push_screen(TypedView(settled, "A name", "What is it called?"), kept.append)
        await hand.reach(TypedView)
        await burst(hand, *"magnesium", "backspace", "space", *"x", "enter")
        assert kept == ["magnesiu x"]


# Screens that come and go


@pytest.mark.parametrize(
    ("keys", "screen"),
    [
        (["question_mark"], HelpView), (["f1"], HelpView), (["f1", "escape"], TodayView), (["f2"], FindView),
        (["p"], PlanView), (["p", "escape"], TodayView), (["p", "escape", "c"], CheckInView),
        (["slash", *"tired"], FindView), (["f2", "f2", "p"], PlanView), (["z", "c"], CheckInView),
    ],
)  # fmt: skip
async def test_a_key_counts_on_the_screen_that_the_one_before_has_opened(
    keys: list[str], screen: type[TodayView], settled: Coach, clock: FakeClock
) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await burst(hand, *keys)
        assert type(hand.app.screen) is screen
        if keys[0] == "slash":
            assert hand.app.screen.query_one(Input).value == "tired"


class LateView(Screen[None]):
    """A screen that takes a while to be built."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", priority=True)]
    built = False
    taken: bool | None = None

    async def on_mount(self) -> None:
        for _ in range(500):
            await asyncio.sleep(0)
        self.built = True

    def action_take(self) -> None:
        self.taken = self.built


class LateApp(InTurnApp):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "open")]

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._steps = steps

    def action_open(self) -> None:
        self.run_worker(self._walk())

    async def _walk(self) -> None:
        for _ in range(self._steps):
            await asyncio.sleep(0)
        await self.push_screen_wait(LateView())


@pytest.mark.parametrize("steps", [0, 1])
async def test_a_key_waits_until_the_screen_is_built(steps: int) -> None:
    app = LateApp(steps)
    async with app.run_test() as pilot:
        app.post_message(Key("o", "o"))
        app.post_message(Key("enter", None))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, LateView)
        assert app.screen.taken is True


async def test_a_tick_counts_on_safety_questions_that_come_within_the_burst(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await to_check(hand)
        await burst(hand, "y", "down", "space", "enter")
        flags = await hand.reach(FlagsView)
        ticks = flags.query_one(Ticks)
        assert ticks.ticked == (ticks.rows[1].id,), "and Enter so soon after the screen came is a slip"


# Slips: what cannot be taken back still waits a moment


async def test_the_safety_question_is_not_answered_by_a_burst(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        today.query_one(Choices).go_to(next(line.id for line in today_view(settled).lines if line.kind == "session"))
        await burst(hand, *["enter"] * 6)
        assert isinstance(hand.app.screen, CheckView)
        await hand.press("enter")
        await hand.reach(RateView)


async def test_nothing_is_taken_from_the_search_by_a_burst(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await burst(hand, "slash", "enter", "enter")
        assert isinstance(hand.app.screen, FindView)


async def test_a_burst_answers_one_question_of_the_check_in(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("c")
        check_in = await hand.reach(CheckInView)
        await burst(hand, "4", "enter", "enter", "2")
        assert "2 of 4" in hand.text()
        await hand.press("escape")
        assert check_in.query_one(Scale).value == 4


# Nothing waits for good


async def test_keys_go_on_when_the_widget_they_went_to_is_taken_away(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "age")
        assert intake.focused is not None
        hand.app.post_message(Key("4", "4"))
        intake.focused.remove()
        await hand.rest()
        await burst(hand, "f1")
        await hand.reach(HelpView)


async def test_a_single_key_waits_for_nothing(coach: Coach, clock: FakeClock) -> None:
    """A key with priority has acted as soon as the app has taken it."""
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "age")
        intake.query_one(TypedField).value = "20"
        await hand.rest()
        await hand.app.on_event(Key("enter", None))
        assert intake.step.field.id == "sex"
