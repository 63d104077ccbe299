"""The commands in this process, on an obedient clock, with the catalogue read once."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import coach.bootstrap
from coach.cli.main import main
from coach.services.context import Coach
from coach.store.home import Home
from tests.fake_clock import FakeClock
from tests.plain.talk import library


@dataclass(frozen=True)
class Ended:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def home() -> Path:
    """The person's folder, which the environment names."""
    return Home.from_environment().root


@pytest.fixture
def coach_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], clock: FakeClock) -> Command:
    """`coach ...` with lines to type; without any, the input is at its end."""
    monkeypatch.setattr(
        coach.bootstrap, "build_coach", lambda: Coach(Home.from_environment(), clock, lambda home: library())
    )

    def run(*arguments: str, typed: str = "") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        code = main(list(arguments))
        said = capsys.readouterr()
        assert "\x1b" not in said.out + said.err
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def settled(coach_command: Command, tmp_path: Path) -> Command:
    """The same for a person with answers and a plan."""
    from tests.personas import save

    assert coach_command("intake", "--answers", str(save("limps", tmp_path))).code == 0
    assert coach_command("plan", "build").code == 0
    return coach_command
