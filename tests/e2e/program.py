"""The real program as a subprocess: a home of its own, answers in, what it says out."""

import os
import subprocess
import sys
from pathlib import Path

from tests.people import HOMES

REPO = Path(__file__).resolve().parents[2]
EXAMPLE = REPO / "plans" / "examples" / "profile.toml"


def environment(home: Path) -> dict[str, str]:
    """The environment of the tests with another `COACH_HOME`."""
    return {**os.environ, "COACH_HOME": str(home), "PYTHONPATH": str(REPO), "PYTHONUNBUFFERED": "1"}


def coach(home: Path, *args: str, said: str = "", timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "coach", *args],
        env=environment(home),
        input=said,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def person_with_plan(home: Path) -> None:
    """The example person with answers and a plan in force."""
    HOMES.copy(home, "example", make=answer_and_plan)


def answer_and_plan(home: Path) -> None:
    """The same by the commands, which takes a while."""
    for args in (("intake", "--answers", str(EXAMPLE)), ("plan", "build", "--yes")):
        done = coach(home, *args)
        assert done.returncode == 0, done.stderr
