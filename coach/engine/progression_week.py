"""A week that is made anew by a proposal: what of the week before goes on in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from coach.domain.plan import Plan, PlanItem
from coach.engine.day_dose import no_more, with_dose
from coach.engine.history import doses_of
from coach.engine.progression_case import Case, Proposal, mine, with_items
from coach.engine.progression_down import stepped_down

TRIES = 5
"""How often a week is built, each time for fewer minutes, until it is within what a step may change."""


@dataclass(frozen=True, slots=True)
class Made:
    """A plan as a proposal makes it, and the minutes of the week that it is for; None where they stay."""

    plan: Plan
    week_min: float | None = None


def made_anew(case: Case, proposal: Proposal, week: Plan) -> Plan:
    """A smaller week as the proposal means it: nothing is more or harder than it was, and what hurt becomes easier."""
    plan = _no_more(case, _no_harder(case, week))
    return _eased(replace(case, plan=plan), proposal.easier)


def proposed(case: Case, proposal: Proposal) -> Made | None:
    """The plan as the proposal would make it; None where it changes nothing in it.

    The minutes of its week stay within `Case.room`: it is built again for others until they do.
    """
    if proposal.plan is not None:
        return Made(proposal.plan)
    if proposal.week_min is None:
        return Made(made_anew(case, proposal, case.plan)) if proposal.easier else None
    room = case.room(proposal.week_min)
    return _longer(case, proposal.week_min, room) if proposal.kind == "up" else _shorter(case, proposal, room)


def _shorter(case: Case, proposal: Proposal, room: float) -> Made | None:
    """A smaller week with the start amounts, ever smaller until it is within the room."""
    start = replace(case, history=replace(case.history, doses={}))
    for less in range(TRIES):
        minutes = round(room * (1 - 0.05 * less), 1)
        week = made_anew(case, proposal, built_for(start, minutes))
        if case.minutes_of(week) <= room + 1e-6:
            return Made(week, minutes)
    return None


def _longer(case: Case, most: float, room: float) -> Made | None:
    """A longer week with the amounts that were reached, between what was said and the room that there is."""
    low, high, minutes = min(room, most), most, most
    for _ in range(TRIES):
        week = built_for(case, minutes)
        if case.plan_minutes < case.minutes_of(week) <= room + 1e-6:
            return Made(week, minutes)
        low, high = (low, minutes) if case.minutes_of(week) > room else (minutes, high)
        minutes = round((low + high) / 2 if minutes != most else low, 1)
    return None


def built_for(case: Case, minutes: float) -> Plan:
    """A week of so many minutes, built from what is."""
    from coach.engine.builder import build  # a day that offers nothing pays for no builder

    return build(case.profile, case.library, replace(case.history, week_min=minutes), case.today).plan


def _eased(case: Case, names: tuple[str, ...]) -> Plan:
    plan = case.plan
    for name in names:
        plan = stepped_down(case, plan, name) or plan
    return plan


def _no_harder(case: Case, week: Plan) -> Plan:
    """No harder form in the place of one that the plan in force has: that one stays, or it is left out."""
    before = {item.id for session in case.plan.session for item in session.exercise}
    for name in dict.fromkeys(item.id for session in week.session for item in session.exercise if mine(item)):
        down = _easier_of(case, name)
        known = next((one for one in down if one in before), None) if name not in before else None
        if known is None:
            continue
        stays = with_items(week, name, partial(_as, case, known))
        week = stays if stays is not None and replace(case, plan=week).fits(stays) else _without(week, name)
    return week


def _as(case: Case, name: str, item: PlanItem) -> PlanItem | None:
    return case.item_of(case.options(name), item)


def _easier_of(case: Case, name: str) -> list[str]:
    """Down the chain, the nearest first."""
    found: list[str] = []
    exercise = case.exercise(name)
    while exercise is not None and exercise.easier is not None and exercise.easier not in found:
        found.append(exercise.easier)
        exercise = case.exercise(exercise.easier)
    return found


def _without(week: Plan, name: str) -> Plan:
    for session in week.session:
        kept = tuple(item for item in session.exercise if item.id != name or not mine(item))
        if len(kept) < len(session.exercise):
            week = week.with_exercises(session.id, kept if any(item.part == "main" for item in kept) else ())
    return week


def _no_more(case: Case, week: Plan) -> Plan:
    """No dose above that of the same exercise in the plan in force."""
    known = doses_of(case.plan)

    def smaller(item: PlanItem) -> PlanItem:
        exercise = case.exercise(item.id)
        if exercise is None or item.id not in known or not mine(item):
            return item
        rest = item.rest_s
        return with_dose(item, no_more(item.dose(), known[item.id]).model_copy(update={"rest_s": rest}))

    sessions = (
        one.model_copy(update={"exercise": tuple(smaller(item) for item in one.exercise)}) for one in week.session
    )
    return week.model_copy(update={"session": tuple(sessions)})
