"""Bytes of a TOML file to its data: whatever the bytes are, faults become problems with a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from typing import Any

from coach.toml.index import Index, Loc, Place, build_index
from coach.toml.problems import Problem, in_order
from coach.toml.words import quoted, shown, syntax_words

MOST_BYTES = 2 * 1024 * 1024
"""Larger files are refused: a plan of years is a tenth of this."""


_TIME = re.compile(r"[=,\[\s][0-9]{2}:[0-9]{2}")
"""What a time without quotes looks like; text without it need not be searched."""


@dataclass(frozen=True, eq=False)
class Document:
    """A TOML file that could be read; `data` is what it says."""

    file: str
    text: str
    data: Mapping[str, Any]

    @cached_property
    def _index(self) -> Index:
        return build_index(self.text)

    def where(self, loc: Loc) -> Place:
        """Line and column of the value at `loc`, or of the nearest table around it."""
        return self._index.where(loc)

    def where_key(self, loc: Loc) -> Place:
        """Line and column of the key at `loc`, or of the nearest table around it."""
        return self._index.where_key(loc)

    def problem(self, loc: Loc, message: str, hint: str | None = None, *, key: bool = False) -> Problem:
        """A problem with the value (or the key) at `loc`."""
        line, column = self.where_key(loc) if key else self.where(loc)
        return Problem(self.file, line, column, name_of(self.data, loc), message, hint)


def name_of(data: object, loc: Loc) -> str:
    """A path in words: `session "morning" > exercise 2 > reps`.

    The outermost item is called by its id; inner ones by their number, because an exercise may come twice.
    """
    words: list[str] = []
    named = False
    here = data
    for part in loc:
        here = _child(here, part)
        if isinstance(part, str):
            words.append(part if part.isidentifier() else quoted(part))
            continue
        own = None if named or not isinstance(here, dict) else here.get("id", here.get("name"))
        words[-1:] = [f"{words[-1] if words else 'item'} {shown(own) if isinstance(own, str) else part + 1}"]
        named = True
    return " > ".join(words)


def _child(here: object, part: str | int) -> object:
    if isinstance(part, str):
        return here.get(part) if isinstance(here, dict) else None
    return here[part] if isinstance(here, list) and part < len(here) else None


def read_document(raw: bytes, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """The document, and what is wrong with the text; with bare times it is still readable and comes back."""
    text, problem = _decoded(raw, file)
    if text is None or problem:
        return None, (problem,) if problem else ()
    data, problem = _parsed(text, file)
    if data is None or problem:
        return None, (problem,) if problem else ()
    document = Document(file, text, data)
    return document, in_order(_bare_times(document))


def _decoded(raw: bytes, file: str) -> tuple[str | None, Problem | None]:
    if len(raw) > MOST_BYTES:
        return None, Problem(file, None, None, "", "is larger than 2 MiB; this cannot be a file of the coach")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, Problem(file, None, None, "", "is saved as UTF-16", "Save it as UTF-8 in your editor")
    if 0 in raw:
        line, column = _place_of(raw, raw.index(0))
        return None, Problem(file, line, column, "", "is not a text file (a zero byte stands here)")
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        # The decoder counts from behind the byte order mark.
        start = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
        line, column = _place_of(raw, start)
        message = f"byte {start + 1} of the file (0x{raw[start]:02x}) is not UTF-8 text"
        return None, Problem(file, line, column, "", message, "Save the file as UTF-8 in your editor")


def _place_of(raw: bytes, offset: int) -> tuple[int, int]:
    start = raw.rfind(b"\n", 0, offset) + 1
    return raw.count(b"\n", 0, offset) + 1, len(raw[start:offset].decode("utf-8-sig", "replace")) + 1


def _parsed(text: str, file: str) -> tuple[dict[str, Any] | None, Problem | None]:
    import tomli

    try:
        return tomli.loads(text), None
    except tomli.TOMLDecodeError as error:
        message, hint = syntax_words(error.msg, text.replace("\r\n", "\n"), error.pos)
        return None, Problem(file, error.lineno, error.colno, "", message, hint)
    except RecursionError:
        return None, Problem(file, None, None, "", "lists or tables lie too deep inside each other")
    except ValueError:  # Python refuses to read a number of thousands of digits
        return None, Problem(file, None, None, "", "a number in it has too many digits")


def _bare_times(document: Document) -> Iterator[Problem]:
    """Times without quotes: TOML 1.1 knows them, editors and other programs do not."""
    if _TIME.search(document.text) is None:
        return
    todo: list[tuple[Loc, object]] = [((), document.data)]
    while todo:
        loc, value = todo.pop()
        if isinstance(value, time):
            message, hint = bare_time(value)
            yield document.problem(loc, message, hint)
        elif isinstance(value, dict):
            todo.extend(((*loc, key), child) for key, child in value.items())
        elif isinstance(value, list):
            todo.extend(((*loc, number), child) for number, child in enumerate(value))


def bare_time(value: time) -> tuple[str, str]:
    """What is said about a time without quotes, here and wherever else it does not fit."""
    return f"the time {shown(value)} stands without quotes", f'Write it in quotes: "{value:%H:%M}"'
