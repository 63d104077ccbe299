"""How long the coach takes to start, as ratios measured in one run.

    python benchmarks/start_up.py [rounds]

`coach plan build` (content loading included) and `coach today` are compared with `python -c "from pydantic import
BaseModel"`; Today and the welcome of a new person are compared with Textual's smallest application. Each round runs
everything once in a shuffled order; the ratio is of medians of wall time.
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pexpect

REPO = Path(__file__).resolve().parents[1]
LIMITS = {"plan build": 4.0, "today": 2.5, "first screen": 1.7, "welcome": 2.0}
HELLO = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Hello(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Hello floor")
Hello().run()
"""


def environment(home: Path) -> dict[str, str]:
    """A clean environment with a home of its own."""
    keep = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "VIRTUAL_ENV")}
    return {
        **keep,
        "HOME": str(home),
        "COACH_HOME": str(home / "coach"),
        "TERM": "xterm-256color",
        "TZ": "Europe/London",
    }


def run(args: list[str], home: Path) -> float:
    """Seconds of a command that prints and ends."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *args], env=environment(home), cwd=REPO, check=True, capture_output=True)
    return time.perf_counter() - began


def screen(args: list[str], words: str, home: Path) -> float:
    """Seconds until a full-screen program has shown some words."""
    began = time.perf_counter()
    child = pexpect.spawn(
        sys.executable, args, env=environment(home), cwd=str(REPO), dimensions=(40, 120), encoding="utf-8", timeout=60
    )
    child.expect(words)
    taken = time.perf_counter() - began
    # a busy machine may take longer over the end of a process than pexpect waits for it
    child.kill(signal.SIGKILL)
    child.wait()
    child.close()
    return taken


def prepare(home: Path) -> None:
    """A person with answers and a plan."""
    answers = REPO / "plans" / "examples" / "profile.toml"
    for args in (["intake", "--answers", str(answers)], ["plan", "build", "--yes"], ["today"]):
        subprocess.run(
            [sys.executable, "-m", "coach", *args], env=environment(home), cwd=REPO, check=True, capture_output=True
        )


def measure(rounds: int, of: Callable[[list[float]], float] = statistics.median) -> dict[str, float]:
    """All ratios by name; `of` several times of the same work gives the one that counts."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        prepare(home)
        nobody = home / "nobody"
        nobody.mkdir()
        hello = home / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        profile = str(REPO / "plans" / "examples" / "profile.toml")
        out = str(home / "plan.toml")
        work: dict[str, Callable[[], float]] = {
            "floor": lambda: run(["-c", "from pydantic import BaseModel"], home),
            "plan build": lambda: run(["-m", "coach", "plan", "build", "--profile", profile, "--out", out], home),
            "today": lambda: run(["-m", "coach", "--plain", "today"], home),
            "hello": lambda: screen([str(hello)], "Hello floor", home),
            "first screen": lambda: screen(["-m", "coach"], "This week", home),
            "welcome": lambda: screen(["-m", "coach"], "Everything you enter stays", nobody),
        }
        seconds: dict[str, list[float]] = {name: [] for name in work}
        for _ in range(rounds):
            for name in random.sample(list(work), len(work)):
                seconds[name].append(work[name]())
    middle = {name: of(values) for name, values in seconds.items()}
    return {
        "plan build": middle["plan build"] / middle["floor"],
        "today": middle["today"] / middle["floor"],
        "first screen": middle["first screen"] / middle["hello"],
        "welcome": middle["welcome"] / middle["hello"],
    }


def main() -> int:
    """Print the ratios beside their limits; 1 where one is above."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    ratios = measure(rounds)
    for name, ratio in ratios.items():
        print(f"{name:14} {ratio:5.2f} times, limit {LIMITS[name]}")
    return int(any(ratio > LIMITS[name] for name, ratio in ratios.items()))


if __name__ == "__main__":
    raise SystemExit(main())
