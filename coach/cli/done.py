"""`coach done`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("done")
@click.argument("item")
@click.pass_obj
def command(run: Run, item: str) -> None:
    """Mark ITEM as done: its name, or its number in `coach today`."""
    from coach.services.log import mark

    run.console.say(mark(run.coach, item, "done").text)
