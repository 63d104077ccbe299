"""`coach done`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("done")
@click.argument("item")
@click.pass_obj
def command(run: Run, item: str) -> int:
    """Mark ITEM as done: its name, or its number in `coach today`."""
    from coach.services.log import line_named, mark

    line = line_named(run.coach, item)
    if line.kind == "medicine":
        from coach.plain.doses import note_taken
        from coach.services.doses import taking

        return note_taken(run.console, run.coach, taking(run.coach, line))
    run.console.say(mark(run.coach, line.id, "done").text)
    return 0
