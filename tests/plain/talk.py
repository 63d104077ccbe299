"""A person at the plain twin, scripted: typed lines, single keys while a countdown runs, and a clock that obeys."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.content.loader import Loaded, load_library
from coach.plain.console import Console
from coach.services.context import Coach
from coach.services.intake import intake_from_file
from coach.services.planning import accept, build_plan
from coach.store.home import Home
from tests.fake_clock import FakeClock
from tests.people import HOMES
from tests.personas import save

LONGEST_S = 6 * 3600
"""A scripted session that is still not over then has lost its way."""


@dataclass(frozen=True)
class Key:
    """A letter typed while the player runs."""

    key: str


@dataclass(frozen=True)
class Wait:
    """The person just lets so many seconds pass while the player runs."""

    seconds: float


Answer = str | Key | Wait


class Talk:
    """Console lines from a script. Questions take the next text; the player takes keys, else its time runs.

    Work that waits for the person is ended with Enter as soon as it is announced. When the script is used up,
    `then` answers questions; without it the input has ended.
    """

    def __init__(
        self, answers: Iterable[Answer], clock: FakeClock, then: Callable[[str], str | None] | None = None
    ) -> None:
        self._answers = list(answers)
        self._clock = clock
        self._then = then
        self._seen = 0
        self._idle = 0.0
        self.out = io.StringIO()
        self.console = Console(self, self.out)

    @property
    def text(self) -> str:
        """Everything that was said."""
        return self.out.getvalue()

    @property
    def left(self) -> list[Answer]:
        """What of the script was not asked for."""
        return self._answers

    def _new_text(self) -> str:
        text = self.text[self._seen :]
        self._seen = len(self.text)
        return text

    def read(self, timeout: float | None = None) -> str | None:
        if timeout is not None:
            return self._while_running(timeout)
        said = self._new_text()
        while self._answers and isinstance(self._answers[0], Wait):
            self._clock.advance(self._wait(3600.0))
        if self._answers and isinstance(self._answers[0], str):
            return str(self._answers.pop(0))
        assert self._then or not self._answers, f"a key was meant for the player, but this was asked: {said[-300:]}"
        typed = self._then(said) if self._then else None
        if typed is None:
            raise EOFError
        return typed

    def _wait(self, most: float) -> float:
        """Take up to `most` seconds off the wait that comes first."""
        first = self._answers.pop(0)
        assert isinstance(first, Wait)
        if first.seconds > most:
            self._answers.insert(0, Wait(first.seconds - most))
        return min(first.seconds, most)

    def _while_running(self, timeout: float) -> str | None:
        self._idle += timeout
        if self._idle > LONGEST_S:
            raise EOFError
        first = self._answers[0] if self._answers else None
        if isinstance(first, Wait):
            self._clock.advance(self._wait(timeout))
            return None
        if isinstance(first, Key):
            self._answers.pop(0)
            self._new_text()
            return first.key
        if "Enter when done." in self._new_text():
            self._clock.advance(timeout)
            return ""
        self._clock.advance(timeout)
        return None


@cache
def library() -> Loaded:
    """What ships with the coach, read once."""
    return load_library(Path("there are no exercises of one's own"))


def coach_at(folder: Path, clock: FakeClock | None = None) -> Coach:
    """The services on a folder and an obedient clock."""
    return Coach(Home(folder), clock or FakeClock(), lambda home: library())


def coach_for(persona: str, folder: Path, clock: FakeClock | None = None, *, plan: bool = True) -> Coach:
    """The services of a persona who has answered the questions and, usually, accepted a plan."""
    clock = clock or FakeClock()

    def make(home: Path) -> None:
        coach = coach_at(home, FakeClock(clock.now()))
        profile = intake_from_file(coach, save(persona, home.parent))
        if plan:
            accept(coach, build_plan(coach, profile).plan, profile)
        coach.close()

    HOMES.copy(folder / "coach", persona, plan, clock.now(), make=make)
    return coach_at(folder / "coach", clock)


def kinds(coach: Coach) -> list[str]:
    """The kinds of all events, in order."""
    return [event.body.kind for event in coach.journal.events()]
