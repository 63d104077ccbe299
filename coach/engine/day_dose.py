"""Doses made smaller for today: sets first, then time, repetitions or holds, and never below what makes sense."""

from __future__ import annotations

from coach.domain.day_rules import LeastDose
from coach.domain.exercise import Dose, Exercise
from coach.domain.plan import PlanItem
from coach.engine.doses import Caps

STEP_S = 5
"""Seconds are cut in steps of this many."""
KEYS = ("sets", "reps", "hold_s", "time_s", "breaths")


def scaled(dose: Dose, exercise: Exercise, percent: int, least: LeastDose) -> Dose:
    """So many percent of a dose; the same effort, less of it (R4.7 en_scale, R4.11 pr_24h_fail)."""
    if percent >= 100:
        return dose
    sets = max(1, dose.sets * percent // 100)
    rest = min(1.0, percent / 100 * dose.sets / sets)
    made = dose.model_copy(update={"sets": sets})
    if exercise.kind == "reps":
        return _cut(made, "reps", rest, least.reps, 1)
    if exercise.kind == "breath":
        return _cut(made, "breaths", rest, least.breaths, 1)
    if exercise.kind == "timed":
        return _cut(made, "time_s", rest, least.time_s, STEP_S)
    holds = max(1, int((dose.reps or 1) * rest + 1e-9))
    rest = min(1.0, rest * (dose.reps or 1) / holds)
    return _cut(made.model_copy(update={"reps": holds if dose.reps else None}), "hold_s", rest, least.hold_s, STEP_S)


def _cut(dose: Dose, key: str, share: float, least: int, step: int) -> Dose:
    value: int | None = getattr(dose, key)
    if value is None or share >= 1:
        return dose
    cut = int(value * share + 1e-9) // step * step
    return dose.model_copy(update={key: min(value, max(least, cut))})


def fitted(dose: Dose, exercise: Exercise, sides: int, seconds: int, least: LeastDose) -> Dose | None:
    """The most of a dose that takes no longer than so many seconds; None where the least that makes sense does."""
    if dose.seconds(exercise.kind, sides) <= seconds:
        return dose
    for made in _smaller(dose, exercise, least):
        if made.seconds(exercise.kind, sides) <= seconds:
            return made
    return None


def _smaller(dose: Dose, exercise: Exercise, least: LeastDose) -> list[Dose]:
    """Ever smaller doses: fewer sets, then fewer or shorter ones."""
    made = [dose.model_copy(update={"sets": sets}) for sets in range(dose.sets - 1, 0, -1)]
    one = dose.model_copy(update={"sets": 1})
    if exercise.kind == "timed":
        return made + _down(one, "time_s", least.time_s, STEP_S)
    if exercise.kind == "breath":
        return made + _down(one, "breaths", least.breaths, 1)
    if exercise.kind == "reps":
        return made + _down(one, "reps", least.reps, 1)
    made += _down(one, "reps", 1, 1)
    return made + _down(one.model_copy(update={"reps": 1}), "hold_s", least.hold_s, STEP_S)


def _down(dose: Dose, key: str, least: int, step: int) -> list[Dose]:
    value: int = getattr(dose, key) or 0
    return [dose.model_copy(update={key: one}) for one in range(value - step, least - 1, -step)]


def capped(dose: Dose, limit: Caps) -> Dose:
    """The dose, nowhere above its cap of today."""
    over = {
        key: most for key in KEYS
        if (most := getattr(limit, key)) is not None and (value := getattr(dose, key)) is not None and value > most
    }  # fmt: skip
    return dose.model_copy(update=over) if over else dose


def no_more(dose: Dose, planned: Dose) -> Dose:
    """The dose, in nothing above a planned one of the same exercise, with the rests that were planned."""
    made = capped(dose, Caps(*(getattr(planned, key) for key in KEYS)))
    return made.model_copy(update={"rest_s": planned.rest_s})


def with_dose(item: PlanItem, dose: Dose) -> PlanItem:
    """The item with another dose; keys that it left open stay open where nothing changed."""
    change = {key: getattr(dose, key) for key in (*KEYS, "rest_s") if getattr(dose, key) != getattr(item, key)}
    return item.model_copy(update=change) if change else item
