"""What the journal says that bears on a plan: falls, clearances, the last check-in, the entries of the last plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from coach.domain.events import (
    CheckIn,
    FallLogged,
    FlagCleared,
    FlagsAsked,
    FlagsRaised,
    IntakeDone,
    PainLogged,
    PlanAccepted,
    SetDone,
)
from coach.domain.exercise import Dose
from coach.domain.journal import Event
from coach.domain.plan import Plan
from coach.engine.day_signs import DaySigns, read_signs

RECENT_FALL_DAYS = 90
"""A fall counts as recent for this long (decisions 3, recent_falls)."""


@dataclass(frozen=True, slots=True)
class History:
    """Facts from the journal; empty for a new person."""

    falls_90_days: int = 0
    falls_7_days: int = 0
    raised: frozenset[str] = frozenset()
    """Red flags that ever came up, in the intake or later."""
    cleared: frozenset[str] = frozenset()
    """Flags and precautions whose newest word is "checked by a clinician"; a newer tick takes it away."""
    asked_afresh: frozenset[str] = frozenset()
    """Raised flags that a fresh safety question has been answered after (R2.1, for B_ALL)."""
    fatigue_today: int | None = None
    pain_today: int | None = None
    dizzy_today: bool = False
    bad_day: bool = False
    last_entries: tuple[str, ...] = ()
    """Exercises of the plan that was accepted last."""
    practised: frozenset[str] = frozenset()
    """Exercises done on three days or more: what the next harder form may build on (exercises 3)."""
    week_min: float | None = None
    """Minutes of the week that the newest plan was built for; None where no plan ever said so."""
    plan: Plan | None = None
    """The plan in force; like its doses known to `Coach.usual_history` and not to the journal."""
    doses: Mapping[str, Dose] = field(default_factory=dict)
    """Doses of the plan in force, by exercise."""
    signs: DaySigns = field(default_factory=DaySigns)
    """What decides today's version of a session."""

    def usual(self, plan: Plan | None = None) -> History:
        """The same without today's state, with the plan in force: a week is planned for usual days, from what is."""
        return replace(
            self, fatigue_today=None, pain_today=None, dizzy_today=False, bad_day=False, falls_7_days=0,
            plan=plan, doses={} if plan is None else doses_of(plan),
        )  # fmt: skip


PRACTISED_DAYS = 3


def read_history(events: Iterable[Event], today: date) -> History:
    """Fold the journal's events, oldest first, into what the rules ask for."""
    events = tuple(events)
    falls: list[date] = []
    raised: set[str] = set()
    cleared: set[str] = set()
    afresh: set[str] = set()
    check_in: CheckIn | None = None
    pain: int | None = None
    entries: tuple[str, ...] = ()
    week_min: float | None = None
    done: dict[str, set[date]] = {}
    for event in events:
        body = event.body
        if isinstance(body, FallLogged):
            falls.append(event.day)
        elif isinstance(body, FlagsRaised | IntakeDone):
            if isinstance(body, IntakeDone):
                afresh |= raised
            raised.update(body.flags)
            cleared.difference_update(body.flags)
            afresh.difference_update(body.flags)
        elif isinstance(body, FlagsAsked):
            if body.fresh_intake_question:
                afresh |= raised
        elif isinstance(body, FlagCleared):
            cleared.add(body.flag)
        elif isinstance(body, CheckIn) and event.day == today:
            check_in = body
        elif isinstance(body, PainLogged) and event.day == today:
            pain = body.pain
        elif isinstance(body, PlanAccepted):
            entries = body.entries
            week_min = body.week_min if body.week_min is not None else week_min
        elif isinstance(body, SetDone):
            done.setdefault(body.exercise, set()).add(event.day)
    if check_in is not None and check_in.pain is not None and pain is None:
        pain = check_in.pain
    return History(
        falls_90_days=sum(day > today - timedelta(days=RECENT_FALL_DAYS) for day in falls),
        falls_7_days=sum(day > today - timedelta(days=7) for day in falls),
        raised=frozenset(raised),
        cleared=frozenset(cleared),
        asked_afresh=frozenset(afresh),
        fatigue_today=None if check_in is None else check_in.fatigue,
        pain_today=pain,
        bad_day=check_in is not None and check_in.bad_day,
        last_entries=entries,
        practised=frozenset(name for name, days in done.items() if len(days) >= PRACTISED_DAYS),
        week_min=week_min,
        signs=read_signs(events, today),
    )


def doses_of(plan: Plan) -> dict[str, Dose]:
    """The dose of each main exercise of a plan; where it comes more than once, the largest."""
    doses: dict[str, Dose] = {}
    for session in plan.session:
        for item in session.exercise:
            if item.part == "main":
                doses[item.id] = max((item.dose(), doses.get(item.id, item.dose())), key=_amount)
    return doses


def _amount(dose: Dose) -> int:
    return dose.sets * (dose.reps or 1) * (dose.hold_s or 1) * (dose.time_s or 1) * (dose.breaths or 1)
