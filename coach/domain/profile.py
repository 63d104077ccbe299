"""The intake answers (R1) as they stand in `profile.toml`.

A missing key is a skipped question; the rules give it the cautious default of R1.5. Only `[safety]` must be there.
"""

from datetime import date as Date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coach.domain.model import ClockTime, Id, Level, Many, Record, Scale
from coach.domain.vocabulary import Day

Background = Literal[
    "bg_hip_replacement", "bg_osteoporosis", "bg_spine_fracture", "bg_fracture_12w", "bg_pregnant", "bg_breastfeeding",
    "bg_pump", "bg_other_implant", "bg_cancer", "bg_steroids", "bg_heart_lung", "bg_kidney", "bg_liver",
    "bg_stomach_bleed", "bg_blood_thinner", "bg_epilepsy", "bg_diabetes", "bg_pressure_sore", "bg_eating_disorder",
    "bg_inflammatory_arthritis",
]  # fmt: skip
Zone = Literal["z_groin", "z_outer_hip", "z_buttock", "z_thigh_front", "z_thigh_back", "z_low_back", "z_below_knee"]
Quality = Literal[
    "q_burning", "q_tingling", "q_electric", "q_stabbing", "q_numb", "q_touch_sore", "q_aching", "q_stiff", "q_cramping"
]
Worse = Literal[
    "w_activity", "w_longer_walk", "w_lying_side", "w_press_outer", "w_sitting_long", "w_stairs", "w_first_steps",
    "w_one_leg", "w_lift_leg", "w_cough_bend", "w_spasm", "w_heat_infection", "w_no_trigger", "w_overload",
]  # fmt: skip
Gait = Literal["gait_toe_drag", "gait_hip_hike", "gait_leg_swing", "gait_trunk_lean", "gait_knee_back"]
OtherMs = Literal["vision", "hands", "bladder_urgency", "numb_skin", "dizzy", "thinking", "swallowing"]
CanUse = Literal["lie_bed", "lie_floor", "prone", "sit", "stand_supported", "stand_free"]
Owns = Literal[
    "chair", "wall", "counter", "rail", "step", "band", "ankle_weights", "mirror", "slide_sheet", "pedals",
    "arm_cycle", "exercise_bike", "standing_frame", "stick", "walker", "wheelchair", "afo", "fes", "cooling",
    "cushion", "towel",
]  # fmt: skip
Goal = Literal[
    "walk_further", "less_pain", "sleep", "stairs", "transfers", "fewer_falls", "less_stiff", "more_energy", "weight",
    "work", "hobby",
]  # fmt: skip
Wish = Literal["seated_only", "no_floor", "short_sessions", "morning", "afternoon", "evening", "text_large", "sound_on"]
Approach = Literal["posterior", "anterior", "lateral", "unknown"]
TimeSpan = Annotated[
    str,
    StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"),
]
"""A span of the day, "07:30-10:00"."""


class HipReplacement(Record):
    """One hip operation; what is not known is left out and counts as still in force (decisions 3)."""

    date: Date | None = None
    approach: Approach = "unknown"
    side: Literal["left", "right"] | None = None
    lifted: bool | None = None


class Pregnancy(Record):
    """The day the baby is due."""

    due: Date


class Fracture(Record):
    """A broken bone in the last months."""

    date: Date
    limb: Literal["left_leg", "right_leg", "left_arm", "right_arm", "back_or_pelvis", "other"] | None = None
    cleared: bool = False


class Safety(Record):
    """Red flags that apply now (R2.2) and what a doctor has said (R1.3); `[]` is "none of these"."""

    now: Many[Id]
    background: Many[Background]
    hip_replacement: Many[HipReplacement] = ()
    pregnancy: Pregnancy | None = None
    fracture: Fracture | None = None


class Someone(Record):
    """Age in years and the body table for test scores."""

    age: Annotated[int, Field(ge=18, le=100)] | None = None
    sex: Literal["female", "male", "no_answer"] | None = None


class Ms(Record):
    """How MS shows: mobility level 0 to 5, 0 to 10 ratings, falls in six months (2 = two or more), heat 0 to 3."""

    mobility: Level | None = None
    gait: Many[Gait] | None = None
    falls: Annotated[int, Field(ge=0, le=2)] | None = None
    spasticity: Scale | None = None
    fatigue: Scale | None = None
    heat: Annotated[int, Field(ge=0, le=3)] | None = None
    other: Many[OtherMs] | None = None


class Hip(Record):
    """The hip pain itself; `pain`, `enjoy` and `activity` are 0 to 10 averages of the last week."""

    side: Literal["left", "right", "both_same", "both_left_worse", "both_right_worse"] | None = None
    zones: Many[Zone] | None = None
    quality: Many[Quality] | None = None
    worse: Many[Worse] | None = None
    stiff_min: Literal["0", "1_30", "31_60", "gt60"] | None = None
    duration: Literal["lt6w", "6w_3m", "gt3m", "gt1y"] | None = None
    pain: Scale | None = None
    enjoy: Scale | None = None
    activity: Scale | None = None


class Capacity(Record):
    """What the person can give: minutes a day, days, waking hours, positions, things at home and help."""

    minutes: Annotated[int, Field(ge=5, le=90)] | None = None
    days: Many[Day] | None = None
    other_days: Annotated[int, Field(ge=0, le=30)] = 0
    wake: ClockTime | None = None
    sleep: ClockTime | None = None
    positions: Many[CanUse] | None = None
    equipment: Many[Owns] | None = None
    helper: Literal["none", "sometimes", "always"] | None = None
    helper_times: Many[TimeSpan] = ()


class Asked(Record):
    """Asked once, when first needed; unanswered counts as the cautious answer (decisions 3)."""

    taught_standing: bool | None = None
    catheter_tubing: bool | None = None
    poor_sitting_balance: bool | None = None
    wrist_shoulder_load: bool | None = None
    neck_flexion_shock: bool | None = None
    knee_kneeling: bool | None = None


class Body(Record):
    """Height and waist in cm, weight in kg."""

    height_cm: Annotated[float, Field(ge=120, le=220)] | None = None
    weight_kg: Annotated[float, Field(ge=30, le=250)] | None = None
    waist_cm: Annotated[float, Field(ge=50, le=200)] | None = None
    weight_6m_kg: Annotated[float, Field(ge=30, le=250)] | None = None


class Wishes(Record):
    """What matters most (three at most), what to respect, and exercises that the person would rather not have."""

    goals: Annotated[Many[Goal], Field(max_length=3)] = ()
    prefer: Many[Wish] = ()
    leave_out: Many[Id] = ()


class Medicine(Record):
    """One medicine as an answers file may carry it; the intake moves it to `medicines.toml` (decisions 10)."""

    id: Id | None = None
    name: Annotated[str, StringConstraints(min_length=1, max_length=80)] | None = None
    info: Id | None = None
    times: Many[ClockTime] = ()
    source: Literal["prescribed", "shop"] | None = None
    started: Date | None = None
    changed: Date | None = None
    effect_on_legs: Literal["easier", "weak", "none"] | None = None


class Profile(Record):
    """All intake answers, format 1."""

    format: Literal[1] = 1
    answered: Date | None = None
    safety: Safety
    person: Someone = Field(default_factory=Someone)
    ms: Ms = Field(default_factory=Ms)
    hip: Hip = Field(default_factory=Hip)
    capacity: Capacity = Field(default_factory=Capacity)
    asked: Asked = Field(default_factory=Asked)
    body: Body = Field(default_factory=Body)
    wishes: Wishes = Field(default_factory=Wishes)
    medicine: Many[Medicine] = ()
