"""The doses of a day from the medicines and the journal: one line for each time, each in exactly one state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coach.domain.events import DoseSkipped, DoseTaken
from coach.domain.journal import Event
from coach.domain.medicine import Medicine, minutes
from coach.services.day import Line


def dose_lines(medicines: Iterable[Medicine], events: Iterable[Event], day: date) -> list[Line]:
    """A line for each time of each medicine; a time is known by its place in the file, so it may be moved."""
    slots = _by_slot(events, day)
    return [
        _line(medicine, slot, at, slots.get((medicine.id, slot), []))
        for medicine in medicines
        for slot, at in enumerate(medicine.times)
    ]


def _by_slot(events: Iterable[Event], day: date) -> dict[tuple[str, int], list[Event]]:
    slots: dict[tuple[str, int], list[Event]] = {}
    for event in events:
        body = event.body
        if isinstance(body, DoseTaken | DoseSkipped) and body.on == day and body.slot is not None:
            slots.setdefault((body.medicine, body.slot), []).append(event)
    return slots


def _line(medicine: Medicine, slot: int, at: str, events: list[Event]) -> Line:
    """What was taken was taken, whatever was noted after it; only taking that back opens the dose again."""
    taken = [event for event in events if isinstance(event.body, DoseTaken)]
    return Line(
        id=f"{medicine.id}@{slot}",
        kind="medicine",
        at=at,
        title=medicine.name,
        state="done" if taken else "skipped" if events else "open",
        detail=medicine.amount or "",
        medicine=medicine.id,
        slot=slot,
        late_min=minutes(medicine.late_window) if medicine.late_window else None,
        taken=clock_words(taken[-1]) if taken else None,
    )


def clock_words(event: Event) -> str | None:
    """When a dose was taken, as the person's clock said then."""
    body = event.body
    return clock_in(body.taken_at, event.zone) if isinstance(body, DoseTaken) else None


def clock_in(moment: datetime, zone: str) -> str:
    """The time of day in a zone."""
    try:
        return f"{moment.astimezone(ZoneInfo(zone)):%H:%M}"
    except (ZoneInfoNotFoundError, ValueError):
        return f"{moment.astimezone(UTC):%H:%M}"
