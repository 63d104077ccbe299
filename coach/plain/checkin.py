"""The check-in in lines: three questions and sometimes one or two more, each answered with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coach.domain.verbs import VERBS
from coach.engine.typed import Misread, read_scale
from coach.plain.console import BACK, Console, Move, StoppedError, whole
from coach.plain.keys import verb_of
from coach.plain.safety import STOPPED_FOR_SAFETY, ask_after, show_action
from coach.services.checkin import TIRED, USUAL, Ask, before_the_day, keep, questions

if TYPE_CHECKING:
    from coach.services.context import Coach
    from coach.services.log import Logged

BAD_DAY: Final = "bad_day"
"""The answer to any question that ends them all."""


def run_checkin(console: Console, coach: Coach, *, bad_day: bool = False, day_follows: bool = False) -> int:
    """Ask how it is now and keep it; 3 where an answer calls for the action screen.

    Args:
        console: Where to talk.
        coach: The services.
        bad_day: It is a bad day: only how tired it is is asked.
        day_follows: Today is shown next, with what the day is like.
    """
    from coach.services.today import today_view

    told = today_view(coach).check_in
    before = {} if told is None else {TIRED: told.fatigue, "sleep": told.sleep, "pain": told.pain}
    asks = questions(coach)
    if not bad_day:
        console.say(f"On a bad day type {VERBS['easier'].keys[0]}: then five easy minutes are enough.")
    answers: dict[str, Any] = {}
    place = 0
    while place < (1 if bad_day else len(asks)):
        ask = asks[place]
        try:
            answer = _ask(console, ask, before.get(ask.id), first=place == 0)
        except StoppedError:
            if place < len(USUAL):
                raise
            break  # the three that count are answered
        if answer == BAD_DAY:
            bad_day = True
            place = 0 if TIRED not in answers else len(asks)
            console.say("A bad day, then.")
        elif answer is BACK:
            place -= 1
        elif isinstance(answer, Move) and ask.id == TIRED:
            console.say("No check-in then, that is fine.")
            return 0
        else:
            if not isinstance(answer, Move):
                answers[ask.id] = answer
            place += 1
    logged = keep(coach, answers, bad_day=bad_day)
    return after_entry(console, coach, before_the_day(coach, logged) if day_follows else logged)


def _ask(console: Console, ask: Ask, before: Any, *, first: bool) -> Any:
    """The answer, a move, or `BAD_DAY`."""
    words = f"{ask.text} 0 is {ask.low}, 10 is {ask.high}." if ask.scale else ask.text
    console.say(words)
    for number, (_, text) in enumerate(ask.options, 1):
        console.item(f"{number}", text)

    def read(text: str) -> Any:
        if verb_of(text, ("easier",), {"bad day": BAD_DAY}) is not None:
            return BAD_DAY
        if ask.scale:
            return read_scale(text)
        number = whole(text)
        if number is None or not 1 <= number <= len(ask.options):
            return Misread(f"Please type a number from 1 to {len(ask.options)}.")
        return ask.options[number - 1][0]

    usual = ask.usual if before is None else before
    shown = "" if usual is None else str(usual) if ask.scale else str(ask.place(usual) + 1)
    default = Move.SKIP if usual is None else usual
    return console.ask("0 to 10" if ask.scale else "Number", read, default=default, shown=shown, back=not first,
                       explain=lambda: console.say(words))  # fmt: skip


def after_entry(console: Console, coach: Coach, logged: Logged) -> int:
    """Say what was noted, and ask at once what it calls for."""
    console.say(logged.text)
    try:
        screen = ask_after(console, coach, logged.ask)
    except StoppedError:
        console.say("It is noted. Its safety questions are still open; answer them soon with: coach safety ask")
        raise
    if screen is None:
        return 0
    show_action(console, screen)
    return STOPPED_FOR_SAFETY
