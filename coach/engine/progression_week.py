"""A week that is made anew by a proposal: what of the week before goes on in it. Pure."""

from __future__ import annotations

from dataclasses import replace

from coach.domain.plan import Plan, PlanItem
from coach.engine.progression_case import Case, Proposal, mine
from coach.engine.progression_down import stepped_down

DOSE = ("sets", "reps", "hold_s", "time_s", "breaths", "rest_s", "tempo")


def made_anew(case: Case, proposal: Proposal, week: Plan) -> Plan:
    """A freshly built week as the proposal means it; `week` has what the person keeps in it already.

    In a longer week the amounts that were reached go on; in a smaller one the start amounts are right, and what hurt
    becomes easier.
    """
    if proposal.kind == "up" and proposal.week_min is not None:
        return _with_reached(case, week, proposal.week_min)
    return _eased(replace(case, plan=week), proposal.easier)


def proposed(case: Case, proposal: Proposal) -> Plan | None:
    """The plan as the proposal would make it; None where it changes nothing in it."""
    from coach.engine.builder import build  # a day that offers nothing pays for no builder

    if proposal.plan is not None:
        return proposal.plan
    if proposal.week_min is None:
        return made_anew(case, proposal, case.plan) if proposal.easier else None
    history = replace(case.history, week_min=proposal.week_min)
    if proposal.kind != "up":
        history = replace(history, doses={})  # a smaller week begins with the start amounts
    return made_anew(case, proposal, build(case.profile, case.library, history, case.today).plan)


def _eased(case: Case, names: tuple[str, ...]) -> Plan:
    plan = case.plan
    for name in names:
        plan = stepped_down(case, plan, name) or plan
    return plan


def _with_reached(case: Case, week: Plan, minutes: float) -> Plan:
    """The doses of the plan in force for the same exercises, as far as rules and minutes allow."""
    reached = {item.key: item for session in case.plan.session for item in session.exercise}
    here = replace(case, plan=week)
    for place, session in enumerate(week.session):
        for at, item in enumerate(session.exercise):
            old = reached.get(item.key)
            if old is None or not mine(item) or old.dose() == item.dose():
                continue
            tried = _with(here.plan, place, at, item.model_copy(update={key: getattr(old, key) for key in DOSE}))
            if here.minutes_of(tried) <= max(minutes, here.plan_minutes) and here.fits(tried):
                here = replace(here, plan=tried)
    return here.plan


def _with(plan: Plan, place: int, at: int, item: PlanItem) -> Plan:
    session = plan.session[place]
    return plan.with_exercises(session.id, (*session.exercise[:at], item, *session.exercise[at + 1 :]))
