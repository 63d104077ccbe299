"""How a plan moves on and back: the numbers of R4.11 to R4.13, all of them settings in `plans/progression.toml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from coach.domain.model import Many, Record, Ref

Days = Annotated[int, Field(ge=1, le=365)]
Times = Annotated[int, Field(ge=1, le=60)]
Percent = Annotated[int, Field(ge=1, le=100)]
Amount = Annotated[int, Field(ge=1, le=120)]
Rise = Annotated[int, Field(ge=1, le=10)]
Break = Annotated[Many[int], Field(min_length=2, max_length=2)]


class Steps(Record):
    """The table `steps` of `plans/progression.toml`; what each number means stands beside it there."""

    up_gap_days: Days
    declined_days: Days
    next_day_rise: Rise
    fail_days: Days
    easy_sessions: Times
    stretch_easy_days: Days
    stretch_easy_least: Times
    add_sets: Times
    add_reps: Times
    stretch_hold_s: Amount
    isometric_hold_s: Amount
    balance_hold_s: Amount
    balance_target_s: Amount
    timed_percent: Percent
    timed_least_s: Amount
    grow_percent: Annotated[int, Field(ge=1, le=10)]
    grow_min: Annotated[int, Field(ge=0, le=5)]
    grow_min_helped: Annotated[int, Field(ge=0, le=2)]
    helped_from_level: Annotated[int, Field(ge=0, le=3)]
    grow_done_percent: Percent
    tendon_pain_to: Annotated[int, Field(ge=0, le=3)]
    tendon_days: Days
    tendon_ratings_least: Times
    tendon_isometric_days: Days
    tendon_slow_days: Days
    red_times: Annotated[int, Field(ge=1, le=2)]
    red_days: Days
    weekly_rise: Annotated[int, Field(ge=1, le=2)]
    review_days: Days
    pain_asks: Annotated[Many[Ref], Field(min_length=1)]
    fall_asks: Annotated[Many[Ref], Field(min_length=1)]
    miss_days: Days
    miss_percent: Percent
    cut_percent: Percent
    breaks: Annotated[Many[Break], Field(min_length=1)]
    """Rows of [days without exercise from, percent of the week to restart at], the shortest break first."""
    restart_days: Days
    return_days: Days
    week_least_min: Amount

    def break_percent(self, days: int) -> int | None:
        """Percent of the week to restart at after so many days without exercise; None after fewer than the least."""
        fitting = [percent for least, percent in self.breaks if days >= least]
        return fitting[-1] if fitting else None
