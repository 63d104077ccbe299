"""Whatever ends the program, and whenever: the terminal is as it was before, and nothing is lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coach.domain.events import EventBody, SetDone
from coach.store.journal import Journal
from tests.e2e.program import EXAMPLE, coach
from tests.e2e.window import ALTERNATE, CLOCK, ON_BEFORE, PATIENCE_S, Window, switched

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")

EVERY_DAY = 'days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]'
ENTER_ALTERNATE, LEAVE_ALTERNATE = b"\x1b[?1049h", b"\x1b[?1049l"
START = "import sys; from coach.cli.main import main; sys.exit(main([]))"
WAITS_AT_IMPORT = f"""
import os, signal, sys
class Waits:
    def find_spec(self, name, path=None, target=None):
        if name == "coach.tui.app":
            os.write(1, b"importing")
            while True:
                signal.pause()
sys.meta_path.insert(0, Waits())
{START}
"""

Open = Callable[..., Window]
TIRED = "4\n3\n2\n\n"
"""A check-in, so that Enter starts the session; how stiff is left open."""


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody with a plan that has a session on every day."""
    folder = tmp_path_factory.mktemp("signals")
    file = folder / "answers.toml"
    text, changed = re.subn(r"^days = .*$", EVERY_DAY, EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert changed == 1
    file.write_text(text, encoding="utf-8")
    home = folder / "person"
    for typed, *args in (("", "intake", "--answers", str(file)), ("", "plan", "build", "--yes"), (TIRED, "checkin")):
        done = coach(home, *args, said=typed)
        assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "person"


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens windows, and leaves none behind."""
    windows: list[Window] = []

    def open_(home: Path, *python: str, answers: bool = False) -> Window:
        windows.append(Window(home, *python, answers=answers))
        return windows[-1]

    yield open_
    for window in windows:
        window.put_away()


# Ways to a moment


def importing(window: Window) -> None:
    window.until_bytes(b"importing")


def first_frame(window: Window) -> None:
    window.until_bytes(ENTER_ALTERNATE)


def today(window: Window) -> None:
    window.until("Enter start")


def place(window: Window) -> int:
    """Which question of the intake is shown; 0 before the first."""
    found = re.search(r"(\d+) of \d+", window.screen.display[0])
    return int(found[1]) if found else 0


def intake(window: Window) -> None:
    window.until("let us begin")
    window.press("down", "enter")
    window.wait(lambda: place(window) > 0, "the questions never came")
    window.settle()
    while place(window) < 3:
        window.answer("enter")


def half_typed(window: Window) -> None:
    intake(window)
    while "F1 help" not in window.shown:  # a field takes every letter, so help moves to another key
        window.answer("enter")
    window.press("5")
    window.until("  5")


def half_checked_in(window: Window) -> None:
    today(window)
    window.press("c")
    window.until("How tired are you?")
    window.settle()
    window.press_until("4", "How much did you sleep?")


def player(window: Window) -> None:
    """Past the safety question, the pain and the set-up."""
    today(window)
    window.settle()
    window.press_until("enter", "Space pause")


def running_set(window: Window) -> None:
    """In a set, or in the rest before it, with one done; an Enter before the end of a hold makes no set done."""
    home = Path(window.child.env["COACH_HOME"])
    player(window)
    end = CLOCK.monotonic() + PATIENCE_S
    while not any(isinstance(body, SetDone) for body in events(home)):
        assert CLOCK.monotonic() < end, f"no set was ever done:\n{window.shown}"
        window.answer("enter")
    window.until("Space pause")


def ouch(window: Window) -> None:
    player(window)
    window.press("space")
    window.settle()
    window.press("o")
    window.until("How much does it hurt now?")


def covered(window: Window) -> None:
    today(window)
    window.press("p")
    window.wait(
        lambda: "Your plan" in window.shown or "week" in window.screen.display[0].lower(), "the plan never came"
    )
    window.press("f1")
    window.until("Going on")


def storm(window: Window) -> None:
    today(window)
    for number in range(12):
        window.child.setwinsize(20 + number, 70 + 3 * number)
    window.press("enter")


SETTLED = {
    "first frame": first_frame, "today": today, "half checked in": half_checked_in, "running set": running_set,
    "ouch": ouch, "covered": covered, "storm": storm,
}  # fmt: skip
NEW = {"intake": intake, "half typed": half_typed}
MOMENTS: dict[str, Callable[[Window], None]] = {"importing": importing, **SETTLED, **NEW}


# What has to hold


def events(home: Path) -> list[EventBody]:
    """What the journal holds, which is whole."""
    if not (home / "journal.db").exists():
        return []
    with closing(sqlite3.connect(home / "journal.db")) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    with Journal(home / "journal.db") as kept:
        return [event.body for event in kept.events()]


def assert_put_back(window: Window) -> None:
    """The terminal is as it was before."""
    assert switched(bytes(window.raw)) == (ON_BEFORE, 0)
    assert window.modes() == window.before


def assert_nothing_said(window: Window) -> None:
    """No page of code on the person's terminal."""
    assert b"Traceback" not in window.raw
    assert b"Error" not in window.raw


@pytest.mark.parametrize("way", ["SIGTERM", "SIGHUP", "closed"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_told_to_go(moment: str, way: str, home: Path, settled: Path, opened: Open) -> None:
    if moment not in NEW:
        shutil.copytree(settled, home)
    before = events(home)
    python = ("-c", WAITS_AT_IMPORT) if moment == "importing" else ()
    window = opened(home, *python, answers=way == "SIGTERM")
    MOMENTS[moment](window)
    answered, done = place(window), sum(isinstance(body, SetDone) for body in events(home))
    number = signal.SIGTERM if way == "SIGTERM" else signal.SIGHUP
    if way == "closed":
        window.shut()
    else:
        window.child.kill(number)
    assert window.gone() == (-number if moment == "importing" else 128 + number)
    assert_nothing_said(window)
    if moment == "importing":
        assert b"\x1b" not in window.raw
    if way != "closed":
        assert_put_back(window)
    kept = events(home)
    assert kept[: len(before)] == before
    if moment == "running set":
        assert sum(isinstance(body, SetDone) for body in kept) == done > 0
    if moment in ("running set", "ouch", *NEW) and way != "SIGHUP":  # to the files it is the same as "closed"
        again = opened(home)
        again.until("Go on with" if moment in SETTLED else "Welcome back")
        assert place(again) == (answered if moment in NEW else 0)


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGQUIT", 131)])
def test_other_signals_that_end(name: str, code: int, home: Path, settled: Path, opened: Open) -> None:
    shutil.copytree(settled, home)
    window = opened(home, answers=True)
    today(window)
    window.child.kill(signal.Signals[name])
    assert window.gone() == code
    assert_put_back(window)
    assert_nothing_said(window)


def test_the_window_is_gone_and_no_signal_comes(home: Path, settled: Path, opened: Open) -> None:
    pytest.importorskip("coach.tui.driver", reason="Textual's own input thread goes round and round here")
    shutil.copytree(settled, home)
    deaf = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP}); "
    window = opened(home, "-c", deaf + START)
    player(window)
    window.shut()
    assert window.gone() == 129
    assert events(home)


# Mistakes

BREAKS = {
    "key": ("from coach.tui.screens.today import TodayView as V; name = 'action_plan'", today, "p"),
    "message": ("from coach.tui.app import CoachApp as V; name = 'on_today_view_chosen'", today, "p"),
    "way": ("from coach.tui.paths import Paths as V; name = '_plan'", today, "p"),
    "tick": ("from coach.services.guided import Guided as V; name = 'tick'", None, ""),
    "first picture": ("from coach.tui.screens.today import TodayView as V; name = 'load'", None, ""),
    "input": ("from textual.driver import Driver as V; name = 'process_message'",
              today, "p"),
}  # fmt: skip


def broken(what: str, error: str = "RuntimeError('the hand slipped')") -> str:
    """The program, in which one thing is broken."""
    return f"{BREAKS[what][0]}\ndef slip(*_):\n    raise {error}\nsetattr(V, name, slip)\n{START}"


@pytest.mark.parametrize("what", BREAKS)
def test_a_mistake_is_told_in_one_kind_sentence(what: str, home: Path, settled: Path, opened: Open) -> None:
    shutil.copytree(settled, home)
    before = events(home)
    window = opened(home, "-c", broken(what), answers=what != "input")
    _, reach, key = BREAKS[what]
    if what == "tick":
        today(window)
        window.settle()
        while window.child.isalive() and LEAVE_ALTERNATE not in window.raw:
            window.answer("enter")
    elif reach is not None:
        reach(window)
        window.press(key)
    assert window.gone() == 1
    assert_put_back(window)
    said = bytes(window.raw).rpartition(LEAVE_ALTERNATE)[2].decode()
    assert "Sorry, the coach made a mistake (RuntimeError). What you did is kept." in said
    assert "Traceback" not in window.raw.decode()
    (file,) = (home / "state").glob("mistake-*.txt")
    assert str(file) in said
    assert "the hand slipped" in file.read_text(encoding="utf-8")
    assert "in slip" in file.read_text(encoding="utf-8")
    kept = events(home)
    assert kept[: len(before)] == before
    assert len(kept) > len(before) or what != "tick"


def test_what_fails_outside_is_no_mistake_of_the_coach(home: Path, settled: Path, opened: Open) -> None:
    shutil.copytree(settled, home)
    window = opened(home, "-c", broken("way", "OSError(28, 'No space left on device')"))
    today(window)
    window.press("p")
    assert window.gone() == 4
    assert_put_back(window)
    assert b"Something outside the coach failed: No space left on device." in window.raw


# Stopped, and going on


def stop(window: Window, number: int) -> None:
    """Send a signal that stops, and wait until it did."""
    window.child.kill(number)
    end = CLOCK.monotonic() + PATIENCE_S
    while not os.waitpid(window.child.pid, os.WNOHANG | os.WUNTRACED)[0]:
        window.read(0.02)
        assert CLOCK.monotonic() < end, "it does not stop"
    window.settle()


def until_picture(window: Window, picture: str) -> None:
    """Read until exactly this is shown."""
    window.wait(lambda: window.shown == picture, "the picture does not come back")


def go_on(window: Window, picture: str) -> None:
    """Continue, and see the same picture on what is now an empty screen, and keys that work."""
    window.screen.reset()
    window.child.kill(signal.SIGCONT)
    until_picture(window, picture)
    assert ALTERNATE in switched(bytes(window.raw))[0]
    window.press("c")
    window.until("How tired are you?")


def leave(window: Window) -> None:
    window.child.kill(signal.SIGTERM)
    assert window.gone() == 143
    assert_put_back(window)
    assert_nothing_said(window)


@pytest.mark.parametrize("answers", [True, False])
def test_stopped_and_going_on(answers: bool, home: Path, settled: Path, opened: Open) -> None:
    shutil.copytree(settled, home)
    window = opened(home, answers=answers)
    today(window)
    window.settle()
    for _ in range(2):
        picture = window.shown
        stop(window, signal.SIGTSTP)
        assert_put_back(window)
        go_on(window, picture)
        window.press("escape")
        until_picture(window, picture)
    leave(window)


def test_stopped_without_a_word_and_going_on(home: Path, settled: Path, opened: Open) -> None:
    """A stop that cannot be caught: the shell takes the terminal, and gives it back with other modes."""
    shutil.copytree(settled, home)
    window = opened(home, answers=True)
    today(window)
    window.settle()
    picture = window.shown
    stop(window, signal.SIGSTOP)
    usual = termios.tcgetattr(window.child.child_fd)
    usual[:4], usual[6] = window.before[:4], window.before[4]
    termios.tcsetattr(window.child.child_fd, termios.TCSANOW, usual)
    go_on(window, picture)
    leave(window)


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_the_window_is_closed_while_it_is_stopped(number: int, home: Path, settled: Path, opened: Open) -> None:
    shutil.copytree(settled, home)
    window = opened(home)
    player(window)
    stop(window, number)
    window.shut()
    assert window.gone() == 129
    assert events(home)
