"""Decisions 1 to 4 and 9, row by row: positions, places, things, help, levels, standing and flags."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coach.domain.profile import Profile
from coach.engine.builder import build
from coach.engine.eligibility import Eligible, Refusal
from coach.engine.history import History
from tests.engine.people import (
    ALL_ASKED,
    EVERY_THING,
    TODAY,
    answer,
    blank,
    built,
    ids,
    person,
    profile,
    shipped,
    table,
)

ALL = shipped().exercises
AGO = {weeks: TODAY - timedelta(weeks=weeks) for weeks in (4, 20, 60)}


def ways(exercise: str, given: Profile, history: History | None = None) -> dict[str, bool]:
    """Possible positions, each with whether a helper must be there."""
    found = answer(exercise, given, history)
    return {way.position: way.with_helper for way in found.ways} if isinstance(found, Eligible) else {}


def why_not(exercise: str, given: Profile) -> tuple[str, str]:
    found = answer(exercise, given)
    assert isinstance(found, Refusal), exercise
    return found.kind, found.detail


def only(*places: str, things: list[str] | None = None, level: int = 0, **ms: Any) -> Profile:
    capacity = {"positions": list(places), "equipment": EVERY_THING if things is None else things}
    return profile(capacity=capacity, ms={"mobility": level, **ms})


# ---------------------------------------------------------------------------------------------------- 1: positions


@pytest.mark.parametrize(
    ("exercise", "places", "positions"),
    [
        ("str_bridge", ["lie_bed"], {"supine"}),
        ("str_bridge", ["lie_floor"], {"supine"}),
        ("str_bridge", ["sit", "stand_free", "prone"], set()),
        ("str_bridge_assisted", ["lie_floor"], set()),  # surface bed alone
        ("mob_prone_press_up", ["lie_bed"], set()),
        ("mob_prone_press_up", ["prone"], set()),
        ("mob_prone_press_up", ["prone", "lie_bed"], {"prone"}),
        ("mob_prone_press_up", ["prone", "lie_floor"], {"prone"}),
        ("str_clam", ["lie_bed"], {"side_lying"}),
        ("stretch_calf_strap", ["lie_bed"], {"long_sitting", "half_lying"}),
        ("stretch_calf_strap", ["sit"], {"sitting"}),
        ("str_bird_dog", ["lie_bed"], {"quadruped"}),
        ("str_bird_dog", ["lie_floor"], {"quadruped"}),
        ("str_bird_dog", ["sit", "stand_free"], set()),
        ("stretch_hip_flexor_half_kneeling", ["lie_bed"], set()),  # surface floor alone
        ("stretch_hip_flexor_half_kneeling", ["lie_floor"], {"kneeling"}),
        ("gait_imagery_cued", ["sit"], {"sitting"}),
        ("gait_imagery_cued", ["lie_bed"], {"supine", "half_lying"}),
        ("bal_feet_together", ["stand_supported"], {"standing_supported"}),
        ("bal_feet_together", ["stand_free"], {"standing_supported", "standing"}),
        ("bal_feet_together", ["sit"], set()),
        ("bal_side_walk", ["stand_free"], {"walking"}),
        ("bal_side_walk", ["stand_supported"], {"walking"}),  # a stick is among the things
        ("str_sit_to_stand", ["sit"], set()),
        ("str_sit_to_stand", ["sit", "stand_supported"], {"sitting"}),
        ("str_sit_to_stand", ["sit", "stand_free"], {"sitting"}),
    ],
)
def test_an_answer_allows_its_positions(exercise: str, places: list[str], positions: set[str]) -> None:
    levels = ALL[exercise].levels
    level = 0 if 0 in levels else levels[0]
    assert set(ways(exercise, only(*places, level=level))) == positions


def test_walking_with_hands_on_something_needs_an_aid() -> None:
    assert not ways("bal_side_walk", only("stand_supported", things=["counter", "chair"]))
    for aid in ("stick", "walker"):
        assert ways("bal_side_walk", only("stand_supported", things=["counter", aid]))


def test_standing_free_needs_steady_days_and_levels() -> None:
    free = ["stand_free"]
    assert "standing" in ways("bal_semi_tandem", only(*free, level=1))
    assert "standing" not in ways("bal_semi_tandem", only(*free, level=2))
    assert "standing" not in ways("bal_semi_tandem", only(*free, falls=1))
    assert "standing" not in ways("bal_semi_tandem", only(*free, fatigue=7))
    assert "standing" not in ways("bal_semi_tandem", only(*free), History(fatigue_today=8))
    assert "standing" not in ways("bal_semi_tandem", only(*free), History(falls_90_days=1))
    assert "standing" in ways("bal_semi_tandem", only(*free, fatigue=8), History(fatigue_today=3)), "today counts"


@pytest.mark.parametrize(
    ("level", "more", "alone", "helped"),
    [
        (2, {}, True, True),
        (3, {}, False, True),
        (0, {"falls": 1}, False, True),
        (0, {"fatigue": 7}, False, True),
        (0, {"falls": ...}, False, True),  # skipped counts as one fall
    ],
)
def test_the_floor_is_for_those_who_get_up_alone(level: int, more: dict[str, Any], alone: bool, helped: bool) -> None:
    lying = {"positions": ["lie_floor"], "equipment": []}
    ms = {"mobility": level, **more}
    without = profile(capacity={**lying, "helper": "none"}, ms=ms)
    assert bool(ways("mob_knee_rolls", without)) is alone
    with_one = profile(capacity={**lying, "helper": "always"}, ms=ms)
    assert bool(ways("mob_knee_rolls", with_one)) is helped
    if helped and not alone:
        assert ways("mob_knee_rolls", with_one) == {"supine": True}, "and then the helper is there"
        assert why_not("mob_knee_rolls", without)[0] == "helper"


def test_wishes_take_positions_away() -> None:
    floor = profile(capacity={"positions": ["lie_floor", "sit"]}, wishes={"prefer": ["no_floor"]})
    assert not ways("mob_knee_rolls", floor)
    helped = profile(capacity={"positions": ["lie_floor"], "helper": "always"}, wishes={"prefer": ["no_floor"]})
    assert not ways("mob_knee_rolls", helped)
    seated = profile(wishes={"prefer": ["seated_only"]})
    possible = {name for name in ALL if ways(name, seated)}
    assert {position for name in possible for position in ways(name, seated)} <= {
        "sitting", "supine", "half_lying", "side_lying", "long_sitting", "quadruped",
    }  # fmt: skip
    assert not any(ALL[name].family == "sg_sit_to_stand" for name in possible)


def test_skipped_positions_mean_sitting_only() -> None:
    one = blank(ms={"mobility": 1}, asked=ALL_ASKED)
    found = {position for name in ALL for position in ways(name, one)}
    assert found == {"sitting"}


# ------------------------------------------------------------------------------------------- never on the front, sides

PRONE = [name for name, entry in ALL.items() if "prone" in (entry.position, *entry.alt)]


@pytest.mark.parametrize(
    "safety",
    [
        {"background": ["bg_pregnant"]},
        {"background": ["bg_pregnant"], "pregnancy": {"due": TODAY + timedelta(weeks=38)}},
        {"background": ["bg_pregnant"], "pregnancy": {"due": TODAY - timedelta(weeks=5)}},
        {"background": ["bg_pump"]},
        {"background": ["bg_hip_replacement"], "hip_replacement": [{"date": AGO[4], "approach": "anterior"}]},
        {"background": ["bg_hip_replacement"], "hip_replacement": [{"date": AGO[4]}]},
        {"background": ["bg_hip_replacement"]},
    ],
)
@pytest.mark.parametrize("helper", ["none", "always"])
def test_nobody_lies_on_the_front_with_a_baby_a_pump_or_a_hip_opened_from_the_front(
    safety: dict[str, Any], helper: str
) -> None:
    one = profile(safety=safety, capacity={"helper": helper})
    assert len(PRONE) >= 4
    assert not [name for name in PRONE if "prone" in ways(name, one)]
    assert any("prone" in ways(name, profile()) for name in PRONE)


def test_from_week_16_nobody_lies_flat() -> None:
    def due(week: float) -> Profile:
        return profile(safety={"background": ["bg_pregnant"], "pregnancy": {"due": TODAY + timedelta(weeks=40 - week)}})

    assert "supine" in ways("mob_ankle_pumps", due(15))
    assert "supine" not in ways("mob_ankle_pumps", due(16))
    assert "half_lying" in ways("mob_ankle_pumps", due(30))
    assert not ways("str_bridge", due(30))
    assert not ways("str_bridge_offset", due(10)), "effort 4"
    assert ways("str_bridge_offset", due(47)), "seven weeks after birth it is over"


def hip(approach: str, side: str | None = "left", weeks: int = 4, lifted: bool | None = None) -> Profile:
    operation = {"date": AGO[weeks], "approach": approach, "side": side, "lifted": lifted}
    told = {key: value for key, value in operation.items() if value is not None}
    return profile(safety={"background": ["bg_hip_replacement"], "hip_replacement": [told]})


def sides(exercise: str, given: Profile) -> set[str]:
    found = answer(exercise, given)
    return set(found.sides) if isinstance(found, Eligible) else set()


def test_nobody_lies_on_an_operated_side() -> None:
    assert sides("str_clam", profile()) == {"left", "right"}
    assert sides("str_clam", hip("posterior", "left")) == {"left"}, "the left leg works, lying on the right"
    assert sides("str_clam", hip("anterior", "right")) == {"right"}
    assert sides("str_clam", hip("posterior", None)) == set(), "which hip is not known"
    assert "side_lying" not in ways("rel_belly_breathing", hip("posterior", "left")), "there are other ways"
    assert sides("str_adductor_side_lying", hip("anterior", "left")) == {"right"}, "the leg below works"


def test_with_outer_hip_soreness_nobody_lies_on_the_sore_side() -> None:
    def sore(side: Any) -> Profile:
        return profile(hip={"side": side, "zones": ["z_outer_hip"], "worse": ["w_lying_side"]})

    assert sides("str_clam", sore("left")) == {"left"}
    assert sides("str_clam", sore("both_left_worse")) == set()
    assert sides("str_clam", sore(...)) == set(), "a side that was not named may be either"
    assert sides("str_clam", profile(hip={"side": "left"})) == {"left", "right"}


# ------------------------------------------------------------------------------------------- 2: surfaces and equipment


@pytest.mark.parametrize(
    ("exercise", "with_it", "without"),
    [
        ("mob_pelvic_tilt_sitting", [], None),  # the bed is in every home
        ("stretch_trunk_rotation_sitting", ["chair"], []),
        ("stretch_trunk_rotation_sitting", ["wheelchair"], ["wall"]),
        ("bal_weight_shift_side", ["counter"], ["chair", "wall", "rail"]),
        ("bal_supported_standing", ["counter", "chair"], ["counter"]),
        ("str_hamstring_curl_band_sitting", ["chair", "band"], ["chair"]),
        ("str_step_up", ["step", "rail"], ["step"]),
        ("str_step_up", ["step", "rail"], ["rail"]),
        ("aer_pedal_exerciser", ["pedals", "chair"], ["chair", "exercise_bike"]),
        ("aer_stationary_bike", ["exercise_bike"], ["pedals", "chair"]),
        ("gait_stick_walk", ["stick"], ["walker"]),
        ("gait_walker_pattern", ["walker"], ["stick"]),
        ("bal_gaze_sitting", ["chair"], None),  # a card is in every home
        ("str_abductor_iso_belt", [], None),  # a long towel is a strap
    ],
)
def test_things_at_home_open_exercises(exercise: str, with_it: list[str], without: list[str] | None) -> None:
    levels = ALL[exercise].levels
    level = next(level for level in (1, 2, 0) if level in levels)

    def has(things: list[str]) -> Profile:
        return profile(capacity={"equipment": things, "helper": "always"}, ms={"mobility": level})

    assert ways(exercise, has(with_it)), with_it
    if without is not None:
        assert not ways(exercise, has(without)), without


def test_skipped_things_mean_a_chair() -> None:
    one = profile(capacity={"equipment": ...})
    assert ways("stretch_trunk_rotation_sitting", one)
    assert not ways("bal_weight_shift_side", one)


def test_wheelchair_and_open_space_come_with_the_level() -> None:
    assert "wheelchair" in person(profile(ms={"mobility": 4}, capacity={"equipment": []})).surfaces
    assert "wheelchair" not in person(profile(ms={"mobility": 3}, capacity={"equipment": []})).surfaces
    assert "open_space" in person(profile(ms={"mobility": 3}, capacity={"equipment": []})).surfaces
    assert "open_space" not in person(profile(ms={"mobility": 4})).surfaces


def test_a_corner_is_a_wall_with_something_to_hold() -> None:
    def corner(*things: str) -> bool:
        return "corner" in person(profile(capacity={"equipment": list(things)})).surfaces

    assert corner("wall", "chair")
    assert corner("wall", "counter")
    assert not corner("wall")
    assert not corner("chair", "counter")


@pytest.mark.parametrize("thing", ["afo", "fes", "cooling", "cushion", "towel"])
def test_some_things_change_advice_only(thing: str) -> None:
    assert person(profile(capacity={"equipment": [thing]})).owned == person(profile(capacity={"equipment": []})).owned


# ------------------------------------------------------------------------------------------------------------ 3: flags

FLAG_ROWS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("gtps_compression", {"hip": {"zones": ["z_outer_hip"]}}, {"hip": {"worse": ["w_stairs"]}}),
    ("tendon_stretch_compression", {"hip": {"worse": ["w_overload"]}}, {"hip": {"worse": ["w_first_steps"]}}),
    ("neural_tension", {"hip": {"worse": ["w_cough_bend"]}}, {"hip": {"worse": ["w_sitting_long"]}}),
    ("acute_sciatica_flexion", {"hip": {"worse": ["w_cough_bend"]}}, {"hip": {"zones": ["z_below_knee"]}}),
    (
        "stenosis_extension", {"hip": {"zones": ["z_below_knee"], "worse": ["w_longer_walk"]}},
        {"hip": {"zones": ["z_below_knee"], "worse": ["w_longer_walk", "w_sitting_long"]}},
    ),
    ("allodynia_contact", {"hip": {"quality": ["q_touch_sore"]}}, {"hip": {"quality": ["q_burning"]}}),
    ("hip_oa_deep_range", {"hip": {"zones": ["z_groin"]}}, {"hip": {"zones": ["z_buttock"]}}),
    ("high_spasticity_fast_stretch", {"ms": {"spasticity": 4}}, {"ms": {"spasticity": 3}}),
    ("high_spasticity_fast_stretch", {"ms": {"spasticity": ...}}, {}),
    ("extensor_spasm", {"ms": {"spasticity": 7}, "hip": {"worse": ["w_spasm"]}}, {"ms": {"spasticity": 7}}),
    (
        "clonus", {"ms": {"spasticity": 7}, "hip": {"quality": ["q_cramping"]}},
        {"ms": {"spasticity": 6}, "hip": {"quality": ["q_cramping"]}},
    ),
    (
        "osteoporosis_flexion", {"safety": {"background": ["bg_spine_fracture"]}},
        {"safety": {"background": ["bg_steroids"]}},
    ),
    ("osteoporosis_passive_force", {"safety": {"background": ["bg_steroids"]}}, {"ms": {"mobility": 3}}),
    ("osteoporosis_passive_force", {"ms": {"mobility": 4}}, {}),
    ("baclofen_pump", {"safety": {"background": ["bg_pump"]}}, {"safety": {"background": ["bg_other_implant"]}}),
    ("recent_falls", {"ms": {"falls": 1}}, {}),
    ("vertigo_diplopia", {"ms": {"other": ["vision"]}}, {"ms": {"other": ["numb_skin"]}}),
    ("vertigo_diplopia", {"ms": {"other": ["dizzy"]}}, {}),
    ("orthostatic", {"ms": {"other": ["dizzy"]}}, {"ms": {"mobility": 3}}),
    ("orthostatic", {"ms": {"mobility": 4}}, {}),
    ("orthostatic", {"medicine": [{"info": "med_tizanidine"}]}, {"medicine": [{"info": "med_baclofen"}]}),
    (
        "orthostatic", {"medicine": [{"info": "med_baclofen", "started": TODAY - timedelta(days=13)}]},
        {"medicine": [{"info": "med_baclofen", "started": TODAY - timedelta(days=14)}]},
    ),
    ("reduced_sensation", {"hip": {"quality": ["q_numb"]}}, {"ms": {"mobility": 3}}),
    ("skin_pressure", {"safety": {"background": ["bg_pressure_sore"]}}, {"ms": {"mobility": 3}}),
    ("foot_drop", {"ms": {"gait": ["gait_toe_drag"]}}, {"ms": {"gait": ["gait_hip_hike"]}}),
    ("foot_drop", {"ms": {"gait": ..., "mobility": 1}}, {"ms": {"gait": ..., "mobility": 0}}),
    ("heat_sensitivity", {"ms": {"heat": ...}}, {"ms": {"heat": 0}}),
    ("high_fatigue", {"ms": {"fatigue": 7}}, {"ms": {"fatigue": 6}}),
    ("cognitive_load", {"ms": {"other": ["thinking"]}}, {}),
    ("cardio_clearance", {"safety": {"background": ["bg_heart_lung"]}}, {}),
    ("bp_isometric", {"safety": {"background": ["bg_heart_lung"]}}, {}),
    ("pregnancy_prone", {"safety": {"background": ["bg_pregnant"]}}, {"safety": {"background": ["bg_breastfeeding"]}}),
]  # fmt: skip


def changed(parts: dict[str, Any]) -> Profile:
    tables = {name: part for name, part in parts.items() if name != "medicine"}
    made = profile(**tables)
    medicine = Profile.model_validate(table({"safety": {"now": [], "background": []}}) | {"medicine": []})
    if "medicine" in parts:
        medicine = Profile.model_validate({"safety": {"now": [], "background": []}, "medicine": parts["medicine"]})
    return made.model_copy(update={"medicine": medicine.medicine})


@pytest.mark.parametrize(("flag", "sets", "spares"), FLAG_ROWS)
def test_an_answer_sets_its_flag(flag: str, sets: dict[str, Any], spares: dict[str, Any]) -> None:
    assert flag in person(changed(sets)).contra
    assert flag in person(changed(sets)).caution
    assert flag not in person(changed(spares)).contra


@pytest.mark.parametrize(
    ("one", "rules"),
    [
        (hip("posterior"), {"posterior"}),
        (hip("lateral"), {"posterior", "lateral"}),
        (hip("anterior"), {"anterior"}),
        (hip("unknown"), {"posterior", "anterior", "lateral"}),
        (hip("posterior", weeks=4, lifted=True), {"posterior"}),  # twelve weeks whatever was said
        (hip("posterior", weeks=20), {"posterior"}),
        (hip("posterior", weeks=20, lifted=True), set()),
        (hip("posterior", weeks=60), set()),  # unanswered counts as lifted after a year
        (hip("posterior", weeks=60, lifted=False), {"posterior"}),
        (profile(safety={"background": ["bg_hip_replacement"]}), {"posterior", "anterior", "lateral"}),
    ],
)
def test_the_surgeon_s_rules_hold_until_lifted(one: Profile, rules: set[str]) -> None:
    flags = {name.removeprefix("hip_replacement_") for name in person(one).contra if name.startswith("hip_repl")}
    assert flags == rules


ASKED_FLAGS = ["catheter_tubing", "poor_sitting_balance", "wrist_shoulder_load", "neck_flexion_shock", "knee_kneeling"]


@pytest.mark.parametrize("key", ASKED_FLAGS)
def test_an_unanswered_question_warns_and_a_contra_waits_for_it(key: str) -> None:
    open_one, yes, no = (profile(asked={key: value}) for value in (..., True, False))
    assert key in person(open_one).caution
    assert key in person(open_one).unasked
    assert key in person(yes).contra
    assert key not in person(no).contra
    waiting = [name for name, entry in ALL.items() if key in entry.contra and ways(name, no)]
    for name in waiting:
        assert why_not(name, open_one) == ("asked", key)
        assert why_not(name, yes) == ("flag", key)
    warned = [name for name, entry in ALL.items() if key in entry.caution and ways(name, no)]
    for name in warned:
        found = answer(name, open_one)
        assert not isinstance(found, Eligible) or key in found.cautions
    assert warned or waiting


def test_kneeling_waits_for_its_question() -> None:
    assert why_not("str_bird_dog", profile(asked={"knee_kneeling": ...})) == ("asked", "knee_kneeling")


def test_unsure_sitting_leaves_only_what_has_a_backrest() -> None:
    def sits(level: int, said: Any, helper: str = "none") -> Profile:
        return profile(ms={"mobility": level}, asked={"poor_sitting_balance": said}, capacity={"helper": helper})

    risky = [
        name for name, entry in ALL.items()
        if entry.position == "sitting" and entry.family != "sg_sit_to_stand"
        and (entry.fall_risk or entry.support in ("seated_no_backrest", "one_hand_fixed"))
    ]  # fmt: skip
    assert len(risky) >= 8
    assert any(ways(name, sits(1, False)) for name in risky)
    assert not any("sitting" in ways(name, sits(1, True)) for name in risky)
    assert not any("sitting" in ways(name, sits(4, ...)) for name in risky), "unanswered counts as yes at 4 and 5"
    assert any("sitting" in ways(name, sits(4, False)) for name in risky)
    helped = [ways(name, sits(4, ..., "always")).get("sitting") for name in risky]
    assert any(helped)
    assert not any(one is False for one in helped)


def test_heart_and_lung_without_clearance_stay_easy() -> None:
    ill = profile(safety={"background": ["bg_heart_lung"]})
    cleared = History(cleared=frozenset({"bg_heart_lung"}))
    hard = [
        name for name, entry in ALL.items()
        if (entry.module == "aerobic" and entry.effort >= 3)
        or (entry.module == "strengthening" and entry.effort >= 4)
        or name == "rel_chest_expansion"
    ]  # fmt: skip
    assert not [name for name in hard if ways(name, ill)]
    assert ways("aer_seated_combo", ill, cleared)
    assert ways("rel_chest_expansion", ill, cleared)
    assert ways("aer_bed_arm_reach", ill)


def test_after_two_falls_walking_to_a_beat_needs_somebody() -> None:
    beat = ["aer_walk_intervals", "gait_metronome_walk", "gait_step_length_lines"]
    for name in beat:
        assert ways(name, profile(ms={"falls": 1})) == {"walking": False}
        assert not ways(name, profile(ms={"falls": 2}))
        assert ways(name, profile(ms={"falls": 2}, capacity={"helper": "always"})) == {"walking": True}


# ------------------------------------------------------------------------------------------ 4: levels, helper, standing


def on_their_feet(given: Profile) -> dict[str, bool]:
    """Exercises that put this person on their feet, with whether a helper must be there."""
    found: dict[str, bool] = {}
    for name in ALL:
        one = answer(name, given)
        helped = [way.with_helper for way in one.ways if way.on_feet] if isinstance(one, Eligible) else []
        if helped:
            found[name] = all(helped)
    return found


@pytest.mark.parametrize(
    ("level", "taught", "helper", "some", "alone"),
    [
        (0, None, "none", True, True),
        (2, None, "none", True, True),
        (3, None, "none", False, False),
        (3, None, "always", True, False),
        (3, None, "sometimes", True, False),
        (4, True, "none", False, False),
        (4, True, "always", True, False),
        (4, None, "always", False, False),
        (4, False, "always", False, False),
        (5, True, "always", False, False),
    ],
)
def test_who_stands(level: int, taught: bool | None, helper: str, some: bool, alone: bool) -> None:
    asked = {"taught_standing": ... if taught is None else taught}
    found = on_their_feet(profile(ms={"mobility": level}, asked=asked, capacity={"helper": helper}))
    assert bool(found) is some
    assert any(not helped for helped in found.values()) is alone


def test_what_waits_for_the_question_about_standing_says_so() -> None:
    one = profile(ms={"mobility": 4}, asked={"taught_standing": ...}, capacity={"helper": "always"})
    assert why_not("bal_supported_standing", one) == ("asked", "level_4_untaught")
    assert why_not("stretch_supported_standing_frame", one)[0] in ("asked", "removal")


def test_at_level_3_alone_sitting_is_what_is_left_of_standing() -> None:
    for falls in (0, 1):
        one = profile(ms={"mobility": 3, "falls": falls})
        assert on_their_feet(one) == {}
        assert why_not("str_sit_to_stand_high", one)[0] == "helper"
        assert not ways("aer_stationary_bike", one), "getting on and off counts"


def test_step_ups() -> None:
    def step(level: int, helper: str = "none", *, rail: bool = True, falls: int = 0) -> dict[str, bool]:
        things = [one for one in EVERY_THING if rail or one != "rail"]
        return ways("str_step_up", profile(
            ms={"mobility": level, "falls": falls}, capacity={"helper": helper, "equipment": things},
        ))  # fmt: skip

    assert step(0) == {"standing_supported": False}
    assert step(1) == {"standing_supported": False}
    assert step(2) == {}
    assert step(2, "always") == {"standing_supported": True}
    assert step(2, "always", rail=False) == {}
    assert step(3, "always") == {}
    assert step(0, falls=1) == {}, "a fall in the last months"


def test_at_level_5_only_what_is_still_goes_without_a_helper() -> None:
    alone = profile(ms={"mobility": 5}, asked={"poor_sitting_balance": False})
    possible = {name for name in ALL if ways(name, alone)}
    still = {"br_slow", "br_deep", "re_relax", "re_position", "ds_texture", "gt_imagery"}
    for name in possible:
        entry = ALL[name]
        held = entry.module == "strengthening" and entry.kind == "hold" and entry.effort <= 2
        assert entry.family in still or held, name
        assert entry.fall_risk == 0
    assert {"rel_belly_breathing", "str_quad_set", "gait_imagery_cued"} <= possible
    helped = profile(ms={"mobility": 5}, capacity={"helper": "always"})
    assert ways("mob_heel_slide", helped) == {"supine": True, "half_lying": True}
    assert all(ways(name, helped)[way] for name in ALL for way in ways(name, helped) if ALL[name].fall_risk >= 1)


def test_the_entry_s_own_word_about_helpers() -> None:
    for name, entry in ALL.items():
        for level in entry.levels:
            given = profile(ms={"mobility": level})
            if entry.helper == "yes" or level in entry.helper_at:
                assert not ways(name, given), f"{name} at level {level} needs a helper"


def test_no_exercise_is_for_a_level_that_it_does_not_name() -> None:
    for level in range(6):
        one = profile(ms={"mobility": level}, capacity={"helper": "always"})
        assert not [name for name, entry in ALL.items() if level not in entry.levels and ways(name, one)]


def test_fairly_hard_work_at_levels_4_and_5_needs_a_helper() -> None:
    hard = [name for name, entry in ALL.items() if entry.effort >= 4 and set(entry.levels) & {4, 5}]
    for name in hard:
        assert not ways(name, profile(ms={"mobility": 4}))


def test_the_standing_frame_of_decisions_9() -> None:
    def frame(helper: str = "always", **more: Any) -> dict[str, bool]:
        return ways("stretch_supported_standing_frame", profile(
            ms={"mobility": 3}, capacity={"helper": helper}, **more,
        ))  # fmt: skip

    assert frame() == {"standing_supported": True}
    assert frame("none") == {}
    assert frame(asked={"taught_standing": ...}) == {}
    assert frame(safety={"background": ["bg_spine_fracture"]}) == {}
    cleared = {"date": AGO[4], "limb": "left_arm", "cleared": True}
    assert frame(safety={"background": ["bg_fracture_12w"], "fracture": cleared}) == {}


def test_hands_free_work_waits_while_the_risk_of_falling_is_high() -> None:
    assert ways("str_sit_to_stand_slow", profile(ms={"mobility": 1}))
    assert not ways("str_sit_to_stand_slow", profile(ms={"mobility": 1, "falls": 1}))


def test_fall_risk_3_waits_for_a_steady_stage() -> None:
    def waiting(*practised: str) -> set[str]:
        made = build(profile(), shipped(), History(practised=frozenset(practised)), TODAY)
        return {left.exercise for left in made.left_out if left.kind == "stage"}

    risky = {name for name, entry in ALL.items() if entry.fall_risk == 3 and 0 in entry.levels}
    assert risky == {"bal_one_leg", "bal_tandem_walk", "str_step_up"}
    assert risky <= waiting()
    for name in risky:
        assert name not in waiting(ALL[name].easier or "")
        assert name not in waiting(name)


def test_helpers_sometimes_without_times_get_a_session_of_their_own() -> None:
    one = profile(
        ms={"mobility": 4, "spasticity": 7}, hip={"worse": ["w_spasm"]},
        capacity={"helper": "sometimes", "minutes": 20},
    )  # fmt: skip
    week = built(one)
    helped = {session.optional for session in week.plan.session for item in session.exercise if item.with_helper}
    assert helped == {True}
    assert ids(week)


def test_helper_work_lies_inside_the_helper_s_hours() -> None:
    one = profile(
        ms={"mobility": 4, "spasticity": 7}, hip={"worse": ["w_spasm"]},
        capacity={"helper": "always", "helper_times": ["17:00-18:30"], "minutes": 25},
    )  # fmt: skip
    times = [session.at for session in built(one).plan.session if any(item.with_helper for item in session.exercise)]
    assert times
    assert all("17:00" <= at <= "18:05" for at in times)
