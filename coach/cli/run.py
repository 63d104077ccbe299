"""What a command works with: the services, made when first needed and closed once, and the console."""

from __future__ import annotations

import gc
import os
import sys
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.plain.console import Console
    from coach.services.context import Coach


class Run:
    """One start of the program."""

    def __init__(self, *, plain: bool) -> None:
        self.plain = plain

    @cached_property
    def coach(self) -> Coach:
        """The services."""
        from coach.bootstrap import build_coach

        return build_coach()

    @cached_property
    def console(self) -> Console:
        """The conversation on standard input and output."""
        from coach.plain.console import Console
        from coach.plain.lines import standard_lines

        return Console(standard_lines(), sys.stdout, interactive=asks())

    def close(self) -> None:
        """Close the services if they were made."""
        if "coach" in self.__dict__:
            self.coach.close()

    @property
    def screens(self) -> bool:
        """Whether the screens are right for this terminal and this person."""
        return self.draws and asks()

    @property
    def draws(self) -> bool:
        """Whether what is printed may hold pictures: somebody looks at it, who has not asked for plain lines."""
        plain = self.plain or os.environ.get("ACCESSIBLE", "") not in ("", "0") or os.environ.get("TERM") == "dumb"
        return not plain and is_terminal(sys.stdout)


def begin(run: Run) -> int:
    """`coach` alone: the screens or their plain twin; returns the exit code."""
    if run.screens:
        from coach.tui.app import run_app

        return run_app(run.coach)
    from coach.plain.home import run_home

    gc.enable()
    return run_home(run.console, run.coach)


def asks() -> bool:
    """Whether somebody can answer a question."""
    return is_terminal(sys.stdin)


def is_terminal(stream: object) -> bool:
    """Whether a stream is there, open, and a terminal."""
    try:
        return bool(getattr(stream, "isatty", lambda: False)())
    except ValueError:  # it is closed
        return False
