"""`coach checkin`."""

from __future__ import annotations

from typing import Any

import click

from coach.cli.run import Run
from coach.errors import InputError

RATING = click.IntRange(0, 10)


@click.command("checkin")
@click.option("--tired", "fatigue", type=RATING, help="How tired, 0 to 10; then nothing is asked.")
@click.option("--sleep", type=click.Choice(["under_4_5h", "under_6h", "enough"]), help="How you slept.")
@click.option("--pain", type=RATING, help="Pain in the hip, 0 to 10.")
@click.option("--stiff", "spasticity", type=RATING, help="How stiff the legs are, 0 to 10.")
@click.option("--cost", type=click.Choice(["no", "over_two_hours", "next_day"]), help="What the last session cost.")
@click.option("--heat", type=click.Choice(["usual", "warm", "hot"]), help="Warm is 25 degrees or more, hot 30.")
@click.option("--groggy/--not-groggy", default=None, help="Still sleepy from a medicine of the night.")
@click.option("--bad-day", is_flag=True, help="Five easy minutes are enough today.")
@click.pass_obj
def command(run: Run, /, bad_day: bool, **answers: Any) -> int:
    """Three short questions: how tired, how you slept, how strong the pain is; sometimes one or two more."""
    from coach.plain.checkin import after_entry, run_checkin
    from coach.services.checkin import keep

    given = {key: value for key, value in answers.items() if value is not None}
    if "fatigue" in given:
        return after_entry(run.console, run.coach, keep(run.coach, given, bad_day=bad_day))
    if given:
        raise InputError("Say how tired you are too, for example: coach checkin --tired 4 --sleep enough --pain 3")
    return run_checkin(run.console, run.coach, bad_day=bad_day)
