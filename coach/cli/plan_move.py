"""`coach plan move`: a session to another day, or to another time."""

from __future__ import annotations

import click

from coach.cli.run import Run
from coach.errors import InputError


@click.command("move")
@click.argument("session")
@click.argument("day", required=False)
@click.option("--to", metavar="DAY", help="The new day; DAY is the one it leaves.")
@click.option("--at", metavar="HH:MM", help="The new time, on all its days.")
@click.option("--trade", is_flag=True, help="Change places with what is on the new day.")
@click.option("--yes", is_flag=True, help="Do it even where there is something to mind.")
@click.pass_obj
def command(run: Run, session: str, day: str | None, to: str | None, at: str | None, trade: bool, yes: bool) -> None:
    """Move SESSION from DAY to another day, or to another time."""
    from coach.engine.typed import Misread, read_time
    from coach.plain.plan_change import day_of, make, session_of
    from coach.services.plan_changes import Move, Retime
    from coach.services.plan_edit import day_options
    from coach.services.planning import needed_plan

    if to is None and at is None:
        raise InputError("Say where to: --to DAY or --at HH:MM.")
    current = needed_plan(run.coach)
    found = session_of(current, session)
    time = read_time(at) if at is not None else None
    if isinstance(time, Misread):
        raise InputError(time.text)
    if to is not None:
        if day is None and len(found.days) > 1:
            raise InputError(f"It is on {' and '.join(found.days)}. Say which day it leaves: SESSION DAY --to DAY.")
        here, there = day_of(day) if day else found.days[0], day_of(to)
        options = day_options(run.coach, current, found.id, here) if trade else ()
        other = next((one.trade for one in options if one.day == there), None)
        make(run.console, run.coach, Move(found.id, here, there, other), yes=yes)
    if time is not None:
        make(run.console, run.coach, Retime(found.id, time), yes=yes)
