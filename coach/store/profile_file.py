"""`profile.toml`: reading with every cross-check, and saving without touching the person's own remarks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from coach.domain.profile import Profile
from coach.store.home import Home
from coach.store.profile_text import render_answers, values_of
from coach.store.saving import change, current, write_checked
from coach.toml.document import Document
from coach.toml.fit import read
from coach.toml.problems import Problem, in_order

__all__ = ["load_profile", "parse_profile", "render_answers", "save_profile"]


def load_profile(home: Home, *, today: date | None = None) -> tuple[Profile | None, tuple[Problem, ...]]:
    """The answers; `None` without problems where there are none yet."""
    raw = home.read(home.profile)
    return (None, ()) if raw is None else parse_profile(raw, home.profile.name, today=today)


def parse_profile(raw: bytes, file: str, *, today: date | None = None) -> tuple[Profile | None, tuple[Problem, ...]]:
    """An answers file; with `today` its dates are looked at too."""
    profile, document, problems = read(raw, file, Profile)
    if profile is None or document is None:
        return None, problems
    problems = in_order(_crossed(profile, document, today))
    return (None if problems else profile), problems


def _crossed(profile: Profile, document: Document, today: date | None) -> Iterator[Problem]:
    capacity = profile.capacity
    if capacity.wake is not None and capacity.wake == capacity.sleep:
        yield document.problem(("capacity", "sleep"), f'is "{capacity.sleep}", the same as wake')
    for number, span in enumerate(capacity.helper_times):
        start, _, end = span.partition("-")
        if start == end:
            yield document.problem(("capacity", "helper_times", number), "begins and ends at the same time")
    if today is not None:
        yield from _future(profile, document, today)


def _future(profile: Profile, document: Document, today: date) -> Iterator[Problem]:
    """Dates that cannot have been yet. A traveller's answers may be a day ahead of the local date."""
    if profile.answered and profile.answered > today + timedelta(days=1):
        yield _later(document, ("answered",), profile.answered, "the day of the answers")
    for number, hip in enumerate(profile.safety.hip_replacement):
        if hip.date and hip.date > today:
            loc = ("safety", "hip_replacement", number, "date")
            yield _later(document, loc, hip.date, "the operation")
    fracture = profile.safety.fracture
    if fracture and fracture.date > today:
        yield _later(document, ("safety", "fracture", "date"), fracture.date, "the fracture")


def _later(document: Document, loc: tuple[str | int, ...], day: date, what: str) -> Problem:
    return document.problem(loc, f"{day.isoformat()} is in the future, but {what} has been", "Look at the year")


def save_profile(home: Home, profile: Profile, now: datetime) -> None:
    """Writes the answers; medicines go to their own file and are never written here.

    Raises:
        ProblemsError: The file that is there does not fit; it is left alone.
        InputError, OutsideError: It could not be written; the old file is as it was.
    """
    intended = values_of(profile)

    def fits(raw: bytes) -> bool:
        again, _, _ = read(raw, home.profile.name, Profile)
        return again is not None and values_of(again) == intended

    there = current(home, home.profile, Profile)
    if there is None:
        write_checked(home, home.profile, render_answers(profile), fits, now)
        return
    text, before = there
    change(home, home.profile, text, _changes(values_of(before), intended), fits, now)


def _changes(before: dict[tuple[str, ...], Any], after: dict[tuple[str, ...], Any]) -> dict[tuple[str, ...], Any]:
    gone = {path: None for path in before if path not in after}
    return gone | {path: value for path, value in after.items() if before.get(path) != value}
