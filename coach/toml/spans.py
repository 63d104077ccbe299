"""Where the tables of a TOML text lie and what their pairs span, in bytes, for changes that touch nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.toml.index import key_path

if TYPE_CHECKING:
    from tree_sitter import Node

Span = tuple[int, int]
"""The first byte, and the one behind the last."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One `key = value`."""

    key: str
    span: Span
    value: Span
    parts: tuple[Span, ...] = ()
    """The items of an array."""


@dataclass(frozen=True, slots=True)
class Table:
    """A `[table]` or one of `[[tables]]`, as far as its last pair; `span` takes in its header."""

    path: tuple[str, ...]
    many: bool
    span: Span
    pairs: tuple[Pair, ...]

    def pair(self, key: str) -> Pair | None:
        """The pair of a key."""
        return next((pair for pair in self.pairs if pair.key == key), None)


def read_tables(raw: bytes) -> tuple[Table, ...] | None:
    """The tables in the order of the text; None where it cannot be taken apart without doubt (TOML 1.1, no parser)."""
    root = _root(raw)
    if root is None:
        return None
    found = (_table(node) for node in root.children if node.type in ("table", "table_array_element"))
    return tuple(found)


def read_top(raw: bytes) -> tuple[Pair, ...]:
    """The pairs of the file itself, above all tables; none where it cannot be taken apart."""
    root = _root(raw)
    return () if root is None else tuple(_pair(node) for node in root.children if node.type == "pair")


def _root(raw: bytes) -> Node | None:
    try:
        from tree_sitter import Language, Parser
        from tree_sitter_toml import language

        root = Parser(Language(language())).parse(raw).root_node
    except (ImportError, ValueError):
        return None
    return None if root.has_error else root


def _table(node: Node) -> Table:
    key = next(child for child in node.children if child.type.endswith("key"))
    bracket = [child for child in node.children if child.type in ("]", "]]")]
    pairs = tuple(_pair(child) for child in node.children if child.type == "pair")
    end = max([one.end_byte for one in bracket] + [pair.span[1] for pair in pairs])
    return Table(key_path(key), node.type == "table_array_element", (node.start_byte, end), pairs)


def _pair(node: Node) -> Pair:
    key, value = node.children[0], node.children[2]
    items = [child for child in value.children if child.is_named and child.type != "comment"]
    return Pair(
        ".".join(key_path(key)),
        (node.start_byte, value.end_byte),
        (value.start_byte, value.end_byte),
        tuple((item.start_byte, item.end_byte) for item in items) if value.type == "array" else (),
    )
