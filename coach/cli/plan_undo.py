"""`coach plan undo`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("undo")
@click.pass_obj
def command(run: Run) -> None:
    """Take the last change of your plan back."""
    from coach.plain.plan_change import undo

    undo(run.console, run.coach)
