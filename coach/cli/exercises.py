"""`coach exercises`: the catalogue, one exercise with its figure, and pictures of them as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from coach.cli.run import Run
from coach.domain.vocabulary import Equipment, Module, Pattern, Position
from coach.errors import InputError

if TYPE_CHECKING:
    from coach.domain.exercise import Exercise
    from coach.services.exercises import Catalogue, Narrowed


@click.command("exercises")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--find", "typed", metavar="WORDS", default="", help='Only those that fit to words, such as "bed calf".')
@click.option("--module", type=click.Choice(get_args(Module)), help="Only one kind.")
@click.option("--position", type=click.Choice(get_args(Position)), help="Only those in one position.")
@click.option("--level", type=click.IntRange(0, 5), help="Only those for one mobility level.")
@click.option("--thing", type=click.Choice(get_args(Equipment)), help="Only those with one thing.")
@click.option("--muscle", metavar="MUSCLE", help='Only those that work on something, such as "calf".')
@click.option("--pattern", type=click.Choice(get_args(Pattern)), help="Only those that help with one pattern.")
@click.option("--mine", is_flag=True, help="Only what you can do now.")
@click.option("--leave-out", is_flag=True, help="Never offer this one again.")
@click.option("--bring-back", is_flag=True, help="Let this one come again.")
@click.option("--sheet", type=click.Path(path_type=Path), metavar="FILE.svg", help="Draw them into a file.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.pass_obj
def command(
    run: Run, name: str | None, typed: str, module: Module | None, position: Position | None, level: int | None,
    thing: Equipment | None, muscle: str | None, pattern: Pattern | None, mine: bool, leave_out: bool,
    bring_back: bool, sheet: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """The catalogue of exercises, or one of them."""
    from coach.services.exercises import Catalogue, Narrowed, known_exercise

    if name is not None:
        one = known_exercise(run.coach, name)
        if leave_out or bring_back:
            _wanted(run, one, out=leave_out)
        else:
            _one(run, one, sheet, as_json=as_json)
        return
    if leave_out or bring_back:
        raise InputError("Say which exercise, for example: coach exercises str_bridge --leave-out")
    catalogue = Catalogue(run.coach)
    narrowed = Narrowed(
        module=module, position=position, level=level, equipment=thing, pattern=pattern, mine=mine,
        muscle=_muscle(catalogue, muscle),
    )  # fmt: skip
    _list(run, catalogue, narrowed, typed, sheet, as_json=as_json)


def _muscle(catalogue: Catalogue, typed: str | None) -> str | None:
    """A muscle by its id or by its name in words."""
    from coach.toml.words import did_you_mean

    if typed is None:
        return None
    names = catalogue.library.rules.specifics.target_name
    found = [name for name, words in names.items() if typed.lower() in (name, words, words.removeprefix("the "))]
    if not found:
        words = [words.removeprefix("the ") for words in names.values()]
        raise InputError(f'No exercise works on "{typed}". {did_you_mean(typed, words) or ""}'.rstrip())
    return found[0]


def _list(run: Run, catalogue: Catalogue, narrowed: Narrowed, typed: str, sheet: Path | None, *, as_json: bool) -> None:
    found = catalogue.found(narrowed, typed)
    if sheet is not None:
        _draw(run, found, sheet)
        return
    if as_json:
        from coach.cli.output import print_json

        print_json({exercise.id: _all_of(run, exercise) for exercise in found})
        return
    for exercise in found:
        mark = ", from your therapist" if exercise.id in catalogue.library.own else ""
        mark += ", in your plan" if catalogue.in_plan(exercise.id) else ""
        run.console.item("-", f"{exercise.name} ({exercise.id}), {catalogue.module(exercise.module)}{mark}")
    exercises = "1 exercise" if len(found) == 1 else f"{len(found)} exercises"
    run.console.say(f"{exercises}. One of them: coach exercises ID")
    for problem in run.coach.own_exercise_problems:
        run.console.say(f"Not taken from your own exercises: {problem}")
    for problem in run.coach.figure_problems:
        run.console.say(f"Left out, the exercise is there without it: {problem}")
    for name in catalogue.unknown_wishes:
        run.console.say(f'Your profile leaves out "{name}", which is no exercise.')


def _one(run: Run, exercise: Exercise, sheet: Path | None, *, as_json: bool) -> None:
    from coach.services.exercises import Catalogue

    if sheet is not None:
        _draw(run, (exercise,), sheet)
    elif as_json:
        from coach.cli.output import print_json

        print_json(_all_of(run, exercise))
    else:
        from coach.cli.figure import print_figure
        from coach.plain.exercises import show

        catalogue = Catalogue(run.coach)
        figure = run.coach.library.figures.get(exercise.id)
        if figure is not None and run.draws:
            print_figure(figure, run.coach.look.theme, mirror=catalogue.side(exercise.id) == "left")
        show(run.console, catalogue, exercise)


def _all_of(run: Run, exercise: Exercise) -> dict[str, object]:
    """An exercise with its figure, as it stands in the file."""
    from coach.cli.output import plain

    figure = run.coach.library.figures.get(exercise.id)
    return {**plain(exercise), **({"figure": plain(figure)} if figure is not None else {})}


def _wanted(run: Run, exercise: Exercise, *, out: bool) -> None:
    from coach.services.exercises import bring_back, leave_out_for_good

    run.console.say((leave_out_for_good if out else bring_back)(run.coach, exercise.id))


def _draw(run: Run, found: tuple[Exercise, ...], path: Path) -> None:
    from coach.services.exercises import draw_sheet

    run.console.say(draw_sheet(run.coach, found, path))
