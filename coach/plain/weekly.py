"""The weekly look back in lines: the same pages as on the screens, one question after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.domain.questions import AnswerField, Option
from coach.plain.console import BACK, SKIP, Console, Move, StoppedError
from coach.plain.fields import ask_field
from coach.plain.safety import STOPPED_FOR_SAFETY, show_action
from coach.services.weekly import LookBack

if TYPE_CHECKING:
    from coach.services.context import Coach
    from coach.services.weekly import Value, What
    from coach.services.weekly_steps import Step


SINGLY = 3
"""So many red flags at most are asked one by one; more of them are a list to choose from."""


def run_weekly(console: Console, coach: Coach, what: What = "all") -> int:
    """Look back at the week; 3 where an answer is an emergency."""
    return lead(console, coach, LookBack(coach, what))


def lead(console: Console, coach: Coach, run: LookBack) -> int:
    """Lead a run to its end, and then to the intake where that was asked for."""
    try:
        code = _pages(console, run)
    except StoppedError:
        action = run.leave()
        if action is None:
            raise
        show_action(console, action)
        return STOPPED_FOR_SAFETY if run.stopped else 0
    if code or run.stopped:
        return code
    if run.closing:
        console.say("", run.closing)
    return _answers(console, coach) if run.to_answers else 0


def _pages(console: Console, run: LookBack) -> int:
    while (step := run.step) is not None:
        console.say("")
        if run.said:
            console.say(run.said)
        answer = _ask(console, step, run)
        if answer is BACK:
            run.back()
            continue
        if answer is SKIP:
            run.skip()
            continue
        assert not isinstance(answer, Move)
        action = run.answer(answer)
        if action is not None:
            show_action(console, action)
            if run.stopped:
                return STOPPED_FOR_SAFETY
    return 0


def _ask(console: Console, step: Step, run: LookBack) -> Value | Move:
    """One page."""
    skip = not step.firm
    if step.kind == "rate":
        return console.scale(step.ask, low=step.low, high=step.high, back=run.can_back, skip=skip)
    if step.kind == "ticks":
        for line in step.lines:
            console.say(line)
        return _ticks(console, step, run)
    console.say(step.ask)
    for line in step.lines:
        console.item("-", line)
    if step.kind == "read":
        return console.ask("Enter goes on", lambda text: "", default="", back=run.can_back, skip=False)
    places = [one.id for one in step.rows]
    now = None if step.now is None else places.index(step.now)
    chosen = _choose(console, step, now, back=run.can_back)
    return chosen if isinstance(chosen, Move) else places[chosen]


def _choose(console: Console, step: Step, now: int | None, *, back: bool) -> int | Move:
    """A row by its number; "y" and "n" too, where yes and no are meant. Without a row for Enter it skips."""
    from coach.engine.typed import Misread
    from coach.plain.console import whole

    for number, one in enumerate(step.rows, 1):
        console.item(str(number), one.text)
    places = [one.id for one in step.rows]
    words = {"y": step.yes, "yes": step.yes, "n": step.no, "no": step.no}

    def read(text: str) -> int | Misread:
        named = words.get(text.lower())
        number = whole(text)
        if named is not None:
            return places.index(named)
        if number is None or not 1 <= number <= len(places):
            return Misread(f"Please type a number from 1 to {len(places)}.")
        return number - 1

    return console.ask(
        "Number", read, default=SKIP if now is None else now, shown="" if now is None else str(now + 1), back=back,
        explain=lambda: console.say(step.ask),
    )  # fmt: skip


def _ticks(console: Console, step: Step, run: LookBack) -> Value | Move:
    if step.id == "flags" and len(step.rows) <= SINGLY:
        return _one_by_one(console, step, run)
    known = run.known
    field = AnswerField(
        id=step.id, path=step.id, kind="many", ask=step.ask, none="None of these",
        options=tuple(Option(id=one.id, text=one.text, hint=one.note or None) for one in step.rows),
    )  # fmt: skip
    return ask_field(console, field, known or None, back=run.can_back, skip=not step.firm)


def _one_by_one(console: Console, step: Step, run: LookBack) -> Value | Move:
    """A few red flags, each with yes or no."""
    console.say(step.ask)
    yes = []
    for number, one in enumerate(step.rows):
        if one.note:
            console.say(one.note)
        answer = console.yes_no(one.text, back=run.can_back and not number)
        if isinstance(answer, Move):
            return answer
        yes += [one.id] if answer else []
    return tuple(yes)


def _answers(console: Console, coach: Coach) -> int:
    from coach.plain.intake import run_intake
    from coach.plain.rebuild import rebuild

    code = run_intake(console, coach)
    return code or rebuild(console, coach)
