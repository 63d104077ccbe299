"""The closed vocabularies: the words that files, rules and screens share.

Exercise words are those of the exercise catalogue; answer values keep the prefixed ids of the intake (R1.3).
Open vocabularies (families, flags, tags, targets) live in `plans/` and are checked when the content is loaded.
"""

from __future__ import annotations

from typing import Literal, get_args

Module = Literal["stretching", "strengthening", "balance", "gait", "mobility", "aerobic", "relaxation"]
Share = Literal["stretch", "strength", "balance", "gait", "aerobic", "calm"]
"""The six columns of R4.5 that weekly minutes are counted in; `calm` is desensitise and breathing."""

Position = Literal[
    "supine", "half_lying", "side_lying", "prone", "long_sitting", "sitting", "kneeling", "quadruped",
    "standing_supported", "standing", "walking",
]  # fmt: skip
Surface = Literal[
    "bed", "floor", "chair", "wheelchair", "counter_side", "wall_side", "corner", "open_space", "stairs", "frame",
    "machine",
]  # fmt: skip
Equipment = Literal[
    "pillow", "towel", "strap", "slide_sheet", "ball_soft", "chair_firm", "table", "counter", "rail", "step",
    "tape_lines", "mirror", "card_target", "band", "ankle_weight", "light_weights", "metronome", "texture_kit",
    "stick", "walker", "standing_frame", "wheelchair_manual", "pedal_exerciser", "arm_cycle", "exercise_bike",
]  # fmt: skip
Support = Literal[
    "lying", "seated_backrest", "seated_no_backrest", "two_hands_fixed", "one_hand_fixed", "fingertips_fixed",
    "hover_fixed", "own_aid", "standing_frame", "helper_hands_on", "none_needed",
]  # fmt: skip
Pattern = Literal[
    "neuropathic", "nerve_root", "spasticity", "gait_weakness", "osteoarthritis", "gtps", "tendinopathy", "fatigue"
]
Kind = Literal["reps", "hold", "timed", "breath"]
Sides = Literal["unilateral", "bilateral"]
HelperNeed = Literal["no", "optional", "yes"]
Frequency = Literal["daily", "2x_day", "5x_week", "3x_week"]
Part = Literal["warm_up", "main", "cool_down"]
Side = Literal["left", "right", "both"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

DAYS: tuple[Day, ...] = get_args(Day)
PATTERNS: tuple[Pattern, ...] = get_args(Pattern)
SHARES: tuple[Share, ...] = get_args(Share)
ON_FEET: frozenset[Position] = frozenset({"standing_supported", "standing", "walking"})
LYING: frozenset[Position] = frozenset({"supine", "half_lying", "side_lying", "prone", "long_sitting"})
