"""Single changes in the text of a `plan.toml`: only the keys that change are touched, byte for byte.

What a changed text then says is for the caller to check. A block that is left out goes with the remarks inside it, from
its header to its last key; remarks above and below it stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from coach.domain.plan import Plan, PlanItem, Session
from coach.store.edit import cannot_edit
from coach.store.plan_file import item_lines
from coach.store.values import inline
from coach.toml.spans import Pair, Span, Table, read_tables

Edit = tuple[Span, bytes]
_BLANK = b" \t\r"


@dataclass(slots=True)
class _Block:
    """A session's table and those of its exercises."""

    table: Table
    exercises: list[Table] = field(default_factory=list)


class PlanText:
    """The text of a plan that fits; every change gives a new text.

    Raises:
        InputError: it is written in a way that cannot be changed key by key.
    """

    def __init__(self, raw: bytes, plan: Plan) -> None:
        self._raw = raw
        self._plan = plan
        self._blocks = _blocks(raw)
        shape = [len(session.exercise) for session in plan.session]
        if shape != [len(block.exercises) for block in self._blocks]:
            raise cannot_edit("plan.toml")

    def with_sessions(self, sessions: Sequence[Session]) -> bytes:
        """The sessions with other days, times or marks; their exercises stay."""
        return self._made([edit for place, new in enumerate(sessions) for edit in self._session(place, new)])

    def _session(self, place: int, new: Session) -> list[Edit]:
        old, table = self._plan.session[place], self._blocks[place].table
        edits = []
        if new.days != old.days:
            edits.append(self._days(needed(table, "days"), old, new))
        if new.at != old.at:
            edits.append((needed(table, "at").value, inline(new.at).encode()))
        if new.keep != old.keep:
            edits.append(self._put(table, "keep", inline(new.keep), needed(table, "at")))
        return edits

    def with_item(self, place: int, at: int, new: PlanItem) -> bytes:
        """Another exercise in one place: keys that both have and that say the same stay as they are."""
        return self._made(self._item(place, at, new))

    def _item(self, place: int, at: int, new: PlanItem) -> list[Edit]:
        old, table = self._plan.session[place].exercise[at], self._blocks[place].exercises[at]
        return self._keys(table, old, new, tuple(PlanItem.model_fields), needed(table, "id"))

    def _keys(self, table: Table, old: BaseModel, new: BaseModel, keys: Sequence[str], anchor: Pair) -> list[Edit]:
        """Some keys of a table; one that is not there yet comes below the one before it."""
        edits: list[Edit] = []
        for key in keys:
            pair, value = table.pair(key), getattr(new, key)
            if value == getattr(old, key):
                anchor = pair or anchor
            elif value is None or (value == () and pair is not None):
                edits += [(self._line(pair), self._remark(pair))] if pair is not None else []
            elif pair is not None or value != type(new).model_fields[key].default:
                edits.append(self._put(table, key, self._value(key, value, pair or anchor), anchor))
                anchor = pair or anchor
        return edits

    def with_new_item(self, place: int, at: int, new: PlanItem) -> bytes:
        """One more exercise, below the one that comes before it; nothing else is touched."""
        block = self._blocks[place]
        above = block.exercises[at - 1] if at else block.table
        return self._made([self._below(above, self._text(item_lines(new)))])

    def _text(self, rows: Sequence[str]) -> bytes:
        """Lines with the line ends of the file."""
        newline = "\r\n" if b"\r\n" in self._raw else "\n"
        return "".join(f"{row}{newline}" for row in rows).encode()

    def _below(self, above: Table | None, text: bytes) -> Edit:
        """A text of its own below a table, or at the end of the file, with an empty line between."""
        end = self._behind(above.span[1]) if above is not None else len(self._raw)
        ended = self._raw[:end].endswith(b"\n") or not end
        gap = self._text([""] if ended else ["", ""])
        return (end, end), gap + text

    def without_item(self, place: int, at: int) -> bytes:
        """Without one exercise; a session that holds no other goes with it."""
        block = self._blocks[place]
        tables = [block.exercises[at]]
        if len(block.exercises) == 1:
            tables.insert(0, block.table)
        return self._made([(self._whole(table), b"") for table in tables])

    # Places in the text

    def _line(self, pair: Pair) -> Span:
        """The lines of a pair, from the first byte to behind the line end."""
        return self._raw.rfind(b"\n", 0, pair.span[0]) + 1, self._behind(pair.span[1])

    def _behind(self, end: int) -> int:
        found = self._raw.find(b"\n", end)
        return len(self._raw) if found < 0 else found + 1

    def _remark(self, pair: Pair) -> bytes:
        """What stays of the lines of a pair: the remark behind it, where there is one."""
        start, end = self._line(pair)
        tail = self._raw[pair.span[1] : end]
        return self._raw[start : pair.span[0]] + tail.lstrip(_BLANK) if b"#" in tail else b""

    def _whole(self, table: Table) -> Span:
        """The lines of a table, with the empty lines that set it apart from what follows."""
        start, end = self._raw.rfind(b"\n", 0, table.span[0]) + 1, self._behind(table.span[1])
        while end < len(self._raw) and not self._raw[end : self._behind(end)].strip():
            end = self._behind(end)
        while end == len(self._raw) and start and not self._above(start).strip():
            start -= len(self._above(start))
        return start, end

    def _above(self, start: int) -> bytes:
        return self._raw[self._raw.rfind(b"\n", 0, start - 1) + 1 : start]

    # Changes

    def _put(self, table: Table, key: str, value: str, anchor: Pair) -> Edit:
        """A value in the place of the old one, or a new line below the anchor's."""
        pair = table.pair(key)
        if pair is not None:
            return pair.value, value.encode()
        start, end = self._line(anchor)
        newline = b"\r\n" if b"\r\n" in self._raw[start:end] or b"\r\n" in self._raw[:start] else b"\n"
        line = self._raw[start : anchor.span[0]] + f"{key} = {value}".encode()
        ended = self._raw[start:end].endswith(b"\n")
        return (end, end), line + newline if ended else newline + line

    def _value(self, key: str, value: object, near: Pair) -> str:
        """A value as the coach writes it; several reasons stand on a line each."""
        if key != "why" or not isinstance(value, tuple) or len(value) < 2:
            return inline(value)
        indent = self._raw[self._line(near)[0] : near.span[0]].decode()
        newline = "\r\n" if b"\r\n" in self._raw else "\n"
        return newline.join(["[", *(f"{indent}    {inline(one)}," for one in value), f"{indent}]"])

    def _days(self, pair: Pair, old: Session, new: Session) -> Edit:
        """The days anew; where remarks stand between them, only the day that changes."""
        text = self._raw[slice(*pair.value)]
        gone = [place for place, day in enumerate(old.days) if day not in new.days]
        come = [day for day in new.days if day not in old.days]
        if b"\n" in text and len(gone) == len(come) == 1:
            return pair.parts[gone[0]], inline(come[0]).encode()
        return pair.value, inline(new.days).encode()

    def _made(self, edits: list[Edit]) -> bytes:
        made, at = [], 0
        for (start, end), new in sorted(edits, key=lambda edit: edit[0]):
            made += [self._raw[at:start], new]
            at = max(at, end)
        return b"".join([*made, self._raw[at:]])


def _blocks(raw: bytes) -> list[_Block]:
    tables = read_tables(raw)
    if tables is None:
        raise cannot_edit("plan.toml")
    blocks: list[_Block] = []
    for table in tables:
        if table.path == ("session",) and table.many:
            blocks.append(_Block(table))
        elif table.path == ("session", "exercise") and table.many and blocks:
            blocks[-1].exercises.append(table)
    return blocks


def needed(table: Table, key: str) -> Pair:
    """A pair that the plan tells of.

    Raises:
        InputError: the table has none of its own.
    """
    pair = table.pair(key)
    if pair is None:
        raise cannot_edit("plan.toml")
    return pair
