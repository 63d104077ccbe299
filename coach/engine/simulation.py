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
    FlagCleared,
    FlagsRaised,
    ItemSkipped,
    PhaseLogged,
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
from coach.engine.work import Phase, read_work

BAD_WEEK = 0.08
"""How likely a week is to be a bad one."""
KEPT, KEPT_IN_A_BAD_WEEK = 0.92, 0.5
"""How likely a session is to be done."""
EASY, NEAR_FALL, ACCEPTS, COSTLY = 0.4, 0.004, 0.9, 0.05
STOPPED = 0.02
"""How likely an exercise of a bad week is to be stopped for pain."""
ILL: tuple[tuple[Phase, float, int], ...] = (("infection", 0.015, 4), ("steroids", 0.006, 5), ("relapse", 0.006, 12))
"""What may come in a week: how likely it is, and for how many days it goes on."""
FLAGS, FLAG = ("rf_avn", "rf_night_pain", "rf_weak_leg", "rf_pressure_sore", "rf_fever"), 0.01
"""Red flags that leave something of a plan, and how likely one is in a week; a clinician looks within some days."""
SPREAD, STAYS = 0.7, 0.5
"""How far the pain of a day is from the usual, and how much of that is still there on the next day."""


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
    taken: tuple[Proposal, ...]
    """What the person said yes to, in the order of the answers."""
    journal: tuple[Event, ...]
    """Everything that had happened when it was over."""
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
    drift: float = 0.0
    """How far the pain is from the usual by chance; what is up today is mostly up tomorrow."""
    ends: list[tuple[date, EventBody]] = field(default_factory=list)
    """What is over on a day to come: illness, and flags that a clinician looks at."""

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
        offered, taken = self._look_back(starts) if number else ((), ())
        self.bad = self.chance.random() < BAD_WEEK
        self._ill(starts)
        history = read_history(self.events, starts).usual(self.plan)
        person = assess(self.profile, self.library.rules, history, starts)
        plan = self.plan
        days = [self._day(starts + timedelta(days=ahead)) for ahead in range(7)]
        planned = [session for session in plan.session if not session.optional]
        seconds = sum(self._seconds(person, one) * len(one.days) for one in planned)
        return LivedWeek(
            number=number, starts=starts, plan=plan, person=person, history=history, offered=offered, taken=taken,
            journal=tuple(self.events), planned_min=seconds / 60, done_min=sum(day.minutes for day in days),
            planned=sum(len(one.days) for one in planned), done=sum(day.done for day in days),
            days="".join(day.colour[0] for day in days), pain=sum(day.pain for day in days) / 7,
        )  # fmt: skip

    def _ill(self, starts: date) -> None:
        """Now and then something begins that holds a plan back (R4.13, R2.2), and is over after some days."""
        for phase, likely, lasts in ILL:
            if self.chance.random() < likely and not any(self._of(body, phase) for _, body in self.ends):
                self.write(starts, PhaseLogged(phase=phase, state="began", on=starts))
                over = starts + timedelta(days=lasts)
                self.ends.append((over, PhaseLogged(phase=phase, state="ended", on=over)))
                if phase == "relapse":
                    agreed = over + timedelta(days=7)
                    self.ends.append((agreed, PhaseLogged(phase=phase, state="cleared", on=agreed)))
        if self.chance.random() < FLAG:
            flag = self.chance.choice(FLAGS)
            self.write(starts, FlagsRaised(flags=(flag,), where="weekly"))
            looked = starts + timedelta(days=self.chance.randint(3, 20))
            self.ends.append((looked, FlagCleared(flag=flag, by="A clinician", on=looked)))

    @staticmethod
    def _of(body: EventBody, phase: Phase) -> bool:
        return isinstance(body, PhaseLogged) and body.phase == phase

    def _seconds(self, person: Person, session: Session) -> int:
        return session_seconds(session, self.library.exercises, person.level, self.library.rules.weekly)

    def _look_back(self, today: date) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
        """The weekly questions, and what is offered, one after the other and mostly taken; what follows is as it is."""
        said = [one.body.pain for one in self.events if isinstance(one.body, CheckIn) and one.body.pain is not None]
        self.write(today, WeeklyReview(pain=round(sum(said[-7:]) / len(said[-7:]))))  # of the week, on average
        first: tuple[Proposal, ...] | None = None
        taken: list[Proposal] = []
        answered: set[tuple[str, str | None]] = set()
        while True:
            case = self._case(today)
            offered = proposals(case)
            first = offered if first is None else first
            one = next((one for one in offered if (one.rule, one.exercise) not in answered), None)
            if one is None:
                return first, tuple(taken)
            answered.add((one.rule, one.exercise))
            if self._answer(today, case, one):
                taken.append(one)

    def _case(self, today: date) -> Case:
        history = read_history(self.events, today).usual(self.plan)
        person = assess(self.profile, self.library.rules, history, today)
        return Case(self.plan, read_work(self.events), self.profile, person, history, self.library, today)

    def _answer(self, today: date, case: Case, one: Proposal) -> bool:
        """Yes or no to one proposal; a yes that a rule stands against changes nothing."""
        wanted = self.chance.random() < ACCEPTS
        made = proposed(case, one) if wanted else None
        yes = wanted and (made is None or self._fits(made.plan, case.person))
        said = ProposalAnswered(rule=one.rule, accepted=yes, exercise=one.exercise, percent=one.percent, text=one.title)
        self.write(today, said)
        if yes and made is not None:
            self._accept(today, made.plan, made.week_min)
        return yes

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
        heavy = 2.0 if self.bad else 0.0
        sleep = self.chance.choices(("enough", "under_6h", "under_4_5h"), (8, 2, 1 if self.bad else 0.3))[0]
        for over in [one for one in self.ends if one[0] == day]:
            self.ends.remove(over)
            self.write(day, over[1])
        self.drift = STAYS * self.drift + self.chance.gauss(0, SPREAD * (1 - STAYS**2) ** 0.5)
        told = CheckIn(
            fatigue=self.scale(ms.fatigue, heavy - 0.5), pain=self.scale(hip.pain, self.drift + heavy - 0.5, 0),
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
            elif self.bad and self.chance.random() < STOPPED:
                hurt = ItemSkipped(run=run, session=session.id, exercise=item.id, item=place, reason="ouch")
                self.write(day, hurt)
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
