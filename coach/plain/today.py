"""The day in lines. Needs no catalogue, so that `coach today` answers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.plain.console import Console
from coach.services.plan_words import DAY_NAMES, count

if TYPE_CHECKING:
    from coach.services.day import Line, Today, Told

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
STATES = {
    "done": "done", "partly": "partly done", "skipped": "left out", "open": "", "coming": "",
    "not_recorded": "not recorded",
}  # fmt: skip
SLEEP = {"under_4_5h": "slept under 4 and a half hours", "under_6h": "slept under 6 hours", "enough": "slept enough"}


def show_day(console: Console, today: Today) -> None:
    """The day as it stands: check-in, numbered lines, the week so far."""
    day = today.day
    name = next(words for key, words in DAY_NAMES.items() if key == today.weekday)
    console.say(f"Today, {name} {day.day} {MONTHS[day.month - 1]}.")
    if not today.has_plan:
        console.say("There is no plan yet. Type: coach plan build")
        show_lines(console, today)
        return
    if today.block_text:
        console.say(today.block_text)
    console.say(check_in_words(today.check_in) + (" Next." if today.asks_check_in else ""))
    show_lines(console, today)
    if not today.lines:
        console.say("Nothing is planned today. A day of rest is part of the plan.")
    elif all(line.kind == "medicine" for line in today.lines):
        console.say("No exercise is planned today. A day of rest is part of the plan.")
    if today.weekly_due:
        console.say("The weekly look back is due, about 2 minutes." + (" Next." if _weekly_first(today) else ""))
    console.say(week_words(today))
    if today.review_due:
        console.say("Your plan is due for a look. Type: coach plan build")
    for problem in today.problems:
        console.say(f"Your plan goes on as it was. {problem}")


def _weekly_first(today: Today) -> bool:
    return today.weekly_next and not today.asks_check_in


def show_lines(console: Console, today: Today) -> None:
    """The numbered lines of the day."""
    for number, line in enumerate(today.lines, 1):
        console.item(f"{number:2}", line_words(line, today))
    if today.medicine_problems:
        console.say(f"Your medicines go on as they were. {today.medicine_problems[0]}")


def check_in_words(body: Told | None) -> str:
    """How it is now, or that nobody asked yet."""
    if body is None:
        return "How it is now: not asked yet."
    parts = [f"tired {body.fatigue}"]
    parts += [SLEEP[body.sleep]] if body.sleep else []
    parts += [f"pain {body.pain}"] if body.pain is not None else []
    return f"How it is now: {', '.join(parts)}. {body.words}".rstrip()


def line_words(line: Line, today: Today) -> str:
    """One line: time, title, details, and what is done of it."""
    parts = [f"{line.at} {line.title}" if line.at else line.title]
    parts += [line.detail] if line.detail else []
    parts += ["only if your helper is there"] if line.optional else []
    state = f"taken {line.taken}" if line.taken else STATES[line.state]
    if today.unfinished == line.id:
        state = "cut off, goes on where it was"
    elif (
        today.next is not None and line.id == today.next.id and not (state or today.asks_check_in or today.weekly_next)
    ):
        state = "next"
    return ", ".join(parts) + (f". {state[:1].upper()}{state[1:]}." if state else ".")


def week_words(today: Today) -> str:
    """The week so far, and the pain of the last days."""
    text = f"This week: {today.sessions_done} of {count(today.sessions_planned, 'session')} done"
    text += f", {count(today.minutes_done, 'minute')}." if today.minutes_done else "."
    if len(today.pain) > 1:
        text += f" Pain of the last days: {' '.join(str(one) for one in today.pain)}."
    return text
