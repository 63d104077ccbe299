"""`coach safety ...`: red flags in force, "checked by a clinician", and the first question afresh."""

from __future__ import annotations

from datetime import datetime

import click

from coach.cli.run import Run


@click.group("safety", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.option("--flags", "all_flags", is_flag=True, help="List every red flag that the coach knows.")
@click.pass_context
def command(ctx: click.Context, as_json: bool, all_flags: bool) -> None:
    """Red flags in force and what they block."""
    if ctx.invoked_subcommand is not None:
        return
    run: Run = ctx.obj
    if all_flags:
        for flag in run.coach.library.rules.red_flags.flag:
            run.console.item("-", f"{flag.id}: {flag.name}")
        return
    if as_json:
        _print(run)
        return
    from coach.plain.safety import show_status

    show_status(run.console, run.coach)


def _print(run: Run) -> None:
    from coach.cli.output import print_json
    from coach.services.safety import status

    found = status(run.coach)
    rows = [
        {"flag": flag.id, "name": flag.name, "origin": origin, "urgency": flag.urgency, "blocks": flag.blocks}
        for flag, origin, _ in found.rows
    ]
    print_json({"flags": rows, "blocks": found.screening.blocks, "stops_everything": found.screening.stops_everything})


@command.command("clear")
@click.argument("flag")
@click.option("--by", required=True, metavar="WHO", help='Who checked it, for example "Dr Gray".')
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Such as 2026-11-22.")
@click.pass_obj
def clear(run: Run, flag: str, by: str, on: datetime) -> None:
    """Record that a clinician has checked FLAG."""
    from coach.services.safety import clear

    run.console.say(clear(run.coach, flag, by=by, on=on.date()))


@command.command("ask")
@click.pass_obj
def ask(run: Run) -> int:
    """Answer the first safety question again."""
    from coach.plain.safety import STOPPED_FOR_SAFETY, first_question, show_action

    screen = first_question(run.console, run.coach)
    if screen is not None:
        show_action(run.console, screen)
        return STOPPED_FOR_SAFETY
    run.console.say("Thank you. It is noted. If this opens more of the plan: coach plan build")
    return 0
