"""Changing a person's file with a net: what was written is read again before it takes the old one's place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from coach.store.edit import Changes, cannot_edit, edited
from coach.store.home import Home
from coach.toml.fit import M, read
from coach.toml.problems import ProblemsError


def current(home: Home, path: Path, model: type[M]) -> tuple[str, M] | None:
    """The text of a file and what it says, `None` where there is none.

    Raises:
        ProblemsError: It does not fit; such a file is never overwritten.
    """
    raw = home.read(path)
    if raw is None or not raw.strip():
        return None
    value, document, problems = read(raw, path.name, model)
    if value is None or document is None:
        raise ProblemsError(problems)
    return document.text, value


def change(home: Home, path: Path, text: str, changes: Changes, fits: Callable[[bytes], bool], now: datetime) -> None:
    """Makes the changes in the file's text and writes it if it then says what it should."""
    if changes:
        write_checked(home, path, edited(text, changes, path.name), fits, now)


def write_checked(home: Home, path: Path, text: str, fits: Callable[[bytes], bool], now: datetime) -> None:
    """Writes a text that reads back as it should; otherwise nothing is written."""
    if not fits(text.encode()):
        raise cannot_edit(path.name)
    home.write(path, text, now)
