"""The exercises on the screen: found, narrowed, walked along, taken into the plan and left out."""

import pytest
from textual.widgets import Input

from coach.domain.settings import Settings
from coach.services.context import Coach
from coach.services.exercises import Catalogue, Narrowed
from coach.services.planning import needed_plan
from coach.services.settings import change
from coach.tui.screens.choose import ChooseView
from coach.tui.screens.exercise import ExerciseView
from coach.tui.screens.exercises import ExercisesView, NarrowView
from coach.tui.screens.today import TodayView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.figure import FigureView
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for, at_today

HEAD = "Exercises"


async def at_list(hand: Hand) -> ExercisesView:
    await at_today(hand)
    await hand.press("x")
    return await hand.reach(ExercisesView)


def names(view: ExercisesView) -> list[str]:
    return [row.text for row in view.query_one(Choices).rows if not row.heading]


def fitting(coach: Coach) -> str:
    """Something that has room in the plan and is not in it."""
    known = Catalogue(coach)
    return next(
        one.id
        for one in known.found(Narrowed(mine=True))
        if not known.in_plan(one.id) and any(place.fits for place in known.places(one.id))
    )


async def test_typing_finds_and_enter_opens(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        view = await at_list(hand)
        assert len(names(view)) == 130
        await hand.write("clam")
        assert names(view)[0] == "Clam with a pillow"
        await hand.press("enter")
        shown = await hand.reach(ExerciseView)
        assert shown.exercise.id == "str_clam"
        assert "What to mind" in hand.text()
        await hand.press("enter")
        assert await hand.reach(ExercisesView) is view
        assert view.query_one(Input).value == "clam"
        await hand.press("escape")
        await hand.reach(TodayView)


async def test_a_word_that_fits_nothing_says_so(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        view = await at_list(hand)
        await hand.write("qqqqq")
        assert names(view) == []
        assert "No exercise fits" in hand.text()
        await hand.press("enter", *["backspace"] * 5)
        assert len(names(view)) == 130


async def test_narrowing_one_way_and_another_and_back(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        view = await at_list(hand)
        await hand.press("f3")
        await hand.reach(NarrowView)
        await hand.press("enter")
        await hand.reach(ExercisesView)
        mine = len(names(view))
        assert mine == len(Catalogue(settled).found(Narrowed(mine=True))) < 130
        assert "what I can do now" in hand.text()
        await hand.press("f3")
        narrow = await hand.reach(NarrowView)
        narrow.query_one(Choices).go_to(next(r.id for r in narrow.query_one(Choices).rows if r.text == "balance"))
        await hand.press("enter")
        await hand.reach(ExercisesView)
        assert 0 < len(names(view)) < mine
        await hand.press("f3")
        await hand.reach(NarrowView)
        await hand.press("enter")  # the first line shows all again
        await hand.reach(ExercisesView)
        assert len(names(view)) == 130


async def test_along_the_chain_and_back(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_list(hand)
        await hand.write("str_bridge")
        await hand.press("enter")
        view = await hand.reach(ExerciseView)
        here = view.exercise
        await hand.press("e")
        assert view.exercise.id == here.easier
        await hand.press("h")
        assert view.exercise.id == here.id
        await hand.press("h")
        assert view.exercise.id == here.harder


async def test_into_the_plan_and_undone(settled: Coach, clock: FakeClock) -> None:
    name, before = fitting(settled), settled.home.plan.read_bytes()
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_list(hand)
        await hand.write(name)
        await hand.press("enter")
        view = await hand.reach(ExerciseView)
        await hand.press("full_stop")
        await hand.reach(ChooseView)
        await hand.press("enter")
        await hand.reach(ExerciseView)
        assert name in {item.id for one in needed_plan(settled).plan.session for item in one.exercise}
        assert "takes it back" in hand.text()
        assert view.check_action("add", ()) is False
        await hand.press("u")
        await hand.rest()
        assert settled.home.plan.read_bytes() == before


async def test_left_out_for_good_and_back_again(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_list(hand)
        await hand.write("str_bridge")
        await hand.press("enter")
        await hand.reach(ExerciseView)
        await hand.press("l")
        await hand.rest()
        assert "will not come again" in hand.text()
        assert not Catalogue(settled).in_plan("str_bridge")
        await hand.press("l")
        await hand.rest()
        assert "may come again" in hand.text()
        assert Catalogue(settled).possible("str_bridge")


async def test_before_the_plan_nothing_can_be_added(answered: Coach, clock: FakeClock) -> None:
    from coach.tui.screens.review import ReviewView

    async with app_for(answered).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(ReviewView)
        hand.app.push_screen(ExerciseView(answered, "str_clam"))
        view = await hand.reach(ExerciseView)
        assert view.check_action("add", ()) is False


@pytest.mark.parametrize(
    ("size", "beside", "shown"), [((120, 40), True, True), ((60, 20), False, True), ((40, 12), False, False)]
)
async def test_the_figure_finds_its_place(
    settled: Coach, clock: FakeClock, size: tuple[int, int], beside: bool, shown: bool
) -> None:
    async with app_for(settled).run_test(size=size) as pilot:
        hand = Hand(pilot, clock)
        await at_list(hand)
        await hand.write("str_bridge")
        await hand.press("enter")
        view = await hand.reach(ExerciseView)
        figure, text = view.query_one(FigureView), view.query_one("#text")
        assert figure.display is shown
        assert (text.region.x > figure.region.x + 20) is beside
        assert "The picture in words" in hand.text()


async def test_the_figure_moves_stands_still_and_can_be_switched_off(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(100, 30)) as pilot:
        hand = Hand(pilot, clock)
        await at_list(hand)
        await hand.write("str_bridge")
        await hand.press("enter")
        view = await hand.reach(ExerciseView)
        figure = view.query_one(FigureView)

        def picture() -> list[str]:
            figure.tick()
            return ["".join(cell[0] for cell in row) for row in figure._cells]

        first = picture()
        clock.advance(1.7)
        second = picture()
        assert first != second
        await hand.slip("space")
        paused = picture()
        clock.advance(1.1)
        assert picture() == paused
    change(settled, "motion", "no")
    async with app_for(settled).run_test(size=(100, 30)) as pilot:
        hand = Hand(pilot, clock)
        await at_list(hand)
        await hand.write("str_bridge")
        await hand.press("enter")
        view = await hand.reach(ExerciseView)
        figure = view.query_one(FigureView)
        assert not figure.moves
        glyphs = "".join(cell[0] for row in figure._cells for cell in row)
        assert "1" in glyphs
        assert "2" in glyphs
    assert Settings().motion


async def test_an_exercise_without_a_figure_shows_its_words(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_list(hand)
        await hand.write("str_clam")
        await hand.press("enter")
        shown = await hand.reach(ExerciseView)
        shown.query_one(FigureView).put(None)
        await hand.rest()
        assert not shown.query_one(FigureView).display
        assert "When to stop" in hand.text()
