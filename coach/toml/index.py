"""Where each value and key of a TOML text stands, found with tree-sitter.

Places are (line, column) from 1, columns in characters. tree-sitter reads TOML 1.0, tomli 1.1: what
it does not understand is left out of the index, and whoever asks for it gets the table around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

Loc = tuple[str | int, ...]
Place = tuple[int | None, int | None]
_TIMES = re.compile(
    rb"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ])?[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    rb"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
)


@dataclass(slots=True)
class Index:
    """Places of values and of keys by their path, array items by their number from 0."""

    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)

    def where(self, loc: Loc) -> Place:
        """The place of the value, or of the nearest table around it."""
        return _nearest(self.values, loc)

    def where_key(self, loc: Loc) -> Place:
        """The place of the key, or of the nearest table around it."""
        return self.keys.get(loc) or self.where(loc)


def _nearest(places: dict[Loc, tuple[int, int]], loc: Loc) -> Place:
    for end in range(len(loc), 0, -1):
        if loc[:end] in places:
            return places[loc[:end]]
    return None, None


def build_index(text: str) -> Index:
    """The index of a text; an empty one where tree-sitter is missing or too old."""
    try:
        from tree_sitter import Language, Parser
        from tree_sitter_toml import language

        parser = Parser(Language(language()))
    except (ImportError, ValueError):
        return Index()
    # Times without quotes are TOML 1.1: a number of the same length keeps the tree whole and every place.
    raw = _TIMES.sub(lambda found: b"1" * len(found[0]), text.encode())
    builder = _Builder(text)
    builder.document(parser.parse(raw).root_node)
    return builder.index


class _Builder:
    """Walks the tree once; `items` counts the tables of each `[[array]]` so far."""

    def __init__(self, text: str) -> None:
        self.index = Index()
        self.items: dict[Loc, int] = {}
        self.lines = [line.encode() for line in text.split("\n")]

    def document(self, root: Node) -> None:
        for node in _flat(root):
            if node.type == "pair":
                self.pairs([(node, ())])
            elif node.type in ("table", "table_array_element"):
                self.table(node)

    def table(self, node: Node) -> None:
        key = next((child for child in node.children if child.type.endswith("key")), None)
        if key is None:
            return
        loc = self.opened(key_path(key), many=node.type == "table_array_element")
        place = self.place(node)
        for end in range(1, len(loc) + 1):
            self.index.values.setdefault(loc[:end], place)
            self.index.keys.setdefault(loc[:end], self.place(key))
        self.index.values[loc] = place
        self.pairs([(child, loc) for child in _flat(node) if child.type == "pair"])

    def opened(self, path: tuple[str, ...], *, many: bool) -> Loc:
        """The path with the numbers of the array items that a header stands in."""
        loc: Loc = ()
        for number, part in enumerate(path, 1):
            loc = (*loc, part)
            if many and number == len(path):
                self.items[loc] = self.items.get(loc, 0) + 1
            if loc in self.items:
                loc = (*loc, self.items[loc] - 1)
        return loc

    def pairs(self, todo: list[tuple[Node, Loc]]) -> None:
        """Keys with their values, and what lies inside the values; no recursion, nesting may be deep."""
        while todo:
            node, parent = todo.pop()
            if node.type != "pair" or len(node.children) < 3:
                self.inside(node, parent, todo)
                continue
            key, value = node.children[0], node.children[2]
            path = key_path(key)
            loc = (*parent, *path)
            for end in range(len(parent) + 1, len(loc) + 1):
                self.index.keys.setdefault(loc[:end], self.place(key))
                self.index.values.setdefault(loc[:end], self.place(value if end == len(loc) else key))
            self.inside(value, loc, todo)

    def inside(self, value: Node, loc: Loc, todo: list[tuple[Node, Loc]]) -> None:
        """Puts the parts of an array or inline table on the list."""
        if value.type == "inline_table":
            todo.extend((child, loc) for child in value.children if child.type == "pair")
        elif value.type == "array":
            items = [child for child in value.children if child.is_named and child.type != "comment"]
            for number, item in enumerate(items):
                self.index.values[(*loc, number)] = self.place(item)
                todo.append((item, (*loc, number)))

    def place(self, node: Node) -> tuple[int, int]:
        row, column = node.start_point
        line = self.lines[row] if row < len(self.lines) else b""
        return row + 1, len(line[:column].decode(errors="replace")) + 1


def _flat(node: Node) -> list[Node]:
    """The children, those inside an error included."""
    return [c for child in node.children for c in (child.children if child.type == "ERROR" else [child])]


def key_path(key: Node) -> tuple[str, ...]:
    """The parts of a key, with quotes taken off."""
    text = (key.text or b"").decode(errors="replace")
    if '"' not in text and "'" not in text:
        return tuple(part.strip() for part in text.split("."))
    import tomli

    try:
        table: object = tomli.loads(f"{text} = 0")
    except tomli.TOMLDecodeError:
        return (text,)
    path: list[str] = []
    while isinstance(table, dict):
        part, table = next(iter(table.items()))
        path.append(part)
    return tuple(path)
