"""What the limits that a person typed from a pack say of one more dose (R7.1 md_max24, decisions 10).

Nothing here forbids: a dose that was taken is noted, whatever a limit says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

DAY = timedelta(hours=24)


def gap(taken: Iterable[datetime], new: datetime) -> timedelta | None:
    """Between a dose and the one nearest to it; None where it is the only one."""
    return min((abs(new - one) for one in taken), default=None)


def most_in_24_h(taken: Iterable[datetime], new: datetime) -> int:
    """The most doses in any 24 hours that hold the new one, itself counted."""
    times = sorted((*taken, new))
    ends = [one for one in times if timedelta(0) <= one - new < DAY]
    return max(sum(end - DAY < one <= end for one in times) for end in ends)


def over(doses: int, max_per_day: str, mg_per_dose: float | None) -> bool:
    """Whether so many doses are above a maximum such as "8 doses" or "4000 mg"."""
    figure = float(max_per_day.rstrip("dosemg ").replace(",", "."))
    return doses * (mg_per_dose or 0) > figure if max_per_day.endswith("mg") else doses > figure
