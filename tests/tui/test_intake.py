"""The welcome and the questions."""

from typing import Any

import pytest
from textual.app import App, ComposeResult

from coach.domain.events import FlagsRaised
from coach.domain.questions import AnswerField
from coach.engine.typed import Misread
from coach.services.context import Coach
from coach.services.intake import Dialogue
from coach.tui.fields import NONE_ROW, ManyField, OneField, ScaleField, TypedField
from coach.tui.medicines import MedicinesField
from coach.tui.screens.action import ActionView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.welcome import WelcomeView
from coach.tui.widgets.body import BodyPicture
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for, at_today


async def at_question(hand: Hand, coach: Coach, field: str) -> IntakeView:
    """The intake at one field, reached without keys."""
    await hand.reach(WelcomeView)
    dialogue = Dialogue(coach)
    answers: dict[str, Any] = {
        "safety_lines": [], "background": [], "mobility": 1, "hip_side": "left", "minutes": 20, "days": ["mon"],
        "side": "left", "helper": "sometimes", "wake": "07:00",
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


async def test_enter_picks_no_line_that_nobody_went_to(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "sex")
        assert intake.query_one(OneField).row is None
        assert "Enter leaves this question open" in hand.text()
        await hand.press("enter")
        assert intake.step.field.id == "mobility"
        assert "person.sex" not in intake.answers
        await hand.press("escape", "down")
        assert "Enter leaves this question open" not in hand.text()
        await hand.press("enter")
        assert intake.answers["person.sex"] == "female"
        await hand.press("escape", "enter")
        assert intake.answers["person.sex"] == "female", "an answer given before is kept by Enter"
        await hand.press("z")
        assert intake.query_one(OneField).row is None


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


async def test_the_picture_follows_the_list(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "zones")
        picture = intake.query_one(BodyPicture)
        assert picture.sides == ("left",)
        assert picture.lit == "z_groin"
        await hand.press("space")
        assert picture.ticked == ("z_groin",)
        await hand.press("down")
        assert (picture.lit, picture.ticked) == ("z_outer_hip", ("z_groin",))
        drawing = picture.render().plain
        assert all(words in drawing for words in ("front", "back", "your left", "your right", "█", "▒", "x"))
        assert not picture.region.overlaps(intake.query_one(ManyField).region)
        await hand.press("end")
        assert "█" not in picture.render().plain


async def test_the_picture_comes_with_the_question_before_it(coach: Coach, clock: FakeClock) -> None:
    """Walked to by keys, from a question that is no list of ticks."""
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "side")
        while intake.step.field.id != "zones":
            await hand.press("enter")
        await hand.rest()
        assert len(intake.query_one(BodyPicture).figures()) == 2


async def test_a_click_on_the_picture_ticks_the_row(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "zones")
        picture, field = intake.query_one(BodyPicture), intake.query_one(ManyField)
        for zone in ("z_outer_hip", "z_buttock", "z_low_back", "z_below_knee"):
            spots = (
                (x, y) for y in range(picture.size.height) for x in range(picture.size.width)
                if picture.zone_at(x, y) == zone
            )  # fmt: skip
            await pilot.click(picture, offset=next(spots))
            assert field.row is not None
            assert field.row.id == zone
            assert zone in field.ticked
        assert picture.ticked == field.ticked
        assert intake.focused is field
        before = field.ticked
        await pilot.click(picture, offset=(0, 0))
        assert field.ticked == before


@pytest.mark.parametrize(
    ("size", "views"), [((40, 12), 0), ((40, 40), 1), ((60, 20), 1), ((80, 24), 2), ((120, 40), 2)], ids=str
)
async def test_the_picture_takes_the_room_that_there_is(
    coach: Coach, clock: FakeClock, size: tuple[int, int], views: int
) -> None:
    async with app_for(coach).run_test(size=size) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "zones")
        picture, field = intake.query_one(BodyPicture), intake.query_one(ManyField)
        assert (len(picture.figures()) if picture.display else 0) == views
        if views:
            page = intake.query_one("#page")
            assert picture.region.right <= page.region.right
            assert not picture.region.overlaps(field.region)
            assert page.max_scroll_y == 0
            assert field.size.height == len(field.rows)
        if views == 1:
            await hand.press("end", "up", "up")
            assert picture.lit == "z_low_back"
            assert [one.view for one in picture.figures()] == ["back"]


async def test_the_picture_comes_and_goes_with_the_window(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "zones")
        picture = intake.query_one(BodyPicture)
        await pilot.resize_terminal(20, 5)
        await hand.rest()
        assert not picture.display
        await hand.press("end", "space")
        assert intake.query_one(ManyField).ticked == (NONE_ROW,)
        await pilot.resize_terminal(120, 40)
        await hand.rest()
        assert len(picture.figures()) == 2
        await hand.press("enter")
        assert not intake.query(BodyPicture)


@pytest.mark.parametrize("field", ["safety_lines", "background", "zones", "spasticity", "wake", "medicines", "days"])
async def test_a_tiny_window_still_works(coach: Coach, clock: FakeClock, field: str) -> None:
    async with app_for(coach).run_test(size=(20, 5)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, field)
        await hand.press("down", "up", "end", "pagedown", "right")
        assert intake.step.field.id == field
        assert intake.is_current


async def test_words_for_a_time_are_written_out_and_kept_with_one_more_enter(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "wake")
        await hand.write("half past 8")
        await hand.press("enter")
        assert intake.query_one(TypedField).value == "08:30"
        assert "Did you mean 08:30?" in hand.text()
        assert intake.step.field.id == "wake"
        await hand.press("enter")
        assert dict(intake.answers)["capacity.wake"] == "08:30"


async def test_the_heading_says_where_in_the_questions_one_is(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_question(hand, coach, "zones")
        assert "Your hip · The place" in hand.text()
        assert "12 of 25" in hand.text()


async def test_a_question_may_be_left_open_by_a_click(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "spasticity")
        await pilot.click("#open", offset=(6, 0))
        await hand.rest()
        assert intake.step.field.id == "fatigue"
        assert "ms.spasticity" not in dict(intake.answers)


async def test_what_must_be_answered_offers_no_way_around(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_question(hand, coach, "background")
        assert "leave this question open" not in hand.text()


async def test_old_answers_are_named_beside_their_line(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        dialogue = Dialogue(settled)
        while dialogue.step is not None and dialogue.step.field.id != "side":
            if dialogue.step.known is None and dialogue.step.can_skip:
                dialogue.skip()
            else:
                dialogue.answer(dialogue.step.known or [])
        intake = IntakeView(settled, dialogue)
        hand.app.push_screen(intake)
        await hand.rest()
        field = intake.query_one(OneField)
        await hand.press("down")
        assert [row.id for row in field.rows if row.detail == "your answer"] == ["left"]
        await hand.press("enter")
        assert dict(intake.answers)["hip.side"] == "right"


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=str)
async def test_what_is_wanted_is_seen_under_a_long_list(coach: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    async with app_for(coach).run_test(size=size) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "background")
        await hand.press("enter")
        await hand.rest()
        page, mend = intake.query_one("#page").region, intake.query_one("#mend")
        assert "Enter again" in hand.text()
        assert page.contains_region(mend.region)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=str)
async def test_the_line_for_times_is_seen(coach: Coach, clock: FakeClock, size: tuple[int, int]) -> None:
    async with app_for(coach).run_test(size=size) as pilot:
        hand = Hand(pilot, clock)
        intake = await at_question(hand, coach, "medicines")
        await hand.press(*["down"] * 9, "space")
        await hand.rest()
        assert intake.query_one("#page").region.contains_region(intake.query_one(".times").region)
        await hand.write("8 pm")
        await hand.press("enter")
        await hand.rest()
        field = intake.query_one(MedicinesField)
        assert field.row is not None
        assert field.row.detail == "20:00"
        assert intake.query_one("#page").region.contains_point(field.spot())


def many(*texts: str) -> ManyField:
    options = [{"id": f"o{n}", "text": text} for n, text in enumerate(texts)]
    asked = {"id": "q", "path": "ms.other", "kind": "many", "ask": "Which?", "options": options}
    return ManyField(AnswerField.model_validate(asked), None)


async def test_lists_without_rows_and_with_endless_ones_are_shown() -> None:
    class Page(App[None]):
        def compose(self) -> ComposeResult:
            yield many()
            yield many("pain " * 60)

    async with Page().run_test(size=(40, 12)) as pilot:
        empty, endless = pilot.app.query(ManyField)
        empty.focus()
        await pilot.press("down", "up", "home", "end", "pagedown")
        assert empty.row is None
        assert isinstance(empty.read(), Misread)
        assert endless.size.height * 36 >= len("pain " * 60)
