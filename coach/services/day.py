"""Today: what is due, done and coming (design 6). How it follows from plan and journal stands in `day_reading`.

It is plain data, and nothing heavy is imported for it, so that a kept copy of it (`glance`) can be shown at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from coach.toml.problems import Problem

State = Literal["done", "partly", "skipped", "open"]
Sleep = Literal["under_4_5h", "under_6h", "enough"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the day."""

    id: str
    kind: Literal["session", "tip", "habit"]
    at: str | None
    title: str
    state: State
    detail: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the newest check-in of the day said: tired and pain 0 to 10, and how the night was."""

    fatigue: int
    sleep: Sleep | None = None
    pain: int | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that the Today screen says."""

    day: date
    weekday: str
    lines: tuple[Line, ...]
    next: Line | None
    """What Enter starts: the first open session, else the first open line."""
    check_in: Told | None
    unfinished: str | None
    """Id of a session that was cut off today and can go on."""
    sessions_done: int
    sessions_planned: int
    minutes_done: int
    pain: tuple[int, ...]
    """Pain ratings of the last days, one a day, oldest first."""
    blocks: tuple[str, ...]
    block_text: str | None
    problems: tuple[Problem, ...]
    has_plan: bool
    has_sessions: bool = False
    """Whether the plan has any sessions at all."""
    starts: date | None = None
    """The plan's first day."""
    review_due: bool = False
