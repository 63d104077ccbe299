"""Plans as files: a plan to any place, and a check of any file."""

from __future__ import annotations

from pathlib import Path

from coach.domain.plan import Plan
from coach.domain.profile import Profile
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.planning import CheckResult, check_bytes
from coach.store.disk import write_bytes, write_failed
from coach.store.plan_file import render_plan


def write_plan(path: Path, plan: Plan) -> None:
    """The plan as a file at any place, in one step; a device or pipe is written to as it is.

    Raises:
        InputError: a folder stands there.
        OutsideError: it could not be written; an older file is as it was.
    """
    data = render_plan(plan).encode()
    if path.exists() and not path.is_file() and not path.is_dir():
        try:
            with path.open("wb") as stream:
                stream.write(data)
        except OSError as error:
            raise write_failed(path, error) from error
        return
    write_bytes(path, data)


def check_file(coach: Coach, path: Path, profile: Profile | None) -> CheckResult:
    """What `plan check` finds in any file; nothing is written.

    Raises:
        InputError: it is not there or not a file.
    """
    raw = coach.home.read(path)
    if raw is None:
        raise InputError(f"{path} is not there. Check the name.")
    return check_bytes(coach, raw, path.name, profile)
