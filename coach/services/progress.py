"""What the coach proposes to change in the plan, and the person's answers to it (R4.11 to R4.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.domain.events import ProposalAnswered
from coach.engine.progression import Case, Proposal
from coach.engine.progression import held as held_in
from coach.engine.progression import proposals as proposals_in
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.plan_edit import goes_back_too
from coach.services.planning import current_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.domain.journal import Event
    from coach.services.plan_offer import Offer, OfferLine
    from coach.services.planning import Current

__all__ = ["Proposal", "accept", "decline", "held", "preview", "proposals"]
NOTHING_FITS = "Noted. Just now no other week fits better, so your plan stays as it is."
GONE = "This no longer fits what happened since. Nothing was changed: please look at the proposals again."


def proposals(coach: Coach) -> tuple[Proposal, ...]:
    """What to offer now, the most urgent first; nothing without answers, or while `plan.toml` does not fit."""
    found = _case(coach)
    return () if found is None else proposals_in(found[1])


def held(coach: Coach) -> tuple[str, ...]:
    """Why nothing grows just now, in words; empty where it may."""
    found = _case(coach)
    return () if found is None else held_in(found[1])


def preview(coach: Coach, proposal: Proposal) -> tuple[OfferLine, ...]:
    """What accepting would change in the plan, line by line.

    Raises:
        InputError: it is not on offer any more.
    """
    offer, _ = _offered(coach, proposal)
    return () if offer is None else offer.lines


def accept(coach: Coach, proposal: Proposal) -> str:
    """Take a proposal and say what was done; `plan_edit.undo_change` takes it back.

    A hold changes no file; the answer is kept all the same.

    Raises:
        InputError: it is not on offer any more, or a rule stands against it; nothing was written.
    """
    from coach.services.plan_offer import accept_lines

    offer, now = _offered(coach, proposal)
    answer = _answer(now, accepted=True)
    if offer is None:
        coach.record(answer)
        return NOTHING_FITS if now.week_min is not None else f"Noted. {now.change}"
    before = offer.current.in_force.source
    current = accept_lines(coach, offer, offer.ids, undone=f"Taken back: {now.title}.")
    said = coach.record(answer)
    if current.in_force.source != before:
        goes_back_too(coach, (*said, *_accepted(coach, offer)))
    return now.change


def _accepted(coach: Coach, offer: Offer) -> Iterator[Event]:
    """The event that says which week the plan is for now, where it is another one than before."""
    event = coach.journal.last("plan_accepted") if offer.week_min is not None else None
    if event is not None:
        yield event


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


def _offered(coach: Coach, proposal: Proposal) -> tuple[Offer | None, Proposal]:
    """The same proposal as it stands now, with the plan that it would make; None where it changes nothing in it.

    Raises:
        InputError: it is not on offer any more.
    """
    from coach.engine.progression_week import proposed
    from coach.services.plan_offer import offer_plan

    found = _case(coach)
    if found is not None:
        case = found[1]
        for one in proposals_in(case):
            if _same(one, proposal):
                made = proposed(case, one)
                if made is None:
                    return None, one
                whole = one.week_min is not None
                return offer_plan(coach, made.plan, case.profile, week_min=made.week_min, own=whole), one
    raise InputError(GONE)


def _same(one: Proposal, other: Proposal) -> bool:
    return (one.rule, one.kind, one.exercise, one.percent) == (other.rule, other.kind, other.exercise, other.percent)
