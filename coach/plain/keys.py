"""The letters of the plain lines: those of the one key language, so that what the hands know holds in both front ends.

A line has no Escape: at a question `b` goes back. What has no key on the screens has a word here, such as "note".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coach.domain.verbs import VERBS

_NAMED = {"": "enter", " ": "space"}


def verb_of(typed: str, verbs: Iterable[str], words: Mapping[str, str] | None = None) -> str | None:
    """Which of some verbs was typed, by its key or its name; `words` are further names."""
    key = _NAMED.get(typed, typed.lower())
    for verb in verbs:
        if key in VERBS[verb].keys or key in (verb, VERBS[verb].label):
            return verb
    return (words or {}).get(key)
