"""What the coach would change in a plan, from what happened (R4.11 to R4.13): steps down first, one step up at most.

Pure: the same journal, plan, person and day give the same proposals. Every number is a setting in
`plans/progression.toml`.
"""

from __future__ import annotations

from itertools import islice

from coach.engine.progression_case import Case, Proposal
from coach.engine.progression_down import changes_plan, downs
from coach.engine.progression_holds import NO_EXERCISE, held, holds
from coach.engine.progression_up import ups
from coach.engine.progression_week import built_for

__all__ = ["Case", "Proposal", "held", "proposals"]


def proposals(case: Case) -> tuple[Proposal, ...]:
    """What to offer today: holds and less work first; a step up only where nothing at all speaks against it."""
    if "B_ALL" in case.person.blocks or not case.plan.session:
        return ()
    lighter = holds(case)
    if not case.person.blocks & NO_EXERCISE:
        lighter += downs(case)
    if _changed_today(case):
        return tuple(one for one in lighter if one.kind == "hold" and _open(case, one))
    if lighter or held(case) or _changed_lately(case):
        return tuple(one for one in lighter if _open(case, one))
    return tuple(islice((one for one in ups(case) if _open(case, one) and _comes_to_more(case, one)), 1))


def _changed_today(case: Case) -> bool:
    """Whether a change of the plan was taken today: the next one waits for another day."""
    return any(case.ago(one.day) == 0 and one.body.accepted and changes_plan(one.body) for one in case.work.answers)


def _comes_to_more(case: Case, one: Proposal) -> bool:
    """Whether a longer week would hold more: where nothing else fits, minutes alone are no step."""
    return one.week_min is None or case.minutes_of(built_for(case, one.week_min)) > case.plan_minutes


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
