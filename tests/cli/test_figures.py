"""`coach exercises` tells which figures of one's own do not fit; the exercises are there."""

from __future__ import annotations

from pathlib import Path

import pytest

import coach.bootstrap
from coach.content.loader import load_library
from coach.services.context import Coach
from coach.store.home import Home
from tests.cli.conftest import Command
from tests.content.test_figures import FIGURE
from tests.content.test_loader import OWN, own
from tests.fake_clock import FakeClock


def test_a_figure_that_does_not_fit_is_told(
    coach_command: Command, monkeypatch: pytest.MonkeyPatch, clock: FakeClock, tmp_path: Path
) -> None:
    folder = own(tmp_path / "exercises", OWN + FIGURE.replace("hip = [50", "hip = [500"))
    monkeypatch.setattr(
        coach.bootstrap, "build_coach", lambda: Coach(Home.from_environment(), clock, lambda _: load_library(folder))
    )
    said = " ".join(coach_command("exercises").out.split())
    assert "Heel slides from Maria (own_heel_slides)" in said
    assert "exercises/mine.toml, line 27, column 14: own_heel_slides > figure > poses 2 > hip 1: must" in said
