"""The plan in lines: the week in words, and the review before it comes into force (design 3.3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.domain.verbs import filled
from coach.engine.typed import Misread
from coach.errors import InputError
from coach.plain.console import SKIP, Console, Move
from coach.plain.keys import verb_of
from coach.services import plan_words
from coach.services.plan_changes import LeaveOut, Swap, with_change
from coach.services.plan_trial import session_seconds

if TYPE_CHECKING:
    from coach.domain.exercise import Exercise
    from coach.domain.plan import Plan
    from coach.engine.builder import Built
    from coach.services.context import Coach

KEYS = filled(
    "Enter accepts this plan. {why} 1 says why number 1 is there, {leave_out} 1 leaves it out, {replace} 1 swaps it, "
    "{undo} takes the last change back, {plan} lists the week with its notes, {quit} stops. "
    "{why} alone tells what is left out and what would change that."
)
OF_A_LINE = ("why", "leave_out", "replace")


def show_week(console: Console, plan: Plan, exercises: Mapping[str, Exercise], seconds: Mapping[str, int]) -> None:
    """The sessions with their items, numbered through."""
    console.say(f"{plan.title}. From {plan.starts}" + (f", to be looked at on {plan.review}." if plan.review else "."))
    show_sessions(console, plan, exercises, seconds, tuple(session.id for session in plan.session))
    if not plan.session:
        console.say("There is no session in it.")


def show_sessions(
    console: Console, plan: Plan, exercises: Mapping[str, Exercise], seconds: Mapping[str, int], names: Collection[str]
) -> None:
    """Some of the sessions, with the numbers that their items have in the whole week."""
    number = 0
    for session in plan.session:
        if session.id in names:
            console.say("", plan_words.session_words(session, seconds.get(session.id)))
        for item in session.exercise:
            number += 1
            if session.id in names:
                console.item(f"{number:3}", plan_words.item_words(item, exercises))


def show_built(console: Console, coach: Coach, built: Built, plan: Plan) -> None:
    """A fresh plan: the week, what is unmet and why, and notes."""
    show_week(console, plan, coach.library.exercises, session_seconds(coach, plan, built.person.level))
    show_notes(console, built)


def show_notes(console: Console, built: Built) -> None:
    """What the week does not reach yet and why, and what to know about it."""
    if built.unmet:
        console.say("", "Not reached yet:")
        for line in built.unmet:
            console.item("-", line)
    if built.notes:
        console.say("", "Good to know:")
        for line in built.notes:
            console.item("-", line)
    if not built.unmet and not built.notes:
        console.say("", "Everything that was aimed for has found its place.")


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing asked for in the review: `OF_A_LINE` with a number; `yes`, `undo`, `plan` and `why` without."""

    verb: str
    number: int = 0


def review(console: Console, coach: Coach) -> bool:
    """Build a plan, go through it with the person, put it into force; False where it was left for later.

    Raises:
        SafetyStop: a flag blocks everything.
    """
    from coach.plain.asked import ask_open
    from coach.services import planning
    from coach.services.people import needed_profile

    ask_open(console, coach)
    console.say("", "One moment, your plan is being made.", "")
    profile = needed_profile(coach)
    built = planning.build_plan(coach, profile)
    plan = built.plan
    before: list[Plan] = []
    show_week(console, plan, coach.library.exercises, session_seconds(coach, plan, built.person.level))
    console.say("", KEYS)
    while True:
        wish = _wish(console, plan)
        if wish is SKIP or isinstance(wish, Move):
            console.say("The plan waits. Nothing is in force yet.")
            return False
        if wish.verb == "plan":
            show_built(console, coach, built, plan)
        elif wish.verb == "why" and not wish.number:
            _show_rest(console, coach, plan)
        elif wish.verb == "yes":
            try:
                planning.accept(coach, plan, profile)
            except InputError as error:
                console.say(str(error))
                continue
            console.say("", "Your plan is in force. It is a file of yours: plan.toml. You can change it at any time.")
            return True
        elif wish.verb == "undo":
            console.say("Taken back. The numbers are as they were before." if before else "Nothing is changed yet.")
            plan = before.pop() if before else plan
        else:
            changed = _change(console, coach, plan, wish, built.person.level)
            before += [plan] if changed is not plan else []
            plan = changed


def _wish(console: Console, plan: Plan) -> Wish | Move:
    most = sum(len(session.exercise) for session in plan.session)

    def read(text: str) -> Wish | Misread:
        alone = verb_of(text, ("yes", "undo", "plan", "why"), {"accept": "yes", "list": "plan", "notes": "plan"})
        match = re.fullmatch(r"([a-z ]+?) ?([0-9]{1,3})", text.lower(), re.ASCII)
        verb = verb_of(match[1], OF_A_LINE) if match else None
        if alone is not None:
            return Wish(alone)
        if match is None or verb is None:
            return Misread(filled("Please type Enter, or a letter and a number: {why} 1, {leave_out} 1, {replace} 1."))
        if not 1 <= int(match[2]) <= most:
            return Misread(f"The numbers go from 1 to {most}.")
        return Wish(verb, int(match[2]))

    return console.ask("Your wish", read, default=Wish("yes"), shown="accept this plan", back=False,
                       explain=lambda: console.say(KEYS))  # fmt: skip


def _show_rest(console: Console, coach: Coach, plan: Plan) -> None:
    """What is left out, what the week does not reach, and what would change that."""
    from coach.plain.why import show_left_out, show_unmet
    from coach.services.why import Whys

    whys = Whys(coach, plan)
    show_left_out(console, whys)
    console.say("", "One moment, some other weeks are being tried.")
    show_unmet(console, whys)


def _change(console: Console, coach: Coach, plan: Plan, wish: Wish, level: int) -> Plan:
    from coach.services import planning

    session, place = _places(plan)[wish.number - 1]
    item = next(one for one in plan.session if one.id == session).exercise[place]
    exercises = coach.library.exercises
    name = coach.library.called(item.id)
    if wish.verb == "why":
        from coach.plain.why import show_whole
        from coach.services.why import Whys

        show_whole(console, Whys(coach, plan).exercise(session, place))
        console.say("")
        return plan
    if wish.verb == "leave_out":
        changed = with_change(plan, LeaveOut(session, place))
        console.say(f"Left out: {name}. The numbers after it move up by one.")
    else:
        found = planning.swaps(coach, plan, session, place)
        if not found:
            leave = filled("{leave_out}")
            console.say(f"Nothing else fits in the place of {name}. You can leave it out with {leave} {wish.number}.")
            return plan
        console.say(f"In the place of {name}:")
        chosen = console.choose([plan_words.item_words(one, exercises) for one in found], default=0)
        if isinstance(chosen, Move):
            return plan
        changed = with_change(plan, Swap(session, place, found[chosen]))
    show_sessions(console, changed, exercises, session_seconds(coach, changed, level), (session,))
    console.say("")
    return changed


def _places(plan: Plan) -> list[tuple[str, int]]:
    return [(session.id, place) for session in plan.session for place in range(len(session.exercise))]
