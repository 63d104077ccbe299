"""What a day says of itself, and an infection that a safety question brought up (R4.7, R4.11 to R4.13)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.events import EventBody, FallLogged, FlagCleared, FlagsAsked, FlagsRaised
from coach.domain.profile import Profile
from coach.engine.day import TodaySession
from coach.engine.day_state import day_state
from coach.engine.person import assess
from tests.engine.people import TODAY, profile, shipped
from tests.engine.test_day import ITEMS, WHOLE, doses, feels, history, ids, phase, today, trained


@pytest.mark.parametrize("flag", ["rf_fever", "rf_sepsis", "rf_septic_hip"])
def test_an_infection_that_was_told_in_a_safety_question_is_one(flag: str) -> None:
    told = (9, FlagsRaised(flags=(flag,), where="session_check"))
    for ago, left in ((0, False), (1, False), (2, True), (8, True)):
        checked = (ago, FlagCleared(flag=flag, by="Dr Gray", on=TODAY - timedelta(days=9)))
        afresh = (ago, FlagsAsked(where="safety", fresh_intake_question=True))
        result = today(WHOLE, profile(), history(told, checked, afresh))
        assert ids(result) == (list(ITEMS) if left else ["rel_belly_breathing"]), ago
        if left:
            assert doses(result)["aer_pedal_exerciser"][3] == 300
    long_ago = (9, FlagCleared(flag=flag, by="Dr Gray", on=TODAY - timedelta(days=9)))
    asked = (9, FlagsAsked(where="safety", fresh_intake_question=True))
    assert today(WHOLE, profile(), history((10, told[1]), long_ago, asked)) == TodaySession(WHOLE)


def says(*told: tuple[int, EventBody], given: Profile | None = None) -> str:
    known = history(*told)
    who = assess(given or profile(), shipped().rules, known, TODAY)
    return day_state(who, known, shipped().rules, TODAY).says


def test_a_day_says_what_makes_it_other_than_usual() -> None:
    usual = profile(hip={"pain": 2})
    assert says(feels(pain=2), given=usual) == ""
    assert says(feels(fatigue=6, pain=2), given=usual) == "", "its colour says it"
    assert "hurts a lot" in says(feels(pain=7), given=profile(hip={"pain": 6}))
    assert "hurts a lot" in says(feels(fatigue=9, pain=7), given=usual), "that leaves less than a bad day"
    assert "up for some days" in says(*(feels(ago, pain=4) for ago in (2, 1, 0)), given=usual)
    assert "The last session cost you a lot" in says(trained(1), feels(cost="over_two_hours", pain=2), given=usual)
    fallen = says((1, FallLogged(near=False)), feels(fatigue=6, pain=2), given=usual)
    assert fallen == "After a fall or near-fall, only work with a firm hold for 7 days."
    ended = phase(3, "infection", "ended")
    assert "coming back after an infection" in says(phase(9, "infection", "began"), ended, feels(pain=2), given=usual)
