"""A person's weeks as they might go: good and bad days by chance, and what becomes of the plan (for tests, clinicians).

Nothing of it is medicine: the days are drawn at random, so that the rules can be watched at work. Everything that is
decided is decided by the same functions as in real life, from a journal like a real one. The same seed gives the same
weeks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from coach.domain.events import (
    CheckIn,
    Cost,
    EventBody,
    FallLogged,
    FeltEasy,
    PlanAccepted,
    ProposalAnswered,
    SessionEnded,
    SessionRated,
    SetDone,
    WeeklyReview,
)
from coach.domain.journal import Event
from coach.domain.library import Library
from coach.domain.plan import Plan, Session
from coach.domain.profile import Profile
from coach.domain.vocabulary import DAYS
from coach.engine.builder import build
from coach.engine.day import TodaySession, for_today
from coach.engine.day_state import colour_today
from coach.engine.day_windows import Hour
from coach.engine.history import History, read_history
from coach.engine.minutes import session_seconds
from coach.engine.person import Person, assess, minute_of
from coach.engine.plan_check import check_plan
from coach.engine.progression import Case, Proposal, proposals
from coach.engine.progression_week import proposed
from coach.engine.work import read_work

BAD_WEEK = 0.12
"""How likely a week is to be a bad one."""
KEPT, KEPT_IN_A_BAD_WEEK = 0.88, 0.35
"""How likely a session is to be done."""
EASY, NEAR_FALL, ACCEPTS, COSTLY = 0.35, 0.01, 0.9, 0.15


@dataclass(frozen=True, slots=True)
class Moment:
    """One session on one day, for whoever watches."""

    day: date
    person: Person
    history: History
    plan: Plan
    planned: Session
    version: TodaySession


@dataclass(frozen=True, slots=True)
class LivedWeek:
    """One week of the course."""

    number: int
    starts: date
    plan: Plan
    """As it was in force in this week."""
    person: Person
    history: History
    """As they were when it began."""
    offered: tuple[Proposal, ...]
    taken: Proposal | None
    planned_min: float
    done_min: float
    planned: int
    done: int
    """Sessions."""
    days: str
    """A letter for each day: g(reen), a(mber), r(ed)."""
    pain: float
    """Mean of the check-ins."""


@dataclass(slots=True)
class _Life:
    """One person on the way through the weeks."""

    profile: Profile
    library: Library
    chance: Random
    watch: Callable[[Moment], None] | None
    plan: Plan
    events: list[Event] = field(default_factory=list)
    bad: bool = False
    cost: Cost | None = None

    def write(self, day: date, *bodies: EventBody) -> None:
        """Into the journal, in order."""
        for body in bodies:
            at = datetime.combine(day, time(8), UTC) + timedelta(seconds=len(self.events))
            self.events.append(Event(f"{len(self.events):08d}", at, "UTC", day, body))

    def scale(self, usual: int | None, up: float, spread: float = 1.3) -> int:
        """A rating of 0 to 10 about the usual one."""
        return max(0, min(10, round(self.chance.gauss((3 if usual is None else usual) + up, spread))))

    # One week

    def week(self, number: int, starts: date) -> LivedWeek:
        self.bad = self.chance.random() < BAD_WEEK
        offered, taken = self._look_back(starts) if number else ((), None)
        history = read_history(self.events, starts).usual(self.plan)
        person = assess(self.profile, self.library.rules, history, starts)
        days = [self._day(starts + timedelta(days=ahead)) for ahead in range(7)]
        planned = [session for session in self.plan.session if not session.optional]
        seconds = sum(self._seconds(person, one) * len(one.days) for one in planned)
        return LivedWeek(
            number=number, starts=starts, plan=self.plan, person=person, history=history, offered=offered, taken=taken,
            planned_min=seconds / 60, done_min=sum(day.minutes for day in days),
            planned=sum(len(one.days) for one in planned), done=sum(day.done for day in days),
            days="".join(day.colour[0] for day in days), pain=sum(day.pain for day in days) / 7,
        )  # fmt: skip

    def _seconds(self, person: Person, session: Session) -> int:
        return session_seconds(session, self.library.exercises, person.level, self.library.rules.weekly)

    def _look_back(self, today: date) -> tuple[tuple[Proposal, ...], Proposal | None]:
        """The weekly questions, and the first of what is offered, mostly taken; one change at a time."""
        hip = self.profile.hip
        self.write(today, WeeklyReview(pain=self.scale(hip.pain, 2 if self.bad else -0.3)))
        history = read_history(self.events, today).usual(self.plan)
        person = assess(self.profile, self.library.rules, history, today)
        work = read_work(self.events)
        case = Case(self.plan, work, self.profile, person, history, self.library, today)
        offered = proposals(case)
        if not offered:
            return (), None
        first = offered[0]
        wanted = self.chance.random() < ACCEPTS
        plan = proposed(case, first) if wanted else None
        fits = plan is None or self._fits(plan, person)
        answer = ProposalAnswered(
            rule=first.rule, accepted=wanted and fits, exercise=first.exercise, percent=first.percent, text=first.title
        )
        self.write(today, answer)
        if wanted and fits and plan is not None:
            self._accept(today, plan, first.week_min)
        return offered, first if answer.accepted else None

    def _fits(self, plan: Plan, person: Person) -> bool:
        findings = check_plan(plan, self.library, person, self.profile)
        return all(one.level != "error" for one in findings)

    def _accept(self, today: date, plan: Plan, week_min: float | None) -> None:
        self.plan = plan
        entries = tuple(dict.fromkeys(item.id for session in plan.session for item in session.exercise))
        told = PlanAccepted(title=plan.title, sessions=len(plan.session), entries=entries, week_min=week_min)
        self.write(today, told)

    # One day

    def _day(self, day: date) -> _Day:
        ms, hip = self.profile.ms, self.profile.hip
        heavy = 2.5 if self.bad else 0.0
        sleep = self.chance.choices(("enough", "under_6h", "under_4_5h"), (8, 2, 1 if self.bad else 0.3))[0]
        told = CheckIn(
            fatigue=self.scale(ms.fatigue, heavy - 0.5), pain=self.scale(hip.pain, heavy - 0.5),
            sleep=sleep,  # type: ignore[arg-type]
            spasticity=self.scale(ms.spasticity, heavy / 2), cost=self.cost,
        )  # fmt: skip
        self.write(day, told)
        self.cost = None
        if self.chance.random() < NEAR_FALL:
            self.write(day, FallLogged(near=True))
        history = read_history(self.events, day)
        person = assess(self.profile, self.library.rules, history, day)
        minutes, done = 0.0, 0
        for planned in self.plan.sessions_on(DAYS[day.weekday()]):
            hour = Hour(datetime.combine(day, time(*divmod(minute_of(planned.at), 60)), UTC), 0, self.profile.medicine)
            version = for_today(planned, person, self.library, history, day, plan=self.plan, hour=hour)
            if self.watch is not None:
                self.watch(Moment(day, person, history, self.plan, planned, version))
            if planned.optional or not version.session.exercise:
                continue
            if self.chance.random() < (KEPT_IN_A_BAD_WEEK if self.bad else KEPT):
                self._do(day, version.session, told.pain or 0)
                minutes += self._seconds(person, version.session) / 60
                done += 1
        colour = colour_today(person, history, day, self.library.rules.progression)
        return _Day(minutes, done, colour, told.pain or 0)

    def _do(self, day: date, session: Session, pain: int) -> None:
        run = f"{day} {session.id}"
        sets = 0
        for place, item in enumerate(session.exercise):
            for number in range(1, item.sets + 1):
                sets += 1
                done = SetDone(
                    run=run, session=session.id, exercise=item.id, item=place, part=item.part, side=item.side,
                    set=number, sets=item.sets, reps=item.reps,
                )  # fmt: skip
                self.write(day, done)
            if not self.bad and self.chance.random() < EASY:
                self.write(day, FeltEasy(session=session.id, exercise=item.id, run=run))
        hurts = self.scale(pain, 0.5, 0.8)
        self.write(day, SessionEnded(run=run, session=session.id, how="finished", sets_done=sets, sets_planned=sets))
        self.write(day, SessionRated(run=run, session=session.id, pain=hurts, effort=4, fatigue=self.scale(4, 0)))
        self.cost = "no"
        if self.chance.random() < COSTLY * (2 if self.bad else 1):
            self.cost = "next_day" if self.chance.random() < 0.4 else "over_two_hours"


@dataclass(frozen=True, slots=True)
class _Day:
    """What a day came to."""

    minutes: float
    done: int
    colour: str
    pain: int


def simulate(
    profile: Profile, library: Library, starts: date, weeks: int, seed: int,
    watch: Callable[[Moment], None] | None = None,
) -> Iterator[LivedWeek]:  # fmt: skip
    """Live so many weeks, one after the other.

    Args:
        profile: a person whom nothing stops altogether (B_ALL); callers see to that.
        library: the catalogue and the rules.
        starts: the first day.
        weeks: how many.
        seed: of the chance.
        watch: called with every session as its day makes it.
    """
    built = build(profile, library, History(), starts)
    life = _Life(profile, library, Random(seed), watch, built.plan)
    life._accept(starts, built.plan, built.targets.week_min)
    for number in range(weeks):
        yield life.week(number, starts + timedelta(weeks=number))
