"""What decides today's version of a session: the tables of `plans/progression.toml` about single days."""

from typing import Annotated

from pydantic import Field

from coach.domain.model import Many, Record, Ref

Percent = Annotated[int, Field(ge=10, le=100)]


class BadDay(Record):
    """The five minutes of a bad day (R4.12 bad_day), in seconds of each kind."""

    breathing_family: Ref
    breathing_s: int
    pumps: Ref
    pumps_s: int
    stretch_s: int
    stretches: int
    effort_to: int


class FlareRule(Record):
    """When pain, stiffness or burning has gone up, and for how long the plan is smaller then (R4.12)."""

    rise: int
    days_in_a_row: int
    percent: Percent
    least_days: int
    most_days: int
    gtps_days: int
    spasm_rise: int
    texture_pause_h: int


class BaselineRule(Record):
    """How many days before today the usual pain is taken from."""

    days: int
    least: int
    """Check-ins that there must be before a step of the plan rests on them; today takes what there is."""


class CostRule(Record):
    """The session after one that cost too much (R4.7 en_recover, R4.11 pr_24h_fail)."""

    percent: Percent


class HeatRule(Record):
    """Warm days (R4.8), and the months in which it is asked about them."""

    warm_percent: Percent
    months: Many[int]
    months_south: Many[int]
    south: Many[Annotated[str, Field(pattern=r"^[A-Z]{2}$")]]
    """Countries of the south by their two letters."""
    asked_again_days: int


class IllnessRule(Record):
    """Infection and steroids (R4.13)."""

    fever_rest_h: int
    return_percent: Percent
    return_days: int
    steroid_days: int


class LeastDose(Record):
    """What a dose is never made smaller than."""

    reps: int
    breaths: int
    time_s: int
    hold_s: int


class CheckInRule(Record):
    """What the check-in asks beside its three questions (R4.9 tod_bedtime, R4.14)."""

    most_questions: int
    spasticity_from: int
