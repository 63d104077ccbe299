"""`coach exercises`: the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from coach.cli.run import Run
from coach.domain.vocabulary import Module
from coach.errors import InputError

if TYPE_CHECKING:
    from coach.domain.exercise import Exercise


@click.command("exercises")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--module", type=click.Choice(get_args(Module)), help="Only one kind.")
@click.option("--level", type=click.IntRange(0, 5), help="Only those for one mobility level.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.pass_obj
def command(run: Run, name: str | None, module: str | None, level: int | None, as_json: bool) -> None:
    """The catalogue of exercises, or one of them."""
    if name is not None:
        one = _known(run, name)
        if as_json:
            from coach.cli.output import print_json

            print_json(one)
        else:
            _show(run, one)
        return
    found = [
        exercise
        for _, exercise in sorted(run.coach.library.exercises.items())
        if (module is None or exercise.module == module) and (level is None or level in exercise.levels)
    ]
    if as_json:
        from coach.cli.output import print_json

        print_json({exercise.id: exercise for exercise in found})
        return
    for exercise in found:
        mark = ", from your therapist" if exercise.id in run.coach.library.own else ""
        run.console.item("-", f"{exercise.name} ({exercise.id}), {exercise.module}{mark}")
    run.console.say(f"{len(found)} exercises. One of them: coach exercises ID")
    for problem in run.coach.own_exercise_problems:
        run.console.say(f"Not taken from your own exercises: {problem}")


def _known(run: Run, name: str) -> Exercise:
    from coach.toml.words import did_you_mean

    exercises = run.coach.library.exercises
    by_name = {one.name.lower(): one for one in exercises.values()}
    found = exercises.get(name) or by_name.get(name.lower())
    if found is None:
        raise InputError(f'There is no exercise "{name}". {did_you_mean(name, exercises) or ""}'.rstrip())
    return found


def _show(run: Run, exercise: Exercise) -> None:
    from coach.services.plan_words import dose_words

    console = run.console
    console.say(f"{exercise.name} ({exercise.module})", "")
    for number, cue in enumerate(exercise.cues, 1):
        console.item(f"{number}", cue)
    side = ", each side" if exercise.side == "unilateral" else ""
    console.say("", f"Usual amount: {dose_words(exercise.dose, exercise.kind)}{side}.")
    if exercise.support_rule:
        console.say(exercise.support_rule)
    console.say(f"Watch out: {exercise.mistake}", f"Stop if: {exercise.stop}")
    names = run.coach.library.exercises
    for words, other in (("Easier", exercise.easier), ("Harder", exercise.harder)):
        if other in names:
            console.say(f"{words}: {names[str(other)].name} ({other})")
