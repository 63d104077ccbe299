"""What would fit at a place: a model's own JSON schema, asked by path.

The schema is made only when something is wrong, so reading a file that fits costs nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.errors import PydanticInvalidForJsonSchema, PydanticUserError

from coach.toml.index import Loc
from coach.toml.words import one_of, shown

Node = dict[str, Any]

_SHAPES = (
    ("08:30", 'a time "HH:MM" in quotes'),
    ("07:30-10:00", "a span of the day in quotes"),
    ("10 min x 4", "how often to ask again, in quotes"),
    ("4 h", "a length of time in quotes"),
    ("8 doses", "a number of doses or mg in quotes"),
    ("0.5", "an amount in quotes"),
    ("AT", "a country in two capital letters"),
    ("2-1-3", "a tempo in quotes"),
    ("hip_flexors", "a short name of small letters, digits and _"),
)
"""An example that fits a pattern tells best what the pattern means."""


class Fits:
    """What a model takes at a place; `nodes` are the alternatives, `null` left out."""

    def __init__(self, model: type[BaseModel], loc: Loc = ()) -> None:
        self.root = _schema_of(model)
        self.nodes = list(self._options(self.root))
        for part in loc:
            self.nodes = [option for node in self.nodes for option in self._options(_step(node, part))]

    def _options(self, node: Node) -> Iterator[Node]:
        if "$ref" in node:
            name = str(node["$ref"]).rsplit("/", 1)[-1]
            yield from self._options(self.root.get("$defs", {}).get(name, {}))
            return
        several = node.get("anyOf") or node.get("oneOf") or node.get("allOf")
        if several:
            for part in several:
                yield from self._options(part)
        elif node and node.get("type") != "null":
            yield node

    def keys(self) -> tuple[str, ...]:
        """The keys of the table here."""
        return tuple(dict.fromkeys(key for node in self.nodes for key in node.get("properties", {})))

    def tables(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each table one step deeper with its keys."""
        for node in self.nodes:
            for key, child in node.get("properties", {}).items():
                options = [o for part in self._options(child) for o in self._options(part.get("items", part))]
                yield key, tuple(name for option in options for name in option.get("properties", {}))

    def values(self) -> tuple[Any, ...]:
        """The words or numbers that may be chosen from, empty where anything goes."""
        found: list[Any] = []
        for node in self.nodes:
            found += node.get("enum", [node["const"]] if "const" in node else [])
        return tuple(found)

    def first(self, name: str) -> Any:
        """The first alternative's value of a schema word such as `pattern`."""
        return next((node[name] for node in self.nodes if name in node), None)

    def limits(self) -> str:
        """`between 0 and 10`, `at least 1`, and so on; empty where there is no limit."""
        low, high = self.first("minimum"), self.first("maximum")
        above, below = self.first("exclusiveMinimum"), self.first("exclusiveMaximum")
        if low is not None and high is not None:
            return f"between {number(low)} and {number(high)}"
        parts = [("at least", low), ("more than", above), ("at most", high), ("less than", below)]
        return " and ".join(f"{words} {number(limit)}" for words, limit in parts if limit is not None)

    def shape(self) -> tuple[str, str] | None:
        """Words and an example for the pattern that a text has to follow."""
        pattern = self.first("pattern")
        if pattern is None:
            return None
        return next(((words, f'"{text}"') for text, words in _SHAPES if fits_pattern(pattern, text)), None)

    def example(self) -> str | None:
        """A value that would fit, as it is written in the file."""
        values = self.values()
        if values:
            return shown(values[0])
        shape = self.shape()
        if shape:
            return shape[1]
        kind, text = self.first("type"), None
        if kind in ("integer", "number"):
            text = number(self.first("minimum") or self.first("exclusiveMinimum") or 1)
        elif kind == "string":
            text = "2026-11-23" if self.first("format") == "date" else '"..."'
        return text or {"boolean": "true", "array": "[]"}.get(str(kind))


def _step(node: Node, part: str | int) -> Node:
    if isinstance(part, str):
        more = node.get("additionalProperties")
        found = node.get("properties", {}).get(part, more if isinstance(more, dict) else {})
    else:
        single = node.get("prefixItems", [])
        found = single[part] if part < len(single) else node.get("items", {})
    return found if isinstance(found, dict) else {}


@cache
def _schema_of(model: type[BaseModel]) -> Node:
    try:
        return model.model_json_schema()
    except (PydanticInvalidForJsonSchema, PydanticUserError):
        return {}


def number(value: float) -> str:
    """A limit without a needless `.0`."""
    return str(int(value)) if float(value).is_integer() else str(value)


def fits_pattern(pattern: str, text: str) -> bool:
    """Whether a text follows the pattern of a model."""
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return False


def mended(pattern: str | None, value: object) -> str | None:
    """A time written another way (`7:30`, `7.30 pm`, 07:30 without quotes) as the pattern wants it."""
    if isinstance(value, time):
        value = f"{value:%H:%M}"
    if pattern is None or not isinstance(value, str):
        return None
    found = re.fullmatch(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?::[0-9]{2})?\s*([ap]m)?", value.strip().lower())
    if not found:
        return None
    hour = int(found[1])
    if found[3] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    text = f"{hour:02d}:{found[2] or '00'}"
    return text if fits_pattern(pattern, text) else None


def choice(values: tuple[Any, ...]) -> str:
    """`must be "a" or "b"`."""
    return f"must be {one_of(values)}" if len(values) < 4 else f"must be one of {one_of(values)}"
