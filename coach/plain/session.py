"""A guided session in lines: the check before, pain now, what to set up, the player, and how it felt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.engine.typed import Misread
from coach.plain.console import Console, Move
from coach.plain.player import run_player
from coach.plain.safety import STOPPED_FOR_SAFETY, ask_after, show_action
from coach.services import guided
from coach.services.plan_words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.domain.safety import RedFlag, SessionLine
    from coach.services.context import Coach
    from coach.services.guided import Guided


def run_session(console: Console, coach: Coach, name: str | None = None, *, here_is_fine: bool = False) -> int:
    """Lead through one session; 3 where a safety answer stops it.

    Args:
        console: Where to talk.
        coach: The services.
        name: Id or title of a session; the next open one of today by default.
        here_is_fine: Everything is at hand: leave the set-up list out.

    Raises:
        SafetyStop: a flag blocks everything, or nothing of the session is right today.
        InputError: there is no such session, or nothing is left today.
    """
    going_on = _cut_off(console, coach, name)
    if going_on:
        name = None
    prepared = guided.prepare(coach, name)
    if not _check(console, coach):
        return STOPPED_FOR_SAFETY
    pain = _pain_now(console, coach)
    if pain is None:
        return STOPPED_FOR_SAFETY
    prepared = guided.prepare(coach, name)
    session = prepared.session
    console.say(
        "", f"{session.title}: {count(len(session.exercise), 'exercise')}, {count(prepared.minutes, 'minute')}."
    )
    for line in prepared.changes:
        console.item("-", line)
    if not here_is_fine:
        for line in prepared.set_up:
            console.item("-", line)
    console.enter("Enter starts")
    running = guided.resume(coach, pain) if going_on else guided.start(coach, prepared, pain)
    return _led(console, coach, running)


def _cut_off(console: Console, coach: Coach, name: str | None) -> bool:
    """Offer to go on with a session that was cut off; True where it goes on."""
    from coach.services.planning import needed_plan

    unfinished = guided.unfinished(coach)
    if unfinished is None:
        return False
    title = next((one.title for one in needed_plan(coach).plan.session if one.id == unfinished), unfinished)
    if name is not None and name.lower() not in (unfinished, title.lower()):
        return False
    if console.yes_no(f"{title} was cut off. Go on where it was?", default=True) is True:
        return True
    guided.give_up_unfinished(coach)
    console.say("Then it begins anew. What was done of it is kept.")
    return False


def _check(console: Console, coach: Coach) -> bool:
    """The safety question before every session; False where the session does not start."""
    check = guided.session_check(coach)
    if console.yes_no(check.question, default=False) is not True:
        guided.answer_check(coach, ())
        return True
    lines = _ticked(console, "Which of these came up?", check.lines)
    rows = _ticked(console, "Which of these fits?", check.opened(lines)) if lines else ()
    screen = guided.answer_check(coach, rows, lines)
    if screen is None:
        console.say(coach.library.rules.red_flags.mention_text)
        return True
    show_action(console, screen)
    return False


def _ticked(console: Console, question: str, rows: Sequence[RedFlag | SessionLine]) -> tuple[str, ...]:
    console.say(f"{question} Tick every one. Not sure? Then tick it.")
    for number, flag in enumerate(rows, 1):
        console.item(f"{number:2}", flag.ask + (f" {flag.note}" if flag.note else ""))
    console.item(" 0", "None of these")

    def read(text: str) -> tuple[str, ...] | Misread:
        words = text.replace(",", " ").split()
        if words == ["0"] or text.lower() == "none":
            return ()
        numbers = [int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0 for word in words]
        if not numbers or not all(1 <= number <= len(rows) for number in numbers):
            return Misread(f"Please type numbers from 1 to {len(rows)} with spaces between them, or 0 for none.")
        return tuple(dict.fromkeys(rows[number - 1].id for number in numbers))

    answer = console.ask("Numbers, with spaces between", read, back=False, skip=False)
    return () if isinstance(answer, Move) else answer


def _pain_now(console: Console, coach: Coach) -> int | None:
    """Pain at rest; skipped counts as 0, the careful side. None where very strong pain calls for the action screen."""
    from coach.services.checkin import pain_at_rest
    from coach.services.log import log_pain

    known = pain_at_rest(coach)
    pain = console.scale("How strong is your hip pain now, at rest?", low="no pain", high="worst I can imagine",
                         default=known)  # fmt: skip
    if isinstance(pain, Move):
        return 0
    if pain == known:
        return pain
    screen = ask_after(console, coach, log_pain(coach, pain).ask)
    if screen is not None:
        show_action(console, screen)
        return None
    return pain


def _led(console: Console, coach: Coach, running: Guided) -> int:
    screen = run_player(console, coach, running)
    if screen is not None:
        show_action(console, screen)
        return STOPPED_FOR_SAFETY
    console.say("", running.summary())
    if running.state.done:
        _rate(console, running)
    return 0


def _rate(console: Console, running: Guided) -> None:
    """Pain, effort and fatigue; each may be left open, and what was answered is kept whatever happens."""
    answers: list[int | None] = []
    questions = (
        ("How strong is your hip pain now?", "no pain", "worst I can imagine"),
        ("How hard was it?", "no effort", "as hard as I can imagine"),
        ("How tired are you now?", "not tired", "as tired as I can imagine"),
    )
    try:
        for question, low, high in questions:
            rating = console.scale(question, low=low, high=high)
            answers.append(None if isinstance(rating, Move) else rating)
    finally:
        pain, effort, fatigue = (*answers, None, None, None)[:3]
        if any(one is not None for one in answers):
            running.rate(pain, effort, fatigue)
    console.say("Thank you. That was it.")
