"""Which questions the check-in asks today beside its three (R4.7 to R4.9, R4.14), a few at most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from coach.domain.day_rules import HeatRule
from coach.domain.profile import Medicine
from coach.domain.rules import Rules
from coach.engine.day_signs import DaySigns
from coach.engine.person import Person
from coach.engine.windows import asks_groggy

Asked = Literal["groggy", "cost", "spasticity", "heat"]
"""The keys of `coach.domain.events.CheckIn` that are asked when they are due."""
ORDER: tuple[Asked, ...] = ("groggy", "cost", "spasticity", "heat")
USUAL = 3
"""Tired, sleep and pain are asked every time."""


def due_questions(
    person: Person, signs: DaySigns, medicines: Iterable[Medicine], rules: Rules, today: date, country: str | None
) -> tuple[Asked, ...]:
    """The questions that are due, the most needed first.

    Being sleepy from the night comes first, as falls hang on it; of the others those that were asked longest ago.
    """
    told, numbers = signs.told(today), rules.progression
    due: list[Asked] = []
    if today - timedelta(days=1) in signs.trained and (told is None or told.cost is None):
        due.append("cost")
    stiff = person.answered.values.get("spasticity")
    if isinstance(stiff, int) and stiff >= numbers.check_in.spasticity_from:
        due.append("spasticity")
    if person.says("heat_flag") and _maybe_warm(signs, numbers.heat, today, country):
        due.append("heat")
    due.sort(key=lambda name: _asked_last(signs, name, today))
    if asks_groggy(person, medicines, rules.timing):
        due.insert(0, "groggy")
    chosen = due[: numbers.check_in.most_questions - USUAL]
    return tuple(sorted(chosen, key=ORDER.index))  # in the same order every day


def _asked_last(signs: DaySigns, name: str, today: date) -> date:
    """The day before today on which a question was last answered."""
    days = (day for day, body in signs.checks if day < today and getattr(body, name) is not None)
    return max(days, default=date.min)


def _maybe_warm(signs: DaySigns, rules: HeatRule, today: date, country: str | None) -> bool:
    """In the warm months, and for some days after a warm one."""
    months = rules.months_south if country in rules.south else rules.months
    since = today - timedelta(days=rules.asked_again_days)
    return today.month in months or any(day >= since and body.heat in ("warm", "hot") for day, body in signs.checks)
