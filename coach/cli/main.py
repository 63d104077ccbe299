"""The command `coach`: runs what was asked for, and turns the end into an exit code.

Nothing heavy is imported here; `coach` alone does not even pay for the commands.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from coach.cli.guard import Guard
from coach.cli.run import Run, begin


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
    if not arguments:
        return begin(run)
    import click

    from coach.cli.group import coach

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
