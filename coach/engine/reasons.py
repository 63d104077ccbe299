"""Why an item is in the plan and why others are left out: the sentences that every plan carries (R0.7).

`coach.engine.why` explains an item as a whole, when somebody asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.domain.exercise import Exercise
from coach.domain.library import Library
from coach.domain.plan import PlanItem
from coach.domain.rules import Because, PatternRule, Rules
from coach.domain.vocabulary import Part, Share
from coach.engine.conditions import holds
from coach.engine.eligibility import Refusal
from coach.engine.options import Option
from coach.engine.person import Person

FALLS = {0: "no falls", 1: "one fall", 2: "two or more falls"}
SIDES = {
    "left": "your left hip", "right": "your right hip", "both_same": "both hips", "both_left_worse": "both hips",
    "both_right_worse": "both hips",
}  # fmt: skip
PART_WHY = {
    "warm_up": "Easy movement first, so that muscles and joints are ready.",
    "cool_down": "Slow breathing at the end lets the body settle.",
}


def why(exercise: Exercise, share: Share, part: str, person: Person, rules: Rules) -> tuple[str, ...]:
    """One or two sentences: the answers that led here, and why this kind of work (R0.7)."""
    if part in PART_WHY:
        return (PART_WHY[part],)
    by_id = {rule.id: rule for rule in rules.patterns.pattern}
    told: list[str] = []
    for kept in person.patterns.kept:
        rule = by_id[kept.pattern]
        if kept.pattern not in exercise.patterns:
            continue
        because = answer_for(rule, exercise, person)
        if because is not None:
            told.append(because)
        if share in rule.helps:
            told.append(rule.helps[share])
        if told:
            return tuple(told[:2])
    return (general_why(exercise, share, rules),)


GENERAL = "{share} is part of a rounded week. This one works on {target}."


def general_why(exercise: Exercise, share: Share, rules: Rules) -> str:
    """What is said where no answer asks for it."""
    name = next(one.name for one in rules.modules.share if one.id == share)
    target = rules.specifics.target_name.get(exercise.targets[0], exercise.targets[0].replace("_", " "))
    return GENERAL.format(share=f"{name[:1].upper()}{name[1:]}", target=target)


def answer_for(rule: PatternRule, exercise: Exercise | None, person: Person) -> str | None:
    """The person's most telling answer for a pattern, in words; without an exercise whatever it works on."""
    told = (one.text for one in rule.because if _tells(one, exercise, person))
    return next((filled(text, person) for text in told), None)


def item_of(option: Option, part: Part, person: Person, rules: Rules) -> PlanItem:
    """The plan item of an option, with its reasons."""
    dose = option.dose
    return PlanItem(
        id=option.exercise.id,
        part=part,
        side=option.side,
        position=option.position if option.position != option.exercise.position else None,
        sets=dose.sets,
        reps=dose.reps,
        hold_s=dose.hold_s,
        time_s=dose.time_s,
        breaths=dose.breaths,
        rest_s=dose.rest_s,
        tempo=dose.tempo,
        with_helper=option.way.with_helper,
        why=why(option.exercise, option.share, part, person, rules),
    )


def _tells(because: Because, exercise: Exercise | None, person: Person) -> bool:
    named = exercise is None or not because.targets or bool(set(because.targets) & set(exercise.targets))
    return named and holds(because.when, person.answered)


def filled(text: str, person: Person) -> str:
    """A sentence with the person's own numbers in it."""
    values: Mapping[str, object] = person.answered.values
    falls = values.get("falls")
    return text.format_map(
        {
            "spasticity": values.get("spasticity", "some"),
            "fatigue": values.get("fatigue", "some"),
            "pain": values.get("pain", "some"),
            "falls_words": FALLS[falls] if isinstance(falls, int) else "falls",
            "side_words": SIDES.get(str(values.get("side")), "your hip"),
        }
    )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that is not possible now, and what stands in the way."""

    exercise: str
    name: str
    kind: str
    detail: str
    text: str


def left_out(refused: Mapping[str, Refusal], library: Library) -> tuple[LeftOut, ...]:
    """Every refusal with its reason in words; wrong level is left unsaid, those exercises were never meant."""
    return tuple(
        LeftOut(name, library.exercises[name].name, refusal.kind, refusal.detail, refusal_words(refusal, library.rules))
        for name, refusal in refused.items()
        if refusal.kind != "level"
    )


THINGS = {
    "chair_firm": "a firm chair", "counter": "a worktop to hold", "rail": "a fixed rail", "step": "a low step",
    "band": "an exercise band", "ankle_weight": "ankle weights", "mirror": "a mirror", "slide_sheet": "a slide sheet",
    "stick": "a walking stick", "walker": "a walking frame", "standing_frame": "a standing frame",
    "wheelchair_manual": "a wheelchair you push yourself", "pedal_exerciser": "a pedal exerciser",
    "arm_cycle": "an arm cycle", "exercise_bike": "an exercise bike",
}  # fmt: skip


def refusal_words(refusal: Refusal, rules: Rules) -> str:
    """One reason in words, with what would change it where something would."""
    kind, detail = refusal.kind, refusal.detail
    if kind == "equipment":
        return f"It needs {THINGS.get(detail, detail.replace('_', ' '))}."
    if kind == "helper":
        return "It needs somebody beside you, always or at set times."
    if kind == "block":
        return next(block.text for block in rules.red_flags.block if block.id == detail)
    if kind in ("precaution", "pattern"):
        tag = next((tag.name for tag in rules.precautions.tag if tag.id == detail), detail)
        ask = "until your clinician says otherwise" if kind == "precaution" else "while the hip is sore in this way"
        return f"Left out {ask}: {tag}."
    if kind == "flag":
        return "Left out for now: " + next(f.name for f in rules.precautions.flag if f.id == detail) + "."
    if kind == "asked":
        asked = next((f.ask for f in rules.precautions.flag if detail in (f.id, f.asked) and f.ask), None)
        row = next((r.text for r in rules.precautions.removal if r.id == detail), "Left out to be on the safe side.")
        return f"It waits for one answer: {asked}" if asked else row
    if kind == "removal":
        return next((r.text for r in rules.precautions.removal if r.id == detail), "Left out to be on the safe side.")
    if kind == "wish":
        return "You asked the coach to leave it out. You can take that back on the page of the exercise."
    if kind == "level":
        return "It is not meant for your level of mobility."
    if kind == "place":
        return "There is no steady place for it among the things you named."
    if kind == "stage":
        return "It comes later, once the step before it is steady."
    if kind == "balance":
        return "It leaves the hands free, which waits until falls are further behind you."
    return "You did not name the position that it needs."
