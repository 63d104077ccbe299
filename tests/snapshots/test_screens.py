"""Pictures of every screen; look at each one when it changes. `docs/pictures.py FOLDER` makes them all to look at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from tests.people import person
from tests.scenes import SCENES, play

SMALL = (
    "today", "today_large", "intake", "intake_zones", "intake_scale", "player", "player_repetitions", "plan",
    "rebuild", "weekly", "weekly_safety", "weekly_mood", "weekly_proposal",
)  # fmt: skip
"""Screens that must be good in the smallest terminal, too."""
SIZES = [
    *((name, size) for name in SCENES for size in ((80, 24), (120, 40))),
    *((name, (40, 12)) for name in SMALL),
]  # fmt: skip
LOOKS = ("light", "dark_contrast", "light_contrast")


@pytest.fixture
def looks_as_before(snapshot: SnapshotAssertion) -> Callable[[str], bool]:
    """Compares a picture with the one that was looked at."""
    pictures = snapshot.use_extension(SVGImageExtension)
    return lambda svg: bool(pictures == svg)


@pytest.fixture(autouse=True)
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same terminal on every machine, and a cursor that stands still."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)


def called(part: str | tuple[int, int]) -> str:
    """The name of a case: "today-80x24"."""
    return part if isinstance(part, str) else f"{part[0]}x{part[1]}"


@pytest.mark.parametrize(("name", "size"), SIZES, ids=called)
async def test_screen(name: str, size: tuple[int, int], looks_as_before: Callable[[str], bool], tmp_path: Path) -> None:
    with person(SCENES[name].who, tmp_path) as (coach, clock):
        assert looks_as_before(await play(SCENES[name], coach, clock, size))


@pytest.mark.parametrize("look", LOOKS)
async def test_today_in_each_look(look: str, looks_as_before: Callable[[str], bool], tmp_path: Path) -> None:
    with person("settled", tmp_path) as (coach, clock):
        assert looks_as_before(await play(SCENES["today"], coach, clock, (80, 24), look))
