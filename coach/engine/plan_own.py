"""What the person has made their own in a plan, and a new plan that leaves it alone (design 3.3).

Theirs is what carries `keep = true`, and whatever differs from the plan as the coach made it: other days, another
amount, an exercise that they put in or took out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from coach.domain.plan import HabitEntry, Plan, PlanItem, Session, TipEntry
from coach.engine.plan_difference import Difference, Line, LineKind, apply, difference
from coach.engine.plan_matching import ShareOf, aligned

What = Literal["when", "title", "order", "item", "out", "session", "no_session", "tip", "habit"]
Entry = TypeVar("Entry", bound=TipEntry | HabitEntry)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing of the person's own.

    `when` are the days and time of a session, `item` is an exercise with its amount and `out` one that they took out;
    `session` is a session that they wrote, `no_session` one that they took out. `name` is the session, tip or habit.
    """

    what: What
    name: str
    key: tuple[str, str | None, str] | None = None
    """The exercise."""


_OF_SESSION: dict[LineKind, What] = {
    "days": "when", "time": "when", "optional": "when", "order": "order", "session_new": "session",
    "session_gone": "no_session",
}  # fmt: skip


def own_marks(made: Plan | None, plan: Plan) -> tuple[Mark, ...]:
    """What of a plan is the person's own; `made` is the plan as the coach made it, where that is known."""
    marks = [*_kept(plan)]
    if made is not None:
        made = aligned(plan, made)
        found = difference(made, plan)
        for line in found.lines:
            marks += _marks_of(line)
        titles = {one.id: one.title for one in made.session}
        marks += [Mark("title", one.id) for one in plan.session if titles.get(one.id, one.title) != one.title]
    return tuple(dict.fromkeys(marks))


def _kept(plan: Plan) -> Iterator[Mark]:
    for session in plan.session:
        if session.keep:
            yield Mark("when", session.id)
        yield from (Mark("item", session.id, item.key) for item in session.exercise if item.keep)


def _marks_of(line: Line) -> Iterator[Mark]:
    """What a difference from the coach's plan to the person's makes theirs."""
    if line.kind in _OF_SESSION:
        yield Mark(_OF_SESSION[line.kind], line.session)
    elif line.kind.startswith("tip"):
        yield Mark("tip", _name(line))
    elif line.kind.startswith("habit"):
        yield Mark("habit", _name(line))
    elif not line.needs:
        if isinstance(line.after, PlanItem):
            yield Mark("item", line.session, line.after.key)
        if isinstance(line.before, PlanItem) and line.kind in ("gone", "swap"):
            yield Mark("out", line.session, line.before.key)


def _name(line: Line) -> str:
    return line.id.partition("/")[2].partition(":")[0].partition(".")[0]


def held(old: Plan, new: Plan, marks: Collection[Mark], share_of: ShareOf) -> Plan:
    """The new plan with these marks of the old one as they are."""
    new = aligned(old, new)
    rest = {one.id: one for one in old.session}
    by_name: dict[str, list[Mark]] = {}
    for mark in marks:
        by_name.setdefault(mark.name, []).append(mark)
    sessions: list[Session] = []
    for session in new.session:
        mine, before = by_name.get(session.id, []), rest.pop(session.id, None)
        if before is None:
            sessions += [] if Mark("no_session", session.id) in mine else [session]
        elif Mark("session", session.id) in mine:
            sessions.append(before)
        else:
            going_on = _held_session(before, session, mine, share_of)
            sessions += [going_on] if going_on.exercise else []
    alone = ("session", "when", "item")
    sessions += [one for one in rest.values() if any(mark.what in alone for mark in by_name.get(one.id, ()))]
    names = {what: {mark.name for mark in marks if mark.what == what} for what in ("tip", "habit")}
    return new.model_copy(
        update={
            "session": tuple(sessions),
            "tip": _held_entries(old.tip, new.tip, names["tip"]),
            "habit": _held_entries(old.habit, new.habit, names["habit"]),
        }
    )


def _held_session(old: Session, new: Session, marks: Collection[Mark], share_of: ShareOf) -> Session:
    """A session that goes on, with what the person keeps of it; whether it reminds is theirs alone."""
    whats = {mark.what for mark in marks}
    keys = {mark.key for mark in marks if mark.what == "item"}
    here = {item.id for item in old.exercise}
    out = {mark.key[0] for mark in marks if mark.what == "out" and mark.key is not None} - here
    items = [item for item in new.exercise if item.id not in out]
    known = {item.id for item in old.exercise}
    for place, item in enumerate(old.exercise):
        if item.key in keys:
            free = [n for n, one in enumerate(items) if one.key == item.key or one.key not in keys]
            at, end = _place_of(item, items, free, old.exercise[:place], known, share_of)
            items[at:end] = [item]
    told: dict[str, object] = {"remind": old.remind}
    if "when" in whats:
        told |= {"days": old.days, "at": old.at, "optional": old.optional, "keep": old.keep}
    if "title" in whats:
        told["title"] = old.title
    if "order" in whats:
        order = {item.key: place for place, item in enumerate(old.exercise)}
        stay = iter(sorted((one for one in items if one.key in order), key=lambda one: order[one.key]))
        items = [next(stay) if one.key in order else one for one in items]
    return new.model_copy(update={"exercise": tuple(items), **told})


def _place_of(
    item: PlanItem,
    items: list[PlanItem],
    free: list[int],
    above: tuple[PlanItem, ...],
    known: set[str],
    share_of: ShareOf,
) -> tuple[int, int]:
    """What a kept exercise takes the place of in a new session, as a slice; an empty one where it comes beside all.

    Itself, or itself done otherwise; else something that is new there in the same part: where the person swapped
    something, the plan would bring the old thing back beside it. `free` are the places that nothing kept has yet.
    """
    new = [n for n in free if items[n].id not in known and items[n].part == item.part]
    share = share_of(item.id)
    chances = (
        [n for n in free if items[n].key == item.key],
        [n for n in free if (items[n].id, items[n].part) == (item.id, item.part)],
        [n for n in new if share is not None and share_of(items[n].id) == share],
        new,
    )
    place = next((found[0] for found in chances if found), None)
    if place is not None:
        return place, place + 1
    keys = {one.key for one in above}
    behind = max((n for n, one in enumerate(items, 1) if one.key in keys), default=0 if above == () else len(items))
    return behind, behind


def _held_entries(old: tuple[Entry, ...], new: tuple[Entry, ...], names: set[str]) -> tuple[Entry, ...]:
    return (*(one for one in new if one.id not in names), *(one for one in old if one.id in names))


def made_anew(found: Difference, result: Plan, made: Plan, marks: Collection[Mark]) -> Plan:
    """A plan in force as the coach would have made it: without what the person keeps as their own in it.

    So that what they edited before is still known as theirs when the next plan is made.
    """
    back = difference(result, aligned(found.old, made))
    wanted = {line.id for line in back.lines if _undoes(line, marks)}
    wanted |= {line.id for line in back.lines if line.needs in wanted}
    return apply(back, wanted, renew=False)


def _undoes(line: Line, marks: Collection[Mark]) -> bool:
    """Whether a line from the person's plan back to the coach's is about something of the person's own."""
    if line.kind.startswith(("tip", "habit")):
        return Mark("tip" if line.kind.startswith("tip") else "habit", _name(line)) in marks
    back: dict[LineKind, What] = _OF_SESSION | {"session_new": "no_session", "session_gone": "session"}
    if line.kind in back:
        return Mark(back[line.kind], line.session) in marks
    own = isinstance(line.before, PlanItem) and Mark("item", line.session, line.before.key) in marks
    out = isinstance(line.after, PlanItem) and Mark("out", line.session, line.after.key) in marks
    return not line.needs and (own or out)
