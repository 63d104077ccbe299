"""What the coach would change in a plan, from what happened (R4.11 to R4.13): steps down first, one step up at most.

Pure: the same journal, plan, person and day give the same proposals. Every number is a setting in
`plans/progression.toml`.
"""

from __future__ import annotations

from coach.engine.progression_case import Case, Proposal
from coach.engine.progression_down import downs
from coach.engine.progression_holds import NO_EXERCISE, held, holds
from coach.engine.progression_up import ups

__all__ = ["Case", "Proposal", "held", "next_session_percent", "proposals"]


def proposals(case: Case) -> tuple[Proposal, ...]:
    """What to offer today: holds and less work first; a step up only where nothing at all speaks against it."""
    if "B_ALL" in case.person.blocks or not case.plan.session:
        return ()
    lighter = holds(case)
    if not case.person.blocks & NO_EXERCISE:
        lighter += downs(case)
    if lighter or held(case) or _changed_lately(case):
        return tuple(one for one in lighter if _open(case, one))
    return tuple(one for one in ups(case) if _open(case, one))[:1]


def next_session_percent(case: Case) -> int | None:
    """How much of a usual session is right for the next one, whatever was answered; None for all of it.

    After a session that cost too much it is 70 percent once (pr_24h_fail, en_recover), in a flare half (R4.12).
    """
    lighter = [*holds(case), *downs(case)]
    shares = [one.percent for one in lighter if one.kind == "hold" and one.percent is not None]
    return min(shares, default=None)


def _changed_lately(case: Case) -> bool:
    """Whether a change that was taken is still new: one thing at a time."""
    day = case.work.accepted()
    return day is not None and case.ago(day) < case.steps.up_gap_days


def _open(case: Case, one: Proposal) -> bool:
    """Whether a proposal has not been answered already: a hold since it became right, others for some days.

    A restart that was declined comes again where it would be a smaller one by now.
    """
    for answer in case.work.answers:
        body = answer.body
        if (body.rule, body.exercise) != (one.rule, one.exercise):
            continue
        if one.since is not None:
            if answer.day >= one.since:
                return False
        elif not body.accepted and case.ago(answer.day) < case.steps.declined_days:
            lower = one.kind == "restart" and (one.percent or 0) < (body.percent or 0)
            if not lower:
                return False
    return True
