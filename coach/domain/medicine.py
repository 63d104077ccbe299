"""The person's medicines as they stand in `medicines.toml` (design 3.3, decisions 10).

Amounts and lengths of time are texts, so that a person may write them as on the label; they are shown and
counted, never advised.
"""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coach.domain.model import ClockTime, Id, Many, Record
from coach.domain.profile import Medicine as Answer

Label = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Span = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3} ?(min|h)$")]
"""A length of time, "10 min" or "3 h"."""
Again = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3} ?(min|h) ?x ?[1-9][0-9]?$")]
"""How often to ask again until answered, "10 min x 4"."""
Quantity = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{1,6}([.,][0-9]{1,3})?|([0-9]{1,4} )?[0-9]{1,3}/[1-9][0-9]{0,2})$"),
]
"""A number of doses: "84", "0.5", "0,5", "1/2", "1 1/2"."""
Most = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,5}([.,][0-9]{1,3})? ?(doses?|mg)$")]
"""The most in a day, "8 doses" or "4000 mg"."""


class Medicine(Record):
    """One medicine; `times` are its check-ins, `as_needed` ones have none."""

    id: Id
    name: Label
    info: Id | None = None
    source: Literal["prescribed", "shop"] = "prescribed"
    amount: Label | None = None
    times: Many[ClockTime] = ()
    repeat: Again | None = None
    late_window: Span | None = None
    stock: Quantity | None = None
    per_dose: Quantity | None = None
    refill_at_days: Annotated[int, Field(ge=0, le=365)] | None = None
    as_needed: bool = False
    min_gap: Span | None = None
    max_per_day: Most | None = None
    mg_per_dose: Annotated[float, Field(gt=0, le=100_000)] | None = None
    started: date | None = None
    changed: date | None = None
    effect_on_legs: Literal["easier", "weak", "none"] | None = None


class Medicines(Record):
    """All medicines, format 1."""

    format: Literal[1] = 1
    medicine: Many[Medicine] = ()


def quantity(text: str) -> Fraction:
    """A `Quantity` as an exact number."""
    whole, _, part = text.rpartition(" ")
    return Fraction(part.replace(",", ".")) + Fraction(whole or "0")


def minutes(span: str) -> int:
    """Minutes of a `Span`."""
    number = int(span.rstrip("minh "))
    return number * 60 if span.endswith("h") else number


def again(repeat: str) -> tuple[int, int]:
    """Minutes between two questions and how many, of an `Again`."""
    span, _, times = repeat.partition("x")
    return minutes(span.strip()), int(times)


def from_answer(answer: Answer, name: str) -> Medicine:
    """What the intake was told about a medicine; `name` where the answer has none."""
    label = answer.name or name
    return Medicine(
        id=answer.id or slug((answer.info or "").removeprefix("med_") or label),
        name=label,
        info=answer.info,
        source=answer.source or "prescribed",
        times=answer.times,
        as_needed=not answer.times,
        started=answer.started,
        changed=answer.changed,
        effect_on_legs=answer.effect_on_legs,
    )


def slug(name: str) -> str:
    """An id out of a name: "Vitamin D3" is `vitamin_d3`."""
    letters = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in name.lower())
    words = "_".join(word for word in letters.split("_") if word)[:50]
    return words if words[:1].isalpha() else f"medicine_{words}".rstrip("_")
