"""Questions that are asked once, when exercises first depend on them (decisions 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.plain.console import Console

if TYPE_CHECKING:
    from coach.services.context import Coach


def ask_open(console: Console, coach: Coach) -> None:
    """Ask what is still open; each can be skipped, and then the careful answer holds.

    Raises:
        SafetyStop: a flag blocks everything.
    """
    from coach.services.intake import answer_asked, open_questions
    from coach.services.people import needed_profile
    from coach.services.planning import build_plan

    questions = open_questions(coach, build_plan(coach, needed_profile(coach)))
    if not questions:
        return
    console.say("", "One thing more, because some exercises depend on it. s skips a question; we then stay careful.")
    answers = {}
    for key, question in questions:
        value = console.yes_no(question, skip=True)
        if isinstance(value, bool):
            answers[key] = value
    if answers:
        answer_asked(coach, answers)
