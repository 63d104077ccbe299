"""From answers to facts: what conditions can ask for.

Two views of the same person: `answered_facts` holds only what was answered (a missing answer never adds pattern
points, R1.5), `cautious_facts` fills the gaps with the cautious defaults of R1.5 and adds what the journal knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from coach.domain.profile import HipReplacement, Profile
from coach.domain.questions import Home
from coach.domain.vocabulary import PATTERNS, Pattern
from coach.engine.conditions import Facts, Value
from coach.engine.history import History

DERIVED: Mapping[str, str] = {
    "age_ge45": "45 or older",
    "age_lt45": "younger than 45",
    "age_ge60": "60 or older",
    "age_ge65": "65 or older",
    "female_40_70": "female, 40 to 70",
    "side_both": "both hips",
    "pregnant": "pregnant, or birth under 6 weeks ago",
    "pregnant_16w": "pregnant from week 16",
    "thr_posterior": "posterior precautions in force",
    "thr_anterior": "anterior precautions in force",
    "thr_lateral": "lateral precautions in force",
    "thr_any": "any hip-replacement precaution in force",
    "fracture_uncleared": "a fracture without clearance, not an arm",
    "fracture_arm": "an arm fracture without clearance",
    "sens_flag": "reduced feeling (R1.4)",
    "heat_flag": "heat makes it worse (R1.4)",
    "fall_risk_high": "fall risk high (R1.4)",
    "recent_falls": "a fall in the answers or in the journal's last 90 days",
    "falls_2plus": "two falls or more",
    "helper_present": "a helper is there, always or at set times",
    "heart_lung_uncleared": "heart or lung disease without clearance",
    "weight_loss_5": "lost 5 % or more in 6 months",
    "takes_bp": "a medicine that lowers blood pressure",
    "new_dizzy_medicine": "a dizzying medicine new or changed in 14 days",
    "simple_mode": "one thing at a time (R1.4)",
    "bladder_flag": "toilet first (R1.4)",
    "tired_today": "fatigue 7 or more",
    "some_pain_side": "a sore side is named",
    "w_sitting_with_back": "sitting brings it on, at the buttock or back of the thigh and not below the knee",
    **{f"kept_{p}": f"pattern {p} kept (score 3 or more)" for p in PATTERNS},
    **{f"many_{p}": f"pattern {p} kept with a score of 6 or more" for p in PATTERNS},
}
"""Every derived name that a condition may use, with its meaning."""

PRECAUTION_WEEKS = 12
LIFTED_AFTER_WEEKS = 52
NEW_MEDICINE_DAYS = 14
BIRTH_WEEKS = 6
PREGNANCY_WEEKS = 40
SUPINE_WEEK = 16


def answered_facts(profile: Profile) -> Facts:
    """Only what was answered; the view for pattern points, gates and reasons (R1.5, R3)."""
    values: dict[str, Value] = {}
    for part in (
        profile.person,
        profile.ms,
        profile.hip,
        profile.capacity,
        profile.body,
        profile.wishes,
        profile.asked,
    ):
        for key, value in part:
            if value is not None:
                values[key] = frozenset(value) if isinstance(value, tuple) else value
    values["background"] = frozenset(profile.safety.background)
    values["now"] = frozenset(profile.safety.now)
    derived: set[str] = set()
    age = profile.person.age
    if age is not None:
        derived.update(name for limit, name in ((45, "age_ge45"), (60, "age_ge60"), (65, "age_ge65")) if age >= limit)
        if age < 45:
            derived.add("age_lt45")
        if profile.person.sex == "female" and 40 <= age <= 70:
            derived.add("female_40_70")
    if (profile.hip.side or "").startswith("both"):
        derived.add("side_both")
    if profile.hip.side:
        derived.add("some_pain_side")
    zones = set(profile.hip.zones or ())
    sits = "w_sitting_long" in (profile.hip.worse or ())
    if sits and zones & {"z_buttock", "z_thigh_back"} and "z_below_knee" not in zones:
        derived.add("w_sitting_with_back")
    return Facts(values, frozenset(derived))


def cautious_facts(
    profile: Profile,
    history: History,
    home: Home,
    medicine_codes: Mapping[str, tuple[str, ...]],
    scores: Mapping[Pattern, int],
    today: date,
) -> Facts:
    """Answers with the cautious defaults of R1.5, and all derived names; `scores` are those of kept patterns."""
    raw = answered_facts(profile)
    values = dict(raw.values)
    defaults: dict[str, Value] = {
        "mobility": 3, "falls": 1, "spasticity": 5, "fatigue": 5, "heat": 1, "age": 65, "minutes": 10, "helper": "none",
        "positions": frozenset({"sit"}), "equipment": frozenset(home.skipped), "days": frozenset({"mon", "wed", "fri"}),
        "zones": frozenset(), "quality": frozenset(), "worse": frozenset(), "other": frozenset(), "gait": frozenset(),
        "goals": frozenset(), "prefer": frozenset(),
    }  # fmt: skip
    skipped = {name for name in defaults if name not in values}
    for name in skipped - {"gait"}:
        values[name] = defaults[name]
    if history.fatigue_today is not None:
        values["fatigue"] = history.fatigue_today
    derived = set(raw.derived)
    if profile.person.age is None:
        derived |= {"age_ge60", "age_ge65"}  # 65 for dose and norms; never pattern points
    derived |= _body_facts(profile, history, values)
    derived |= _hip_replacement_facts(profile, today)
    derived |= _pregnancy_facts(profile, today)
    derived |= _medicine_facts(profile, medicine_codes, today)
    derived |= _fracture_facts(profile, history)
    for pattern, score in scores.items():
        derived.add(f"kept_{pattern}")
        if score >= 6:
            derived.add(f"many_{pattern}")
    return Facts(values, frozenset(derived))


def _number(values: Mapping[str, Value], key: str) -> int:
    value = values[key]
    assert isinstance(value, int)
    return value


def _body_facts(profile: Profile, history: History, values: Mapping[str, Value]) -> set[str]:
    chosen = Facts(values, frozenset()).chosen
    level, other = _number(values, "mobility"), chosen("other")
    background, prefer = chosen("background"), chosen("prefer")
    lost = _loss_percent(profile)
    checks = {
        "sens_flag": "numb_skin" in other or "q_numb" in chosen("quality") or level >= 4,
        "heat_flag": _number(values, "heat") >= 1,
        "recent_falls": _number(values, "falls") >= 1 or history.falls_90_days >= 1,
        "falls_2plus": _number(values, "falls") >= 2 or history.falls_90_days >= 2,
        "fall_risk_high": _number(values, "falls") >= 1 or history.falls_90_days >= 1 or level >= 2,
        "helper_present": values["helper"] in ("always", "sometimes") and has_regular_helper(profile),
        "heart_lung_uncleared": "bg_heart_lung" in background and "bg_heart_lung" not in history.cleared,
        "weight_loss_5": lost is not None and lost >= 5,
        "simple_mode": bool(other & {"thinking", "vision"}) or "text_large" in prefer,
        "bladder_flag": "bladder_urgency" in other,
        "tired_today": _number(values, "fatigue") >= 7,
    }
    return {name for name, true in checks.items() if true}


def has_regular_helper(profile: Profile) -> bool:
    """Whether someone is there always, or at set times; "sometimes" alone is not relied on (decisions 4)."""
    helper = profile.capacity.helper
    return helper == "always" or (helper == "sometimes" and bool(profile.capacity.helper_times))


def _loss_percent(profile: Profile) -> float | None:
    before, now = profile.body.weight_6m_kg, profile.body.weight_kg
    return None if before is None or now is None else 100 * (before - now) / before


def precautions_in_force(operation: HipReplacement, today: date) -> bool:
    """Whether the surgeon's rules still hold for one operation (decisions 3)."""
    if operation.date is None:
        return True
    weeks = (today - operation.date).days / 7
    if weeks < PRECAUTION_WEEKS:
        return True
    return not (operation.lifted or (operation.lifted is None and weeks >= LIFTED_AFTER_WEEKS))


def _hip_replacement_facts(profile: Profile, today: date) -> set[str]:
    operations = profile.safety.hip_replacement
    if "bg_hip_replacement" in profile.safety.background and not operations:
        operations = (HipReplacement(),)
    names: set[str] = set()
    for operation in operations:
        if precautions_in_force(operation, today):
            approach = operation.approach
            names.add("thr_any")
            if approach in ("posterior", "lateral", "unknown"):
                names.add("thr_posterior")
            if approach in ("anterior", "unknown"):
                names.add("thr_anterior")
            if approach in ("lateral", "unknown"):
                names.add("thr_lateral")
    return names


def _pregnancy_facts(profile: Profile, today: date) -> set[str]:
    pregnancy = profile.safety.pregnancy
    if pregnancy is None:
        return {"pregnant", "pregnant_16w"} if "bg_pregnant" in profile.safety.background else set()
    if today > pregnancy.due + timedelta(weeks=BIRTH_WEEKS):
        return set()
    week = PREGNANCY_WEEKS - (pregnancy.due - today).days / 7
    return {"pregnant", "pregnant_16w"} if week >= SUPINE_WEEK else {"pregnant"}


def _fracture_facts(profile: Profile, history: History) -> set[str]:
    fracture = profile.safety.fracture
    told = "bg_fracture_12w" in profile.safety.background
    if not told and fracture is None:
        return set()
    if "bg_fracture_12w" in history.cleared or (fracture is not None and fracture.cleared):
        return set()
    if fracture is not None and fracture.limb in ("left_arm", "right_arm"):
        return {"fracture_arm"}
    return {"fracture_uncleared"}


def _medicine_facts(profile: Profile, codes: Mapping[str, tuple[str, ...]], today: date) -> set[str]:
    names: set[str] = set()
    for medicine in profile.medicine:
        own = codes.get(medicine.info or "", ())
        if "BP" in own:
            names.add("takes_bp")
        since = max((d for d in (medicine.started, medicine.changed) if d is not None), default=None)
        new = since is not None and 0 <= (today - since).days < NEW_MEDICINE_DAYS
        if new and "DIZ" in own:
            names.add("new_dizzy_medicine")
    return names
