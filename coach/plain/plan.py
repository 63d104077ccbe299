"""The plan in force in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.plain.console import Console
from coach.plain.review import show_week
from coach.services import planning
from coach.services.plan_words import days_words

if TYPE_CHECKING:
    from coach.services.context import Coach


def show_current(console: Console, coach: Coach) -> None:
    """The plan in force with everything in it, and what stands against a changed file.

    Raises:
        InputError: there is no plan.
    """
    current = planning.needed_plan(coach)
    seconds = {one.session: one.seconds for one in current.in_force.facts}
    show_week(console, current.plan, coach.library.exercises, seconds)
    names = current.in_force.names
    for tip in current.plan.tip:
        when = (
            f"every {tip.every_min} minutes while you sit" if tip.every_min else f"{days_words(tip.days)} at {tip.at}"
        )
        console.say("", f"{names.get(tip.id, tip.id)}: {when if tip.at or tip.every_min else days_words(tip.days)}.")
    for habit in current.plan.habit:
        at = f" at {habit.at}" if habit.at else ""
        console.say("", f"{names.get(habit.id, habit.id)}: {days_words(habit.days)}{at}.")
    for problem in current.problems:
        console.say("", f"The plan goes on as it was: {problem}")
    for problem in current.cautions:
        console.say("", f"Mind: {problem}")
