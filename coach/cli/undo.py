"""`coach undo`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("undo")
@click.pass_obj
def command(run: Run) -> None:
    """Take back the last entry of today."""
    from coach.services.log import undo

    run.console.say(undo(run.coach))
