"""Later weeks (R4.5 step 8, decisions 6): the minutes and the doses that a person has come to."""

from __future__ import annotations

from typing import Any

import pytest

from coach.domain.exercise import Dose
from coach.domain.plan import Plan, PlanItem, Session
from coach.engine.doses import caps, kept_dose, over_cap, start_dose
from coach.engine.history import History, doses_of
from coach.engine.targets import week_minutes, week_targets
from tests.engine.people import TODAY, WEEK, blank, built, person, profile, shipped


def minutes(level: int, a_day: int, days: int, reached: float | None) -> float:
    one = blank(ms={"mobility": level}, capacity={"minutes": a_day, "days": WEEK[:days]})
    return week_minutes(person(one), shipped().rules, reached)


@pytest.mark.parametrize(
    ("level", "a_day", "days", "reached", "minutes_of_week"),
    [
        (1, 90, 7, None, 144.0),  # 40 % of 360
        (1, 90, 7, 158.4, 158.4),
        (1, 90, 7, 400.0, 360.0),  # never above the sum of the ideals
        (1, 20, 5, 110.0, 100.0),  # never above what the person gives
        (1, 20, 5, 72.0, 72.0),  # a cut stays cut
        (3, 9, 3, 20.0, 20.0),
    ],
)
def test_a_later_week_has_the_minutes_that_were_reached(
    level: int, a_day: int, days: int, reached: float | None, minutes_of_week: float
) -> None:
    assert minutes(level, a_day, days, reached) == pytest.approx(minutes_of_week)


def test_the_targets_grow_with_the_week_up_to_their_minimum() -> None:
    one = person(blank(ms={"mobility": 1}, capacity={"minutes": 60, "days": WEEK}))
    first, later, late = (week_targets(one, shipped().rules, reached=reached) for reached in (100.0, 150.0, 350.0))
    assert first.target["aerobic"] == pytest.approx(0.85 * 100 * 0.15)
    assert later.target["aerobic"] == pytest.approx(0.85 * 150 * 0.15)
    assert first.target["balance"] < later.target["balance"] < late.target["balance"] == 30, "the minimum of R4.2"
    assert late.wanted["balance"] > 30


def test_a_week_is_built_for_the_minutes_that_were_reached() -> None:
    one = profile(capacity={"minutes": 40})
    first, later = built(one), built(one, History(week_min=170))
    assert first.targets.week_min < later.targets.week_min == 170
    assert first.week_seconds < later.week_seconds <= 170 * 60 + 60


def kept(name: str, reached: Dose, **parts: Any) -> Dose:
    one = person(profile(**parts))
    exercise = shipped().exercises[name]
    start = start_dose(exercise, one.facts, one.level, shipped().rules)
    dose = kept_dose(reached, start, exercise, one.facts, one.level, shipped().rules)
    assert over_cap(dose, caps(exercise, one.facts, one.level, shipped().rules)) is None
    return dose


def test_a_dose_that_was_reached_stays() -> None:
    more = kept("str_bridge", Dose(sets=2, reps=12, rest_s=90, tempo="2-1-3"))
    assert (more.sets, more.reps, more.rest_s) == (2, 12, 90)


def test_a_dose_is_clipped_to_the_caps_of_today() -> None:
    assert kept("str_bridge", Dose(sets=3, reps=20, rest_s=60)).reps == 15
    assert kept("str_bridge", Dose(sets=3, reps=12, rest_s=60)).sets == 3
    assert kept("str_bridge", Dose(sets=3, reps=12, rest_s=60), ms={"mobility": 3}).sets == 2
    assert kept("str_bridge", Dose(sets=1, reps=12, rest_s=60), ms={"fatigue": 6}).rest_s == 120, "R4.3, rest by case"


def test_a_muscle_is_not_pulled_longer_a_day_than_r4_3_allows() -> None:
    name = "stretch_hip_flexor_bed_edge"
    young = kept(name, Dose(sets=1, reps=4, hold_s=45, rest_s=15), person={"age": 40})
    assert (young.reps or 0) * (young.hold_s or 0) <= 60
    stiff = kept(name, Dose(sets=1, reps=3, hold_s=60, rest_s=15), ms={"spasticity": 6})
    assert (stiff.reps, stiff.hold_s) == (3, 60)


def test_time_that_was_short_in_a_full_week_does_not_stay_short() -> None:
    start = kept("aer_seated_march", Dose(sets=1, time_s=180, rest_s=60)).time_s
    assert start == 600
    assert kept("aer_seated_march", Dose(sets=1, time_s=900, rest_s=60)).time_s == 900


def test_a_rebuild_keeps_what_was_reached() -> None:
    one = profile(capacity={"minutes": 40})
    first = built(one)
    doses = doses_of(first.plan)
    grown = {
        name: dose.model_copy(update={"reps": dose.reps + 2})
        for name, dose in doses.items()
        if dose.reps and shipped().exercises[name].kind == "reps" and name.startswith("str_") and dose.reps <= 8
    }
    assert grown
    again = built(one, History(last_entries=tuple(doses), doses=doses | grown))
    same = doses_of(again.plan)
    assert {name: same[name].reps for name in grown if name in same}.items() <= {
        name: min(dose.reps or 0, caps(shipped().exercises[name], again.person.facts, 0, shipped().rules).reps or 99)
        for name, dose in grown.items()
    }.items()
    assert grown.keys() & same.keys()


def test_the_doses_of_a_plan_leave_out_warm_ups_and_take_the_largest() -> None:
    items = (
        PlanItem(id="mob_ankle_pumps", part="warm_up", sets=2, reps=20),
        PlanItem(id="str_bridge", sets=1, reps=8),
        PlanItem(id="str_clam", side="left", sets=1, reps=6),
    )
    more = (PlanItem(id="str_bridge", sets=2, reps=8),)
    plan = Plan(
        title="Two sessions", starts=TODAY,
        session=(
            Session(id="a", title="A", days=("mon",), at="08:00", exercise=items),
            Session(id="b", title="B", days=("wed",), at="08:00", exercise=more),
        ),
    )  # fmt: skip
    assert {name: (dose.sets, dose.reps) for name, dose in doses_of(plan).items()} == {
        "str_bridge": (2, 8), "str_clam": (1, 6),
    }  # fmt: skip
