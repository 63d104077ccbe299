"""What a new plan changes in an old one, in single lines, and the plan that follows from those that are accepted.

All lines give the new plan, none the old one, and any choice of them a plan whose form fits: no session without
exercises, no exercise twice in one place. Titles, dates and reasons are no lines of their own: they come with the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from coach.domain.plan import HabitEntry, Plan, PlanItem, Session, TipEntry
from coach.engine.plan_matching import Pair, ShareOf, aligned, paired

LineKind = Literal[
    "session_new", "session_gone", "days", "time", "optional", "new", "gone", "swap", "dose", "side", "position",
    "order", "tip_new", "tip_gone", "tip", "habit_new", "habit_gone", "habit",
]  # fmt: skip
Entry = TypeVar("Entry", bound=TipEntry | HabitEntry)
OF_ITEM: dict[LineKind, tuple[str, ...]] = {
    "dose": ("sets", "reps", "hold_s", "time_s", "breaths", "rest_s", "tempo"),
    "side": ("side", "part"),
    "position": ("position", "with_helper"),
}
"""What an exercise that stays can have otherwise. Side and part go together: half of both could be there already."""
OF_SESSION: dict[LineKind, tuple[str, ...]] = {"days": ("days",), "time": ("at",), "optional": ("optional",)}
SILENT = ("title", "remind", "keep")
"""What a session takes over from the new plan with its last line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change that can be accepted alone.

    `session` is the name of the session in the old plan, or in the new one where it is new; `before` and `after` are
    the exercises, tips or habits that it is about, or the sessions as a whole.
    """

    id: str
    kind: LineKind
    session: str = ""
    before: Session | PlanItem | TipEntry | HabitEntry | None = None
    after: Session | PlanItem | TipEntry | HabitEntry | None = None
    needs: str = ""
    """The line without which this one cannot be."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two plans and the lines between them, in the order of the new plan's sessions."""

    old: Plan
    new: Plan
    """The new plan, with the old names of the sessions that go on."""
    lines: tuple[Line, ...]
    pairs: dict[str, tuple[Pair, ...]]
    """How the exercises of a session that goes on belong together, by the session's name."""

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset(line.id for line in self.lines)


def nothing_known(_: str) -> None:
    """No shares: an exercise then takes the place of no other."""


def difference(old: Plan, new: Plan, share_of: ShareOf = nothing_known) -> Difference:
    """The lines between two plans whose form fits; sessions of the new one that hold nothing are left aside."""
    new = aligned(old, new.model_copy(update={"session": tuple(one for one in new.session if one.exercise)}))
    before = {one.id: one for one in old.session}
    after = {one.id: one for one in new.session}
    pairs = {
        name: paired(before[name].exercise, one.exercise, share_of) for name, one in after.items() if name in before
    }
    lines: list[Line] = []
    for name, session in after.items():
        lines += _going_on(before[name], session, pairs[name]) if name in before else _new_session(session)
    lines += [
        Line(f"{name}:session_gone", "session_gone", name, before=one)
        for name, one in before.items()
        if name not in after
    ]
    lines += _entries("tip", old.tip, new.tip)
    lines += _entries("habit", old.habit, new.habit)
    return Difference(old, new, tuple(lines), pairs)


def called(session: str, item: PlanItem, kind: LineKind) -> str:
    """The id of a line about an exercise."""
    side, part = f".{item.side}" if item.side else "", f".{item.part}" if item.part != "main" else ""
    return f"{session}/{item.id}{side}{part}:{kind}"


def _new_session(session: Session) -> Iterator[Line]:
    name = f"{session.id}:session_new"
    yield Line(name, "session_new", session.id, after=session)
    for item in session.exercise:
        yield Line(called(session.id, item, "new"), "new", session.id, after=item, needs=name)


def _going_on(old: Session, new: Session, pairs: Sequence[Pair]) -> Iterator[Line]:
    for kind, keys in OF_SESSION.items():
        if _differ(old, new, keys):
            yield Line(f"{old.id}:{kind}", kind, old.id, old, new)
    for was, will in pairs:
        before = None if was is None else old.exercise[was]
        after = None if will is None else new.exercise[will]
        yield from _of_pair(old.id, before, after)
    order = [will for was, will in pairs if was is not None and will is not None]
    if order != sorted(order):
        yield Line(f"{old.id}:order", "order", old.id, old, new)


def _of_pair(session: str, before: PlanItem | None, after: PlanItem | None) -> Iterator[Line]:
    if before is None or after is None or before.id != after.id:
        kind: LineKind = "new" if before is None else "gone" if after is None else "swap"
        item = before or after
        assert item is not None, "a pair holds one exercise at least"
        yield Line(called(session, item, kind), kind, session, before, after)
        return
    for kind, keys in OF_ITEM.items():
        if _differ(before, after, keys):
            yield Line(called(session, before, kind), kind, session, before, after)


def _differ(old: object, new: object, keys: Sequence[str]) -> bool:
    """Whether one of the keys says something else; days in another order say the same."""
    return any(_said(old, key) != _said(new, key) for key in keys)


def _said(record: object, key: str) -> object:
    value = getattr(record, key)
    return frozenset(value) if key == "days" else value


def _entries(what: Literal["tip", "habit"], old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[Line]:
    before: dict[str, Entry] = numbered(old)
    after: dict[str, Entry] = numbered(new)
    for name in dict.fromkeys((*after, *before)):
        was, will = before.get(name), after.get(name)
        if was != will:
            kind: LineKind = f"{what}_new" if was is None else f"{what}_gone" if will is None else what  # type: ignore[assignment]
            yield Line(f"{what}/{name}:{kind}", kind, before=was, after=will)


def numbered(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Tips or habits by their names; one that is there twice has a number behind its name."""
    seen: Counter[str] = Counter()
    found: dict[str, Entry] = {}
    for one in entries:
        seen[one.id] += 1
        found[one.id if seen[one.id] == 1 else f"{one.id}.{seen[one.id]}"] = one
    return found


# The plan that follows


def settled(lines: Sequence[Line], accepted: Collection[str]) -> frozenset[str]:
    """What of the accepted lines can hold: no exercise without its session, no new session without an exercise."""
    known = {line.id: line for line in lines if line.id in accepted}
    kept = {name for name, line in known.items() if not line.needs or line.needs in known}
    filled = {known[name].needs for name in kept}
    return frozenset(name for name in kept if known[name].kind != "session_new" or name in filled)


def apply(found: Difference, accepted: Collection[str], *, renew: bool | None = None) -> Plan:
    """The old plan with the accepted lines.

    `renew` says whether titles, dates and reasons that no line still waits for are taken over; without it they are
    where anything is accepted.
    """
    ids = settled(found.lines, accepted)
    renew = bool(ids) if renew is None else renew
    old, new = found.old, found.new
    after = {one.id: one for one in new.session}
    sessions: list[Session] = []
    for session in old.session:
        if session.id in after:
            sessions.append(_session(found, session, after[session.id], ids, renew=renew))
        elif f"{session.id}:session_gone" not in ids:
            sessions.append(session)
    for session in new.session:
        if f"{session.id}:session_new" in ids:
            items = tuple(one for one in session.exercise if called(session.id, one, "new") in ids)
            place = max((n for n, one in enumerate(sessions, 1) if one.at <= session.at), default=0)
            sessions.insert(place, session.model_copy(update={"exercise": items}))
    told = {"title": new.title, "starts": new.starts, "review": new.review} if renew else {}
    return old.model_copy(
        update={
            "session": tuple(sessions),
            "tip": _entries_with("tip", old.tip, new.tip, ids),
            "habit": _entries_with("habit", old.habit, new.habit, ids),
            **told,
        }
    )


def _session(found: Difference, old: Session, new: Session, ids: frozenset[str], *, renew: bool) -> Session:
    """A session that goes on, with what is accepted of it."""
    mine = {line.id for line in found.lines if line.session == old.id}
    told = {key: getattr(new, key) for key in SILENT} if renew and mine <= ids else {}
    for kind, keys in OF_SESSION.items():
        if f"{old.id}:{kind}" in ids:
            told |= {key: getattr(new, key) for key in keys}
    items = _items(old, new, found.pairs[old.id], ids, renew=renew)
    return old.model_copy(update={"exercise": items, **told})


def _items(
    old: Session, new: Session, pairs: Sequence[Pair], ids: frozenset[str], *, renew: bool
) -> tuple[PlanItem, ...]:
    made: list[tuple[int | None, PlanItem]] = []
    come: list[tuple[int, PlanItem]] = []
    for was, will in pairs:
        before = None if was is None else old.exercise[was]
        after = None if will is None else new.exercise[will]
        item = _item(old.id, before, after, ids, renew=renew)
        if item is None:
            continue
        if will is not None and (before is None or before.part != item.part):
            come.append((will, item))
        else:
            made.append((will, item))
    for will, item in sorted(come, key=lambda one: one[0]):
        made.insert(_place(made, will), (will, item))
    if f"{old.id}:order" in ids:
        ordered = iter(sorted((one for one in made if one[0] is not None), key=lambda one: one[0] or 0))
        made = [one if one[0] is None else next(ordered) for one in made]
    return tuple(item for _, item in made)


def _place(made: Sequence[tuple[int | None, PlanItem]], will: int) -> int:
    """Where an exercise of the new session belongs: behind the nearest of those that come before it there."""
    earlier = [(other, n) for n, (other, _) in enumerate(made, 1) if other is not None and other < will]
    later = [(other, n) for n, (other, _) in enumerate(made) if other is not None and other > will]
    return max(earlier)[1] if earlier else min(later)[1] if later else len(made)


def _item(
    session: str, before: PlanItem | None, after: PlanItem | None, ids: frozenset[str], *, renew: bool
) -> PlanItem | None:
    """One exercise with what is accepted of it; None where it is not there."""
    lines = [*_of_pair(session, before, after)]
    if before is None or after is None or before.id != after.id:
        return after if lines[0].id in ids else before
    told: dict[str, object] = {}
    for line in lines:
        if line.id in ids:
            told |= {key: getattr(after, key) for key in OF_ITEM[line.kind]}
    if renew and all(line.id in ids for line in lines):
        told |= {"why": after.why, "keep": after.keep}
    return before.model_copy(update=told)


def _entries_with(
    what: Literal["tip", "habit"], old: Sequence[Entry], new: Sequence[Entry], ids: frozenset[str]
) -> tuple[Entry, ...]:
    before: dict[str, Entry] = numbered(old)
    after: dict[str, Entry] = numbered(new)
    kept = [
        after[name] if f"{what}/{name}:{what}" in ids else one
        for name, one in before.items()
        if f"{what}/{name}:{what}_gone" not in ids
    ]
    return (*kept, *(one for name, one in after.items() if f"{what}/{name}:{what}_new" in ids))
