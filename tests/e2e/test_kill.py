"""`kill -9` in the middle of a set, again and again: what was shown as done is in the journal afterwards."""

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w

from coach.domain.events import SetDone
from coach.store.journal import Journal
from tests.e2e.program import REPO, environment, person_with_plan

KILLS = 50
MOST_SETS = 4
"""How many sets are shown before the kill, at most."""
ASKS = ("[no]:", "[skip]:", "Enter starts:")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("kill") / "person"
    person_with_plan(home)
    path = home / "plan.toml"
    plan = tomli.loads(path.read_text(encoding="utf-8"))
    for session in plan["session"]:  # a kill waits for sets that end by a key, never for a hold's seconds
        session["exercise"] = [one for one in session.get("exercise", []) if sets_by_hand(one)] or session["exercise"]
    path.write_text(tomli_w.dumps(plan), encoding="utf-8")
    return home


def session_of(home: Path) -> str:
    """The session with the most sets that end by a key, which lasts longer than the longest look at it."""
    plan = tomli.loads((home / "plan.toml").read_text(encoding="utf-8"))
    sets = {session["id"]: sum(map(sets_by_hand, session.get("exercise", []))) for session in plan["session"]}
    longest = max(sets, key=lambda name: sets[name])
    assert sets[longest] >= MOST_SETS, sets
    return str(longest)


def sets_by_hand(exercise: dict[str, Any]) -> int:
    """How often "Enter when done" comes in one exercise of the plan; what has a time ends by itself."""
    if "reps" not in exercise or "hold_s" in exercise:
        return 0
    return int(exercise.get("sets", 1)) * (2 if exercise.get("side") == "both" else 1)


def run_and_kill(home: Path, sets: int, rng: random.Random) -> int:
    """Follow a session until so many sets were shown as done, then kill it; returns how many were shown."""
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "--plain", "do", session_of(home)],
        cwd=REPO,
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        bufsize=0,
    )
    try:
        return follow(process, sets, rng)
    finally:  # whatever came: one that is left behind would fail a later test
        process.send_signal(signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def follow(process: subprocess.Popen[bytes], sets: int, rng: random.Random) -> int:
    """Press Enter where it is asked for, until so many sets were shown as done; returns how many were shown."""
    assert process.stdin is not None
    assert process.stdout is not None
    shown, waiting, text = 0, False, ""
    while True:
        byte = process.stdout.read(1)
        assert byte, f"the program ended by itself: {text}"
        text += byte.decode("utf-8", "replace")
        ask = text.endswith(ASKS)
        if not (ask or text.endswith("\n")):
            continue
        line, text = text, ""
        if waiting and line.strip():
            shown, waiting = shown + 1, False  # the line after a set says that it is done
        if shown == sets:
            return shown
        if "Enter when done" in line:
            waiting = True
        if ask or waiting or line.startswith(("Get ready", "Rest", "Change")):
            process.stdin.write(b"\n")
            if rng.random() < 0.1:
                process.stdin.flush()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("chunk", range(5))
def test_nothing_shown_as_done_is_missing(prepared: Path, tmp_path: Path, chunk: int) -> None:
    rng = random.Random(chunk)
    for number in range(KILLS // 5):
        home = tmp_path / f"person{number}"
        shutil.copytree(prepared, home)
        shown = run_and_kill(home, rng.randint(1, MOST_SETS), rng)
        with Journal(home / "journal.db") as journal:
            kept = [event for event in journal.events() if isinstance(event.body, SetDone)]
        assert len(kept) >= shown
