"""`coach plan ...`."""

from __future__ import annotations

import click

from coach.cli.lazy import LazyGroup
from coach.cli.run import Run

COMMANDS = {
    "build": ("coach.cli.plan_build", "Build a plan from your answers."),
    "show": ("coach.cli.plan_show", "The plan in force."),
    "why": ("coach.cli.plan_why", "Why something is in the plan."),
    "move": ("coach.cli.plan_move", "Move a session to another day or time."),
    "add": ("coach.cli.plan_add", "One more exercise in your plan."),
    "swap": ("coach.cli.plan_swap", "Something else in the place of an exercise."),
    "leave-out": ("coach.cli.plan_leave_out", "Take an exercise out of your plan."),
    "undo": ("coach.cli.plan_undo", "Take the last change of your plan back."),
    "check": ("coach.cli.plan_check", "Does a plan file fit?"),
}


@click.group("plan", cls=LazyGroup, lazy=COMMANDS, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Build, read, explain and check plans. Without a command it shows yours."""
    if ctx.invoked_subcommand is None:
        run: Run = ctx.obj
        from coach.plain.plan import show_current

        show_current(run.console, run.coach)
