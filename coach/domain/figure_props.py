"""What stands in a figure and what is tied to the person: `"mat"`, `{ wall = 88 }`, `{ strap = [...] }`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from coach.domain.figure_forms import by_list, by_table, either, listed, several, short, table
from coach.domain.figure_words import Furniture, Part, Sign, Tied

Place = str | tuple[float, ...]
"""A part of the body or "floor", or a place in numbers."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece of furniture, moved by up to three numbers from where it usually stands."""

    name: str
    at: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """Something held, worn or pointed at: it runs through these places."""

    name: str
    ends: tuple[Place, ...]


Prop = Standing | Linked
FURNITURE: tuple[str, ...] = get_args(Furniture)
TIED: tuple[str, ...] = (*get_args(Tied), *get_args(Sign))


class Written:
    """How a prop is written: a word, or a table with one key."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        number = core_schema.float_schema(ge=-250, le=250, strict=True, allow_inf_nan=False)
        numbers = either(number, several(number, 1, 3), by_list, listed)
        point = several(number, 3, 3)
        part = core_schema.literal_schema([*get_args(Part), "floor"])
        ends = several(either(part, point, by_list, listed), 1, 12)
        by_word = core_schema.tagged_union_schema({"one": numbers, "list": ends}, discriminator=_tied_or_placed)
        fields = dict.fromkeys(FURNITURE, numbers) | dict.fromkeys(TIED, ends)
        both = fields | dict.fromkeys(set(FURNITURE) & set(TIED), by_word)
        word = core_schema.no_info_after_validator_function(Standing, core_schema.literal_schema(list(FURNITURE)))
        return either(word, table(both, _prop, _written), by_table, _written)


def _tied_or_placed(value: object) -> str:
    return (
        "list" if isinstance(value, list | tuple) and any(not isinstance(one, int | float) for one in value) else "one"
    )


def _prop(written: dict[str, Any]) -> Prop:
    if len(written) != 1:
        raise ValueError("must name one prop, such as { wall = 88 }; write each prop in braces of its own")
    ((name, value),) = written.items()
    values = value if isinstance(value, tuple) else (value,)
    placed = all(isinstance(one, int | float) for one in values)
    return Standing(name, values) if placed else Linked(name, values)


def _written(prop: Any) -> Any:
    if isinstance(prop, Linked):
        return {prop.name: listed(prop.ends)}
    return {prop.name: short(prop.at[0]) if len(prop.at) == 1 else listed(prop.at)} if prop.at else prop.name
