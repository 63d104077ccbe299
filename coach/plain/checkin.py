"""The check-in in lines: three questions, each answered with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from coach.plain.console import BACK, Console, Move, StoppedError
from coach.plain.safety import STOPPED_FOR_SAFETY, ask_after, show_action
from coach.services.day import Sleep
from coach.services.log import check_in

if TYPE_CHECKING:
    from coach.services.context import Coach
    from coach.services.log import Logged

SLEEP_WORDS = {"under_4_5h": "Under 4 and a half hours", "under_6h": "Under 6 hours", "enough": "Enough"}
"""In the order of the screens, so that a number means the same in both."""
NIGHTS: tuple[Sleep, ...] = tuple(sorted(get_args(Sleep), key=list(SLEEP_WORDS).index))


def run_checkin(console: Console, coach: Coach) -> int:
    """Ask how it is now and keep it; 3 where an answer calls for the action screen."""
    from coach.services.today import today_view

    before = today_view(coach).check_in
    while True:
        tired = console.scale(
            "How tired are you now?", low="not tired", high="as tired as I can imagine",
            default=before.fatigue if before else None,
        )  # fmt: skip
        if isinstance(tired, Move):
            console.say("No check-in then, that is fine.")
            return 0
        slept = _sleep(console, before.sleep if before else None)
        if slept is BACK:
            continue
        pain = console.scale(
            "How strong is your hip pain now?", low="no pain", high="worst I can imagine",
            default=before.pain if before else None, back=True,
        )  # fmt: skip
        if pain is not BACK:
            break
    logged = check_in(
        coach, tired, None if isinstance(slept, Move) else slept, None if isinstance(pain, Move) else pain
    )
    return after_entry(console, coach, logged)


def _sleep(console: Console, before: Sleep | None) -> Sleep | Move:
    console.say("How did you sleep?")
    start = NIGHTS.index(before or "enough")
    chosen = console.choose([SLEEP_WORDS[one] for one in NIGHTS], default=start, skip=True)
    return chosen if isinstance(chosen, Move) else NIGHTS[chosen]


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
