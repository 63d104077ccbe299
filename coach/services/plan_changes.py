"""The changes that a person can make to their plan, and what the plan is after one. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.vocabulary import DAYS, Day, Part


@dataclass(frozen=True, slots=True)
class Move:
    """A session goes from one of its days to another; `trade` names the one that comes back in its place.

    Most days are as full as the person wished: changing places is often the only way.
    """

    session: str
    day: Day
    to: Day
    trade: str | None = None


@dataclass(frozen=True, slots=True)
class Retime:
    """A session begins at another time, on all its days."""

    session: str
    at: str


@dataclass(frozen=True, slots=True)
class Swap:
    """Another exercise comes into one place of a session."""

    session: str
    place: int
    item: PlanItem


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """One exercise goes; a session without any goes too."""

    session: str
    place: int


@dataclass(frozen=True, slots=True)
class Add:
    """One more exercise comes into a session, before those that end it."""

    session: str
    item: PlanItem


PlanChange = Move | Retime | Swap | LeaveOut | Add


def with_change(plan: Plan, wanted: PlanChange) -> Plan:
    """The plan with the change; a moved session and a swapped exercise are the person's own from then on."""
    if isinstance(wanted, Move | Retime):
        return plan.model_copy(update={"session": tuple(_placed(one, wanted) for one in plan.session)})
    session = plan.session_named(wanted.session)
    items = session.exercise if session is not None else ()
    place, after = place_of(session, wanted)
    own = () if isinstance(wanted, LeaveOut) else (wanted.item.model_copy(update={"keep": True}),)
    return plan.with_exercises(wanted.session, (*items[:place], *own, *items[after:]))


def place_of(session: Session | None, wanted: Swap | LeaveOut | Add) -> tuple[int, int]:
    """Where the change begins among the exercises of a session, and what comes after it.

    A new exercise goes behind the last of its own part and of the parts before it.
    """
    if not isinstance(wanted, Add):
        return wanted.place, wanted.place + 1
    order: list[Part] = ["warm_up", "main", "cool_down"]
    earlier = order[: order.index(wanted.item.part) + 1]
    items = session.exercise if session is not None else ()
    place = max((number for number, one in enumerate(items, 1) if one.part in earlier), default=0)
    return place, place


def _placed(session: Session, wanted: Move | Retime) -> Session:
    """A session as the change leaves it."""
    if isinstance(wanted, Retime):
        if session.id != wanted.session:
            return session
        return session.model_copy(update={"at": wanted.at, "keep": True})
    if session.id not in (wanted.session, wanted.trade):
        return session
    gone, come = (wanted.day, wanted.to) if session.id == wanted.session else (wanted.to, wanted.day)
    days = {*session.days} - {gone} | {come}
    return session.model_copy(update={"days": tuple(day for day in DAYS if day in days), "keep": True})
