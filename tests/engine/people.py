"""The shipped library, loaded once, and people to plan for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from coach.content.loader import load_library
from coach.domain.library import Library
from coach.domain.profile import Profile
from coach.domain.safety import Block
from coach.engine.builder import Built, build
from coach.engine.eligibility import Eligible, Refusal, eligible
from coach.engine.history import History
from coach.engine.person import Person, assess

TODAY = date(2026, 11, 23)
"""A Monday."""
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
EVERY_POSITION = ["lie_bed", "lie_floor", "prone", "sit", "stand_supported", "stand_free"]
EVERY_THING = [
    "chair", "wall", "counter", "rail", "step", "band", "ankle_weights", "mirror", "slide_sheet", "pedals",
    "arm_cycle", "exercise_bike", "standing_frame", "stick", "walker", "wheelchair", "towel",
]  # fmt: skip
ALL_ASKED: dict[str, bool] = {
    "taught_standing": True, "catheter_tubing": False, "poor_sitting_balance": False, "wrist_shoulder_load": False,
    "neck_flexion_shock": False, "knee_kneeling": False,
}  # fmt: skip
ABLE: dict[str, Any] = {
    "safety": {"now": [], "background": []},
    "person": {"age": 50, "sex": "no_answer"},
    "ms": {"mobility": 0, "falls": 0, "spasticity": 0, "fatigue": 0, "heat": 0, "gait": [], "other": []},
    "hip": {"side": "left", "zones": [], "quality": [], "worse": [], "stiff_min": "0", "pain": 3},
    "capacity": {
        "minutes": 40, "days": WEEK, "wake": "07:30", "sleep": "22:30", "positions": EVERY_POSITION,
        "equipment": EVERY_THING, "helper": "none",
    },
    "asked": ALL_ASKED,
}  # fmt: skip
"""Somebody to whom nothing applies: every position, every thing, no pattern, no flag."""


@cache
def shipped() -> Library:
    """The library as it ships."""
    loaded = load_library()
    assert loaded.problems == ()
    return loaded.library


def table(base: Mapping[str, Any], **parts: Mapping[str, Any]) -> dict[str, Any]:
    """A profile's tables with single keys changed; the value `...` takes a key away."""
    made = {name: dict(part) if isinstance(part, Mapping) else part for name, part in base.items()}
    for name, part in parts.items():
        merged = made.get(name, {}) | dict(part)
        made[name] = {key: value for key, value in merged.items() if value is not ...}
    return made


def profile(**parts: Mapping[str, Any]) -> Profile:
    """`ABLE` with some answers changed."""
    return Profile.model_validate(table(ABLE, **parts))


def blank(**parts: Mapping[str, Any]) -> Profile:
    """A profile with nothing answered but these."""
    return Profile.model_validate(table({"safety": {"now": [], "background": []}}, **parts))


def person(given: Profile, history: History | None = None, today: date = TODAY) -> Person:
    """The person behind a profile."""
    return assess(given, shipped().rules, history or History(), today)


def answer(exercise: str, given: Profile, history: History | None = None) -> Eligible | Refusal:
    """May this person do this exercise?"""
    return eligible(shipped().exercises[exercise], person(given, history), shipped().rules)


def built(given: Profile, history: History | None = None, library: Library | None = None) -> Built:
    """The week of a person, built on `TODAY`."""
    return build(given, library or shipped(), history or History(), TODAY)


def ids(week: Built) -> set[str]:
    """The different exercises of a week, warm-up and cool-down included."""
    return {item.id for session in week.plan.session for item in session.exercise}


def with_block(block: Block) -> Library:
    """The library in which `rf_low_mood`, which blocks nothing, sets one block."""
    rules = shipped().rules
    flags = tuple(
        flag.model_copy(update={"blocks": (block,)}) if flag.id == "rf_low_mood" else flag
        for flag in rules.red_flags.flag
    )
    red = rules.red_flags.model_copy(update={"flag": flags})
    return replace(shipped(), rules=rules.model_copy(update={"red_flags": red}))
