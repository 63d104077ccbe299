"""The person's settings as they stand in `settings.toml`: where they live, whom to call, when a day begins."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from coach.domain.model import ClockTime, Many, Record
from coach.domain.verbs import VERBS, fitting

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166 two-letter code."""


ROLE_WORDS = {
    "ms_team": "MS team", "doctor": "doctor", "physio": "physiotherapist", "pharmacist": "pharmacist",
    "friend": "family or friend", "other": "somebody else",
}  # fmt: skip
"""Who somebody to call is, in words."""


class Contact(Record):
    """Someone to call: the MS team, the doctor, a friend."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    phone: Annotated[str, StringConstraints(min_length=2, max_length=40)]
    role: Literal["ms_team", "doctor", "physio", "pharmacist", "friend", "other"] = "other"


def _fit_together(own: Any) -> Any:
    """Keys that fit the key language; each one that does not is told at its own place."""
    from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

    if not isinstance(own, Mapping):
        return own
    faults = [
        InitErrorDetails(
            type=PydanticCustomError("value_error" if verb in VERBS else "extra_forbidden", "{error}", {"error": said}),
            loc=(verb,),
            input=own[verb],
        )
        for verb, said in fitting(own)[1].items()
    ]
    if faults:
        raise ValidationError.from_exception_data("keys", faults)
    return own


_TABLE = {"type": "object", "properties": {verb: {"type": "string"} for verb in VERBS}, "additionalProperties": False}
OwnKeys = Annotated[dict[str, str], BeforeValidator(_fit_together), WithJsonSchema(_TABLE)]
"""The keys that a person has chosen, by verb (`coach.domain.verbs`)."""


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
    keys: OwnKeys = Field(default={})
