"""Plans as files: a plan to any place, a check of any file, and what a new plan would change in the own one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coach.domain.plan import Plan, Session
from coach.domain.profile import Profile
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.planning import Change, CheckResult, check_bytes, current_plan, difference, merged
from coach.store.disk import write_bytes, write_failed
from coach.store.plan_file import render_plan
from coach.toml.problems import ProblemsError


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


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new plan beside the one that is there; `plan` keeps what the person marked `keep = true`."""

    plan: Plan
    first: bool
    """Whether there is no plan yet."""
    changes: tuple[Change, ...]


def propose(coach: Coach, new: Plan) -> Proposal:
    """What a new plan would change in the person's own.

    Raises:
        ProblemsError: `plan.toml` was edited and does not fit; it is never overwritten (design 3.3).
    """
    current = current_plan(coach)
    if current is None:
        return Proposal(new, True, ())
    if current.problems and coach.home.read(coach.home.plan) is not None:
        raise ProblemsError(current.problems)
    plan, lost = _kept(coach, current.plan, new)
    return Proposal(plan, False, (*lost, *difference(coach.library, current.plan, plan)))


def _kept(coach: Coach, old: Plan, new: Plan) -> tuple[Plan, tuple[Change, ...]]:
    """The new plan with what the person keeps, and what of that no longer fits, each with its reason."""
    from coach.services.plan_trial import Desk

    plan, desk = merged(old, new), Desk(coach, new)
    if plan == new or not desk.trial(plan).errors:
        return plan, ()
    held, lost = _marked(old, frozenset()), []
    marks: frozenset[_Mark] = frozenset()
    for session in old.session:
        own = [(session.id, None)] if session.keep else []
        for mark in (*own, *((session.id, item.key) for item in session.exercise if item.keep)):
            trial = _marked(old, marks | {mark})
            errors = desk.trial(merged(trial, new)).errors
            if errors:
                item = next((one for one in session.exercise if one.key == mark[1]), None)
                what = "the days and time that you chose" if item is None else f"your {desk.name(item)}"
                lost.append(Change("change", session.id, f"{session.title}: {what} no longer fit. {errors[0]}"))
            else:
                held, marks = trial, marks | {mark}
    return merged(held, new), tuple(lost)


_Mark = tuple[str, tuple[str, str | None, str] | None]
"""What is kept: a session's days and time, or one of its exercises."""


def _marked(plan: Plan, marks: frozenset[_Mark]) -> Plan:
    """The plan with these marks and no other."""

    def session(one: Session) -> Session:
        items = tuple(item.model_copy(update={"keep": (one.id, item.key) in marks}) for item in one.exercise)
        return one.model_copy(update={"keep": (one.id, None) in marks, "exercise": items})

    return plan.model_copy(update={"session": tuple(session(one) for one in plan.session)})
