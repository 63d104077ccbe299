"""`coach do`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("do")
@click.argument("session", required=False)
@click.option("--here-is-fine", is_flag=True, help="Leave the set-up list out: everything is at hand.")
@click.pass_obj
def command(run: Run, session: str | None, here_is_fine: bool) -> int:
    """A guided session: SESSION by its name, or the next one of today."""
    from coach.plain.session import run_session

    return run_session(run.console, run.coach, session, here_is_fine=here_is_fine)
