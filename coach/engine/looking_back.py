"""The seven days before today: what was done of the plan, and what still hurt on the next day (R4.11, R4.14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from coach.domain.events import CheckIn, Cost, PainLogged, SessionEnded, SessionMarked, SetDone
from coach.domain.journal import Event
from coach.domain.plan import Plan
from coach.domain.vocabulary import DAYS
from coach.engine.day_signs import phase_in

WEEK = 7
FELT_DAYS = 3
"""A cost that is told in a check-in belongs to the newest session of so many days before."""


@dataclass(frozen=True, slots=True)
class Hurt:
    """A day whose sessions were still felt on the next day."""

    day: date
    sessions: tuple[str, ...]
    cost: Cost | None
    rise: int | None
    """How much stronger the pain was on the next morning."""


@dataclass(frozen=True, slots=True)
class WeekBehind:
    """The last seven days, today left out."""

    days: int
    """How many of them belong to the plan."""
    kept: int
    """Days on which something was done, or nothing was planned: a rest day is a day kept."""
    ill: int
    """Days of an infection: nothing counts as planned on them, and resting is what was to be done."""
    done: int
    planned: int
    minutes: int
    planned_minutes: int
    pain: tuple[int, ...]
    """The last rating of each day that has one, oldest first."""
    hurt: tuple[Hurt, ...]


def week_behind(
    events: Sequence[Event], plan: Plan, seconds: Mapping[str, int], begun: date, today: date, *, rise: int
) -> WeekBehind:
    """Look back at the seven days before today, or at those since the beginning.

    Args:
        events: the journal, oldest first; at least of the last two weeks.
        plan: the plan in force.
        seconds: planned length of each session.
        begun: the first day of the first plan.
        today: the day it is.
        rise: how much stronger pain on the next morning counts.
    """
    first = max(today - timedelta(days=WEEK), begun)
    days = [first + timedelta(days=n) for n in range(max(0, (today - first).days))]
    done = _done(events)
    ill = _ill(events, days)
    planned = {
        day: [one for one in plan.sessions_on(DAYS[day.weekday()]) if not one.optional and day not in ill]
        for day in days
    }  # fmt: skip
    spent = sum(_spent(events, day, done.get(day, {}), seconds) for day in days)
    return WeekBehind(
        days=len(days),
        kept=sum(not planned[day] or day in done for day in days),
        ill=len(ill),
        done=sum(len(done.get(day, {})) for day in days),
        planned=sum(len(sessions) for sessions in planned.values()),
        minutes=round(spent / 60),
        planned_minutes=round(sum(seconds.get(one.id, 0) for day in days for one in planned[day]) / 60),
        pain=tuple(ratings[-1] for day in days if (ratings := _pains(events, day))),
        hurt=tuple(_hurt(events, done, days, today, rise)),
    )


def _ill(events: Sequence[Event], days: Sequence[date]) -> frozenset[date]:
    """The days on which an infection went on; the day on which it was told counts where nothing was done before."""
    told = [one for event in events if (one := phase_in(event.body, event.day)) is not None]
    phases = [one for one in told if one.phase == "infection"]
    done = _done(events)
    found = set()
    for day in days:
        before = sorted((one for one in phases if one.on <= day), key=lambda one: one.on)
        if before and before[-1].state == "began" and day not in done:
            found.add(day)
    return frozenset(found)


Done = dict[date, dict[str, bool]]
"""By day the sessions of which something was done; whether they were only marked as done."""


def _done(events: Sequence[Event]) -> Done:
    found: Done = {}
    for event in events:
        body = event.body
        if isinstance(body, SetDone) or (isinstance(body, SessionEnded) and body.sets_done):
            found.setdefault(event.day, {})[body.session] = False
        elif isinstance(body, SessionMarked) and body.mark == "done":
            found.setdefault(event.day, {}).setdefault(body.session, True)
    return found


def _spent(events: Sequence[Event], day: date, done: Mapping[str, bool], seconds: Mapping[str, int]) -> int:
    """Seconds of guided sessions, and the planned ones of those that were only marked."""
    guided = sum(e.body.seconds for e in events if e.day == day and isinstance(e.body, SessionEnded))
    return guided + sum(seconds.get(name, 0) for name, marked in done.items() if marked)


def _pains(events: Sequence[Event], day: date) -> list[int]:
    """Ratings of pain on a day, without those that belong to an exercise."""
    found = []
    for event in events:
        body = event.body
        if event.day != day or not isinstance(body, CheckIn | PainLogged) or body.pain is None:
            continue
        if isinstance(body, CheckIn) or body.exercise is None:
            found.append(body.pain)
    return found


def _hurt(events: Sequence[Event], done: Done, days: Sequence[date], today: date, rise: int) -> list[Hurt]:
    costs: dict[date, Cost] = {}
    for event in events:
        body = event.body
        if isinstance(body, CheckIn) and body.cost in ("next_day", "over_two_hours"):
            felt = [event.day - timedelta(days=n) for n in range(1, FELT_DAYS + 1)]
            day = next((one for one in felt if one in done), None)
            if day is not None and event.day <= today:
                costs[day] = body.cost
    found = []
    for day in days:
        higher = _rise(events, day)
        felt_more = higher is not None and higher >= rise
        if day in done and (day in costs or felt_more):
            found.append(Hurt(day, tuple(done[day]), costs.get(day), higher if felt_more else None))
    return found


def _rise(events: Sequence[Event], day: date) -> int | None:
    """Pain at the first rating of the next day against the first of the day, or the middle of the week before."""
    after = _pains(events, day + timedelta(days=1))
    before = _pains(events, day)[:1]
    if not before:
        week = [pain for n in range(1, WEEK + 1) for pain in _pains(events, day - timedelta(days=n))]
        before = [median_low(week)] if week else []
    return after[0] - before[0] if after and before else None
