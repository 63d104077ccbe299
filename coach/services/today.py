"""Today, as every front end asks for it: the kept copy where it still holds, else worked out and kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.services.day_now import as_of
from coach.services.glance import keep_days, kept_day

if TYPE_CHECKING:
    from coach.services.context import Coach
    from coach.services.day import Today


def today_view(coach: Coach, *, check_in_later: bool = False) -> Today:
    """The day as it stands now; `check_in_later` for a person who would rather not check in on this visit."""
    kept = kept_day(coach)
    if kept is None:
        from coach.services.day_reading import read_days

        days = read_days(coach)
        keep_days(coach, days)
        kept = days[0]
    return replace(as_of(kept, coach.now()), check_in_later=check_in_later)
