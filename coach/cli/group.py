"""The group of all commands; no command's module is imported before it is called."""

from __future__ import annotations

import click

from coach import __version__
from coach.cli.lazy import LazyGroup
from coach.cli.run import Run, begin

COMMANDS = {
    "intake": ("coach.cli.intake", "Answer the questions; takes about three minutes."),
    "today": ("coach.cli.today", "The day: what is due, done and coming."),
    "checkin": ("coach.cli.checkin", "Three short questions: tired, sleep, pain."),
    "weekly": ("coach.cli.weekly", "Look back at the week; about two minutes."),
    "do": ("coach.cli.do", "A guided session, in plain text."),
    "done": ("coach.cli.done", "Mark something of today as done."),
    "took": ("coach.cli.took", "Note that you took a medicine."),
    "skip": ("coach.cli.skip", "Leave something out today."),
    "undo": ("coach.cli.undo", "Take back the last entry of today."),
    "log": ("coach.cli.log", "Note pain, a fall, your weight or a line."),
    "plan": ("coach.cli.plan", "Build, read, explain and check plans."),
    "exercises": ("coach.cli.exercises", "The catalogue of exercises."),
    "safety": ("coach.cli.safety", "Red flags, what they block, and clearing them."),
    "simulate": ("coach.cli.simulate", "Some weeks by chance, to see a plan go on."),
    "settings": ("coach.cli.settings", "Country, contacts and other settings."),
}


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 78},
)
@click.option("--plain", is_flag=True, help="Plain text, line by line; works with every command.")
@click.version_option(__version__, prog_name="coach", message="%(prog)s %(version)s")
@click.pass_context
def coach(ctx: click.Context, plain: bool) -> int | None:
    """A coach for people with MS whose hips hurt. Without a command it simply begins."""
    run = ctx.obj
    assert isinstance(run, Run)
    return None if ctx.invoked_subcommand is not None else begin(run)
