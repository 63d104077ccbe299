"""What is due to be asked today: the weekly look back, mood, what makes legs stiffer, the intake again (R4.14, R2.4).

Everything follows from the journal, the answers, the plan's first day and today. A date only ever makes a question due;
it stays due until it is answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from coach.domain.events import (
    CheckIn,
    IntakeDone,
    MoodChecked,
    PhaseLogged,
    PlanAccepted,
    TriggersChecked,
    WeeklyReview,
)
from coach.domain.journal import Event

if TYPE_CHECKING:
    from coach.domain.profile import Profile
    from coach.domain.weekly_questions import Mood, Triggers, WeeklyQuestions

AT_LEAST_DAYS = 3
"""Days from one weekly look back to the next: a plan that now begins on another weekday does not ask twice at once."""
KINDS = (
    "plan_accepted", "weekly_review", "mood_checked", "triggers_checked", "intake_done", "phase_logged", "check_in"
)  # fmt: skip
"""The events that `read_past` looks at."""
WEEKLY_KINDS = ("plan_accepted", "weekly_review")
"""Those of them that `weekly_since` needs."""
STIFF_KINDS = ("check_in", "weekly_review", "triggers_checked")
"""Those of them that `triggers_due` needs."""
Reason = Literal["relapse", "operation", "medicine", "half_year", "patterns"]


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating of stiffness, 0 to 10."""

    day: date
    value: int


@dataclass(slots=True)
class Past:
    """When what was asked and answered, from the journal."""

    accepted: list[date] = field(default_factory=list)
    """Days on which a plan came into force."""
    reviews: list[tuple[date, WeeklyReview]] = field(default_factory=list)
    mood: tuple[date, int] | None = None
    """The newest answer to the two mood questions, and its sum."""
    steroids_since_mood: bool = False
    stiff: list[Rated] = field(default_factory=list)
    checked: tuple[date, int | None] | None = None
    """When the list of triggers was last gone through, and how stiff the legs were then."""
    intake: date | None = None
    phases: list[Literal["relapse", "operation"]] = field(default_factory=list)
    """Relapses and operations since the last intake."""

    def begun(self, starts: date) -> date:
        """The first day of it all: of the first plan, or of one that soon took its place."""
        first = self.accepted[0] if self.accepted else starts
        return max(starts, first) if (starts - first).days < 7 else first


@dataclass(frozen=True, slots=True)
class Due:
    """What is due to be asked today."""

    weekly: bool = False
    mood: bool = False
    triggers: bool = False
    again: tuple[Reason, ...] = ()
    """Why the intake is due again; empty where it is not."""
    no_gain_weeks: int | None = None
    """Weeks without enough gain, where that is to be said now (R4.14 stop-and-ask)."""

    @property
    def anything(self) -> bool:
        """Whether anything is due."""
        return self.weekly or self.mood or self.triggers or bool(self.again)


def read_past(events: Iterable[Event]) -> Past:
    """Fold the journal's events, oldest first."""
    past = Past()
    for event in events:
        body = event.body
        if isinstance(body, PlanAccepted):
            past.accepted.append(event.day)
        elif isinstance(body, WeeklyReview):
            past.reviews.append((event.day, body))
        elif isinstance(body, MoodChecked):
            past.mood = event.day, body.pleasure + body.low
            past.steroids_since_mood = False
        elif isinstance(body, TriggersChecked):
            past.checked = event.day, past.stiff[-1].value if past.stiff else None
        elif isinstance(body, IntakeDone):
            past.intake = event.day
            past.phases.clear()
        elif isinstance(body, PhaseLogged):
            _read_phase(past, body)
        if isinstance(body, CheckIn | WeeklyReview) and body.spasticity is not None:
            past.stiff.append(Rated(event.day, body.spasticity))
    return past


def _read_phase(past: Past, body: PhaseLogged) -> None:
    if body.phase == "relapse" or body.phase == "operation":
        past.phases.append(body.phase)
    elif body.phase == "steroids" and body.state == "began":
        past.steroids_since_mood = True


def due(past: Past, profile: Profile, starts: date | None, today: date, rules: WeeklyQuestions) -> Due:
    """Everything that is due; nothing of it while there is no plan.

    Args:
        past: the journal.
        profile: the answers with the medicines.
        starts: the first day of the plan in force.
        today: the day it is.
        rules: days and limits.
    """
    if starts is None:
        return Due()
    begun = past.begun(starts)
    return Due(
        weekly=weekly_since(past, starts, today) is not None,
        mood=mood_due(past, begun, today, rules.mood),
        triggers=triggers_due(past, profile.ms.spasticity, today, rules.triggers),
        again=intake_due(past, profile, today, rules),
        no_gain_weeks=no_gain(past, profile, begun, today, rules),
    )


def weekly_since(past: Past, starts: date, today: date) -> date | None:
    """The weekday of the plan's start since which the weekly questions wait; None where they do not."""
    before = past.reviews[-1][0] if past.reviews else past.begun(starts)
    day = today - timedelta(days=(today - starts).days % 7)
    return day if (day - before).days >= AT_LEAST_DAYS else None


def mood_due(past: Past, begun: date, today: date, rules: Mood) -> bool:
    """On the first day that the rules name, then every 28 days, sooner after a low sum or steroids (R2.4, R4.13)."""
    if past.mood is None:
        return today >= begun + timedelta(days=rules.first_day) or past.steroids_since_mood
    day, total = past.mood
    days = rules.soon_days if total >= rules.soft_sum else rules.again_days
    return today >= day + timedelta(days=days) or past.steroids_since_mood


def triggers_due(past: Past, usual: int | None, today: date, rules: Triggers) -> bool:
    """Whether the legs are stiffer by 2 or more than they were, and nobody has asked why (R3.6).

    What they were is the middle of the ratings of the weeks before, or the intake's where there are none.
    """
    from statistics import median_low

    if not past.stiff:
        return False
    newest = past.stiff[-1]
    if (today - newest.day).days >= rules.quiet_days:
        return False
    if past.checked is not None and (today - past.checked[0]).days < rules.quiet_days:
        then = past.checked[1]
        return then is not None and newest.value >= then + rules.rise
    first = newest.day - timedelta(days=rules.baseline_days)
    before = [one.value for one in past.stiff if first <= one.day < newest.day]
    baseline = median_low(before) if before else usual
    return baseline is not None and newest.value >= baseline + rules.rise


def intake_due(past: Past, profile: Profile, today: date, rules: WeeklyQuestions) -> tuple[Reason, ...]:
    """Why the questions of the intake are due again; what happened since comes before what only the calendar says."""
    last = max((day for day in (past.intake, profile.answered) if day is not None), default=None)
    if last is None:
        return ()
    found: list[Reason] = [*dict.fromkeys(past.phases)]
    dates = [day for one in profile.medicine for day in (one.started, one.changed) if day is not None]
    if any(last < day <= today for day in dates):
        found.append("medicine")
    days = (today - last).days
    if days >= rules.intake_after_days:
        found.append("half_year")
    elif days >= rules.patterns_after_days:
        found.append("patterns")
    return tuple(found)


def no_gain(past: Past, profile: Profile, begun: date, today: date, rules: WeeklyQuestions) -> int | None:
    """Weeks since the beginning, where pain, enjoyment and activity have not eased enough by now (R4.14 stop-and-ask).

    It is compared with the intake where that is older than the first weekly answers, else with those.
    """
    from statistics import fmean

    days = (today - begun).days
    if days < rules.gain_by_days or (days - rules.gain_by_days) % rules.gain_again_days >= 7 or not past.reviews:
        return None
    first_day, first = past.reviews[0]
    hip = profile.hip
    from_intake = profile.answered is not None and profile.answered <= first_day
    then = (hip.pain, hip.enjoy, hip.activity) if from_intake else (first.pain, first.enjoy, first.activity)
    newest = past.reviews[-1][1]
    now = (newest.pain, newest.enjoy, newest.activity)
    pairs = [(a, b) for a, b in zip(then, now, strict=True) if a is not None and b is not None]
    if not pairs:
        return None
    before = fmean(a for a, _ in pairs)
    gained = before - fmean(b for _, b in pairs)
    return days // 7 if before >= rules.gain_least > gained else None
