"""People to test with, as answers files: one for each mobility level, and some with a life of their own.

`PERSONAS[name]` is the text of a `profile.toml`; `save(name, folder)` writes it to a file.
"""

from __future__ import annotations

from pathlib import Path

WALKS_WELL = """\
format = 1
[safety]
now = []
background = []
[person]
age = 38
sex = "female"
[ms]
mobility = 0
gait = []
falls = 0
spasticity = 1
fatigue = 4
heat = 1
other = []
[hip]
side = "right"
zones = ["z_groin"]
quality = ["q_aching", "q_stiff"]
worse = ["w_first_steps", "w_stairs"]
stiff_min = "1_30"
duration = "gt3m"
pain = 4
enjoy = 3
activity = 3
[capacity]
minutes = 30
days = ["mon", "tue", "wed", "thu", "fri"]
other_days = 8
wake = "06:30"
sleep = "22:30"
positions = ["lie_bed", "lie_floor", "prone", "sit", "stand_supported", "stand_free"]
equipment = ["chair", "wall", "counter", "band", "step"]
helper = "none"
[body]
height_cm = 170
weight_kg = 66.5
[wishes]
goals = ["walk_further"]
prefer = []
"""

LIMPS = """\
format = 1
[safety]
now = []
background = []
[person]
age = 52
sex = "female"
[ms]
mobility = 1
gait = ["gait_toe_drag"]
falls = 0
spasticity = 6
fatigue = 5
heat = 2
other = ["vision"]
[hip]
side = "left"
zones = ["z_groin"]
quality = ["q_stiff", "q_aching"]
worse = ["w_first_steps"]
stiff_min = "1_30"
duration = "gt3m"
pain = 5
enjoy = 4
activity = 5
[capacity]
minutes = 20
days = ["mon", "tue", "wed", "thu", "fri"]
other_days = 8
wake = "07:30"
sleep = "22:30"
positions = ["lie_bed", "sit", "stand_supported"]
equipment = ["chair", "wall", "counter", "band"]
helper = "none"
[[medicine]]
info = "med_baclofen"
times = ["08:00", "14:00", "22:00"]
source = "prescribed"
"""

STICK_EVENINGS = """\
format = 1
[safety]
now = []
background = []
[person]
age = 47
sex = "male"
[ms]
mobility = 2
gait = ["gait_leg_swing"]
falls = 1
spasticity = 7
fatigue = 6
heat = 1
other = ["bladder_urgency"]
[hip]
side = "both_left_worse"
zones = ["z_groin", "z_thigh_front"]
quality = ["q_stiff", "q_cramping"]
worse = ["w_spasm", "w_sitting_long"]
stiff_min = "31_60"
duration = "gt1y"
pain = 5
enjoy = 5
activity = 6
[capacity]
minutes = 15
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
other_days = 0
wake = "07:00"
sleep = "23:00"
positions = ["lie_bed", "sit", "stand_supported"]
equipment = ["chair", "counter", "stick"]
helper = "none"
[wishes]
goals = ["less_stiff", "sleep"]
prefer = ["evening", "no_floor"]
"""

WALKING_FRAME = """\
format = 1
[safety]
now = []
background = ["bg_osteoporosis"]
[person]
age = 63
sex = "female"
[ms]
mobility = 3
gait = ["gait_hip_hike", "gait_trunk_lean"]
falls = 2
spasticity = 5
fatigue = 7
heat = 3
other = ["dizzy", "thinking"]
[hip]
side = "both_same"
zones = ["z_outer_hip", "z_buttock"]
quality = ["q_aching"]
worse = ["w_longer_walk", "w_lying_side"]
stiff_min = "1_30"
duration = "gt1y"
pain = 6
enjoy = 6
activity = 7
[capacity]
minutes = 10
days = ["mon", "wed", "fri"]
other_days = 5
wake = "08:00"
sleep = "21:30"
positions = ["lie_bed", "sit", "stand_supported"]
equipment = ["chair", "counter", "walker"]
helper = "sometimes"
helper_times = ["09:00-11:00"]
"""

WHEELCHAIR_HELPER_MORNINGS = """\
format = 1
[safety]
now = []
background = []
[person]
age = 58
sex = "male"
[ms]
mobility = 4
falls = 0
spasticity = 6
fatigue = 6
heat = 2
other = ["numb_skin", "bladder_urgency"]
[hip]
side = "right"
zones = ["z_buttock", "z_thigh_back"]
quality = ["q_burning", "q_aching"]
worse = ["w_sitting_long"]
stiff_min = "1_30"
duration = "gt1y"
pain = 5
enjoy = 4
activity = 5
[capacity]
minutes = 20
days = ["mon", "tue", "wed", "thu", "fri"]
other_days = 0
wake = "07:00"
sleep = "22:00"
positions = ["lie_bed", "sit"]
equipment = ["wheelchair", "cushion", "band", "slide_sheet"]
helper = "sometimes"
helper_times = ["07:30-10:00"]
[wishes]
goals = ["transfers", "less_pain"]
prefer = ["morning"]
"""

IN_BED = """\
format = 1
[safety]
now = []
background = []
[person]
age = 66
sex = "female"
[ms]
mobility = 5
falls = 0
spasticity = 8
fatigue = 8
heat = 2
other = ["hands", "swallowing"]
[hip]
side = "both_same"
zones = ["z_groin", "z_buttock"]
quality = ["q_cramping", "q_stiff"]
worse = ["w_spasm"]
stiff_min = "gt60"
duration = "gt1y"
pain = 6
enjoy = 7
activity = 8
[capacity]
minutes = 15
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
other_days = 0
wake = "08:00"
sleep = "21:00"
positions = ["lie_bed"]
equipment = ["wheelchair", "slide_sheet"]
helper = "always"
"""

OUTER_HIP_SKIPS_HALF = """\
format = 1
[safety]
now = []
background = []
[person]
age = 55
[ms]
mobility = 1
falls = 0
fatigue = 3
[hip]
side = "right"
zones = ["z_outer_hip"]
worse = ["w_lying_side", "w_press_outer", "w_one_leg"]
pain = 4
[capacity]
minutes = 20
days = ["mon", "wed", "fri"]
"""

BLIND = """\
format = 1
[safety]
now = []
background = []
[person]
age = 44
sex = "female"
[ms]
mobility = 1
gait = []
falls = 1
spasticity = 3
fatigue = 5
heat = 1
other = ["vision"]
[hip]
side = "left"
zones = ["z_groin", "z_buttock"]
quality = ["q_aching"]
worse = ["w_sitting_long", "w_first_steps"]
stiff_min = "1_30"
duration = "gt3m"
pain = 4
enjoy = 3
activity = 3
[capacity]
minutes = 20
days = ["mon", "tue", "thu", "sat"]
other_days = 5
wake = "07:00"
sleep = "22:00"
positions = ["lie_bed", "sit", "stand_supported"]
equipment = ["chair", "wall", "counter"]
helper = "none"
[wishes]
goals = ["less_pain"]
prefer = ["sound_on"]
"""

LEVELS = {
    0: "walks_well", 1: "limps", 2: "stick_evenings", 3: "walking_frame", 4: "wheelchair_helper_mornings", 5: "in_bed"
}  # fmt: skip
"""The persona of each mobility level."""

ASKED = """
[asked]
taught_standing = false
catheter_tubing = false
poor_sitting_balance = false
wrist_shoulder_load = false
neck_flexion_shock = false
knee_kneeling = true
"""
"""What the coach asks later, answered by all of them."""

PERSONAS = {
    "walks_well": WALKS_WELL,
    "limps": LIMPS,
    "stick_evenings": STICK_EVENINGS,
    "walking_frame": WALKING_FRAME,
    "wheelchair_helper_mornings": WHEELCHAIR_HELPER_MORNINGS,
    "in_bed": IN_BED,
    "outer_hip_skips_half": OUTER_HIP_SKIPS_HALF,
    "blind": BLIND,
}


PERSONAS = {name: answers + ASKED for name, answers in PERSONAS.items()}


def with_flags(name: str, *flags: str) -> str:
    """A persona who ticked red flags."""
    listed = ", ".join(f'"{flag}"' for flag in flags)
    return PERSONAS[name].replace("now = []", f"now = [{listed}]")


def save(name: str, folder: Path) -> Path:
    """Write a persona's answers to a file and return it."""
    path = folder / f"{name}.toml"
    path.write_text(PERSONAS[name], encoding="utf-8")
    return path
