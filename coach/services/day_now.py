"""What only the clock decides of a day: which dose is coming, open or past its time, and what comes next.

The day itself holds for as long as nothing happens (`glance`); this is worked out at each look, from it and `now`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from coach.engine.schedule import instant

if TYPE_CHECKING:
    from coach.services.day import Line, Today

EARLY = timedelta(minutes=60)
"""So long before its time a dose counts as due: Enter notes it from then on."""


def as_of(view: Today, now: datetime) -> Today:
    """The day as it stands at `now`."""
    lines = tuple(_timed(line, view, now) for line in view.lines)
    view = replace(view, lines=lines)
    view = replace(view, next=_next(view, now))
    return replace(view, weekly_next=view.weekly_due and not _urgent(view, now))


def due(line: Line, view: Today, now: datetime) -> datetime | None:
    """The instant of a line; None where it has no time."""
    zone = now.tzinfo
    assert zone is not None, "the clock is aware"
    return None if line.at is None else instant(view.day, line.at, view.day_starts, zone)


def _timed(line: Line, view: Today, now: datetime) -> Line:
    at = due(line, view, now)
    if line.kind != "medicine" or line.state != "open" or at is None:
        return line
    if now.astimezone(UTC) < at - EARLY:
        return replace(line, state="coming")
    end = _late(line, at, view, now)
    return replace(line, state="not_recorded") if end is not None and end <= now.astimezone(UTC) else line


def _late(line: Line, at: datetime, view: Today, now: datetime) -> datetime | None:
    """When a dose is no longer asked for: after its late window, else when the next one of the medicine is due."""
    if line.late_min is not None:
        return at + timedelta(minutes=line.late_min)
    others = (due(one, view, now) for one in view.lines if one.medicine == line.medicine)
    return min((one for one in others if one is not None and one > at), default=None)


def _next(view: Today, now: datetime) -> Line | None:
    """First what is due, sessions and doses before tips; then what may be done already; last what is still to come."""
    active = [line for line in view.lines if line.state in ("open", "partly")]
    ready = [line for line in active if line.kind == "medicine" or _begun(line, view, now)]
    needed = [line for line in ready if not line.optional]
    choices = (
        [line for line in needed if line.kind in ("session", "medicine")],
        needed,
        [line for line in active if not line.optional],
        active,
        [line for line in view.lines if line.state == "coming"],
    )
    return next((lines[0] for lines in choices if lines), None)


def _urgent(view: Today, now: datetime) -> bool:
    """Whether a session or a dose is due, or a session was cut off."""
    line = view.next
    waits = line is not None and line.state in ("open", "partly") and not line.optional
    if line is None or not waits or line.kind not in ("session", "medicine"):
        return view.unfinished is not None
    return view.unfinished is not None or line.kind == "medicine" or _begun(line, view, now)


def _begun(line: Line, view: Today, now: datetime) -> bool:
    at = due(line, view, now)
    return at is not None and at <= now.astimezone(UTC)
