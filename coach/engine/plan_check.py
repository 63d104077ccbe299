"""Does a plan keep the rules: beyond the form of the file, what `coach plan check` says (decisions 6 to 8, R4.3).

Every finding has the path of the value it speaks of, so that the front ends can name line and column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from coach.domain.exercise import DOSE_KEYS, Exercise
from coach.domain.library import Library
from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.profile import Profile
from coach.domain.vocabulary import DAYS, Day
from coach.engine.conditions import holds
from coach.engine.doses import caps, over_cap
from coach.engine.eligibility import Eligible, Refusal, eligible
from coach.engine.layout import most_main, tires
from coach.engine.minutes import day_seconds, position_of, session_seconds
from coach.engine.person import Person, minute_of
from coach.engine.reasons import refusal_words
from coach.engine.shares import share_of
from coach.engine.slots import awake, helper_at
from coach.engine.windows import MedicineHours, medicine_hours

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit. `level` is "error" (the plan is not taken) or "caution" (it is said)."""

    loc: Loc
    message: str
    hint: str | None = None
    level: str = "error"


def check_plan(
    plan: Plan, library: Library, person: Person | None = None, profile: Profile | None = None
) -> list[Finding]:
    """All findings. Without a person only what holds for everybody is checked."""
    found = list(_ids(plan, library))
    known = not any(finding.level == "error" for finding in found)
    for place, session in enumerate(plan.session):
        for at, item in enumerate(session.exercise):
            if item.id in library.exercises:
                loc: Loc = ("session", place, "exercise", at)
                found += _item(item, library.exercises[item.id], loc, library, person)
    if person is not None:
        found += _for_person(plan, library, person, profile)
        if known:
            found += _days(plan, library, person)
    found += _two_days_apart(plan, library)
    return found


def _ids(plan: Plan, library: Library) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for place, session in enumerate(plan.session):
        if session.id in seen:
            yield Finding(("session", place, "id"), f'a session called "{session.id}" is already there; ids are unique')
        seen[session.id] = place
        if len(set(session.days)) < len(session.days):
            yield Finding(("session", place, "days"), "names a day twice")
        keys: Counter[tuple[str, str | None, str]] = Counter()
        for at, item in enumerate(session.exercise):
            keys[item.key] += 1
            if keys[item.key] > 1:
                yield Finding(
                    ("session", place, "exercise", at, "id"),
                    f'"{item.id}" stands here twice with the same side and part',
                )
            yield from _unknown(("session", place, "exercise", at, "id"), item.id, library.exercises, "exercise")
    for place, tip in enumerate(plan.tip):
        yield from _unknown(("tip", place, "id"), tip.id, library.tips, "tip")
    for place, habit in enumerate(plan.habit):
        yield from _unknown(("habit", place, "id"), habit.id, library.habits, "habit")
    if plan.review is not None and plan.review < plan.starts:
        yield Finding(("review",), "lies before the start of the plan")


def _unknown(loc: Loc, name: str, known: Mapping[str, Any], what: str) -> Iterator[Finding]:
    if name not in known:
        from difflib import get_close_matches

        close = get_close_matches(name, known, n=1, cutoff=0.5)
        yield Finding(loc, f'there is no {what} "{name}"', f'did you mean "{close[0]}"?' if close else None)


def _item(item: PlanItem, exercise: Exercise, loc: Loc, library: Library, person: Person | None) -> Iterator[Finding]:
    allowed = DOSE_KEYS[exercise.kind]
    for key in ("reps", "hold_s", "time_s", "breaths", "tempo"):
        given = getattr(item, key) is not None
        if given and key not in allowed:
            yield Finding(
                (*loc, key), f'does not belong to an exercise of kind "{exercise.kind}"; it takes {", ".join(allowed)}'
            )
        elif not given and key in allowed and key != "tempo":
            yield Finding(loc, f'"{item.id}" needs `{key}`')
        elif given and key != "tempo" and getattr(item, key) < 1:
            yield Finding((*loc, key), "must be at least 1")
    if exercise.side == "unilateral" and item.side is None:
        yield Finding(loc, f'"{item.id}" is one-sided: add side = "left", "right" or "both"')
    if exercise.side == "bilateral" and item.side is not None:
        yield Finding((*loc, "side"), f'"{item.id}" works both sides at once; leave `side` out')
    position = position_of(item, {item.id: exercise})
    if position not in (exercise.position, *exercise.alt):
        fits = ", ".join((exercise.position, *exercise.alt))
        yield Finding((*loc, "position"), f'"{item.id}" cannot be done {position.replace("_", " ")}; it fits {fits}')
    limit = caps(exercise, person.facts if person else None, person.level if person else None, library.rules)
    over = over_cap(item.dose(), limit)
    if over is not None:
        key, value, most = over
        yield Finding((*loc, key), f"{value} is above the limit of {most} for this exercise")


def _for_person(plan: Plan, library: Library, person: Person, profile: Profile | None) -> Iterator[Finding]:
    medicines = profile.medicine if profile is not None else ()
    hours = medicine_hours(person, medicines, library.rules, plan.starts)
    for place, session in enumerate(plan.session):
        start = minute_of(session.at)
        minutes = session_seconds(session, library.exercises, person.level, library.rules.weekly) / 60
        helped = helper_at(start, minutes, person) or session.optional
        free = hours.feet_free(start, minutes)
        yield from _hours(place, session, minutes, library, person, hours)
        for at, item in enumerate(session.exercise):
            exercise = library.exercises.get(item.id)
            if exercise is not None:
                loc: Loc = ("session", place, "exercise", at)
                yield from _item_for_person(item, exercise, loc, library, person, helped=helped, feet_free=free)


def _hours(
    place: int, session: Session, minutes: float, library: Library, person: Person, hours: MedicineHours
) -> Iterator[Finding]:
    """What is better at another time of the day: R4.9 tod_antispastic and tod_evening, R4.7 en_split."""
    rules, start = library.rules, minute_of(session.at)
    out = hours.kept_out(start, minutes)
    late = start + minutes > awake(person, rules).hard_end and holds(rules.timing.evening.when, person.facts)
    shares = set()
    for at, item in enumerate(session.exercise):
        exercise = library.exercises.get(item.id)
        if exercise is None:
            continue
        share = share_of(exercise, person.level, rules)
        shares.add(share)
        loc: Loc = ("session", place, "exercise", at, "id")
        if share in out:
            yield Finding(
                loc, f'"{exercise.name}" lies in the hours when a medicine makes your legs weak', level="caution"
            )
        if late and exercise.effort >= rules.timing.hard_effort_from:
            yield Finding(loc, f'"{exercise.name}" is hard work in the last two hours before bed', level="caution")
    if tires(person, rules) and {"strength", "aerobic"} <= shares:
        yield Finding(
            ("session", place), "holds strength and fitness together; when you tire easily, two times are better",
            level="caution",
        )  # fmt: skip


def _item_for_person(
    item: PlanItem, exercise: Exercise, loc: Loc, library: Library, person: Person, *, helped: bool, feet_free: bool
) -> Iterator[Finding]:
    own = "caution" if exercise.id in library.own else "error"
    answer = eligible(exercise, person, library.rules)
    if isinstance(answer, Refusal):
        words = refusal_words(answer, library.rules)
        yield Finding((*loc, "id"), f'"{exercise.name}" is not for you now. {words}', level=own)
        return
    assert isinstance(answer, Eligible)
    position = position_of(item, library.exercises)
    way = next((way for way in answer.ways if way.position == position), None)
    if way is None:
        yield Finding(
            (*loc, "id"), f'"{exercise.name}" is not possible {position.replace("_", " ")} for you', level=own
        )
        return
    if way.with_helper and not item.with_helper:
        yield Finding((*loc, "id"), f'"{exercise.name}" needs a helper: add with_helper = true', level=own)
    if way.with_helper and not helped:
        yield Finding((*loc, "id"), f'"{exercise.name}" needs a helper, and nobody is there at this time', level=own)
    if not feet_free and (way.on_feet or way.on_floor or position in ("kneeling", "quadruped")):
        yield Finding(
            (*loc, "id"), f'"{exercise.name}" lies too soon after a medicine that can make you dizzy or weak', level=own
        )
    sides = {"left", "right"} if item.side == "both" else {item.side}
    if item.side is not None and not sides <= answer.sides:
        yield Finding((*loc, "side"), "would have you lie on a side that must be spared", level=own)


def _days(plan: Plan, library: Library, person: Person) -> Iterator[Finding]:
    weekly = library.rules.weekly
    for day in DAYS:
        sessions = [session for session in plan.sessions_on(day) if not session.optional]
        if not sessions:
            continue
        limit = person.minutes if day in person.days else person.other_minutes
        place = plan.session.index(sessions[0])
        if limit == 0:
            yield Finding(("session", place, "days"), f"{day} is not one of your days")
            continue
        seconds = day_seconds(plan, day, library.exercises, person.level, weekly)
        if seconds > limit * 60:
            yield Finding(
                ("session", place), f"{day} takes {ceil(seconds / 60)} minutes, more than the {limit} you gave"
            )
    for place, session in enumerate(plan.session):
        yield from _count(place, session, library, person)


def _count(place: int, session: Session, library: Library, person: Person) -> Iterator[Finding]:
    weekly = library.rules.weekly
    main = sum(item.part == "main" for item in session.exercise)
    minutes = session_seconds(session, library.exercises, person.level, weekly) / 60
    budget = max(minutes, float(person.minutes), float(person.other_minutes))
    most = most_main(budget, person, weekly)
    if main > most:
        yield Finding(("session", place), f"holds {main} main exercises; {most} fit its minutes")


def _two_days_apart(plan: Plan, library: Library) -> Iterator[Finding]:
    """The 48-hour rule of decisions 8: calendar days in a week that repeats."""
    placed: list[tuple[Day, int, int, Exercise]] = [
        (day, place, at, exercise)
        for place, session in enumerate(plan.session)
        for at, item in enumerate(session.exercise)
        if (exercise := library.exercises.get(item.id)) is not None
        and exercise.module == "strengthening"
        and not exercise.isometric
        for day in session.days
    ]
    told: set[tuple[int, int]] = set()
    for day, place, at, exercise in placed:
        for other_day, other_place, other_at, other in placed:
            apart = abs(DAYS.index(day) - DAYS.index(other_day))
            near = min(apart, 7 - apart)
            same_run = near == 0 and place == other_place
            shared = set(exercise.targets[:2]) & set(other.targets[:2])
            if (
                near < 2
                and not same_run
                and shared
                and (place, at) not in told
                and (other_place, other_at) != (place, at)
            ):
                told.add((place, at))
                muscle = library.rules.specifics.target_name.get(sorted(shared)[0], sorted(shared)[0])
                yield Finding(
                    ("session", place, "exercise", at, "id"),
                    f'"{exercise.name}" works {muscle} again within two days ({day} and {other_day})',
                )
            elif near == 1 and (other_place, other_at) == (place, at) and (place, at) not in told:
                told.add((place, at))
                yield Finding(
                    ("session", place, "days"), f'"{exercise.name}" comes on neighbouring days; muscles want two days'
                )
