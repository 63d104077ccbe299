"""`coach plan why`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coach.cli.run import Run

if TYPE_CHECKING:
    from coach.services.why import Whys


@click.command("why")
@click.argument("item", required=False)
@click.option("--left-out", is_flag=True, help="What is left out, and what would change that.")
@click.option("--unmet", is_flag=True, help="What the week does not reach yet, and what would change that.")
@click.option("--all", "everything", is_flag=True, help="With --left-out: every exercise by name.")
@click.option("--json", "as_json", is_flag=True, help="For scripts, with the numbers and ids of the rules.")
@click.pass_obj
def command(run: Run, item: str | None, left_out: bool, unmet: bool, everything: bool, as_json: bool) -> None:
    """Why ITEM is in your plan: an exercise, a session, a tip or a habit. Without ITEM everything with its reasons."""
    from coach.services.planning import needed_plan
    from coach.services.why import Whys

    plan = needed_plan(run.coach).plan
    whys = Whys(run.coach, plan)
    if as_json:
        from coach.cli.output import print_json

        print_json(_table(whys, item, left_out=left_out, unmet=unmet))
        return
    from coach.plain import why

    if unmet:
        run.console.say("One moment, some other weeks are being tried.")
        why.show_unmet(run.console, whys)
    if left_out:
        why.show_left_out(run.console, whys, everything=everything)
    if item is not None:
        for one in whys.named(item):
            why.show_whole(run.console, one)
    elif not (left_out or unmet):
        why.show_brief(run.console, whys.all())


def _table(whys: Whys, item: str | None, *, left_out: bool, unmet: bool) -> dict[str, object]:
    """What was asked for; all items where nothing was named."""
    table: dict[str, object] = {}
    if left_out:
        table["left_out"] = whys.left_out()
    if unmet:
        table["unmet"] = whys.unmet()
    if item is not None:
        table["items"] = whys.named(item)
    elif not table:
        table["items"] = whys.all()
    return table
