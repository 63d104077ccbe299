"""What a block takes away from the exercises (decisions 5)."""

from __future__ import annotations

from collections.abc import Collection

from coach.domain.exercise import Exercise

CALM_FAMILIES = frozenset({"br_slow", "re_position"})
CALM_ENTRIES = frozenset({"rel_body_scan", "rel_side_lying_support"})
CALM_NEVER = frozenset({"rel_pmr", "rel_supported_rest_legs_up"})
IMPACT_TAGS = frozenset({"single_leg_stand", "impact"})
IMPACT_ENTRIES = frozenset({
    "str_offset_squat", "str_bridge_offset", "bal_tandem", "bal_tandem_walk", "gait_march_supported",
    "gait_straight_line_swing", "gait_knee_bend_swing", "bal_step_directions", "aer_step_tap", "aer_walk_intervals",
    "gait_metronome_walk",
})  # fmt: skip
LOADS = frozenset({"band", "ankle_weight", "light_weights"})
STRETCH_MODULES = frozenset({"stretching", "mobility"})


def takes_entry(exercise: Exercise, blocks: Collection[str], *, leg_rest: bool) -> str | None:
    """The block that takes away the whole entry, or None; positions are checked by `takes_position`."""
    if "B_ALL" in blocks:
        return "B_ALL"
    if "B_EX" in blocks and not left_by_b_ex(exercise, leg_rest=leg_rest):
        return "B_EX"
    if "B_AER" in blocks and exercise.module == "aerobic":
        return "B_AER"
    if "B_STR" in blocks and exercise.module == "strengthening":
        return "B_STR"
    if "B_STRETCH" in blocks and exercise.module in STRETCH_MODULES:
        return "B_STRETCH"
    if "B_HEAVY" in blocks and (
        (exercise.module == "strengthening" and exercise.effort >= 3) or LOADS.intersection(exercise.equipment)
    ):
        return "B_HEAVY"
    if "B_IMPACT" in blocks and (
        IMPACT_TAGS.intersection(exercise.tags) or exercise.fall_risk >= 3 or exercise.id in IMPACT_ENTRIES
    ):
        return "B_IMPACT"
    return None


def takes_position(exercise: Exercise, position: str, *, on_feet: bool, blocks: Collection[str]) -> str | None:
    """The block that takes away doing the entry in this position, or None."""
    if "B_STAND" in blocks and on_feet:
        return "B_STAND"
    if "B_SIT" in blocks and position == "sitting":
        return "B_SIT"
    if "B_EX" in blocks and position == "prone":
        return "B_EX"
    if "B_STR" in blocks and on_feet and exercise.module in ("gait", "balance"):
        return "B_STR"
    return None


def left_by_b_ex(exercise: Exercise, *, leg_rest: bool) -> bool:
    """Whether breathing-and-positioning-only leaves this entry (decisions 5); with `leg_rest` no leg is moved."""
    if exercise.id in CALM_NEVER or exercise.family == "ds_texture":
        return False
    if leg_rest and exercise.family == "re_position":
        return False
    return exercise.family in CALM_FAMILIES or exercise.id in CALM_ENTRIES
