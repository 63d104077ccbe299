"""The intake answers as a fresh `profile.toml`, with the comments of design 3.3."""

from __future__ import annotations

from typing import Any

from coach.domain.profile import Profile
from coach.store.values import inline, told

_COLUMN = 36

_HEAD = (
    "# Your answers. You may change them here or with: coach intake",
    "# A missing line is a skipped question; the coach is then careful.",
)

TABLES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "safety": (
        ("now", "warning signs that apply, [] = none", ""),
        ("background", "what a doctor has said", ""),
        ("hip_replacement", "", '[{ date = 2026-09-28, approach = "posterior", side = "left" }]'),
        ("pregnancy", "", "{ due = 2027-03-01 }"),
        ("fracture", "", '{ date = 2026-10-20, limb = "left_leg" }'),
    ),
    "person": (("age", "18 to 100", ""), ("sex", "female, male, no_answer", "")),
    "ms": (
        ("mobility", "0 to 5", ""),
        ("gait", "", ""),
        ("falls", "last 6 months; 2 = two or more", ""),
        ("spasticity", "0 to 10", ""),
        ("fatigue", "0 to 10", ""),
        ("heat", "0 to 3", ""),
        ("other", "", ""),
    ),
    "hip": (
        ("side", "left, right, both_same, both_left_worse, both_right_worse", ""),
        ("zones", "", ""),
        ("quality", "", ""),
        ("worse", "", ""),
        ("stiff_min", '"0", "1_30", "31_60", "gt60"', ""),
        ("duration", '"lt6w", "6w_3m", "gt3m", "gt1y"', ""),
        ("pain", "0 to 10, the last week", ""),
        ("enjoy", "0 to 10, how much it spoils enjoyment", ""),
        ("activity", "0 to 10, how much it hinders activity", ""),
    ),
    "capacity": (
        ("minutes", "on the days below", ""),
        ("days", "", ""),
        ("other_days", "easy minutes on the other days; 0 = none", ""),
        ("wake", "", ""),
        ("sleep", "", ""),
        ("positions", "", ""),
        ("equipment", "", ""),
        ("helper", "none, sometimes, always", ""),
        ("helper_times", "", '["07:30-10:00"]'),
    ),
    "asked": (
        ("taught_standing", "", "true"),
        ("catheter_tubing", "", ""),
        ("poor_sitting_balance", "", ""),
        ("wrist_shoulder_load", "", ""),
        ("neck_flexion_shock", "", ""),
        ("knee_kneeling", "", ""),
    ),
    "body": (
        ("height_cm", "120 to 220", ""),
        ("weight_kg", "30 to 250", ""),
        ("waist_cm", "", ""),
        ("weight_6m_kg", "weight six months ago", ""),
    ),
    "wishes": (
        ("goals", "three at most", ""),
        ("prefer", "", ""),
        ("leave_out", "exercises you would rather not have", ""),
    ),
}
"""Every key of every table with its comment, and the example that stands for it while it is not answered."""

_ABOUT = {"asked": "asked later, when first needed; unanswered = the cautious answer"}


def values_of(profile: Profile) -> dict[tuple[str, ...], Any]:
    """What a file has to say to mean this profile, by path; medicines have a file of their own."""
    found: dict[tuple[str, ...], Any] = {("format",): profile.format}
    if profile.answered is not None:
        found["answered",] = profile.answered
    for table in TABLES:
        record = getattr(profile, table)
        always = ("now", "background") if table == "safety" else ()
        found |= {(table, key): value for key, value in told(record, always).items()}
    return found


def render_answers(profile: Profile) -> str:
    """A fresh file with comments; the same answers give the same bytes."""
    values = values_of(profile)
    lines = [*_HEAD, "format = 1"]
    if ("answered",) in values:
        lines.append(f"answered = {inline(values['answered',])}")
    for table, keys in TABLES.items():
        rows = [row for key, about, example in keys if (row := _row(values.get((table, key)), key, about, example))]
        if rows:
            lines += ["", _beside(f"[{table}]", _ABOUT.get(table, "")), *rows]
    return "\n".join(lines) + "\n"


def _row(value: object, key: str, about: str, example: str) -> str:
    if value is not None:
        return _beside(f"{key} = {inline(value)}", about)
    return f"# {key} = {example}" if example else ""


def _beside(text: str, comment: str) -> str:
    return f"{text.ljust(_COLUMN - 1)} # {comment}" if comment else text
