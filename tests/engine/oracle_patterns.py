"""Pain patterns once more, out of R3.2 and R3.1b alone: shares nothing with the engine or `plans/patterns.toml`."""

from __future__ import annotations

from coach.domain.profile import Profile

PATTERNS = (
    "neuropathic", "nerve_root", "spasticity", "gait_weakness", "osteoarthritis", "gtps", "tendinopathy", "fatigue",
)  # fmt: skip
"""The columns NEU ROOT SPA GAIT OA GTPS TEN FAT of R3.2."""
TIES = (
    "nerve_root", "neuropathic", "spasticity", "gtps", "tendinopathy", "osteoarthritis", "gait_weakness", "fatigue",
)  # fmt: skip
"""R3.1 step 4."""
POINTS: dict[str, tuple[int, ...]] = {
    "z_groin": (0, 0, 1, 0, 3, -1, 1, 0),
    "z_outer_hip": (0, 0, 0, 1, 0, 3, 0, 0),
    "z_buttock": (0, 1, 0, 0, 1, 0, 1, 0),
    "z_thigh_front": (0, 1, 1, 0, 1, 0, 1, 0),
    "z_thigh_back": (0, 1, 1, 0, 0, 0, 1, 0),
    "z_low_back": (0, 2, 0, 1, 0, 0, 0, 0),
    "z_below_knee": (1, 3, 0, 0, -1, -2, -1, 0),
    "side_both": (1, 0, 1, 0, 0, 0, -1, 0),
    "q_burning": (2, 1, 0, 0, -1, 0, 0, 0),
    "q_tingling": (2, 1, 0, 0, -1, -1, -1, 0),
    "q_electric": (2, 2, 0, 0, -1, -1, -1, 0),
    "q_stabbing": (1, 1, 0, 0, 0, 0, 0, 0),
    "q_numb": (1, 1, 0, 0, -1, -1, -1, 0),
    "q_touch_sore": (2, 0, 0, 0, 0, 0, 0, 0),
    "q_aching": (-1, 0, 0, 1, 1, 1, 1, 0),
    "q_stiff": (0, 0, 2, 0, 1, 0, 1, 0),
    "q_cramping": (0, 0, 3, 0, 0, 0, 0, 0),
    "w_activity": (-1, 0, 0, 2, 2, 1, 1, 1),
    "w_longer_walk": (0, 0, 0, 2, 1, 0, 0, 3),
    "w_lying_side": (0, 0, 0, 0, 0, 3, 0, 0),
    "w_press_outer": (0, 0, 0, 0, 0, 3, 0, 0),
    "w_sitting_long": (0, 2, 1, 0, 0, 0, 1, 0),
    "w_stairs": (0, 0, 0, 1, 1, 1, 0, 0),
    "w_first_steps": (0, 0, 1, 0, 2, 1, 2, 0),
    "w_one_leg": (0, 0, 0, 1, 0, 2, 0, 0),
    "w_lift_leg": (0, 0, 0, 1, 1, 0, 2, 0),
    "w_cough_bend": (0, 3, 0, 0, 0, 0, 0, 0),
    "w_spasm": (0, 0, 3, 0, 0, 0, 0, 0),
    "w_no_trigger": (2, 0, 0, -1, -1, -1, -1, 0),
    "w_heat_infection": (1, 0, 1, 0, 0, 0, 0, 2),
    "w_overload": (0, 0, 0, 0, 0, 1, 3, 0),
    "stiff_1_30": (0, 0, 0, 0, 2, 0, 1, 0),
    "stiff_gt30": (0, 0, 1, 0, -1, 0, 0, 0),
    "age_ge45": (0, 0, 0, 0, 2, 0, 0, 0),
    "age_lt45": (0, 0, 0, 0, -2, 0, 0, 0),
    "female_40_70": (0, 0, 0, 0, 0, 1, 0, 0),
    "spas_4_6": (0, 0, 2, 0, 0, 0, 0, 0),
    "spas_7_10": (0, 0, 3, 0, 0, 0, 0, 0),
    "spas_0_1": (0, 0, -2, 0, 0, 0, 0, 0),
    "fat_5_6": (0, 0, 0, 0, 0, 0, 0, 2),
    "fat_7_10": (0, 0, 0, 0, 0, 0, 0, 3),
    "fat_0_2": (0, 0, 0, 0, 0, 0, 0, -2),
    "mob_m0": (0, 0, 0, -1, 0, 0, 0, 0),
    "mob_m1_m3": (0, 0, 0, 2, 0, 0, 0, 1),
    "mob_m4_m5": (0, 0, 1, -2, 0, 0, 0, 0),
    "gait_toe_drag": (0, 0, 0, 2, 0, 0, 0, 0),
    "gait_hip_hike": (0, 0, 0, 2, 0, 0, 0, 0),
    "gait_leg_swing": (0, 0, 0, 2, 0, 0, 0, 0),
    "gait_trunk_lean": (0, 0, 0, 2, 0, 1, 0, 0),
    "gait_knee_back": (0, 0, 0, 1, 0, 0, 0, 0),
    "falls_1": (0, 0, 0, 1, 0, 0, 0, 1),
    "falls_2plus": (0, 0, 0, 1, 0, 0, 0, 2),
    "numb_skin": (1, 0, 0, 0, 0, 0, 0, 0),
    "dur_lt6w": (0, 0, 0, 0, 0, 0, 1, 0),
    "dur_gt3m": (1, 0, 0, 0, 1, 0, 0, 0),
}
"""R3.2, row by row."""


def features(given: Profile) -> set[str]:
    """The features of R3.2 that answers show; what was skipped shows none."""
    hip, ms, someone = given.hip, given.ms, given.person
    found: set[str] = {*(hip.zones or ()), *(hip.quality or ()), *(hip.worse or ()), *(ms.gait or ())}
    found |= {"numb_skin"} & set(ms.other or ())
    if hip.side is not None and hip.side.startswith("both"):
        found.add("side_both")
    if hip.stiff_min is not None:
        found |= {"1_30": {"stiff_1_30"}, "0": set()}.get(hip.stiff_min, {"stiff_gt30"})
    if hip.duration in ("gt3m", "gt1y"):
        found.add("dur_gt3m")
    if hip.duration == "lt6w":
        found.add("dur_lt6w")
    if someone.age is not None:
        found.add("age_ge45" if someone.age >= 45 else "age_lt45")
        if someone.sex == "female" and 40 <= someone.age <= 70:
            found.add("female_40_70")
    if ms.spasticity is not None:
        found |= _band(ms.spasticity, {"spas_0_1": (0, 1), "spas_4_6": (4, 6), "spas_7_10": (7, 10)})
    if ms.fatigue is not None:
        found |= _band(ms.fatigue, {"fat_0_2": (0, 2), "fat_5_6": (5, 6), "fat_7_10": (7, 10)})
    if ms.mobility is not None:
        found |= _band(ms.mobility, {"mob_m0": (0, 0), "mob_m1_m3": (1, 3), "mob_m4_m5": (4, 5)})
    if ms.falls:
        found.add("falls_1" if ms.falls == 1 else "falls_2plus")
    return found


def _band(value: int, bands: dict[str, tuple[int, int]]) -> set[str]:
    return {name for name, (low, high) in bands.items() if low <= value <= high}


def scores(given: Profile) -> dict[str, int]:
    """R3.1 step 1: sums, gait signs at most 4 for the gait pattern, 0 to 12."""
    found = features(given)
    gait = sum(POINTS[one][3] for one in found if one.startswith("gait_"))
    sums = {}
    for column, pattern in enumerate(PATTERNS):
        total = sum(POINTS[one][column] for one in found)
        if pattern == "gait_weakness":
            total += min(gait, 4) - gait
        sums[pattern] = max(0, min(12, total))
    return sums


def gates(given: Profile) -> dict[str, bool]:
    """R3.1b."""
    zones, quality, worse = (set(given.hip.zones or ()), set(given.hip.quality or ()), set(given.hip.worse or ()))
    stiff, tired = given.ms.spasticity, given.ms.fatigue
    walks = given.ms.mobility not in (4, 5)
    back = bool(zones & {"z_buttock", "z_thigh_back"}) and "z_below_knee" not in zones
    moved = bool(worse & {"w_activity", "w_first_steps"}) or given.hip.stiff_min == "1_30"
    return {
        "neuropathic": bool(quality & {"q_burning", "q_tingling", "q_electric", "q_touch_sore"})
        or "w_no_trigger" in worse,
        "nerve_root": bool(zones & {"z_low_back", "z_below_knee"}) or "w_cough_bend" in worse,
        "spasticity": (stiff is not None and stiff >= 4) or "q_cramping" in quality or "w_spasm" in worse,
        "gait_weakness": walks and (bool(given.ms.gait) or bool(worse & {"w_activity", "w_longer_walk"})),
        "osteoarthritis": "z_groin" in zones or (bool(zones & {"z_buttock", "z_thigh_front"}) and moved),
        "gtps": "z_outer_hip" in zones or bool(worse & {"w_lying_side", "w_press_outer"}),
        "tendinopathy": bool(worse & {"w_overload", "w_lift_leg"}) or ("w_sitting_long" in worse and back),
        "fatigue": (tired is not None and tired >= 5) or "w_longer_walk" in worse,
    }


def kept(given: Profile) -> dict[str, int]:
    """Patterns with an open gate and a score of 3 or more, strongest first, ties by R3.1 step 4."""
    sums, opened = scores(given), gates(given)
    names = [name for name in PATTERNS if opened[name] and sums[name] >= 3]
    return {name: sums[name] for name in sorted(names, key=lambda name: (-sums[name], TIES.index(name)))}


def subtype(given: Profile) -> str:
    """R3.4, the first that fits."""
    zones, worse = set(given.hip.zones or ()), set(given.hip.worse or ())
    if "w_lift_leg" in worse and zones & {"z_groin", "z_thigh_front"}:
        return "ten_hip_flexor"
    if "w_sitting_long" in worse and zones & {"z_buttock", "z_thigh_back"} and "z_below_knee" not in zones:
        return "ten_hamstring"
    if "z_groin" in zones and "w_lift_leg" not in worse:
        return "ten_adductor"
    return "ten_general"
