"""Changing single keys of a TOML file that a person wrote: comments, order and line ends stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coach.errors import InputError
from coach.store.values import inline, lines

if TYPE_CHECKING:
    from tomlkit.items import Item

Path = tuple[str, ...]
Changes = Mapping[Path, Any]
"""New values by path, (key,) or (table, key); `None` takes the key out."""


def edited(text: str, changes: Changes, file: str) -> str:
    """The text with the changes made; what it then says is for the caller to check.

    Raises:
        InputError: The file is written in a way that cannot be changed key by key.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    plain = text.replace("\r\n", "\n")
    windows = text != plain and text.count("\n") == text.count("\r\n")
    if not plain.endswith("\n"):
        plain += "\n"  # else a table that is added would stand on the last line (tomlkit 381)
    try:
        document = tomlkit.parse(plain)
        new = {path[0]: value for path, value in changes.items() if _new_at_top(document, path)}
        for path, value in changes.items():
            if path[0] not in new:
                _change(document, path, value)
        plain = _with_top_keys(tomlkit.dumps(document), new)
    except (TOMLKitError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise cannot_edit(file) from error
    return plain.replace("\n", "\r\n") if windows else plain


def cannot_edit(file: str) -> InputError:
    """Said where a change would spoil what the person wrote."""
    return InputError(
        f"{file} is written in a way that the coach cannot change without spoiling it. Nothing was written: "
        "write each table as [name] with its keys below, or move the file away to get a fresh one."
    )


def _new_at_top(document: Any, path: Path) -> bool:
    return len(path) == 1 and path[0] not in document


def _change(document: Any, path: Path, value: Any) -> None:
    import tomlkit

    table: Any = document
    for part in path[:-1]:
        if part not in table and value is None:
            return
        if part not in table:
            document.add(tomlkit.nl())
            document.add(part, tomlkit.table())
        table = table[part]
    _put(table, path[-1], value)


def _put(table: Any, key: str, value: Any) -> None:
    """Sets or removes one key; tables that stand under headers of their own are changed inside."""
    from tomlkit.items import AoT, Table

    old = table.get(key)
    if old is None and value is None:
        return
    if isinstance(old, Table) and isinstance(value, Mapping):
        for name in (*(name for name in list(old) if name not in value), *value):
            _put(old, name, value.get(name))
    elif isinstance(old, AoT) and isinstance(value, list) and value:
        _put_tables(old, value)
    elif value is None:
        del table[key]
    elif old is not None and not isinstance(old, AoT | Table):
        table[key] = _item(value)
    else:
        if old is not None:
            del table[key]
        _append(table, key, _item(value))


def _put_tables(old: Any, new: list[dict[str, Any]]) -> None:
    """The tables of an `[[array]]`, one after the other; those too many go, missing ones come last."""
    import tomlkit

    while len(old) > len(new):
        del old[-1]
    for number, value in enumerate(new):
        if number == len(old):
            old.append(tomlkit.table())
        for name in (*(name for name in list(old[number]) if name not in value), *value):
            _put(old[number], name, value.get(name))


def _item(value: Any) -> Item:
    import tomlkit

    return tomlkit.value(inline(value))


def _append(table: Any, key: str, item: Item) -> None:
    """Adds a key above the blank lines and comments that end a table: they introduce what comes next."""
    from tomlkit.items import Null, Table

    if not isinstance(table, Table):
        table[key] = item
        return
    tail: list[Any] = []
    while table.value.body and table.value.body[-1][0] is None:
        tail.append(table.value.body.pop()[1])
    table.add(key, item)
    for trivia in reversed(tail):
        if not isinstance(trivia, Null):  # what is left of a key that was taken out
            table.add(trivia)


def _with_top_keys(text: str, new: Mapping[str, Any]) -> str:
    """New keys of the file itself stand right below its `format`, new `[[tables]]` at its end."""
    from coach.toml.document import read_document

    tables = {key: value for key, value in new.items() if _are_tables(value)}
    keys = lines({key: value for key, value in new.items() if value is not None and key not in tables})
    if keys:
        document, _ = read_document(text.encode(), "")
        at = (document.where(("format",))[0] if document else None) or 0
        rows = text.split("\n")
        text = "\n".join([*rows[:at], *keys, *rows[at:]])
    blocks = [["", f"[[{key}]]", *lines(table)] for key, value in tables.items() for table in value]
    return text + "".join(f"{line}\n" for block in blocks for line in block)


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)
