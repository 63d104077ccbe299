"""The real program in a real process: start-up, pipes, and a pseudo-terminal."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.personas import save

ROOT = Path(__file__).resolve().parents[2]


def coach(*arguments: str, typed: str | None = "", **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coach", *arguments],
        cwd=ROOT, input=typed, capture_output=True, text=True, timeout=120, env={**os.environ, **more},
    )  # fmt: skip


LOADED = """
import json, runpy, sys
sys.argv = ["coach", *sys.argv[1:]]
try:
    runpy.run_module("coach", run_name="__main__")
except SystemExit:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("argument", ["--help", "today"])
def test_only_what_is_needed_is_loaded(argument: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, argument], cwd=ROOT, capture_output=True, text=True, timeout=60, input=""
    )
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    commands = {name for name in loaded if name.startswith("coach.cli.")}
    kept = {"coach.cli.main", "coach.cli.group", "coach.cli.lazy", "coach.cli.run", "coach.cli.guard"}
    assert commands == kept | ({"coach.cli.today"} if argument == "today" else set())
    assert not {"textual", "apscheduler", "coach.content.loader"} & loaded


def test_closed_pipe_is_quiet() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "exercises", "--json"], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no disk that is always full")
def test_full_disk_behind_the_output() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "coach", "exercises"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True,
            stdin=subprocess.DEVNULL, timeout=60,
        )  # fmt: skip
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_ascii_terminal_and_closed_input(tmp_path: Path) -> None:
    answers = str(save("limps", tmp_path))
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    assert coach("intake", "--answers", answers, **ascii_only).returncode == 0
    assert coach("plan", "build", **ascii_only).returncode == 0
    done = coach("--plain", **ascii_only)
    assert done.returncode == 0
    assert "Until next time." in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_person_at_a_terminal(tmp_path: Path) -> None:
    import pexpect

    answers = save("limps", tmp_path)
    every_day = 'days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]'  # the real clock: a session on any weekday
    answers.write_text(re.sub(r"^days = .*$", every_day, answers.read_text(encoding="utf-8"), flags=re.MULTILINE))
    coach("intake", "--answers", str(answers))
    child = pexpect.spawn(sys.executable, ["-m", "coach", "--plain"], cwd=str(ROOT), encoding="utf-8", timeout=60)
    child.expect("accept this plan")
    child.sendline("")
    child.expect("Your choice")
    child.sendline("c")
    for answer in ("4", "1", "3"):
        child.expect(r"\]: ")
        child.sendline(answer)
    child.expect("How stiff are your legs")
    child.expect(r"0 to 10 \[skip\]: ")
    child.sendline("")
    child.expect("Your choice")
    child.sendline("")
    child.expect("y or n")
    child.sendline("")
    child.expect("0 to 10")
    child.sendline("")
    child.expect("Enter starts")
    child.sendline("")
    child.expect("1 of ")
    child.expect("Get ready")
    child.sendline(" ")
    child.expect("Paused. Enter goes on.")
    child.sendline("q")
    child.expect("It will keep.")
    child.expect(r"Your choice[^\n]*: $")  # before the whole of it is there, nobody reads, and Ctrl+C would wait
    child.sendintr()
    child.expect("Stopped. What you did is kept.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
