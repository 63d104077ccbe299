"""One-line entries and answers: check-in, pain, falls, weight, notes, done, skip, undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from coach.domain.events import (
    CheckIn,
    Cost,
    DoseSkipped,
    DoseTaken,
    EventBody,
    FallLogged,
    FeltEasy,
    HabitMarked,
    NoteLogged,
    PainLogged,
    SessionEnded,
    SessionMarked,
    Undone,
    WeeklyReview,
    WeightLogged,
)
from coach.domain.journal import Event
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.day import Line, Sleep, State
from coach.services.planning import needed_plan
from coach.store.medicines_file import medicines_in_force
from coach.toml.words import did_you_mean

THANKS = "Thank you."
FALL_FLAGS = ("rf_fracture", "rf_head_injury", "rf_fall_new_pain")
"""Asked after every fall (R2.3 stop_fall)."""
NEAR_FALL_FLAGS = ("rf_fall_new_pain",)
"""Asked after a near-fall (R4.11 pr_down_fall)."""


@dataclass(frozen=True, slots=True)
class More:
    """What the check-in asks beside tired, sleep and pain when it is due; see `coach.domain.events.CheckIn`."""

    spasticity: int | None = None
    cost: Cost | None = None
    heat: Literal["usual", "warm", "hot"] | None = None
    groggy: bool | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written, in words, and what to look at next."""

    text: str
    event: Event
    ask: tuple[str, ...] = ()
    """Red flags to ask now."""


def check_in(
    coach: Coach,
    fatigue: int,
    sleep: Sleep | None,
    pain: int | None,
    *,
    bad_day: bool = False,
    more: More | None = None,
) -> Logged:
    """The daily check-in (R4.7): the day's colour follows from it."""
    from coach.services.versions import words_now

    further = {} if more is None else {key: value for key, value in asdict(more).items() if value is not None}
    body = CheckIn.model_validate({"fatigue": fatigue, "sleep": sleep, "pain": pain, "bad_day": bad_day, **further})
    (event,) = coach.record(body)
    ask = ("rf_pain_severe",) if pain is not None and pain >= 9 else ()
    return Logged(f"{THANKS} {words_now(coach)}", event, ask)


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
    """A fall or near-fall; after a fall three questions follow, after a near-fall one."""
    (event,) = coach.record(FallLogged(near=near, note=note))
    if near:
        return Logged(
            "Noted: a near-fall. For the next 7 days, keep a firm hold in everything that is done standing.",
            event,
            NEAR_FALL_FLAGS,
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
    """Done or skipped for something of today, named as `line_named` has it; a dose that is done is one taken now.

    Raises:
        InputError: nothing of that name is planned today, or a dose is noted already.
    """
    line = line_named(coach, name)
    if line.kind == "medicine":
        from coach.services import doses

        if mark == "skipped":
            return Logged(f"{doses.label(line)}: noted as left out today.", doses.leave_out(coach, line, reason))
        taking = doses.taking(coach, line)
        return Logged(" ".join((*taking.first, taking.text)), doses.note(coach, taking), taking.ask)
    body: EventBody
    if line.kind == "session":
        body = SessionMarked(session=line.id, mark=mark, reason=reason)
    else:
        body = HabitMarked(habit=line.id, mark=mark)
    (event,) = coach.record(body)
    words = "done" if mark == "done" else "left out today, and that is fine"
    return Logged(f"{line.title}: {words}.", event)


MARKED = {"done": "done", "skipped": "left out"}


def line_named(coach: Coach, name: str) -> Line:
    """A line of today, by id or title; 1, 2, 3 is its place in `coach today`. Of several doses the first open one.

    Raises:
        InputError: nothing of that name is planned today.
    """
    from coach.services.today import today_view

    lines = today_view(coach).lines
    wanted = name.strip().casefold()
    for number, line in enumerate(lines, 1):
        if wanted in (str(number), line.id):
            return line
    found = [line for line in lines if wanted in (line.title.casefold(), line.medicine)]
    if found:
        order: dict[State, int] = {"open": 0, "coming": 1, "not_recorded": 2}
        return min(found, key=lambda line: order.get(line.state, 3))
    needed_plan(coach)
    near = did_you_mean(name, [one.title if one.medicine else one.id for one in lines])
    raise InputError(f'"{name}" is not planned today. {near or "`coach today` lists the day."}')


UNDOABLE = frozenset({
    "check_in", "pain_logged", "fall_logged", "weight_logged", "note_logged", "session_marked", "habit_marked",
    "dose_taken", "dose_skipped", "felt_easy", "weekly_review", "mood_checked", "triggers_checked",
})  # fmt: skip


NOTHING = "There is nothing from today to take back. A check-in, pain, a fall, a note, or a mark on a line can be."
SESSION_STAYS = "What you did in a session stays as it is; you can do it again at any time."


def undo(coach: Coach) -> str:
    """Take back the newest entry of today that can be taken back; the journal keeps both.

    Raises:
        InputError: there is nothing to undo; the text says what could be.
    """
    stays = ""
    for event in reversed(coach.journal.events(since=coach.today())):
        if event.body.kind in UNDOABLE:
            coach.record(Undone(event=event.id))
            return f"Taken back: {in_words(event.body, _names(coach))}. {stays}".strip()
        if isinstance(event.body, SessionEnded):
            stays = SESSION_STAYS
    raise InputError(f"{NOTHING} {stays}".strip())


def _names(coach: Coach) -> dict[str, str]:
    """Titles of today's lines and names of medicines, by id."""
    from coach.services.today import today_view

    titles = {line.id: line.title for line in today_view(coach).lines}
    return titles | {one.id: one.name for one in medicines_in_force(coach.home)[0].medicine}


def in_words(body: EventBody, names: Mapping[str, str]) -> str:
    """A short name for an entry; `names` by id."""
    if isinstance(body, DoseTaken | DoseSkipped):
        how = "taken" if isinstance(body, DoseTaken) else "left out"
        return f"{names.get(body.medicine, 'a medicine')}, noted as {how}"
    if isinstance(body, PainLogged):
        return f"pain {body.pain}"
    if isinstance(body, CheckIn):
        return f"check-in, tired {body.fatigue}"
    if isinstance(body, WeightLogged):
        return f"weight {body.kg:g} kg"
    if isinstance(body, WeeklyReview):
        return "the answers of the weekly look back"
    if isinstance(body, FallLogged):
        return "a near-fall" if body.near else "a fall"
    if isinstance(body, SessionMarked):
        return f"{names.get(body.session, body.session)}, {MARKED[body.mark]}"
    if isinstance(body, HabitMarked):
        return f"{names.get(body.habit, body.habit)}, {MARKED[body.mark]}"
    if isinstance(body, FeltEasy):
        return "that an exercise felt easy"
    return "a note" if isinstance(body, NoteLogged) else body.kind.replace("_", " ")
