"""Loading the library: every file, every problem, then the checks between files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from coach.content.cross_checks import cross_check
from coach.content.figures import KEY as FIGURE
from coach.content.figures import Figures
from coach.content.paths import content_root
from coach.domain.exercise import Exercise, Habit, Tip
from coach.domain.library import Library
from coach.domain.model import Record
from coach.domain.rules import Rules
from coach.toml.document import Document, read_document
from coach.toml.fit import fit
from coach.toml.problems import Problem, ProblemsError

M = TypeVar("M", bound=Record)
PREFIXES: dict[str, type[Record]] = {"erg_": Tip, "hb_": Habit}
"""Ids with these beginnings are tips and habits; all others are exercises (design 3.1)."""


class Loaded(NamedTuple):
    """The library, and what was left out of it."""

    library: Library
    problems: tuple[Problem, ...] = ()
    """Of the person's own exercises: those that do not fit are left out."""
    figures: Figures = Figures({})
    """The same as the library's; it tells what does not fit in them."""


def load_library(own_folder: Path | None = None, root: Path | None = None) -> Loaded:
    """The whole library, and the problems of what was left out of it.

    Raises:
        ProblemsError: the shipped content does not fit; all problems are listed.
    """
    root = root or content_root()
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    rules = _load_rules(root / "plans", problems, documents)
    entries: dict[str, Record] = {}
    for entry, document in _entries(sorted((root / "exercises").rglob("*.toml")), root, problems):
        _add(entry, document, entries, documents, problems)
    if rules is None or problems:
        raise ProblemsError(problems)
    shipped = set(entries)
    own_problems: list[Problem] = []
    if own_folder is not None and own_folder.is_dir():
        for entry, document in _entries(sorted(own_folder.glob("*.toml")), own_folder.parent, own_problems):
            _add(entry, document, entries, documents, own_problems)
    library = _library(entries, rules, shipped)
    found = cross_check(library, documents)
    wrong = [problem for name, problem in found if name not in entries or name in shipped]
    if wrong:
        raise ProblemsError(wrong)
    bad_own = {name for name, _ in found}
    own_problems += [problem for _, problem in found]
    if bad_own:
        library = _library({k: v for k, v in entries.items() if k not in bad_own}, rules, shipped)
    figures = Figures({name: documents[name] for name in library.exercises})
    return Loaded(replace(library, figures=figures), tuple(own_problems), figures)


def _library(entries: dict[str, Record], rules: Rules, shipped: set[str]) -> Library:
    exercises = {key: entry for key, entry in entries.items() if isinstance(entry, Exercise)}
    return Library(
        exercises=exercises,
        tips={key: entry for key, entry in entries.items() if isinstance(entry, Tip)},
        habits={key: entry for key, entry in entries.items() if isinstance(entry, Habit)},
        rules=rules,
        own=frozenset(exercises.keys() - shipped),
    )


def _read(path: Path, shown: str, problems: list[Problem]) -> Document | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(Problem(shown, None, None, "", f"cannot be read ({error.strerror or error})"))
        return None
    document, found = read_document(raw, shown)
    problems.extend(found)
    return document


def _load_rules(folder: Path, problems: list[Problem], documents: dict[str, Document]) -> Rules | None:
    """One file for each field of `Rules`."""
    parts: dict[str, Any] = {}
    for name, info in Rules.model_fields.items():
        document = _read(folder / f"{name}.toml", f"plans/{name}.toml", problems)
        if document is None:
            continue
        documents[name] = document
        model = info.annotation
        assert isinstance(model, type)
        assert issubclass(model, Record)
        value, found = fit(document, model)
        problems.extend(found)
        if value is not None:
            parts[name] = value
    if len(parts) < len(Rules.model_fields):
        return None
    return Rules.model_construct(**parts)


def _entries(paths: list[Path], root: Path, problems: list[Problem]) -> Iterator[tuple[Record, Document]]:
    for path in paths:
        document = _read(path, path.relative_to(root).as_posix(), problems)
        if document is None:
            continue
        for name in document.data:
            if name == "format":
                continue
            model = next((m for prefix, m in PREFIXES.items() if name.startswith(prefix)), Exercise)
            later = (FIGURE,) if model is Exercise else ()
            entry, found = fit(document, model, at=(name,), given={"id": name}, ignore=later)
            problems.extend(found)
            if entry is not None:
                yield entry, document


def _add(
    entry: Record,
    document: Document,
    entries: dict[str, Record],
    documents: dict[str, Document],
    problems: list[Problem],
) -> None:
    name: str = getattr(entry, "id")  # noqa: B009  (exercises, tips and habits all have one)
    if name in entries:
        first = documents[name].file
        problems.append(document.problem((name,), f"this id is already used in {first}; ids are unique", key=True))
        return
    entries[name] = entry
    documents[name] = document
