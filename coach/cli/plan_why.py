"""`coach plan why`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("why")
@click.argument("item", required=False)
@click.pass_obj
def command(run: Run, item: str | None) -> None:
    """Why ITEM is in your plan, or everything with its reasons."""
    from coach.services.planning import needed_plan, why_item

    for name, reasons in why_item(run.coach, needed_plan(run.coach).plan, item):
        run.console.say("", f"{name}:")
        for reason in reasons or ("It was put here by hand.",):
            run.console.item("-", reason)
