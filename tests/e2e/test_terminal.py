"""A whole first day at a real terminal: welcome, intake, plan, session, quit; in the screens and in plain lines."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
import tomli

from coach.domain.events import SessionEnded, SetDone
from coach.store.journal import Journal
from tests.e2e.program import REPO, environment
from tests.e2e.window import Window

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
QUESTIONS = tomli.loads((REPO / "plans" / "intake.toml").read_text(encoding="utf-8"))["question"]
DAYS_ASK = next(field["ask"] for q in QUESTIONS for field in q["field"] if field["path"] == "capacity.days")
WEEKEND = ("[x] Saturday", "[x] Sunday")


def answer_everything(window: Window) -> None:
    """Go through the intake with the least effort, but with the weekend too: the session is due on any weekday."""
    for _ in range(80):
        shown = window.shown
        if "Your new plan" in shown:
            return
        if DAYS_ASK in shown:
            window.press(*["down"] * 5, "space", "down", "space")
            window.wait(lambda: all(day in window.shown for day in WEEKEND), "the weekend is not ticked")
            window.settle()
            window.answer("enter")
            continue
        if "F1 help" in shown and "→ Please" in shown:  # what was typed does not fit, and empty will do
            window.press("erase all")
        window.answer("s" if "s skip" in shown else "enter")
    raise AssertionError(f"the intake does not end:\n{window.shown}")


def journal(home: Path) -> list[object]:
    with Journal(home / "journal.db") as kept:
        return [event.body for event in kept.events()]


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """The program of somebody new, with a person in front of it who reads before every key."""
    opened = Window(tmp_path / "person")
    yield opened
    opened.put_away()


def test_a_first_day_in_the_screens(window: Window, tmp_path: Path) -> None:
    home = tmp_path / "person"
    window.until("let us begin")
    window.settle()
    window.answer("enter")
    answer_everything(window)
    assert (home / "profile.toml").is_file()
    while "Your new plan" in window.shown:
        window.answer("y")
    window.until("Enter start")
    window.settle()
    assert (home / "plan.toml").is_file()
    for _ in range(14):
        shown = window.shown
        if "Space pause" in shown:
            break
        window.answer("3" if any(f"How {one}" in shown for one in ("tired", "strong", "stiff")) else "enter")
    assert "Space pause" in window.shown, window.shown
    for _ in range(10):
        window.answer("enter")
    for _ in range(12):
        shown = window.shown
        if "Today" in shown and "check in" in shown:
            break
        if "q stop" in shown:
            window.press("q")
            window.wait(lambda: "q stop" not in window.shown, "the session does not stop")
            window.settle()
        else:
            window.answer("enter")
    window.press("q")
    assert window.gone() == 0
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
