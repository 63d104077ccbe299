"""What `plan check` finds, one kind at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coach.domain.plan import Plan
from coach.domain.profile import Profile
from coach.engine.plan_check import Finding, check_plan
from tests.engine.people import EVERY_THING, TODAY, built, person, profile, shipped

BRIDGE: dict[str, Any] = {"id": "str_bridge", "sets": 1, "reps": 8, "rest_s": 60}
TILT: dict[str, Any] = {"id": "mob_pelvic_tilt_supine", "reps": 10, "rest_s": 10}
STRETCH: dict[str, Any] = {"id": "stretch_hamstring_strap", "side": "both", "reps": 3, "hold_s": 20, "rest_s": 15}
BREATHING: dict[str, Any] = {"id": "rel_belly_breathing", "breaths": 10}
PEDALS: dict[str, Any] = {"id": "aer_pedal_exerciser", "time_s": 300}
STANDING: dict[str, Any] = {"id": "bal_weight_shift_side", "sets": 2, "reps": 8, "rest_s": 45}
ABLE = profile()


def session(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "one", "title": "One", "days": ["mon"], "at": "09:00", "exercise": list(items), **more}


def plan(*sessions: dict[str, Any], **more: Any) -> Plan:
    return Plan.model_validate({"starts": TODAY, "session": list(sessions), **more})


def findings(one: Plan, given: Profile | None = None) -> list[Finding]:
    somebody = person(given) if given is not None else None
    return check_plan(one, shipped(), somebody, given)


def found(one: Plan, given: Profile | None = None) -> Finding:
    """The only finding."""
    several = findings(one, given)
    assert len(several) == 1, several
    return several[0]


def test_a_plan_that_fits_has_no_findings() -> None:
    one = plan(session(TILT, BRIDGE, STRETCH, BREATHING), tip=[{"id": "erg_wc_relief"}], habit=[{"id": "hb_sleep"}])
    assert findings(one) == []
    assert findings(one, ABLE) == []


# --------------------------------------------------------------------------------------------------- names and keys


@pytest.mark.parametrize(
    ("one", "loc", "message", "hint"),
    [
        (
            plan(session({**BRIDGE, "id": "str_brigde"})), ("session", 0, "exercise", 0, "id"),
            'there is no exercise "str_brigde"', 'did you mean "str_bridge"?',
        ),
        (
            plan(tip=[{"id": "erg_wc_releif"}]), ("tip", 0, "id"), 'there is no tip "erg_wc_releif"',
            'did you mean "erg_wc_relief"?',
        ),
        (
            plan(habit=[{"id": "hb_water"}]), ("habit", 0, "id"), 'there is no habit "hb_water"',
            'did you mean "hb_water_first"?',
        ),
        (
            plan(session({**BRIDGE, "id": "zzz"})), ("session", 0, "exercise", 0, "id"),
            'there is no exercise "zzz"', None,
        ),
        (
            plan(session(TILT), session(BREATHING)), ("session", 1, "id"),
            'a session called "one" is already there; ids are unique', None,
        ),
        (
            plan(session(TILT, TILT)), ("session", 0, "exercise", 1, "id"),
            '"mob_pelvic_tilt_supine" stands here twice with the same side and part', None,
        ),
        (plan(session(TILT, days=["mon", "mon"])), ("session", 0, "days"), "names a day twice", None),
        (
            plan(session(TILT), review=TODAY - timedelta(days=1)), ("review",),
            "lies before the start of the plan", None,
        ),
    ],
)  # fmt: skip
def test_names_and_keys(one: Plan, loc: tuple[str | int, ...], message: str, hint: str | None) -> None:
    only = found(one)
    assert (only.loc, only.message, only.hint, only.level) == (loc, message, hint, "error")


def test_the_two_sides_and_the_parts_are_not_the_same_item() -> None:
    left, right = {**STRETCH, "side": "left"}, {**STRETCH, "side": "right"}
    assert findings(plan(session({**TILT, "part": "warm_up"}, TILT, left, right))) == []


# ---------------------------------------------------------------------------------------------- the dose, for everybody


@pytest.mark.parametrize(
    ("item", "key", "words"),
    [
        ({**BRIDGE, "hold_s": 5}, "hold_s", 'does not belong to an exercise of kind "reps"; it takes sets, reps'),
        ({**STRETCH, "time_s": 5}, "time_s", 'does not belong to an exercise of kind "hold"'),
        ({**STRETCH, "tempo": "slow"}, "tempo", 'does not belong to an exercise of kind "hold"'),
        ({**PEDALS, "breaths": 5}, "breaths", 'does not belong to an exercise of kind "timed"'),
        ({**BREATHING, "reps": 5}, "reps", 'does not belong to an exercise of kind "breath"'),
        ({"id": "str_bridge"}, None, '"str_bridge" needs `reps`'),
        ({**PEDALS, "time_s": None}, None, '"aer_pedal_exerciser" needs `time_s`'),
        ({**STRETCH, "hold_s": 0}, "hold_s", "must be at least 1"),
        ({**STRETCH, "side": None}, None, 'is one-sided: add side = "left", "right" or "both"'),
        ({**BRIDGE, "side": "left"}, "side", "works both sides at once; leave `side` out"),
        ({**BRIDGE, "position": "sitting"}, "position", "cannot be done sitting; it fits supine"),
        ({**BRIDGE, "sets": 5}, "sets", "5 is above the limit of 4 for this exercise"),
        ({**BRIDGE, "reps": 17}, "reps", "17 is above the limit of 16 for this exercise"),
        ({**PEDALS, "time_s": 2401}, "time_s", "2401 is above the limit of 2400"),
    ],
)
def test_doses(item: dict[str, Any], key: str | None, words: str) -> None:
    only = found(plan(session(item)))
    assert only.loc == ("session", 0, "exercise", 0, *([key] if key else []))
    assert words in only.message
    assert only.level == "error"


def test_with_a_profile_the_case_s_own_cap_holds() -> None:
    """R4.3: 15 repetitions; two sets at levels 3 to 5, three at levels 0 to 2."""
    assert findings(plan(session({**BRIDGE, "sets": 3, "reps": 15})), ABLE) == []
    assert "above the limit of 15" in found(plan(session({**BRIDGE, "reps": 16})), ABLE).message
    helped = profile(ms={"mobility": 3})
    assert "above the limit of 2" in found(plan(session({**BRIDGE, "sets": 3})), helped).message
    long = plan(session({**STRETCH, "hold_s": 90, "reps": 2}))
    assert found(long, ABLE).loc[-1] == "hold_s"
    assert findings(long, profile(ms={"spasticity": 5})) == [], "stiff legs may hold for 120 s"


# ------------------------------------------------------------------------------------------------------ for a person


@pytest.mark.parametrize(
    ("item", "given", "words"),
    [
        (BRIDGE, profile(safety={"background": ["bg_fracture_12w"]}), "is not for you now. No exercise for now."),
        (
            {"id": "bal_one_leg", "side": "both", "reps": 3, "hold_s": 10}, profile(ms={"mobility": 2}),
            "It is not meant for your level of mobility.",
        ),
        (PEDALS, profile(capacity={"equipment": ["chair"]}), "It needs a pedal exerciser."),
        (STRETCH, profile(hip={"worse": ["w_cough_bend"]}), "is not for you now."),
        (BRIDGE, profile(capacity={"positions": ["sit"]}), "You did not name the position that it needs."),
        (
            {"id": "mob_pelvic_tilt_supine", "reps": 10, "position": "half_lying"},
            profile(capacity={"positions": ["sit"]}), "is not for you now.",
        ),
        (STANDING, profile(ms={"mobility": 3}), "It needs somebody beside you"),
    ],
)  # fmt: skip
def test_what_a_person_may_not_do(item: dict[str, Any], given: Profile, words: str) -> None:
    several = findings(plan(session(item)), given)
    assert [one.loc for one in several] == [("session", 0, "exercise", 0, "id")]
    assert words in several[0].message


def test_a_position_that_is_possible_for_others_only() -> None:
    lying = {"id": "mob_ankle_pumps", "reps": 10, "position": "sitting"}
    one = found(plan(session(lying)), profile(capacity={"positions": ["lie_bed"]}))
    assert one.message == '"Ankle pumps" is not possible sitting for you'


def test_the_spared_side() -> None:
    sore = profile(hip={"side": "left", "zones": ["z_outer_hip"], "worse": ["w_lying_side"]})
    clam = {"id": "str_clam", "side": "both", "reps": 8, "rest_s": 60}
    only = found(plan(session(clam)), sore)
    assert only.loc == ("session", 0, "exercise", 0, "side")
    assert findings(plan(session({**clam, "side": "left"})), sore) == []


HELPED = profile(ms={"mobility": 3}, capacity={"helper": "always", "helper_times": ["08:30-09:15"]})


def test_helpers() -> None:
    alone = plan(session(STANDING))
    assert "add with_helper = true" in found(alone, HELPED).message
    with_one = {**STANDING, "with_helper": True}
    assert findings(plan(session(with_one)), HELPED) == []
    assert "nobody is there at this time" in found(plan(session(with_one, at="12:00")), HELPED).message
    late = plan(session(with_one, at="09:12"))
    assert "nobody is there at this time" in found(late, HELPED).message, "the helper leaves before the end"
    sometimes = profile(ms={"mobility": 3}, capacity={"helper": "sometimes"})
    assert findings(plan(session(with_one, optional=True)), sometimes) == []
    assert "nobody is there" in found(plan(session(with_one)), sometimes).message


def medicated(**more: Any) -> Profile:
    one = ABLE.model_dump(exclude_none=True)
    return Profile.model_validate(one | {"medicine": [{"times": ["08:00"], **more}]})


@pytest.mark.parametrize(
    ("medicine", "at", "fits"),
    [
        ({"info": "med_tizanidine"}, "07:55", False),  # the dose falls into the session
        ({"info": "med_tizanidine"}, "08:00", False),
        ({"info": "med_tizanidine"}, "11:59", False),
        ({"info": "med_tizanidine"}, "12:00", True),
        ({"info": "med_tizanidine"}, "07:30", True),
        ({"info": "med_diazepam"}, "08:30", True),
        ({"info": "med_diazepam", "started": TODAY}, "13:59", False),
        ({"info": "med_diazepam", "started": TODAY - timedelta(days=13)}, "13:59", False),
        ({"info": "med_diazepam", "started": TODAY - timedelta(days=14)}, "13:59", True),
        ({"info": "med_diazepam", "started": TODAY}, "14:00", True),
        ({"info": "med_gabapentin", "changed": TODAY}, "11:59", False),
        ({"info": "med_gabapentin", "changed": TODAY}, "12:00", True),
        ({"info": "med_ibuprofen", "started": TODAY}, "08:00", True),
    ],
)
def test_windows_after_medicines(medicine: dict[str, Any], at: str, fits: bool) -> None:
    standing = plan(session({**STANDING, "rest_s": 200}, at=at))  # 9 minutes
    several = findings(standing, medicated(**medicine))
    assert fits is (several == [])
    if not fits:
        assert "lies too soon after a medicine" in several[0].message
    assert findings(plan(session(BRIDGE, at=at)), medicated(**medicine)) == [], "lying in bed is fine"


def test_floor_work_is_outside_the_windows_too() -> None:
    tables = medicated(info="tizanidine").model_dump(exclude_none=True)
    tables["medicine"] = [{"info": "med_tizanidine", "times": ["08:00"]}]
    tables["capacity"]["positions"] = ["lie_floor", "sit"]
    assert "too soon after a medicine" in found(plan(session(BRIDGE)), Profile.model_validate(tables)).message
    tables["capacity"]["positions"] = ["lie_floor", "lie_bed", "sit"]
    assert findings(plan(session(BRIDGE)), Profile.model_validate(tables)) == []


# ------------------------------------------------------------------------------------------------------- days, counts


def test_days_and_minutes() -> None:
    short = profile(capacity={"minutes": 10, "days": ["mon"], "other_days": 5})
    assert findings(plan(session(PEDALS)), short) == []
    over = found(plan(session({**PEDALS, "time_s": 600})), short)
    assert over.message == "mon takes 11 minutes, more than the 10 you gave"
    two = plan(session(PEDALS), session(PEDALS, id="two", at="15:00"))
    assert "more than the 10 you gave" in found(two, short).message
    assert findings(plan(session(BREATHING, days=["tue"])), short) == []
    assert "more than the 5 you gave" in found(plan(session(PEDALS, days=["tue"])), short).message
    none = profile(capacity={"minutes": 10, "days": ["mon"]})
    assert found(plan(session(BREATHING, days=["tue"])), none).message == "tue is not one of your days"
    assert findings(plan(session(BREATHING, days=["tue"], optional=True)), none) == []


def test_more_items_than_fit_the_minutes() -> None:
    five = [
        {"id": name, "reps": 5, "hold_s": 5}
        for name in ("str_glute_squeeze", "str_abductor_iso_belt", "str_adductor_squeeze", "str_pelvic_floor")
    ] + [BREATHING]
    only = found(plan(session(*five)), profile(capacity={"minutes": 20}))
    assert only.message == "holds 5 main exercises; 4 fit its minutes"
    assert findings(plan(session(*five)), profile(capacity={"minutes": 30})) == []
    simple = profile(capacity={"minutes": 60}, ms={"other": ["thinking"]})
    assert "4 fit its minutes" in found(plan(session(*five)), simple).message


# ------------------------------------------------------------------------------------------------------------ 48 hours

CURL: dict[str, Any] = {"id": "str_hamstring_curl_band_sitting", "side": "both", "reps": 8, "rest_s": 60}
SQUEEZE: dict[str, Any] = {"id": "str_glute_squeeze", "reps": 5, "hold_s": 10}


def two_days(first: dict[str, Any], second: dict[str, Any], *days: str, same_day: bool = False) -> list[Finding]:
    other = days[0] if same_day else days[1]
    return findings(plan(session(first, days=[days[0]]), session(second, id="two", days=[other], at="16:00")))


def test_a_muscle_rests_for_two_days() -> None:
    assert "works the buttock again within two days (mon and tue)" in two_days(BRIDGE, BRIDGE, "mon", "tue")[0].message
    assert two_days(BRIDGE, BRIDGE, "mon", "wed") == []
    assert two_days(BRIDGE, BRIDGE, "sun", "mon"), "the week repeats"
    assert two_days(BRIDGE, BRIDGE, "mon", same_day=True), "morning and evening"
    assert two_days(BRIDGE, CURL, "mon", "tue"), "the second target is the other's first"
    assert two_days(BRIDGE, {"id": "str_dorsiflexion_sitting", "reps": 10, "rest_s": 60}, "mon", "tue") == []
    assert two_days(SQUEEZE, SQUEEZE, "mon", "tue") == [], "gentle holds are free of it"
    neighbours = findings(plan(session(BRIDGE, days=["mon", "tue"])))
    assert [one.loc for one in neighbours] == [("session", 0, "days")]
    assert findings(plan(session(BRIDGE, CURL, days=["mon", "wed"]))) == [], "one session is one bout"


def test_a_therapist_s_own_exercise_is_only_cautioned() -> None:
    from dataclasses import replace

    library = replace(shipped(), own=frozenset({"str_bridge"}))
    given = profile(safety={"background": ["bg_fracture_12w"]})
    several = check_plan(plan(session(BRIDGE)), library, person(given), given)
    assert [one.level for one in several] == ["caution"]


def test_what_was_built_stays_right_on_another_day() -> None:
    one = profile(capacity={"equipment": EVERY_THING, "minutes": 30})
    assert findings(built(one).plan, one) == []
