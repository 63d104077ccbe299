"""The only place that reads the time, so that every rule can be tested on any day.

Everything else takes `now` (aware), `today` (local date) or monotonic seconds as an argument.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol


class Clock(Protocol):
    """What the coach asks of time."""

    def now(self) -> datetime:
        """The present instant, aware, in the person's zone."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never jumps back; only differences mean anything."""
        ...

    def zone_name(self) -> str:
        """The IANA name of the person's zone, for example `Europe/Vienna`."""
        ...


class SystemClock:
    """The machine's own clock and zone."""

    def now(self) -> datetime:
        """The present instant in the local zone."""
        return datetime.now(self._zone())

    def monotonic(self) -> float:
        """Seconds since an arbitrary start."""
        return time.monotonic()

    def zone_name(self) -> str:
        """The local zone's IANA name, `UTC` where the machine does not say."""
        from tzlocal import get_localzone_name

        return get_localzone_name() or "UTC"

    def _zone(self) -> tzinfo:
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(self.zone_name())
        except (ZoneInfoNotFoundError, ValueError):
            return UTC


def local_day(now: datetime, day_starts: str = "03:00") -> date:
    """The date that `now` belongs to when a day begins at `day_starts` ("HH:MM") and not at midnight."""
    hour, minute = (int(part) for part in day_starts.split(":"))
    shifted = now.replace(tzinfo=None) - timedelta(hours=hour, minutes=minute)
    return shifted.date()
