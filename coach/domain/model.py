"""The base of everything that is read or written: frozen, strict, no unknown keys."""

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]
"""A TOML array as a tuple; its items stay strict."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Ref = str
"""An id that stands elsewhere; the checks between files find unknown ones, with the nearest known."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=400)]
"""One line that a person reads."""
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day, "HH:MM", always quoted."""
Scale = Annotated[int, Field(ge=0, le=10)]
"""A 0 to 10 rating (`nrs` of R0.2)."""
Level = Annotated[int, Field(ge=0, le=5)]
"""Mobility level, 0 (no limits) to 5 (wheelchair or bed) of R0.3."""


class Record(BaseModel):
    """A frozen, strict record; its schema is built only when it is first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
