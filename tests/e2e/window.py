"""A terminal window with the program in it: what it shows, every byte that came, and how the terminal stands."""

from __future__ import annotations

import re
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

from coach.clock import SystemClock
from tests.e2e.program import REPO, environment

CLOCK = SystemClock()
PATIENCE_S = 60.0
"""How long a busy machine may take for one step."""
PROMPT_S = 10.0
"""How long the program may take to be gone once it was told to go."""
SLIP_S = 20.0
"""How long a person looks at a screen that does not answer, before they press the key again."""
QUIET_S = 0.35
"""How long nothing comes once a screen is whole; the program takes what comes sooner for a slip."""
KEYS = {
    "enter": "\r", "down": "\x1b[B", "space": " ", "escape": "\x1b[27u", "f1": "\x1bOP", "erase all": "\x15"
}  # fmt: skip
KEY_LINE = " help"
"""The key line ends with it, on every screen."""
ON_AND_OFF = re.compile(rb"\x1b\[\?([0-9;]+)([hl])|\x1b\[([<>])([0-9;]*)u|\x1b\[\?([0-9]+)(\$p)")
WRAP, CURSOR, ALTERNATE, IN_BAND = 7, 25, 1049, 2048
ON_BEFORE = frozenset({WRAP, CURSOR})
"""The modes that are on in a terminal nobody has touched."""


class Window:
    """One window; `answers` makes it a modern terminal, which says that it reports sizes by itself."""

    def __init__(self, home: Path, *python: str, answers: bool = False) -> None:
        self.raw = bytearray()
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self._answers = answers
        self._answered = 0
        self.child = pexpect.spawn(
            sys.executable,
            [*(python or ("-m", "coach"))],
            cwd=str(REPO),
            env={**environment(home), "TERM": "xterm-256color"},
            dimensions=(24, 80),
        )
        self.child.delaybeforesend = None
        self.before = self.modes()

    def modes(self) -> list[object]:
        """How the terminal treats what is typed and written, without its speed."""
        found: list[object] = termios.tcgetattr(self.child.child_fd)
        return [*found[:4], found[6]]

    # Reading

    def read(self, timeout: float = 0.05) -> bool:
        """Take in what has come; False once the other side is closed."""
        try:
            came = self.child.read_nonblocking(65536, timeout=timeout)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += came
        # the kitty keyboard protocol's sequences are unknown to pyte, and it would show them
        self._stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*u|\x1b\[\?[0-9;]+\$p", b"", came))
        self._answer()
        return True

    def _answer(self) -> None:
        if not self._answers:
            return
        for asked in list(ON_AND_OFF.finditer(bytes(self.raw), self._answered)):
            self._answered = asked.end()
            if asked[6]:
                self.child.send(b"\x1b[?%s;2$y" % asked[5])

    @property
    def shown(self) -> str:
        """The picture as text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, *words: str, patience: float = PATIENCE_S) -> str:
        """Read until one of the words is shown."""
        self.wait(lambda: any(word in self.shown for word in words), f"none of {words} came", patience)
        return self.shown

    def until_bytes(self, wanted: bytes) -> None:
        """Read until these bytes have come."""
        self.wait(lambda: wanted in self.raw, f"{wanted!r} never came")

    def wait(self, there: Callable[[], bool], complaint: str, patience: float = PATIENCE_S) -> None:
        """Read until something holds."""
        end = CLOCK.monotonic() + patience
        while not there():
            open_ = self.read()
            if there():
                return
            assert open_, f"{complaint}; the program has gone:\n{self.shown}"
            assert CLOCK.monotonic() < end, f"{complaint}:\n{self.shown}"

    def settle(self, *words: str) -> None:
        """Read until nothing comes for a moment, or one of the words; a countdown never rests, so not for long."""
        for _ in range(12):
            size = len(self.raw)
            if not self.read(QUIET_S) or len(self.raw) == size or any(word in self.shown for word in words):
                return

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    @property
    def letters(self) -> str:
        """What there is to read; a countdown and the figure beside it move by themselves."""
        return re.sub(r"[\W\d_]+", " ", self.shown)

    def answer(self, key: str, *words: str) -> str:
        """Press a key as somebody does who reads: it is through once other words are there and the screen is whole.

        A slip changes nothing; then the person looks again, for as long as a busy machine may take.
        """
        before, end = self.letters, CLOCK.monotonic() + SLIP_S
        self.press(key)
        while self.letters == before and CLOCK.monotonic() < end:
            if not self.read():
                return ""
        self.settle(*words)
        while KEY_LINE not in self.shown and CLOCK.monotonic() < end:
            if not self.read():
                return ""
        return self.shown

    def press_until(self, key: str, *words: str) -> str:
        """Press a key, again and again if need be, until one of the words is shown."""
        end = CLOCK.monotonic() + PATIENCE_S
        while not any(word in self.shown for word in words):
            assert CLOCK.monotonic() < end, f"none of {words} came:\n{self.shown}"
            self.answer(key, *words)
        return self.shown

    # The end

    def gone(self) -> int:
        """Wait for the end; the exit code, or minus the signal that killed it, as `subprocess` has it."""
        end = CLOCK.monotonic() + PROMPT_S
        reading = True
        while self.child.isalive():
            reading = reading and not self.child.closed and self.read(0.02)
            if not reading:
                time.sleep(0.01)
            assert CLOCK.monotonic() < end, f"it is still there:\n{self.shown}"
        while not self.child.closed and self.read():
            pass
        code: int = self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus
        return code

    def shut(self) -> None:
        """Close the window, as with its cross: the program loses its terminal, and nobody tells it anything else."""
        self.child.ptyproc.fileobj.close()
        self.child.ptyproc.closed = self.child.closed = True

    def put_away(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self.child.isalive():
            self.child.kill(9)
            self.child.wait()
        if not self.child.closed:
            self.child.close()


def switched(raw: bytes) -> tuple[frozenset[int], int]:
    """The modes that are on after these bytes, and how many keyboard protocols are still pushed."""
    on, pushed = set(ON_BEFORE), 0
    for found in ON_AND_OFF.finditer(raw):
        if found[2]:
            for mode in map(int, found[1].split(b";")):
                (on.add if found[2] == b"h" else on.discard)(mode)
                # each of the two screens has keyboard protocols of its own
                assert mode != ALTERNATE or found[2] == b"h" or not pushed, "left with a keyboard protocol on"
        elif found[3]:
            pushed += 1 if found[3] == b">" else -1
    return frozenset(on), pushed
