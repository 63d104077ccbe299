"""A document against a model: a checked value, or every misfit with its place and its mend."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from coach.toml.document import Document, read_document
from coach.toml.index import Loc
from coach.toml.problems import Problem, in_order
from coach.toml.words import shown, suggest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["fit", "newer_format", "read", "suggest"]

M = TypeVar("M", bound=BaseModel)


def read(
    raw: bytes, file: str, model: type[M], *, newest: int = 1
) -> tuple[M | None, Document | None, tuple[Problem, ...]]:
    """Bytes to a checked model of a file with a `format`; a model comes back only without any problem."""
    document, problems = read_document(raw, file)
    if document is None:
        return None, None, problems
    newer = newer_format(document, newest)
    if newer and isinstance(document.data.get("format"), int):
        return None, document, (newer,)
    value, more = fit(document, model)
    problems = in_order((*problems, *((newer,) if newer else ()), *more))
    return (None if problems else value), document, problems


def fit(
    document: Document,
    model: type[M],
    *,
    at: Loc = (),
    given: Mapping[str, object] | None = None,
    ignore: Collection[str] = (),
) -> tuple[M | None, tuple[Problem, ...]]:
    """The document, or its table `at`, as a model.

    Args:
        document: What was read.
        model: What it should be.
        at: Path of the table; the whole document by default.
        given: Keys that the table has from elsewhere, such as the id that is its name.
        ignore: Keys of the table that somebody else reads.

    Returns:
        The model and no problems, or `None` and one problem for each place that does not fit.
    """
    table: Any = document.data
    for part in at:
        inside = isinstance(table, Mapping) and part in table
        inside = inside or (isinstance(table, list) and isinstance(part, int) and part < len(table))
        if not inside:
            return None, (document.problem(at, "is missing"),)
        table = table[part]
    if not isinstance(table, Mapping):
        return None, (document.problem(at, f"must be a table, but is {shown(table)}"),)
    data = {key: value for key, value in table.items() if key not in ignore} | dict(given or {})
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        return None, _problems(document, model, at, data, error)


def _problems(
    document: Document, model: type[BaseModel], at: Loc, data: Mapping[str, Any], error: ValidationError
) -> tuple[Problem, ...]:
    found: dict[Loc, Problem] = {}
    for detail in error.errors(include_url=False):
        loc = _place(data, detail)
        if loc not in found:
            found[loc] = _problem(document, model, at, loc, detail)
    return in_order(found.values())


def _place(data: Mapping[str, Any], detail: ErrorDetails) -> Loc:
    """Pydantic's path without what it adds of its own: the tags of unions and the mark of a wrong key."""
    loc: list[str | int] = []
    here: Any = data
    parts = detail["loc"]
    for number, part in enumerate(parts, 1):
        known = isinstance(here, Mapping) and part in here
        if known or (isinstance(here, list | tuple) and isinstance(part, int) and part < len(here)):
            here = here[part]
        elif not (number == len(parts) and detail["type"] == "missing"):
            continue
        loc.append(part)
    if detail["type"].startswith("union_tag"):
        loc.append(str(detail.get("ctx", {}).get("discriminator", "kind")).strip("'"))
    return tuple(loc)


def _problem(document: Document, model: type[BaseModel], at: Loc, loc: Loc, detail: ErrorDetails) -> Problem:
    from coach.toml.messages import Misfit, said_of
    from coach.toml.schema import Fits

    kind = detail["type"]
    misfit = Misfit(
        kind=kind,
        value=detail["input"],
        context=dict(detail.get("ctx", {})),
        plain=detail["msg"],
        key=str(loc[-1]) if loc else "",
        here=Fits(model, loc),
        items=Fits(model, (*loc, 0)),
        around=Fits(model, loc[:-1]),
        root=Fits(model),
    )
    message, hint = said_of(misfit)
    return document.problem((*at, *loc), message, hint, key=kind == "extra_forbidden")


def newer_format(document: Document, newest: int) -> Problem | None:
    """Why the file's `format` cannot be read by this program; `None` where it can."""
    found = document.data.get("format")
    if found is None:
        return Problem(document.file, 1, 1, "format", "is missing", f"Begin the file with: format = {newest}")
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        message = f"must be a whole number from 1 to {newest}, but is {shown(found)}"
        return document.problem(("format",), message, f"Write format = {newest}")
    if found > newest:
        message = (
            f"was written by a newer Hip Coach (format {shown(found)}, this one reads {newest}). "
            "Update the coach; nothing was changed"
        )
        return document.problem(("format",), message)
    return None
