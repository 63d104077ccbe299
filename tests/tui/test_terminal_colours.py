"""The real program in pseudo-terminals with many colours, 256, 16 and none: what arrives there can be read."""

import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pyte.graphics
import pytest

from tests.tui.colours import RGB, TERMINALS, contrast, in_16, rgb
from tests.tui.eye import SHAPES

ROOT = Path(__file__).resolve().parents[2]
START = (
    "from coach.bootstrap import build_coach; from coach.tui.app import run_app; "
    "raise SystemExit(run_app(build_coach()))"
)
ROWS, COLUMNS = 24, 80
SETTINGS = ("dark", "light", "dark_contrast", "light_contrast")
OF_256 = {"TERM": "xterm-256color"}
FULL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
FEW = {"xterm": "xterm", "linux": "Linux console"}
"""What TERM says, and whose colours those are."""
NAMES = {
    name: number
    for start, codes in ((30, pyte.graphics.FG_ANSI), (82, pyte.graphics.FG_AIXTERM), (40, pyte.graphics.BG_ANSI),
                         (92, pyte.graphics.BG_AIXTERM))
    for number, name in ((code - start, name) for code, name in codes.items() if name != "default")
}  # fmt: skip
"""The number of each of the 16 colours, by the name that the reader of the terminal gives it."""


class Terminal:
    """Somebody who has just installed the coach, before a terminal of some kind."""

    def __init__(self, home: Path, theme: str, **environment: str) -> None:
        home.mkdir(parents=True, exist_ok=True)
        (home / "settings.toml").write_text(f'format = 1\ntheme = "{theme}"\n')
        usual = {key: value for key, value in os.environ.items() if key not in ("TERM", "COLORTERM", "NO_COLOR")}
        self.child: Any = pexpect.spawn(
            sys.executable, ["-c", START], cwd=str(ROOT), dimensions=(ROWS, COLUMNS), encoding="utf-8", timeout=60,
            env={**usual, "COACH_HOME": str(home), **environment},
        )  # fmt: skip
        self.said = ""
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self.screen)

    def until(self, words: str) -> None:
        """Read until the screen shows some words and nothing more comes."""
        for _ in range(200):
            quiet = False
            try:
                new = self.child.read_nonblocking(65536, timeout=0.3)
                self.said += new
                self._stream.feed(new)
            except pexpect.TIMEOUT:
                quiet = True
            if quiet and any(words in line for line in self.screen.display):
                return
        raise AssertionError(f"{words!r} did not come: {self.screen.display}")

    def walk(self) -> list[Any]:
        """Welcome and the first question: every cell of both."""
        cells = []
        self.until("understand, let us begin")
        cells += self.cells()
        self.child.send("\r")
        self.until("1 of")
        self.child.send("\x1b[B ")
        self.until("[x]")
        cells += self.cells()
        self.child.kill(signal.SIGKILL)
        self.child.wait()
        self.child.close()
        return cells

    def cells(self) -> list[Any]:
        """What stands on the screen, without the blanks."""
        lines = (self.screen.buffer[row] for row in range(ROWS))
        return [line[column] for line in lines for column in range(COLUMNS) if line[column].data.strip()]


def ends(cell: Any) -> tuple[str, str]:
    """Ink and ground of a cell, as they are named."""
    return (cell.bg, cell.fg) if cell.reverse else (cell.fg, cell.bg)


def least(cell: Any, text: float) -> float:
    return 3.0 if ord(cell.data) in SHAPES else text


def poor(cells: list[Any], shown: Any, text: float) -> set[tuple[str, str]]:
    """Pairs that cannot be read."""
    return {ends(cell) for cell in cells if contrast(*shown(*ends(cell))) < least(cell, text)}


def exact(ink: str, ground: str) -> tuple[RGB, RGB]:
    return rgb(ink), rgb(ground)


@pytest.mark.parametrize("theme", SETTINGS)
def test_256_colours_can_be_read(theme: str, tmp_path: Path) -> None:
    cells = Terminal(tmp_path / "coach", theme, **OF_256).walk()
    known = {*pyte.graphics.FG_BG_256[16:]}
    assert {colour for cell in cells for colour in ends(cell)} <= known
    assert poor(cells, exact, 4.5) == set()


def test_all_colours_can_be_read(tmp_path: Path) -> None:
    cells = Terminal(tmp_path / "coach", "dark", **FULL).walk()
    assert poor(cells, exact, 7.0) == set()
    assert "18212b" in {cell.bg for cell in cells}


@pytest.mark.parametrize("term", FEW)
@pytest.mark.parametrize("theme", ["dark", "light_contrast"])
def test_16_colours_can_be_read(theme: str, term: str, tmp_path: Path) -> None:
    cells = Terminal(tmp_path / "coach", theme, TERM=term).walk()
    assert {colour for cell in cells for colour in ends(cell)} <= set(NAMES)
    for terminal in {FEW[term], *TERMINALS} if term == "xterm" else {FEW[term]}:
        bad = poor(cells, lambda ink, ground, on=terminal: in_16(on, NAMES[ink], NAMES[ground]), 4.5)
        assert bad == set(), terminal
    weighty = {cell.data for cell in cells if cell.bold or cell.underscore}
    assert weighty == set(), "many terminals show bold in 16 colours as another colour"


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_no_colour_means_none_and_the_cursor_row_is_seen(term: str, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "coach", "dark", TERM=term, NO_COLOR="1", COLORTERM="truecolor" * (term != "linux"))
    terminal.walk()
    codes = {code for found in re.findall(r"\x1b\[([0-9;]*)m", terminal.said) for code in found.split(";")}
    assert codes <= {"", "0", "1", "4", "7", "39", "49"}
    rows = {row for row in range(ROWS) for cell in [terminal.screen.buffer[row][10]] if cell.reverse}
    assert terminal.screen.cursor.y in rows
    text = [terminal.screen.display[row] for row in sorted(rows)]
    assert "[x]" in text[0]
    assert 1 <= len(rows) <= 3, text
