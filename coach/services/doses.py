"""Doses: noting that one was taken or left out. The coach asks and counts; it never says what to take (R7.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from coach.domain.events import DoseSkipped, DoseTaken
from coach.domain.medicine import Medicine, minutes
from coach.engine import dose_limits
from coach.engine.schedule import instant
from coach.errors import InputError
from coach.services.day_now import as_of, due
from coach.services.dose_lines import clock_in, dose_lines
from coach.services.today import today_view
from coach.store.medicines_file import medicines_in_force

if TYPE_CHECKING:
    from coach.domain.journal import Event
    from coach.services.context import Coach
    from coach.services.day import Line

LOOK_BACK = timedelta(days=30)
"""So far back the dose before is looked for."""
MISSED = "Missed it? Check the leaflet or ask your pharmacist. Do not take a double dose."
NO_MEDICINES = "No medicines are written down yet. They stand in medicines.toml; `coach intake` asks for them too."


@dataclass(frozen=True, slots=True)
class Taking:
    """A dose that was taken, about to be noted."""

    body: DoseTaken
    text: str
    """What is noted, in words."""
    first: tuple[str, ...] = ()
    """What to say before it is noted; nothing in it keeps it from being noted."""
    ask: tuple[str, ...] = ()
    """Red flags to ask before it is noted."""


def label(line: Line) -> str:
    """A dose by its name and time."""
    return f"{line.title} {line.at}"


def enter_says(line: Line) -> str | None:
    """What Enter says of a dose in place of noting it; None where it is due and Enter notes it.

    So nobody who walks through the day with Enter notes a dose by the way that is hours off or past.
    """
    if line.state == "coming":
        return f"{label(line)} is still to come. Taken already? d notes it."
    if line.state == "not_recorded":
        return f"{label(line)} is not recorded. {MISSED} Taken all the same? d notes it."
    if line.state == "skipped":
        return f"{label(line)} is left out today. Taken all the same? d notes it."
    return noted(line)


def noted(line: Line) -> str | None:
    """That a dose is noted already; None where it is not."""
    return f"{label(line)} is noted already: taken at {line.taken}." if line.state == "done" else None


def taking(coach: Coach, line: Line, at: str | None = None) -> Taking:
    """The dose of a line of today, taken now, or at a time "HH:MM" of today.

    Raises:
        InputError: it is noted already, or the time has not come yet.
    """
    already = noted(line)
    if already is not None:
        raise InputError(already)
    medicine = next((one for one in medicines_in_force(coach.home)[0].medicine if one.id == line.medicine), None)
    if medicine is None:
        raise InputError("This medicine is no longer in medicines.toml.")
    return _taking(coach, medicine, line, coach.today(), _moment(coach, coach.today(), at))


def taking_named(coach: Coach, name: str, at: str | None = None, *, yesterday: bool = False) -> Taking:
    """A dose by the name of its medicine, taken now, at a time "HH:MM" of today, or of yesterday.

    Which of its times it was: the open one that is due; where none is, the nearest, or an extra dose if that one
    was taken already.

    Raises:
        InputError: there is no such medicine, or the time has not come yet.
    """
    medicine = _named(coach, name)
    day = coach.today() - timedelta(days=yesterday)
    if at is None and yesterday:
        raise InputError("Say when yesterday, for example: --at 22:10 --yesterday")
    moment = _moment(coach, day, at)
    return _taking(coach, medicine, _slot(coach, medicine, day, moment), day, moment)


def _moment(coach: Coach, day: date, at: str | None) -> datetime:
    now = coach.now()
    zone = now.tzinfo
    assert zone is not None, "the clock is aware"
    moment = now if at is None else instant(day, at, coach.look.day_starts, zone).astimezone(zone)
    if moment.astimezone(UTC) > now.astimezone(UTC):
        raise InputError(
            f"{at} has not come yet today. If it was yesterday, type: coach took NAME --at {at} --yesterday"
        )
    return moment


def note(coach: Coach, taking: Taking) -> Event:
    """Note a dose as taken."""
    (event,) = coach.record(taking.body)
    return event


def leave_out(coach: Coach, line: Line, reason: str | None = None) -> Event:
    """Note that a dose of today is left out.

    Raises:
        InputError: it was taken, and that stays.
    """
    already = noted(line)
    if already is not None:
        raise InputError(already)
    assert line.medicine is not None, "a line of a dose names its medicine"
    body = DoseSkipped(medicine=line.medicine, slot=line.slot, on=coach.today(), reason=reason)
    (event,) = coach.record(body)
    return event


def _named(coach: Coach, name: str) -> Medicine:
    """The medicine of a name or id, or of the beginning of its name where that fits one alone."""
    from coach.toml.fit import suggest

    medicines = medicines_in_force(coach.home)[0].medicine
    if not medicines:
        raise InputError(NO_MEDICINES)
    wanted = name.strip().casefold()
    by_line = {str(number): line.medicine for number, line in enumerate(today_view(coach).lines, 1) if line.medicine}
    found = [one for one in medicines if one.id == by_line.get(wanted)]
    found = found or [one for one in medicines if one.id == wanted.partition("@")[0]]
    found = found or [one for one in medicines if one.name.casefold() == wanted]
    found = found or [one for one in medicines if len(wanted) > 2 and one.name.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(one.id for one in found)
        raise InputError(f'More than one medicine fits "{name}". Say which: {ids}.')
    close = suggest(name, [one.name for one in medicines])
    hint = f'Did you mean "{close}"?' if close else f"There are: {', '.join(one.name for one in medicines)}."
    raise InputError(f'There is no medicine "{name}". {hint}')


def _slot(coach: Coach, medicine: Medicine, day: date, moment: datetime) -> Line | None:
    """Which of the day's doses was taken at a moment; None for one more."""
    view = replace(today_view(coach), day=day)
    lines = tuple(dose_lines((medicine,), coach.journal.events(since=day), day))
    view = as_of(replace(view, lines=lines), moment)

    def far(line: Line) -> timedelta:
        at = due(line, view, moment)
        assert at is not None, "doses have times"
        return abs(at - moment.astimezone(UTC))

    open_now = [line for line in view.lines if line.state == "open"]
    chosen = min(open_now or view.lines, key=lambda line: (far(line), line.state == "done"), default=None)
    return None if chosen is None or chosen.state == "done" else chosen


def _taking(coach: Coach, medicine: Medicine, line: Line | None, day: date, moment: datetime) -> Taking:
    at = clock_in(moment, coach.clock.zone_name())
    before = "" if day == coach.today() else " yesterday"
    body = DoseTaken(
        medicine=medicine.id, slot=None if line is None else line.slot, on=day, taken_at=moment.astimezone(UTC)
    )
    name = medicine.name if line is None else label(line)
    first, ask = _before(coach, medicine, moment)
    if line is None and medicine.times:
        first = ("The dose of this time is noted already. This one is noted as one more.", *first)
    return Taking(body, f"{name}: taken{before} at {at}.", first, ask)


def _before(coach: Coach, medicine: Medicine, moment: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What to say before a dose is noted, and what to ask: the last one, and the limits that the person typed."""
    new = moment.astimezone(UTC)
    events = coach.journal.events(since=(new - LOOK_BACK).date(), kinds=("dose_taken",))
    taken = [
        (event.body.taken_at, event.zone)
        for event in events
        if isinstance(event.body, DoseTaken) and event.body.medicine == medicine.id
    ]
    texts: list[str] = []
    ask: tuple[str, ...] = ()
    if medicine.as_needed:
        texts.append(_last(medicine, [one for one in taken if one[0] <= new], new))
    times = [one for one, _ in taken]
    gap = dose_limits.gap(times, new)
    if medicine.min_gap and gap is not None and gap < timedelta(minutes=minutes(medicine.min_gap)):
        texts.append(
            f"Your pack, as you wrote it, asks for {medicine.min_gap} between two; this is {_span(gap)}. "
            "Ask a pharmacist before any more."
        )
    doses = dose_limits.most_in_24_h(times, new)
    if medicine.max_per_day and dose_limits.over(doses, medicine.max_per_day, medicine.mg_per_dose):
        texts.append(
            f"Stop here, please. This makes {doses} doses in 24 hours, and your pack's limit, as you wrote it, is "
            f"{medicine.max_per_day}."
        )
        ask = ("rf_overdose",)
    return tuple(texts), ask


def _last(medicine: Medicine, before: list[tuple[datetime, str]], new: datetime) -> str:
    if not before:
        return f"{medicine.name}: none is noted in the last {LOOK_BACK.days} days."
    moment, zone = max(before)
    return f"{medicine.name}: the last one was {_span(new - moment)} before, at {clock_in(moment, zone)}."


def _span(span: timedelta) -> str:
    """A length of time as people say it: "25 min", "2 h 10 min", "3 days"."""
    total = int(span.total_seconds()) // 60
    hours, rest = divmod(total, 60)
    if hours >= 48:
        return f"{hours // 24} days"
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"
