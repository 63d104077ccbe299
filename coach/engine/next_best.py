"""What would have come in the place of an exercise, and why it lost: told from the greatest difference in rank.

The parts of a rank (`RankParts`) say who the exercise suits; beside them counts what the place asks for: variety in a
day, few changes of position, the time that is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields

from coach.domain.exercise import Exercise
from coach.domain.plan import PlanItem, Session
from coach.engine.ends import COOL_DOWN_FAMILIES, EASY, WARM_UP_FAMILIES
from coach.engine.explanation import Known, NextBest
from coach.engine.minutes import position_of
from coach.engine.options import Option, RankParts
from coach.engine.plan_check import check_plan
from coach.engine.reasons import item_of
from coach.engine.shares import share_of

TRIED = 12
"""Options that are tried in a place; the list is ranked, so the rest would not have come."""
LOST: Mapping[str, str] = {
    "helps": "It helps with fewer of the things that you told us.",
    "asked_for": "Your answers ask for other muscles or other ways first.",
    "stage": "It moves more than a sore outer hip likes in the first weeks.",
    "level": "It suits another level of moving about better than yours.",
    "upright": "It is done sitting or lying, and you can practise on your feet.",
    "cautions": "It asks for more care from you.",
    "position": "It is really made for another position.",
    "evidence": "Its source could not be checked as well.",
    "known": "You know the other one already, which makes it easier to keep.",
    "goals": "It goes less with what matters most to you.",
    "muscle": "It would work the same muscle twice on one day.",
    "family": "Something much like it is in this session already.",
    "move": "It would need one more change of position.",
    "there": "It comes at another time of your week already.",
    "new": "It would be one more exercise to learn.",
    "reach": "It leaves out a part of the body that the other one reaches.",
    "time": "It takes longer than this place has.",
    "short": "It is shorter, and would leave time unused.",
}
ALIKE = "It would do as well. One of the two had to come first."
MUSCLE, FAMILY, MOVE, THERE, NEW, REACH, TIME = 2.5, 2.5, 1.4, 1.2, 0.8, 2.0, 1.2
"""How much each of these weighs against the parts of a rank, about as when the week is filled."""
SLIGHT = 0.15
"""Differences below this decide nothing that is worth a sentence."""


def next_best(known: Known, session: Session, place: int) -> NextBest | None:
    """The best other option for a place that the rules allow there; where none fits, the best one and what stops it."""
    item = session.exercise[place]
    exercise = known.exercise(item)
    if exercise is None:
        return None
    stopped: NextBest | None = None
    before: Counter[str] | None = None
    for option in _candidates(known, session, item, exercise)[:TRIED]:
        new = item_of(option, item.part, known.person, known.library.rules)
        if item.part != "main":
            new = new.model_copy(update={"part": item.part})
        items = (*session.exercise[:place], new, *session.exercise[place + 1 :])
        against = _errors(known, session, items)
        if against:
            before = _errors(known, session, session.exercise) if before is None else before
            against -= before
        called = option.exercise
        if not against:
            return NextBest(called.id, called.name, _why_it_lost(known, session, place, option))
        stopped = stopped or NextBest(called.id, called.name, _stop(next(iter(against))), fits=False)
    return stopped


def _errors(known: Known, session: Session, items: tuple[PlanItem, ...]) -> Counter[str]:
    week = known.plan.with_exercises(session.id, items)
    found = check_plan(week, known.library, known.person, known.profile)
    return Counter(finding.message for finding in found if finding.level == "error")


def _stop(message: str) -> str:
    """What a rule says against it in this place."""
    if "minutes, more than" in message:
        return LOST["time"]
    if "works" in message and "two days" in message:
        return "It would work a muscle again within two days."
    if "helper" in message:
        return "It needs a helper, and nobody is there at this time."
    if "medicine" in message:
        return "It is too soon after a medicine for anything on your feet."
    return "It does not fit in this place."


def _candidates(known: Known, session: Session, item: PlanItem, exercise: Exercise) -> list[Option]:
    """The other options of the same kind, best first, each exercise once."""
    share = share_of(exercise, known.person.level, known.library.rules)
    here = {one.id for one in session.exercise}
    found: dict[str, Option] = {}
    for option in known.offer.options.get(share, ()):
        if option.exercise.id not in here and _suits_part(option.exercise, item):
            found.setdefault(option.exercise.id, option)
    if item.part == "main":
        return [*found.values()]
    now = position_of(item, known.library.exercises)
    return sorted(found.values(), key=lambda one: (one.position != now, -one.rank, one.exercise.id))


def _suits_part(exercise: Exercise, item: PlanItem) -> bool:
    if item.part == "warm_up":
        return exercise.module == "mobility" and exercise.family in WARM_UP_FAMILIES and exercise.effort <= EASY
    return item.part == "main" or exercise.family in COOL_DOWN_FAMILIES


def _why_it_lost(known: Known, session: Session, place: int, other: Option) -> str:
    """The greatest difference in words."""
    item = session.exercise[place]
    options = [one for found in known.offer.options.values() for one in found if one.exercise.id == item.id]
    position = position_of(item, known.library.exercises)
    mine = next((one for one in options if one.position == position), options[0] if options else None)
    parts = dict(_of_the_place(known, session, place, mine, other))
    if mine is not None and item.part == "main":
        for part in fields(RankParts):
            parts[part.name] = getattr(mine.parts, part.name) - getattr(other.parts, part.name)
    most = max(parts, key=lambda name: parts[name], default="")
    if not most or parts[most] <= SLIGHT:
        return ALIKE
    return _care(known, other) if most == "cautions" else LOST[most]


def _care(known: Known, other: Option) -> str:
    """The care that it asks for, in words where there are any."""
    change = next((known.person.caution[flag] for flag in other.cautions if flag in known.person.caution), "")
    return f"It asks for more care: {change[:1].lower()}{change[1:]}" if change else LOST["cautions"]


def _of_the_place(
    known: Known, session: Session, place: int, mine: Option | None, other: Option
) -> Iterator[tuple[str, float]]:
    """What the place asks for, as differences that speak for what is there."""
    exercises, item = known.library.exercises, session.exercise[place]
    near = [one for n, one in enumerate(session.exercise) if n != place and one.id in exercises]
    days = set(session.days)
    day = [one for s in known.plan.session if s.id != session.id and days & set(s.days) for one in s.exercise]
    same_day = [exercises[one.id] for one in (*near, *day) if one.id in exercises]
    week = {one.id for s in known.plan.session for one in s.exercise}
    spots = {position_of(one, exercises) for one in near}

    def muscle_twice(one: Exercise) -> bool:
        return any(o.targets[0] == one.targets[0] and o.module == one.module for o in same_day)

    own = exercises[item.id]
    if item.part == "main":
        yield "muscle", MUSCLE * (muscle_twice(other.exercise) - muscle_twice(own))
        families = {exercises[one.id].family for one in near}
        yield "family", FAMILY * ((other.exercise.family in families) - (own.family in families))
        yield "there", THERE * (other.exercise.id in week)
        yield "reach", REACH * (_reaches(known, session, place, mine) - _reaches(known, session, place, other))
    else:
        yield "new", NEW * (other.exercise.id not in week)
    yield "move", MOVE * ((other.position not in spots) - (position_of(item, exercises) not in spots))
    more = other.seconds / max(1, item.seconds(own)) - 1
    yield "time", TIME * max(0.0, min(1.0, more))
    yield "short", TIME * max(0.0, -more) if item.part == "main" else 0.0


def _reaches(known: Known, session: Session, place: int, option: Option | None) -> int:
    """How many muscles that are asked for only this option would bring into the week."""
    if option is None:
        return 0
    exercises = known.library.exercises
    rest = [one for s in known.plan.session for n, one in enumerate(s.exercise) if (s.id, n) != (session.id, place)]
    others = {target for one in rest if one.id in exercises for target in exercises[one.id].targets}
    return len({target for _, target in option.muscles} - others)
