"""R3: points, gates, bands, ties, subtypes and what is avoided."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from coach.domain.profile import Profile
from coach.engine.facts import answered_facts
from coach.engine.patterns import PatternResult, find_patterns
from tests.engine import oracle_patterns
from tests.engine.people import blank, person, shipped
from tests.engine.strategies import profiles

SHORT = dict(zip(("NEU", "ROOT", "SPA", "GAIT", "OA", "GTPS", "TEN", "FAT"), oracle_patterns.PATTERNS, strict=True))


def found(one: Profile) -> PatternResult:
    return find_patterns(answered_facts(one), shipped().rules.patterns)


def kept(one: Profile) -> list[str]:
    return [each.pattern for each in found(one).kept]


def hip(*answers: str, **more: Any) -> dict[str, Any]:
    """The hip table out of prefixed answers."""
    return {
        "zones": [one for one in answers if one.startswith("z_")],
        "quality": [one for one in answers if one.startswith("q_")],
        "worse": [one for one in answers if one.startswith("w_")],
        **more,
    }


OUT_OF_FEATURE: dict[str, tuple[str, str, Any]] = {
    "side_both": ("hip", "side", "both_same"),
    "stiff_1_30": ("hip", "stiff_min", "1_30"),
    "stiff_gt30": ("hip", "stiff_min", "31_60"),
    "dur_lt6w": ("hip", "duration", "lt6w"),
    "dur_gt3m": ("hip", "duration", "gt3m"),
    "spas_0_1": ("ms", "spasticity", 1),
    "spas_4_6": ("ms", "spasticity", 5),
    "spas_7_10": ("ms", "spasticity", 8),
    "fat_0_2": ("ms", "fatigue", 2),
    "fat_5_6": ("ms", "fatigue", 6),
    "fat_7_10": ("ms", "fatigue", 7),
    "falls_1": ("ms", "falls", 1),
    "falls_2plus": ("ms", "falls", 2),
    "numb_skin": ("ms", "other", ["numb_skin"]),
}


def vector(age: int | None, sex: str | None, level: int | None, features: str) -> Profile:
    """A profile that shows these features and no others."""
    names = features.split()
    parts: dict[str, dict[str, Any]] = {"hip": hip(*names), "ms": {}, "person": {}}
    parts["ms"]["gait"] = [one for one in names if one.startswith("gait_")]
    for name in names:
        if name in OUT_OF_FEATURE:
            part, key, value = OUT_OF_FEATURE[name]
            parts[part][key] = value
    if age is not None:
        parts["person"] = {"age": age, "sex": sex}
    if level is not None:
        parts["ms"]["mobility"] = level
    made = blank(**parts)
    assert oracle_patterns.features(made) == set(names), "the vector and the profile must tell the same"
    return made


VECTORS = [
    pytest.param(
        62, "female", 1,
        "z_groin z_thigh_front q_aching q_stiff w_activity w_first_steps w_stairs stiff_1_30 age_ge45 female_40_70"
        " mob_m1_m3 dur_gt3m",
        (0, 1, 5, 6, 12, 4, 8, 2), ["OA", "GAIT"], id="tv_oa",
    ),
    pytest.param(
        52, "female", 0,
        "z_outer_hip q_aching w_lying_side w_press_outer w_stairs w_one_leg age_ge45 female_40_70 spas_0_1 fat_0_2"
        " mob_m0",
        (0, 0, 0, 3, 4, 12, 1, 0), ["GTPS"], id="tv_gtps",
    ),
    pytest.param(
        38, "female", 1,
        "z_outer_hip z_thigh_front side_both q_burning q_tingling q_electric q_touch_sore w_no_trigger numb_skin"
        " age_lt45 mob_m1_m3 dur_gt3m",
        (12, 5, 2, 2, 0, 0, 0, 1), ["NEU"], id="tv_neu",
    ),
    pytest.param(
        47, "male", 3,
        "z_groin z_thigh_back q_cramping q_stiff w_spasm w_sitting_long spas_7_10 fat_5_6 age_ge45 mob_m1_m3",
        (0, 3, 12, 2, 6, 0, 4, 3), ["SPA", "OA", "TEN", "FAT"], id="tv_spa",
    ),
    pytest.param(
        50, "male", 1,
        "z_buttock z_thigh_back z_low_back z_below_knee q_electric q_numb w_cough_bend w_sitting_long age_ge45"
        " mob_m1_m3 dur_lt6w",
        (4, 12, 2, 3, 0, 0, 1, 1), ["ROOT", "NEU"], id="tv_root",
    ),
    pytest.param(
        44, "female", 2,
        "z_outer_hip q_aching w_activity w_longer_walk gait_toe_drag gait_hip_hike gait_trunk_lean falls_2plus"
        " fat_7_10 age_lt45 female_40_70 mob_m1_m3",
        (0, 0, 0, 12, 2, 7, 2, 10), ["GAIT", "FAT", "GTPS"], id="tv_gait",
    ),
    pytest.param(
        41, "male", 0,
        "z_groin z_thigh_front q_aching w_lift_leg w_first_steps w_overload age_lt45 spas_0_1 mob_m0 dur_lt6w",
        (0, 1, 1, 1, 6, 2, 11, 0), ["TEN", "OA"], id="tv_tendon",
    ),
    pytest.param(None, None, None, "z_buttock", (0, 1, 0, 0, 1, 0, 1, 0), [], id="tv_none"),
]  # fmt: skip


@pytest.mark.parametrize(("age", "sex", "level", "features", "sums", "names"), VECTORS)
def test_the_vectors_of_r3_3(
    age: int | None, sex: str | None, level: int | None, features: str, sums: tuple[int, ...], names: list[str]
) -> None:
    one = vector(age, sex, level, features)
    assert tuple(found(one).scores[SHORT[name]] for name in SHORT) == sums  # type: ignore[index]
    shown = shipped().rules.patterns.show_most
    assert kept(one)[:shown] == [SHORT[name] for name in names][:shown]
    assert kept(one) == [SHORT[name] for name in names]


def test_the_points_are_those_of_r3_2() -> None:
    rows = {row.feature: dict(row.points) for row in shipped().rules.patterns.point}
    expected = {
        feature: {name: point for name, point in zip(oracle_patterns.PATTERNS, points, strict=True) if point}
        for feature, points in oracle_patterns.POINTS.items()
    }
    assert rows == expected


@settings(max_examples=200, derandomize=True)
@given(profiles)
def test_scores_gates_and_order_agree_with_a_second_reading_of_r3(one: Profile) -> None:
    result = found(one)
    assert dict(result.scores) == oracle_patterns.scores(one)
    assert list(result.kept_scores.items()) == list(oracle_patterns.kept(one).items())
    assert all(each.many == (each.score >= 6) for each in result.kept)
    assert result.subtype == oracle_patterns.subtype(one)


BASES: dict[str, dict[str, Any]] = {
    "neuropathic": {
        "hip": hip("q_stabbing", "q_numb", "z_below_knee", duration="gt3m"), "ms": {"other": ["numb_skin"]},
    },
    "nerve_root": {"hip": hip("z_buttock", "z_thigh_back", "q_stabbing", "w_sitting_long")},
    "spasticity": {"hip": hip("q_stiff", "w_first_steps", "z_thigh_front"), "ms": {"spasticity": 3}},
    "gait_weakness": {"hip": hip("w_stairs", "w_one_leg"), "ms": {"mobility": 1}},
    "osteoarthritis": {"hip": hip("w_lift_leg", "w_stairs", duration="gt3m"), "person": {"age": 60}},
    "gtps": {"hip": hip("w_one_leg", "w_stairs", "w_overload")},
    "tendinopathy": {"hip": hip("w_first_steps", "z_groin", duration="lt6w")},
    "fatigue": {"hip": hip("w_activity"), "ms": {"falls": 2, "mobility": 1, "fatigue": 4}},
}  # fmt: skip
"""Answers that score 3 or more for a pattern but leave its gate shut."""
OPENERS: dict[str, list[str]] = {
    "neuropathic": ["q_burning", "q_tingling", "q_electric", "q_touch_sore", "w_no_trigger"],
    "nerve_root": ["z_low_back", "z_below_knee", "w_cough_bend"],
    "spasticity": ["spasticity=4", "q_cramping", "w_spasm"],
    "gait_weakness": [
        "gait_toe_drag", "gait_hip_hike", "gait_leg_swing", "gait_trunk_lean", "gait_knee_back", "w_activity",
        "w_longer_walk",
    ],
    "osteoarthritis": [
        "z_groin", "z_buttock w_activity", "z_buttock w_first_steps", "z_buttock stiff=1_30",
        "z_thigh_front w_activity", "z_thigh_front w_first_steps", "z_thigh_front stiff=1_30",
    ],
    "gtps": ["z_outer_hip", "w_lying_side", "w_press_outer"],
    "tendinopathy": ["w_overload", "w_lift_leg", "w_sitting_long z_buttock", "w_sitting_long z_thigh_back"],
    "fatigue": ["fatigue=5", "w_longer_walk"],
}  # fmt: skip


def opened(pattern: str, more: str) -> Profile:
    base = BASES[pattern]
    hip_part = {key: list(value) if isinstance(value, list) else value for key, value in base["hip"].items()}
    ms_part = dict(base.get("ms", {}))
    for word in more.split():
        if word.startswith(("z_", "q_", "w_")):
            hip_part[{"z": "zones", "q": "quality", "w": "worse"}[word[0]]].append(word)
        elif word.startswith("gait_"):
            ms_part["gait"] = [word]
        elif word.startswith("stiff="):
            hip_part["stiff_min"] = word.removeprefix("stiff=")
        else:
            name, _, value = word.partition("=")
            ms_part[name] = int(value)
    return blank(hip=hip_part, ms=ms_part, person=base.get("person", {}))


@pytest.mark.parametrize("pattern", BASES)
def test_a_score_without_its_gate_is_not_kept(pattern: str) -> None:
    one = opened(pattern, "")
    assert found(one).scores[pattern] >= 3  # type: ignore[index]
    assert pattern not in kept(one)


@pytest.mark.parametrize(("pattern", "more"), [(name, more) for name, several in OPENERS.items() for more in several])
def test_each_opener_of_r3_1b_opens_its_gate(pattern: str, more: str) -> None:
    assert pattern in kept(opened(pattern, more))


def test_half_an_opener_opens_nothing() -> None:
    assert "osteoarthritis" not in kept(opened("osteoarthritis", "z_buttock"))
    assert "osteoarthritis" not in kept(opened("osteoarthritis", "w_activity"))
    assert "tendinopathy" not in kept(opened("tendinopathy", "w_sitting_long"))
    assert "tendinopathy" not in kept(opened("tendinopathy", "w_sitting_long z_thigh_back z_below_knee"))


@pytest.mark.parametrize("level", [4, 5])
def test_the_gait_pattern_is_never_kept_for_wheelchair_and_bed(level: int) -> None:
    signs = ["gait_toe_drag", "gait_hip_hike", "gait_leg_swing"]
    one = blank(ms={"mobility": level, "gait": signs, "falls": 2}, hip=hip("w_activity", "w_longer_walk", "w_stairs"))
    assert found(one).scores["gait_weakness"] >= 3
    assert "gait_weakness" not in kept(one)


def test_gait_signs_add_four_at_most() -> None:
    signs = ["gait_toe_drag", "gait_hip_hike", "gait_leg_swing", "gait_trunk_lean", "gait_knee_back"]
    result = found(blank(ms={"gait": signs}))
    assert result.scores["gait_weakness"] == 4
    assert result.scores["gtps"] == 1, "the cap holds for the gait pattern alone"
    assert found(blank(ms={"gait": signs[:1]})).scores["gait_weakness"] == 2


@pytest.mark.parametrize(
    ("one", "order"),
    [
        (blank(hip=hip("q_electric", "w_no_trigger", "z_low_back")), ["nerve_root", "neuropathic"]),
        (blank(hip=hip("z_outer_hip"), ms={"spasticity": 7}), ["spasticity", "gtps"]),
        (blank(hip=hip("w_overload", "z_groin", stiff_min="1_30", side="both_same", duration="lt6w")),
         ["tendinopathy", "osteoarthritis"]),
        (blank(hip=hip("w_overload", "z_outer_hip", "w_first_steps"), ms={}), ["gtps", "tendinopathy"]),
        (blank(hip=hip("w_longer_walk", "z_low_back", "z_groin")), ["osteoarthritis", "gait_weakness", "fatigue"]),
    ],
)  # fmt: skip
def test_ties_go_the_cautious_way(one: Profile, order: list[str]) -> None:
    result = found(one)
    names = [name for name in kept(one) if name in order]
    assert names == order
    assert len({result.scores[name] for name in order}) < len(order), "somebody must be even"  # type: ignore[index]


def test_nothing_answered_is_no_pattern() -> None:
    assert kept(blank()) == []
    assert set(found(blank()).scores.values()) == {0}


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ("w_lift_leg z_groin", "ten_hip_flexor"),
        ("w_lift_leg z_thigh_front w_sitting_long z_buttock", "ten_hip_flexor"),
        ("w_sitting_long z_buttock", "ten_hamstring"),
        ("w_sitting_long z_thigh_back z_groin", "ten_hamstring"),
        ("w_sitting_long z_thigh_back z_below_knee", "ten_general"),
        ("z_groin w_overload", "ten_adductor"),
        ("w_lift_leg z_outer_hip", "ten_general"),
        ("w_overload", "ten_general"),
    ],
)
def test_subtypes_of_r3_4(answers: str, name: str) -> None:
    assert found(blank(hip=hip(*answers.split()))).subtype == name


def avoided(one: Profile) -> tuple[set[str], set[str]]:
    avoid = person(one).avoid
    return set(avoid.blocked), set(avoid.caution)


SOME_OA = hip("z_groin")
MANY_OA = hip("z_groin", "w_activity", "w_first_steps")
SOME_GTPS = hip("z_outer_hip", "w_stairs")
MANY_GTPS = hip("z_outer_hip", "w_lying_side")
ROOT_3 = hip("w_cough_bend")
MANY_ROOT = hip("w_cough_bend", "z_below_knee")


@pytest.mark.parametrize(
    ("one", "blocked", "caution"),
    [
        pytest.param(blank(hip=SOME_OA), set(), {"impact", "deep_squat", "hip_ir_end", "jerk"}, id="OA 3"),
        pytest.param(blank(hip=MANY_OA), {"impact", "deep_squat", "hip_ir_end", "jerk"}, set(), id="OA 7"),
        pytest.param(
            blank(hip=SOME_GTPS), {"hip_add_past_mid", "side_lie_on_painful"},
            {"figure4", "itb_stretch", "single_leg_stand", "deep_squat"}, id="GTPS 4",
        ),
        pytest.param(
            blank(hip=MANY_GTPS),
            {"hip_add_past_mid", "side_lie_on_painful", "figure4", "itb_stretch", "single_leg_stand", "deep_squat"},
            set(), id="GTPS 6",
        ),
        pytest.param(blank(hip=ROOT_3), {"neural_tension"}, {"spine_flex_loaded", "sit_long"}, id="ROOT 3"),
        pytest.param(blank(hip=MANY_ROOT), {"neural_tension", "spine_flex_loaded", "sit_long"}, set(), id="ROOT 6"),
        pytest.param(blank(hip=hip("w_spasm")), set(), {"jerk", "overheat"}, id="SPA 3"),
        pytest.param(blank(hip=hip("w_spasm", "q_cramping")), {"jerk", "overheat"}, set(), id="SPA 6"),
        pytest.param(blank(hip=hip("q_burning", "q_touch_sore"), ms={"other": []}), set(), {"jerk"}, id="NEU 4"),
        pytest.param(
            blank(hip=hip("q_burning", "q_touch_sore"), ms={"other": ["numb_skin"]}), set(), {"jerk", "heat", "ice"},
            id="NEU 5, numb skin",
        ),
        pytest.param(
            blank(hip=hip("w_stairs"), ms={"mobility": 1, "gait": ["gait_toe_drag"]}), set(), {"barefoot"},
            id="GAIT 5, toes drag",
        ),
        pytest.param(blank(ms={"mobility": 1, "gait": ["gait_hip_hike"]}), set(), set(), id="GAIT 4, toes clear"),
        pytest.param(
            blank(ms={"fatigue": 7}, capacity={"equipment": []}), set(), {"overheat", "single_leg_stand"},
            id="FAT 3, nothing to hold",
        ),
        pytest.param(
            blank(ms={"fatigue": 7}, capacity={"equipment": ["counter"]}), set(), {"overheat"}, id="FAT 3, a worktop",
        ),
        pytest.param(
            blank(hip=hip("w_lift_leg", "w_first_steps", "z_thigh_front", "w_overload")),
            {"resisted_hip_flex", "hip_ext_end", "jerk"}, {"impact", "deep_squat", "hip_ir_end"}, id="TEN hip flexor 8",
        ),
        pytest.param(
            blank(hip=hip("w_sitting_long", "z_thigh_back", "w_overload")), set(),
            {"hamstring_stretch", "hip_flex_gt90", "sit_long", "jerk"}, id="TEN hamstring 5",
        ),
        pytest.param(
            blank(hip=hip("w_overload", "z_groin"), person={"age": 30}), set(), {"hip_er_end", "jerk"},
            id="TEN adductor 4",
        ),
        pytest.param(blank(hip=hip("w_overload")), set(), {"jerk", "impact"}, id="TEN general 3"),
    ],
)  # fmt: skip
def test_avoid_lists_block_from_six_and_caution_from_three(one: Profile, blocked: set[str], caution: set[str]) -> None:
    assert avoided(one) == (blocked, caution)


STIFF = hip("w_spasm", "q_cramping", "q_stiff", "w_lift_leg", "w_overload", "w_first_steps", "z_thigh_front")


def test_strong_stiffness_turns_a_weaker_pattern_s_stretch_block_into_a_caution() -> None:
    one = blank(hip=STIFF, ms={"spasticity": 8})
    sums = oracle_patterns.kept(one)
    assert sums["spasticity"] > sums["tendinopathy"] >= 6
    blocked, caution = avoided(one)
    assert "hip_ext_end" in caution, "a stiff hip flexor still needs its length (R3.1 step 9)"
    assert "resisted_hip_flex" in blocked, "that is strength, not a stretch"


def test_a_stronger_pattern_keeps_its_block() -> None:
    one = blank(hip=hip("w_lift_leg", "w_first_steps", "z_thigh_front", "w_overload", "w_spasm", "q_cramping"))
    sums = oracle_patterns.kept(one)
    assert sums["tendinopathy"] >= sums["spasticity"] >= 6
    assert "hip_ext_end" in avoided(one)[0]


def test_pulling_the_nerve_stays_blocked_whatever_the_stiffness() -> None:
    one = blank(hip=hip("w_spasm", "q_cramping", "q_stiff", "w_cough_bend"), ms={"spasticity": 9})
    assert oracle_patterns.kept(one) == {"spasticity": 11, "nerve_root": 3}
    assert "neural_tension" in avoided(one)[0]


def test_lists_beyond_the_third_pattern_count_too() -> None:
    one = vector(47, "male", 3, VECTORS[3].values[3])  # type: ignore[arg-type]
    assert kept(one)[3] == "fatigue"
    assert "overheat" in {*person(one).avoid.blocked, *person(one).avoid.caution}
