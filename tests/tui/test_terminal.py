"""The real program in a pseudo-terminal: it comes and goes. How it ends from outside: tests/e2e/test_signals.py."""

import sys
from pathlib import Path
from typing import Any

import pexpect

ROOT = Path(__file__).resolve().parents[2]
START = (
    "from coach.bootstrap import build_coach; from coach.tui.app import run_app; "
    "raise SystemExit(run_app(build_coach()))"
)
LEAVE_ALTERNATE, HIDE_CURSOR, SHOW_CURSOR = "\x1b[?1049l", "\x1b[?25l", "\x1b[?25h"


def start() -> Any:
    child = pexpect.spawn(
        sys.executable, ["-c", START], cwd=str(ROOT), dimensions=(24, 80), encoding="utf-8", timeout=60
    )
    child.expect("understand, let us begin")
    return child


def test_q_leaves_with_zero() -> None:
    child = start()
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_the_cursor_is_shown() -> None:
    child = start()
    shown = child.before
    child.send("q")
    child.expect(pexpect.EOF)
    shown += child.before
    child.close()
    shown = shown[: shown.index(LEAVE_ALTERNATE)]
    assert SHOW_CURSOR in shown[shown.rindex(HIDE_CURSOR) :]


def test_the_screens_are_loaded_without_the_scheduler() -> None:
    code = "import sys, coach.tui.app; raise SystemExit(any(m.startswith('apscheduler') for m in sys.modules))"
    child = pexpect.spawn(sys.executable, ["-c", code], cwd=str(ROOT), timeout=60)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_writing_goes_nowhere_once_the_terminal_is_gone() -> None:
    import os
    import pty

    from coach.tui.signals import Paper

    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as stream:
        paper = Paper(stream)
        paper.write("seen")
        paper.flush()
        assert os.read(ours, 10) == b"seen"
        os.close(ours)
        paper.write("not seen any more")
        paper.flush()
        stream.write("and nothing is left that fails at the end")
