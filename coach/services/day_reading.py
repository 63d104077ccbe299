"""How a day follows from the plan in force and the journal; `day` has what comes out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.domain.compiled import SessionFacts
from coach.domain.events import CheckIn, HabitMarked, PainLogged, SessionEnded, SessionMarked, SessionStarted, SetDone
from coach.domain.journal import Event
from coach.domain.plan import Plan, Session
from coach.domain.vocabulary import DAYS
from coach.engine.due import WEEKLY_KINDS, Past, read_past, weekly_since
from coach.engine.schedule import after_midnight
from coach.services.context import Coach
from coach.services.day import Line, State, Today, Told
from coach.services.dose_lines import dose_lines
from coach.services.plan_words import listed
from coach.services.planning import Current, current_plan
from coach.store.medicines_file import medicines_in_force

if TYPE_CHECKING:
    from coach.services.versions import DayVersions

FREE_WORDS = "A day to go easy. Nothing is planned, and rest is all it needs."
AHEAD_DAYS = 3
"""Days read beside today, so that the first look tomorrow is as quick as the next one today."""


def read_days(coach: Coach) -> tuple[Today, ...]:
    """Today, and the days after it as they would stand if nothing happened until then."""
    current = current_plan(coach)
    today = coach.today()
    events = coach.journal.events(since=today - timedelta(days=13))
    past = read_past(coach.journal.events(kinds=WEEKLY_KINDS))
    days = [today + timedelta(days=n) for n in range(AHEAD_DAYS + 1)]
    return tuple(_read(coach, current, events, past, day, _versions(coach, current, day)) for day in days)


MAY_CHANGE_A_DAY = ("check_in", "pain_logged", "fall_logged", "phase_logged", "flags_raised")


def _versions(coach: Coach, current: Current | None, day: date) -> DayVersions | None:
    """What the day makes of its sessions; None where nothing that was told can make them other than planned."""
    if current is None or all(coach.journal.last(kind) is None for kind in MAY_CHANGE_A_DAY):
        return None
    from coach.services.versions import DayVersions

    return DayVersions(coach, current.plan, coach.journal.events(), day)


def _read(
    coach: Coach,
    current: Current | None,
    events: tuple[Event, ...],
    past: Past,
    day: date,
    versions: DayVersions | None,
) -> Today:
    events = tuple(event for event in events if event.day >= day - timedelta(days=13))
    now = [event for event in events if event.day == day]
    week = day - timedelta(days=day.weekday())
    medicines, medicine_problems = medicines_in_force(coach.home)
    blocks = current.in_force.blocks if current else ()
    muted = bool({"B_EX", "B_ALL"} & set(blocks))
    lines = [
        *(_plan_lines(current, now, day, None if muted else versions) if current else ()),
        *dose_lines(medicines.medicine, events, day),
    ]
    return Today(
        day=day,
        weekday=DAYS[day.weekday()],
        lines=tuple(sorted(lines, key=lambda line: _order(line, coach.look.day_starts))),
        check_in=_told(now, versions, free=all(line.kind != "session" for line in lines)),
        unfinished=unfinished_session(now),
        sessions_done=_done_since(events, week),
        sessions_planned=_planned(current.plan) if current else 0,
        minutes_done=_minutes(events, week),
        pain=_pain(events),
        blocks=blocks,
        block_text=_block_text(coach, blocks) if blocks and muted else None,
        problems=current.problems if current else (),
        has_plan=current is not None,
        has_sessions=current is not None and bool(current.plan.session),
        starts=current.plan.starts if current else None,
        review_due=current is not None and current.plan.review is not None and day >= current.plan.review,
        day_starts=coach.look.day_starts,
        medicine_problems=medicine_problems,
        weekly_due=current is not None
        and "B_ALL" not in blocks
        and weekly_since(past, current.plan.starts, day) is not None,
    )


def _order(line: Line, day_starts: str) -> tuple[bool, bool, str, bool, str]:
    """By time, from when the day begins; what has no time comes last."""
    at = line.at or ""
    return not at, bool(at) and after_midnight(at, day_starts), at, line.kind not in ("medicine", "session"), line.id


def _told(now: list[Event], versions: DayVersions | None, *, free: bool) -> Told | None:
    body = next((e.body for e in reversed(now) if isinstance(e.body, CheckIn)), None)
    if body is None or versions is None:
        return None
    other = versions.words or (FREE_WORDS if free and versions.colour != "green" else "")
    return Told(body.fatigue, body.sleep, body.pain, body.bad_day, versions.colour, other)


def _block_text(coach: Coach, blocks: tuple[str, ...]) -> str:
    texts = {block.id: block.text for block in coach.library.rules.red_flags.block}
    return texts["B_ALL" if "B_ALL" in blocks else "B_EX"]


def _plan_lines(current: Current, events: list[Event], day: date, versions: DayVersions | None) -> list[Line]:
    plan, names = current.plan, current.in_force.names
    weekday = DAYS[day.weekday()]
    if day < plan.starts:
        return []
    facts = {one.session: one for one in current.in_force.facts}
    lines = [_session_line(one, facts.get(one.id), events, versions) for one in plan.sessions_on(weekday)]
    for tip in plan.tip:
        if not tip.days or weekday in tip.days:
            detail = f"every {tip.every_min} minutes while you sit" if tip.every_min else ""
            lines.append(Line(tip.id, "tip", tip.at, names.get(tip.id, tip.id), _marked(tip.id, events), detail))
    for habit in plan.habit:
        if not habit.days or weekday in habit.days:
            lines.append(
                Line(habit.id, "habit", habit.at, names.get(habit.id, habit.id), _marked(habit.id, events), "")
            )
    return lines


def _session_line(
    session: Session, facts: SessionFacts | None, events: list[Event], versions: DayVersions | None
) -> Line:
    moves = len(session.exercise)
    minutes = round(facts.seconds / 60) if facts else None
    where = _where(facts.positions) if facts else ""
    detail = " · ".join(
        part for part in (f"{minutes} min" if minutes else "", where, f"{moves} exercise{'s' * (moves != 1)}") if part
    )
    state = session_state(session.id, events)
    gentler = versions.gentler(session) if versions is not None and state == "open" else None
    if gentler is not None:
        detail = f"gentler today: {gentler.minutes} min, {_where(gentler.positions)}"
    return Line(
        session.id,
        "session",
        session.at,
        session.title,
        state,
        detail,
        session.optional,
    )


def _where(positions: tuple[str, ...]) -> str:
    words = []
    for position in positions:
        word = "standing" if position.startswith("standing") or position == "walking" else "sitting"
        if position not in ("sitting", "standing", "standing_supported", "walking"):
            word = "lying"
        if word not in words:
            words.append(word)
    return listed(words)


def session_state(session: str, events: list[Event]) -> State:
    """Done, partly done, skipped or open, from the events of one day."""
    state: State = "open"
    sets = 0
    for event in events:
        body = event.body
        if isinstance(body, SessionMarked) and body.session == session:
            state = body.mark
        elif isinstance(body, SetDone) and body.session == session:
            sets += 1
            state = "partly" if state in ("open", "skipped") else state
        elif isinstance(body, SessionEnded) and body.session == session:
            if not (body.sets_done or sets):
                continue
            full = body.how == "finished" or (body.sets_planned and body.sets_done >= body.sets_planned)
            state = "done" if full else "partly"
    return state


def _marked(name: str, events: list[Event]) -> State:
    marks = [e.body.mark for e in events if isinstance(e.body, HabitMarked) and e.body.habit == name]
    return marks[-1] if marks else "open"


def unfinished_session(events: list[Event]) -> str | None:
    """The id of a run that was cut off: started, some sets done or none, and never ended."""
    running: SessionStarted | None = None
    for event in events:
        if isinstance(event.body, SessionStarted):
            running = event.body
        elif (isinstance(event.body, SessionEnded) and running is not None and event.body.run == running.run) or (
            isinstance(event.body, SessionMarked) and running is not None and event.body.session == running.session
        ):
            running = None
    return running.session if running else None


def _planned(plan: Plan) -> int:
    return sum(len(session.days) for session in plan.session if not session.optional)


def _done_since(events: tuple[Event, ...], since: date) -> int:
    done = set()
    for event in events:
        if event.day < since:
            continue
        if isinstance(event.body, SessionEnded) and event.body.sets_done:
            done.add((event.day, event.body.session))
        elif isinstance(event.body, SessionMarked):
            key = (event.day, event.body.session)
            done.add(key) if event.body.mark == "done" else done.discard(key)
    return len(done)


def _minutes(events: tuple[Event, ...], since: date) -> int:
    return round(sum(e.body.seconds for e in events if isinstance(e.body, SessionEnded) and e.day >= since) / 60)


def _pain(events: tuple[Event, ...]) -> tuple[int, ...]:
    by_day: dict[date, list[int]] = {}
    for event in events:
        body = event.body
        rating = body.pain if isinstance(body, PainLogged | CheckIn) else None
        if rating is not None and not (isinstance(body, PainLogged) and body.exercise is not None):
            by_day.setdefault(event.day, []).append(rating)
    return tuple(ratings[-1] for _, ratings in sorted(by_day.items()))[-7:]
