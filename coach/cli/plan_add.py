"""`coach plan add`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("add")
@click.argument("exercise")
@click.option("--session", metavar="SESSION", help="To this session; without it the first one with room.")
@click.option("--yes", is_flag=True, help="Do it even where there is something to mind.")
@click.pass_obj
def command(run: Run, exercise: str, session: str | None, yes: bool) -> None:
    """Take EXERCISE into your plan; `coach exercises` lists them."""
    from coach.errors import InputError
    from coach.plain.exercises import add
    from coach.plain.plan_change import session_of
    from coach.services.exercises import Catalogue, known_exercise
    from coach.services.planning import needed_plan

    name = known_exercise(run.coach, exercise).id
    if session is None:
        places = Catalogue(run.coach).places(name)
        place = next((one.session for one in places if one.fits), None)
        if place is None:
            raise InputError(" ".join(dict.fromkeys(f"{one.title}: {one.words}" for one in places)))
    else:
        place = session_of(needed_plan(run.coach), session).id
    add(run.console, run.coach, name, place, yes=yes)
