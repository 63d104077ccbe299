"""No plan breaks a hard rule: built weeks before a second opinion that shares no code with the builder."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.profile import Profile
from coach.engine.builder import Built
from coach.engine.history import History
from coach.engine.plan_check import check_plan
from coach.store.plan_file import render_plan
from tests.engine import oracle
from tests.engine.people import EVERY_THING, TODAY, WEEK, built, profile, shipped
from tests.engine.strategies import profiles

thorough = settings(max_examples=200, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
quick = settings(thorough, max_examples=25)


def errors(week: Built, one: Profile) -> list[str]:
    return [each.message for each in check_plan(week.plan, shipped(), week.person, one) if each.level == "error"]


@thorough
@given(profiles)
def test_no_built_week_breaks_a_hard_rule(one: Profile) -> None:
    week = built(one)
    assert oracle.breaches(week.plan, one, TODAY) == []
    assert errors(week, one) == []


@quick
@given(profiles)
def test_the_same_answers_give_the_same_bytes(one: Profile) -> None:
    assert render_plan(built(one).plan) == render_plan(built(one).plan)


@quick
@given(profiles, st.integers(1, 3))
def test_falls_of_the_journal_count_like_those_of_the_answers(one: Profile, falls: int) -> None:
    week = built(one, History(falls_90_days=falls))
    assert oracle.breaches(week.plan, one, TODAY, falls) == []


ANSWERS: dict[str, dict[str, Any]] = {
    "neuropathic": {"quality": ["q_burning", "q_electric", "q_touch_sore"], "worse": ["w_no_trigger"]},
    "nerve_root": {"zones": ["z_low_back", "z_below_knee"], "worse": ["w_cough_bend", "w_sitting_long"]},
    "spasticity": {"zones": ["z_thigh_front"], "quality": ["q_stiff", "q_cramping"], "worse": ["w_spasm"]},
    "gait_weakness": {"worse": ["w_activity", "w_one_leg"]},
    "osteoarthritis": {
        "zones": ["z_groin"], "quality": ["q_aching"], "worse": ["w_activity", "w_first_steps"], "stiff_min": "1_30",
    },
    "gtps": {"zones": ["z_outer_hip"], "worse": ["w_lying_side", "w_press_outer", "w_stairs"]},
    "tendinopathy": {"zones": ["z_thigh_front"], "worse": ["w_overload", "w_lift_leg", "w_first_steps"]},
    "fatigue": {"worse": ["w_longer_walk"]},
}  # fmt: skip
"""Answers typical of each pattern."""


def typical(pattern: str, level: int) -> Profile:
    """Somebody of a level whose answers point to one pattern, with the usual things and help."""
    ms: dict[str, Any] = {"mobility": level, "falls": 0, "spasticity": 2, "fatigue": 3, "heat": 1}
    ms |= {"spasticity": {"spasticity": 7}, "fatigue": {"fatigue": 7}}.get(pattern, {})
    if pattern == "gait_weakness":
        ms["gait"] = ["gait_toe_drag", "gait_hip_hike", "gait_trunk_lean"]
    places = ["lie_bed", "sit"] + ["stand_supported"] * (level <= 4) + ["stand_free"] * (level <= 1)
    things = ["chair", "wall", "counter", "band"] + ["wheelchair"] * (level >= 4)
    help_given = {"helper": "always", "helper_times": ["07:30-10:00"]} if level >= 3 else {"helper": "none"}
    return profile(
        person={"age": 55, "sex": "female"},
        ms=ms,
        hip={"side": "left", **ANSWERS[pattern]},
        capacity={"minutes": 20, "days": WEEK[:5], "positions": places, "equipment": things, **help_given},
    )


@pytest.mark.parametrize("level", range(6))
@pytest.mark.parametrize("pattern", ANSWERS)
def test_every_pattern_at_every_level_gets_a_week_that_holds(pattern: str, level: int) -> None:
    one = typical(pattern, level)
    week = built(one)
    if (pattern, level) not in (("gait_weakness", 4), ("gait_weakness", 5)):
        assert pattern in week.person.kept
    assert oracle.breaches(week.plan, one, TODAY) == []
    assert check_plan(week.plan, shipped(), week.person, one) == []
    days = {day for session in week.plan.session for day in session.days}
    assert days == set(WEEK[:5]), "every one of the person's days has something to do"
    assert week.score.total >= 50
    assert all(item.why for session in week.plan.session for item in session.exercise)


SCRIPT = """
import sys
from coach.store.plan_file import render_plan
from tests.engine.people import built
from tests.engine.test_hard_rules import ANSWERS, typical
for level in range(6):
    for pattern in ("spasticity", "osteoarthritis"):
        sys.stdout.write(render_plan(built(typical(pattern, level)).plan))
"""


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    texts = set()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(oracle.REPO)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=environment,
            cwd=oracle.REPO,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        texts.add(done.stdout)
    assert len(texts) == 1
    assert texts.pop().count("[[session]]") >= 12


def test_someone_for_whom_everything_is_possible_gets_a_full_week() -> None:
    one = profile(capacity={"equipment": EVERY_THING, "minutes": 30})
    week = built(one)
    assert oracle.breaches(week.plan, one, TODAY) == []
    filled = week.week_seconds / (60 * week.targets.week_min)
    assert filled >= 0.8
    assert filled >= 0.9 or any(note.startswith("This week fills") for note in week.notes), "decisions 6"
