"""Safety in lines: the action screen with nothing beside it, red flags to ask, and the fresh first question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coach.plain.console import Console, Move
from coach.services import safety

if TYPE_CHECKING:
    from coach.domain.questions import AnswerField
    from coach.domain.safety import RedFlag
    from coach.services.context import Coach
    from coach.services.safety import ActionScreen

STOPPED_FOR_SAFETY = 3


def show_action(console: Console, screen: ActionScreen) -> None:
    """The action screen, whole, and nothing else."""
    console.say("", *screen.lines())


def ask_flags(console: Console, flags: Iterable[RedFlag]) -> tuple[str, ...]:
    """Ask red flags one by one; each needs an answer. Returns those with yes."""
    yes = []
    for flag in flags:
        if flag.note:
            console.say(flag.note)
        if console.yes_no(flag.ask) is True:
            yes.append(flag.id)
    return tuple(yes)


def ask_after(console: Console, coach: Coach, names: tuple[str, ...]) -> ActionScreen | None:
    """Ask the red flags that an entry calls for (a fall, very strong pain); an action screen comes back on a yes."""
    by_id = {flag.id: flag for flag in coach.library.rules.red_flags.flag}
    yes = ask_flags(console, [by_id[name] for name in names])
    if yes:
        return safety.raise_flags(coach, yes, "log")
    if names:
        safety.answered_no(coach, "safety")
    return None


def first_question(console: Console, coach: Coach) -> ActionScreen | None:
    """The first safety question afresh (R2.1), needed after a flag that blocks everything was checked."""
    from coach.services.intake import safety_question_again

    fields = {one.path: one for one in coach.library.rules.intake.question[0].field}
    lines = _ticked(console, fields["safety.lines"])
    rules = coach.library.rules.red_flags
    urgent = {flag.id for flag in rules.flag if flag.urgency == "emergency_now"}
    found: list[str] = []
    for line in lines:
        rows = _ticked(console, fields[f"safety.rows_{line}"])
        found += rows
        if not rows:
            console.say(rules.mention_text)
        if urgent.intersection(rows):
            break
    return safety_question_again(coach, tuple(dict.fromkeys(found)))


def _ticked(console: Console, field: AnswerField) -> list[str]:
    from coach.plain.fields import ask_field

    value = ask_field(console, field, None, back=False, skip=False)
    return [] if isinstance(value, Move) else [str(one) for one in value]


def show_status(console: Console, coach: Coach) -> None:
    """Red flags in force, what each blocks, and how they are lifted."""
    status = safety.status(coach)
    if not status.rows:
        console.say("No red flag is in force.")
        return
    for flag, origin, blocks in status.rows:
        console.say("", f"{flag.name} ({flag.id}), {ORIGINS[origin]}.")
        for text in blocks:
            console.item("-", text)
    console.say("", "Has a doctor or nurse checked one? Then type: coach safety clear FLAG --by WHO --on DATE")


ORIGINS = {
    "answered": "from your answers", "derived": "it follows from your answers", "raised": "it came up later"
}  # fmt: skip
