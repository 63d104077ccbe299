"""A whole difference in the text of a `plan.toml` at once: what does not change keeps every byte.

An exercise or session that goes takes the remarks inside it along; what comes is written as the coach writes it. An
exercise that only changes its place brings its own text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.domain.plan import HabitEntry, Plan, PlanItem, Session, TipEntry
from coach.engine.plan_difference import nothing_known, numbered
from coach.engine.plan_matching import paired
from coach.store.edit import cannot_edit
from coach.store.plan_file import entry_lines, item_lines, session_lines
from coach.store.plan_text import Edit, PlanText, needed
from coach.toml.spans import Table, read_tables, read_top

_SESSION = ("title", "days", "at", "remind", "optional", "keep")


def rewritten(raw: bytes, old: Plan, new: Plan) -> bytes:
    """The text of the old plan as the text of the new one.

    Raises:
        InputError: it is written in a way that cannot be changed key by key.
    """
    return _Rewriter(raw, old).made_of(new)


class _Rewriter(PlanText):
    """The text of a plan on its way to another plan; edits at one place are made in the order of their making."""

    def made_of(self, new: Plan) -> bytes:
        after = {one.id: one for one in new.session}
        edits = self._top(new)
        for place, session in enumerate(self._plan.session):
            if session.id in after:
                edits += self._going_on(place, after[session.id])
            else:
                block = self._blocks[place]
                edits += [(self._whole(table), b"") for table in (block.table, *block.exercises)]
        edits += self._new_sessions(new)
        edits += self._entries("tip", self._plan.tip, new.tip)
        edits += self._entries("habit", self._plan.habit, new.habit)
        return self._made(edits)

    def _top(self, new: Plan) -> list[Edit]:
        keys = ("title", "starts", "review")
        if all(getattr(new, key) == getattr(self._plan, key) for key in keys):
            return []
        top = Table((), False, (0, 0), read_top(self._raw))
        return self._keys(top, self._plan, new, keys, needed(top, "format"))

    def _going_on(self, place: int, new: Session) -> list[Edit]:
        """A session with other keys, and its exercises as they now follow each other."""
        old, block = self._plan.session[place], self._blocks[place]
        days = [] if new.days == old.days else [self._days(needed(block.table, "days"), old, new)]
        keys = tuple(key for key in _SESSION if key != "days")
        edits = [*days, *self._keys(block.table, old, new, keys, needed(block.table, "id"))]
        was, stay = _places(old, new)
        edits += [
            edit
            for will, at in was.items()
            if at is not None and at in stay
            for edit in self._item(place, at, new.exercise[will])
        ]
        edits += [(self._whole(table), b"") for at, table in enumerate(block.exercises) if at not in stay]
        above = block.table
        for will, item in enumerate(new.exercise):
            at = was.get(will)
            if at is not None and at in stay:
                above = block.exercises[at]
            else:
                edits.append(self._below(above, self._of(place, at, item)))
        return edits

    def _of(self, place: int, at: int | None, item: PlanItem) -> bytes:
        """The text of an exercise that comes, or that comes from another place."""
        if at is None or item != self._plan.session[place].exercise[at]:
            return self._text(item_lines(item))
        start, end = self._blocks[place].exercises[at].span
        text = self._raw[self._raw.rfind(b"\n", 0, start) + 1 : self._behind(end)]
        return text if text.endswith(b"\n") else text + self._text([""])

    def _new_sessions(self, new: Plan) -> Iterator[Edit]:
        """Each below the one that it follows; below the last table of that which stays."""
        here = {session.id: place for place, session in enumerate(self._plan.session)}
        above: Table | None = None
        first = next((here[one.id] for one in new.session if one.id in here), None)
        for session in new.session:
            if session.id in here:
                above = self._last_of(here[session.id], session)
                continue
            text = self._text(session_lines(session))
            if above is None and first is not None:
                start = self._above_remarks(self._blocks[first].table)
                yield (start, start), text + self._text([""])
            else:
                yield self._below(above, text)

    def _last_of(self, place: int, new: Session) -> Table:
        block = self._blocks[place]
        _, stay = _places(self._plan.session[place], new)
        return block.exercises[max(stay)] if stay else block.table

    def _above_remarks(self, table: Table) -> int:
        """Where the remarks begin that stand right above a table."""
        start = self._raw.rfind(b"\n", 0, table.span[0]) + 1
        while start and self._above(start).lstrip().startswith(b"#"):
            start -= len(self._above(start))
        return start

    def _entries(
        self, what: str, old: Sequence[TipEntry | HabitEntry], new: Sequence[TipEntry | HabitEntry]
    ) -> list[Edit]:
        if old == new:
            return []
        tables = [one for one in read_tables(self._raw) or () if one.path == (what,) and one.many]
        if len(tables) != len(old):
            raise cannot_edit("plan.toml")
        before, after = numbered(old), numbered(new)
        edits: list[Edit] = []
        above: Table | None = None
        for table, (name, entry) in zip(tables, before.items(), strict=True):
            if name not in after:
                edits.append((self._whole(table), b""))
                continue
            keys = tuple(key for key in type(entry).model_fields if key != "id")
            edits += self._keys(table, entry, after[name], keys, needed(table, "id"))
            above = table
        come = [one for name, one in after.items() if name not in before]
        return [*edits, *(self._below(above, self._text(entry_lines(what, one))) for one in come)]


def _places(old: Session, new: Session) -> tuple[dict[int, int | None], frozenset[int]]:
    """The old place of each new exercise that was there, and the old places that can stay where they are."""
    was = {will: at for at, will in paired(old.exercise, new.exercise, nothing_known) if will is not None}
    return was, _rising([at for will in range(len(new.exercise)) if (at := was.get(will)) is not None])


def _rising(places: Sequence[int]) -> frozenset[int]:
    """The most places that follow each other in their old order: what is between them has moved."""
    runs: list[tuple[int, ...]] = [()]
    for place in places:
        before: tuple[int, ...] = max((run for run in runs if run[-1:] < (place,)), key=_length)
        runs.append((*before, place))
    longest: tuple[int, ...] = max(runs, key=_length)
    return frozenset(longest)


def _length(run: tuple[int, ...]) -> int:
    return len(run)
