"""The exercises in lines: find one, hear how it goes and what its picture shows, add it, or leave it out for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.plain.console import Console, Move
from coach.services.exercises import Catalogue, Narrowed, bring_back, leave_out_for_good, thing_words
from coach.services.plan_words import count, dose_words

if TYPE_CHECKING:
    from coach.domain.exercise import Exercise
    from coach.services.context import Coach

MOST = 12
"""So many can be chosen from; more are only counted."""


def browse(console: Console, coach: Coach) -> int:
    """Ask for a word, offer what fits, and show what is chosen, until the person goes back."""
    while True:
        typed = console.ask(
            "What are you looking for? A word or two, such as bed, chair, outer hip or band; Enter goes back",
            lambda text: text, default="", back=False, skip=False,
        )  # fmt: skip
        if isinstance(typed, Move) or not typed:
            return 0
        known = Catalogue(coach)
        found = known.found(Narrowed(), typed)
        if not found:
            console.say("No exercise fits to that. Try another word.")
            continue
        if len(found) > MOST:
            console.say(f"{count(len(found), 'exercise')} fit; these are the nearest. One word more shows fewer.")
        rows = [f"{one.name}{_mark(known, one)}" for one in found[:MOST]]
        chosen = console.choose([*rows, "None of these"], default=0)
        if isinstance(chosen, Move) or chosen == len(rows):
            continue
        _one(console, coach, found[chosen])


def _mark(known: Catalogue, exercise: Exercise) -> str:
    if known.in_plan(exercise.id):
        return " (in your plan)"
    return "" if known.possible(exercise.id) else " (not for now)"


def _one(console: Console, coach: Coach, exercise: Exercise) -> None:
    """One exercise, and what can be done with it."""
    while True:
        known = Catalogue(coach)
        show(console, known, exercise)
        ways = ["Back"]
        others = [name for name in (exercise.easier, exercise.harder) if name in known.library.exercises]
        ways += [f"Look at {known.library.exercises[str(name)].name}" for name in others]
        can_add = known.current is not None and known.possible(exercise.id) and not known.in_plan(exercise.id)
        ways += ["Add it to my plan"] if can_add else []
        out = known.unwanted(exercise.id)
        if coach.has_profile:
            ways.append("Let it come again" if out else "Leave it out for good")
        chosen = console.choose(ways, default=0)
        if isinstance(chosen, Move) or chosen == 0:
            return
        if chosen <= len(others):
            exercise = known.library.exercises[str(others[chosen - 1])]
            continue
        try:
            if ways[chosen] == "Add it to my plan":
                _add(console, coach, known, exercise)
            else:
                console.say((bring_back if out else leave_out_for_good)(coach, exercise.id))
        except CoachError as error:
            console.say(str(error))
        return


def _add(console: Console, coach: Coach, known: Catalogue, exercise: Exercise) -> None:
    places = known.places(exercise.id)
    fits = [one for one in places if one.fits]
    if not fits:
        for one in places:
            console.say(f"{one.title}: {one.words}")
        return
    chosen = console.choose([*(f"{one.title} ({one.words})" for one in fits), "Leave my plan as it is"], default=0)
    if not isinstance(chosen, Move) and chosen < len(fits):
        add(console, coach, exercise.id, fits[chosen].session, yes=False)


def add(console: Console, coach: Coach, name: str, session: str, *, yes: bool) -> None:
    """Take an exercise into a session.

    Raises:
        InputError: a rule stands against it.
    """
    from coach.plain.plan_change import make
    from coach.services.plan_changes import Add

    make(console, coach, Add(session, Catalogue(coach).item(name)), yes=yes)


def show(console: Console, known: Catalogue, exercise: Exercise, words: Sequence[str] | None = None) -> None:
    """How one exercise goes; `words` are its picture in words."""
    console.say(f"{exercise.name} ({known.module(exercise.module)})", "")
    for number, cue in enumerate(exercise.cues, 1):
        console.item(f"{number}", cue)
    side = ", each side" if exercise.side == "unilateral" else ""
    console.say("", f"Usual amount: {dose_words(exercise.dose, exercise.kind)}{side}.")
    if exercise.support_rule:
        console.say(exercise.support_rule)
    console.say(f"Watch out: {exercise.mistake}", f"Stop if: {exercise.stop}")
    console.say(f"Works on: {', '.join(known.muscle(one) for one in exercise.targets)}.")
    if exercise.equipment:
        console.say(f"Needs: {', '.join(thing_words(one) for one in exercise.equipment)}.")
    for word, other in (("Easier", exercise.easier), ("Harder", exercise.harder)):
        if other in known.library.exercises:
            console.say(f"{word}: {known.library.exercises[str(other)].name} ({other})")
    spoken = pose_words(known, exercise) if words is None else words
    if spoken:
        console.say("", "The picture in words:")
        for number, line in enumerate(spoken, 1):
            console.item(f"{number}", line)
    planned, why_not = known.in_plan(exercise.id), known.why_not(exercise.id)
    if planned:
        console.say(f"It is in your plan: {', '.join(planned)}.")
    elif why_not:
        console.say(f"Not for now: {why_not}")


def pose_words(known: Catalogue, exercise: Exercise) -> tuple[str, ...]:
    """The poses of its figure in words; none where it has no figure."""
    figure = known.library.figures.get(exercise.id)
    if figure is None:
        return ()
    from coach.drawing.figure.words import words

    side = known.side(exercise.id)
    return words(figure, None if side == "both" else side, holds=False)
