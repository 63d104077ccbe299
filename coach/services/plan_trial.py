"""A changed plan beside the rules, before anything is written: what stands against it, and which days would do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.verbs import filled
from coach.domain.vocabulary import DAYS, Day
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.people import usual_person
from coach.services.plan_changes import Move, Retime, with_change
from coach.services.plan_words import DAY_NAMES

if TYPE_CHECKING:
    from coach.engine.plan_check import Finding

NEW_DAYS = "Your days are in your answers: {answers} on Today, or `coach intake`, changes them."


@dataclass(frozen=True, slots=True)
class DayOption:
    """One day that a session could move to, or the reason why not."""

    day: Day
    fits: bool
    here: bool
    words: str
    trade: str | None = None
    """The session that would come back in its place."""
    way: str = ""
    """What else would make room, where the day is none of the person's."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What the rules say of a changed plan that they did not say of it before."""

    errors: tuple[str, ...]
    cautions: tuple[str, ...]


class Desk:
    """A plan beside the rules; the person is assessed once."""

    def __init__(self, coach: Coach, plan: Plan) -> None:
        self.plan = plan
        self.library = coach.library
        self._keys = coach.look.keys
        self._profile = coach.profile()
        self._person = None if self._profile is None else usual_person(coach, self._profile)
        self._before = Counter(finding.message for finding in self._check(plan))

    def _check(self, plan: Plan) -> list[Finding]:
        from coach.engine.plan_check import check_plan

        return check_plan(plan, self.library, self._person, self._profile)

    def trial(self, plan: Plan) -> Trial:
        """A changed plan against the rules; what already stood against it before the change is not counted again."""
        before = Counter(self._before)
        said: dict[str, list[str]] = {"error": [], "caution": []}
        for finding in self._check(plan):
            if before[finding.message]:
                before[finding.message] -= 1
            else:
                said[finding.level].append(rule_words(finding.message))
        return Trial(tuple(dict.fromkeys(said["error"])), tuple(dict.fromkeys(said["caution"])))

    def session(self, name: str) -> Session:
        """A session of the plan.

        Raises:
            InputError: there is none of this id.
        """
        found = self.plan.session_named(name)
        if found is None:
            raise InputError(f'There is no session "{name}" in your plan.')
        return found

    def name(self, item: PlanItem) -> str:
        """What an exercise is called."""
        return self.library.called(item.id)

    def days(self, name: str, day: Day) -> Iterator[DayOption]:
        """Each day of the week, with what stands against it."""
        session = self.session(name)
        for to in DAYS:
            if to == day:
                yield DayOption(to, False, True, "it is here now")
            elif to in session.days:
                yield DayOption(to, False, False, "it is there already")
            else:
                yield self._day(session, day, to)

    def _day(self, session: Session, day: Day, to: Day) -> DayOption:
        """One day: alone, or in exchange for one that lies there, or what stands against it."""
        plan = with_change(self.plan, Move(session.id, day, to))
        errors = self.trial(plan).errors
        if not errors:
            return DayOption(to, True, False, self._room(plan, to))
        for other in self.plan.sessions_on(to):
            if day in other.days:
                continue
            plan = with_change(self.plan, Move(session.id, day, to, other.id))
            if not self.trial(plan).errors:
                return DayOption(to, True, False, f"changes places with {other.title}", other.id)
        words = errors[0].removeprefix(f"{DAY_NAMES[to]} would take ").removesuffix(".")
        return DayOption(to, False, False, words, way=filled(NEW_DAYS, self._keys) if self._limit(to) == 0 else "")

    def _limit(self, day: Day) -> int | None:
        """The minutes that the person gave for a day; None where nobody was asked."""
        person = self._person
        if person is None:
            return None
        return person.minutes if day in person.days else person.other_minutes

    def _room(self, plan: Plan, day: Day) -> str:
        """How full a day would be."""
        from coach.engine.minutes import day_seconds

        person = self._person
        if person is None:
            return "it fits"
        limit = self._limit(day)
        level, weekly = person.level, self.library.rules.weekly
        return f"{ceil(day_seconds(plan, day, self.library.exercises, level, weekly) / 60)} of {limit} minutes"

    def times(self, name: str, at: str, most: int = 2) -> tuple[str, ...]:
        """The half hours nearest to a time at which a session fits."""
        wanted = int(at[:2]) * 60 + int(at[3:])
        found = []
        for minute in sorted(range(6 * 60, 22 * 60 + 1, 30), key=lambda minute: abs(minute - wanted)):
            time = f"{minute // 60:02d}:{minute % 60:02d}"
            if time != at and not self.trial(with_change(self.plan, Retime(name, time))).errors:
                found.append(time)
            if len(found) == most:
                break
        return tuple(sorted(found))


def rule_words(message: str) -> str:
    """What a rule says, with the days by their names, as a sentence."""

    def day_name(match: re.Match[str]) -> str:
        return DAY_NAMES[match[0]]  # type: ignore[index]

    text = re.sub(rf"\b({'|'.join(DAYS)})\b", day_name, message)
    text = re.sub(r"^([A-Z][a-z]+day) takes ", r"\1 would take ", text)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def session_seconds(coach: Coach, plan: Plan, level: int) -> dict[str, int]:
    """Seconds of each session of a plan for a mobility level, whether it is in force or not."""
    from coach.engine.minutes import session_seconds as seconds_of

    library = coach.library
    return {one.id: seconds_of(one, library.exercises, level, library.rules.weekly) for one in plan.session}
