"""One-line entries and answers: check-in, pain, falls, weight, notes, done, skip, undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.domain.events import (
    CheckIn,
    EventBody,
    FallLogged,
    HabitMarked,
    NoteLogged,
    PainLogged,
    SessionMarked,
    Undone,
    WeightLogged,
)
from coach.domain.journal import Event
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.day import Sleep
from coach.services.planning import needed_plan

FALL_FLAGS = ("rf_fracture", "rf_head_injury", "rf_fall_new_pain")
"""Asked after every fall (R2.3 stop_fall)."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written, in words, and what to look at next."""

    text: str
    event: Event
    ask: tuple[str, ...] = ()
    """Red flags to ask now."""


def check_in(coach: Coach, fatigue: int, sleep: Sleep | None, pain: int | None, *, bad_day: bool = False) -> Logged:
    """The daily check-in (R4.7): the day's colour follows from it."""
    body = CheckIn(fatigue=fatigue, sleep=sleep, pain=pain, bad_day=bad_day)
    (event,) = coach.record(body)
    ask = ("rf_pain_severe",) if pain is not None and pain >= 9 else ()
    return Logged(day_words(body), event, ask)


def day_colour(body: CheckIn) -> Literal["green", "amber", "red"]:
    """Green, amber or red (R4.7 en_today_score)."""
    if body.bad_day or body.fatigue >= 7 or body.sleep == "under_4_5h":
        return "red"
    return "amber" if body.fatigue >= 5 or body.sleep == "under_6h" else "green"


def day_words(body: CheckIn) -> str:
    """One kind line about the day."""
    return {
        "green": "Thank you. Today can be a usual day.",
        "amber": "Thank you. A middling day: take more rests, and leave out what feels too much.",
        "red": "Thank you. Today is a day to go easy: a few slow breaths and one gentle stretch already count.",
    }[day_colour(body)]


def log_pain(coach: Coach, pain: int, side: str | None = None, zone: str | None = None) -> Logged:
    """A pain rating, 0 to 10."""
    zones = coach.library.rules.intake
    known = [option.id for q in zones.question for f in q.field if f.path == "hip.zones" for option in f.options]
    if zone is not None:
        zone = zone if zone in known else f"z_{zone}"
        if zone not in known:
            raise InputError(f"The zone is one of: {', '.join(one.removeprefix('z_') for one in known)}.")
    body = PainLogged(pain=pain, side=side, zone=zone)  # type: ignore[arg-type]
    (event,) = coach.record(body)
    return Logged(f"Noted: pain {pain} of 10.", event, ("rf_pain_severe",) if pain >= 9 else ())


def log_fall(coach: Coach, *, near: bool, note: str | None = None) -> Logged:
    """A fall or near-fall; after a fall three questions follow."""
    (event,) = coach.record(FallLogged(near=near, note=note))
    if near:
        return Logged(
            "Noted: a near-fall. For the next 7 days, keep a firm hold in everything that is done standing.", event
        )
    return Logged("Noted: a fall. Three short questions follow, because some injuries hide.", event, FALL_FLAGS)


def log_weight(coach: Coach, kg: float) -> Logged:
    """Body weight in kg."""
    (event,) = coach.record(WeightLogged(kg=kg))
    return Logged(f"Noted: {kg:g} kg.", event)


def log_note(coach: Coach, text: str) -> Logged:
    """A line in the person's own words."""
    if not text.strip():
        raise InputError("The note is empty. Type some words after `coach log note`.")
    (event,) = coach.record(NoteLogged(text=text.strip()))
    return Logged("Noted.", event)


def mark(coach: Coach, name: str, mark: Literal["done", "skipped"], reason: str | None = None) -> Logged:
    """Done or skipped for a session, tip or habit of today, by id or title; 1, 2, 3 is its line in `coach today`.

    Raises:
        InputError: nothing of that name is planned today.
    """
    from coach.services.today import today_view
    from coach.toml.fit import suggest

    needed_plan(coach)
    lines = today_view(coach).lines
    names = {key: line for line in lines for key in (line.id, line.title.lower())}
    names |= {str(number): line for number, line in enumerate(lines, 1)}
    line = names.get(name.lower())
    if line is None:
        close = suggest(name, [one.id for one in lines])
        raise InputError(
            f'"{name}" is not planned today.'
            + (f' Did you mean "{close}"?' if close else " `coach today` lists the day.")
        )
    body: EventBody
    if line.kind == "session":
        body = SessionMarked(session=line.id, mark=mark, reason=reason)
    else:
        body = HabitMarked(habit=line.id, mark=mark)
    (event,) = coach.record(body)
    words = "done" if mark == "done" else "left out today, and that is fine"
    return Logged(f"{line.title}: {words}.", event)


UNDOABLE = frozenset({
    "check_in", "pain_logged", "fall_logged", "weight_logged", "note_logged", "session_marked", "habit_marked",
})  # fmt: skip


def undo(coach: Coach) -> str:
    """Take back the newest entry of today that can be taken back; the journal keeps both.

    Raises:
        InputError: there is nothing to undo.
    """
    today = coach.today()
    for event in reversed(coach.journal.events(since=today)):
        if event.body.kind in UNDOABLE:
            coach.record(Undone(event=event.id))
            return f"Taken back: {in_words(event.body)}."
    raise InputError("There is nothing from today to take back.")


def in_words(body: EventBody) -> str:
    """A short name for an entry."""
    if isinstance(body, PainLogged):
        return f"pain {body.pain}"
    if isinstance(body, CheckIn):
        return f"check-in, tired {body.fatigue}"
    if isinstance(body, WeightLogged):
        return f"weight {body.kg:g} kg"
    if isinstance(body, FallLogged):
        return "a near-fall" if body.near else "a fall"
    if isinstance(body, SessionMarked):
        return f"{body.session} {body.mark}"
    if isinstance(body, HabitMarked):
        return f"{body.habit} {body.mark}"
    return "a note" if isinstance(body, NoteLogged) else body.kind.replace("_", " ")
