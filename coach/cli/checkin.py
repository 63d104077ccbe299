"""`coach checkin`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("checkin")
@click.pass_obj
def command(run: Run) -> int:
    """Three short questions: how tired, how you slept, how strong the pain is."""
    from coach.plain.checkin import run_checkin

    return run_checkin(run.console, run.coach)
