"""Why something is in the plan, what is left out, and what would change that: one answer for every front end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from coach.errors import InputError
from coach.services.people import NO_PROFILE

if TYPE_CHECKING:
    from datetime import date

    from coach.domain.plan import Plan, Session
    from coach.domain.profile import Profile
    from coach.engine.explanation import Explanation, Known, Reason
    from coach.engine.openings import Opening
    from coach.engine.what_if import Shortfall
    from coach.services.context import Coach

GROUPS_SHOWN = 5
"""Lines of what is left out that are told at once."""
SOURCES_SHOWN = 3
NEXT_HEADING, SOURCES_HEADING = "The next choice", "Where this comes from"
NO_NEXT = "Nothing else fits in its place just now."


class Whys:
    """The reasons of one plan; the person is assessed once."""

    def __init__(self, coach: Coach, plan: Plan, profile: Profile | None = None) -> None:
        """Take a plan, in force or not, of the person or of another profile.

        Raises:
            InputError: there are no answers yet.
        """
        from coach.engine.explanation import know

        whose = profile or coach.profile()
        if whose is None:
            raise InputError(NO_PROFILE)
        self._coach, self._plan, self._profile = coach, plan, whose
        self._known: Known = know(plan, whose, coach.library, coach.usual_history(), coach.today(), _raised_on(coach))

    def all(self) -> tuple[Explanation, ...]:
        """Every session with its exercises, tip and habit."""
        from coach.engine.why import explain

        return explain(self._known)

    def exercise(self, session: str, place: int) -> Explanation:
        """One exercise of a session."""
        from coach.engine.why import explain_exercise

        return explain_exercise(self._known, self._named(session), place)

    def session(self, session: str) -> Explanation:
        """Why a session is on its days and at its time."""
        from coach.engine.why import explain_session

        return explain_session(self._known, self._named(session))

    def tip(self, name: str) -> Explanation:
        """Why a tip is there."""
        from coach.engine.why import explain_tip

        return explain_tip(self._known, name)

    def habit(self, name: str) -> Explanation:
        """Why a habit is there."""
        from coach.engine.why import explain_habit

        return explain_habit(self._known, name)

    def named(self, name: str) -> tuple[Explanation, ...]:
        """What is called so: an exercise or session, a tip or habit, by id or name.

        Raises:
            InputError: the plan has no such item; the nearest is named.
        """
        from coach.toml.words import did_you_mean

        wanted = name.casefold()
        known = self._items()
        found = tuple(explain() for names, explain in known if wanted in (one.casefold() for one in names))
        if not found:
            near = did_you_mean(name, [one for names, _ in known for one in names])
            raise InputError(f'"{name}" is not in your plan. {near or ""}'.rstrip())
        return found

    def _items(self) -> list[tuple[tuple[str, ...], Callable[[], Explanation]]]:
        """Everything in the plan: what it may be called, and how to explain it."""
        library, plan = self._coach.library, self._plan
        found: list[tuple[tuple[str, ...], Callable[[], Explanation]]] = []
        for session in plan.session:
            found.append(((session.id, session.title), partial(self.session, session.id)))
            for place, item in enumerate(session.exercise):
                found.append(((item.id, library.called(item.id)), partial(self.exercise, session.id, place)))
        for tip in plan.tip:
            said = library.tips.get(tip.id)
            found.append(((tip.id, said.name if said else tip.id), partial(self.tip, tip.id)))
        for habit in plan.habit:
            small = library.habits.get(habit.id)
            found.append(((habit.id, small.name if small else habit.id), partial(self.habit, habit.id)))
        return found

    def left_out(self) -> tuple[Opening, ...]:
        """Every exercise that is left out, with what would change it; the most changeable first."""
        from coach.engine.openings import openings
        from coach.engine.reasons import left_out
        from coach.engine.what_if import allowing

        library = self._coach.library
        found, behind = allowing(self._known, self._coach.usual_history())
        return openings(self._known, left_out(self._known.offer.refused, library), found, behind)

    def unmet(self) -> tuple[Shortfall, ...]:
        """What the week misses of its targets, with the smallest change that was found; makes many plans to find it."""
        from coach.engine.what_if import shortfalls

        coach = self._coach
        return shortfalls(self._plan, self._profile, coach.library, coach.usual_history(), coach.today())

    def _named(self, name: str) -> Session:
        found = self._plan.session_named(name)
        if found is None:
            raise InputError(f'There is no session "{name}" in your plan.')
        return found


def _raised_on(coach: Coach) -> Mapping[str, date]:
    """The day on which each red flag was last ticked."""
    from coach.domain.events import FlagsRaised, IntakeDone

    days = {}
    for event in coach.journal.events():
        if isinstance(event.body, FlagsRaised | IntakeDone):
            days.update(dict.fromkeys(event.body.flags, event.day))
    return days


@dataclass(frozen=True, slots=True)
class Told:
    """An explanation in words."""

    name: str
    answers: tuple[str, ...]
    """What the person said, and a rule that now stands against it."""
    reasons: tuple[str, ...]
    """What follows from that."""
    amount: tuple[str, ...]
    when: tuple[str, ...]
    next_best: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """All of it: headings with their lines."""
        parts = (
            ("Why it is in your plan", (*self.answers, *self.reasons)),
            ("Why this much", self.amount),
            ("Why then", self.when),
            (NEXT_HEADING, self.next_best),
            (SOURCES_HEADING, self.sources),
        )
        return tuple((heading, lines) for heading, lines in parts if lines)


def told(one: Explanation) -> Told:
    """An explanation for the person: sentences and names of sources, no rule numbers."""
    sources = "; ".join(source.name for source in one.sources[:SOURCES_SHOWN])
    return Told(
        name=one.name,
        answers=_lines((*one.against, *one.answers)),
        reasons=_lines(one.reasons),
        amount=_lines(one.amount),
        when=_lines(one.when),
        next_best=next_words(one),
        sources=(f"{sources}.",) if sources else (),
    )


def told_here(coach: Coach, plan: Plan, session: str, place: int, profile: Profile | None = None) -> Told | None:
    """One exercise of a plan explained; None where there are no answers to explain it from."""
    if profile is None and not coach.has_profile:
        return None
    return told(Whys(coach, plan, profile).exercise(session, place))


def _lines(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason.text for reason in reasons))


def next_words(one: Explanation) -> tuple[str, ...]:
    """What would have come in its place, and why it did not."""
    best = one.next_best
    if best is None:
        return (NO_NEXT,) if one.kind == "exercise" else ()
    return (f"{best.name}. {best.why_it_lost}",)


def left_out_words(found: tuple[Opening, ...], *, everything: bool = False) -> tuple[tuple[str, ...], int]:
    """What is left out in lines, the most changeable first, and how many exercises are not told of."""
    from coach.engine.openings import grouped

    groups = grouped(found)
    shown = groups if everything else groups[:GROUPS_SHOWN]
    lines = tuple(group.text(len(found)) if everything else group.text() for group in shown)
    return lines, sum(len(group.found) for group in groups[len(shown) :])


ALL_REACHED = "Everything that this week aims for has found its place."


def unmet_words(found: tuple[Shortfall, ...]) -> tuple[str, ...]:
    """What a week misses in lines; where several wait for the same thing, it is said once."""
    if not found:
        return (ALL_REACHED,)
    lines: dict[str, list[str]] = {}
    for one in found:
        name = f"{one.name[:1].upper()}{one.name[1:]}: {one.planned:.0f} of {one.target:.0f} minutes a week."
        lines.setdefault(one.change, []).append(name)
    return tuple(f"{' '.join(names)} {change}" for change, names in lines.items())
