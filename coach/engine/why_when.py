"""Why a session is on its days and at its time: the windows of R4.9, helpers, wishes, and two days between strength."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.plan import Session
from coach.domain.profile import Medicine
from coach.domain.timing import Corner
from coach.domain.vocabulary import DAYS, Day, Share
from coach.engine.conditions import holds
from coach.engine.explanation import CHOSEN, Known, NextBest, Reason, Rule
from coach.engine.minutes import session_seconds
from coach.engine.person import clock_text, minute_of
from coach.engine.windows import Closed, Open, feet_free, medicine_hours

OWN_TIME = "You chose its days and time yourself."
DAY_WORDS: dict[Day, str] = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
MORNING_TO, EVENING_FROM = 12 * 60, 17 * 60
WORK: dict[Share, str] = {
    "strength": "strength", "gait": "walking practice", "stretch": "stretching", "balance": "balance",
    "aerobic": "fitness", "calm": "calm breathing",
}  # fmt: skip
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
    timing = known.library.rules.timing
    corner = _corner(known, at)
    if corner is not None:
        yield Reason("answer", corner.text, Rule("R4.9", "tod_stiff" if corner is timing.bed else "tod_evening"))
        return
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
    if timing.first_slot_after_wake_min <= since <= timing.first_slot_until_min:
        text = "One to three hours after waking there is often most energy."
        yield Reason("time", text, Rule("R4.9", "tod_energy"), CHOSEN)
    elif _others_before(known, session):
        text = "There are some hours of rest between this one and the one before it."
        yield Reason("time", text, Rule("R4.7", "en_split"), CHOSEN)
    else:
        yield Reason("time", "It lies well inside your waking hours.", Rule("R4.14", "rem_quiet"), CHOSEN)


def _corner(known: Known, at: int) -> Corner | None:
    """The short session in bed or before bed that begins at this time, where this person has one (R4.9)."""
    timing, person = known.library.rules.timing, known.person
    places = ((timing.bed, person.wake), (timing.evening, person.sleep - timing.evening.before_bed_min))
    near = (one for one, begin in places if (at - begin) % 1440 < one.minutes and holds(one.when, person.facts))
    return next(near, None)


def _others_before(known: Known, session: Session) -> bool:
    return any(
        other.id != session.id and other.at < session.at and set(other.days) & set(session.days)
        for other in known.plan.session
    )


def _windows(known: Known, session: Session) -> Iterator[Reason]:
    """What each medicine does to this time: what it keeps out of it, and what it is good for (R4.9)."""
    person, rules = known.person, known.library.rules
    at, minutes = minute_of(session.at), _minutes(known, session)
    for medicine in known.profile.medicine:
        hours = medicine_hours(person, (medicine,), rules, known.today)
        name = _name(known, medicine)
        told: set[str] = set()
        for shut in sorted(hours.closed, key=lambda one: not one.touches(at, minutes)):
            if shut.window not in told:
                told.add(shut.window)
                source = "s59" if shut.window == "tod_tizanidine" else CHOSEN
                yield Reason("window", _closed(shut, at, minutes, name), Rule("R4.9", shut.window), source)
        good = next((one for one in hours.open if one.suits(at, minutes)), None)
        if good is not None and not hours.kept_out(at, minutes) & good.shares:
            yield Reason("window", _open(good, name), Rule("R4.9", good.rule), CHOSEN)


def _closed(shut: Closed, at: int, minutes: float, name: str) -> str:
    """What hours after a medicine keep out, or that the session lies outside them."""
    if not shut.touches(at, minutes):
        return f"It lies {shut.minutes / 60:g} hours or more after your {name}."
    if shut.shares:
        return f"Your {name} is close to it, so there is no {_work(shut.shares)} in it. The medicine stays where it is."
    return f"Your {name} is close to it, so all of it is sitting or lying. The medicine stays where it is."


def _open(good: Open, name: str) -> str:
    """What hours after a medicine are good for."""
    return f"It lies where your {name} is at work, a good time for {_work(good.shares, 'and')}."


def _work(shares: frozenset[Share], joined: str = "or") -> str:
    return f" {joined} ".join(WORK[share] for share in WORK if share in shares)


def _name(known: Known, medicine: Medicine) -> str:
    facts = {one.id: one.name for one in known.library.rules.medicines.medicine}
    name = medicine.name or facts.get(medicine.info or "", "medicine")
    return name[:1].lower() + name[1:]


def _minutes(known: Known, session: Session) -> float:
    rules = known.library.rules
    return session_seconds(session, known.library.exercises, known.person.level, rules.weekly) / 60


def _free(known: Known, at: int, session: Session, medicines: tuple[Medicine, ...]) -> bool:
    """Whether what is done standing would be possible at this time."""
    return feet_free(at, _minutes(known, session), known.person, medicines, known.library.rules, known.today)


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
    usual = (known.person.wake + known.library.rules.timing.first_slot_after_wake_min) % 1440
    if at != usual and not _free(known, usual, session, known.profile.medicine):
        return NextBest("", clock_text(usual), "It is too soon after a medicine for anything on your feet.", fits=False)
    later = clock_text(at + 120)
    if known.person.help.spans:
        return NextBest("", later, "It would lie outside the hours in which somebody can help.", fits=False)
    return NextBest("", later, "It would do as well. Tiredness and body heat tend to grow over the day.")
