"""A whole ordinary day is walked with Enter and at most ten digits, also where it has a second, short session."""

from pathlib import Path
from typing import Any

import pytest

from coach.domain.events import CheckIn, DoseTaken, HabitMarked, SessionEnded
from coach.domain.profile import Profile
from coach.services.intake import save_own
from coach.services.people import needed_profile
from coach.services.today import today_view
from coach.tui.screens.player import PlayerView
from coach.tui.screens.today import TodayView
from coach.tui.widgets.scale import Scale
from tests.people import PROFILE, person, settle
from tests.scenes import medicines
from tests.tui.hand import Hand, app_for, first_look

STIFF: dict[str, Any] = {**PROFILE, "hip": {**PROFILE["hip"], "stiff_min": "31_60"}}
"""Somebody who wakes up stiff has a short session before getting up, besides the main one."""


@pytest.mark.parametrize(("profile", "sessions"), [(PROFILE, 1), (STIFF, 2)], ids=["one", "before getting up"])
async def test_a_whole_day_needs_enter_and_at_most_ten_digits(
    profile: dict[str, Any], sessions: int, tmp_path: Path
) -> None:
    """Check-in, two medicines that are due, the sessions, the tips and the habit; whatever Enter leads to next."""
    with person("coach", tmp_path) as (coach, clock):
        save_own(coach, Profile.model_validate(profile))
        settle(coach, needed_profile(coach))
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
                        if screen.guided.state.ended is not None:
                            break
                    if screen.guided.state.ended is not None:  # it has closed; the key is for what comes after it
                        await hand.rest()
                        continue
                pressed.append(key)
                await hand.press(key)
                await hand.rest()
            kinds = [type(event.body) for event in coach.journal.events(since=coach.today())]
        assert set(pressed) <= {"enter", "3"}
        assert pressed.count("3") <= 10
        assert kinds.count(CheckIn) == 1
        assert kinds.count(DoseTaken) == 2
        assert kinds.count(SessionEnded) == sessions
        assert kinds.count(HabitMarked) >= 2
