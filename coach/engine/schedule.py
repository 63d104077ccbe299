"""When something is due: wall-clock times of a day as instants, each once whatever the clock does (design 5).

Instants are in UTC, because two times of one zone are compared by their figures alone, which an hour that comes twice
would fool.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo


def after_midnight(at: str, day_starts: str) -> bool:
    """Whether a time "HH:MM" comes after midnight in a day that begins at `day_starts`."""
    return at < day_starts


def instant(day: date, at: str, day_starts: str, zone: tzinfo) -> datetime:
    """The instant of "HH:MM" on a day; the first after a gap, and the first of two in an hour that comes twice."""
    calendar = day + timedelta(days=1) if after_midnight(at, day_starts) else day
    wall = datetime.combine(calendar, time.fromisoformat(at))
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    return _end_of_gap(wall, zone)


def _end_of_gap(wall: datetime, zone: tzinfo) -> datetime:
    """The first instant after the clock was put forward over `wall`."""
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    new = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == new:
            after = middle
        else:
            before = middle
    return after
