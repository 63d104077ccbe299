"""`coach plan swap`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("swap")
@click.argument("exercise")
@click.argument("new", required=False)
@click.option("--session", metavar="SESSION", help="In this session, where it comes in several.")
@click.option("--yes", is_flag=True, help="Do it even where there is something to mind.")
@click.pass_obj
def command(run: Run, exercise: str, new: str | None, session: str | None, yes: bool) -> None:
    """Put NEW in the place of EXERCISE; without NEW it shows what fits."""
    from coach.plain.plan_change import swap

    swap(run.console, run.coach, exercise, new, session, yes=yes)
