"""Changing the plan in force in lines: a session or exercise by its name, what was done, and how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from coach.domain.vocabulary import DAYS, Day
from coach.errors import InputError
from coach.plain.console import Console, Move
from coach.services.plan_changes import LeaveOut, PlanChange, Swap
from coach.services.plan_edit import MindError, change, undo_change
from coach.services.plan_words import DAY_NAMES, item_words
from coach.services.planning import Current, needed_plan, swaps

if TYPE_CHECKING:
    from coach.domain.plan import PlanItem, Session
    from coach.services.context import Coach

T = TypeVar("T")
BACK = "`coach plan undo` takes it back."


def day_of(typed: str) -> Day:
    """A weekday out of "tue" or "Tuesday".

    Raises:
        InputError: it is none.
    """
    found = [day for day in DAYS if len(typed) >= 2 and DAY_NAMES[day].lower().startswith(typed.strip().lower())]
    if len(found) != 1:
        raise InputError(f'"{typed}" is no day of the week. Type one such as mon or Tuesday.')
    return found[0]


def session_of(current: Current, typed: str) -> Session:
    """A session by its id or title.

    Raises:
        InputError: there is none, with the nearest.
    """
    names = {one.id: one for one in current.plan.session} | {one.title: one for one in current.plan.session}
    return _named(names, typed, "session", ", ".join(one.id for one in current.plan.session))


def place_of(coach: Coach, current: Current, typed: str, session: str | None) -> tuple[Session, int]:
    """Where an exercise is, by its id or name; the first place, where it comes in several sessions and none is named.

    Raises:
        InputError: it is not there, with the nearest.
    """
    sessions = current.plan.session if session is None else (session_of(current, session),)
    names: dict[str, tuple[Session, int]] = {}
    for one in sessions:
        for place, item in enumerate(one.exercise):
            names.setdefault(item.id, (one, place))
            names.setdefault(coach.library.called(item.id), (one, place))
    where = "your plan" if session is None else "that session"
    return _named(names, typed, "exercise", f"`coach plan show` lists {where}")


def _named(names: dict[str, T], typed: str, what: str, known: str) -> T:
    from coach.toml.fit import suggest

    folded = {name.casefold(): found for name, found in names.items()}
    if typed.casefold() in folded:
        return folded[typed.casefold()]
    close = suggest(typed, list(names))
    hint = f'Did you mean "{close}"?' if close else f"Known: {known}."
    raise InputError(f'There is no {what} "{typed}" in your plan. {hint}')


def make(console: Console, coach: Coach, wanted: PlanChange, *, yes: bool) -> None:
    """Make a change and say it; a caution is asked first, unless `yes`.

    Raises:
        InputError: a rule stands against it, or nobody can be asked.
    """
    current = needed_plan(coach)
    try:
        done = change(coach, current, wanted, agreed=yes)
    except MindError as caution:
        if not console.interactive:
            raise InputError(f"{caution} With --yes it is done all the same.") from caution
        console.say(f"Mind: {caution}")
        if console.yes_no("Do it all the same?", default=False) is not True:
            console.say("Your plan stays as it is.")
            return
        done = change(coach, current, wanted, agreed=True)
    console.say(f"{done.said} {BACK}")


def leave_out(console: Console, coach: Coach, exercise: str, session: str | None, *, yes: bool) -> None:
    """Leave an exercise out of the plan."""
    here, place = place_of(coach, needed_plan(coach), exercise, session)
    make(console, coach, LeaveOut(here.id, place), yes=yes)


def swap(console: Console, coach: Coach, exercise: str, new: str | None, session: str | None, *, yes: bool) -> None:
    """Put another exercise in the place of one; without `new`, what fits is shown to choose from."""
    current = needed_plan(coach)
    here, place = place_of(coach, current, exercise, session)
    found = swaps(coach, current.plan, here.id, place)
    known = coach.library.exercises
    if not found:
        raise InputError("Nothing else fits in this place just now. `coach plan leave-out` leaves it out.")
    if new is None:
        item = _chosen(console, [item_words(one, known) for one in found], found)
    else:
        names = {one.id: one for one in found} | {known[one.id].name: one for one in found}
        item = _named(names, new, "exercise that fits", ", ".join(one.id for one in found))
    if item is None:
        console.say("Your plan stays as it is.")
    else:
        make(console, coach, Swap(here.id, place, item), yes=yes)


def _chosen(console: Console, words: list[str], found: tuple[PlanItem, ...]) -> PlanItem | None:
    if not console.interactive:
        for one, text in zip(found, words, strict=True):
            console.item("-", f"{text} ({one.id})")
        raise InputError("Say which one: coach plan swap EXERCISE NEW.")
    chosen = console.choose(words, default=0)
    return None if isinstance(chosen, Move) else found[chosen]


def undo(console: Console, coach: Coach) -> None:
    """Take the newest change back."""
    console.say(undo_change(coach, needed_plan(coach)).said)
