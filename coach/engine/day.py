"""Today's version of a planned session: the same goal, as much and as hard as is right today (R4.7 to R4.13).

What may not be done today is replaced by its easier form, or by something gentle for the same muscle; only where there
is neither is it left out. Nothing ever becomes more or harder than planned, and every change has its reason in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from coach.domain.exercise import Exercise
from coach.domain.library import Library
from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.vocabulary import DAYS
from coach.engine.day_dose import capped, fitted, no_more, scaled, with_dose
from coach.engine.day_five import five_minutes
from coach.engine.day_pull import pulls_too_long
from coach.engine.day_state import DayState, Limit, Spot, day_state
from coach.engine.day_time import Change, Clocked
from coach.engine.day_windows import Hour
from coach.engine.doses import caps
from coach.engine.eligibility import Eligible, Refusal, Way, eligible
from coach.engine.history import History
from coach.engine.minutes import position_of, session_seconds
from coach.engine.options import Option, offer
from coach.engine.person import Person
from coach.engine.reasons import item_of, refusal_words
from coach.engine.shares import share_of

FIVE = "Today it is a few quiet minutes: breathe, move your ankles, stretch gently. That counts as done."
ONLY_CALM = "Today only breathing and rest are left. That counts as done."
GENTLE_EFFORT = 2
"""What comes in from the catalogue is no harder than this."""
EASY_MODULES = frozenset({"stretching", "mobility", "relaxation"})
OF_MUSCLES = frozenset({"strength", "stretch"})


def _easy(option: Option) -> bool:
    """Easy stretching and breathing, lying or sitting (decisions 6, other days)."""
    quiet = option.exercise.module in EASY_MODULES and option.exercise.effort <= 1
    return quiet and not option.way.on_feet and option.position not in ("kneeling", "quadruped")


@dataclass(frozen=True, slots=True)
class TodaySession:
    """A session as it is right for today."""

    session: Session
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    """What holds for the whole of it."""
    advice: tuple[str, ...] = ()
    """What else helps today."""
    five_minutes: bool = False

    @property
    def dropped(self) -> tuple[tuple[str, str], ...]:
        """What is left out, with the reason."""
        return tuple((one.exercise, one.reason) for one in self.changes if one.became is None)


def for_today(
    session: Session, person: Person, library: Library, history: History, today: date, *,
    plan: Plan | None = None, hour: Hour | None = None,
) -> TodaySession:  # fmt: skip
    """Today's version of a session.

    Args:
        session: as the plan has it.
        person: as they are today (`assess` with today's history).
        library: the catalogue and the rules.
        history: the journal up to now.
        today: the day.
        plan: the whole plan, for what may take a place and for muscles that rest on the days beside this one.
        hour: when it is about to be done; without it the medicines' hours are not looked at.
    """
    seconds = session_seconds(session, library.exercises, person.level, library.rules.weekly)
    if hour is not None:
        hour = replace(hour, minutes=seconds / 60)
    state = day_state(person, history, library.rules, today, hour)
    return _Version(session, person, library, history, today, plan, state, seconds).made()


@dataclass(frozen=True)
class _Version:
    """The work on one session."""

    session: Session
    person: Person
    library: Library
    history: History
    today: date
    plan: Plan | None
    state: DayState
    seconds: int

    def made(self) -> TodaySession:
        if self.state.five_minutes and self.session.exercise:
            return self._five(())
        kept: list[tuple[PlanItem, Change | None]] = []
        changes: list[Change] = []
        for item in self.session.exercise:
            reason = self._against(item)
            if reason is None:
                kept.append((self._smaller(item), None))
                continue
            instead = self._instead(item, [one for one, _ in kept])
            change = Change(self._name(item), None if instead is None else self._name(instead), reason)
            changes.append(change)
            if instead is not None:
                kept.append((self._smaller(instead), change))
        kept, changes = self._clock.in_time(kept, changes)
        if self.state.shorter:
            kept, changes = self._clock.shortened(kept, changes, self.state.percent)
        kept, changes = self._clock.short_without_ends(kept, changes)
        if self.session.exercise and not kept:
            return self._five(tuple(changes))
        items = tuple(item for item, _ in kept)
        changed = items != self.session.exercise
        session = self.session.model_copy(update={"exercise": items}) if changed else self.session
        less = () if self.state.why_less is None else (self.state.why_less,)
        return TodaySession(session, tuple(changes), less, self.state.advice)

    def _name(self, item: PlanItem) -> str:
        return self.library.called(item.id)

    # What may be done

    def _against(self, item: PlanItem) -> str | None:
        """Why an item may not be done today; None where it may.

        A therapist's own exercise only yields to blocks, and to what the day forbids.
        """
        exercise = self.library.exercises.get(item.id)
        if exercise is None:
            return "This exercise is not in the catalogue any more."
        position = position_of(item, self.library.exercises)
        answer = eligible(exercise, self.person, self.library.rules)
        own = item.id in self.library.own
        if isinstance(answer, Refusal):
            if not own or answer.kind == "block":
                return refusal_words(answer, self.library.rules)
            limit = self.state.forbids(Spot(exercise, position, exercise.on_feet(position), on_floor=False))
            return None if limit is None else limit.text
        way = next((way for way in answer.ways if way.position == position), None)
        if way is None:
            return "Its position is not right for today."
        limit = self._limit(exercise, way)
        if limit is not None:
            return limit.text
        if way.with_helper and not item.with_helper:
            return "Today it needs somebody beside you."
        sides = {"left", "right"} if item.side == "both" else {item.side}
        if item.side is not None and not sides <= answer.sides and not own:
            return "One side must be spared."
        return None

    def _limit(self, exercise: Exercise, way: Way) -> Limit | None:
        return self.state.forbids(Spot(exercise, way.position, way.on_feet, way.on_floor))

    # What comes in its place

    def _instead(self, item: PlanItem, before: Iterable[PlanItem]) -> PlanItem | None:
        """The same in another position, an easier form, or something gentle for the same muscle: the first."""
        exercise = self.library.exercises.get(item.id)
        if exercise is None:
            return None
        taken = {one.id for one in (*before, *self.session.exercise)}
        for found in (self._other_way(item, exercise), *self._options(item, exercise, taken)):
            if found is not None:
                return found
        return None

    def _other_way(self, item: PlanItem, exercise: Exercise) -> PlanItem | None:
        answer = eligible(exercise, self.person, self.library.rules)
        sides = {"left", "right"} if item.side == "both" else {item.side}
        if not isinstance(answer, Eligible) or (item.side is not None and not sides <= answer.sides):
            return None
        for way in answer.ways:
            if self._limit(exercise, way) is None and (item.with_helper or not way.with_helper):
                place = None if way.position == exercise.position else way.position
                return item.model_copy(update={"position": place})
        return None

    def _options(self, item: PlanItem, exercise: Exercise, taken: set[str]) -> Iterator[PlanItem | None]:
        for option in (*self._easier(exercise), *self._same_muscle(exercise), *self._stretches(exercise)):
            if option.exercise.id in taken or (option.way.with_helper and not item.with_helper):
                continue
            if self._comes_in(option):
                yield self._item(option, item, exercise)

    def _comes_in(self, option: Option) -> bool:
        """Whether something that was not planned may be done today: on a day that is not the person's, what is easy."""
        own_day = DAYS[self.today.weekday()] in self.person.days
        return (
            self._limit(option.exercise, option.way) is None
            and self._muscles_rested(option.exercise)
            and not pulls_too_long(option, self.session, self._sessions, self.today, self.person, self.library)
            and (own_day or _easy(option))
        )

    @cached_property
    def _allowed(self) -> tuple[Option, ...]:
        """Every exercise in every way that the person may do on such a day, best first."""
        found = offer(self.person, self.library, self.history).options.values()
        return tuple(option for options in found for option in options)

    def _easier(self, exercise: Exercise) -> Iterator[Option]:
        """Down the chain of easier forms."""
        seen = {exercise.id}
        form = exercise.easier
        while form is not None and form not in seen and form in self.library.exercises:
            seen.add(form)
            yield from (option for option in self._allowed if option.exercise.id == form)
            form = self.library.exercises[form].easier

    def _same_muscle(self, exercise: Exercise) -> list[Option]:
        """Of the same share and muscle: what the plan holds first, then what is gentle in the catalogue.

        Balance, walking, stamina and calm are no matter of single muscles: there the share is enough, at the end.
        """
        share = share_of(exercise, self.person.level, self.library.rules)
        planned = {item.id for session in self._sessions for item in session.exercise}

        def muscle(option: Option) -> bool:
            return option.exercise.targets[0] in exercise.targets

        same = [
            option for option in self._allowed
            if option.share == share
            and (muscle(option) or share not in OF_MUSCLES)
            and option.exercise.effort <= exercise.effort
            and option.exercise.fall_risk <= exercise.fall_risk
            and (option.exercise.id in planned or option.exercise.effort <= GENTLE_EFFORT)
        ]  # fmt: skip
        return sorted(same, key=lambda option: (not muscle(option), option.exercise.id not in planned))

    def _stretches(self, exercise: Exercise) -> list[Option]:
        """Last of all a gentle stretch or easy movement for the same muscles, where all work of the kind waits."""
        gentle = [
            option for option in self._allowed
            if option.share == "stretch"
            and option.exercise.effort <= min(GENTLE_EFFORT, exercise.effort)
            and not option.way.on_feet
            and set(option.exercise.targets[:2]) & set(exercise.targets[:3])
        ]  # fmt: skip
        known = {item.id for session in self._sessions for item in session.exercise}
        return sorted(gentle, key=lambda option: option.exercise.id not in known)

    @property
    def _sessions(self) -> tuple[Session, ...]:
        return (self.session,) if self.plan is None else self.plan.session

    @cached_property
    def _near_muscles(self) -> frozenset[str]:
        """Muscles that are worked today in another session, yesterday or tomorrow (decisions 8)."""
        if self.plan is None:
            return frozenset()
        place = self.today.weekday()
        days = {DAYS[(place + shift) % 7] for shift in (-1, 0, 1)}
        return frozenset(
            target
            for session in self.plan.session
            if days & set(session.days)
            for item in session.exercise
            if (session.id != self.session.id or item.id not in {one.id for one in self.session.exercise})
            if (exercise := self.library.exercises.get(item.id)) is not None
            if exercise.module == "strengthening" and not exercise.isometric
            for target in exercise.targets[:2]
        )

    def _muscles_rested(self, exercise: Exercise) -> bool:
        bound = exercise.module == "strengthening" and not exercise.isometric
        return not bound or self._near_muscles.isdisjoint(exercise.targets[:2])

    def _item(self, option: Option, item: PlanItem, exercise: Exercise) -> PlanItem | None:
        """The option in the place of an item: its own start dose, no longer than what was planned here."""
        made = item_of(option, item.part, self.person, self.library.rules)
        if item.side in ("left", "right") and made.side == "both":
            made = made.model_copy(update={"side": item.side})
        dose = capped(made.dose(), caps(option.exercise, self.person.facts, self.person.level, self.library.rules))
        for planned in self._planned(made.id):
            dose = no_more(dose, planned.dose_of(option.exercise))
        least = self.library.rules.progression.least
        fitting = fitted(dose, option.exercise, made.sides, item.seconds(exercise), least)
        return None if fitting is None else with_dose(made, fitting)

    def _planned(self, name: str) -> list[PlanItem]:
        return [item for session in self._sessions for item in session.exercise if item.id == name]

    # How much of it

    def _smaller(self, item: PlanItem) -> PlanItem:
        """So much of the item as the day allows; a warm-up or cool-down stays as long as it has to be."""
        exercise = self.library.exercises[item.id]
        rules = self.library.rules
        dose = item.dose_of(exercise)
        limited = dose
        if item.id not in self.library.own:
            limited = capped(dose, caps(exercise, self.person.facts, self.person.level, rules))
        made = scaled(limited, exercise, self.state.percent, rules.progression.least)
        if item.part != "main" and made.seconds(exercise.kind, item.sides) < rules.weekly.warm_up_s:
            made = limited
        return item if made == dose else with_dose(item, made)

    def _takes(self, items: Iterable[PlanItem]) -> int:
        return self._clock.takes(items)

    @cached_property
    def _clock(self) -> Clocked:
        return Clocked(self.session, self.library, self.person.level, self.seconds)

    # A bad day

    def _five(self, changes: tuple[Change, ...]) -> TodaySession:
        helped = any(item.with_helper for item in self.session.exercise)
        options = [
            option for option in self._allowed
            if (helped or not option.way.with_helper) and self._comes_in(option)
        ]  # fmt: skip
        here = [item.id for item in self.session.exercise]
        known = {item.id for session in self._sessions for item in session.exercise}
        favourites = dict.fromkeys(
            (*here, *(name for name in self.history.signs.often if name in known), *sorted(known))
        )
        planned = [item for session in self._sessions for item in session.exercise]
        items = list(
            five_minutes(options, planned, tuple(favourites), self.person, self.library, squeezes=self.state.squeezes)
        )
        while items and self._takes(items) > self.seconds:
            items = self._shorter(items)
        session = self.session.model_copy(update={"exercise": tuple(items)})
        first = FIVE if len(items) > 1 else ONLY_CALM
        return TodaySession(session, changes, (first,) if items else (), self.state.advice, five_minutes=True)

    def _shorter(self, items: list[PlanItem]) -> list[PlanItem]:
        """The breathing alone where the session was planned shorter than this."""
        if len(items) > 1:
            return items[:-1]
        exercise = self.library.exercises[items[0].id]
        room = self.seconds - (self._takes(items) - items[0].seconds(exercise))
        dose = fitted(items[0].dose_of(exercise), exercise, items[0].sides, room, self.library.rules.progression.least)
        return [] if dose is None else [with_dose(items[0], dose)]
