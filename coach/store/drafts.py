"""The unfinished intake in `state/intake.toml`, so that an interrupted one goes on where it was."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.store.disk import write_failed
from coach.store.home import Home
from coach.toml.document import read_document


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers so far, and the id of the question that comes next; `None` is a skipped question."""

    answers: dict[str, Any]
    question: str | None = None


def _path(home: Home) -> Path:
    return home.state / "intake.toml"


def save_draft(home: Home, answers: Mapping[str, object], question: str | None = None) -> None:
    """Keeps the answers so far; a `None` deeper inside a table is left out, as TOML has none."""
    import tomli_w

    data: dict[str, Any] = {"format": 1}
    if question is not None:
        data["question"] = question
    data["skipped"] = [key for key, value in answers.items() if value is None]
    data["answers"] = _without_none(answers)
    home.write_state(_path(home), tomli_w.dumps(data))


def _without_none(value: object) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_none(item) for item in value if item is not None]
    return value


def load_draft(home: Home) -> Draft | None:
    """The unfinished intake; one that cannot be read is kept aside as `.broken` and counts as none."""
    path = _path(home)
    raw = home.read(path)
    if raw is None:
        return None
    document, problems = read_document(raw, path.name)
    draft = _draft(document.data) if document and not problems else None
    if draft is None:
        with suppress(OSError):
            os.replace(path, path.with_name(f"{path.name}.broken"))
    return draft


def _draft(data: Mapping[str, Any]) -> Draft | None:
    answers, skipped, question = data.get("answers"), data.get("skipped", []), data.get("question")
    if not isinstance(answers, dict) or not isinstance(skipped, list) or data.get("format") != 1:
        return None
    if not all(isinstance(key, str) for key in skipped) or not isinstance(question, str | None):
        return None
    return Draft({**answers, **dict.fromkeys(skipped)}, question)


def clear_draft(home: Home) -> None:
    """Forgets the unfinished intake."""
    path = _path(home)
    try:
        path.unlink(missing_ok=True)
    except NotADirectoryError:
        return
    except OSError as error:
        raise write_failed(path, error) from error
