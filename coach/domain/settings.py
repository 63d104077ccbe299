"""The person's settings as they stand in `settings.toml`: where they live, whom to call, when a day begins."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from coach.domain.model import ClockTime, Many, Record

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166 two-letter code."""


class Contact(Record):
    """Someone to call: the MS team, the doctor, a friend."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    phone: Annotated[str, StringConstraints(min_length=2, max_length=40)]
    role: Literal["ms_team", "doctor", "physio", "pharmacist", "friend", "other"] = "other"


class Settings(Record):
    """All settings, format 1; everything has a sensible value without being asked."""

    format: Literal[1] = 1
    country: Country | None = None
    day_starts: ClockTime = "03:00"
    units: Literal["metric", "imperial"] = "metric"
    theme: Literal["dark", "light", "dark_contrast", "light_contrast"] = "dark"
    motion: bool = True
    large: bool = False
    """Fewer and larger things on the screen."""
    contact: Many[Contact] = ()
