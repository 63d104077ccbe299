"""Values as TOML text: one line each, the same bytes for the same value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel


def inline(value: object) -> str:
    """A value as it stands behind the `=`."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key} = {inline(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(inline(item) for item in value)}]"
    import tomli_w

    return tomli_w.dumps({"v": value}).removeprefix("v = ").rstrip("\n")


def lines(values: Mapping[str, object]) -> list[str]:
    """`key = value` lines."""
    return [f"{key} = {inline(value)}" for key, value in values.items()]


def told(record: BaseModel, always: Iterable[str] = ()) -> dict[str, Any]:
    """What has to be written of a record: keys that differ from their defaults, in order, and those `always`.

    Tables inside come as dictionaries, lists of tables as lists of them.
    """
    keep = set(always)
    return {
        name: plain(value)
        for name, value in record
        if name in keep or (value is not None and value != type(record).model_fields[name].default)
    }


def plain(value: object) -> Any:
    """A value of a record as TOML has it."""
    if isinstance(value, BaseModel):
        return told(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value
