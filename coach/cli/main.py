"""The command `coach`: finds the command, runs it, and turns the end into an exit code.

Nothing heavy is imported here, and no command's module before it is called.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from coach import __version__
from coach.cli.guard import Guard
from coach.cli.lazy import LazyGroup
from coach.cli.run import Run

COMMANDS = {
    "intake": ("coach.cli.intake", "Answer the questions; takes about three minutes."),
    "today": ("coach.cli.today", "The day: what is due, done and coming."),
    "checkin": ("coach.cli.checkin", "Three short questions: tired, sleep, pain."),
    "do": ("coach.cli.do", "A guided session, in plain text."),
    "done": ("coach.cli.done", "Mark something of today as done."),
    "skip": ("coach.cli.skip", "Leave something out today."),
    "undo": ("coach.cli.undo", "Take back the last entry of today."),
    "log": ("coach.cli.log", "Note pain, a fall, your weight or a line."),
    "plan": ("coach.cli.plan", "Build, read, explain and check plans."),
    "exercises": ("coach.cli.exercises", "The catalogue of exercises."),
    "safety": ("coach.cli.safety", "Red flags, what they block, and clearing them."),
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
    if ctx.invoked_subcommand is not None:
        return None
    if run.screens:
        from coach.tui.app import run_app

        return run_app(run.coach)
    from coach.plain.home import run_home

    gc.enable()
    return run_home(run.console, run.coach)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    gc.disable()  # starting up makes no garbage; the front ends that stay open turn it on again
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nothing else has a say in how files are checked
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    plain, rest = _plain(list(sys.argv[1:] if arguments is None else arguments))
    run = Run(plain=plain)
    guard = Guard(run)
    with guard:
        guard.code = _command(rest, run)
        sys.stdout.flush()
    with Guard(run) as closing:
        run.close()
    gc.enable()
    return guard.code or closing.code


def _command(arguments: list[str], run: Run) -> int:
    """Run the command; click's own `main` would swallow a closed pipe and print a line of its own."""
    try:
        with coach.make_context("coach", arguments, obj=run) as context:
            code = coach.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return code if isinstance(code, int) else 0


def _plain(arguments: list[str]) -> tuple[bool, list[str]]:
    """Take `--plain` out wherever it stands before a `--`."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    head = [one for one in arguments[:end] if one != "--plain"]
    return len(head) < end, head + arguments[end:]
