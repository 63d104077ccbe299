"""People at each point of their way, each with a home of their own; fixtures for the conftest of a folder."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

from coach.content.loader import Loaded, load_library
from coach.domain.profile import Profile
from coach.services.context import Coach
from coach.services.intake import save_own
from coach.services.planning import accept, build_plan
from coach.store.home import Home
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
def shipped(root: Path) -> Loaded:
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


def coach_at(home: Path, clock: FakeClock) -> Coach:
    """The services on a home."""
    nowhere = Path("no-own-exercises")
    return Coach(Home(home), clock, lambda _: shipped(nowhere))


class Homes:
    """Homes that somebody has come to in the usual way, once; each test gets a copy of the files."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="coach-homes-")
        self._made: dict[tuple[object, ...], Path] = {}

    def copy(self, to: Path, *which: object, make: Callable[[Path], None]) -> None:
        """The home that is known by `which`, made where nobody has needed it before."""
        if which not in self._made:
            made = Path(self._folder.name) / str(len(self._made))
            make(made)
            self._made[which] = made
        shutil.copytree(self._made[which], to, dirs_exist_ok=True)


HOMES = Homes()


def move_in(who: Who, home: Path, clock: FakeClock) -> None:
    """Give somebody the files that they have at this point of their way."""

    def make(folder: Path) -> None:
        coach = coach_at(folder, FakeClock(clock.now()))
        profile = answer(coach)
        if who == "settled":
            settle(coach, profile)
        coach.close()

    if who != "coach":
        HOMES.copy(home, who, clock.now(), make=make)


@contextmanager
def person(who: Who, folder: Path, clock: FakeClock | None = None) -> Iterator[tuple[Coach, FakeClock]]:
    """Somebody with a home of their own, and their clock."""
    clock = clock or FakeClock()
    coach = coach_at(folder / "coach", clock)
    move_in(who, coach.home.root, clock)
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
def answered(coach: Coach, clock: FakeClock) -> Coach:
    """Somebody who has answered the questions and has no plan yet."""
    move_in("answered", coach.home.root, clock)
    return coach


@pytest.fixture
def settled(answered: Coach, clock: FakeClock) -> Coach:
    """Somebody whose plan is in force."""
    move_in("settled", answered.home.root, clock)
    return answered
