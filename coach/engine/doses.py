"""How much of each exercise (R4.3, R4.4, decisions 7): the start dose of a case, and the caps that nobody exceeds."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.exercise import Dose, Exercise
from coach.domain.rules import DoseRow, Rules
from coach.engine.conditions import Facts, holds


@dataclass(frozen=True, slots=True)
class Caps:
    """Upper limits of one exercise; None where the rules name none."""

    sets: int | None = None
    reps: int | None = None
    hold_s: int | None = None
    time_s: int | None = None
    breaths: int | None = None


def dose_row(exercise: Exercise, facts: Facts, level: int, rules: Rules) -> DoseRow | None:
    """The first row of `doses.toml` that speaks of this exercise in this case."""
    for row in rules.doses.row:
        if row.families and exercise.family not in row.families:
            continue
        if row.modules and exercise.module not in row.modules:
            continue
        if row.kinds and exercise.kind not in row.kinds:
            continue
        if row.levels and level not in row.levels:
            continue
        if row.isometric is not None and row.isometric != exercise.isometric:
            continue
        if row.when is None or holds(row.when, facts):
            return row
    return None


def start_dose(exercise: Exercise, facts: Facts, level: int, rules: Rules) -> Dose:
    """The dose to start with: the entry's kind and tempo, the case's numbers, never above either's ceiling.

    Fewer repetitions than the case says stay fewer where the entry says so; strength starts with one set (decisions 7).
    """
    row = dose_row(exercise, facts, level, rules)
    base = exercise.dose
    reps, hold_s, time_s, breaths = base.reps, base.hold_s, base.time_s, base.breaths
    sets, rest_s = base.sets, base.rest_s
    if row is not None:
        sets = row.sets or sets
        if exercise.kind in ("reps", "hold"):
            reps = _fewer(row.reps, base.reps) if exercise.kind == "reps" else row.reps or reps
        hold_s = row.hold_s or hold_s
        time_s = row.time_s or time_s
        breaths = row.breaths or breaths
        rest_s = rest_s if row.rest_s is None else row.rest_s
    if exercise.module == "strengthening":
        sets = 1
        if exercise.kind == "reps":
            rest_s = strength_rest(facts, rules)
    return Dose(
        sets=sets,
        reps=reps if exercise.kind in ("reps", "hold") else None,
        hold_s=hold_s if exercise.kind == "hold" else None,
        time_s=time_s if exercise.kind == "timed" else None,
        breaths=breaths if exercise.kind == "breath" else None,
        rest_s=rest_s,
        tempo=base.tempo if exercise.kind == "reps" else None,
    )


def kept_dose(reached: Dose, start: Dose, exercise: Exercise, facts: Facts, level: int, rules: Rules) -> Dose:
    """The dose that the person has come to, within the caps of R4.3 for them as they are now.

    What goes by time may have been shortened only to fit a full session, so it never falls below its start; rests of
    strength work never fall below what R4.3 asks for now.
    """
    limit = caps(exercise, facts, level, rules)
    row = dose_row(exercise, facts, level, rules)
    dose: dict[str, int | None] = {"sets": _capped(reached.sets, limit.sets)}
    for key in ("reps", "hold_s", "time_s", "breaths"):
        first, now = getattr(start, key), getattr(reached, key)
        value = first if now is None or (key == "time_s" and now < first) else now
        dose[key] = None if first is None else _capped(value, getattr(limit, key))
    dose["rest_s"] = max(reached.rest_s, start.rest_s) if exercise.module == "strengthening" else reached.rest_s
    kept = start.model_copy(update=dose)
    if row is None or row.day_total_s is None or held_seconds(kept) <= row.day_total_s:
        return kept
    if kept.hold_s is None:
        return kept.model_copy(update={"time_s": row.day_total_s // kept.sets})
    return kept.model_copy(update={"reps": max(1, row.day_total_s // (kept.sets * kept.hold_s))})


def _capped(value: int | None, most: int | None) -> int | None:
    return value if value is None or most is None else min(value, most)


def _fewer(row: int | None, entry: int | None) -> int | None:
    if row is None or entry is None:
        return row or entry
    return min(row, entry)


def strength_rest(facts: Facts, rules: Rules) -> int:
    """Seconds of rest after a strength set by case (R4.3)."""
    for rest in rules.doses.strength_rest:
        if rest.when is None or holds(rest.when, facts):
            return rest.rest_s
    return 120


def caps(exercise: Exercise, facts: Facts | None, level: int | None, rules: Rules) -> Caps:
    """The ceiling for `plan check` (decisions 7).

    With a profile it is the case's cap, without one the entry's dose times two or the highest cap of the rows that
    could apply, whichever is higher.
    """
    base = exercise.dose
    if facts is not None and level is not None:
        row = dose_row(exercise, facts, level, rules)
        rows = [row] if row is not None else []
    else:
        rows = [row for row in rules.doses.row if _could_apply(row, exercise)]

    def limit(name: str) -> int | None:
        own: int | None = getattr(base, name)
        high: list[int] = [value for row in rows if (value := getattr(row, f"cap_{name}")) is not None]
        if facts is not None and high:
            return max(high)
        doubled = [own * 2] if own is not None else []
        return max(high + doubled, default=None)

    return Caps(limit("sets"), limit("reps"), limit("hold_s"), limit("time_s"), limit("breaths"))


def held_seconds(dose: Dose) -> int:
    """Seconds of holding or of work on one side, rests left out: what R4.3 counts against a day's total."""
    return dose.sets * ((dose.reps or 0) * (dose.hold_s or 0) if dose.hold_s is not None else dose.time_s or 0)


def _could_apply(row: DoseRow, exercise: Exercise) -> bool:
    return (
        (not row.families or exercise.family in row.families)
        and (not row.modules or exercise.module in row.modules)
        and (not row.kinds or exercise.kind in row.kinds)
        and (row.isometric is None or row.isometric == exercise.isometric)
    )


def over_cap(dose: Dose, limit: Caps) -> tuple[str, int, int] | None:
    """The first dose key above its cap, with its value and the cap."""
    for name in ("sets", "reps", "hold_s", "time_s", "breaths"):
        value, most = getattr(dose, name), getattr(limit, name)
        if value is not None and most is not None and value > most:
            return name, value, most
    return None
