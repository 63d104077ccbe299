"""`coach took`."""

from __future__ import annotations

import click

from coach.cli.run import Run
from coach.errors import InputError


@click.command("took")
@click.argument("medicine", nargs=-1, required=True)
@click.option("--at", help="When it was, for example 08:10; else it was now.")
@click.option("--yesterday", is_flag=True, help="It was at that time yesterday.")
@click.pass_obj
def command(run: Run, medicine: tuple[str, ...], at: str | None, yesterday: bool) -> int:
    """Note that you took MEDICINE: its name, or its number in `coach today`."""
    from coach.engine.typed import Misread, read_time
    from coach.plain.doses import note_taken
    from coach.services.doses import taking_named

    time = None if at is None else read_time(at)
    if isinstance(time, Misread):
        raise InputError(time.text)
    return note_taken(run.console, run.coach, taking_named(run.coach, " ".join(medicine), time, yesterday=yesterday))
