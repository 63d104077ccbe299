"""`coach intake`."""

from __future__ import annotations

from pathlib import Path

import click

from coach.cli.run import Run

NEXT = "Your answers are kept. Next: coach plan build"


@click.command("intake")
@click.option("--answers", type=click.Path(path_type=Path), metavar="FILE", help="Take the answers from a TOML file.")
@click.option("--express", is_flag=True, help="Only the most important questions now, the rest later.")
@click.pass_obj
def command(run: Run, answers: Path | None, express: bool) -> int:
    """Answer the questions; run again, it starts from the old answers."""
    from coach.plain.intake import run_intake, show_flags

    if answers is None:
        code = run_intake(run.console, run.coach, express=True if express else None)
    else:
        from coach.services.intake import intake_from_file

        intake_from_file(run.coach, answers)
        code = show_flags(run.console, run.coach)
    if code == 0:
        run.console.say("", NEXT)
    return code
