"""The record of work: what was done on which day and how it was afterwards, folded from the journal.

`progression` asks here. Nothing in this module decides; it only puts together what belongs together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from coach.domain.events import (
    CheckIn,
    Cost,
    FallLogged,
    FeltEasy,
    ItemSkipped,
    PainLogged,
    PhaseLogged,
    PlanAccepted,
    ProposalAnswered,
    SessionMarked,
    SessionRated,
    SetDone,
    WeeklyReview,
)
from coach.domain.journal import Event
from coach.domain.rules import Progression
from coach.engine.stop_rules import Verdict, pain_verdict

Phase = Literal["relapse", "steroids", "infection", "operation"]


@dataclass(frozen=True, slots=True)
class Run:
    """One session that was done, whole or in part."""

    day: date
    session: str
    exercises: tuple[str, ...] = ()
    """Main exercises of which a set was done; unknown (empty) for one that was only marked as done."""
    easy: frozenset[str] = frozenset()
    """Those that felt easier than planned."""
    hurt: frozenset[str] = frozenset()
    """Those that were stopped for pain."""
    pain: int | None = None
    """The rating after it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person said to a proposal, and when."""

    day: date
    body: ProposalAnswered


@dataclass(frozen=True, slots=True)
class Work:
    """Everything of the journal that progression asks for, oldest first; empty for a new person."""

    runs: tuple[Run, ...] = ()
    pain: Mapping[date, int] = field(default_factory=dict)
    """The pain of each day at rest: the check-in's, else one that was logged by itself."""
    cost: Mapping[date, Cost] = field(default_factory=dict)
    """By the day of the check-in, what the session before it had cost."""
    ouches: tuple[tuple[date, str, int], ...] = ()
    """Pain in an exercise: day, exercise, rating."""
    falls: tuple[date, ...] = ()
    answers: tuple[Answer, ...] = ()
    plans: tuple[date, ...] = ()
    """Days on which a plan came into force."""
    weeks: tuple[tuple[date, float], ...] = ()
    """Minutes of the week that plans were built for, by the day they came into force."""
    reviews: tuple[tuple[date, WeeklyReview], ...] = ()
    phases: Mapping[Phase, PhaseLogged] = field(default_factory=dict)
    """The newest word on each kind of illness; `on` of its beginning is in `began`."""
    began: Mapping[Phase, date] = field(default_factory=dict)

    def done_days(self) -> tuple[date, ...]:
        """Days with any exercise, each once."""
        return tuple(sorted({run.day for run in self.runs}))

    def with_exercise(self, exercise: str) -> tuple[Run, ...]:
        """The sessions in which an exercise was done."""
        return tuple(run for run in self.runs if exercise in run.exercises)

    def accepted(self, *rules: str, exercise: str | None = None) -> date | None:
        """The last day on which a proposal of these rules was taken; of any rule where none is named."""
        days = [
            one.day
            for one in self.answers
            if one.body.accepted
            and (not rules or one.body.rule in rules)
            and (exercise is None or one.body.exercise == exercise)
        ]
        return max(days, default=None)

    def week_on(self, day: date) -> float | None:
        """Minutes of the week in force on a day; the first known where the day lies before all."""
        known = [minutes for when, minutes in self.weeks if when <= day]
        return known[-1] if known else (self.weeks[0][1] if self.weeks else None)

    def baseline(self, before: date, usual: int | None, progression: Progression) -> int | None:
        """The usual pain before a day: the middle of the recent check-ins, else what the answers say."""
        rule = progression.baseline
        since = before - timedelta(days=rule.days)
        recent = sorted(pain for day, pain in self.pain.items() if since <= day < before)
        return recent[(len(recent) - 1) // 2] if len(recent) >= rule.least else usual

    def zone(self, run: Run, progression: Progression) -> Verdict | None:
        """The pain zone of a session: that of its worst rating, None where nothing was said (R4.11)."""
        said = [] if run.pain is None else [run.pain]
        said += [pain for day, exercise, pain in self.ouches if day == run.day and exercise in run.exercises]
        if run.hurt:
            return "red"
        return pain_verdict(max(said), self.pain.get(run.day, 0), progression) if said else None


@dataclass(slots=True)
class _Draft:
    """A session while the journal is read."""

    day: date
    session: str
    exercises: dict[str, None] = field(default_factory=dict)
    easy: set[str] = field(default_factory=set)
    hurt: set[str] = field(default_factory=set)
    pain: int | None = None
    done: bool = False

    def run(self) -> Run:
        """What was done."""
        return Run(self.day, self.session, tuple(self.exercises), frozenset(self.easy), frozenset(self.hurt), self.pain)


@dataclass(slots=True)
class _Reader:
    """The fold: one event after the other."""

    drafts: dict[tuple[date, str], _Draft] = field(default_factory=dict)
    pain: dict[date, int] = field(default_factory=dict)
    checked: set[date] = field(default_factory=set)
    cost: dict[date, Cost] = field(default_factory=dict)
    ouches: list[tuple[date, str, int]] = field(default_factory=list)
    falls: list[date] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    plans: list[date] = field(default_factory=list)
    weeks: list[tuple[date, float]] = field(default_factory=list)
    reviews: list[tuple[date, WeeklyReview]] = field(default_factory=list)
    phases: dict[Phase, PhaseLogged] = field(default_factory=dict)
    began: dict[Phase, date] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """One event; what says nothing of work is passed by."""
        day, body = event.day, event.body
        if isinstance(body, SetDone | ItemSkipped | SessionRated | FeltEasy | SessionMarked):
            self._session(day, body)
        elif isinstance(body, CheckIn):
            self._check_in(day, body)
        elif isinstance(body, PainLogged):
            self._pain(day, body)
        elif isinstance(body, FallLogged):
            self.falls.append(day)
        elif isinstance(body, ProposalAnswered):
            self.answers.append(Answer(day, body))
        elif isinstance(body, PlanAccepted):
            self.plans.append(day)
            self.weeks += [] if body.week_min is None else [(day, body.week_min)]
        elif isinstance(body, WeeklyReview):
            self.reviews.append((day, body))
        elif isinstance(body, PhaseLogged):
            self._phase(body)

    def _session(self, day: date, body: SetDone | ItemSkipped | SessionRated | FeltEasy | SessionMarked) -> None:
        run = None if isinstance(body, SessionMarked) else body.run
        draft = self._draft(day, body.session, run)
        if isinstance(body, SetDone):
            draft.done = True
            if body.part == "main":
                draft.exercises[body.exercise] = None
        elif isinstance(body, ItemSkipped):
            if body.reason == "ouch":
                draft.hurt.add(body.exercise)
        elif isinstance(body, FeltEasy):
            draft.easy.add(body.exercise)
        elif isinstance(body, SessionRated):
            draft.pain = body.pain if draft.pain is None or body.pain is None else max(draft.pain, body.pain)
        else:
            draft.done = draft.done or body.mark == "done"

    def _draft(self, day: date, session: str, run: str | None) -> _Draft:
        """A session by its run; what names none belongs to the last one of that session and day."""
        if run is None:
            same = [key for key, one in self.drafts.items() if (one.day, one.session) == (day, session)]
            key = same[-1] if same else (day, session)
        else:
            key = (day, f"run {run}")
            known = next((one for one in self.drafts if one[1] == key[1]), None)
            key = known or key  # rated after midnight, it still belongs to the day it was done
        return self.drafts.setdefault(key, _Draft(day, session))

    def _check_in(self, day: date, body: CheckIn) -> None:
        if body.pain is not None:
            self.pain[day] = body.pain
            self.checked.add(day)
        if body.cost is not None:
            self.cost[day] = body.cost

    def _pain(self, day: date, body: PainLogged) -> None:
        if body.exercise is not None:
            self.ouches.append((day, body.exercise, body.pain))
        elif day not in self.checked:
            self.pain[day] = body.pain

    def _phase(self, body: PhaseLogged) -> None:
        self.phases[body.phase] = body
        if body.state == "began":
            self.began[body.phase] = body.on


def read_work(events: Iterable[Event]) -> Work:
    """Fold the journal's events, oldest first."""
    reader = _Reader()
    for event in events:
        reader.take(event)
    runs = tuple(one.run() for one in reader.drafts.values() if one.done)
    return Work(
        runs=tuple(sorted(runs, key=lambda run: run.day)),
        pain=reader.pain,
        cost=reader.cost,
        ouches=tuple(reader.ouches),
        falls=tuple(reader.falls),
        answers=tuple(reader.answers),
        plans=tuple(reader.plans),
        weeks=tuple(reader.weeks),
        reviews=tuple(reader.reviews),
        phases=reader.phases,
        began=reader.began,
    )
