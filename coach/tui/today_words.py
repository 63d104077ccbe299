"""What the Today screen says, from the view of the day; no widget in here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from textual.visual import VisualType

from coach.services.context import Coach
from coach.services.day import Line, Today
from coach.services.plan_words import count
from coach.services.today import today_view
from coach.tui.keys import Keys
from coach.tui.widgets.lines import Now, Row
from coach.tui.words import MARKS, STATES, long_day

GO_ON_ROW = "go_on_with_unfinished"
CHECK_IN_ROW = "how_are_you"
WEEKLY_ROW = "weekly_look_back"
CHECKED = "Has somebody looked at it? {settings}, then Safety, notes that."
SLEEP = {"under_4_5h": "slept under 4½ h", "under_6h": "slept under 6 h", "enough": "slept enough"}


@dataclass(frozen=True, slots=True)
class TodayWords:
    """The texts of the screen; an empty one is not shown."""

    day: date
    heading: str
    notice: str
    now: VisualType
    rows: tuple[Row, ...]
    next: str | None
    """The row that Enter starts."""
    sessions: frozenset[str]
    doses: frozenset[str]
    done: frozenset[str]
    free: str
    """What is said of a day without exercise."""
    week: str


def today_words(coach: Coach, *, check_in_later: bool = False, weekly_later: bool = False) -> TodayWords | None:
    """The words of today; None while there is no plan.

    Args:
        coach: the services.
        check_in_later: the person would rather not check in just now.
        weekly_later: nor look back at the week.
    """
    view = today_view(coach, check_in_later=check_in_later)
    if not view.has_plan:
        return None
    keys = Keys(coach.look.keys)
    titles = {line.id: line.title for line in view.lines}
    rows = [_row(line, view) for line in view.lines]
    if view.unfinished is not None:
        title = titles.get(view.unfinished, "your session")
        rows.insert(0, Row(GO_ON_ROW, f"Go on with {title}", " ", "     ", "you stopped in the middle"))
    following = GO_ON_ROW if view.unfinished else view.next.id if view.next else None
    if view.weekly_due:
        rows.append(Row(WEEKLY_ROW, "Weekly look back", " ", "     ", "about 2 minutes"))
        following = WEEKLY_ROW if view.weekly_next and not weekly_later else following
    if view.asks_check_in:
        rows.insert(0, Row(CHECK_IN_ROW, "How are you now?", " ", "     ", "a few keys"))
        following = CHECK_IN_ROW
    rows = [replace(row, mark="▶") if row.id == following and row.mark == " " else row for row in rows]
    return TodayWords(
        day=view.day,
        heading=f"Today · {long_day(view.day)}",
        notice=_notice(view, keys),
        now="" if view.asks_check_in else _now(view, keys),
        rows=tuple(rows),
        next=following,
        sessions=frozenset(line.id for line in view.lines if line.kind == "session"),
        done=frozenset(line.id for line in view.lines if line.state == "done"),
        doses=frozenset(line.id for line in view.lines if line.kind == "medicine"),
        free="" if any(line.kind == "session" for line in view.lines) else _free(view, keys),
        week=_week(view),
    )


def _row(line: Line, view: Today) -> Row:
    mark = MARKS[line.state]
    state = f"taken {line.taken}" if line.taken else STATES[line.state]
    if line.kind == "session" and view.block_text:
        state = "waits for now"
    waiting = line.state in ("open", "coming") and state != "waits for now"
    detail = " · ".join(part for part in (state, line.detail if waiting else "") if part)
    if line.optional and line.state == "open":
        detail = f"{detail} · if you like"
    return Row(line.id, line.title, mark or " ", line.at or "     ", detail)


def _now(view: Today, keys: Keys) -> VisualType:
    body = view.check_in
    if body is None:
        return Now(keys.fill("{check_in} tells, with a few keys"))
    parts = [f"tired {body.fatigue}"]
    if body.sleep is not None:
        parts.append(SLEEP[body.sleep])
    if body.pain is not None:
        parts.append(f"pain {body.pain}")
    return Now(" · ".join(parts), body.words)


def _notice(view: Today, keys: Keys) -> str:
    parts = [f"{view.block_text} {keys.fill(CHECKED)}"] if view.block_text else []
    if view.problems:
        more = f" And {len(view.problems) - 1} more." if len(view.problems) > 1 else ""
        parts.append(f"Your last good plan goes on, because the new one does not fit yet. {view.problems[0]}{more}")
    if view.medicine_problems:
        parts.append(f"Your medicines go on as they were. {view.medicine_problems[0]}")
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
        of_ten = " of 10" if len(view.pain) == 1 else ""
        parts.append(f"Hip pain    {' '.join(str(one) for one in view.pain)}{of_ten}")
    return "\n".join(parts)
