"""`coach today`: must answer at once, so nothing here needs the catalogue."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.command("today")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.pass_obj
def command(run: Run, as_json: bool) -> None:
    """The day: what is due, done and coming."""
    from coach.services.today import today_view

    view = today_view(run.coach)
    if as_json:
        from coach.cli.output import print_json

        print_json(view)
        return
    from coach.plain.today import show_day

    show_day(run.console, view)
