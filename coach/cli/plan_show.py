"""`coach plan show`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("show")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.pass_obj
def command(run: Run, as_json: bool) -> None:
    """The plan in force."""
    if as_json:
        from coach.cli.output import print_json
        from coach.services.planning import needed_plan

        current = needed_plan(run.coach)
        print_json({
            "plan": current.plan, "blocks": current.in_force.blocks, "sessions": current.in_force.facts,
            "problems": current.problems, "cautions": current.cautions,
        })  # fmt: skip
        return
    from coach.plain.plan import show_current

    show_current(run.console, run.coach)
