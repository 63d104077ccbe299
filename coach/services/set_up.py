"""What to get ready before a session (R4.10 step 1, R4.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.services.exercises import thing_words
from coach.services.plan_words import listed

if TYPE_CHECKING:
    from coach.domain.exercise import Exercise
    from coach.domain.plan import Session
    from coach.engine.person import Person
    from coach.services.context import Coach

COOLING = "A cool room, a fan and something cool to drink."
COOL_ENOUGH = "A room that is not too warm for you."


def set_up_lines(session: Session, person: Person, coach: Coach) -> tuple[str, ...]:
    """What to get ready, a few lines (R4.10 step 1)."""
    lines = []
    if person.says("bladder_flag"):
        lines.append("Toilet first?")
    feet = any(
        (e := coach.library.exercises.get(i.id)) is not None and e.on_feet(i.position or e.position)
        for i in session.exercise
    )
    if feet:
        lines.append("Shoes on, floor clear, your usual aid beside you.")
    if feet and person.says("fall_risk_high"):
        lines.append("Hold a worktop in front, with a steady chair close behind you.")
    if any(item.with_helper for item in session.exercise):
        lines.append("Your helper is here and ready.")
    exercises = [one for i in session.exercise if (one := coach.library.exercises.get(i.id)) is not None]
    if person.says("heat_flag"):
        lines.append(COOLING if feet or any(map(_warms, exercises)) else COOL_ENOUGH)
    lines.append("Phone within reach.")
    things = {
        thing_words(thing)
        for exercise in exercises
        for thing in exercise.equipment
        if thing not in ("counter", "rail", "metronome")
    }
    if things:
        lines.append(f"You need: {listed(sorted(things))}.")
    return tuple(lines)


def _warms(exercise: Exercise) -> bool:
    """Whether it heats the body up: work for the heart, or strength beyond gentle holds (R4.8)."""
    return exercise.module == "aerobic" or (exercise.module == "strengthening" and not exercise.isometric)
