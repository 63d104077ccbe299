"""`coach weekly`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coach.cli.run import Run

if TYPE_CHECKING:
    from coach.services.weekly import What


@click.command("weekly")
@click.option("--mood", "what", flag_value="mood", help="Only the two questions about your mood.")
@click.option("--stiff", "what", flag_value="triggers", help="Only what can make legs stiffer.")
@click.option("--due", "only_due", is_flag=True, help="Say what is due, and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="The same for scripts.")
@click.pass_obj
def command(run: Run, what: What | None, only_due: bool, as_json: bool) -> int:
    """Look back at the week; about two minutes."""
    if only_due or as_json:
        return _say_due(run, as_json)
    from coach.plain.weekly import run_weekly

    return run_weekly(run.console, run.coach, what or "all")


def _say_due(run: Run, as_json: bool) -> int:
    from coach.services.weekly import due_now, due_words

    now = due_now(run.coach)
    if as_json:
        from coach.cli.output import print_json

        print_json(now)
        return 0
    for line in due_words(now):
        run.console.say(line)
    return 0
