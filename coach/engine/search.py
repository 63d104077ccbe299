"""Finding things by what a person types: every word has to fit, a slip of the hand is forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Words:
    """What something is found by; the words of `name` count for more than the `rest`. All in small letters."""

    name: tuple[str, ...]
    rest: tuple[str, ...]
    exact: str = ""
    """What finds it first of all when typed as it is."""


def words_of(name: str, rest: str = "", exact: str = "") -> Words:
    """The words of two texts."""
    return Words(_split(name), _split(rest), exact.lower())


def search(entries: Mapping[K, Words], typed: str) -> list[K]:
    """What fits to every typed word, the best first; where nothing does, what is spelled nearly so."""
    wanted = _split(typed) or tuple(typed.lower().split())
    if not wanted:
        return [*entries]
    return _fitting(entries, wanted) or _fitting(entries, _mended(entries.values(), wanted))


def _split(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))


def _fitting(entries: Mapping[K, Words], wanted: tuple[str, ...]) -> list[K]:
    ranked = [(_rank(words, wanted), key) for key, words in entries.items()]
    return [key for rank, key in sorted(((r, k) for r, k in ranked if r is not None), key=lambda one: one[0])]


def _rank(words: Words, wanted: tuple[str, ...]) -> int | None:
    """How well an entry fits, 0 for best: as it is, a word of its name, any word, anything inside a word."""
    every = words.name + words.rest
    ranks = [
        0 if word == words.exact
        else 1 if any(one.startswith(word) for one in words.name)
        else 2 if any(one.startswith(word) for one in every)
        else 3 if any(word in one for one in every)
        else None
        for word in wanted
    ]  # fmt: skip
    return None if None in ranks else sum(rank or 0 for rank in ranks)


def _mended(entries: Iterable[Words], wanted: tuple[str, ...]) -> tuple[str, ...]:
    from difflib import get_close_matches

    known = {word for words in entries for word in words.name + words.rest}
    return tuple(next(iter(get_close_matches(word, known, n=1, cutoff=0.7)), word) for word in wanted)
