"""Other exercises for one place of a plan, and the easier form of an exercise, always within the hard rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coach.domain.exercise import Exercise
from coach.domain.library import Library
from coach.domain.plan import Plan, PlanItem
from coach.domain.profile import Profile
from coach.engine.history import History
from coach.engine.options import Option, offer
from coach.engine.person import Person, assess
from coach.engine.plan_check import check_plan
from coach.engine.reasons import item_of
from coach.engine.shares import share_of


def swap_candidates(
    plan: Plan, session: str, place: int, profile: Profile, library: Library, history: History, today: date, most: int
) -> tuple[PlanItem, ...]:
    """Items of the same share that keep the whole plan free of errors, best first."""
    person = assess(profile, library.rules, history, today)
    choices = offer(person, library, history)
    here = plan.session_named(session)
    assert here is not None, "the session is in the plan"
    old = here.exercise[place]
    exercise = library.exercises.get(old.id)
    if exercise is None:
        return ()
    share = share_of(exercise, person.level, library.rules)
    taken = {item.id for item in here.exercise}
    found: list[PlanItem] = []
    for option in choices.options.get(share, ()):
        if option.exercise.id in taken or any(one.id == option.exercise.id for one in found):
            continue
        item = item_of(option, old.part, person, library.rules)
        week = plan.with_exercises(session, (*here.exercise[:place], item, *here.exercise[place + 1 :]))
        if not any(finding.level == "error" for finding in check_plan(week, library, person, profile)):
            found.append(item)
        if len(found) >= most:
            break
    return tuple(found)


def easier_form(
    item: PlanItem, person: Person, library: Library, history: History, *, helper: bool = False,
    allows: Callable[[Option], bool] = lambda option: True,
) -> tuple[Exercise, PlanItem] | None:  # fmt: skip
    """The easier form along the chain that this person may do, with its start dose; None where there is none.

    `allows` says what the day leaves.
    """
    choices = offer(person, library, history)
    by_id: dict[str, list[Option]] = {}
    for options in choices.options.values():
        for option in options:
            by_id.setdefault(option.exercise.id, []).append(option)
    exercise = library.exercises.get(item.id)
    seen = {item.id}
    while exercise is not None and exercise.easier and exercise.easier not in seen:
        seen.add(exercise.easier)
        for option in by_id.get(exercise.easier, ()):
            if (helper or item.with_helper or not option.way.with_helper) and allows(option):
                return option.exercise, item_of(option, item.part, person, library.rules)
        exercise = library.exercises.get(exercise.easier)
    return None
