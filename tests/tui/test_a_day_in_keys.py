"""A whole ordinary day is walked with Enter and at most ten digits."""

from pathlib import Path

from coach.domain.events import CheckIn, DoseTaken, HabitMarked, SessionEnded
from coach.services.today import today_view
from coach.tui.screens.player import PlayerView
from coach.tui.screens.today import TodayView
from coach.tui.widgets.scale import Scale
from tests.people import person
from tests.scenes import medicines
from tests.tui.hand import Hand, app_for, first_look


async def test_a_whole_day_needs_enter_and_at_most_ten_digits(tmp_path: Path) -> None:
    """Check-in, two medicines that are due, the session, the tips and the habit; whatever Enter leads to next."""
    with person("settled", tmp_path) as (coach, clock):
        medicines(coach)
        async with app_for(coach).run_test(size=(80, 24)) as pilot:
            hand = Hand(pilot, clock)
            await first_look(hand)
            pressed: list[str] = []
            for _ in range(400):
                screen = hand.app.screen
                lines = today_view(coach).lines
                if isinstance(screen, TodayView) and all(line.state in ("done", "coming") for line in lines):
                    break
                key = "enter"
                scale = next(iter(screen.query(Scale)), None)
                if scale is not None and scale.display and scale.value is None:
                    key = "3"
                if isinstance(screen, PlayerView):
                    for _ in range(8):
                        clock.advance(5)
                        screen.tick()
                pressed.append(key)
                await hand.press(key)
                await hand.rest()
            kinds = [type(event.body) for event in coach.journal.events(since=coach.today())]
        assert set(pressed) <= {"enter", "3"}
        assert pressed.count("3") <= 10
        assert kinds.count(CheckIn) == 1
        assert kinds.count(DoseTaken) == 2
        assert kinds.count(SessionEnded) == 1
        assert kinds.count(HabitMarked) >= 2
