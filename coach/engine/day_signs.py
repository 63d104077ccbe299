"""What the journal says that bears on today: check-ins, doses taken, what the last session cost, phases of illness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from coach.domain.events import (
    CheckIn,
    DoseTaken,
    EventBody,
    FlagCleared,
    FlagsRaised,
    IntakeDone,
    PainLogged,
    PhaseLogged,
    ProposalAnswered,
    SessionEnded,
    SessionMarked,
    SetDone,
)
from coach.domain.journal import Event
from coach.domain.rules import Progression

LOOK_BACK_DAYS = 60
"""Older check-ins say nothing about today."""
OUTER_HIP = "z_outer_hip"
INFECTIONS = frozenset({"rf_fever", "rf_sepsis", "rf_septic_hip"})
"""Red flags that are an infection: told in a safety question, over once a clinician has looked at it."""


@dataclass(frozen=True, slots=True)
class Unspent:
    """A check-in since which no session was done: what it says holds for the next one."""

    day: date
    check_in: CheckIn
    trained_before: bool
    """Whether a session was done the day before it."""


@dataclass(frozen=True, slots=True)
class DaySigns:
    """Facts of today and of the days before it; empty for a new person."""

    checks: tuple[tuple[date, CheckIn], ...] = ()
    """One check-in for each day, oldest first: the newest answers of the day, today included."""
    resting: int | None = None
    """The newest pain at rest that was told today."""
    unspent: tuple[Unspent, ...] = ()
    trained: frozenset[date] = frozenset()
    """Days on which something of a session was done."""
    outer_hip: tuple[tuple[date, int], ...] = ()
    """Pain that was noted at the outer hip, outside of exercises."""
    phases: tuple[PhaseLogged, ...] = ()
    replanned: date | None = None
    """When a smaller week was last agreed to: from then on a return to exercise is in the plan itself."""
    taken: tuple[tuple[str, datetime], ...] = ()
    """Doses of the last two days by medicine."""
    often: tuple[str, ...] = ()
    """Exercises of the last weeks, those done most first."""

    def told(self, today: date) -> CheckIn | None:
        """The check-in of today."""
        return next((body for day, body in reversed(self.checks) if day == today), None)

    def pains(self) -> tuple[tuple[date, int], ...]:
        """The pain of the check-ins by day."""
        return tuple((day, body.pain) for day, body in self.checks if body.pain is not None)

    def stiffness(self) -> tuple[tuple[date, int], ...]:
        """The stiffness of the check-ins by day."""
        return tuple((day, body.spasticity) for day, body in self.checks if body.spasticity is not None)

    @property
    def quiet(self) -> bool:
        """Whether nothing in here could change a day."""
        return not (self.checks or self.phases or self.outer_hip) and self.resting is None


def read_signs(events: Iterable[Event], today: date) -> DaySigns:
    """Fold the journal's events, oldest first."""
    since = today - timedelta(days=LOOK_BACK_DAYS)
    checks: dict[date, CheckIn] = {}
    trained: set[date] = set()
    sets: Counter[str] = Counter()
    unspent: list[Unspent] = []
    outer: list[tuple[date, int]] = []
    phases: list[PhaseLogged] = []
    taken: list[tuple[str, datetime]] = []
    resting: int | None = None
    replanned: date | None = None
    for event in events:
        body, day = event.body, event.day
        if day > today:
            continue
        phase = phase_in(body, day)
        if phase is not None:
            phases.append(phase)
        if isinstance(body, ProposalAnswered) and body.accepted and body.percent is not None:
            replanned = day
        elif day < since:
            continue
        elif isinstance(body, CheckIn):
            checks[day] = _newest(checks.get(day), body)
            unspent.append(Unspent(day, body, day - timedelta(days=1) in trained and day not in trained))
            resting = body.pain if day == today and body.pain is not None else resting
        elif isinstance(body, PainLogged) and body.exercise is None:
            resting = body.pain if day == today else resting
            outer += [(day, body.pain)] if body.zone == OUTER_HIP else []
        elif _trains(body):
            trained.add(day)
            unspent.clear()
        elif isinstance(body, SetDone) and day < today:  # today's own would change a session that goes on
            sets[body.exercise] += 1
        elif isinstance(body, DoseTaken) and day >= today - timedelta(days=2):
            taken.append((body.medicine, body.taken_at))
    return DaySigns(
        checks=tuple(sorted(checks.items())),
        resting=resting,
        unspent=tuple(unspent),
        trained=frozenset(trained),
        outer_hip=tuple(outer),
        phases=tuple(phases),
        replanned=replanned,
        taken=tuple(taken),
        often=tuple(name for name, _ in sets.most_common()),
    )


def phase_in(body: EventBody, day: date) -> PhaseLogged | None:
    """A phase of illness that was told, or what a safety answer says of an infection (R4.13): it began, or it is over.

    Over is the day on which the check is noted, which is never earlier than the check itself.
    """
    if isinstance(body, PhaseLogged):
        return body
    if isinstance(body, FlagsRaised | IntakeDone) and INFECTIONS & set(body.flags):
        return PhaseLogged(phase="infection", state="began", on=day)
    if isinstance(body, FlagCleared) and body.flag in INFECTIONS:
        return PhaseLogged(phase="infection", state="ended", on=day)
    return None


def _trains(body: object) -> bool:
    if isinstance(body, SessionMarked):
        return body.mark == "done"
    return isinstance(body, SessionEnded) and body.sets_done > 0


def _newest(before: CheckIn | None, body: CheckIn) -> CheckIn:
    """The newer check-in of a day; what it leaves open stays as it was told."""
    if before is None:
        return body
    open_keys = [key for key in ("sleep", "pain", "spasticity", "cost", "heat", "groggy") if getattr(body, key) is None]
    return body.model_copy(update={key: getattr(before, key) for key in open_keys})


def baseline(ratings: Iterable[tuple[date, int]], before: date, days: int, usual: int | None) -> float | None:
    """The usual rating: the median of the check-ins of so many days before a day, else what the intake was told."""
    since = before - timedelta(days=days)
    known = [rating for day, rating in ratings if since <= day < before]
    return median(known) if known else usual


@dataclass(frozen=True, slots=True)
class Flare:
    """Pain that stays up; `day` is 1 on the day on which it is known."""

    day: int
    seen: date
    """The day on which it was known."""
    days: int
    """How many sore days in a row began it."""
    usual: float
    """What the pain was before."""


def flare_of(signs: DaySigns, today: date, answer: int | None, rules: Progression) -> Flare | None:
    """The flare that holds today, by the numbers of the rules; `answer` is the usual pain of the intake."""
    rule = rules.flare
    return find_flare(
        signs.pains(), today, answer, rise=rule.rise, in_a_row=rule.days_in_a_row, least_days=rule.least_days,
        most_days=rule.most_days, window=rules.baseline.days,
    )  # fmt: skip


def find_flare(
    ratings: Iterable[tuple[date, int]], today: date, usual: int | None, *,
    rise: int, in_a_row: int, least_days: int, most_days: int, window: int,
) -> Flare | None:  # fmt: skip
    """The flare that holds today (R4.12 flare).

    It begins on the last of `in_a_row` days with so much more pain than usual. After `least_days` a check-in with less
    pain ends it, and so does a week without any check-in after `most_days`.
    """
    known = dict(ratings)
    start: date | None = None
    base = 0.0
    high: date | None = None
    sore = in_a_row
    day = min(known, default=today)
    while day <= today:
        if start is None:
            run = [day - timedelta(days=n) for n in range(in_a_row)]
            usually = baseline(known.items(), run[-1], window, usual)
            if usually is not None and all(known.get(one, -1) >= usually + rise for one in run):
                start, base, high, sore = day, usually, day, in_a_row
        else:
            if day in known:
                high = day if known[day] >= base + rise else None
                sore += high == day and sore == (day - start).days + in_a_row - 1
            lasted = (day - start).days + 1
            better = high is None and lasted > least_days
            silent = high is not None and lasted > most_days and (day - high).days > most_days
            if better or silent:
                start = None
        day += timedelta(days=1)
    return None if start is None else Flare((today - start).days + 1, start, sore, base)
