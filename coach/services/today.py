"""Today, as every front end asks for it: the kept copy where it still holds, else worked out and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.services.glance import keep_days, kept_day

if TYPE_CHECKING:
    from coach.services.context import Coach
    from coach.services.day import Today


def today_view(coach: Coach) -> Today:
    """The day as it stands now."""
    kept = kept_day(coach)
    if kept is not None:
        return kept
    from coach.services.day_reading import read_days

    days = read_days(coach)
    keep_days(coach, days)
    return days[0]
