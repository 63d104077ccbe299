"""A problem in a file: where it is and what would mend it, in words that a person can act on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coach.errors import InputError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not fit; `line` and `column` count from 1, `None` where no place can be named."""

    file: str
    line: int | None
    column: int | None
    key: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f", line {self.line}"
            if self.column is not None:
                place += f", column {self.column}"
        key = f"{self.key}: " if self.key else ""
        hint = f" {_sentence(self.hint)}" if self.hint else ""
        return f"{place}: {key}{_sentence(self.message)}{hint}"


class ProblemsError(InputError):
    """All the problems of a file, one a line, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file, line and column; one for each place and key, the first one told."""
    first: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        where = (problem.file, problem.line, problem.column, problem.key)
        first.setdefault(where, problem)
    return tuple(sorted(first.values(), key=_place))


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.file, problem.line or 0, problem.column or 0


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
