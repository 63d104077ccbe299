"""An event as the journal keeps it: a body with its id, instant, zone and the local day it counts for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coach.domain.events import EventBody


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal; `at` is aware (UTC), `day` is the local date after `day_starts`."""

    id: str
    at: datetime
    zone: str
    day: date
    body: EventBody
