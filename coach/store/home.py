"""Where the person's files lie (design 3.3), and the one way to read and write them."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.errors import InputError
from coach.store.disk import read_bytes, write_bytes, write_failed

KEPT_BACKUPS = 20
"""Older versions kept of each file."""
_STAMP = "%Y-%m-%dT%H-%M-%S-%fZ"


class Home:
    """The folder of one person; nothing is made or read before a method is called."""

    def __init__(self, root: Path) -> None:
        self.root = root.expanduser().absolute()

    @classmethod
    def from_environment(cls) -> Home:
        """`COACH_HOME`, or the place where this system keeps a person's data."""
        chosen = os.environ.get("COACH_HOME")
        if chosen:
            return cls(Path(chosen))
        from platformdirs import user_data_dir

        return cls(Path(user_data_dir("hip-coach", appauthor=False)))

    @property
    def profile(self) -> Path:
        """The intake answers."""
        return self.root / "profile.toml"

    @property
    def plan(self) -> Path:
        """The plan."""
        return self.root / "plan.toml"

    @property
    def medicines(self) -> Path:
        """The medicines and their check-in times."""
        return self.root / "medicines.toml"

    @property
    def settings(self) -> Path:
        """The settings."""
        return self.root / "settings.toml"

    @property
    def journal(self) -> Path:
        """The journal of what happened."""
        return self.root / "journal.db"

    @property
    def exercises(self) -> Path:
        """The folder of own exercises."""
        return self.root / "exercises"

    @property
    def state(self) -> Path:
        """The folder of what can be made again."""
        return self.root / "state"

    @property
    def backups(self) -> Path:
        """The folder of dated earlier versions."""
        return self.state / "backups"

    def prepare(self) -> None:
        """Makes the folders, and closes them to other people.

        Raises:
            InputError: A file stands where a folder should be.
            OutsideError: The system does not let the coach make them.
        """
        for folder in (self.root, self.exercises, self.state, self.backups):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise write_failed(folder, error) from error
            _close(folder)

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file, `None` where there is none; see `read_bytes` for what it raises."""
        return read_bytes(path)

    def write(self, path: Path, text: str, now: datetime) -> Path | None:
        """Replaces a file of the person in one step; the version before is kept as a dated backup, which is returned.

        Raises:
            InputError, OutsideError: It could not be written; the old file is as it was.
        """
        data = _encoded(path, text)
        before = read_bytes(path)
        if before == data:
            return None
        self.prepare()
        copy = self._backup_path(path, now) if before is not None else None
        if before is not None and copy is not None:
            write_bytes(copy, before)
        write_bytes(path, data)
        self._prune(path)
        return copy

    def write_state(self, path: Path, text: str) -> None:
        """Replaces a file that can be made again; no backup is kept."""
        data = _encoded(path, text)
        self.prepare()
        write_bytes(path, data)

    def backups_of(self, path: Path) -> tuple[Path, ...]:
        """The earlier versions of a file, the newest first."""
        if not self.backups.is_dir():
            return ()
        mark = f"{path.name}."
        found = [each for each in self.backups.iterdir() if each.name.startswith(mark)]
        return tuple(sorted((each for each in found if _dated(each, mark)), reverse=True))

    def _backup_path(self, path: Path, now: datetime) -> Path:
        """A name after all the others, also where the clock stands still or was set back: the oldest goes first."""
        now = now.astimezone(UTC)
        mark = f"{path.name}."
        newest = next(iter(self.backups_of(path)), None)
        if newest is not None:
            now = max(now, _stamped(newest, mark) + timedelta(microseconds=1))
        return self.backups / f"{mark}{now.strftime(_STAMP)}"

    def _prune(self, path: Path) -> None:
        for old in self.backups_of(path)[KEPT_BACKUPS:]:
            with suppress(OSError):
                old.unlink()


def _dated(path: Path, mark: str) -> bool:
    try:
        _stamped(path, mark)
    except ValueError:
        return False
    return True


def _stamped(path: Path, mark: str) -> datetime:
    """When a backup was made, as its name says."""
    return datetime.strptime(path.name.removeprefix(mark), _STAMP).replace(tzinfo=UTC)


def _close(folder: Path) -> None:
    """Takes the rights of others off a folder, but not off a shared one such as /tmp."""
    with suppress(OSError):
        mode = folder.stat().st_mode
        if stat.S_IMODE(mode) & 0o077 and not mode & stat.S_ISVTX:
            folder.chmod(0o700)


def _encoded(path: Path, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{path.name} would hold characters that are no text. Nothing was written.") from error
