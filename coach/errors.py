"""One error base: every failure a person can meet is one sentence that says what to do next.

The exit codes are those of the command line: 0 fine, 1 a bug, 2 the input does not fit, 3 stopped for safety, 4
something outside the coach failed.
"""

from __future__ import annotations


class CoachError(Exception):
    """Something the person can act on; the text is shown as it is, without a traceback."""

    exit_code = 1


class InputError(CoachError):
    """What was typed, or a file, does not fit; the text names the place and the mend."""

    exit_code = 2


class SafetyStop(CoachError):
    """A safety rule stopped this (R0.6 layer 1); the text is what the person should do now."""

    exit_code = 3


class OutsideError(CoachError):
    """Disk, permissions, audio or another program failed; nothing of the person's was lost."""

    exit_code = 4
