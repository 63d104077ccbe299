"""What of a planned session is right today."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.profile import Profile
from coach.engine.history import History
from coach.engine.person import assess
from coach.engine.today import SUPPORTED, TodaySession, for_today
from tests.engine import oracle
from tests.engine.people import TODAY, built, profile, shipped
from tests.engine.strategies import profiles

ITEMS: dict[str, dict[str, Any]] = {
    "str_bridge": {"reps": 8},
    "str_glute_squeeze": {"reps": 5, "hold_s": 10},
    "bal_feet_together": {"reps": 3, "hold_s": 10},
    "bal_weight_shift_side": {"reps": 8},
    "bal_one_leg": {"reps": 3, "hold_s": 10, "side": "both"},
    "rel_belly_breathing": {"breaths": 8},
}


def session(*names: str, **more: Any) -> Session:
    items = [{"id": name, **ITEMS.get(name, {"reps": 5}), **more} for name in names]
    return Session.model_validate({"id": "one", "title": "One", "days": ["mon"], "at": "09:00", "exercise": items})


def today(planned: Session, given: Profile, history: History | None = None) -> TodaySession:
    history = history or History()
    return for_today(planned, assess(given, shipped().rules, history, TODAY), shipped(), history)


def left(planned: Session, given: Profile, history: History | None = None) -> list[str]:
    return [item.id for item in today(planned, given, history).session.exercise]


WHOLE = session(*ITEMS)


def test_a_usual_day_leaves_the_session_as_it_is() -> None:
    assert today(WHOLE, profile()) == TodaySession(WHOLE, ())


def test_a_very_tired_day_leaves_out_what_is_hard_and_what_is_hands_free() -> None:
    result = today(WHOLE, profile(), History(fatigue_today=7))
    assert [item.id for item in result.session.exercise] == [
        "str_glute_squeeze", "bal_feet_together", "bal_weight_shift_side", "rel_belly_breathing",
    ]  # fmt: skip
    assert {reason for _, reason in result.dropped} == {"You are very tired today, so the harder work is left out."}
    assert len(left(WHOLE, profile(), History(fatigue_today=6))) == len(ITEMS)
    assert len(left(WHOLE, profile(ms={"fatigue": 8}), History(fatigue_today=3))) == len(ITEMS), "today counts"


def test_after_a_fall_only_a_firm_hold_is_left_for_seven_days() -> None:
    fell = History(falls_90_days=1, falls_7_days=1)
    assert left(WHOLE, profile(), fell) == [
        "str_bridge", "str_glute_squeeze", "bal_weight_shift_side", "rel_belly_breathing",
    ]  # fmt: skip
    later = History(falls_90_days=1)
    assert left(WHOLE, profile(), later) == [name for name in ITEMS if name != "bal_one_leg"]
    assert "fingertips_fixed" not in SUPPORTED


def test_new_flags_take_away_what_they_block() -> None:
    relapse = History(raised=frozenset({"rf_relapse"}))
    assert left(WHOLE, profile(), relapse) == ["rel_belly_breathing"]
    weak = History(raised=frozenset({"rf_weak_leg"}))
    assert left(WHOLE, profile(), weak) == ["rel_belly_breathing"]
    chest = History(raised=frozenset({"rf_chest"}))
    assert left(WHOLE, profile(), chest) == []
    assert all(reason for _, reason in today(WHOLE, profile(), relapse).dropped)


def test_what_is_gone_from_the_catalogue_is_said() -> None:
    result = today(session("str_gone"), profile())
    assert result.session.exercise == ()
    assert result.dropped == (("str_gone", "This exercise is not in the catalogue any more."),)


def test_a_position_of_better_days_waits() -> None:
    standing = session("bal_feet_together", position="standing")
    assert left(standing, profile()) == ["bal_feet_together"]
    result = today(standing, profile(), History(fatigue_today=8))
    assert result.dropped[0][1] == "Its position is not right for today."


def test_floor_work_after_a_fall_needs_somebody() -> None:
    floor = profile(capacity={"positions": ["lie_floor", "sit"], "helper": "always"})
    assert left(session("str_bridge"), floor) == ["str_bridge"]
    result = today(session("str_bridge"), floor, History(falls_90_days=1))
    assert [reason for _, reason in result.dropped] == ["Today it needs somebody beside you."]
    assert left(session("str_bridge", with_helper=True), floor, History(falls_90_days=1)) == ["str_bridge"]


def test_a_therapist_s_own_exercise_stays_unless_a_block_says_no() -> None:
    from dataclasses import replace

    library = replace(shipped(), own=frozenset({"str_bridge"}))
    given = profile(ms={"mobility": 5})
    history = History()
    person = assess(given, library.rules, history, TODAY)
    assert [item.id for item in for_today(WHOLE, person, library, history).session.exercise][:1] == ["str_bridge"]
    relapse = History(raised=frozenset({"rf_relapse"}))
    person = assess(given, library.rules, relapse, TODAY)
    assert "str_bridge" not in [item.id for item in for_today(WHOLE, person, library, relapse).session.exercise]


histories = st.builds(
    History,
    falls_90_days=st.integers(1, 2),
    falls_7_days=st.integers(0, 1),
    raised=st.frozensets(st.sampled_from(["rf_relapse", "rf_weak_leg", "rf_avn", "rf_pressure_sore"]), max_size=1),
    fatigue_today=st.none() | st.integers(0, 10),
)  # fmt: skip


@pytest.mark.parametrize("again", [1, 2])
def test_it_only_ever_takes_away(again: int) -> None:
    result = today(WHOLE, profile(), History(falls_90_days=again, falls_7_days=1, fatigue_today=9))
    kept = list(result.session.exercise)
    assert kept == [item for item in WHOLE.exercise if item in kept]
    assert len(kept) + len(result.dropped) == len(WHOLE.exercise)


@settings(max_examples=40, derandomize=True, deadline=None, phases=[Phase.generate])
@given(profiles, histories)
def test_no_day_leaves_what_the_day_forbids(one: Profile, history: History) -> None:
    """Blocks, falls and today's tiredness, judged by the second opinion."""
    told = one.model_dump(exclude_none=True)
    told["safety"]["now"] = sorted({*told["safety"]["now"], *history.raised})
    if history.fatigue_today is not None:
        told.setdefault("ms", {})["fatigue"] = history.fatigue_today
    reading = oracle.Reading(Profile.model_validate(told), TODAY, history.falls_90_days)
    for planned in built(one).plan.session:
        kept: tuple[PlanItem, ...] = today(planned, one, history).session.exercise
        for item in kept:
            entry = oracle.entries()[item.id]
            spot = oracle.Spot(item, entry, oracle.where(item), reading, 0, 0, planned.optional)
            assert list(oracle.left_by_blocks(spot)) == []
            assert list(oracle._position(spot)) == []
            assert reading.tired < 7 or entry["effort"] < 3
            if history.falls_7_days and spot.feet:
                assert entry["support"] in SUPPORTED


def test_the_whole_plan_of_a_usual_person_stays_whole() -> None:
    week: Plan = built(profile()).plan
    for planned in week.session:
        assert today(planned, profile()).dropped == ()
