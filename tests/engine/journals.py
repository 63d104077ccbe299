"""Journals to fold: events by day, written as a person's weeks go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from coach.domain.events import (
    CheckIn,
    EventBody,
    FallLogged,
    FeltEasy,
    ItemSkipped,
    PainLogged,
    PhaseLogged,
    PlanAccepted,
    ProposalAnswered,
    SessionEnded,
    SessionRated,
    SetDone,
    WeeklyReview,
)
from coach.domain.journal import Event
from coach.domain.plan import Plan
from coach.domain.profile import Profile
from coach.domain.vocabulary import DAYS
from coach.engine.history import read_history
from coach.engine.person import assess
from coach.engine.progression import Case
from coach.engine.work import read_work
from tests.engine.people import TODAY, shipped


class Journal:
    """Events in the order they are written; days are counted back from today."""

    def __init__(self, today: date = TODAY) -> None:
        self.today = today
        self.events: list[Event] = []

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def write(self, ago: int, *bodies: EventBody) -> Journal:
        for body in bodies:
            at = datetime.combine(self.day(ago), datetime.min.time(), UTC) + timedelta(seconds=len(self.events))
            self.events.append(Event(f"{len(self.events):06d}", at, "UTC", self.day(ago), body))
        return self

    def plan(self, ago: int, week_min: float | None = None) -> Journal:
        return self.write(ago, PlanAccepted(title="Plan", sessions=1, week_min=week_min))

    def check(self, ago: int, pain: int | None = 2, **more: Any) -> Journal:
        return self.write(ago, CheckIn(fatigue=3, pain=pain, **more))

    def run(
        self, ago: int, *exercises: str, session: str = "a", pain: int | None = 1, easy: tuple[str, ...] = (),
        hurt: tuple[str, ...] = (), name: str | None = None,
    ) -> Journal:  # fmt: skip
        run = name or f"{ago}-{session}"
        for place, exercise in enumerate(exercises):
            self.write(ago, SetDone(run=run, session=session, exercise=exercise, item=place, set=1, sets=1))
        for exercise in easy:
            self.write(ago, FeltEasy(session=session, exercise=exercise, run=run))
        for exercise in hurt:
            self.write(ago, ItemSkipped(run=run, session=session, exercise=exercise, item=0, reason="ouch"))
        done = len(exercises)
        self.write(ago, SessionEnded(run=run, session=session, how="finished", sets_done=done, sets_planned=done))
        if pain is not None:
            self.write(ago, SessionRated(run=run, session=session, pain=pain))
        return self

    def ouch(self, ago: int, exercise: str, pain: int) -> Journal:
        return self.write(ago, PainLogged(pain=pain, exercise=exercise))

    def fell(self, ago: int, *, near: bool = False) -> Journal:
        return self.write(ago, FallLogged(near=near))

    def answer(self, ago: int, rule: str, *, accepted: bool = True, **more: Any) -> Journal:
        return self.write(ago, ProposalAnswered(rule=rule, accepted=accepted, **more))

    def week(self, ago: int, pain: int) -> Journal:
        return self.write(ago, WeeklyReview(pain=pain))

    def phase(self, ago: int, phase: Any, state: Any) -> Journal:
        return self.write(ago, PhaseLogged(phase=phase, state=state, on=self.day(ago)))

    def done_as_planned(self, plan: Plan, days: int, *, pain: int = 1, rest: int = 0) -> Journal:
        """Every planned session of the days before today but for the last `rest`, with calm mornings."""
        for ago in range(days, 0, -1):
            self.check(ago)
            for session in plan.session:
                if DAYS[self.day(ago).weekday()] in session.days and ago > rest:
                    main = [item.id for item in session.exercise if item.part == "main"]
                    self.run(ago, *main, session=session.id, pain=pain)
        return self.check(0)

    def case(self, plan: Plan, profile: Profile) -> Case:
        history = read_history(self.events, self.today)
        usual = replace(history, fatigue_today=None, pain_today=None, dizzy_today=False, bad_day=False, falls_7_days=0)
        person = assess(profile, shipped().rules, usual, self.today)
        return Case(plan, read_work(self.events), profile, person, usual, shipped(), self.today)
