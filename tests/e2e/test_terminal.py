"""A whole first day at a real terminal: welcome, intake, plan, session, quit; in the screens and in plain lines."""

import sys
from pathlib import Path

import pexpect
import pyte
import pytest
import tomli

from coach.domain.events import SessionEnded, SetDone
from coach.store.journal import Journal
from tests.e2e.program import REPO, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
QUESTIONS = tomli.loads((REPO / "plans" / "intake.toml").read_text(encoding="utf-8"))["question"]
DAYS_ASK = next(field["ask"] for q in QUESTIONS for field in q["field"] if field["path"] == "capacity.days")


class Terminal:
    """A terminal with somebody in front of it, who reads before every key."""

    def __init__(self, home: Path, *args: str) -> None:
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "coach", *args],
            cwd=str(REPO),
            env={**environment(home), "TERM": "xterm-256color"},
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=60,
        )

    def read(self) -> str:
        """What the screen shows once nothing more comes; a countdown never ends, so it is not waited for."""
        for _ in range(6):
            try:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=0.3))
            except pexpect.TIMEOUT:
                break
            except pexpect.EOF:
                return ""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, *words: str) -> str:
        """Read until one of the words is there."""
        for _ in range(30):
            shown = self.read()
            if any(word in shown for word in words):
                return shown
        raise AssertionError(f"none of {words} came:\n{shown}")

    def press(self, *keys: str) -> str:
        """Press keys one after the other, and read."""
        shown = ""
        for key in keys:
            self.child.send({"enter": "\r", "down": "\x1b[B", "space": " "}.get(key, key))
            shown = self.read()
        return shown


def answer_everything(terminal: Terminal, shown: str) -> str:
    """Go through the intake with the least effort, but with the weekend too: the session is due on any weekday."""
    for _ in range(60):
        if "Your new plan" in shown:
            return shown
        if DAYS_ASK in shown:
            shown = terminal.press(*["down"] * 5, "space", "down", "space", "enter")
        else:
            shown = terminal.press("s" if "s skip" in shown else "enter")
    raise AssertionError(f"the intake does not end:\n{shown}")


def journal(home: Path) -> list[object]:
    with Journal(home / "journal.db") as kept:
        return [event.body for event in kept.events()]


def test_a_first_day_in_the_screens(tmp_path: Path) -> None:
    home = tmp_path / "person"
    terminal = Terminal(home)
    terminal.until("let us begin")
    shown = answer_everything(terminal, terminal.press("enter"))
    assert (home / "profile.toml").is_file()
    while "Your new plan" in shown:
        shown = terminal.press("y")  # the first may count as a slip, right after the screen came
    shown = terminal.until("Enter start")
    assert (home / "plan.toml").is_file()
    for _ in range(14):
        if "Space pause" in shown:
            break
        shown = terminal.press("3" if "How tired" in shown or "How strong" in shown else "enter")
    assert "Space pause" in shown, shown
    for _ in range(4):
        shown = terminal.press("enter")
    for _ in range(12):
        if "Today" in shown and "check in" in shown:
            break
        shown = terminal.press("q" if "q stop" in shown else "enter")
    terminal.press("q")
    terminal.child.expect(pexpect.EOF)
    terminal.child.close()
    assert terminal.child.exitstatus == 0
    bodies = journal(home)
    assert any(isinstance(body, SetDone) for body in bodies)
    assert any(isinstance(body, SessionEnded) for body in bodies)


def test_a_first_day_in_plain_lines(tmp_path: Path) -> None:
    home = tmp_path / "person"
    child = pexpect.spawn(
        sys.executable,
        ["-m", "coach", "--plain"],
        cwd=str(REPO),
        env=environment(home),
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=60,
        echo=False,
    )
    said = ""
    while "Your choice" not in said[-80:]:
        child.expect(r": $", timeout=30)  # every prompt ends like this
        said += child.before + child.after
        assert said.count("\n") < 600, "the questions do not end"
        if "Your choice" not in said[-80:]:
            child.sendline("0" if said.endswith("between: ") else "")  # the health questions want an answer
    assert "\x1b" not in said
    assert (home / "plan.toml").is_file()
    child.sendline("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
