"""The plain twin's loop: intake, review, then the day, with Enter as the next sensible thing everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.domain.verbs import VERBS
from coach.engine.typed import Misread
from coach.errors import InputError, SafetyStop
from coach.plain.console import KEPT, Console, Move, StoppedError, whole
from coach.plain.keys import verb_of
from coach.plain.today import show_day

if TYPE_CHECKING:
    from coach.services.context import Coach
    from coach.services.day import Line, Today

MENU = {
    "check_in": "check in", "ouch": "it hurts: say how much", "fell": "you fell, or nearly fell", "plan": "the plan",
    "exercises": "the exercises", "undo": "take back the last entry", "answers": "change my answers",
}  # fmt: skip
"""Verbs of the key language, in the words of this place."""
WORDS = {
    "note": "note your weight or a line of your own", "weekly": "look back at the week", "new": "make the plan anew"
}  # fmt: skip
"""What has no key on the screens."""


def run_home(console: Console, coach: Coach) -> int:
    """The whole conversation, from the first question to the last key; returns the exit code."""
    from coach.plain.intake import run_intake, show_flags
    from coach.plain.review import review
    from coach.services.today import today_view

    if coach.profile() is None:
        code = run_intake(console, coach)
        if code:
            return code
    elif (code := _stopped(console, coach, show_flags)) != 0:
        return code
    if not today_view(coach).has_plan:
        review(console, coach)
    return _days(console, coach)


def _stopped(console: Console, coach: Coach, show: Callable[[Console, Coach], int]) -> int:
    """The action screen where a flag blocks everything; other flags show in the day itself."""
    from coach.services.today import today_view

    view = today_view(coach)
    if "B_ALL" in view.blocks or not view.has_plan:
        return show(console, coach)
    return 0


def _days(console: Console, coach: Coach) -> int:
    from coach.services.today import today_view

    shown: Today | None = None
    later = weekly_later = False
    while True:
        view = today_view(coach, check_in_later=later)
        if weekly_later:
            view = replace(view, weekly_next=False)
        if view != shown:
            console.say("")
            show_day(console, view)
        console.say("", _keys(view) if shown is None else _short(view))
        shown = view
        try:
            key = _choice(console, view)
        except StoppedError:
            console.say("Until next time. Everything is kept.")
            return 0
        if not key and not _following(view):
            console.say("Until next time. Everything is kept.")
            return 0
        weekly_later = weekly_later or (not key and view.weekly_next and not view.asks_check_in)
        later = later or (not key and view.asks_check_in)
        try:
            code = _act(console, coach, view, key)
        except StoppedError as stopped:
            if stopped.ended:
                raise
            console.say(KEPT)
            continue
        except SafetyStop as stop:
            console.say("", str(stop))
            if "B_ALL" in today_view(coach).blocks:
                return stop.exit_code
            continue
        except InputError as error:
            console.say(str(error))
            continue
        if code and "B_ALL" in today_view(coach).blocks:
            return code


def _keys(view: Today) -> str:
    following = _following(view)
    first = f"Enter: {following}." if following else _leaving(view)
    pick = " A number picks its line." if view.lines else ""
    keys = [f"{VERBS[verb].keys[0]}: {words}." for verb, words in MENU.items()]
    fresh = view.review_due or not view.has_plan
    keys += [f"{word}: {words}." for word, words in WORDS.items() if word != "new" or fresh]
    return f"{first}{pick} {' '.join(keys)} q: leave."


def _short(view: Today) -> str:
    following = _following(view)
    return (f"Enter: {following}." if following else _leaving(view)) + " ? names the keys."


def _leaving(view: Today) -> str:
    later = f" {view.next.title} comes at {view.next.at}." if view.next is not None else ""
    return f"Enter leaves.{later}"


def _following(view: Today) -> str:
    """What Enter does, in words; empty where nothing is left."""
    if not view.has_plan:
        return "make the plan"
    if view.unfinished is not None:
        return f"go on with {_title(view, view.unfinished)}"
    if view.asks_check_in:
        return "say how you are now"
    if view.weekly_next:
        return "look back at the week"
    if view.next is None or view.next.state == "coming":
        return ""
    if view.next.kind == "medicine":
        return f"note {view.next.title} {view.next.at}"
    return f"start {view.next.title}" if view.next.kind == "session" else f"answer {view.next.title}"


def _title(view: Today, name: str) -> str:
    return next((line.title for line in view.lines if line.id == name), name)


def _choice(console: Console, view: Today) -> str:
    def read(text: str) -> str | Misread:
        number = whole(text)
        if number is not None and 1 <= number <= len(view.lines):
            return str(number)
        asked = verb_of(text, MENU) or (text.lower() if text.lower() in WORDS else None)
        letters = " ".join(VERBS[verb].keys[0] for verb in MENU)
        return asked or Misread(f"Please type Enter, one of the letters {letters} q, or the number of a line.")

    answer = console.ask("Your choice", read, default="", back=False, skip=False,
                         explain=lambda: console.say(_keys(view)))  # fmt: skip
    return "" if isinstance(answer, Move) else answer


def _act(console: Console, coach: Coach, view: Today, key: str) -> int:
    from coach.plain.checkin import run_checkin

    if key == "":
        return _enter(console, coach, view)
    if key.isdigit():
        return _line(console, coach, view.lines[int(key) - 1])
    if key == "check_in":
        return run_checkin(console, coach, day_follows=True)
    if key in ("ouch", "fell", "note"):
        from coach.plain import entries

        tell = {"ouch": entries.tell_pain, "fell": entries.tell_fall, "note": entries.run_entries}[key]
        return tell(console, coach)
    if key == "weekly":
        return _weekly(console, coach)
    if key == "plan":
        from coach.plain.plan import show_current

        show_current(console, coach)
        return 0
    if key == "exercises":
        from coach.plain.exercises import browse

        return browse(console, coach)
    if key == "undo":
        from coach.services.log import undo

        console.say(undo(coach))
        return 0
    from coach.plain.rebuild import rebuild

    if key == "answers":
        from coach.plain.intake import run_intake

        code = run_intake(console, coach)
        if code:
            return code
    return rebuild(console, coach)


def _enter(console: Console, coach: Coach, view: Today) -> int:
    from coach.plain.review import review
    from coach.plain.session import run_session

    if not view.has_plan:
        review(console, coach)
        return 0
    if view.unfinished is not None:
        return run_session(console, coach)
    if view.asks_check_in:
        from coach.plain.checkin import run_checkin

        return run_checkin(console, coach, day_follows=True)
    if view.weekly_next:
        return _weekly(console, coach)
    assert view.next is not None, "Enter leaves where nothing is left"
    if view.next.kind == "session":
        return run_session(console, coach, view.next.id)
    return _line(console, coach, view.next)


def _weekly(console: Console, coach: Coach) -> int:
    from coach.plain.weekly import run_weekly

    return run_weekly(console, coach)


def _line(console: Console, coach: Coach, line: Line) -> int:
    """One line of the day: start it, or say that it is done or left out."""
    if line.kind == "medicine":
        from coach.plain.doses import dose_line

        return dose_line(console, coach, line)
    from coach.plain.session import run_session
    from coach.services.log import mark

    console.say(f"{line.title}.")
    options = ["Done", "Leave it out today"]
    if line.kind == "session":
        options = ["Start it now", "Done without the guide", "Leave it out today"]
    else:
        console.say(*_text(coach, line.id))
    chosen = console.choose(options, default=0)
    if isinstance(chosen, Move):
        return 0
    if line.kind == "session" and chosen == 0:
        return run_session(console, coach, line.id)
    console.say(mark(coach, line.id, "skipped" if chosen == len(options) - 1 else "done").text)
    return 0


def _text(coach: Coach, name: str) -> tuple[str, ...]:
    known = coach.library.tips.get(name) or coach.library.habits.get(name)
    return (known.line,) if known is not None else ()
