"""Every figure that ships, solved once, so that figures added later are tested as well."""

from __future__ import annotations

from functools import cache

from coach.domain.figure import Figure
from coach.drawing.figure import Motion
from tests.engine.people import shipped


@cache
def figures() -> dict[str, Figure]:
    """The figures of the catalogue by the id of their exercise."""
    return dict(shipped().figures)


@cache
def motions() -> dict[str, Motion]:
    """The same, solved."""
    return {name: Motion(figure) for name, figure in figures().items()}


def figure(**given: object) -> Figure:
    """A figure as it would stand in a file."""
    return Figure.model_validate({"base": "standing", "poses": [{}], **given})


def motion(**given: object) -> Motion:
    """A figure, solved."""
    return Motion(figure(**given))
