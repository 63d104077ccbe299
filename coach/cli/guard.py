"""How the program ends: whatever went wrong becomes one sentence and an exit code (design 4)."""

from __future__ import annotations

import errno
import os
import sys
import textwrap
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from coach.cli.run import Run, is_terminal
from coach.errors import CoachError, SafetyStop
from coach.plain.console import KEPT, WIDTH, StoppedError, clean

if TYPE_CHECKING:
    import click

    from coach.services.context import Coach

BUG, WRONG_INPUT, OUTSIDE, INTERRUPTED = 1, 2, 4, 130
OUTSIDE_ERRORS = frozenset({
    errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE,
    errno.ENOMEM,
})  # fmt: skip


class Guard:
    """Runs around everything; `code` is the exit code in the end."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.code = 0

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Say what happened; nothing but the wish of the interpreter to leave gets past."""
        if error is None:
            return False
        if isinstance(error, SystemExit | GeneratorExit):
            return False
        self.code = self._end(error)
        return True

    def _end(self, error: BaseException) -> int:
        if isinstance(error, StoppedError):
            tell(sys.stdout, f"\n{KEPT}")
            return 0
        if isinstance(error, KeyboardInterrupt):
            tell(sys.stdout, f"\n{KEPT}")
            return INTERRUPTED
        if isinstance(error, CoachError):
            return _told(error)
        if "click" in sys.modules:
            code = _of_click(error)
            if code is not None:
                return code
        if isinstance(error, BrokenPipeError):
            quiet(sys.stdout)
            return 0
        if isinstance(error, OSError) and error.errno in OUTSIDE_ERRORS:
            quiet(sys.stdout)
            tell(sys.stderr, f"Something outside the coach failed: {error.strerror}. What you did is kept.")
            return OUTSIDE
        return self._bug(error)

    def _bug(self, error: BaseException) -> int:
        """One kind line; the details go to a file that can be sent along."""
        text = "".join(traceback.format_exception(error))
        place = _keep(self._run, text)
        where = f"The details are in {place}. " if place else ""
        tell(
            sys.stderr,
            f"Sorry, the coach made a mistake ({type(error).__name__}). What you did is kept. {where}"
            "Please start again; if it comes back, send that file to whoever looks after your coach.",
        )
        if not place:
            tell(sys.stderr, text)
        return BUG


def _of_click(error: BaseException) -> int | None:
    """The end that a command's own checks call for; None where it is another's."""
    import click

    if isinstance(error, click.Abort):
        tell(sys.stdout, f"\n{KEPT}")
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        tell(sys.stderr, _usage(error))
        return WRONG_INPUT
    return None


def _told(error: CoachError) -> int:
    """The sentence of an error; what to do in an emergency is on both streams, so that it is seen."""
    text = str(error)
    if isinstance(error, SafetyStop):
        tell(sys.stdout, "\n".join(textwrap.fill(line, WIDTH) for line in text.split("\n")))
        if is_terminal(sys.stdout) and is_terminal(sys.stderr):
            return error.exit_code
    tell(sys.stderr, text)
    return error.exit_code


def _usage(error: click.ClickException) -> str:
    from click import UsageError

    text = error.format_message()
    context = getattr(error, "ctx", None)
    if isinstance(error, UsageError) and context is not None and "--help" not in text:
        text += f"\n`{context.command_path} --help` says what fits."
    return text


def tell(stream: TextIO, text: str) -> None:
    """Print, whatever the encoding; a stream that is gone is no reason to fail again."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    safe = clean(text).encode(encoding, errors="replace").decode(encoding)
    with suppress(OSError, ValueError):
        print(safe, file=stream, flush=True)


def quiet(stream: TextIO) -> None:
    """Let what is left in a stream's buffer go nowhere, so that the end of the program says nothing more."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _keep(run: Run, text: str) -> Path | None:
    """The traceback as a file in the person's state folder; None where that is not possible."""
    coach: Coach | None = run.__dict__.get("coach")
    if coach is None:
        return None
    try:
        coach.home.prepare()
        path = coach.home.state / f"mistake-{coach.now():%Y-%m-%dT%H-%M-%S}.txt"
        path.write_text(text, encoding="utf-8", errors="replace")
    except (OSError, CoachError):
        return None
    return path
