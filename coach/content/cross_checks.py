"""What no single file can say of itself: ids that exist, links that meet, conditions that can hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from coach.domain.exercise import Exercise
from coach.domain.library import Library
from coach.domain.questions import Intake
from coach.domain.rules import Rules
from coach.domain.weekly_questions import WeeklyQuestions
from coach.engine.conditions import Words, mistakes
from coach.engine.facts import DERIVED
from coach.toml.document import Document
from coach.toml.fit import suggest
from coach.toml.problems import Problem

Found = tuple[str, Problem]
"""The id or file that a problem belongs to, and the problem."""


def cross_check(library: Library, documents: Mapping[str, Document]) -> list[Found]:
    """All problems between entries and rules."""
    found = [
        (exercise.id, documents[exercise.id].problem((exercise.id, *loc), message, hint))
        for exercise in library.exercises.values()
        for loc, message, hint in _exercise_problems(exercise, library)
    ]
    words = intake_words(library.rules.intake)
    for name in Rules.model_fields:
        for loc, message in _condition_problems(documents[name].data, (), words):
            found.append((name, documents[name].problem(loc, message)))
        for loc, message, hint in _reference_problems(name, library):
            found.append((name, documents[name].problem(loc, message, hint)))
    return found


Loc = tuple[str | int, ...]
Trouble = tuple[Loc, str, str | None]


def _unknown(loc: Loc, value: str, known: Collection[str], what: str) -> Iterator[Trouble]:
    if value not in known:
        close = suggest(value, known)
        yield loc, f'there is no {what} "{value}"', f'did you mean "{close}"?' if close else None


def _exercise_problems(exercise: Exercise, library: Library) -> Iterator[Trouble]:
    rules = library.rules
    flags = {flag.id for flag in rules.precautions.flag}
    tags = {tag.id for tag in rules.precautions.tag if not tag.advice}
    families = {family.id for family in rules.families.family}
    sources = {source.id for source in rules.sources.source}
    targets = set(rules.specifics.target_name)
    yield from _unknown(("family",), exercise.family, families, "family")
    for key in ("harder", "easier"):
        link = getattr(exercise, key)
        if link is not None:
            yield from _unknown((key,), link, library.exercises, "exercise")
    lists: list[tuple[str, tuple[str, ...], Collection[str], str]] = [
        ("targets", exercise.targets, targets, "target"),
        ("contra", exercise.contra, flags, "flag"),
        ("caution", exercise.caution, flags, "flag"),
        ("tags", exercise.tags, tags, "movement tag"),
        ("source", exercise.source, sources, "source"),
    ]
    for key, values, known, what in lists:
        for place, value in enumerate(values):
            yield from _unknown((key, place), value, known, what)
    yield from _dose_problems(exercise)
    if exercise.support_rule is None and (exercise.fall_risk >= 2 or exercise.on_feet(exercise.position)):
        yield (), "needs a support_rule, because it is done standing or has a fall risk of 2 or 3", None
    if not exercise.levels:
        yield ("levels",), "names no mobility level", None
    for place, level in enumerate(exercise.helper_at):
        if level not in exercise.levels:
            yield ("helper_at", place), f"level {level} is not among its levels", None


def _dose_problems(exercise: Exercise) -> Iterator[Trouble]:
    dose = exercise.dose
    needed = {"reps": ("reps", "tempo"), "hold": ("reps", "hold_s"), "timed": ("time_s",), "breath": ("breaths",)}
    for key in needed[exercise.kind]:
        if getattr(dose, key) is None:
            yield ("dose",), f'kind "{exercise.kind}" needs `{key}` in its dose', None


def intake_words(intake: Intake) -> Words:
    """The vocabulary of conditions: the last part of each answer's path with its ids, numbers as None."""
    fields: dict[str, frozenset[str] | None] = {}
    for question in intake.question:
        for one in question.field:
            name = one.path.rsplit(".", 1)[-1]
            ids = frozenset(option.id for option in one.options)
            if one.kind == "days":
                ids = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
            fields[name] = ids if ids and not (one.whole and one.kind == "one") else None
    fields.update(dict.fromkeys(ASKED_KEYS))
    fields.update({"now": None, "minutes": None})
    return Words(fields, frozenset(DERIVED))


ASKED_KEYS = (
    "taught_standing", "catheter_tubing", "poor_sitting_balance", "wrist_shoulder_load", "neck_flexion_shock",
    "knee_kneeling",
)  # fmt: skip
CONDITION_KEYS = frozenset({"when", "gate", "derived"})


def _condition_problems(value: Any, loc: Loc, words: Words) -> Iterator[tuple[Loc, str]]:
    """Walk what a rule file says and check every condition in it."""
    if isinstance(value, list):
        for place, inner in enumerate(value):
            if isinstance(inner, dict):
                yield from _condition_problems(inner, (*loc, place), words)
        return
    for key, inner in value.items():
        if key in CONDITION_KEYS and isinstance(inner, dict):
            for message in mistakes(inner, words):
                yield (*loc, key), message
        elif isinstance(inner, dict | list):
            yield from _condition_problems(inner, (*loc, key), words)


def _reference_problems(name: str, library: Library) -> Iterator[Trouble]:
    """Ids that one rule file takes from another."""
    rules = library.rules
    tags = {tag.id for tag in rules.precautions.tag}
    flags = {flag.id for flag in rules.red_flags.flag}
    families = {family.id for family in rules.families.family}
    targets = set(rules.specifics.target_name)
    if name == "precautions":
        for place, precaution in enumerate(rules.precautions.precaution):
            for at, tag in enumerate(precaution.tags):
                yield from _unknown(("precaution", place, "tags", at), tag, tags, "movement tag")
        for place, removal in enumerate(rules.precautions.removal):
            for at, one in enumerate(removal.ids):
                yield from _unknown(("removal", place, "ids", at), one, library.exercises, "exercise")
            for at, one in enumerate(removal.families):
                yield from _unknown(("removal", place, "families", at), one, families, "family")
    elif name == "red_flags":
        for place, line in enumerate(rules.red_flags.session_line):
            for at, one in enumerate(line.flags):
                yield from _unknown(("session_line", place, "flags", at), one, flags, "red flag")
        for place, rule in enumerate(rules.red_flags.stop_rule):
            for at, one in enumerate(rule.flags):
                yield from _unknown(("stop_rule", place, "flags", at), one, flags, "red flag")
            if rule.raises is not None:
                yield from _unknown(("stop_rule", place, "raises"), rule.raises, flags, "red flag")
    elif name == "progression":
        for key in ("pain_asks", "fall_asks"):
            for at, one in enumerate(getattr(rules.progression.steps, key)):
                yield from _unknown(("steps", key, at), one, flags, "red flag")
    elif name == "specifics":
        for place, specific in enumerate(rules.specifics.specific):
            for at, want in enumerate(specific.want):
                for target in want.targets:
                    yield from _unknown(("specific", place, "want", at, "targets"), target, targets, "target")
                for family in want.families:
                    yield from _unknown(("specific", place, "want", at, "families"), family, families, "family")
    elif name == "doses":
        for place, row in enumerate(rules.doses.row):
            for family in row.families:
                yield from _unknown(("row", place, "families"), family, families, "family")
    elif name == "weekly_questions":
        yield from _weekly_problems(rules.weekly_questions, flags)
    elif name == "patterns":
        for place, pattern in enumerate(rules.patterns.pattern):
            for avoid in pattern.avoid:
                for tag in (*avoid.tags, *avoid.always):
                    yield from _unknown(("pattern", place, "avoid"), tag, tags, "movement tag")


def _weekly_problems(weekly: WeeklyQuestions, flags: Collection[str]) -> Iterator[Trouble]:
    """Red flags that the weekly look back asks."""
    for at, one in enumerate(weekly.medicines.flags):
        yield from _unknown(("medicines", "flags", at), one, flags, "red flag")
    yield from _unknown(("mood", "asks_flag"), weekly.mood.asks_flag, flags, "red flag")
    for place, line in enumerate(weekly.line):
        for at, one in enumerate(line.flags):
            yield from _unknown(("line", place, "flags", at), one, flags, "red flag")
    for place, trigger in enumerate(weekly.trigger):
        for at, one in enumerate(trigger.flags):
            yield from _unknown(("trigger", place, "flags", at), one, flags, "red flag")
    if weekly.mood.talk_sum <= weekly.mood.soft_sum:
        yield ("mood", "talk_sum"), "must be more than soft_sum", None
