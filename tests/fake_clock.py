"""A clock for tests: time passes only when it is told to."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))


class FakeClock:
    """Time that only passes when told."""

    def __init__(self, start: datetime = MONDAY) -> None:
        self._now = start
        self._seconds = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._seconds

    def zone_name(self) -> str:
        return "Europe/London"

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._seconds += seconds
