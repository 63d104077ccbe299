"""Why this much of an exercise: the case of R4.3 in words, and what was changed about it since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coach.domain.exercise import Exercise
from coach.domain.plan import PlanItem
from coach.engine.conditions import holds
from coach.engine.doses import dose_row, start_dose
from coach.engine.explanation import CHOSEN, Known, Reason, Rule

SMALL = "A small amount to begin with. It grows when it goes well."
LEFT_OPEN = "A question about this was left open, so the careful amount is taken."
BEHIND: Mapping[str, str] = {"age_ge60": "age", "heat_flag": "heat"}
"""The answer behind a derived name."""


def why_amount(known: Known, item: PlanItem, exercise: Exercise) -> tuple[Reason, ...]:
    """Why so many, so long, and with such rests."""
    person, rules = known.person, known.library.rules
    row = dose_row(exercise, person.facts, person.level, rules)
    source = row.source if row is not None else CHOSEN
    number = "R4.4" if row is None or row.families else "R4.3"
    text = (row.because if row is not None else None) or SMALL
    if row is not None and row.when is not None and _open(row.when, person.answered.values):
        text = LEFT_OPEN
    rule = Rule(number, row.id if row is not None else "entry")
    return (*_changed(known, item, exercise, Reason("amount", text, rule, source)), *_rest(known, item, exercise))


def _changed(known: Known, item: PlanItem, exercise: Exercise, usual: Reason) -> Iterator[Reason]:
    """The usual reason, or that the amount has been changed since the start."""
    start = start_dose(exercise, known.person.facts, known.person.level, known.library.rules)
    now = item.dose_of(exercise)
    work, first = now.work_seconds(exercise.kind) * now.sets, start.work_seconds(exercise.kind) * start.sets
    if item.part != "main":
        lasts = "It is made to last about two minutes: long enough to help, short enough not to tire."
        yield Reason("amount", lasts, Rule("R4.3", item.part), CHOSEN)
    elif work == first:
        yield usual
    elif exercise.kind == "timed" and work < first:
        yield Reason(
            "amount", "It is a little shorter than usual, so that all fits your time.", Rule("R4.7", "minutes"), CHOSEN
        )
    else:
        than = "more" if work > first else "less"
        yield Reason(
            "amount", f"It is {than} than at the start: the amount was changed since.", usual.rule, usual.source
        )


def _rest(known: Known, item: PlanItem, exercise: Exercise) -> Iterator[Reason]:
    """Why the rests are long, where an answer makes them so."""
    if exercise.module != "strengthening" or exercise.kind != "reps":
        return
    facts, answered = known.person.facts, known.person.answered
    row = next(
        (one for one in known.library.rules.doses.strength_rest if one.when is None or holds(one.when, facts)), None
    )
    if row is not None and row.because is not None and row.when is not None and item.rest_s >= row.rest_s:
        text = LEFT_OPEN if _open(row.when, answered.values) else row.because
        yield Reason("amount", text, Rule("R4.3", "rest_between_sets"), "s05")


def _open(when: Mapping[str, Any], answers: Mapping[str, object]) -> bool:
    """Whether a case holds only because its questions were left open."""
    asked = set(_answers_in(when))
    return bool(asked) and asked.isdisjoint(answers)


def _answers_in(when: Mapping[str, Any]) -> Iterator[str]:
    for key, value in when.items():
        if key in ("all", "any"):
            for one in value:
                yield from _answers_in(one)
        elif key == "not":
            yield from _answers_in(value)
        elif key == "derived":
            yield from (BEHIND.get(one, one) for one in ([value] if isinstance(value, str) else value))
        else:
            yield key
