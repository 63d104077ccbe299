"""The welcome and the questions."""

from typing import Any

from coach.domain.events import FlagsRaised
from coach.services.context import Coach
from coach.services.intake import Dialogue
from coach.tui.fields import NONE_ROW, ManyField, ScaleField, TypedField
from coach.tui.medicines import MedicinesField
from coach.tui.screens.action import ActionView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.welcome import WelcomeView
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for


async def at_question(hand: Hand, coach: Coach, field: str) -> IntakeView:
    """The intake at one field, reached without keys."""
    await hand.reach(WelcomeView)
    dialogue = Dialogue(coach)
    answers: dict[str, Any] = {
        "safety_lines": [], "background": [], "mobility": 1, "hip_side": "left", "minutes": 20, "days": ["mon"],
        "helper": "sometimes", "wake": "07:00",
    }  # fmt: skip
    for _ in range(80):
        step = dialogue.step
        assert step is not None
        if step.field.id == field:
            break
        if step.field.id in answers:
            dialogue.answer(answers[step.field.id])
        elif step.can_skip:
            dialogue.skip()
        else:
            dialogue.answer([])
    screen = IntakeView(coach, dialogue)
    hand.app.push_screen(screen)
    await hand.rest()
    return screen


async def test_welcome_says_what_it_is_and_asks(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(WelcomeView)
        for line in coach.library.rules.welcome.consent:
            assert line in hand.text().replace("\n  ", " ")
        await hand.press("down", "enter")
        intake = await hand.reach(IntakeView)
        assert intake.step.of == 25


async def test_leaving_the_welcome_ends_with_zero(coach: Coach, clock: FakeClock) -> None:
    app = app_for(coach)
    async with app.run_test() as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(WelcomeView)
        await hand.press("q")
    assert app.return_code == 0
    assert not coach.home.profile.exists()


async def test_nothing_ticked_has_to_be_said_twice(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(WelcomeView)
        await hand.press("enter")
        intake = await hand.reach(IntakeView)
        await hand.press("enter")
        assert intake.step.field.id == "safety_lines"
        assert "None of these" in hand.text()
        await hand.press("enter")
        assert intake.step.field.id == "background"
        await hand.press("escape")
        assert intake.step.field.id == "safety_lines"
        assert [row.id for row in intake.query_one(ManyField).rows if row.mark == "[x]"] == [NONE_ROW]


async def test_escape_on_the_first_question_goes_back_to_welcome(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test() as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(WelcomeView)
        await hand.press("enter")
        await hand.reach(IntakeView)
        await hand.press("escape")
        await hand.reach(WelcomeView)


async def test_an_emergency_ends_the_intake_with_the_action_screen(coach: Coach, clock: FakeClock) -> None:
    app = app_for(coach)
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(WelcomeView)
        await hand.press("enter")
        await hand.reach(IntakeView)
        await hand.press("down", "down", "down", "space", "enter")  # chest pain
        await hand.press("space", "enter")
        await hand.reach(ActionView)
        assert "112" in hand.text()
        await hand.press("enter")
        await hand.rest()
    assert app.return_code == 3
    raised = coach.journal.last("flags_raised")
    assert raised is not None
    assert isinstance(raised.body, FlagsRaised)
    assert raised.body.flags == ("rf_chest",)
    assert not coach.home.profile.exists()


async def test_a_resumed_intake_says_so_and_goes_on(coach: Coach, clock: FakeClock) -> None:
    dialogue = Dialogue(coach)
    answers: list[Any] = [[], [], 52]
    for answer in answers:
        dialogue.answer(answer)
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await hand.reach(IntakeView)
        assert "Welcome back" in hand.text()
        assert intake.step.field.id == "sex"
        await hand.press("escape")
        assert intake.query_one(TypedField).value == "52"
        assert "Welcome back" not in hand.text()


async def test_a_resumed_intake_can_start_again(coach: Coach, clock: FakeClock) -> None:
    dialogue = Dialogue(coach)
    answers: list[Any] = [[], [], 52]
    for answer in answers:
        dialogue.answer(answer)
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await hand.reach(IntakeView)
        assert "a starts again" in hand.text()
        await hand.press("a")
        assert intake.step.field.id == "safety_lines"


async def test_a_misread_number_is_mended_and_s_is_a_letter_there(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "age")
        await hand.press("s", "enter")
        assert intake.step.field.id == "age"
        assert "18 to 100" in hand.text()
        await hand.press("backspace", "5", "2", "enter")
        assert intake.step.field.id == "sex"


async def test_an_empty_line_skips_where_a_question_may_be_skipped(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "minutes")
        await hand.press("enter")
        assert intake.step.field.id == "days"


async def test_a_scale_takes_figures_and_x(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "spasticity")
        await hand.press("enter")
        assert intake.step.field.id == "spasticity"
        await hand.press("x")
        assert intake.query_one(ScaleField).value == 10
        await hand.press("left", "enter")
        assert intake.step.field.id == "fatigue"
        assert dict(intake.answers)["ms.spasticity"] == 9


async def test_waking_and_sleeping_at_once_is_noticed(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "sleep")
        await hand.press("7", "enter")
        assert intake.step.field.id == "sleep"
        assert "same time" in hand.text()


async def test_only_three_wishes(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "goals")
        await hand.press("space", "down", "space", "down", "space", "down", "space", "enter")
        assert "3 at most" in hand.text()
        await hand.press("space", "enter")
        assert intake.step.field.id == "prefer"


async def test_medicines_with_their_times(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "medicines")
        await hand.press("space")
        await hand.write("8 22:30")
        await hand.press("enter")
        await hand.press("end", "space")
        await hand.write("vitamin D 9:00")
        await hand.press("enter")
        field = intake.query_one(MedicinesField)
        first = coach.library.rules.medicines.medicine[0]
        assert field.entries == [
            {"info": first.id, "times": ["08:00", "22:30"]}, {"name": "vitamin D", "times": ["09:00"]}
        ]  # fmt: skip
        await hand.press("home", "space")
        assert [one.get("name") for one in field.entries] == ["vitamin D"]


async def test_a_wrong_time_of_a_medicine_is_mended(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "medicines")
        await hand.press("space", *"99", "enter")
        assert "08:00 22:00" in hand.text()
        await hand.press("escape")
        assert intake.query_one(MedicinesField).entries == []


async def test_small_screens_show_the_question_first(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(40, 12)) as pilot:
        hand = Hand(pilot, clock)
        await at_question(hand, coach, "background")
        page = hand.app.screen.query_one("#page")
        assert page.scroll_offset.y == 0
        await hand.press(*["pagedown"] * 12, *["down"] * 3)
        assert page.scroll_offset.y == page.max_scroll_y
