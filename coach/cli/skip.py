"""`coach skip`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("skip")
@click.argument("item")
@click.option("--reason", help="In your own words, if you like.")
@click.pass_obj
def command(run: Run, item: str, reason: str | None) -> None:
    """Leave ITEM out today: its name, or its number in `coach today`."""
    from coach.services.log import mark

    run.console.say(mark(run.coach, item, "skipped", reason).text)
