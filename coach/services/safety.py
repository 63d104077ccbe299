"""Red flags in force, what they block, the action screen, and "checked by a clinician" (R2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coach.domain.events import FlagCleared, FlagsAsked, FlagsRaised
from coach.domain.safety import RedFlag
from coach.domain.settings import ROLE_WORDS, Contact
from coach.engine.day_signs import INFECTIONS
from coach.engine.screening import URGENCY_ORDER, Screening
from coach.errors import InputError, SafetyStop
from coach.services.context import Coach
from coach.services.people import person_now
from coach.toml.words import did_you_mean

CLEARABLE_BACKGROUND = {"bg_fracture_12w": "the fracture", "bg_heart_lung": "heart or lungs"}
"""Background answers that a clinician can clear too (R1.6)."""


@dataclass(frozen=True, slots=True)
class ActionScreen:
    """What to do now, whom to call: shown whole, nothing else beside it."""

    title: str
    text: str
    flags: tuple[str, ...]
    todo: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    """(what, number) pairs for the person's country."""
    contacts: tuple[Contact, ...]
    urgency: str

    def lines(self) -> tuple[str, ...]:
        """The same as plain lines; whom to call stands right after what to do."""
        said = [self.title, "", self.text, ""]
        whom = []
        for what, number in self.numbers:
            whom += [f"Emergency: {number}", what] if what.endswith(".") else [f"{what}: {number}"]
        whom += [f"{one.name}{_who(one)}: {one.phone}" for one in self.contacts]
        said += [*whom, ""] if whom else []
        said += [*self.todo, ""] if self.todo else []
        said += ["This is about: " + "; ".join(self.flags) + "."] if self.flags else []
        return tuple(said)


def _who(contact: Contact) -> str:
    return "" if contact.role == "other" else f" ({ROLE_WORDS[contact.role]})"


@dataclass(frozen=True, slots=True)
class SafetyStatus:
    """Red flags in force with what each blocks."""

    screening: Screening
    rows: tuple[tuple[RedFlag, str, tuple[str, ...]], ...]
    """(flag, origin, block texts)."""


def status(coach: Coach) -> SafetyStatus:
    """What is in force for the person now, also before a profile exists (flags raised in an intake that was ended)."""
    screening = screening_now(coach)
    texts = {block.id: block.text for block in coach.library.rules.red_flags.block}
    rows = tuple((one.flag, one.origin, tuple(texts[block] for block in one.flag.blocks)) for one in screening.active)
    return SafetyStatus(screening, rows)


def screening_now(coach: Coach) -> Screening:
    """The screening of the person's answers and journal."""
    person, _ = person_now(coach)
    return person.screening


def clear(coach: Coach, flag: str, *, by: str, on: date) -> str:
    """Record "checked by a clinician" for one flag; returns what it changes, in words.

    Raises:
        InputError: the flag is unknown, no name is given, or the day is in the future.
    """
    known = [one.id for one in coach.library.rules.red_flags.flag] + list(CLEARABLE_BACKGROUND)
    name = flag if flag in known else f"rf_{flag}"
    if name not in known:
        raise InputError(f'There is no red flag "{flag}". {did_you_mean(name, known) or ""}'.rstrip())
    if not by.strip():
        raise InputError('Please say who checked it, for example --by "Dr Gray".')
    if on > coach.today():
        raise InputError(f"{on} is in the future. Please give the day on which it was checked.")
    coach.record(FlagCleared(flag=name, by=by.strip(), on=on))
    if stops_everything(coach, name):
        return "Noted. One more step: please answer the first safety question again, with `coach safety ask`."
    if name in INFECTIONS:
        return f"Noted. {after_infection(coach)}"
    return "Noted. If this opens more of the plan, `coach plan build` makes a new one."


def after_infection(coach: Coach) -> str:
    """How it goes on once a fever or an infection is over (R4.13)."""
    rules = coach.library.rules.progression.illness
    return (
        f"First come {rules.fever_rest_h // 24} days of rest with breathing and easy positions, then about "
        f"{rules.return_percent} % of the usual for {rules.return_days} days. If the fever is still there, say so "
        "when the coach asks before a session."
    )


def raise_flags(coach: Coach, flags: Iterable[str], where: str) -> ActionScreen | None:
    """Record red flags that came up; returns the action screen of the most urgent, or None without any."""
    names = tuple(dict.fromkeys(flags))
    if not names:
        return None
    coach.record(FlagsRaised(flags=names, where=where))  # type: ignore[arg-type]
    return action_screen(coach, names)


def first_question_flags(coach: Coach) -> tuple[RedFlag, ...]:
    """The flags of the first safety question, in its order (R2.1: asked afresh once a stop was checked)."""
    flags = {flag.id: flag for flag in coach.library.rules.red_flags.flag}
    fields = coach.library.rules.intake.question[0].field
    return tuple(flags[option.id] for field in fields for option in field.options if option.id in flags)


def stops_everything(coach: Coach, flag: str) -> bool:
    """Whether a flag blocks everything."""
    return any(one.id == flag and "B_ALL" in one.blocks for one in coach.library.rules.red_flags.flag)


def answered_no(coach: Coach, where: str, *, fresh: bool = False) -> None:
    """Record that safety questions were asked and answered with no."""
    coach.record(FlagsAsked(where=where, fresh_intake_question=fresh))  # type: ignore[arg-type]


def action_screen(coach: Coach, flags: Iterable[str]) -> ActionScreen:
    """The action screen for some flags: the most urgent leads, each says what to do meanwhile (R2.1, R2.2)."""
    rules = coach.library.rules
    by_id = {flag.id: flag for flag in rules.red_flags.flag}
    chosen = sorted((by_id[name] for name in flags), key=lambda flag: (URGENCY_ORDER[flag.urgency], flag.id))
    urgency = chosen[0].urgency
    core = next(text for text in rules.red_flags.urgency if text.id == urgency)
    numbers = _numbers(coach, chosen)
    return ActionScreen(
        title=core.title,
        text=core.text,
        flags=tuple(flag.name for flag in chosen),
        todo=tuple(flag.do for flag in chosen if flag.do),
        numbers=numbers,
        contacts=coach.settings.contact,
        urgency=urgency,
    )


def _numbers(coach: Coach, flags: list[RedFlag]) -> tuple[tuple[str, str], ...]:
    table = coach.library.rules.emergency
    own = next((one for one in table.numbers if one.country == coach.settings.country), None)
    emergency = own.emergency if own else table.fallback
    rows: list[tuple[str, str]] = []
    if flags[0].urgency == "emergency_now":
        rows.append(("Emergency" if own else table.fallback_text, emergency))
    if own is not None:
        if any(flag.crisis for flag in flags) and own.crisis:
            rows.append(("Crisis line", own.crisis))
        if any(flag.id == "rf_overdose" for flag in flags) and own.poison:
            rows.append(("Poison line", own.poison))
        if flags[0].urgency == "same_day" and own.urgent:
            rows.append(("Urgent care line", own.urgent))
    return tuple(rows)


def stop_if_emergency(coach: Coach, screening: Screening) -> None:
    """Stop with the action screen where a flag blocks everything (B_ALL).

    Raises:
        SafetyStop: exit code 3; the text is the action screen.
    """
    if screening.stops_everything:
        flags = [one.flag.id for one in screening.active if "B_ALL" in one.flag.blocks]
        raise SafetyStop("\n".join(action_screen(coach, flags).lines()))
