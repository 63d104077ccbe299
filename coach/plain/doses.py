"""Noting a dose in lines: what the person typed from the pack is said first, and then it is noted, whatever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.engine.typed import read_time
from coach.plain.console import Console, Move
from coach.plain.safety import STOPPED_FOR_SAFETY, ask_after, show_action
from coach.services import doses

if TYPE_CHECKING:
    from coach.services.context import Coach
    from coach.services.day import Line
    from coach.services.doses import Taking


def note_taken(console: Console, coach: Coach, taking: Taking) -> int:
    """Note a dose; 3 where it calls for the action screen. It is noted even if the person leaves in the middle."""
    console.say(*taking.first)
    try:
        screen = ask_after(console, coach, taking.ask) if taking.ask else None
    finally:
        doses.note(coach, taking)
        console.say(taking.text)
    if screen is None:
        return 0
    show_action(console, screen)
    return STOPPED_FOR_SAFETY


def dose_line(console: Console, coach: Coach, line: Line) -> int:
    """One dose of the day: taken now, at another time, or left out; Enter notes it only where it is due."""
    from coach.services.log import mark

    already = doses.noted(line)
    if already is not None:
        console.say(f"{already} u takes back the last entry.")
        return 0
    console.say(f"{doses.label(line)}.")
    if line.state == "not_recorded":
        console.say(f"It is not recorded. {doses.MISSED}")
    options = ["Taken now", "Taken at another time today", "Leave it out today", "Go back, note nothing"]
    chosen = console.choose(options, default=0 if line.state == "open" else 3)
    if chosen == 0:
        return note_taken(console, coach, doses.taking(coach, line))
    if chosen == 1:
        at = console.ask("Time, such as 08:10", read_time, skip=False)
        return 0 if isinstance(at, Move) else note_taken(console, coach, doses.taking(coach, line, at))
    if chosen == 2:
        console.say(mark(coach, line.id, "skipped").text)
    return 0
