"""Short ways of writing: one value where both sides are meant, one word where a list could stand.

Each way says by the shape of what was written which form was meant, so that a mistake is told once, at its place and
about that form. Inside there is one form only; as JSON a figure is written the short way again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

Shape = Callable[[object], str]


def is_place(value: object) -> bool:
    """Whether it is a place in numbers."""
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(one, int | float) for one in value)


def by_list(value: object) -> str:
    """A list, or something else."""
    return "list" if isinstance(value, list | tuple) else "one"


def by_table(value: object) -> str:
    """A table, or something else."""
    return "list" if isinstance(value, Mapping) else "one"


def by_pair(value: object) -> str:
    """A pair, or one for both sides; a place in numbers is one."""
    return "list" if isinstance(value, list | tuple) and not is_place(value) else "one"


def short(value: Any) -> Any:
    """What a file would say: once where both sides are the same, a list elsewhere."""
    if isinstance(value, tuple | list):
        items = [short(one) for one in value]
        return items[0] if len(items) == 2 and items[0] == items[1] and not is_place(items[0]) else items
    return int(value) if isinstance(value, float) and value.is_integer() else value


def listed(value: Any) -> Any:
    """A tuple as a list, at any depth."""
    return [listed(one) for one in value] if isinstance(value, tuple | list) else short(value)


def several(item: CoreSchema, least: int, most: int | None = None) -> CoreSchema:
    """A TOML array as a tuple; its length is looked at last, so that a wrong value is not told as a missing one too."""
    items = core_schema.tuple_schema([item], variadic_item_index=0, strict=False)
    if not least and most is None:
        return items

    def counted(values: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(values) < least:
            raise _length("too_short", "min_length", least, values)
        if most is not None and len(values) > most:
            raise _length("too_long", "max_length", most, values)
        return values

    return core_schema.no_info_after_validator_function(counted, items)


def _length(
    kind: Literal["too_short", "too_long"], limit: str, count: int, values: tuple[Any, ...]
) -> PydanticKnownError:
    return PydanticKnownError(kind, {"field_type": "List", limit: count, "actual_length": len(values)})


def either(one: CoreSchema, other: CoreSchema, shape: Shape, written: Callable[[Any], Any]) -> CoreSchema:
    """Two forms, told apart by their shape."""
    return core_schema.tagged_union_schema(
        {"one": one, "list": other},
        discriminator=shape,
        serialization=core_schema.plain_serializer_function_ser_schema(written),
    )


def _twice(value: Any) -> tuple[Any, Any]:
    return (value, value)


def _alone(value: Any) -> tuple[Any]:
    return (value,)


@dataclass(frozen=True, slots=True)
class Degrees:
    """An angle within what a person can do."""

    low: float
    high: float

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.float_schema(ge=self.low, le=self.high, strict=True, allow_inf_nan=False)


@dataclass(frozen=True, slots=True)
class BothSides:
    """An angle for both sides, or [working side, other side]; inside always a pair."""

    low: float
    high: float

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        angle = core_schema.float_schema(ge=self.low, le=self.high, strict=True, allow_inf_nan=False)
        one = core_schema.no_info_after_validator_function(_twice, angle)
        return either(one, several(angle, 2, 2), by_list, _short_pair)


def _short_pair(value: Any) -> Any:
    return short(value[0]) if value[0] == value[1] else listed(value)


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """One word or a list of them; inside always a tuple."""

    least: int = 0

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        item = handler.generate_schema(get_args(source)[0])
        one = core_schema.no_info_after_validator_function(_alone, item)
        return either(one, several(item, self.least), by_list, listed)


@dataclass(frozen=True, slots=True)
class OneOrPair:
    """The same for both sides, or [working side, other side]; inside always a pair."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        item = handler.generate_schema(get_args(source)[0])
        one = core_schema.no_info_after_validator_function(_twice, item)
        return either(one, several(item, 2, 2), by_pair, _short_pair)


@dataclass(frozen=True, slots=True)
class WordOrList:
    """A word, or a place in numbers."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        word, place = (handler.generate_schema(part) for part in get_args(source))
        return either(word, place, by_list, listed)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose keys are words from a list; inside pairs of key and value."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        keys, item = get_args(get_args(source)[0])
        return table({key: handler.generate_schema(item) for key in get_args(keys)}, _pairs, dict)


def table(
    fields: Mapping[str, CoreSchema], inside: Callable[[dict[str, Any]], Any], written: Callable[[Any], Any]
) -> CoreSchema:
    """A table with some of these keys; an unknown key is told with the nearest known one."""
    checked = core_schema.typed_dict_schema(
        {key: core_schema.typed_dict_field(value, required=False) for key, value in fields.items()},
        extra_behavior="forbid",
    )
    return core_schema.no_info_after_validator_function(
        inside, checked, serialization=core_schema.plain_serializer_function_ser_schema(written)
    )


def _pairs(table: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(table.items())
