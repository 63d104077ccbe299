"""One line of the difference between two plans, in words; both front ends and the commands say the same. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.domain.plan import HabitEntry, Plan, PlanItem, Session, TipEntry
from coach.services.exercises import POSITION_NAMES
from coach.services.plan_words import SIDE_WORDS, count, days_words, dose_words, item_words, listed, seconds_words

if TYPE_CHECKING:
    from coach.domain.library import Library
    from coach.engine.plan_difference import Line

PART_WORDS = {"warm_up": "to warm up", "main": "in the main part", "cool_down": "to end with"}
BESIDE = "Tips and habits"
"""What stands over the lines that belong to no session."""


def heading(line: Line, old: Plan, new: Plan) -> str:
    """The session that a line belongs to, as the person knows it."""
    session = old.session_named(line.session) or new.session_named(line.session)
    return BESIDE if session is None else session.title


def full_words(line: Line, old: Plan, new: Plan, library: Library) -> str:
    """A line that stands alone: "Monday and Thursday, Morning loosen-up: Bridge: 8 → 10 times"."""
    session = old.session_named(line.session) or new.session_named(line.session)
    said = short_words(line, library)
    if session is None:
        return said
    whole = isinstance(line.before or line.after, Session)  # its days are in what is said already
    return f"{session.title}: {said}" if whole else f"{days_words(session.days)}, {session.title}: {said}"


def short_words(line: Line, library: Library) -> str:
    """A line below the name of its session: "Bridge: 8 → 10 times"."""
    before, after = line.before, line.after
    if isinstance(before, Session) or isinstance(after, Session):
        return _of_session(line.kind, before, after, library)
    if isinstance(before, PlanItem) or isinstance(after, PlanItem):
        return _of_item(line.kind, before, after, library)
    assert isinstance(before, TipEntry | HabitEntry | None), "a line is about one thing"
    assert isinstance(after, TipEntry | HabitEntry | None), "a line is about one thing"
    return _of_entry(before, after, library)


def _of_session(kind: str, before: object, after: object, library: Library) -> str:
    if kind == "session_gone" and isinstance(before, Session):
        names = listed([library.called(item.id) for item in before.exercise])
        return f"goes altogether: {names}" if names else "goes altogether"
    assert isinstance(after, Session), "only a session that goes has no other"
    if kind == "session_new":
        return f"a new session, {days_words(after.days)} at {after.at}"
    assert isinstance(before, Session), "a session that changes was there"
    if kind == "days":
        return f"{days_words(before.days)} → {days_words(after.days)}"
    if kind == "time":
        return f"at {before.at} → {after.at}"
    if kind == "optional":
        return "from now on only if your helper is there" if after.optional else "from now on part of your usual week"
    return "the same exercises in another order"


def _of_item(kind: str, before: object, after: object, library: Library) -> str:
    if isinstance(before, PlanItem) and isinstance(after, PlanItem):
        name = library.called(before.id)
        if kind == "swap":
            return f"{name} → {item_words(after, library.exercises)}"
        said = {"dose": _doses, "side": _sides, "position": _ways}[kind](before, after, library)
        return f"{name}: {said}"
    item = after or before
    assert isinstance(item, PlanItem), "a line is about one exercise at least"
    if isinstance(after, PlanItem):
        return f"new: {item_words(item, library.exercises)}"
    return f"without {library.called(item.id)}"


def _doses(before: PlanItem, after: PlanItem, library: Library) -> str:
    exercise = library.exercises.get(before.id)
    if exercise is None:
        return "another amount"
    was, will = (dose_words(one.dose_of(exercise), exercise.kind) for one in (before, after))
    if was != will:
        return _from_to(was, will)
    if before.rest_s != after.rest_s:
        return f"{_from_to(seconds_words(before.rest_s), seconds_words(after.rest_s))} of rest"
    return "at another pace"


def _from_to(was: str, will: str) -> str:
    """Where a single number changes, the words around it are said once: "2 sets of 8 → 10 times"."""
    old, new = was.split(" "), will.split(" ")
    changed = [n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other]
    if len(old) != len(new) or len(changed) != 1 or ("minute" in was and "second" in was):
        return f"{was} → {will}"
    return f"{' '.join(old[: changed[0] + 1])} → {' '.join(new[changed[0] :])}"


def _sides(before: PlanItem, after: PlanItem, library: Library) -> str:
    parts = []
    if before.side != after.side:
        was, will = (SIDE_WORDS[one.side] if one.side else "both sides at once" for one in (before, after))
        parts.append(f"{was} → {will}")
    if before.part != after.part:
        parts.append(f"{PART_WORDS[before.part]} → {PART_WORDS[after.part]}")
    return ", ".join(parts)


def _ways(before: PlanItem, after: PlanItem, library: Library) -> str:
    exercise = library.exercises.get(before.id)
    was, will = (one.position or (exercise.position if exercise else None) for one in (before, after))
    parts = []
    if was != will:
        parts.append(" → ".join(POSITION_NAMES[one] if one else "as usual" for one in (was, will)))
    if before.with_helper != after.with_helper:
        parts.append("with your helper" if after.with_helper else "without a helper")
    return ", ".join(parts) or "in another position"


def _of_entry(before: TipEntry | HabitEntry | None, after: TipEntry | HabitEntry | None, library: Library) -> str:
    entry = after or before
    assert entry is not None, "a line is about one thing at least"
    known = library.tips.get(entry.id) or library.habits.get(entry.id)
    name = known.name if known is not None else entry.id
    if after is None:
        return f"without {name}"
    return f"new: {name}" if before is None else f"{name}: {_when(before)} → {_when(after)}"


def _when(entry: TipEntry | HabitEntry) -> str:
    parts = [days_words(entry.days)] + ([f"at {entry.at}"] if entry.at else [])
    if isinstance(entry, TipEntry) and entry.every_min:
        parts.append(f"every {count(entry.every_min, 'minute')}")
    return ", ".join(parts)
