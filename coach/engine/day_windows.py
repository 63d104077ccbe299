"""Hours after a dose in which nothing is done on the feet or the floor, at the present time (R4.9).

Both the times in `medicines.toml` and the doses that were noted as taken open a window; the exercise moves, never the
medicine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coach.domain.profile import Medicine
from coach.domain.timing import Timing, Window
from coach.domain.vocabulary import Share
from coach.engine.person import Person, minute_of
from coach.engine.windows import DAY_MIN, window_holds

if TYPE_CHECKING:
    from coach.engine.day_state import Spot


@dataclass(frozen=True, slots=True)
class WindowNow:
    """A medicine's rule that holds now: inside its hours, or after them, when a firm hold is asked for."""

    rule: str
    text: str
    open: bool
    shares: frozenset[Share] = frozenset()
    """What it keeps out; empty means everything on the feet and on the floor."""


def floor_or_feet(spot: Spot) -> bool:
    """What waits inside a window: the feet (rising from a chair too), and getting down to the floor."""
    return spot.on_feet or spot.on_floor or spot.position in ("kneeling", "quadruped")


@dataclass(frozen=True, slots=True)
class Hour:
    """When a session is about to be done, how long it takes, and the medicines."""

    at: datetime
    minutes: float = 0.0
    medicines: tuple[Medicine, ...] = ()


def windows_now(
    hour: Hour, person: Person, taken: Iterable[tuple[str, datetime]], timing: Timing
) -> tuple[WindowNow, ...]:
    """The windows that lie in the hour, and those of new or dizzying medicines that ask for a firm hold after them."""
    dizzy = "dizzy" in person.facts.chosen("other")
    doses = tuple(taken)
    found: dict[str, WindowNow] = {}
    for medicine in hour.medicines:
        for window in timing.window:
            holds = medicine.info in window.medicines and window_holds(window, medicine, hour.at.date(), dizzy=dizzy)
            if holds and _inside(window, medicine, doses, hour):
                found[window.id] = WindowNow(window.id, window.text, True, frozenset(window.shares))
            elif holds and window.days_after_change is not None:
                found.setdefault(window.id, WindowNow(window.id, FIRM_HOLD, open=False))
    return tuple(found.values())


FIRM_HOLD = "Your medicine can make you unsteady just now, so only work with a firm hold."


def _inside(window: Window, medicine: Medicine, doses: tuple[tuple[str, datetime], ...], hour: Hour) -> bool:
    """Whether the session lies in the hours after a dose, or a dose comes while it goes on."""
    here = hour.at.hour * 60 + hour.at.minute
    for time in medicine.times:
        since = (here - minute_of(time)) % DAY_MIN
        if since < window.hours * 60 or DAY_MIN - since < hour.minutes:
            return True
    hours = timedelta(hours=window.hours)
    return any(name == medicine.id and timedelta(0) <= hour.at - moment < hours for name, moment in doses)
