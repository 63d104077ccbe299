"""What the plan screens say: the blocks of the week, a line for the cell under the cursor, notices."""

from __future__ import annotations

from coach.domain.plan import Plan, Session
from coach.domain.verbs import filled
from coach.domain.vocabulary import Day, Part
from coach.services.context import Coach
from coach.services.plan_words import DAY_NAMES, count, whole_minutes
from coach.services.planning import Current
from coach.services.today import today_view
from coach.tui.widgets.lines import Row
from coach.tui.widgets.week import Block
from coach.tui.words import amount, long_day

PARTS: dict[Part, str] = {"warm_up": "Warm-up", "main": "Main part", "cool_down": "Cool-down"}
_TIMES_OF_DAY = ("Morning: ", "Afternoon: ", "Evening: ")


def minutes_of(current: Current, session: str) -> str:
    """How long a session is: "17 min"."""
    facts = {one.session: one for one in current.in_force.facts}
    return f"{whole_minutes(facts[session].seconds)} min" if session in facts else ""


def blocks_of(current: Current, day: Day) -> tuple[Block, ...]:
    """The sessions of a day; the time of day in a title is left to the clock time beside it."""
    return tuple(
        Block(one.id, one.at, short_title(one.title), minutes_of(current, one.id))
        for one in current.plan.sessions_on(day)
    )


def short_title(title: str) -> str:
    """A title without the time of day, where the clock time stands beside it."""
    for start in _TIMES_OF_DAY:
        if title.startswith(start):
            rest = title.removeprefix(start)
            return rest[:1].upper() + rest[1:]
    return title


def cell_words(current: Current, day: Day, session: str | None) -> str:
    """All of a cell: the whole title, and below it when and how long."""
    one = current.plan.session_named(session) if session is not None else None
    if one is None:
        return f"{DAY_NAMES[day]} is free.\nRest is part of the plan."
    parts = (f"{DAY_NAMES[day]} at {one.at}", minutes_of(current, one.id), count(len(one.exercise), "exercise"))
    return f"{one.title}\n{' · '.join(part for part in parts if part)}"


def first_words(coach: Coach, current: Current) -> str:
    """What is to be known before the week: sessions that wait, a file that does not fit, a plan that starts later."""
    view = today_view(coach)
    parts = [f"! Sessions wait for now. {view.block_text}"] if view.block_text else []
    if current.problems:
        parts.append(f"! Your last good plan goes on, because the new one does not fit yet. {current.problems[0]}")
    if view.day < current.plan.starts:
        parts.append(f"Your plan begins on {long_day(current.plan.starts)}. You can look at it and change it now.")
    if not current.plan.session:
        fresh = "No sessions are in your plan for now. Your answers, on Today with {answers}, make a new one."
        parts.append(filled(fresh, coach.look.keys))
    return "\n".join(parts)


def besides(plan: Plan) -> str:
    """Tips and habits, as a count."""
    parts = [count(len(plan.tip), "tip") if plan.tip else "", count(len(plan.habit), "habit") if plan.habit else ""]
    words = " and ".join(part for part in parts if part)
    return f"And {words}; Today shows them when they are due." if words else ""


def item_rows(coach: Coach, session: Session, prefix: str = "", mark: str = "", *, parts: bool = True) -> list[Row]:
    """The exercises of a session under their parts, where it has several; the id is the place."""
    exercises = coach.library.exercises
    grouped = parts and len({item.part for item in session.exercise}) > 1
    rows: list[Row] = []
    last: Part | None = None
    for place, item in enumerate(session.exercise):
        if grouped and item.part != last:
            last = item.part
            rows.append(Row(f"{prefix}part{place}", ("\n" if rows else "") + PARTS[item.part], heading=True))
        known = exercises.get(item.id)
        rows.append(Row(f"{prefix}{place}", known.name if known else item.id, mark, detail=amount(item, known)))
    return rows
