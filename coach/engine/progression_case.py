"""What a step of progression is weighed against: the plan in force, the person, the record of work and the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from coach.domain.exercise import Exercise
from coach.domain.library import Library
from coach.domain.plan import Plan, PlanItem
from coach.domain.profile import Profile
from coach.domain.rules import Progression
from coach.domain.steps import Steps
from coach.domain.vocabulary import DAYS
from coach.engine.history import History
from coach.engine.minutes import session_seconds
from coach.engine.options import Offer, Option, offer
from coach.engine.person import Person
from coach.engine.plan_check import check_plan
from coach.engine.reasons import item_of
from coach.engine.stop_rules import Verdict
from coach.engine.work import Run, Work

Kind = Literal["up", "down", "hold", "restart"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change that the coach would make, with its reason; the person says yes or no.

    A hold changes no file: the days ahead are lighter, or nothing grows.
    """

    rule: str
    kind: Kind
    exercise: str | None
    percent: int | None
    """Share of the usual week or session that it sets, where it sets one."""
    title: str
    reason: str
    change: str
    """What would change, in words."""
    ask: tuple[str, ...] = ()
    """Red flags to ask before the answer is taken."""
    plan: Plan | None = None
    """The plan with the change; None where the week is made anew, or nothing in it changes."""
    week_min: float | None = None
    """Minutes of the week that it would be made anew for."""
    easier: tuple[str, ...] = ()
    """Exercises that step down in the week that is made anew."""
    until: date | None = None
    """The last day of a hold."""
    since: date | None = None
    """The day on which a hold became right: an answer from then on settles it."""
    answers_again: bool = False
    """Whether the questions should be gone through again first (R4.13 return)."""


@dataclass(frozen=True)
class Case:
    """One person on one day; `person` and `history` are those of a usual day."""

    plan: Plan
    work: Work
    profile: Profile
    person: Person
    history: History
    library: Library
    today: date

    @property
    def rules(self) -> Progression:
        """Pain zones and limits."""
        return self.library.rules.progression

    @property
    def steps(self) -> Steps:
        """The numbers of moving on and back."""
        return self.rules.steps

    @cached_property
    def offer(self) -> Offer:
        """What this person may do, with the stages that are open (R0.6, exercises 3)."""
        return offer(self.person, self.library, self.history)

    # Days and pain

    def ago(self, day: date) -> int:
        """How many days a day lies back."""
        return (self.today - day).days

    def baseline(self, before: date) -> int | None:
        """The usual pain before a day."""
        return self.work.baseline(before, self.profile.hip.pain, self.rules)

    def zone(self, run: Run) -> Verdict | None:
        """The pain zone of a session."""
        return self.work.zone(run, self.rules)

    def morning_after(self, run: Run) -> bool | None:
        """pr_24h: whether the hip was calm by the next morning; None where nobody knows."""
        pain = self.work.pain.get(run.day + timedelta(days=1))
        usual = self.baseline(run.day)
        cost = self.cost_of(run)
        if cost == "next_day":
            return False
        if pain is None or usual is None:
            return True if cost == "no" else None
        return pain < usual + self.steps.next_day_rise

    def cost_of(self, run: Run) -> str | None:
        """What the session had cost by the next check-in, where it came before the next session."""
        later = [one.day for one in self.work.runs if one.day > run.day]
        until = min(later, default=self.today)
        days = [day for day in self.work.cost if run.day < day <= until]
        return self.work.cost[min(days)] if days else None

    def felt(self, run: Run) -> bool | None:
        """Whether a session was well borne; None where nothing was said about it.

        Well is green, or amber that was calm by the morning, with no long recovery and no strong pain at rest.
        """
        zone, morning = self.zone(run), self.morning_after(run)
        if zone == "red" or morning is False or self.cost_of(run) == "over_two_hours":
            return False
        if self.work.pain.get(run.day, 0) >= self.rules.rest_only_from:
            return False
        if zone is None and morning is None:
            return None
        return zone == "green" or morning is True

    def calm(self, run: Run) -> bool:
        """Whether a session may be built on: it is known to have been well borne."""
        return self.felt(run) is True

    # The week

    @cached_property
    def plan_minutes(self) -> float:
        """Minutes of the plan's week as it stands."""
        return self.minutes_of(self.plan)

    def minutes_of(self, plan: Plan) -> float:
        """Minutes of a plan's week, optional sessions aside."""
        weekly = self.library.rules.weekly
        return sum(
            session_seconds(one, self.library.exercises, self.person.level, weekly) * len(one.days) / 60
            for one in plan.session
            if not one.optional
        )

    @cached_property
    def week_min(self) -> float:
        """Minutes of the week in force: what the plan was built for, else what it holds."""
        return self.history.week_min or self.plan_minutes

    @cached_property
    def week_most(self) -> float:
        """What a week may grow to: the sum of the ideals of R4.2, never over the minutes that the person gives."""
        given = float(self.person.minutes * len(self.person.days))
        return min(given, ideal_minutes(self.person, self.library))

    def planned_and_done(self, days: int) -> tuple[int, int]:
        """Sessions planned and done in the days before today."""
        window = [self.today - timedelta(days=back) for back in range(1, days + 1)]
        planned = sum(
            not one.optional for day in window for one in self.plan.session if DAYS[day.weekday()] in one.days
        )
        done = {(run.day, run.session) for run in self.work.runs if window[-1] <= run.day <= window[0]}
        return planned, len(done)

    def room(self, week: float) -> float:
        """What the plan's own minutes may come to where the week goes to so many (R4.11).

        A plan often fills less than the week it was built for. Less of the week is the same share less of what it
        fills; more of it is a tenth or a few minutes on top of that, and not all that was left open at once.
        """
        filled = self.plan_minutes
        if week > self.week_min:
            return min(week, self.tenth_more(filled))
        return min(week, max(float(self.steps.week_least_min), filled * week / self.week_min))

    def tenth_more(self, minutes: float) -> float:
        """pr_cap: + 10 % or a few minutes, whichever is more; after an illness + 10 % and no more (R4.13)."""
        steps = self.steps
        began = self.work.accepted("return", "infection")
        before = None if began is None else self.work.week_on(began - timedelta(days=1))
        back = before is not None and self.week_min < before  # still below what it was before an illness
        more = steps.grow_min_helped if self.person.level >= steps.helped_from_level else steps.grow_min
        return max(minutes * (100 + steps.grow_percent) / 100, minutes + (0 if back else more))

    # Changed plans

    def exercise(self, name: str) -> Exercise | None:
        """An exercise of the catalogue."""
        return self.library.exercises.get(name)

    def called(self, name: str) -> str:
        """What an exercise is called inside a sentence."""
        return self.library.called(name)

    def items(self) -> tuple[tuple[str, PlanItem], ...]:
        """Main items that are the coach's to change, each exercise once, with the session it is first in."""
        found: dict[str, tuple[str, PlanItem]] = {}
        for session in self.plan.session:
            for item in session.exercise:
                if mine(item) and item.id in self.library.exercises:
                    found.setdefault(item.id, (session.id, item))
        return tuple(found.values())

    def options(self, name: str) -> tuple[Option, ...]:
        """The ways in which this person may do an exercise; none where a rule or its stage forbids it."""
        return tuple(one for found in self.offer.options.values() for one in found if one.exercise.id == name)

    def item_of(self, options: Iterable[Option], old: PlanItem) -> PlanItem | None:
        """Another exercise in the place of an item: its start dose, the same side, a helper only where one is there."""
        fitting = next((one for one in options if old.with_helper or not one.way.with_helper), None)
        if fitting is None:
            return None
        new = item_of(fitting, old.part, self.person, self.library.rules)
        both = new.side == "both" and old.side in ("left", "right")
        return new.model_copy(update={"side": old.side}) if both else new

    def fits(self, plan: Plan) -> bool:
        """Whether a changed plan breaks no rule that the plan did not break before."""
        return not (Counter(self._errors(plan)) - self._errors_now)

    @cached_property
    def _errors_now(self) -> Counter[str]:
        return Counter(self._errors(self.plan))

    def _errors(self, plan: Plan) -> list[str]:
        found = check_plan(plan, self.library, self.person, self.profile)
        return [
            *(finding.message for finding in found if finding.level == "error"),
            *without_ends(plan, self.person, self.library),
        ]


def mine(item: PlanItem) -> bool:
    """Whether the coach may change an item: main work that the person did not mark as their own."""
    return item.part == "main" and not item.keep


def with_items(plan: Plan, exercise: str, change: Callable[[PlanItem], PlanItem | None]) -> Plan | None:
    """The plan with every main item of an exercise changed; kept ones stay. None where one of them cannot change."""
    sessions = []
    for session in plan.session:
        items = [change(item) if item.id == exercise and mine(item) else item for item in session.exercise]
        known = [item for item in items if item is not None]
        if len(known) < len(items) or len({item.key for item in known}) < len(items):
            return None
        sessions.append(session.model_copy(update={"exercise": tuple(known)}))
    changed = plan.model_copy(update={"session": tuple(sessions)})
    return None if changed == plan else changed


def ideal_minutes(person: Person, library: Library) -> float:
    """The sum of the weekly ideals of R4.2 in minutes, breathing inside them (R4.5 step 1)."""
    weekly, spastic = library.rules.weekly, person.kept.get("spasticity", 0) >= library.rules.patterns.many_from
    stretch = weekly.stretch_day_spastic_min if spastic else weekly.stretch_day_min
    each = {"sessions": weekly.strength_session_min, "days": stretch, "minutes": 1}
    rows = [row for row in weekly.target if row.level == person.level and row.share != "calm"]
    return float(sum(row.ideal * each[row.unit] for row in rows))


def without_ends(plan: Plan, person: Person, library: Library) -> Iterator[str]:
    """Sessions that are so long that they need a warm-up and a cool-down, and have none (decisions 6)."""
    weekly = library.rules.weekly
    for session in plan.session:
        seconds = session_seconds(session, library.exercises, person.level, weekly)
        ends = {"warm_up", "cool_down"} <= {item.part for item in session.exercise}
        if seconds >= weekly.warm_up_from_min * 60 and not (ends or session.optional):
            yield f"{session.id} is too long to do without a warm-up and a cool-down"
