"""What the coach proposes to change in the plan, and the person's answers to it (R4.11 to R4.13)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.domain.events import ProposalAnswered
from coach.engine.progression import Case, Proposal
from coach.engine.progression import held as held_in
from coach.engine.progression import next_session_percent as percent_in
from coach.engine.progression import proposals as proposals_in
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.plan_edit import take
from coach.services.planning import Change, current_plan, difference

if TYPE_CHECKING:
    from coach.domain.plan import Plan
    from coach.services.planning import Current

__all__ = ["Proposal", "accept", "decline", "held", "next_session_percent", "preview", "proposals"]
GONE = "This no longer fits what happened since. Nothing was changed: please look at the proposals again."


def proposals(coach: Coach) -> tuple[Proposal, ...]:
    """What to offer now, the most urgent first; nothing without answers, or while `plan.toml` does not fit."""
    found = _case(coach)
    return () if found is None else proposals_in(found[1])


def held(coach: Coach) -> tuple[str, ...]:
    """Why nothing grows just now, in words; empty where it may."""
    found = _case(coach)
    return () if found is None else held_in(found[1])


def next_session_percent(coach: Coach) -> int | None:
    """How much of a usual session is right for the next one; None for all of it."""
    found = _case(coach)
    return None if found is None else percent_in(found[1])


def preview(coach: Coach, proposal: Proposal) -> tuple[Change, ...]:
    """What accepting would change in the plan, session by session.

    Raises:
        InputError: it is not on offer any more.
    """
    current, case, now = _offered(coach, proposal)
    plan = _plan(coach, case, now)
    return () if plan is None else difference(coach.library, current.plan, plan)


def accept(coach: Coach, proposal: Proposal) -> str:
    """Take a proposal and say what was done; `plan_edit.undo_change` takes it back.

    A hold changes no file; the answer is kept all the same.

    Raises:
        InputError: it is not on offer any more, or a rule stands against it; nothing was written.
    """
    current, case, now = _offered(coach, proposal)
    plan = _plan(coach, case, now)
    answer = _answer(now, accepted=True)
    if plan is None:
        coach.record(answer)
        return f"Noted. {now.change}"
    take(coach, current, plan, answer, f"Taken back: {now.title}.", now.week_min)
    return now.change


def decline(coach: Coach, proposal: Proposal) -> str:
    """Leave the plan as it is; the same is not offered again for a while."""
    coach.record(_answer(proposal, accepted=False))
    return "Your plan stays as it is."


def _answer(proposal: Proposal, *, accepted: bool) -> ProposalAnswered:
    return ProposalAnswered(
        rule=proposal.rule,
        accepted=accepted,
        exercise=proposal.exercise,
        percent=proposal.percent,
        text=f"{proposal.title}. {proposal.reason} {proposal.change}"[:2000],
    )


def _case(coach: Coach) -> tuple[Current, Case] | None:
    """The plan that holds, and everything that progression weighs."""
    from coach.engine.person import assess
    from coach.engine.work import read_work

    current, profile = current_plan(coach), coach.profile()
    if current is None or profile is None or current.problems:
        return None
    history = coach.usual_history()
    person = assess(profile, coach.library.rules, history, coach.today())
    work = read_work(coach.journal.events())
    return current, Case(current.plan, work, profile, person, history, coach.library, coach.today())


def _offered(coach: Coach, proposal: Proposal) -> tuple[Current, Case, Proposal]:
    """The same proposal as it stands now.

    Raises:
        InputError: it is not on offer any more.
    """
    found = _case(coach)
    if found is not None:
        for one in proposals_in(found[1]):
            if _same(one, proposal):
                return (*found, one)
    raise InputError(GONE)


def _same(one: Proposal, other: Proposal) -> bool:
    return (one.rule, one.kind, one.exercise, one.percent) == (other.rule, other.kind, other.exercise, other.percent)


def _plan(coach: Coach, case: Case, proposal: Proposal) -> Plan | None:
    """The plan as the proposal would make it; None where it changes nothing in it."""
    from coach.engine.builder import build
    from coach.engine.progression_week import made_anew
    from coach.services.plan_files import propose

    if proposal.plan is not None:
        return proposal.plan
    if proposal.week_min is None:
        return made_anew(case, proposal, case.plan) if proposal.easier else None
    history = replace(case.history, week_min=proposal.week_min)
    built = build(case.profile, case.library, history, case.today)
    return made_anew(case, proposal, propose(coach, built.plan).plan)
