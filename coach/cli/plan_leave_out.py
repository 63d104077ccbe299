"""`coach plan leave-out`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("leave-out")
@click.argument("exercise")
@click.option("--session", metavar="SESSION", help="In this session, where it comes in several.")
@click.option("--yes", is_flag=True, help="Do it even where there is something to mind.")
@click.pass_obj
def command(run: Run, exercise: str, session: str | None, yes: bool) -> None:
    """Take EXERCISE out of your plan."""
    from coach.plain.plan_change import leave_out

    leave_out(run.console, run.coach, exercise, session, yes=yes)
