"""`settings.toml`: everything has a default, and one key is changed at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import ValidationError

from coach.domain.settings import Settings
from coach.domain.verbs import fitting
from coach.store.home import Home
from coach.store.saving import change, current
from coach.store.values import plain, told
from coach.toml.document import Document
from coach.toml.fit import fit, read
from coach.toml.problems import Problem, ProblemsError

_FRESH = """\
# Your settings. You may change them here or with: coach settings
format = 1
"""


def load_settings(home: Home) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings. Of a file with problems each key that fits still counts: contacts must not get lost."""
    raw = home.read(home.settings)
    if raw is None or not raw.strip():
        return Settings.model_construct(), ()  # all defaults; nothing to check, and quick at the first start
    settings, document, problems = read(raw, home.settings.name, Settings)
    if settings is not None:
        return settings, problems
    return (_what_fits(document) if document else Settings()), problems


def _what_fits(document: Document) -> Settings:
    good: dict[str, Any] = {}
    for key in Settings.model_fields:
        if key in document.data:
            try:
                good[key] = getattr(Settings.model_validate({key: document.data[key]}), key)
            except ValidationError:
                continue
    own = document.data.get("keys")
    if "keys" not in good and isinstance(own, dict):
        good["keys"] = fitting(own)[0]
    return Settings(**good)


def save_setting(home: Home, key: str, value: object, now: datetime) -> Settings:
    """Changes one key, `None` for its default, and returns the settings as they are then.

    Args:
        home: The person's own files.
        key: A key of the file, or of its table of keys with a point between: "keys.undo".
        value: The new value.
        now: When, for the dated backup.

    Raises:
        ProblemsError: The file does not fit, or the value does not.
        InputError, OutsideError: It could not be written; the old file is as it was.
    """
    there = current(home, home.settings, Settings)
    text, before = there or (_FRESH, Settings())
    path = tuple(key.split("."))
    after = _with(before, path, value)
    wanted: Any = told(after, path) if value is not None else None
    for part in path if wanted is not None else ():
        wanted = wanted.get(part)

    def fits(raw: bytes) -> bool:
        return read(raw, home.settings.name, Settings)[0] == after

    if there is None or before != after:
        change(home, home.settings, text, {path: wanted}, fits, now)
    return after


def _with(settings: Settings, path: tuple[str, ...], value: object) -> Settings:
    """The settings with one key changed, checked the way a file is."""
    data = {name: dict(kept) if isinstance(kept, dict) else kept for name, kept in told(settings).items()}
    *tables, key = path
    inside = data
    for name in tables:
        inside = inside.setdefault(name, {})
    inside.pop(key, None)
    if value is not None:
        inside[key] = plain(value)
    after, problems = fit(Document("settings", "", {}), Settings, given=data)
    if after is None:
        raise ProblemsError(problems)
    return after
