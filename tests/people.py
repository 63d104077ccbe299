"""People at each point of their way, each with a home of their own; fixtures for the conftest of a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

from coach.content.loader import load_library
from coach.domain.library import Library
from coach.domain.profile import Profile
from coach.services.context import Coach
from coach.services.intake import save_own
from coach.services.planning import accept, build_plan
from coach.store.home import Home
from coach.toml.problems import Problem
from tests.fake_clock import FakeClock

PROFILE: dict[str, Any] = {
    "asked": {"knee_kneeling": True, "wrist_shoulder_load": False, "catheter_tubing": False, "taught_standing": False},
    "safety": {"now": [], "background": []},
    "person": {"age": 52},
    "ms": {"mobility": 1, "gait": [], "falls": 0, "spasticity": 6, "fatigue": 5, "heat": 2, "other": ["vision"]},
    "hip": {"side": "left", "zones": ["z_groin"], "quality": ["q_stiff"], "worse": ["w_first_steps"], "pain": 5},
    "capacity": {
        "minutes": 20, "days": ["mon", "tue", "wed", "thu", "fri"], "other_days": 0, "wake": "07:30", "sleep": "22:30",
        "positions": ["lie_bed", "sit", "stand_supported"], "equipment": ["chair", "wall", "counter", "band"],
    },
}  # fmt: skip


@cache
def shipped(root: Path) -> tuple[Library, tuple[Problem, ...]]:
    """The library, read once for all tests; nobody has exercises of their own here."""
    return load_library(root)


Who = Literal["coach", "answered", "settled"]
"""Somebody who has just installed the coach, who has answered the questions, or whose plan is in force."""


def answer(coach: Coach) -> Profile:
    """Have the questions answered."""
    save_own(coach, Profile.model_validate(PROFILE))
    profile = coach.profile()
    assert profile is not None
    return profile


def settle(coach: Coach, profile: Profile) -> None:
    """Have a plan in force."""
    accept(coach, build_plan(coach, profile).plan)


@contextmanager
def person(who: Who, folder: Path, clock: FakeClock | None = None) -> Iterator[tuple[Coach, FakeClock]]:
    """Somebody with a home of their own, and their clock."""
    nowhere, clock = Path("no-own-exercises"), clock or FakeClock()
    coach = Coach(Home(folder / "coach"), clock, lambda _: shipped(nowhere))
    if who != "coach":
        profile = answer(coach)
        if who == "settled":
            settle(coach, profile)
    yield coach, clock
    coach.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def coach(tmp_path: Path, clock: FakeClock) -> Iterator[Coach]:
    """Somebody who has just installed the coach."""
    with person("coach", tmp_path, clock) as (somebody, _):
        yield somebody


@pytest.fixture
def answered(coach: Coach) -> Coach:
    """Somebody who has answered the questions and has no plan yet."""
    answer(coach)
    return coach


@pytest.fixture
def settled(answered: Coach) -> Coach:
    """Somebody whose plan is in force."""
    profile = answered.profile()
    assert profile is not None
    settle(answered, profile)
    return answered
