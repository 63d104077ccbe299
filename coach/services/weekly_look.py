"""The week behind in words: kind ones, whatever it was like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.domain.events import SessionStarted
from coach.domain.vocabulary import DAYS
from coach.engine.looking_back import Hurt, WeekBehind, week_behind
from coach.services.plan_words import DAY_NAMES, count, listed, listed_names
from coach.services.weekly_steps import Step, read

if TYPE_CHECKING:
    from coach.domain.journal import Event
    from coach.engine.due import Past
    from coach.services.context import Coach
    from coach.services.planning import Current

BETTER, WORSE = -2, 2
"""The smallest change of a 0 to 10 rating that is worth a word (R1.9)."""


def look_back(coach: Coach, current: Current, past: Past) -> tuple[Step, ...]:
    """What went, and, where there is something to say, what hurt on the next day."""
    from datetime import timedelta

    plan, today = current.plan, coach.today()
    events = coach.journal.events(since=today - timedelta(days=21))
    seconds = {one.session: one.seconds for one in current.in_force.facts}
    rules = coach.library.rules.weekly_questions
    week = week_behind(events, plan, seconds, past.begun(plan.starts), today, rise=rules.pain_rise)
    titles = {one.id: one.title for one in plan.session} | _titles(events)
    found = [read("week", "looking back", _heading(week), *_went(week))]
    if week.hurt:
        lines = [_hurt_words(one, titles) for one in week.hurt]
        found.append(read("hurt", "looking back", "What was still felt on the next day", *lines, HURT_HELPS))
    return tuple(found)


HURT_HELPS = "If one of these comes often, the coach proposes an easier form. In a session you can ask for one at once."


def _titles(events: tuple[Event, ...]) -> dict[str, str]:
    return {one.body.session: one.body.title for one in events if isinstance(one.body, SessionStarted)}


def _heading(week: WeekBehind) -> str:
    return "The week behind you" if week.days == 7 else "The days behind you"


def _went(week: WeekBehind) -> list[str]:
    lines = [_kind(week)]
    if week.planned:
        minutes = f", {week.minutes} of about {week.planned_minutes} minutes" if week.planned_minutes else ""
        lines.append(f"Sessions: {week.done} of {week.planned} planned{minutes}.")
    elif week.done:
        lines.append(f"Sessions: {week.done}, {count(week.minutes, 'minute')}.")
    if week.days:
        lines.append(f"Days kept: {week.kept} of {week.days}. A rest day in the plan is a day kept.")
    if len(week.pain) > 1:
        lines.append(f"Hip pain, day by day: {' '.join(map(str, week.pain))}. {_course(week.pain)}")
    return lines


def _course(pain: tuple[int, ...]) -> str:
    change = pain[-1] - pain[0]
    if change <= BETTER:
        return "It has eased."
    return "It is stronger than it was." if change >= WORSE else "About the same."


def _kind(week: WeekBehind) -> str:
    if not week.days:
        return "Your plan has only just begun. There is nothing to look back on yet, and that is fine."
    if week.ill:
        return "You were ill for part of it. Rest was the right thing, and it counts."
    if not week.planned and not week.done:
        return "Nothing was planned. Rest is part of getting on."
    if not week.done:
        return "A week without sessions. Such weeks come, and nothing is lost. A small start counts at any time."
    if week.done >= week.planned:
        return "You did all that was planned. Well done."
    return "Each session that you did counts, the short ones too."


def _hurt_words(one: Hurt, titles: dict[str, str]) -> str:
    day = DAY_NAMES[DAYS[one.day.weekday()]]
    names = listed_names([titles.get(name, name) for name in one.sessions])
    parts = []
    if one.cost == "over_two_hours":
        parts.append("it took over two hours to recover")
    elif one.cost == "next_day":
        parts.append("you still felt it on the next day")
    if one.rise is not None:
        parts.append(f"the next morning the pain was higher by {one.rise}")
    return f"{day}: {listed(parts)} ({names})."
