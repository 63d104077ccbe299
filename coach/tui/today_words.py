"""What the Today screen says, from the view of the day; no widget in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coach.services.context import Coach
from coach.services.day import Line, Today
from coach.services.plan_words import count
from coach.services.today import today_view
from coach.tui.keys import Keys
from coach.tui.widgets.lines import Row
from coach.tui.words import MARKS, STATES, long_day

GO_ON_ROW = "go_on_with_unfinished"
SLEEP = {"under_4_5h": "slept under 4½ h", "under_6h": "slept under 6 h", "enough": "slept enough"}


@dataclass(frozen=True, slots=True)
class TodayWords:
    """The texts of the screen; an empty one is not shown."""

    day: date
    heading: str
    notice: str
    now: str
    rows: tuple[Row, ...]
    next: str | None
    """The row that Enter starts."""
    sessions: frozenset[str]
    free: str
    """What stands in place of the list."""
    week: str


def today_words(coach: Coach) -> TodayWords | None:
    """The words of today; None while there is no plan."""
    view = today_view(coach)
    if not view.has_plan:
        return None
    keys = Keys(coach.look.keys)
    titles = {line.id: line.title for line in view.lines}
    rows = [_row(line, view) for line in view.lines]
    if view.unfinished is not None:
        title = titles.get(view.unfinished, "your session")
        rows.insert(0, Row(GO_ON_ROW, f"Go on with {title}", "▶", detail="you stopped in the middle"))
    following = GO_ON_ROW if view.unfinished else view.next.id if view.next else None
    return TodayWords(
        day=view.day,
        heading=f"Today · {long_day(view.day)}",
        notice=_notice(view, keys),
        now=_now(view, keys),
        rows=tuple(rows),
        next=following,
        sessions=frozenset(line.id for line in view.lines if line.kind == "session"),
        free="" if rows else _free(view, keys),
        week=_week(view),
    )


def _row(line: Line, view: Today) -> Row:
    coming = view.next is not None and line.id == view.next.id and view.unfinished is None
    mark = MARKS[line.state] or ("▶" if coming else "")
    detail = " · ".join(part for part in (STATES[line.state], line.detail if line.state == "open" else "") if part)
    if line.optional and line.state == "open":
        detail = f"{detail} · if you like"
    return Row(line.id, line.title, mark or " ", line.at or "     ", detail)


def _now(view: Today, keys: Keys) -> str:
    body = view.check_in
    if body is None:
        return keys.fill("{check_in} tells, with three keys")
    parts = [f"tired {body.fatigue}"]
    if body.sleep is not None:
        parts.append(SLEEP[body.sleep])
    if body.pain is not None:
        parts.append(f"pain {body.pain}")
    return " · ".join(parts)


def _notice(view: Today, keys: Keys) -> str:
    parts = [view.block_text] if view.block_text else []
    if view.problems:
        more = f" And {len(view.problems) - 1} more." if len(view.problems) > 1 else ""
        parts.append(f"Your last good plan goes on, because the new one does not fit yet. {view.problems[0]}{more}")
    if view.review_due:
        due = "It is time to look at your plan again: {answers} goes through your answers and makes a fresh one."
        parts.append(keys.fill(due))
    return "\n".join(f"! {part}" for part in parts)


def _free(view: Today, keys: Keys) -> str:
    if view.starts is not None and view.day < view.starts:
        return f"Your plan begins on {long_day(view.starts)}. Until then there is nothing to do."
    if not view.has_sessions:
        return keys.fill("No sessions are in your plan for now. {answers} changes your answers and makes a new plan.")
    return "A free day. Rest is part of the plan, and a free day is a day kept."


def _week(view: Today) -> str:
    parts = []
    if view.sessions_planned:
        minutes = f" · {view.minutes_done} min" if view.minutes_done else ""
        done = f"{view.sessions_done} of {count(view.sessions_planned, 'session')}{minutes}"
        parts.append(f"This week   {done}")
    if view.pain:
        parts.append(f"Hip pain    {' '.join(str(one) for one in view.pain)}")
    return "\n".join(parts)
