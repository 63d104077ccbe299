"""`coach plan check`: every problem with its line and column, so that an editor can go there."""

from __future__ import annotations

from pathlib import Path

import click

from coach.cli.run import Run
from coach.toml.problems import ProblemsError


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--profile", type=click.Path(path_type=Path), metavar="FILE", help="Check it for that person.")
@click.pass_obj
def command(run: Run, file: Path, profile: Path | None) -> None:
    """Does FILE fit as a plan, for you or for the person of a profile?"""
    from coach.services.people import own_profile, profile_from_file
    from coach.services.plan_files import check_file

    person = own_profile(run.coach) if profile is None else profile_from_file(profile, run.coach)
    found = check_file(run.coach, file, person)
    wrong = [problem for problem, level in found.rows if level == "error"]
    for problem, level in found.rows:
        if level != "error":
            run.console.say(f"Mind: {problem}")
    if found.problems or wrong:
        raise ProblemsError((*found.problems, *wrong))
    run.console.say(
        f"{file.name} fits." if person is not None else f"{file.name} fits in form; no answers to check it for."
    )
