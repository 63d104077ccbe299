"""What the first picture needs, kept in `state/` as it was last worked out, so that the coach opens at once.

It holds as long as nothing that it follows from has changed: the person's files byte for byte, the journal, the
program and the day. In doubt it does not hold, and everything is worked out afresh. Nothing here imports pydantic,
which is most of what a start would cost.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from coach import __version__
from coach.errors import CoachError
from coach.services.day import Line, Today, Told
from coach.store.database import newest_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.domain.settings import Settings
    from coach.services.context import Coach
    from coach.store.home import Home

FILE = "glance.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """The settings that the first picture needs."""

    day_starts: str
    theme: str
    motion: bool
    large: bool
    keys: dict[str, str]

    @classmethod
    def of(cls, settings: Settings) -> Look:
        """Those of all settings."""
        return cls(**{field.name: getattr(settings, field.name) for field in fields(cls)})


def kept_look(home: Home) -> Look | None:
    """The look that was last worked out, where the settings are still the same."""
    kept = _read(home)
    if kept.get("settings") != _settings_mark(home):
        return None
    return _made(Look, kept.get("look"))


def keep_look(home: Home, settings: Settings) -> None:
    """Keep the look of the settings for the next start; the kept days stay."""
    look = asdict(Look.of(settings))
    kept, mark = _read(home), _settings_mark(home)
    if kept.get("settings") != mark or kept.get("look") != look:
        _write(home, kept | {"settings": mark, "look": look})


def kept_day(coach: Coach) -> Today | None:
    """Today as it was last worked out, where it still holds."""
    kept = _read(coach.home)
    days = kept.get("days")
    if not isinstance(days, dict) or kept.get("mark") != _mark(coach.home):
        return None
    return _today(days.get(coach.today().isoformat()))


def keep_days(coach: Coach, days: Sequence[Today]) -> None:
    """Keep days for the next look; not those on which a problem or a block must be told, or without a plan."""
    if any(day.problems or day.block_text or not day.has_plan for day in days):
        return
    kept = {day.day.isoformat(): _plain(day) for day in days}
    _write(coach.home, _read(coach.home) | {"mark": _mark(coach.home), "days": kept})


# The file


def _read(home: Home) -> dict[str, Any]:
    try:
        kept = json.loads(home.read(home.state / FILE) or b"{}")
    except (ValueError, CoachError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(home: Home, kept: dict[str, Any]) -> None:
    """A copy that cannot be kept only costs time, so nobody is told."""
    if home.root.is_dir():
        with suppress(CoachError):
            home.write_state(home.state / FILE, json.dumps(kept) + "\n")


def _settings_mark(home: Home) -> str:
    return _digest(home.read(home.settings))


def _mark(home: Home) -> str | None:
    """What the kept days follow from; None where that cannot be told."""
    files = (home.plan, home.profile, home.medicines, home.settings, home.state / "plan_in_force.json")
    newest = newest_event(home.journal)
    if newest is None:
        return None
    return _digest(__version__.encode(), newest.encode(), *(home.read(path) for path in files))


def _digest(*parts: bytes | None) -> str:
    digest = sha256()
    for part in parts:
        digest.update(b"-" if part is None else b"+%d:" % len(part) + part)
    return digest.hexdigest()


def _plain(day: Today) -> dict[str, Any]:
    starts = day.starts.isoformat() if day.starts else None
    return asdict(day) | {"day": day.day.isoformat(), "starts": starts}


def _made(kind: type[T], data: object) -> T | None:
    """A record from what was kept; None where it does not fit."""
    if not isinstance(data, dict):
        return None
    try:
        return kind(**data)
    except TypeError:
        return None


def _today(data: object) -> Today | None:
    if not isinstance(data, dict):
        return None
    try:
        return Today(**data | {
            "day": date.fromisoformat(data["day"]),
            "lines": tuple(Line(**line) for line in data["lines"]),
            "next": Line(**data["next"]) if data["next"] else None,
            "check_in": Told(**data["check_in"]) if data["check_in"] else None,
            "pain": tuple(data["pain"]),
            "blocks": tuple(data["blocks"]),
            "problems": (),
            "starts": date.fromisoformat(data["starts"]) if data["starts"] else None,
        })  # fmt: skip
    except (TypeError, ValueError, KeyError):
        return None
