"""Why a session is on its days and at its time: the windows of R4.9, helpers, wishes, and two days between strength."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coach.domain.plan import Session
from coach.domain.profile import Medicine
from coach.domain.rules import Window
from coach.domain.vocabulary import DAYS, Day
from coach.engine.explanation import CHOSEN, Known, NextBest, Reason, Rule
from coach.engine.layout import feet_free, session_times
from coach.engine.minutes import session_seconds
from coach.engine.person import clock_text, minute_of

OWN_TIME = "You chose its days and time yourself."
DAY_WORDS: dict[Day, str] = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
MORNING_TO, EVENING_FROM = 12 * 60, 17 * 60
FRESH_MIN = (60, 180)
"""Minutes after waking in which energy is best (R4.9 tod_energy)."""
TWO_DAYS = Rule("R4.3", "same_muscle_again")


def why_days(known: Known, session: Session) -> tuple[Reason, ...]:
    """Why on these days."""
    if session.keep:
        return (Reason("hand", OWN_TIME, Rule("R4.5", "keep")),)
    person = known.person
    if session.optional:
        text = "Somebody helps you at times that nobody knows yet, so it counts for nothing when left out."
        return (Reason("answer", text, Rule("R1.4", "helper_needed")),)
    if not set(session.days) & set(person.days):
        text = f"On your other days you have {person.other_minutes} easy minutes, so only gentle things lie here."
        easy = bool(person.other_minutes)
        return (Reason("answer" if easy else "hand", text if easy else OWN_TIME, Rule("R4.5", "other_days")),)
    if moves_muscles(known, session) and len(session.days) > 1:
        text = "Two days or more lie between one time and the next, so that muscles can recover."
        return (Reason("day", text, TWO_DAYS, "s03"),)
    if moves_muscles(known, session):
        return (Reason("day", "Strength has a day to itself, so that muscles can recover.", TWO_DAYS, "s03"),)
    given = known.profile.capacity.days is not None
    text = "You named these days." if given else "You left the days open, so they are spread over the week."
    return (Reason("answer", text, Rule("R4.5", "days")),)


def moves_muscles(known: Known, session: Session) -> bool:
    """Whether it holds strength work that the 48-hour rule binds (decisions 8)."""
    exercises = (known.exercise(item) for item in session.exercise)
    return any(one is not None and one.module == "strengthening" and not one.isometric for one in exercises)


def why_time(known: Known, session: Session) -> tuple[Reason, ...]:
    """Why at this time: what binds it first, then what made it."""
    if session.keep:
        return ()
    return (*_windows(known, session), *_made(known, session))


def _made(known: Known, session: Session) -> Iterator[Reason]:
    person, at = known.person, minute_of(session.at)
    for start, end in person.help.spans:
        if start <= at < end:
            text = f"Somebody can help you from {clock_text(start)} to {clock_text(end)}."
            yield Reason("answer", text, Rule("R1.4", "helper_needed"))
            return
    wish = "morning" if at < MORNING_TO else "evening" if at >= EVENING_FROM else "afternoon"
    if wish in person.prefer:
        yield Reason("answer", f"You asked for {wish}s.", Rule("R4.9", "wish"))
        return
    since = (at - person.wake) % 1440
    if FRESH_MIN[0] <= since <= FRESH_MIN[1]:
        text = "One to three hours after waking there is often most energy."
        yield Reason("time", text, Rule("R4.9", "tod_energy"), CHOSEN)
    elif _others_before(known, session):
        text = "There are some hours of rest between this one and the one before it."
        yield Reason("time", text, Rule("R4.7", "en_split"), CHOSEN)
    else:
        yield Reason("time", "It lies well inside your waking hours.", Rule("R4.14", "rem_quiet"), CHOSEN)


def _others_before(known: Known, session: Session) -> bool:
    return any(
        other.id != session.id and other.at < session.at and set(other.days) & set(session.days)
        for other in known.plan.session
    )


@dataclass(frozen=True, slots=True)
class Bound:
    """A medicine with the window that holds for it now."""

    medicine: Medicine
    window: Window


def bounds(known: Known) -> tuple[Bound, ...]:
    """The windows that hold for the person's medicines at all."""
    dizzy = "dizzy" in known.person.facts.chosen("other")

    def holds(medicine: Medicine, window: Window) -> bool:
        if medicine.info not in window.medicines or not medicine.times:
            return False
        days = window.days_after_change
        changed = (day for day in (medicine.started, medicine.changed) if day is not None)
        new = days is not None and any(0 <= (known.today - day).days < days for day in changed)
        return days is None or new or (window.dizzy and dizzy)

    windows = known.library.rules.timing.window
    return tuple(Bound(m, w) for m in known.profile.medicine for w in windows if holds(m, w))


def _windows(known: Known, session: Session) -> Iterator[Reason]:
    """For each medicine with a window: that the session lies outside, or that all in it is sitting or lying."""
    at = minute_of(session.at)
    for one in bounds(known):
        name = _name(known, one.medicine)
        rule = Rule("R4.9", one.window.id)
        source = "s59" if one.window.id == "tod_tizanidine" else CHOSEN
        if _free(known, at, session, (one.medicine,)):
            text = f"It lies {one.window.hours:g} hours or more after your {name}."
        else:
            text = f"Your {name} is close to it, so all of it is sitting or lying. The medicine stays where it is."
        yield Reason("window", text, rule, source)


def _name(known: Known, medicine: Medicine) -> str:
    facts = {one.id: one.name for one in known.library.rules.medicines.medicine}
    name = medicine.name or facts.get(medicine.info or "", "medicine")
    return name[:1].lower() + name[1:]


def _free(known: Known, at: int, session: Session, medicines: tuple[Medicine, ...]) -> bool:
    rules = known.library.rules
    minutes = session_seconds(session, known.library.exercises, known.person.level, rules.weekly) / 60
    return feet_free(at, minutes, known.person, medicines, rules, known.today)


def next_best_time(known: Known, session: Session) -> NextBest | None:
    """Another day or time that was near, and what spoke against it."""
    if session.keep or session.optional or not session.days:
        return None
    return _next_day(known, session) or _next_time(known, session)


def _next_day(known: Known, session: Session) -> NextBest | None:
    """For strength: the nearest other day of the person, and the days between."""
    if not moves_muscles(known, session):
        return None
    others = [day for day in known.person.days if day not in session.days]
    for day in others:
        near = next((one for one in session.days if apart(one, day) < 2), None)
        if near is not None:
            lost = f"It lies next to {DAY_WORDS[near]}, and muscles want two days to recover."
            return NextBest("", DAY_WORDS[day], lost, fits=len(session.days) == 1)
    if others:
        return NextBest("", DAY_WORDS[others[0]], "It would do as well. One of the days had to come first.")
    return None


def apart(one: Day, two: Day) -> int:
    """Days between two weekdays, the nearer way round a week that repeats."""
    days = abs(DAYS.index(one) - DAYS.index(two))
    return min(days, 7 - days)


def _next_time(known: Known, session: Session) -> NextBest:
    """The usual time, where a medicine moved the session; else a later one."""
    at = minute_of(session.at)
    usual = session_times(1, known.person, 15, known.library.rules)[0]
    if at != usual and not _free(known, usual, session, known.profile.medicine):
        return NextBest("", clock_text(usual), "It is too soon after a medicine for anything on your feet.", fits=False)
    later = clock_text(at + 120)
    if known.person.help.spans:
        return NextBest("", later, "It would lie outside the hours in which somebody can help.", fits=False)
    return NextBest("", later, "It would do as well. Tiredness and body heat tend to grow over the day.")
