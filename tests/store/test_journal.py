import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.events import CheckIn, EventBody, NoteLogged, Undone
from coach.domain.journal import Event
from coach.errors import InputError, OutsideError
from coach.store.ids import is_id, next_id
from coach.store.journal import Journal
from tests.store.disks import fill, fresh_folder, mounted, nobody, remount_read_only

AT = datetime(2026, 11, 22, 9, 30, 0, 123456, tzinfo=UTC)
DAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "coach" / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    with Journal(path) as opened:
        yield opened


def add(journal: Journal, body: EventBody, *, at: datetime = AT, day: date = DAY) -> Event:
    return journal.append(body, at=at, zone="Europe/Vienna", day=day)


def note(journal: Journal, text: str, **when: date) -> Event:
    return add(journal, NoteLogged(text=text), **when)  # type: ignore[arg-type]


def texts(events: tuple[Event, ...]) -> list[str]:
    return [event.body.text for event in events if isinstance(event.body, NoteLogged)]


def test_reading_makes_no_file(journal: Journal, path: Path) -> None:
    assert (journal.events(), journal.last("check_in"), journal.event("x")) == ((), None, None)
    assert not path.exists()


def test_what_was_written_is_read_again(journal: Journal, path: Path) -> None:
    body = CheckIn(fatigue=4, sleep="enough", pain=None)
    event = add(journal, body, at=AT.astimezone(timezone(timedelta(hours=1))))
    journal.close()
    assert Journal(path).events() == (event,) == (Event(event.id, AT, "Europe/Vienna", DAY, body),)
    assert journal.event(event.id) == event
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_moment_without_a_zone_is_refused(journal: Journal) -> None:
    with pytest.raises(ValueError, match="time zone"):
        add(journal, NoteLogged(text="x"), at=AT.replace(tzinfo=None))


def test_days_are_half_open_and_kinds_choose(journal: Journal) -> None:
    for number in range(4):
        note(journal, str(number), day=DAY + timedelta(days=number))
    add(journal, CheckIn(fatigue=1))
    assert texts(journal.events(since=DAY + timedelta(days=1), until=DAY + timedelta(days=3))) == ["1", "2"]
    assert [event.body.kind for event in journal.events(kinds={"check_in"})] == ["check_in"]
    assert journal.events(kinds=()) == ()


def test_several_are_written_all_or_none(journal: Journal) -> None:
    journal.append_many([NoteLogged(text="a"), NoteLogged(text="b")], at=AT, zone="UTC", day=DAY)
    broken = NoteLogged.model_construct(text="c", kind=None)  # type: ignore[arg-type]
    with pytest.raises(OutsideError):
        journal.append_many([NoteLogged(text="d"), broken], at=AT, zone="UTC", day=DAY)
    assert texts(journal.events()) == ["a", "b"]


def test_an_undone_event_is_left_out_and_comes_back_when_that_is_undone(journal: Journal) -> None:
    first, second = note(journal, "a"), note(journal, "b")
    undo = add(journal, Undone(event=first.id))
    assert texts(journal.events()) == ["b"]
    assert journal.last("undone") == undo
    again = add(journal, Undone(event=undo.id))
    assert texts(journal.events()) == ["a", "b"]
    assert journal.last("undone") == again
    add(journal, Undone(event=again.id))
    assert texts(journal.events()) == ["b"]
    assert texts(journal.events(with_undone=True)) == ["a", "b"]
    assert journal.last("note_logged") == second
    add(journal, Undone(event=second.id))
    assert journal.last("note_logged") is None


@given(st.lists(st.integers(0, 30) | st.none(), max_size=20), st.lists(st.integers(-9, 9), min_size=20, max_size=20))
def test_replay_keeps_the_order_of_writing_and_undoes_as_told(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int | None], hours: list[int]
) -> None:
    """A number takes back the event that many places before; the clock jumps about as it likes."""
    with Journal(fresh_folder(tmp_path_factory) / "journal.db") as journal:
        events: list[Event] = []
        counts: list[bool] = []
        for step, hour in zip(steps, hours, strict=False):
            target = len(events) - 1 - step if step is not None and step < len(events) else None
            body: EventBody = NoteLogged(text="x") if target is None else Undone(event=events[target].id)
            events.append(add(journal, body, at=AT + timedelta(hours=hour)))
            counts.append(True)
        assert [event.id for event in journal.events(with_undone=True)] == [event.id for event in events]
        for index in reversed(range(len(events))):
            body = events[index].body
            if counts[index] and isinstance(body, Undone):
                counts[[event.id for event in events].index(body.event)] = False
        expected = [event for event, counted in zip(events, counts, strict=True) if counted]
        assert list(journal.events()) == expected


@given(st.lists(st.integers(-10_000, 80_000), max_size=30))
def test_ids_only_grow(days: list[int]) -> None:
    newest: str | None = None
    for number in days:
        fresh = next_id(datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=number), newest)
        assert is_id(fresh)
        assert newest is None or fresh > newest
        newest = fresh


def test_an_id_tells_its_millisecond() -> None:
    fresh = next_id(AT, None)
    assert int(fresh.replace("-", "")[:12], 16) == int(AT.timestamp() * 1000)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET zone = 'x'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT id, at, zone, day, kind, '{}' FROM event",
    ],
)
def test_the_table_only_grows(journal: Journal, path: Path, statement: str) -> None:
    event = note(journal, "a")
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        connection.execute(statement)
    connection.close()
    assert journal.events() == (event,)


def test_it_is_safe_against_a_power_cut(journal: Journal, path: Path) -> None:
    note(journal, "a")
    assert journal._open().execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert journal._open().execute("PRAGMA synchronous").fetchone() == (2,)
    assert journal._open().execute("SELECT name FROM migration").fetchall() == [("events",)]


def test_events_of_another_version_are_skipped_and_counted(journal: Journal, path: Path) -> None:
    note(journal, "a")
    connection = sqlite3.connect(path)
    later = next_id(AT + timedelta(days=1), None)
    for number, body in enumerate(['{"kind": "moon_phase"}', '{"kind": "note_logged", "colour": 1}', "{", '"']):
        row = (later[:-1] + str(number), AT.isoformat(), "UTC", DAY.isoformat(), "moon_phase", body)
        connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", row)
    connection.commit()
    connection.close()
    assert texts(journal.events()) == ["a"]
    assert journal.skipped == 4
    note(journal, "b")
    assert texts(journal.events()) == ["a", "b"]


def change(path: Path, *statements: str) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_a_newer_journal_is_left_alone(journal: Journal, path: Path) -> None:
    note(journal, "a")
    journal.close()
    before = change(path, "INSERT INTO migration VALUES ('holograms')")
    with pytest.raises(InputError, match=r"written by a newer Hip Coach \(it has holograms\)") as error:
        journal.events()
    assert error.value.exit_code == 2
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(journal: Journal, path: Path) -> None:
    before = change(path, "CREATE TABLE songs (name TEXT)")
    with pytest.raises(InputError, match="belongs to another program"):
        note(journal, "a")
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", [b"this is no database at all" * 50, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_journal_is_named_and_kept(journal: Journal, path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    with pytest.raises(InputError, match=r"journal\.db is damaged .* Nothing was deleted"):
        journal.events()
    assert path.read_bytes() == damage


def test_a_journal_damaged_in_the_middle_is_named(journal: Journal, path: Path) -> None:
    for _ in range(60):
        note(journal, "x" * 500)
    journal.close()
    raw = bytearray(path.read_bytes())
    raw[4096 * 2 :] = b"\xaa" * (len(raw) - 4096 * 2)
    path.write_bytes(raw)
    with pytest.raises(InputError, match="damaged"):
        journal.events()


def test_a_folder_instead_of_a_journal_is_named(journal: Journal, path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(InputError, match="should be a file, but is a folder"):
        note(journal, "a")


def test_two_journals_merge_by_union(journal: Journal, path: Path, tmp_path: Path) -> None:
    shared = note(journal, "shared")
    journal.close()
    other_path = tmp_path / "other" / "journal.db"
    with Journal(other_path) as other:
        assert other.merge(path) == 1
        there = note(other, "there", at=AT - timedelta(days=400))
        add(other, Undone(event=shared.id))
        here = note(journal, "here", at=AT - timedelta(days=400))
        assert here.id != there.id
        assert journal.merge(other_path) == 2
        assert journal.merge(other_path) == 0
        assert other.merge(path) == 1
        assert journal.events(with_undone=True) == other.events(with_undone=True)
    assert sorted(texts(journal.events())) == ["here", "there"]


def test_only_a_journal_can_be_merged(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        journal.merge(tmp_path / "nowhere.db")
    (tmp_path / "text.db").write_text("words " * 500)
    with pytest.raises(InputError, match="damaged or no journal"):
        journal.merge(tmp_path / "text.db")
    note(journal, "a")
    journal.close()
    forged = tmp_path / "forged.db"
    forged.write_bytes(journal.path.read_bytes())
    change(forged, "INSERT INTO event VALUES ('zzz', 'x', 'x', 'x', 'x', 'x')")
    with pytest.raises(InputError, match="no coach wrote"):
        journal.merge(forged)
    assert texts(journal.events()) == ["a"]


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from coach.domain.events import NoteLogged
from coach.store.journal import Journal

journal = Journal(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    event = journal.append(NoteLogged(text=str(number)), at=at, zone="UTC", day=at.date())
    print(event.id, flush=True)
"""


def writer(path: Path, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_what_was_said_to_be_written_outlives_a_killed_process(journal: Journal, path: Path) -> None:
    process = writer(path, 1_000_000)
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(25)]
    os.kill(process.pid, signal.SIGKILL)
    told += [line.strip() for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdout.close()
    found = [event.id for event in journal.events()]
    assert found[: len(told)] == told
    assert len(found) - len(told) in (0, 1)
    assert journal._open().execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert note(journal, "after").id > found[-1]


def test_two_processes_write_into_one_order(journal: Journal, path: Path) -> None:
    processes = [writer(path, 40) for _ in range(2)]
    outputs = [process.communicate()[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert all(output == sorted(output) for output in outputs)
    assert [event.id for event in journal.events()] == sorted(outputs[0] + outputs[1])


def test_a_full_disk_is_told_and_loses_nothing() -> None:
    with mounted("size=512k") as folder, Journal(folder / "coach" / "journal.db") as journal:
        first = note(journal, "a")
        fill(folder)
        with pytest.raises(OutsideError, match=r"The disk is full: .*journal\.db .* Nothing that was saved"):
            journal.append_many([NoteLogged(text="x" * 2000)] * 500, at=AT, zone="UTC", day=DAY)
        (folder / "ballast").unlink()
        last = note(journal, "b")
        assert journal.events()[0] == first
        assert journal.events()[-1] == last


def test_a_disk_that_is_full_from_the_start_is_told() -> None:
    with mounted("size=64k") as folder:
        fill(folder)
        with pytest.raises(OutsideError, match="The disk is full"):
            note(Journal(folder / "journal.db"), "a")


def test_a_read_only_disk_is_told() -> None:
    with mounted("size=512k") as folder:
        path = folder / "coach" / "journal.db"
        with Journal(path) as journal:
            note(journal, "a")
        remount_read_only(folder)
        with pytest.raises(OutsideError) as error:
            note(Journal(path), "b")
        assert error.value.exit_code == 4


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights work otherwise on Windows")
def test_missing_rights_are_told() -> None:
    with nobody() as folder:
        with Journal(folder / "coach" / "journal.db") as journal:
            note(journal, "a")
        journal.path.chmod(0)
        with pytest.raises(OutsideError, match="may not open the journal"):
            journal.events()
