"""The intake as a walk through questions (R1.1): one field at a time, with back, skip, express and resume.

Pure: a state goes in, a state comes out. Both front ends draw `current` and call `answer`, `skip` and `back`.
Answers are kept by the path of their field ("ms.spasticity"); `to_profile` turns them into a profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coach.domain.questions import AnswerField, Intake, Question
from coach.engine.conditions import Facts, Value, holds

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class IntakeState:
    """Where somebody is in the intake."""

    answers: Answers
    place: str | None
    """Id of the field being asked; None when all is asked."""
    express: bool = False
    skipped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One field to ask, with its place: question `number` of `of` ("12 of 25")."""

    question: Question
    field: AnswerField
    number: int
    of: int
    known: Any
    """The answer given before, or None."""

    @property
    def can_skip(self) -> bool:
        """Whether the question may be left open (R1.1 int_skip)."""
        return (
            self.question.skip
            or (not self.field.required and self.field.path.startswith("safety.hip_"))
            or (self.field.path in ("safety.pregnancy_due", "safety.fracture_date", "safety.fracture_limb"))
        )


def start(intake: Intake, answers: Answers | None = None, *, express: bool = False) -> IntakeState:
    """The first question; with `answers` it starts from the old ones."""
    state = IntakeState(dict(answers or {}), None, express)
    return replace(state, place=_fields(intake, state)[0][1].id)


def current(state: IntakeState, intake: Intake) -> Step | None:
    """What to ask now; None when the intake is through."""
    fields = _fields(intake, state)
    for question, field in fields:
        if field.id == state.place:
            numbers = list(dict.fromkeys(q.number for q, _ in fields))
            return Step(
                question, field, numbers.index(question.number) + 1, len(numbers), state.answers.get(field.path)
            )
    return None


def answer(state: IntakeState, value: Any, intake: Intake) -> IntakeState:
    """Keep an answer and go on; answers of fields that no longer apply are dropped."""
    step = current(state, intake)
    assert step is not None, "the intake is through"
    answers = {**state.answers, step.field.path: value}
    state = replace(state, answers=answers, skipped=state.skipped - {step.field.id})
    return _onward(_pruned(state, intake), intake)


def skip(state: IntakeState, intake: Intake) -> IntakeState:
    """Leave a question open; an older answer is taken away with it."""
    step = current(state, intake)
    assert step is not None, "the intake is through"
    assert step.can_skip, "this question cannot be skipped"
    answers = {key: value for key, value in state.answers.items() if key != step.field.path}
    state = replace(state, answers=answers, skipped=state.skipped | {step.field.id})
    return _onward(_pruned(state, intake), intake)


def back(state: IntakeState, intake: Intake) -> IntakeState:
    """The field before; the first one stays where it is."""
    fields = [field.id for _, field in _fields(intake, state)]
    if state.place is None:
        return replace(state, place=fields[-1])
    place = fields.index(state.place)
    return replace(state, place=fields[max(0, place - 1)])


def _onward(state: IntakeState, intake: Intake) -> IntakeState:
    fields = [field.id for _, field in _fields(intake, state)]
    place = fields.index(state.place) + 1 if state.place in fields else len(fields)
    return replace(state, place=fields[place] if place < len(fields) else None)


def _pruned(state: IntakeState, intake: Intake) -> IntakeState:
    facts = facts_of(state.answers)
    gone = {
        field.path for question in intake.question for field in question.field if not _applies(question, field, facts)
    }
    return replace(state, answers={key: value for key, value in state.answers.items() if key not in gone})


def _applies(question: Question, field: AnswerField, facts: Facts) -> bool:
    return (question.when is None or holds(question.when, facts)) and (field.when is None or holds(field.when, facts))


def _fields(intake: Intake, state: IntakeState) -> list[tuple[Question, AnswerField]]:
    """The fields that apply, in order; on the express path only the core ones (R1.1 int_express)."""
    facts = facts_of(state.answers)
    return [
        (question, field)
        for question in sorted(intake.question, key=lambda q: q.number)
        for field in question.field
        if _applies(question, field, facts)
        and (not state.express or (field.core if field.core is not None else question.core))
    ]


def facts_of(answers: Answers) -> Facts:
    """Answers as facts for `when` conditions, by the last part of their path."""
    values: dict[str, Value] = {}
    for path, value in answers.items():
        name = path.rsplit(".", 1)[-1]
        if isinstance(value, list | tuple):
            values[name] = frozenset(str(one) for one in value)
        elif isinstance(value, int | float | str | bool):
            values[name] = value
    return Facts(values, frozenset())


SAFETY_LINES = "safety.lines"


def red_flags_of(answers: Answers, opened: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Red flags of the safety answers.

    `opened` maps a line to the flags it opens; a line without answered rows sets them all (decisions 5).
    """
    found: list[str] = []
    for line in answers.get(SAFETY_LINES, ()):
        rows = answers.get(f"safety.rows_{line}")
        found += opened[line] if rows is None else rows
    return tuple(dict.fromkeys(found))


def answered_flags(answers: Answers) -> tuple[str, ...]:
    """Only the flags that were ticked themselves so far; an emergency among them ends the intake at once."""
    found = [flag for line in answers.get(SAFETY_LINES, ()) for flag in answers.get(f"safety.rows_{line}", ())]
    return tuple(dict.fromkeys(found))


def to_table(answers: Answers, flags: tuple[str, ...], today: date) -> dict[str, Any]:
    """The answers as the tables of `profile.toml` (design 3.3)."""
    table: dict[str, Any] = {"format": 1, "answered": today}
    safety: dict[str, Any] = {"now": list(flags), "background": list(answers.get("safety.background", ()))}
    operations = []
    sides = {"left": ("left",), "right": ("right",), "both": ("left", "right")}
    for side in sides.get(str(answers.get("safety.hip_side")), ()):
        operation = {
            "date": answers.get(f"safety.hip_{side}_date"),
            "approach": answers.get(f"safety.hip_{side}_approach"),
            "lifted": answers.get(f"safety.hip_{side}_lifted"),
        }
        operations.append({"side": side} | {key: value for key, value in operation.items() if value is not None})
    if operations:
        safety["hip_replacement"] = operations
    if answers.get("safety.pregnancy_due") is not None:
        safety["pregnancy"] = {"due": answers["safety.pregnancy_due"]}
    if answers.get("safety.fracture_date") is not None:
        limb = answers.get("safety.fracture_limb")
        safety["fracture"] = {"date": answers["safety.fracture_date"]} | ({"limb": limb} if limb else {})
    table["safety"] = safety
    for path, value in answers.items():
        part, _, key = path.partition(".")
        if part in ("person", "ms", "hip", "capacity", "body", "wishes") and key != "lost_weight":
            table.setdefault(part, {})[key] = list(value) if isinstance(value, list | tuple) else value
    if answers.get("medicine"):
        table["medicine"] = list(answers["medicine"])
    return table


def from_table(table: Mapping[str, Any]) -> dict[str, Any]:
    """The old answers of a profile's tables, to start again from; the safety question is always asked afresh."""
    answers: dict[str, Any] = {}
    for part in ("person", "ms", "hip", "capacity", "body", "wishes"):
        for key, value in dict(table.get(part, {})).items():
            answers[f"{part}.{key}"] = value
    if answers.get("body.weight_6m_kg") is not None:
        answers["body.lost_weight"] = True  # it opens that weight, and is not kept in the profile
    safety = table.get("safety", {})
    if safety.get("background"):
        answers["safety.background"] = list(safety["background"])
    operations = safety.get("hip_replacement") or []
    sides = [one.get("side") for one in operations if one.get("side")]
    if sides:
        answers["safety.hip_side"] = "both" if len(set(sides)) == 2 else sides[0]
    for one in operations:
        for key in ("date", "approach", "lifted"):
            if one.get("side") and one.get(key) is not None:
                answers[f"safety.hip_{one['side']}_{key}"] = one[key]
    if safety.get("pregnancy"):
        answers["safety.pregnancy_due"] = safety["pregnancy"]["due"]
    if safety.get("fracture"):
        answers["safety.fracture_date"] = safety["fracture"]["date"]
        if safety["fracture"].get("limb"):
            answers["safety.fracture_limb"] = safety["fracture"]["limb"]
    return answers
