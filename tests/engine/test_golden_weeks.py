"""One whole week for each mobility level, to be read by eye; a change of the builder shows as a difference.

`HIP_COACH_UPDATE_GOLDEN=1 pytest tests/engine/test_golden_weeks.py` writes the files in `golden/` anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.domain.plan import PlanItem, Session
from coach.domain.profile import Profile
from coach.domain.vocabulary import DAYS, SHARES
from coach.engine.builder import Built
from coach.engine.plan_check import check_plan
from tests.engine import oracle
from tests.engine.people import TODAY, blank, built, shipped

GOLDEN = Path(__file__).parent / "golden"
WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]
WEEK = [*WORKDAYS, "sat", "sun"]
AGREED = {"taught_standing": True, "poor_sitting_balance": False, "catheter_tubing": False}
PEOPLE: dict[str, dict[str, Any]] = {
    "level_0_runner_with_a_worn_hip": {
        "person": {"age": 48, "sex": "male"},
        "ms": {"mobility": 0, "falls": 0, "spasticity": 1, "fatigue": 3, "heat": 1, "gait": [], "other": []},
        "hip": {
            "side": "right", "zones": ["z_groin"], "quality": ["q_aching"], "stiff_min": "1_30", "duration": "gt3m",
            "worse": ["w_activity", "w_first_steps", "w_overload"], "pain": 4,
        },
        "capacity": {
            "minutes": 30, "days": WORKDAYS, "wake": "06:30", "sleep": "22:30",
            "positions": ["lie_bed", "lie_floor", "prone", "sit", "stand_supported", "stand_free"],
            "equipment": ["chair", "wall", "counter", "step", "rail", "band", "exercise_bike"], "helper": "none",
        },
        "asked": {"wrist_shoulder_load": False, "knee_kneeling": False, "neck_flexion_shock": False},
        "wishes": {"goals": ["less_pain", "hobby"], "prefer": ["morning"]},
    },
    "level_1_stiff_with_a_worn_hip": {
        "person": {"age": 62, "sex": "female"},
        "ms": {
            "mobility": 1, "falls": 0, "spasticity": 6, "fatigue": 5, "heat": 2, "gait": ["gait_toe_drag"], "other": [],
        },
        "hip": {
            "side": "left", "zones": ["z_groin", "z_thigh_front"], "quality": ["q_aching", "q_stiff"],
            "worse": ["w_activity", "w_first_steps", "w_stairs"], "stiff_min": "1_30", "duration": "gt3m", "pain": 5,
        },
        "capacity": {
            "minutes": 20, "days": WORKDAYS, "other_days": 8, "wake": "07:30", "sleep": "22:30",
            "positions": ["lie_bed", "sit", "stand_supported", "stand_free"],
            "equipment": ["chair", "wall", "counter", "band"], "helper": "none",
        },
        "wishes": {"goals": ["walk_further", "sleep"], "prefer": ["no_floor", "morning"]},
    },
    "level_2_stick_and_stiff_evenings_only": {
        "person": {"age": 47, "sex": "female"},
        "ms": {
            "mobility": 2, "falls": 1, "spasticity": 7, "fatigue": 6, "heat": 2,
            "gait": ["gait_hip_hike", "gait_leg_swing"], "other": ["bladder_urgency"],
        },
        "hip": {
            "side": "left", "zones": ["z_thigh_front", "z_outer_hip"], "quality": ["q_stiff", "q_cramping"],
            "worse": ["w_longer_walk", "w_spasm"], "stiff_min": "31_60", "duration": "gt1y", "pain": 5,
        },
        "capacity": {
            "minutes": 15, "days": ["mon", "wed", "fri", "sun"], "wake": "06:30", "sleep": "22:00",
            "positions": ["lie_bed", "sit", "stand_supported"], "equipment": ["chair", "counter", "stick", "pedals"],
            "helper": "none",
        },
        "asked": {"catheter_tubing": False, "poor_sitting_balance": False},
        "wishes": {"goals": ["less_stiff", "fewer_falls"], "prefer": ["evening"]},
        "medicine": [{"info": "med_baclofen", "times": ["08:00", "14:00", "20:00"]}],
    },
    "level_3_rollator_daughter_helps": {
        "person": {"age": 66, "sex": "female"},
        "ms": {
            "mobility": 3, "falls": 2, "spasticity": 5, "fatigue": 7, "heat": 3,
            "gait": ["gait_trunk_lean", "gait_toe_drag"], "other": ["numb_skin"],
        },
        "hip": {
            "side": "both_right_worse", "zones": ["z_outer_hip", "z_buttock"], "quality": ["q_aching"],
            "worse": ["w_longer_walk", "w_one_leg", "w_lying_side"], "duration": "gt1y", "pain": 6,
        },
        "capacity": {
            "minutes": 25, "days": WORKDAYS, "wake": "07:00", "sleep": "21:30",
            "positions": ["lie_bed", "sit", "stand_supported"], "equipment": ["chair", "counter", "walker", "rail"],
            "helper": "sometimes", "helper_times": ["09:00-10:30"],
        },
        "asked": AGREED,
        "wishes": {"goals": ["fewer_falls", "transfers"], "prefer": []},
    },
    "level_4_wheelchair_helper_in_the_mornings": {
        "person": {"age": 55, "sex": "male"},
        "ms": {"mobility": 4, "falls": 0, "spasticity": 8, "fatigue": 5, "heat": 2, "other": ["bladder_urgency"]},
        "hip": {
            "side": "both_same", "zones": ["z_groin", "z_thigh_back"], "quality": ["q_cramping", "q_stiff"],
            "worse": ["w_spasm", "w_sitting_long"], "duration": "gt1y", "pain": 5,
        },
        "capacity": {
            "minutes": 25, "days": WEEK, "wake": "07:00", "sleep": "22:00",
            "positions": ["lie_bed", "sit", "stand_supported"],
            "equipment": ["chair", "counter", "wheelchair", "standing_frame", "pedals"], "helper": "always",
            "helper_times": ["07:30-10:00"],
        },
        "asked": AGREED,
        "wishes": {"goals": ["transfers", "less_stiff"], "prefer": []},
    },
    "level_5_bed_with_carers": {
        "person": {"age": 70, "sex": "female"},
        "ms": {
            "mobility": 5, "falls": 0, "spasticity": 9, "fatigue": 8, "heat": 2, "other": ["numb_skin", "swallowing"],
        },
        "hip": {
            "side": "left", "zones": ["z_groin"], "quality": ["q_burning", "q_cramping"], "worse": ["w_spasm"],
            "duration": "gt1y", "pain": 6,
        },
        "capacity": {
            "minutes": 20, "days": WEEK, "wake": "08:00", "sleep": "21:00", "positions": ["lie_bed", "prone", "sit"],
            "equipment": ["wheelchair"], "helper": "always", "helper_times": ["08:30-09:30", "17:00-18:00"],
        },
        "asked": {"catheter_tubing": True, "poor_sitting_balance": True},
        "wishes": {"goals": ["less_pain", "sleep"], "prefer": []},
    },
}  # fmt: skip


def somebody(name: str) -> Profile:
    parts = {key: value for key, value in PEOPLE[name].items() if key != "medicine"}
    made = blank(**parts).model_dump(exclude_none=True)
    return Profile.model_validate(made | {"medicine": PEOPLE[name].get("medicine", [])})


def amount(item: PlanItem) -> str:
    """The dose in short."""
    one = {
        "reps": f"{item.sets} x {item.reps}",
        "hold": f"{item.sets} x {item.reps} x {item.hold_s} s",
        "timed": f"{item.sets} x {item.time_s} s",
        "breath": f"{item.sets} x {item.breaths} breaths",
    }[shipped().exercises[item.id].kind]
    parts = [one, f"rest {item.rest_s} s", *([item.side] if item.side else [])]
    return ", ".join(
        [*parts, *([item.position] if item.position else []), *(["with helper"] if item.with_helper else [])]
    )


def session_lines(session: Session, level: int) -> Iterator[str]:
    minutes = oracle.length(session, level) / 60
    optional = ", optional" if session.optional else ""
    yield f"{session.at}  {session.title}  [{' '.join(session.days)}]  {minutes:.1f} min{optional}"
    for item in session.exercise:
        part = "" if item.part == "main" else f" ({item.part})"
        yield f"    {item.id}{part}: {amount(item)}"
        yield from (f"        {line}" for line in item.why)


def rounded(minutes: float) -> str:
    """One decimal; a half is rounded up whatever the last bit says."""
    return f"{minutes + 1e-9:.1f}"


def rendered(week: Built) -> str:
    """A week as text."""
    plan, targets = week.plan, week.targets
    days = [f"{day}: {' '.join(s.at for s in plan.sessions_on(day)) or 'free'}" for day in DAYS]
    lines = [
        plan.title,
        "patterns: " + (", ".join(f"{name} {score}" for name, score in week.person.kept.items()) or "none"),
        f"week 1: {targets.week_min:.0f} min, filled {week.week_seconds / 60:.0f} min",
        *(
            f"  {share}: {rounded(week.planned[share])} of {rounded(targets.wanted[share])} min,"
            f" target {rounded(targets.target[share])}"
            for share in SHARES
        ),
        "days: " + ", ".join(days),
        "",
    ]
    for session in plan.session:
        lines += [*session_lines(session, week.person.level), ""]
    lines += [f"tip: {tip.id}" for tip in plan.tip] + [f"habit: {habit.id}" for habit in plan.habit]
    lines += [f"unmet: {one}" for one in week.unmet] + [f"note: {one}" for one in week.notes]
    score = week.score
    parts = f"targets {score.targets:.1f}, fit {score.fit:.1f}, reach {score.reach:.1f}, ease {score.ease:.1f}"
    lines.append(f"score: {score.total:.1f} ({parts}, stability {score.stability:.1f})")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", PEOPLE)
def test_the_week_is_the_one_that_was_looked_at(name: str) -> None:
    one = somebody(name)
    week = built(one)
    assert oracle.breaches(week.plan, one, TODAY) == []
    assert check_plan(week.plan, shipped(), week.person, one) == []
    path = GOLDEN / f"{name}.txt"
    text = rendered(week)
    if os.environ.get("HIP_COACH_UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_there_is_no_golden_week_without_its_person() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(PEOPLE)
