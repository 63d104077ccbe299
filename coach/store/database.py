"""The journal's database file: opening it, its named migrations, and SQLite's complaints in words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError, InputError, OutsideError
from coach.store.home import Home

if TYPE_CHECKING:
    import sqlite3

WAIT_MS = 5000
"""How long a write waits for another process, such as the reminders."""

MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "events",
        (
            "CREATE TABLE event (id TEXT PRIMARY KEY NOT NULL, at TEXT NOT NULL, zone TEXT NOT NULL,"
            " day TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID",
            "CREATE INDEX event_by_day ON event (day)",
            "CREATE INDEX event_by_kind ON event (kind)",
            "CREATE TRIGGER event_no_update BEFORE UPDATE ON event"
            " BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
            "CREATE TRIGGER event_no_delete BEFORE DELETE ON event"
            " BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
            # INSERT OR REPLACE would delete without asking the trigger above.
            "CREATE TRIGGER event_no_replace BEFORE INSERT ON event"
            " WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)"
            " BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END",
        ),
    ),
)
"""Name and statements, in order; each runs once, in a transaction with its own record."""


def open_database(path: Path) -> sqlite3.Connection:
    """The journal at `path`, made where there is none, and brought up to date.

    Raises:
        InputError: It is damaged, of another program, or of a newer coach.
        OutsideError: The disk is full, read-only or refuses.
    """
    import sqlite3

    Home(path.parent).prepare()
    with complaints(path):
        _private(path)
        connection = sqlite3.connect(path, timeout=WAIT_MS / 1000, isolation_level=None)
        try:
            known(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            _migrate(connection)
        except (sqlite3.Error, CoachError):
            connection.close()
            raise
    return connection


def known(connection: sqlite3.Connection, path: Path) -> None:
    """Refuses a database that this program must not touch."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return
    if "migration" not in tables:
        raise InputError(f"{path} belongs to another program. Move it away; the coach then begins a new journal.")
    done = {name for (name,) in connection.execute("SELECT name FROM migration")}
    newer = sorted(str(name) for name in done - {name for name, _ in MIGRATIONS})
    if newer:
        raise InputError(
            f"{path} was written by a newer Hip Coach (it has {', '.join(newer)}). "
            "Update the coach; nothing was changed."
        )


def _migrate(connection: sqlite3.Connection) -> None:
    for name, statements in MIGRATIONS:
        with transaction(connection):
            connection.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY NOT NULL)")
            if connection.execute("SELECT 1 FROM migration WHERE name = ?", (name,)).fetchone():
                continue
            for statement in statements:
                connection.execute(statement)
            connection.execute("INSERT INTO migration (name) VALUES (?)", (name,))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and alone: the lock is taken before the newest event is looked at."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def complaints(path: Path) -> Iterator[None]:
    """Turns what SQLite says into one sentence with a mend."""
    import sqlite3

    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a bug of ours, not of the disk
    except sqlite3.DatabaseError as error:
        raise _said(path, error) from error
    except OSError as error:
        from coach.store.disk import write_failed

        raise write_failed(path, error) from error


def _said(path: Path, error: sqlite3.DatabaseError) -> CoachError:
    import sqlite3

    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if path.is_dir():
        return InputError(f"{path} should be a file, but is a folder. Move that folder away, then try again.")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return InputError(
            f"The journal {path} is damaged or no journal. Nothing was deleted: move it away, and put a backup "
            "in its place, or let the coach begin a new one."
        )
    rights = "The coach may not open the journal {path}. Look at the rights of its folder."
    busy = "Another coach is writing the journal {path} just now. Try again in a moment."
    words = {
        sqlite3.SQLITE_FULL: "The disk is full: the journal {path} cannot grow. Make some room first.",
        sqlite3.SQLITE_READONLY: "The journal {path} can only be read. Look at its rights and its disk.",
        sqlite3.SQLITE_CANTOPEN: rights,
        sqlite3.SQLITE_PERM: rights,
        sqlite3.SQLITE_BUSY: busy,
        sqlite3.SQLITE_LOCKED: busy,
    }
    if code == sqlite3.SQLITE_IOERR and _disk_is_full(path):
        code = sqlite3.SQLITE_FULL  # the helper files of the journal could not be made
    text = words.get(code, f"The journal {{path}} could not be used ({error}). Try again.")
    return OutsideError(f"{text.format(path=path)} Nothing that was saved is lost.")


def _disk_is_full(path: Path) -> bool:
    import shutil

    try:
        return shutil.disk_usage(path.parent).free < SMALLEST_ROOM
    except OSError:
        return False


SMALLEST_ROOM = 64 * 1024
"""Bytes that SQLite needs beside the journal to open it at all."""


def newest_event(path: Path) -> str | None:
    """The id of the newest event and how many there are, as one text that changes with every event.

    Nothing is made or changed for it. `None` where the journal cannot be read; whoever needs it is then told why.
    """
    import sqlite3

    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT_MS / 1000)
        try:
            newest, number = connection.execute("SELECT max(id), count(*) FROM event").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return f"{newest} {number}"


def _private(path: Path) -> None:
    """The file with mode 0600 before SQLite sees it; its helpers beside it then get the same."""
    if not path.exists():
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    elif path.is_file() and path.stat().st_mode & 0o077:
        with suppress(OSError):
            path.chmod(0o600)
