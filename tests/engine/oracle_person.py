"""What is true of a person, read from decisions.md 1 to 5 and rules.md R1.4 to R1.6 alone.

Shares no code with `coach.engine` and no data with `plans/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from coach.domain.profile import Profile
from tests.engine import oracle_patterns

LYING = {"supine", "half_lying", "side_lying", "prone", "long_sitting"}
FEET = {"standing_supported", "standing", "walking"}

BLOCKS: dict[str, str] = {
    "rf_cauda_equina": "B_ALL", "rf_saddle_numb": "B_ALL", "rf_fracture": "B_ALL", "rf_fall_new_pain": "B_EX B_STAND",
    "rf_head_injury": "B_ALL", "rf_septic_hip": "B_ALL", "rf_sepsis": "B_ALL", "rf_fever": "B_EX", "rf_dvt": "B_EX",
    "rf_pe": "B_ALL", "rf_chest": "B_ALL", "rf_stroke": "B_ALL", "rf_relapse": "B_EX B_PROG", "rf_sight_loss": "B_ALL",
    "rf_vision": "B_EX", "rf_weak_leg": "B_STAND B_STR", "rf_avn": "B_IMPACT B_HEAVY B_PROG", "rf_cancer": "B_EX",
    "rf_night_pain": "B_STR B_PROG", "rf_inflammatory": "B_PROG", "rf_pump_withdrawal": "B_ALL",
    "rf_missed_antispastic": "B_EX", "rf_pump_alarm": "B_EX", "rf_sedation": "B_ALL", "rf_dysreflexia": "B_ALL",
    "rf_retention": "B_ALL", "rf_pressure_sore": "B_SIT", "rf_gi_bleed": "B_ALL B_NSAIDTXT", "rf_overdose": "B_ALL",
    "rf_liver": "B_EX", "rf_seizure": "B_ALL", "rf_hip_dislocation": "B_ALL", "rf_suicide": "B_ALL", "rf_low_mood": "",
    "rf_unplanned_loss": "B_WEIGHT", "rf_swallow": "B_WEIGHT", "rf_pain_severe": "B_EX B_PROG",
}  # fmt: skip
"""R2.2, the last column."""
POSTERIOR = {"hip_flex_gt90", "hip_add_past_mid", "hip_ir_end", "deep_squat", "side_lie_on_op"}
ANTERIOR = {"hip_ext_end", "hip_er_end", "prone", "long_step_back"}
THIN_BONES = {"spine_flex_loaded", "spine_rot_end", "jerk"}
AVOID: dict[str, set[str]] = {
    "nerve_root": {"neural_tension", "spine_flex_loaded", "sit_long"},
    "spasticity": {"jerk", "overheat"},
    "osteoarthritis": {"impact", "deep_squat", "hip_ir_end", "jerk"},
    "gtps": {
        "hip_add_past_mid", "side_lie_on_painful", "figure4", "itb_stretch", "single_leg_stand", "deep_squat",
    },
    "ten_hip_flexor": {"resisted_hip_flex", "hip_ext_end", "jerk"},
    "ten_hamstring": {"hamstring_stretch", "hip_flex_gt90", "sit_long", "jerk"},
    "ten_adductor": {"hip_er_end", "jerk"},
    "ten_general": {"jerk", "impact"},
    "neuropathic": {"jerk"},
    "gait_weakness": set(),
    "fatigue": {"overheat"},
}  # fmt: skip
"""R3.5b; what depends on more is added in `Reading.blocked_tags`."""
FROM_THREE = {"neural_tension", "side_lie_on_painful", "hip_add_past_mid"}
STRETCHES = {"hip_ext_end", "hip_er_end", "hip_ir_end", "hamstring_stretch", "hip_flex_gt90", "figure4"}
LOWERS_PRESSURE = {"med_tizanidine", "med_amitriptyline", "med_nortriptyline", "med_duloxetine", "med_nabiximols"}
DIZZYING = {
    "med_gabapentin", "med_pregabalin", "med_duloxetine", "med_baclofen", "med_diazepam", "med_fampridine",
    "med_nabiximols", "med_opioid",
}  # fmt: skip
SEDATING = {
    "med_baclofen": 4, "med_duloxetine": 4, "med_amitriptyline": 4, "med_nortriptyline": 4, "med_diazepam": 6,
    "med_gabapentin": 4, "med_pregabalin": 4, "med_opioid": 4, "med_nabiximols": 4, "med_dantrolene": 4,
}  # fmt: skip
"""R4.9 tod_sedating, hours."""


def minute(text: str) -> int:
    """Minutes since midnight."""
    return int(text[:2]) * 60 + int(text[3:5])


def _in_force(when: date | None, lifted: bool | None, today: date) -> bool:
    weeks = None if when is None else (today - when).days / 7
    if weeks is None or weeks < 12:
        return True
    return lifted is False or (lifted is None and weeks < 52)


@dataclass(frozen=True)
class Reading:
    """One person on one day; `falls` are falls and near-falls of the last 90 days in the journal.

    `raised` are red flags of the journal, `practised` the exercises done on three days, None for who only begins.
    """

    given: Profile
    today: date
    falls: int = 0
    cleared: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()
    practised: frozenset[str] | None = None
    tired_today: int | None = None

    @cached_property
    def level(self) -> int:
        return 3 if self.given.ms.mobility is None else self.given.ms.mobility

    @cached_property
    def stiff(self) -> int:
        return 5 if self.given.ms.spasticity is None else self.given.ms.spasticity

    @cached_property
    def usually_tired(self) -> int:
        return 5 if self.given.ms.fatigue is None else self.given.ms.fatigue

    @cached_property
    def tired(self) -> int:
        """Today's value where there is one (decisions 3)."""
        return self.usually_tired if self.tired_today is None else self.tired_today

    @cached_property
    def fell(self) -> int:
        told = 1 if self.given.ms.falls is None else self.given.ms.falls
        return max(told, self.falls)

    @cached_property
    def unsteady(self) -> bool:
        """R1.4 fall_risk high."""
        return self.fell >= 1 or self.level >= 2

    @cached_property
    def ill(self) -> set[str]:
        return set(self.given.safety.background)

    @cached_property
    def other(self) -> set[str]:
        return set(self.given.ms.other or ())

    @cached_property
    def wishes(self) -> set[str]:
        return set(self.given.wishes.prefer)

    @cached_property
    def worse(self) -> set[str]:
        return set(self.given.hip.worse or ())

    @cached_property
    def quality(self) -> set[str]:
        return set(self.given.hip.quality or ())

    @cached_property
    def kept(self) -> dict[str, int]:
        return oracle_patterns.kept(self.given)

    @cached_property
    def things(self) -> set[str]:
        answer = self.given.capacity.equipment
        return {"chair"} if answer is None else set(answer)

    @cached_property
    def places(self) -> set[str]:
        answer = self.given.capacity.positions
        can: set[str] = {"sit"} if answer is None else set(answer)
        return can & {"sit", "lie_bed"} if "seated_only" in self.wishes else can

    @cached_property
    def minutes(self) -> int:
        return self.given.capacity.minutes or 10

    @cached_property
    def days(self) -> set[str]:
        return set(self.given.capacity.days or ("mon", "wed", "fri"))

    @cached_property
    def simple(self) -> bool:
        return bool(self.other & {"thinking", "vision"}) or "text_large" in self.wishes

    @cached_property
    def numb(self) -> bool:
        return "numb_skin" in self.other or "q_numb" in self.quality or self.level >= 4

    @cached_property
    def feels_heat(self) -> bool:
        return self.given.ms.heat is None or self.given.ms.heat >= 1

    # ------------------------------------------------------------------------------------------ what a doctor has said

    @cached_property
    def hip_rules(self) -> set[str]:
        operations = [(one.date, one.approach, one.lifted) for one in self.given.safety.hip_replacement]
        if not operations and "bg_hip_replacement" in self.ill:
            operations = [(None, "unknown", None)]
        found: set[str] = set()
        for when, approach, lifted in operations:
            if _in_force(when, lifted, self.today):
                found |= {"posterior", "anterior", "lateral"} if approach == "unknown" else {approach}
        return found | ({"posterior"} if "lateral" in found else set())

    @cached_property
    def operated(self) -> set[str]:
        """Sides nobody lies on: those of operations while any rule is in force."""
        if not self.hip_rules:
            return set()
        sides = [one.side for one in self.given.safety.hip_replacement]
        return {"left", "right"} if not sides or None in sides else {side for side in sides if side}

    @cached_property
    def sore(self) -> set[str]:
        side = self.given.hip.side
        return {side} if side in ("left", "right") else {"left", "right"}

    @cached_property
    def pregnant_week(self) -> float | None:
        """The week of pregnancy, up to 46 (six weeks after birth); None where it does not apply."""
        due = self.given.safety.pregnancy
        if due is None:
            return 20.0 if "bg_pregnant" in self.ill else None
        week = 40 - (due.due - self.today).days / 7
        return week if week <= 46 else None

    @cached_property
    def fracture(self) -> str | None:
        """`arm` or `other` where a fracture waits for its clearance."""
        told = self.given.safety.fracture
        if "bg_fracture_12w" not in self.ill and told is None:
            return None
        if "bg_fracture_12w" in self.cleared or (told is not None and told.cleared):
            return None
        return "arm" if told is not None and told.limb in ("left_arm", "right_arm") else "other"

    @cached_property
    def heart(self) -> bool:
        return "bg_heart_lung" in self.ill and "bg_heart_lung" not in self.cleared

    # -------------------------------------------------------------------------------------------------- flags, blocks

    @cached_property
    def red_flags(self) -> set[str]:
        told = {*self.given.safety.now, *self.raised}
        found = {one for one in told if one not in self.cleared or "B_ALL" in BLOCKS[one]}
        body = self.given.body
        lost = body.weight_6m_kg and body.weight_kg and (body.weight_6m_kg - body.weight_kg) / body.weight_6m_kg >= 0.05
        derived = {
            "rf_inflammatory": self.given.hip.stiff_min == "gt60" or "bg_inflammatory_arthritis" in self.ill,
            "rf_pain_severe": (self.given.hip.pain or 0) >= 9,
            "rf_avn": "bg_steroids" in self.ill and "z_groin" in (self.given.hip.zones or ()),
            "rf_cancer": "bg_cancer" in self.ill and "w_no_trigger" in self.worse,
            "rf_pressure_sore": "bg_pressure_sore" in self.ill,
            "rf_unplanned_loss": bool(lost),
        }
        return found | {name for name, holds in derived.items() if holds and name not in self.cleared}

    @cached_property
    def blocks(self) -> set[str]:
        found = {block for flag in self.red_flags for block in BLOCKS[flag].split()}
        return found | ({"B_EX"} if self.fracture == "other" else set())

    @cached_property
    def blocked_tags(self) -> set[str]:
        """Tags of R1.6 and, by R3.1 steps 8 and 9, of R3.5b; the side tags are left to the side."""
        tags: set[str] = set()
        tags |= POSTERIOR if "posterior" in self.hip_rules else set()
        tags |= ANTERIOR if "anterior" in self.hip_rules else set()
        tags |= {"resisted_hip_abd"} if "lateral" in self.hip_rules else set()
        tags |= THIN_BONES if self.ill & {"bg_osteoporosis", "bg_spine_fracture"} else set()
        tags |= {"impact"} if "bg_spine_fracture" in self.ill else set()
        if self.pregnant_week is not None:
            tags |= {"prone", "breath_hold", "overheat"}
            tags |= {"supine_long"} if self.pregnant_week >= 16 else set()
        tags |= {"prone", "spine_rot_end", "pressure_abdomen"} if "bg_pump" in self.ill else set()
        stiff = self.kept.get("spasticity", 0)
        for pattern, score in self.kept.items():
            name = oracle_patterns.subtype(self.given) if pattern == "tendinopathy" else pattern
            own = set(AVOID[name])
            if pattern == "fatigue" and (
                self.given.capacity.equipment is None or not self.things & {"counter", "rail"}
            ):
                own.add("single_leg_stand")
            for tag in own:
                softened = stiff >= 6 and score < stiff and tag in STRETCHES
                if (score >= 6 or tag in FROM_THREE) and not softened:
                    tags.add(tag)
        return tags - {"side_lie_on_op", "side_lie_on_painful"}

    @cached_property
    def contra(self) -> set[str]:
        """Flags of decisions 3 that take an entry away, unanswered `[asked]` ones included."""
        kept, week = self.kept, self.pregnant_week
        back = "nerve_root" in kept
        fresh = [one for one in self.given.medicine if self.newly(one.started, one.changed)]
        rows = {
            "hip_replacement_posterior": "posterior" in self.hip_rules,
            "hip_replacement_anterior": "anterior" in self.hip_rules,
            "hip_replacement_lateral": "lateral" in self.hip_rules,
            "gtps_compression": "gtps" in kept,
            "gtps_side_lying": "gtps" in kept,
            "tendon_stretch_compression": "tendinopathy" in kept,
            "neural_tension": back,
            "acute_sciatica_flexion": back and bool(self.worse & {"w_cough_bend", "w_sitting_long"}),
            "stenosis_extension": back and "w_longer_walk" in self.worse and "w_sitting_long" not in self.worse,
            "allodynia_contact": "q_touch_sore" in self.quality,
            "hip_oa_deep_range": "osteoarthritis" in kept,
            "high_spasticity_fast_stretch": self.stiff >= 4,
            "extensor_spasm": self.stiff >= 7 and ("w_spasm" in self.worse or "q_cramping" in self.quality),
            "clonus": self.stiff >= 7 and ("w_spasm" in self.worse or "q_cramping" in self.quality),
            "osteoporosis_flexion": bool(self.ill & {"bg_osteoporosis", "bg_spine_fracture"}),
            "osteoporosis_passive_force": self.level >= 4
            or bool(self.ill & {"bg_osteoporosis", "bg_spine_fracture", "bg_steroids"}),
            "pregnancy_supine": week is not None and week >= 16,
            "pregnancy_prone": week is not None,
            "baclofen_pump": "bg_pump" in self.ill,
            "recent_falls": self.fell >= 1,
            "vertigo_diplopia": bool(self.other & {"dizzy", "vision"}),
            "orthostatic": "dizzy" in self.other
            or self.level >= 4
            or any(one.info in LOWERS_PRESSURE for one in self.given.medicine)
            or any(one.info in DIZZYING for one in fresh),
            "reduced_sensation": self.numb,
            "skin_pressure": self.level >= 4 or "bg_pressure_sore" in self.ill,
            "foot_drop": "gait_toe_drag" in (self.given.ms.gait or ())
            or (self.given.ms.gait is None and self.given.ms.mobility in (1, 2, 3)),
            "heat_sensitivity": self.feels_heat,
            "high_fatigue": self.tired >= 7,
            "cognitive_load": "thinking" in self.other,
            "cardio_clearance": "bg_heart_lung" in self.ill,
            "bp_isometric": "bg_heart_lung" in self.ill,
        }
        asked = self.given.asked
        rows |= {
            "catheter_tubing": asked.catheter_tubing is not False,
            "poor_sitting_balance": asked.poor_sitting_balance is not False,
            "wrist_shoulder_load": asked.wrist_shoulder_load is not False,
            "neck_flexion_shock": asked.neck_flexion_shock is not False,
            "knee_kneeling": asked.knee_kneeling is not False,
        }
        return {name for name, holds in rows.items() if holds}

    @cached_property
    def sits_badly(self) -> bool:
        said = self.given.asked.poor_sitting_balance
        return said is True or (said is None and self.level >= 4)

    # ------------------------------------------------------------------------------------------------- home and times

    @cached_property
    def owned(self) -> set[str]:
        gives = {
            "chair": "chair_firm", "counter": "counter", "rail": "rail", "step": "step", "band": "band",
            "ankle_weights": "ankle_weight", "mirror": "mirror", "slide_sheet": "slide_sheet",
            "pedals": "pedal_exerciser", "arm_cycle": "arm_cycle", "exercise_bike": "exercise_bike",
            "standing_frame": "standing_frame", "stick": "stick", "walker": "walker", "wheelchair": "wheelchair_manual",
        }  # fmt: skip
        always = {
            "pillow", "towel", "strap", "ball_soft", "table", "tape_lines", "card_target", "light_weights", "metronome",
            "texture_kit",
        }  # fmt: skip
        things = self.things | ({"wheelchair"} if self.level >= 4 else set())
        return always | {gives[one] for one in things if one in gives}

    @cached_property
    def surfaces(self) -> set[str]:
        """Everything but the floor, which goes by position."""
        things = self.things | ({"wheelchair"} if self.level >= 4 else set())
        found = {"bed"} | ({"open_space"} if self.level <= 3 else set())
        gives = {
            "chair": {"chair"}, "wall": {"wall_side"}, "counter": {"counter_side"}, "step": {"stairs"},
            "pedals": {"machine"}, "arm_cycle": {"machine"}, "exercise_bike": {"machine"}, "standing_frame": {"frame"},
            "wheelchair": {"wheelchair"},
        }  # fmt: skip
        for one in things:
            found |= gives.get(one, set())
        if "wall" in things and things & {"chair", "counter"}:
            found.add("corner")
        return found

    @cached_property
    def helper(self) -> str:
        return self.given.capacity.helper or "none"

    @cached_property
    def helper_spans(self) -> list[tuple[int, int]]:
        if self.helper == "none":
            return []
        return [(minute(one[:5]), minute(one[6:])) for one in self.given.capacity.helper_times]

    def helped(self, at: int, until: float) -> bool:
        """Whether somebody is there for the whole session."""
        if self.helper == "always" and not self.helper_spans:
            return True
        return any(begin <= at and until <= end for begin, end in self.helper_spans)

    def newly(self, started: date | None, changed: date | None) -> bool:
        """In the 14 days after a start or change."""
        return any(0 <= (self.today - day).days < 14 for day in (started, changed) if day is not None)

    def woozy(self, at: int, until: float) -> bool:
        """Whether a window of R4.9 touches the time from `at` to `until`."""
        for medicine in self.given.medicine:
            hours = 4 if medicine.info == "med_tizanidine" else 0
            if self.newly(medicine.started, medicine.changed) or "dizzy" in self.other:
                hours = max(hours, SEDATING.get(medicine.info or "", 0))
            for dose in medicine.times:
                for day in (-1440, 0, 1440):
                    begin = minute(dose) + day
                    if begin < until and at < begin + hours * 60:
                        return True
        return False

    @cached_property
    def floor_alone(self) -> bool:
        return self.level <= 2 and self.fell == 0 and self.tired < 7

    def floor(self, with_helper: bool) -> bool:
        """Decisions 1, `lie_floor`."""
        return "lie_floor" in self.places and "no_floor" not in self.wishes and (self.floor_alone or with_helper)
