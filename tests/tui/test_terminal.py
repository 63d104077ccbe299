"""The real program in a pseudo-terminal: it comes, it goes, and leaves the terminal as it was."""

import signal
import sys
import termios
from pathlib import Path
from typing import Any

import pexpect
import pytest

ROOT = Path(__file__).resolve().parents[2]
START = (
    "from coach.bootstrap import build_coach; from coach.tui.app import run_app; "
    "raise SystemExit(run_app(build_coach()))"
)
LEAVE_ALTERNATE, SHOW_CURSOR = "\x1b[?1049l", "\x1b[?25h"


def start() -> Any:
    child = pexpect.spawn(
        sys.executable, ["-c", START], cwd=str(ROOT), dimensions=(24, 80), encoding="utf-8", timeout=60
    )
    child.expect("understand, let us begin")
    return child


def modes(child: Any) -> list[Any]:
    found: list[Any] = termios.tcgetattr(child.child_fd)
    return found[:4]


def test_q_leaves_with_zero() -> None:
    child = start()
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_the_cursor_is_shown() -> None:
    child = start()
    child.send("q")
    child.expect(pexpect.EOF)
    shown = child.before
    child.close()
    assert shown.count(SHOW_CURSOR) >= 1


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_leaves_the_terminal_as_it_was(name: str) -> None:
    number = signal.Signals[name]
    child = pexpect.spawn(
        sys.executable, ["-c", START], cwd=str(ROOT), dimensions=(24, 80), encoding="utf-8", timeout=60
    )
    before = modes(child)
    child.expect("understand, let us begin")
    assert modes(child) != before
    child.kill(number)
    child.expect(pexpect.EOF)
    said = child.before
    child.close()
    assert LEAVE_ALTERNATE in said
    assert SHOW_CURSOR in said[said.index(LEAVE_ALTERNATE) :]
    assert "Traceback" not in said
    assert child.exitstatus == 128 + number


def test_the_screens_are_loaded_without_the_scheduler() -> None:
    code = "import sys, coach.tui.app; raise SystemExit(any(m.startswith('apscheduler') for m in sys.modules))"
    child = pexpect.spawn(sys.executable, ["-c", code], cwd=str(ROOT), timeout=60)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
