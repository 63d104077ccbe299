"""The intake in lines: consent, express or all, one field at a time, and what the answers call for at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.plain.console import BACK, KEYS, SKIP, Console, Move
from coach.plain.fields import ask_field
from coach.plain.safety import STOPPED_FOR_SAFETY, show_action

if TYPE_CHECKING:
    from coach.engine.intake_flow import Step
    from coach.services.context import Coach
    from coach.services.intake import Dialogue


def run_intake(console: Console, coach: Coach, *, express: bool | None = None) -> int:
    """Ask, save, and show the action screen where an answer calls for it.

    Returns:
        0, or 3 where everything is stopped for safety.
    """
    from coach.services.intake import Dialogue

    dialogue = Dialogue(coach, express=bool(express))
    _welcome(console, coach, dialogue, express)
    number = 0
    while (step := dialogue.step) is not None:
        if step.number != number:
            console.say("", f"Question {step.number} of {step.of}. {step.question.title}.")
            number = step.number
        if not _one(console, coach, dialogue, step):
            return STOPPED_FOR_SAFETY
    dialogue.finish()
    console.say("", "Thank you. Your answers are kept. You can change them at any time with: coach intake")
    return show_flags(console, coach)


def _welcome(console: Console, coach: Coach, dialogue: Dialogue, express: bool | None) -> None:
    if dialogue.resumed:
        console.say("Your answers from last time are still here.")
        if console.yes_no("Go on where you were?", default=True) is not True:
            dialogue.start_over()
        console.say(KEYS)
        return
    from coach.services.welcome import first_page

    intake = coach.library.rules.intake
    if not dialogue.again:
        page = first_page()
        console.say("Welcome to Hip Coach.", "", *page.consent, "")
        console.enter(f'Enter means "{page.consent_button}"')
    console.say("", KEYS, "")
    if express is None:
        total = len(intake.question)
        core = sum(question.core for question in intake.question)
        console.say(f"The short way asks {core} questions now and the rest later. It takes about three minutes.")
        ways = (f"The short way, {core} questions", f"All {total} questions")
        chosen = console.choose(ways, default=0, back=False)
        dialogue.set_express(chosen == 0)


def _one(console: Console, coach: Coach, dialogue: Dialogue, step: Step) -> bool:
    """Ask one field; False where an emergency ends the intake."""
    value = _ask(console, coach, step)
    if value is BACK:
        if dialogue.step is not None and _is_first(dialogue):
            console.say("This is the first question.")
        dialogue.back()
        return True
    if value is SKIP:
        dialogue.skip()
        return True
    objection = dialogue.objection(value)
    if objection is not None:
        console.say(objection)
        return True
    mention = dialogue.mention(value)
    screen = dialogue.answer(value)
    if screen is not None:
        show_action(console, screen)
        return False
    if mention is not None:
        console.say(mention)
    return True


def _is_first(dialogue: Dialogue) -> bool:
    step = dialogue.step
    return step is not None and step.question.field[0].id == step.field.id and step.number == 1


def _ask(console: Console, coach: Coach, step: Step) -> Any | Move:
    if step.field.kind == "medicines":
        from coach.plain.medicines import ask_medicines

        medicines = coach.library.rules.medicines.medicine
        return ask_medicines(console, step.field.ask, step.field.help or "", step.known or (), medicines)
    return ask_field(console, step.field, step.known, skip=step.can_skip, today=coach.today())


def show_flags(console: Console, coach: Coach) -> int:
    """The action screen of the red flags in force, if there are any; 3 where nothing may go on."""
    from coach.services import safety

    screening = safety.screening_now(coach)
    if not screening.active:
        return 0
    show_action(console, safety.action_screen(coach, [one.flag.id for one in screening.active]))
    return STOPPED_FOR_SAFETY if screening.stops_everything else 0
