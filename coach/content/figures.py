"""The figures of the catalogue, each checked when somebody first looks at it: a plan is built without any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from coach.toml.document import Document
from coach.toml.fit import fit

if TYPE_CHECKING:
    from coach.domain.figure import Figure
    from coach.toml.problems import Problem

KEY = "figure"
"""The table of an exercise that is left to this module."""


class Figures(Mapping[str, "Figure"]):
    """Figures by exercise. One that does not fit is not there, because its exercise is worth more; it is told why."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = {name: one for name, one in documents.items() if _has_figure(one, name)}
        self._known: dict[str, Figure | None] = {}
        self._problems: dict[str, tuple[Problem, ...]] = {}

    def problems(self) -> tuple[Problem, ...]:
        """What does not fit, in all of them: file, line, value and mend."""
        for name in self._documents:
            self._look(name)
        return tuple(problem for name in self._documents for problem in self._problems[name])

    def _look(self, name: str) -> Figure | None:
        if name in self._known:
            return self._known[name]
        from coach.content.figure_checks import figure_mistakes
        from coach.domain.figure import Figure

        document = self._documents[name]
        figure, found = fit(document, Figure, at=(name, KEY))
        if figure is not None:
            found = tuple(
                document.problem((name, KEY, *loc), message, hint) for loc, message, hint in figure_mistakes(figure)
            )
        self._problems[name] = found
        self._known[name] = None if found else figure
        return self._known[name]

    def __getitem__(self, name: str) -> Figure:
        figure = self._look(name) if name in self._documents else None
        if figure is None:
            raise KeyError(name)
        return figure

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._documents if self._look(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _has_figure(document: Document, name: str) -> bool:
    entry = document.data.get(name)
    return isinstance(entry, Mapping) and KEY in entry
