"""Today: what is due, done and coming (design 6). How it follows from plan and journal stands in `day_reading`.

It is plain data, and nothing heavy is imported for it, so that a kept copy of it (`glance`) can be shown at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from coach.toml.problems import Problem

State = Literal["done", "partly", "skipped", "open", "coming", "not_recorded"]
"""`coming` and `not_recorded` are doses before and after their time; only the clock decides those (`day_now`)."""
Sleep = Literal["under_4_5h", "under_6h", "enough"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the day."""

    id: str
    kind: Literal["session", "tip", "habit", "medicine"]
    at: str | None
    title: str
    state: State
    detail: str
    optional: bool = False
    medicine: str | None = None
    """Id of the medicine, and which of its times this is."""
    slot: int | None = None
    late_min: int | None = None
    """Minutes for which a dose stays open; None until the next one of the same medicine."""
    taken: str | None = None
    """When the dose was taken, as the clock said then."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the newest check-in of the day said: tired and pain 0 to 10, and how the night was."""

    fatigue: int
    sleep: Sleep | None = None
    pain: int | None = None
    bad_day: bool = False
    colour: Literal["green", "amber", "red"] = "green"
    """Green, amber or red (R4.7 en_today_score)."""
    other: str = ""
    """What makes the day other than its colour says: a flare, a fall, an infection."""

    @property
    def words(self) -> str:
        """A kind line about the day; empty on a usual one."""
        return self.other or ("" if self.colour == "green" else DAY_WORDS[self.colour])


DAY_WORDS = {
    "green": "Today can be a usual day.",
    "amber": "A middling day: the sessions are smaller, and a rest is fine at any time.",
    "red": "Today is a day to go easy: a few quiet minutes are enough, and they count as done.",
}


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that the Today screen says."""

    day: date
    weekday: str
    lines: tuple[Line, ...]
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
    day_starts: str = "03:00"
    medicine_problems: tuple[Problem, ...] = ()
    """Why a changed `medicines.toml` is not in force; the medicines then are those that fitted last."""
    next: Line | None = None
    """What Enter starts now; the clock decides it (`day_now`)."""
    weekly_due: bool = False
    """Whether the weekly look back waits (R4.14)."""
    weekly_next: bool = False
    """Whether Enter opens it now: no session and no dose is due; the clock decides it (`day_now`)."""
    check_in_later: bool = False
    """The person would rather not check in just now; the front end remembers that (`today_view`)."""

    @property
    def asks_check_in(self) -> bool:
        """Whether the day best begins with the check-in."""
        return self.has_plan and self.check_in is None and self.unfinished is None and not self.check_in_later
