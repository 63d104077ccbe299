"""The words of figures: postures, views, furniture, muscles and places of the body.

`work_` and `other_` name a side; a word without them means both, or the side of the hand that takes hold there.
"""

from __future__ import annotations

from typing import Literal

Base = Literal[
    "standing", "sitting", "supine", "prone", "side_lying", "half_kneeling", "long_sitting", "side_lying_down",
    "half_lying", "reclined_sitting", "perched", "bike", "kneeling", "four_point",
]  # fmt: skip
"""The posture that a figure starts from."""
View = Literal[
    "side", "front", "back", "quarter", "feet", "above", "top", "front_high", "back_high", "quarter_back",
    "foot_end",
]  # fmt: skip
Muscle = Literal[
    "glutes", "piriformis", "abductors", "hip_flexor", "quads", "hamstrings", "adductors", "outer_thigh", "calf",
    "shin", "trunk", "back", "pelvic_floor", "chest", "neck", "shoulder", "triceps", "biceps",
]  # fmt: skip
Furniture = Literal[
    "line", "mat", "bed", "chair", "wheelchair", "wall", "counter", "step", "pillow", "walker", "armchair", "stool",
    "perch", "cushion", "bed_seat", "bed_narrow", "backrest", "backrest_steep", "roll", "sheet", "rail",
    "counter_beside", "chair_beside", "table", "stairs", "frame", "pedals", "arm_cycle", "bike", "tape", "lane",
    "anchor", "pillow_stack",
]  # fmt: skip
"""What stands in the picture."""
Tied = Literal[
    "strap", "band", "pillow", "cane", "ball", "card", "cup", "cloth", "weight", "rod", "walker",
]  # fmt: skip
"""What is held, worn, or runs from one place to another."""
Sign = Literal[
    "speech", "note", "count", "breath", "thought_walk",
]  # fmt: skip
"""A sign beside a part of the body: speech, music, counting."""
Focus = Literal[
    "leg", "work_leg", "other_leg", "arm", "work_arm", "other_arm", "trunk",
]  # fmt: skip
"""What works, and is painted so."""
Foot = Literal[
    "foot", "work_foot", "other_foot",
]  # fmt: skip
Fixed = Literal[
    "foot", "work_foot", "other_foot", "knee", "work_knee", "other_knee", "toe", "work_toe", "other_toe", "hand",
    "work_hand", "other_hand", "pelvis", "chest", "head",
]  # fmt: skip
"""What can stay where it is."""
Part = Literal[
    "foot", "work_foot", "other_foot", "knee", "work_knee", "other_knee", "toe", "work_toe", "other_toe", "hip",
    "work_hip", "other_hip", "hand", "work_hand", "other_hand", "elbow", "work_elbow", "other_elbow", "shoulder",
    "work_shoulder", "other_shoulder", "pelvis", "chest", "head",
]  # fmt: skip
"""A joint, or an end of the body."""
Grip = Literal[
    "wall", "counter", "wheelchair", "walker", "chair", "armchair", "stool", "bed_seat", "rail", "counter_beside",
    "chair_beside", "table", "frame", "bike",
]  # fmt: skip
"""Furniture that has a place for hands."""
Hold = Literal[
    "hips", "work_hips", "other_hips", "knee", "work_knee", "other_knee", "thigh", "work_thigh", "other_thigh",
    "shin", "work_shin", "other_shin", "foot", "work_foot", "other_foot", "head", "work_head", "other_head", "lap",
    "work_lap", "other_lap", "inner_thigh", "work_inner_thigh", "other_inner_thigh", "outer_thigh",
    "work_outer_thigh", "other_outer_thigh", "outer_hip", "work_outer_hip", "other_outer_hip", "lower_thigh",
    "work_lower_thigh", "other_lower_thigh", "calf", "work_calf", "other_calf", "heel", "work_heel", "other_heel",
    "sole", "work_sole", "other_sole", "toes", "work_toes", "other_toes", "belly", "work_belly", "other_belly",
    "pelvis", "work_pelvis", "other_pelvis", "chest", "work_chest", "other_chest", "ribs", "work_ribs",
    "other_ribs", "back", "work_back", "other_back", "shoulder", "work_shoulder", "other_shoulder", "crossed",
    "work_crossed", "other_crossed", "eyes",
]  # fmt: skip
"""A place of the body that a hand can lie on."""
Way = Literal["out", "in", "up", "down", "forward", "back", "headward", "footward"]
"""Where a push goes."""
