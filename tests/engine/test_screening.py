"""R2 and decisions 5: red flags, what they block, what is left, and what lifts them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from coach.domain.events import (
    CheckIn,
    EventBody,
    FallLogged,
    FlagCleared,
    FlagsAsked,
    FlagsRaised,
    IntakeDone,
    PainLogged,
    PlanAccepted,
)
from coach.domain.journal import Event
from coach.domain.profile import Profile
from coach.domain.safety import Block
from coach.engine.eligibility import Eligible, Refusal, eligible
from coach.engine.history import History, read_history
from coach.engine.screening import Screening, flags_of_line
from tests.engine import oracle
from tests.engine.oracle import left_by_blocks
from tests.engine.oracle_person import BLOCKS
from tests.engine.people import TODAY, built, ids, person, profile, shipped, with_block

NOW, DAY, START = "emergency_now", "same_day", "before_start"
FLAGS = [
    ("rf_cauda_equina", NOW, "I W S"), ("rf_saddle_numb", NOW, "I W S"), ("rf_fracture", NOW, "I W S"),
    ("rf_fall_new_pain", DAY, "I W S"), ("rf_head_injury", NOW, "I W S"), ("rf_septic_hip", NOW, "I W"),
    ("rf_sepsis", NOW, "I W S"), ("rf_fever", DAY, "S W"), ("rf_dvt", DAY, "I W S"), ("rf_pe", NOW, "I W S"),
    ("rf_chest", NOW, "I W S"), ("rf_stroke", NOW, "I W S"), ("rf_relapse", DAY, "I W S"),
    ("rf_sight_loss", NOW, "I S"), ("rf_vision", DAY, "I S"), ("rf_weak_leg", DAY, "I W S"), ("rf_avn", START, "I W"),
    ("rf_cancer", DAY, "I W"), ("rf_night_pain", START, "I W"), ("rf_inflammatory", START, "I"),
    ("rf_pump_withdrawal", NOW, "I W S"), ("rf_missed_antispastic", DAY, "I W S"), ("rf_pump_alarm", DAY, "I W S"),
    ("rf_sedation", NOW, "S"), ("rf_dysreflexia", NOW, "S W"), ("rf_retention", NOW, "I W S"),
    ("rf_pressure_sore", DAY, "I W"), ("rf_gi_bleed", NOW, "W"), ("rf_overdose", NOW, "W"), ("rf_liver", DAY, "W"),
    ("rf_seizure", NOW, "S W"), ("rf_hip_dislocation", NOW, "S"), ("rf_suicide", NOW, "I D"),
    ("rf_low_mood", "monitor", "D"), ("rf_unplanned_loss", START, "W"), ("rf_swallow", DAY, "W"),
    ("rf_pain_severe", DAY, "I S W"),
]  # fmt: skip
"""R2.2: id, urgency and when it is asked."""
ASKED = {"I": "intake", "W": "weekly", "S": "session", "D": "mood"}


def screened(given: Profile, history: History | None = None) -> Screening:
    return person(given, history).screening


def active(given: Profile, history: History | None = None) -> dict[str, str]:
    return {one.flag.id: one.origin for one in screened(given, history).active}


def test_every_flag_of_r2_2_is_there_and_no_other() -> None:
    assert {flag.id for flag in shipped().rules.red_flags.flag} == {name for name, _, _ in FLAGS}
    assert set(BLOCKS) == {name for name, _, _ in FLAGS}


@pytest.mark.parametrize(("name", "urgency", "asked"), FLAGS)
def test_a_ticked_flag_has_its_urgency_and_its_blocks(name: str, urgency: str, asked: str) -> None:
    screening = screened(profile(safety={"now": [name], "background": []}))
    (one,) = screening.active
    assert (one.flag.id, one.flag.urgency, one.origin) == (name, urgency, "answered")
    assert set(screening.blocks) == set(BLOCKS[name].split())
    assert set(one.flag.asked) == {ASKED[letter] for letter in asked.split()}
    assert screening.stops_everything == ("B_ALL" in BLOCKS[name])


def test_the_most_urgent_flag_comes_first() -> None:
    names = ["rf_inflammatory", "rf_vision", "rf_chest", "rf_dvt"]
    screening = screened(profile(safety={"now": names, "background": []}))
    assert [one.flag.id for one in screening.active] == ["rf_chest", "rf_dvt", "rf_vision", "rf_inflammatory"]


DERIVED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("rf_inflammatory", {"hip": {"stiff_min": "gt60"}}, {"hip": {"stiff_min": "31_60"}}),
    ("rf_inflammatory", {"safety": {"background": ["bg_inflammatory_arthritis"]}}, {}),
    ("rf_pain_severe", {"hip": {"pain": 9}}, {"hip": {"pain": 8}}),
    (
        "rf_avn", {"safety": {"background": ["bg_steroids"]}, "hip": {"zones": ["z_groin"]}},
        {"safety": {"background": ["bg_steroids"]}, "hip": {"zones": ["z_buttock"]}},
    ),
    (
        "rf_avn", {"safety": {"background": ["bg_steroids"]}, "hip": {"zones": ["z_groin"]}},
        {"hip": {"zones": ["z_groin"]}},
    ),
    (
        "rf_cancer", {"safety": {"background": ["bg_cancer"]}, "hip": {"worse": ["w_no_trigger"]}},
        {"safety": {"background": ["bg_cancer"]}},
    ),
    ("rf_pressure_sore", {"safety": {"background": ["bg_pressure_sore"]}}, {}),
    (
        "rf_unplanned_loss", {"body": {"weight_6m_kg": 80.0, "weight_kg": 76.0}},
        {"body": {"weight_6m_kg": 80.0, "weight_kg": 76.1}},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sets", "spares"), DERIVED)
def test_derived_flags_of_decisions_5(name: str, sets: dict[str, Any], spares: dict[str, Any]) -> None:
    assert active(profile(**sets)).get(name) == "derived"
    assert name not in active(profile(**spares))


def test_skipped_questions_derive_no_flag() -> None:
    blank = profile(hip={"stiff_min": ..., "pain": ..., "zones": ..., "worse": ...}, person={"age": ...})
    assert active(blank) == {}


def test_a_fracture_without_clearance_stops_exercise_unless_it_is_an_arm() -> None:
    told = {"now": [], "background": ["bg_fracture_12w"]}
    assert screened(profile(safety=told)).blocks == {"B_EX"}
    leg = {**told, "fracture": {"date": TODAY - timedelta(days=20), "limb": "left_leg"}}
    assert screened(profile(safety=leg)).blocks == {"B_EX"}
    cleared = {**told, "fracture": {"date": TODAY - timedelta(days=20), "limb": "left_leg", "cleared": True}}
    assert screened(profile(safety=cleared)).blocks == set()
    assert screened(profile(safety=leg), History(cleared=frozenset({"bg_fracture_12w"}))).blocks == set()
    arm = {**told, "fracture": {"date": TODAY - timedelta(days=20), "limb": "right_arm"}}
    assert screened(profile(safety=arm)).blocks == set()
    week = built(profile(safety=arm))
    assert oracle.breaches(week.plan, profile(safety=arm), TODAY) == []
    assert ids(week)


# ------------------------------------------------------------------------------------------------- raised and cleared

RAISED = History(raised=frozenset({"rf_relapse"}))


def cleared(history: History, *flags: str) -> History:
    return History(raised=history.raised, cleared=frozenset(flags), asked_afresh=history.asked_afresh)


def test_a_flag_that_came_up_later_counts_until_a_clinician_has_checked_it() -> None:
    assert active(profile(), RAISED) == {"rf_relapse": "raised"}
    assert active(profile(), cleared(RAISED, "rf_relapse")) == {}


def test_a_clearance_lifts_an_answered_and_a_derived_flag() -> None:
    ticked = profile(safety={"now": ["rf_vision"], "background": ["bg_pressure_sore"]})
    assert set(active(ticked)) == {"rf_vision", "rf_pressure_sore"}
    assert set(active(ticked, History(cleared=frozenset({"rf_vision"})))) == {"rf_pressure_sore"}
    assert active(ticked, History(cleared=frozenset({"rf_vision", "rf_pressure_sore"}))) == {}


def test_what_blocks_everything_also_needs_a_fresh_safety_question() -> None:
    chest = frozenset({"rf_chest"})
    assert screened(profile(), History(raised=chest)).stops_everything
    assert screened(profile(), History(raised=chest, cleared=chest)).stops_everything
    assert screened(profile(), History(raised=chest, asked_afresh=chest)).stops_everything
    assert not screened(profile(), History(raised=chest, cleared=chest, asked_afresh=chest)).active
    answers = profile(safety={"now": ["rf_chest"], "background": []})
    assert screened(answers, History(cleared=chest, asked_afresh=chest)).stops_everything, "the answer still stands"


def happened(*bodies: EventBody, day: date = TODAY) -> History:
    """What a journal of these events, in this order and on one day, says."""
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    events = [Event(f"e{place}", at, "Europe/London", day, body) for place, body in enumerate(bodies)]
    return read_history(events, TODAY)


CHECKED = FlagCleared(flag="rf_chest", by="Dr Gray", on=TODAY)
CHEST = FlagsRaised(flags=("rf_chest",), where="session_check")
AFRESH = FlagsAsked(where="safety", fresh_intake_question=True)


@pytest.mark.parametrize(
    ("bodies", "stops"),
    [
        ([CHEST], True),
        ([CHEST, CHECKED], True),
        ([CHEST, AFRESH], True),
        ([CHEST, CHECKED, AFRESH], False),
        ([CHEST, AFRESH, CHECKED], False),
        ([CHEST, CHECKED, FlagsAsked(where="session_check")], True),
        ([CHEST, CHECKED, AFRESH, CHEST], True),
        ([CHEST, CHECKED, AFRESH, CHEST, CHECKED], True),
        ([CHEST, CHECKED, IntakeDone()], False),
        ([CHEST, CHECKED, IntakeDone(flags=("rf_chest",))], True),
        ([AFRESH, CHEST, CHECKED], True),
    ],
)
def test_the_newer_of_tick_and_clearance_stands(bodies: list[EventBody], stops: bool) -> None:
    assert screened(profile(), happened(*bodies)).stops_everything is stops


def test_falls_count_for_ninety_days_and_seven() -> None:
    fall = FallLogged(near=False)
    ago = {days: happened(fall, day=TODAY - timedelta(days=days)) for days in (0, 6, 7, 89, 90)}
    assert {days: (one.falls_90_days, one.falls_7_days) for days, one in ago.items()} == {
        0: (1, 1), 6: (1, 1), 7: (1, 0), 89: (1, 0), 90: (0, 0),
    }  # fmt: skip
    assert happened(FallLogged(near=True), fall).falls_90_days == 2, "near-falls count too"


def test_today_is_read_from_today_s_check_in_only() -> None:
    tired = CheckIn(fatigue=8, pain=3)
    assert happened(tired).fatigue_today == 8
    assert happened(tired, day=TODAY - timedelta(days=1)).fatigue_today is None
    assert happened(tired).pain_today == 3
    assert happened(PainLogged(pain=6), tired).pain_today == 6, "what was logged by itself stands"
    assert happened(CheckIn(fatigue=2, bad_day=True)).bad_day
    assert happened(PlanAccepted(title="x", sessions=1, entries=("str_bridge",))).last_entries == ("str_bridge",)


# ------------------------------------------------------------------------------------------------ the first question


def test_lines_open_the_flags_of_r1_2b() -> None:
    rules = shipped().rules.red_flags
    opened = {line.id: {flag.id for flag in flags_of_line(line.id, rules)} for line in rules.line}
    assert opened == {
        "s1": {"rf_cauda_equina", "rf_saddle_numb", "rf_retention"},
        "s2": {"rf_fracture", "rf_fall_new_pain", "rf_head_injury"},
        "s3": {"rf_sepsis", "rf_septic_hip", "rf_fever", "rf_pain_severe"},
        "s4": {"rf_chest", "rf_pe", "rf_stroke", "rf_dvt"},
        # two more than R1.2b, so that "a leg suddenly weaker" never hides an emergency
        "s5": {
            "rf_relapse", "rf_vision", "rf_sight_loss", "rf_weak_leg", "rf_pump_withdrawal", "rf_pump_alarm",
            "rf_missed_antispastic", "rf_saddle_numb", "rf_stroke",
        },
        "s6": {"rf_avn", "rf_cancer", "rf_night_pain", "rf_inflammatory", "rf_pressure_sore"},
        "s7": {"rf_suicide"},
    }  # fmt: skip


# --------------------------------------------------------------------------------------------- what a block leaves

BODIES: dict[str, dict[str, Any]] = {
    "able": {},
    "stick and stiff": {"ms": {"mobility": 2, "spasticity": 7}, "hip": {"worse": ["w_spasm"]}},
    "wheelchair, helped": {"ms": {"mobility": 4}, "capacity": {"helper": "always"}},
    "bed, helped": {"ms": {"mobility": 5, "spasticity": 8}, "capacity": {"helper": "always", "minutes": 20}},
}
EXERCISE_BLOCKS: list[Block] = [
    "B_EX", "B_STAND", "B_SIT", "B_HEAVY", "B_IMPACT", "B_AER", "B_STR", "B_STRETCH",
]  # fmt: skip


@pytest.mark.parametrize("block", EXERCISE_BLOCKS)
@pytest.mark.parametrize("body", BODIES)
def test_each_block_leaves_what_decisions_5_says(body: str, block: Block) -> None:
    given = profile(**BODIES[body], safety={"now": ["rf_low_mood"], "background": []})
    week = built(given, library=with_block(block))
    assert week.person.blocks == {block}
    reading = oracle.Reading(given, TODAY)
    reading.__dict__["blocks"] = {block}  # the one block that this library sets
    for session in week.plan.session:
        for item in session.exercise:
            spot = oracle.Spot(item, oracle.entries()[item.id], oracle.where(item), reading, 0, 0, session.optional)
            assert list(left_by_blocks(spot)) == [], item.id
    assert ids(week), "something is left in every case"
    assert week.notes, "the text says so"
    if block == "B_EX":
        families = {oracle.entries()[name]["family"] for name in ids(week)}
        assert families <= {"br_slow", "re_position", "re_relax"}


@pytest.mark.parametrize("block", ["B_WEIGHT", "B_NSAIDTXT", "B_PROG"])
def test_some_blocks_take_no_exercise(block: Block) -> None:
    given = profile(safety={"now": ["rf_low_mood"], "background": []})
    assert ids(built(given, library=with_block(block))) == ids(built(profile()))


def test_the_block_of_everything_leaves_no_session() -> None:
    given = profile(safety={"now": ["rf_chest"], "background": []})
    assert built(given).plan.session == ()


def test_a_swollen_leg_is_neither_moved_nor_laid_on() -> None:
    given = profile(safety={"now": ["rf_dvt"], "background": []})
    assert screened(given).leg_rest
    assert ids(built(given)) <= {"rel_belly_breathing", "rel_long_exhale", "rel_body_scan"}
    other = person(profile(safety={"now": ["rf_vision"], "background": []}))
    lying = shipped().exercises["rel_side_lying_support"]
    assert isinstance(eligible(lying, other, shipped().rules), Eligible)
    assert isinstance(eligible(lying, person(given), shipped().rules), Refusal)
