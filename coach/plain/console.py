"""Talking in lines: text that is only ever added to, and questions that take a line for an answer.

No escape sequence ever leaves here, whatever a plan or a name holds, and what an encoding lacks becomes a plain
letter or a question mark. At every question Enter takes what stands in [brackets], `b` goes back, `s` skips, `?`
explains and `q` stops.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final, TextIO, TypeVar

from coach.engine.typed import Misread, read_scale, read_yes_no
from coach.plain.lines import Lines

WIDTH = 78
KEYS = "At every question: Enter takes what is in [brackets], b goes back, s skips, ? explains, q stops and keeps all."
KEPT = "Stopped. What you did is kept."
_PLAIN = str.maketrans({
    "·": ",", "’": "'", "\u2018": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "×": "x", "°": " degrees",
    " ": " ", "≥": ">=", "≤": "<=", "→": "->",
})  # fmt: skip

T = TypeVar("T")


class Move(Enum):
    """An answer that is about the way through the questions."""

    BACK = "back"
    SKIP = "skip"


BACK: Final = Move.BACK
SKIP: Final = Move.SKIP
_MOVES = {"b": BACK, "back": BACK, "s": SKIP, "skip": SKIP}
_QUIT = ("q", "quit", "exit", "stop")
_HELP = ("?", "help")


class StoppedError(Exception):
    """The person stopped (`q`), or the input ended; everything so far is kept."""

    def __init__(self, *, ended: bool) -> None:
        super().__init__(KEPT)
        self.ended = ended
        """Whether there is no more input at all."""


class Console:
    """One conversation. `interactive` says whether a person's own typing is echoed."""

    def __init__(self, lines: Lines, out: TextIO, *, interactive: bool = False) -> None:
        self._lines = lines
        self._out = out
        self.interactive = interactive

    # Saying

    def say(self, *texts: str) -> None:
        """Each text as a paragraph; an empty one is an empty line."""
        for text in texts:
            for line in clean(text).split("\n"):
                self._print(
                    textwrap.fill(line, WIDTH, break_on_hyphens=False, break_long_words=False) if line.strip() else ""
                )

    def item(self, mark: str, text: str) -> None:
        """One row of a list; what does not fit goes on under its text."""
        lead = f"{clean(mark)} "
        self._print(
            textwrap.fill(
                clean(text).replace("\n", " "), WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead),
                break_on_hyphens=False, break_long_words=False,
            )
        )  # fmt: skip

    def raw(self, text: str) -> None:
        """Lines that keep their breaks, such as a piece of a file."""
        for line in clean(text).split("\n"):
            self._print(line.rstrip())

    def _print(self, text: str, end: str = "\n") -> None:
        encoding = self._out.encoding or "utf-8"
        self._out.write(text.encode(encoding, errors="replace").decode(encoding) + end)
        self._out.flush()

    # Asking

    def poll(self, seconds: float) -> str | None:
        """A typed line, or None when so much time has passed without one; only blanks are " ", which pauses.

        Raises:
            StoppedError: the input has ended.
        """
        try:
            line = self._lines.read(seconds)
        except EOFError:
            raise StoppedError(ended=True) from None
        if line is None:
            return None
        return " " if line and not line.strip(" ") else typed(line)

    def line(self, prompt: str) -> str:
        """What was typed, without blanks around it.

        Raises:
            StoppedError: the input has ended.
        """
        self._print(textwrap.fill(clean(prompt), WIDTH, break_on_hyphens=False, break_long_words=False), end=" ")
        try:
            line = self._lines.read()
        except EOFError:
            self._print("")
            raise StoppedError(ended=True) from None
        if not self.interactive:
            self._print("")
        return typed(line or "")

    def ask(
        self, prompt: str, read: Callable[[str], T | Misread], *, default: T | Move | None = None, shown: str = "",
        explain: Callable[[], None] | None = None, back: bool = True, skip: bool = True,
    ) -> T | Move:  # fmt: skip
        """Ask until the answer fits.

        Args:
            prompt: What the line to type on begins with.
            read: Makes a value of what was typed, or says what would fit. What was likely meant is the next default.
            default: What Enter means; None where it means nothing.
            shown: The default in words, for the brackets.
            explain: Says more when asked with `?`.
            back: Whether there is something to go back to.
            skip: Whether the question may be left open.

        Raises:
            StoppedError: `q`, or the input has ended.
        """
        if default is SKIP and not shown:
            shown = "skip"
        likely: str | None = None
        while True:
            brackets = shown if likely is None else likely
            text = self.line(f"{prompt} [{brackets}]:" if brackets else f"{prompt}:") or likely or ""
            if not text and default is not None:
                return default
            word = text.lower()
            if word in _QUIT:
                raise StoppedError(ended=False)
            if word in _HELP:
                explain() if explain else self.say("There is no more to say about this one.")
                continue
            move = _MOVES.get(word)
            if move is not None:
                if (move is BACK and back) or (move is SKIP and skip):
                    return move
                self.say("There is nothing to go back to here." if move is BACK else "This one needs an answer.")
                continue
            value = Misread("Nothing was typed. Please type an answer.") if not text else read(text)
            if not isinstance(value, Misread):
                return value
            likely = value.likely
            self.say(value.text)

    def choose(
        self, options: Sequence[str], prompt: str = "Number", *, default: int | None = None, back: bool = True,
        skip: bool = False, explain: Callable[[], None] | None = None,
    ) -> int | Move:  # fmt: skip
        """One of some numbered options, as its place from 0."""
        for number, option in enumerate(options, 1):
            self.item(f"{number}", option)

        def read(text: str) -> int | Misread:
            number = whole(text)
            if number is None or not 1 <= number <= len(options):
                return Misread(f"Please type a number from 1 to {len(options)}.")
            return number - 1

        shown = "" if default is None else str(default + 1)
        return self.ask(prompt, read, default=default, shown=shown, back=back, skip=skip, explain=explain)

    def scale(
        self, question: str, *, low: str = "", high: str = "", default: int | None = None, back: bool = False,
        skip: bool = True,
    ) -> int | Move:  # fmt: skip
        """A rating from 0 to 10; x is 10 too."""
        ends = f" 0 is {low}, 10 is {high}." if low and high else ""
        self.say(question + ends)

        start: int | Move | None = SKIP if default is None and skip else default
        return self.ask("0 to 10", read_scale, default=start, shown="" if default is None else str(default), back=back,
                        skip=skip, explain=lambda: self.say(question + ends))  # fmt: skip

    def yes_no(
        self, question: str, *, default: bool | None = None, back: bool = False, skip: bool = False
    ) -> bool | Move:
        """Yes or no; without a default Enter leaves it open where that is allowed, else it is no answer."""
        self.say(question)

        shown = "" if default is None else ("yes" if default else "no")
        start: bool | Move | None = SKIP if default is None and skip else default
        return self.ask("y or n", read_yes_no, default=start, shown=shown, back=back, skip=skip,
                        explain=lambda: self.say(question))  # fmt: skip

    def enter(self, prompt: str) -> None:
        """Wait for Enter."""
        self.ask(prompt, lambda text: True, default=True, back=False, skip=False)


def clean(text: str) -> str:
    """Text without anything that a terminal would take as an order, and with plain marks for fine ones."""
    return "".join(
        one
        for one in text.replace(" · ", ", ").translate(_PLAIN)
        if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Cs")
    )


def typed(line: str) -> str:
    """A typed line without control characters (arrow keys and the like) and blanks around it."""
    return "".join(one for one in line if unicodedata.category(one) not in ("Cc", "Cf", "Cs")).strip()


def whole(text: str) -> int | None:
    """A small whole number, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
