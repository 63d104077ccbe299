"""The weekly plan (R4.5): from a profile, the library and the journal's history to a plan with its reasons.

Pure and deterministic: the same input gives the same bytes. Hard rules are kept by construction (only eligible options
are placed, only in places that allow them); the score of decisions 11 chooses among what is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coach.domain.library import Library
from coach.domain.plan import Plan, Session
from coach.domain.profile import Profile
from coach.domain.rules import Rules
from coach.domain.vocabulary import Share
from coach.engine.assembly import to_sessions
from coach.engine.choosing import Draft, Week, fill, more_of
from coach.engine.history import History
from coach.engine.layout import Frame, free_time, lay_out, strength_days
from coach.engine.minutes import run_seconds, session_seconds
from coach.engine.options import Offer, offer
from coach.engine.ordering import ordered
from coach.engine.person import Person, assess
from coach.engine.pieces import Stock, grown, stock_of
from coach.engine.reasons import LeftOut, left_out
from coach.engine.score import Score, score_plan
from coach.engine.shares import share_of
from coach.engine.targets import Targets, week_targets
from coach.engine.tips import habits_for, tips_for
from coach.engine.unmet import not_daily, unmet
from coach.engine.windows import pacing_words

REVIEW_DAYS = 28
"""Patterns and plan are looked at again every four weeks (R3.1 step 7, R4.14)."""


@dataclass(frozen=True, slots=True)
class Built:
    """A plan with everything that explains it."""

    plan: Plan
    person: Person
    targets: Targets
    planned: Mapping[Share, float]
    """Minutes of main work by share."""
    week_seconds: int
    """Seconds of the whole week with set-up, changes, warm-up and cool-down."""
    score: Score
    left_out: tuple[LeftOut, ...]
    unmet: tuple[str, ...]
    notes: tuple[str, ...]


def build(profile: Profile, library: Library, history: History, today: date) -> Built:
    """Build the week. A person for whom everything is blocked gets an empty plan; callers stop before that (B_ALL)."""
    person = assess(profile, library.rules, history, today)
    choices = offer(person, library, history)
    targets = week_targets(person, library.rules, tuple(choices.options), history.week_min)
    task = _Task(profile, library, history, today, stock_of(person, choices, library.rules, history.last_entries))
    week, sessions = _chosen(person, targets, task)
    sessions = tuple(sorted((*sessions, *_optional(week, person, library)), key=lambda one: (one.at, one.id)))
    plan = Plan(
        title=_title(person, library),
        starts=today,
        review=today + timedelta(days=REVIEW_DAYS),
        session=sessions,
        tip=tips_for(person, library),
        habit=habits_for(person, library),
    )
    seconds = sum(
        session_seconds(s, library.exercises, person.level, library.rules.weekly) * len(s.days)
        for s in sessions
        if not s.optional
    )
    planned = week.planned()
    grows = targets.week_min < 0.9 * person.minutes * len(person.days)  # week 1 starts below what the person gives
    shares = {name: share_of(e, person.level, library.rules) for name, e in library.exercises.items()}
    return Built(
        plan=plan,
        person=person,
        targets=targets,
        planned=planned,
        week_seconds=seconds,
        score=score_plan(plan, library, person, targets, choices, history.last_entries),
        left_out=left_out(choices.refused, library),
        unmet=unmet(
            planned, targets.target, person, choices.refused, library, shares, choices.options.keys(), grows=grows
        ),
        notes=(
            *_notes(person, targets, seconds, choices, library),
            *(not_daily(sessions, choices, person, library.rules) if seconds else ()),
            *pacing_words(person, library.rules, [share for share in planned if planned[share] > 0]),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Task:
    """What a week is chosen from."""

    profile: Profile
    library: Library
    history: History
    today: date
    stock: Stock


def _chosen(person: Person, targets: Targets, task: _Task) -> tuple[Week, tuple[Session, ...]]:
    """The week and its sessions: the best that was found, or what is better of the next smaller bracket (decisions 11).

    That one is taken where it scores more, and where it meets more of its own targets: more minutes never mean less.
    Where it can, it gets the rest of the minutes on top.
    """
    rules, history, stock = task.library.rules, task.history, task.stock
    frames = lay_out(person, targets, task.profile.medicine, rules, task.today)
    smaller = smaller_bracket(person, task.library)
    if smaller is None:
        week = fill(person, targets, stock, frames, history.plan)
        return week, to_sessions(week)
    fewer = replace(person, minutes=smaller)
    aims = week_targets(fewer, rules, tuple(stock.offer.options), history.week_min)
    others = lay_out(fewer, aims, task.profile.medicine, rules, task.today)
    other, sessions = _chosen(fewer, aims, task)
    if aims == targets and others == frames and _room(fewer, others, rules) == _room(person, frames, rules):
        return other, sessions
    week = fill(person, targets, stock, frames, history.plan)
    more = more_of(other, person, targets, stock, others)
    rows = [(week, to_sessions(week)), *((one, to_sessions(one)) for one in more), (other, sessions)]
    least = len(aims.met_by(other.planned()))
    fair = [row for row in rows if len(aims.met_by(row[0].planned())) >= least]
    return max(fair, key=lambda row: _points(row[1], person, targets, task))


def _room(person: Person, frames: tuple[Frame, ...], rules: Rules) -> list[tuple[int, int]]:
    return [grown(frames, number, person, rules) for number in range(len(frames))]


def _points(sessions: tuple[Session, ...], person: Person, targets: Targets, task: _Task) -> float:
    plan = Plan(title="Week", starts=task.today, session=sessions)
    return score_plan(plan, task.library, person, targets, task.stock.offer, task.history.last_entries).total


def _optional(week: Week, person: Person, library: Library) -> tuple[Session, ...]:
    """Help "sometimes" without set times: a session of its own that no target counts on (decisions 4)."""
    frames = tuple(draft.frame for draft in week.drafts)
    if not person.help.sometimes_only or not frames:
        return ()
    frame = replace(
        frames[0], name="helper", days=person.days[:2], at=free_time(frames, 10, 60, person, library.rules),
        seconds=10 * 60, count=2, strength=False, helper=True, optional=True, easy=False,
    )  # fmt: skip
    return to_sessions(replace(week, drafts=[_filled_optional(week, frame)]))


def _filled_optional(week: Week, frame: Frame) -> Draft:
    draft = Draft(frame)
    taken = week.entries()
    for option in week.stock.offer.options.get("stretch", ()):
        if len(draft.items) >= frame.count or len(taken) >= week.stock.most_entries - 2:
            break
        low = option.way.on_feet or option.way.on_floor
        fits = option.way.with_helper and option.exercise.id not in taken and not low
        spots = [(one.seconds, one.position) for one in ordered([*draft.items, option])]
        if fits and run_seconds(spots, week.person.level, week.stock.rules.weekly) <= frame.seconds:
            draft.items.append(option)
            taken.add(option.exercise.id)
    return draft


def smaller_bracket(person: Person, library: Library) -> int | None:
    """The most minutes of the next smaller row of R4.3, where there is one (decisions 11)."""
    tops = [row[1] for row in library.rules.weekly.counts if row[1] < person.minutes]
    return max(tops) if tops else None


def _title(person: Person, library: Library) -> str:
    if "B_EX" in person.blocks:
        return "Rest, breathing and easy positions"
    titles = {
        "spasticity": "Looser legs, easier moving", "osteoarthritis": "Stronger, freer hips",
        "gtps": "A calmer outer hip", "gait_weakness": "Steadier steps, stronger hips",
        "fatigue": "A little, well spread", "neuropathic": "Gentle and regular", "nerve_root": "Back and hip at ease",
        "tendinopathy": "Step by step stronger",
    }  # fmt: skip
    kept = person.patterns.kept
    return titles[kept[0].pattern] if kept else "A gentle, rounded week"


def _notes(person: Person, targets: Targets, seconds: int, choices: Offer, library: Library) -> tuple[str, ...]:
    """What the person should know about the week as a whole."""
    notes = []
    strong = len(strength_days(person.days, targets.strength_sessions))
    if strong < targets.strength_sessions and targets.share["strength"] > 0:
        notes.append(
            "Strength is on one day only: your days lie next to each other, and muscles want two days to recover."
            if strong == 1
            else "Strength is on fewer days than wished, so that muscles have two days to recover."
        )
    if not seconds:
        notes.append(_nothing(person, choices, library))
    elif targets.week_min and seconds < 0.9 * 60 * targets.week_min:
        reason = _short_reason(person, choices, library)
        notes.append(f"This week fills {seconds / 60:.0f} of {targets.week_min:.0f} minutes. {reason}")
    if person.screening.active:
        notes += [block.text for block in library.rules.red_flags.block if block.id in person.blocks]
    if not person.patterns.kept:
        notes.append(library.rules.patterns.unclear_text)
    return tuple(notes)


def _nothing(person: Person, choices: Offer, library: Library) -> str:
    """Why there is no exercise at all, and what would change it."""
    for block in ("B_EX", "B_SIT"):
        if block in person.blocks:
            return "There is no exercise for now. " + next(
                b.text for b in library.rules.red_flags.block if b.id == block
            )
    kinds = [refusal.kind for refusal in choices.refused.values() if refusal.kind != "level"]
    if kinds.count("helper") >= kinds.count("position"):
        return "There is no exercise for now: at your level they need somebody beside you, always or at set times."
    return (
        "There is no exercise for now: none fits the positions that you named. Answering that question again may help."
    )


def _short_reason(person: Person, choices: Offer, library: Library) -> str:
    if person.blocks & {"B_EX", "B_STR", "B_STAND", "B_SIT", "B_AER", "B_STRETCH"}:
        return "A safety answer leaves out part of the exercises until a clinician has looked."
    kinds = [r.kind for r in choices.refused.values()]
    if kinds.count("helper") > 20:
        return "Many exercises at your level need somebody beside you, always or at set times."
    if kinds.count("position") > 30:
        return "More positions that you can use safely would open more exercises."
    return "Doses start small on purpose, and the number of exercises in a session is kept low; both grow later."
