"""Changing the plan in force from the app: move, another time, swap, leave out, and take any of it back.

A change is tried against the rules before anything is written. Only its own keys in `plan.toml` are touched, and only
where the file still says what the person was shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coach.domain.events import Undone
from coach.domain.journal import Event
from coach.domain.plan import Plan
from coach.domain.vocabulary import DAYS, Day
from coach.engine.typed import read_time
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.plan_changes import Add, LeaveOut, Move, PlanChange, Retime, Swap, place_of, with_change
from coach.services.plan_trial import DayOption, Desk
from coach.services.plan_words import DAY_NAMES, listed
from coach.services.planning import Current, check_bytes, digest, put_in_force
from coach.store.edit import cannot_edit
from coach.store.plan_file import load_in_force, parse_plan
from coach.store.plan_steps import PlanStep, load_steps, save_steps
from coach.store.plan_text import PlanText

MEANWHILE = "plan.toml was changed somewhere else meanwhile. Nothing was written: look at your plan again first."


class MindError(InputError):
    """Nothing stands against a change, but something is to be known first; then it is made with `agreed`."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The plan as it is now, and what was done in words."""

    current: Current
    said: str


def change(coach: Coach, shown: Current, wanted: PlanChange, *, agreed: bool = False) -> Changed:
    """Make one change to the plan that the person was shown; it is in force at once.

    Raises:
        MindError: there is a caution; nothing was written.
        InputError: a rule stands against it, or the file changed or does not fit; nothing was written.
    """
    raw = same_text(coach, shown)
    desk = Desk(coach, shown.plan)
    _is_a_change(desk, wanted)
    plan = with_change(shown.plan, wanted)
    trial = desk.trial(plan)
    if trial.errors:
        raise InputError(_refusal(desk, wanted, trial.errors))
    if trial.cautions and not agreed:
        raise MindError(" ".join(trial.cautions))
    new = _text(raw, shown.plan, plan, wanted)
    written = parse_plan(new, "plan.toml")[0]
    if written is None or in_week(written) != in_week(plan):
        raise cannot_edit("plan.toml")
    said, undone = _told(desk, wanted)
    return Changed(write(coach, raw, new, undone), said)


def _is_a_change(desk: Desk, wanted: PlanChange) -> None:
    """Whether there is anything to do.

    Raises:
        InputError: it is so already, or there is nothing in this place.
    """
    session = desk.session(wanted.session)
    if isinstance(wanted, Move):
        other = desk.session(wanted.trade) if wanted.trade else None
        if wanted.day not in session.days:
            raise InputError(f"{session.title} is not on {DAY_NAMES[wanted.day]}.")
        if wanted.to in session.days:
            raise InputError(f"{session.title} is on {DAY_NAMES[wanted.to]} already.")
        if other is not None and (wanted.to not in other.days or wanted.day in other.days):
            raise InputError(f"{other.title} cannot come to {DAY_NAMES[wanted.day]} instead.")
    elif isinstance(wanted, Retime):
        if read_time(wanted.at) != wanted.at:
            raise InputError(f'"{wanted.at}" is no time. Please write one such as 07:30.')
        if wanted.at == session.at:
            raise InputError(f"{session.title} is at {session.at} already.")
    elif isinstance(wanted, Add):
        if any(item.id == wanted.item.id for item in session.exercise):
            raise InputError(f"{desk.name(wanted.item)} is in {session.title} already.")
    elif not 0 <= wanted.place < len(session.exercise):
        raise InputError(f"{session.title} has no exercise in this place.")


def in_week(plan: Plan) -> Plan:
    """The same with all days in the order of the week: a file may name them in another."""
    ordered = (
        session.model_copy(update={"days": tuple(sorted(session.days, key=DAYS.index))}) for session in plan.session
    )
    return plan.model_copy(update={"session": tuple(ordered)})


def goes_back_too(coach: Coach, events: Iterable[Event]) -> None:
    """Take these events back along with the newest change of the plan, if that is taken back."""
    *earlier, step = load_steps(coach.home)
    said = (*step.events, *(event.id for event in events))
    save_steps(coach.home, (*earlier, step.model_copy(update={"events": said})))


def undoable(coach: Coach, shown: Current) -> bool:
    """Whether there is a change to take back."""
    steps = load_steps(coach.home)
    return bool(steps) and steps[-1].left == shown.in_force.source


def undo_change(coach: Coach, shown: Current) -> Changed:
    """Take the newest change back: the file is again what it was before it, byte for byte.

    Raises:
        InputError: there is none, the file changed since, or a rule stands against it by now.
    """
    raw = same_text(coach, shown)
    steps = load_steps(coach.home)
    if not steps or steps[-1].left != digest(raw):
        raise InputError("There is no change in your plan to take back. Earlier versions are kept as dated copies.")
    *earlier, step = steps
    before = coach.home.read(coach.home.backups / step.backup) or b""
    plan = parse_plan(before, "plan.toml")[0]
    if plan is None:
        raise InputError("The copy of your plan from before cannot be read. Your plan stays as it is.")
    trial = Desk(coach, shown.plan).trial(plan)
    if trial.errors:
        raise InputError(f"This cannot be taken back by now. {' '.join(trial.errors[:2])}")
    current = write(coach, raw, before, None, step.made)
    save_steps(coach.home, tuple(earlier))
    if step.events:
        coach.record(*(Undone(event=id) for id in step.events))
    return Changed(current, step.undone)


def day_options(coach: Coach, shown: Current, session: str, day: Day) -> tuple[DayOption, ...]:
    """All seven days for a session that is now on `day`."""
    return tuple(Desk(coach, shown.plan).days(session, day))


# The change in the plan, in the text, and in words


def _text(raw: bytes, old: Plan, new: Plan, wanted: PlanChange) -> bytes:
    text = PlanText(raw, old)
    if isinstance(wanted, Move | Retime):
        return text.with_sessions(new.session)
    number = [session.id for session in old.session].index(wanted.session)
    if isinstance(wanted, Add):
        place, _ = place_of(old.session[number], wanted)
        return text.with_new_item(number, place, new.session[number].exercise[place])
    if isinstance(wanted, Swap):
        return text.with_item(number, wanted.place, new.session[number].exercise[wanted.place])
    return text.without_item(number, wanted.place)


def _told(desk: Desk, wanted: PlanChange) -> tuple[str, str]:
    """What was done, and what is said when it is taken back."""
    session = desk.session(wanted.session)
    if isinstance(wanted, Move):
        here, there = DAY_NAMES[wanted.day], DAY_NAMES[wanted.to]
        exchange = "; the two changed places" if wanted.trade else ""
        return f"{session.title} is on {there} now{exchange}.", f"{session.title} is on {here} again."
    if isinstance(wanted, Retime):
        return f"{session.title} is at {wanted.at} now.", f"{session.title} is at {session.at} again."
    if isinstance(wanted, Add):
        name = desk.name(wanted.item)
        return f"{name} is in {session.title} now.", f"{name} is out of {session.title} again."
    name = desk.name(session.exercise[wanted.place])
    if isinstance(wanted, LeaveOut):
        return f"Left out: {name}.", f"{name} is back."
    return f"Swapped: {name} for {desk.name(wanted.item)}.", f"{name} is back in its place."


def _refusal(desk: Desk, wanted: PlanChange, errors: tuple[str, ...]) -> str:
    """Which rule stands against a change, and what would work."""
    session, why = desk.session(wanted.session), " ".join(errors[:2])
    if isinstance(wanted, Move):
        would = _days_that_fit(desk, wanted)
        return f"{session.title} cannot go to {DAY_NAMES[wanted.to]}. {why} {would}"
    if isinstance(wanted, Retime):
        times = desk.times(wanted.session, wanted.at)
        would = f"It could begin at {listed(times, 'or')}." if times else "No other time fits as the plan stands."
        return f"{session.title} cannot begin at {wanted.at}. {why} {would}"
    if isinstance(wanted, Add):
        return f"{desk.name(wanted.item)} cannot come into {session.title}. {why}"
    name = desk.name(session.exercise[wanted.place])
    if isinstance(wanted, LeaveOut):
        return f"{name} cannot be left out just now. {why} You can swap it instead."
    return f"{desk.name(wanted.item)} cannot take the place of {name}. {why} You can leave {name} out instead."


def _days_that_fit(desk: Desk, wanted: Move) -> str:
    options = tuple(desk.days(wanted.session, wanted.day))
    here = next((one.trade for one in options if one.day == wanted.to), None)
    if here is not None and wanted.trade is None:
        return f"It could change places there with {desk.session(here).title}."
    alone = [DAY_NAMES[one.day] for one in options if one.fits and one.trade is None]
    changed = [DAY_NAMES[one.day] for one in options if one.fits and one.trade]
    way = next((one.way for one in options if one.day == wanted.to), "")
    if not alone and not changed:
        return f"No other day has room for it as the plan stands. {way}".strip()
    would = f"It could go to {listed(alone, 'or')}." if alone else ""
    would += f" It could change places with what is on {listed(changed, 'or')}." if changed else ""
    return f"{would} {way}".strip()


# The file


def same_text(coach: Coach, shown: Current) -> bytes:
    """The bytes of the file.

    Raises:
        InputError: it does not say any more what the person was shown.
    """
    if shown.problems:
        first = shown.problems[0]
        raise InputError(f"Your plan cannot be changed here while plan.toml does not fit. {first}")
    raw = coach.home.read(coach.home.plan)
    if raw is None:
        raise InputError("plan.toml is gone. Nothing was written: `coach plan build` writes a new one.")
    if digest(raw) != shown.in_force.source:
        raise InputError(MEANWHILE)
    return raw


def write(
    coach: Coach, raw: bytes, new: bytes, undone: str | None, made: Plan | None = None, week_min: float | None = None
) -> Current:
    """The new text in the place of the old one, checked as every plan is, and in force; `undone` makes it a step.

    `made` is the plan as the coach would have it from now on, where the change is the coach's own.
    """
    findings = check_bytes(coach, new, "plan.toml", coach.profile())
    if findings.plan is None:
        raise cannot_edit("plan.toml")
    if coach.home.read(coach.home.plan) != raw:
        raise InputError(MEANWHILE)
    steps = load_steps(coach.home)
    copy = coach.home.write(coach.home.plan, new.decode(), coach.now())
    if undone is not None and copy is not None:
        known = steps if steps and steps[-1].left == digest(raw) else ()
        old = load_in_force(coach.home)[0] if made is not None else None
        before = None if old is None else old.made or old.plan
        step = PlanStep(undone=undone, left=digest(new), backup=copy.name, made=before)
        save_steps(coach.home, (*known, step))
    cautions = tuple(problem for problem, level in findings.rows if level == "caution")
    return Current(put_in_force(coach, findings.plan, new, findings.person, made, week_min), cautions=cautions)
