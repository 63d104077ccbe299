"""The journal: what happened, in an append-only table of events (design 3.4).

Order is the order of ids, that is of writing. A correction is an `Undone` event; events taken back stay in
the table and are left out when it is read. A `Journal` belongs to the thread that uses it first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from coach.domain.events import EventBody, Undone
from coach.domain.journal import Event
from coach.errors import InputError
from coach.store.database import complaints, known, open_database, transaction
from coach.store.ids import is_id, next_id

if TYPE_CHECKING:
    import sqlite3
    from types import TracebackType

Row = tuple[str, str, str, str, str, str]
_COLUMNS = "id, at, zone, day, kind, body"
_INSERT = f"INSERT INTO event ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"


class Journal:
    """One person's journal; the file is opened when first needed.

    `skipped` counts the events of the last reading that this program does not know: those of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.skipped = 0
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; the next use opens it again."""
        if self._connection is not None:
            with complaints(self.path):
                self._connection.close()
            self._connection = None

    def __del__(self) -> None:
        """A journal that nobody holds any more lets go of its file."""
        if self._connection is not None:
            with suppress(Exception):
                self._connection.close()

    def append(self, body: EventBody, *, at: datetime, zone: str, day: date) -> Event:
        """Writes one event; when this returns, it is on the disk.

        Args:
            body: What happened.
            at: When, an aware instant.
            zone: IANA name of the person's zone.
            day: The local date that it counts for.
        """
        return self.append_many((body,), at=at, zone=zone, day=day)[0]

    def append_many(self, bodies: Sequence[EventBody], *, at: datetime, zone: str, day: date) -> tuple[Event, ...]:
        """Writes several events of one moment, all or none, in this order."""
        if at.tzinfo is None:
            raise ValueError("`at` needs a time zone")
        moment = at.astimezone(UTC)
        connection = self._open()
        events: list[Event] = []
        with complaints(self.path), transaction(connection):
            newest = connection.execute("SELECT max(id) FROM event").fetchone()[0]
            for body in bodies:
                newest = next_id(moment, newest)
                events.append(Event(newest, moment, zone, day, body))
            connection.executemany(_INSERT, [_row(event) for event in events])
        return tuple(events)

    def events(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        kinds: Collection[str] | None = None,
        with_undone: bool = False,
    ) -> tuple[Event, ...]:
        """The events from day `since` up to, but not on, day `until`, in order.

        Args:
            since: First day.
            until: The day after the last.
            kinds: Only these kinds of event.
            with_undone: Also those that were taken back.
        """
        where, values = _conditions(since, until, kinds)
        gone = frozenset() if with_undone else self._undone()
        self.skipped = 0
        rows = self._rows(f"SELECT {_COLUMNS} FROM event{where} ORDER BY id", values)
        return tuple(event for event in self._known(rows) if event.id not in gone)

    def event(self, id: str) -> Event | None:
        """One event by its id, taken back or not."""
        self.skipped = 0
        rows = self._rows(f"SELECT {_COLUMNS} FROM event WHERE id = ?", (id,))
        return next(self._known(rows), None)

    def last(self, kind: str) -> Event | None:
        """The newest event of a kind that was not taken back."""
        gone = self._undone()
        self.skipped = 0
        rows = self._rows(f"SELECT {_COLUMNS} FROM event WHERE kind = ? ORDER BY id DESC", (kind,))
        return next((event for event in self._known(rows) if event.id not in gone), None)

    def merge(self, other: Path) -> int:
        """Takes over the events of another journal that are not yet in this one; returns how many."""
        rows = _rows_of(other)
        connection = self._open()
        with complaints(self.path), transaction(connection):
            here = {id for (id,) in connection.execute("SELECT id FROM event")}
            new = [row for row in rows if row[0] not in here]
            connection.executemany(_INSERT, new)
        return len(new)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = open_database(self.path)
        return self._connection

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        if self._connection is None and not self.path.exists():
            return []
        connection = self._open()
        with complaints(self.path):
            return connection.execute(query, values).fetchall()

    def _known(self, rows: Iterable[Row]) -> Iterator[Event]:
        for row in rows:
            event = _event(row)
            if event is None:
                self.skipped += 1
            else:
                yield event

    def _undone(self) -> frozenset[str]:
        """Ids that were taken back, from the newest: an `Undone` that is itself undone counts no more."""
        gone: set[str] = set()
        rows = self._rows(f"SELECT {_COLUMNS} FROM event WHERE kind = 'undone' ORDER BY id DESC")
        for event in self._known(rows):
            if event.id not in gone and isinstance(event.body, Undone):
                gone.add(event.body.event)
        return frozenset(gone)


def _conditions(since: date | None, until: date | None, kinds: Collection[str] | None) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    if since is not None:
        parts.append("day >= ?")
        values.append(since.isoformat())
    if until is not None:
        parts.append("day < ?")
        values.append(until.isoformat())
    if kinds is not None:
        parts.append(f"kind IN ({', '.join('?' * len(kinds))})")
        values.extend(sorted(kinds))
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values


@cache
def _bodies() -> TypeAdapter[Any]:
    return TypeAdapter(EventBody)


def _row(event: Event) -> Row:
    at = event.at.isoformat(timespec="microseconds")
    body = event.body
    return event.id, at, event.zone, event.day.isoformat(), body.kind, body.model_dump_json()


def _event(row: Row) -> Event | None:
    """The event of a row, `None` where another version wrote something that this one does not know."""
    id, at, zone, day, _, body = row
    try:
        moment = datetime.fromisoformat(at)
        return Event(id, moment.astimezone(UTC), zone, date.fromisoformat(day), _bodies().validate_json(body))
    except (ValidationError, ValueError, TypeError):
        return None


def _rows_of(path: Path) -> list[Row]:
    """The events of another journal, which is only read."""
    import sqlite3

    if not path.is_file():
        raise InputError(f"{path} is not there, or not a file. Name the journal that you want to take in.")
    with complaints(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            known(connection, path)
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'event'").fetchone():
                return []
            rows: list[Row] = connection.execute(f"SELECT {_COLUMNS} FROM event ORDER BY id").fetchall()
        finally:
            connection.close()
    if not all(is_id(row[0]) and all(isinstance(value, str) for value in row) for row in rows):
        raise InputError(f"{path} holds events that no coach wrote. Nothing was taken in.")
    return rows
