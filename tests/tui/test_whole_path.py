"""From the first start to a done session, by keys alone."""

from coach.domain.events import SessionEnded, SessionRated
from coach.services.context import Coach
from coach.tui.screens.check import SetUpView
from coach.tui.screens.choose import ChooseView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.message import MessageView
from coach.tui.screens.player import PlayerView
from coach.tui.screens.rate import RateView
from coach.tui.screens.review import ReviewView
from coach.tui.screens.today import TodayView
from coach.tui.screens.welcome import WelcomeView
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for, to_check


async def answer_all(hand: Hand) -> None:
    """Enter, and a figure or a tick where Enter alone says nothing."""
    typed = {"number": ("4", "0"), "time": ("7",), "scale": ("5",), "many": ("space",), "one": ("down",)}
    for _ in range(60):
        screen = hand.app.screen
        if not isinstance(screen, IntakeView):
            return
        step = screen.step
        keys = typed.get(step.field.kind, ())
        if step.field.id == "sleep":
            keys = ("2", "2")
        if step.field.path.startswith("safety"):
            keys = ("enter",)
        await hand.press(*keys, "enter")
    raise AssertionError("the intake has no end")


async def do_session(hand: Hand) -> None:
    """Enter through every step of the session."""
    for _ in range(200):
        if not isinstance(hand.app.screen, PlayerView):
            return
        await hand.press("enter")
    raise AssertionError("the session has no end")


async def test_from_welcome_to_a_done_session(coach: Coach, clock: FakeClock) -> None:
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await hand.reach(WelcomeView)
        await hand.press("enter")
        await hand.reach(IntakeView)
        await answer_all(hand)
        await hand.reach(ChooseView)
        await hand.press("enter")  # one thing more, left open
        await hand.reach(ReviewView)
        await hand.press("enter")
        today = await hand.reach(TodayView)
        assert "This week" in hand.text()
        await to_check(hand)
        await hand.press("enter")
        await hand.reach(RateView)
        await hand.press("2")
        await hand.reach(SetUpView)
        await hand.press("enter")
        await hand.reach(PlayerView)
        await do_session(hand)
        for figure in "234":
            await hand.reach(RateView)
            await hand.press(figure)
        await hand.reach(MessageView)
        assert "sets" in hand.text()
        await hand.press("enter")
        assert await hand.reach(TodayView) is today
        assert "✓" in [row.mark for row in today.rows]
    ended = coach.journal.last("session_ended")
    rated = coach.journal.last("session_rated")
    assert ended is not None
    assert isinstance(ended.body, SessionEnded)
    assert ended.body.how == "finished"
    assert rated is not None
    assert isinstance(rated.body, SessionRated)
    assert (rated.body.pain, rated.body.effort, rated.body.fatigue) == (2, 3, 4)
