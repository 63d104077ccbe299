"""Conditions of the rule files: small tables that hold or do not hold for a person.

`{ spasticity = { min = 4 } }`, `{ zones = { any = ["z_groin"] } }`, `{ stiff_min = { is = "1_30" } }`,
`{ derived = "kept_gtps" }`, `{ skipped = "gait" }`; several keys in one table must all hold; `all = [...]`,
`any = [...]` and `not = {...}` combine. An unanswered field never matches, so a missing answer adds nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from coach.domain.condition import Condition

Value = int | float | str | frozenset[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person: answers by field name, and the derived names that hold."""

    values: Mapping[str, Value]
    derived: frozenset[str]

    def chosen(self, key: str) -> frozenset[str]:
        """What was chosen for a question with several answers; a single one as a set of one, none where it is open."""
        return _as_set(self.values.get(key, frozenset()))


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary that conditions are checked against: fields with their values, and derived names.

    A field maps to the set of its answer ids, or to `None` where it is a number.
    """

    fields: Mapping[str, frozenset[str] | None]
    derived: frozenset[str]


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether every key of the condition holds."""
    return all(_key_holds(key, want, facts) for key, want in condition.items())


def _key_holds(key: str, want: Any, facts: Facts) -> bool:
    if key == "all":
        return all(holds(one, facts) for one in want)
    if key == "any":
        return any(holds(one, facts) for one in want)
    if key == "not":
        return not holds(want, facts)
    if key == "derived":
        names = [want] if isinstance(want, str) else want
        return all(name in facts.derived for name in names)
    if key == "skipped":
        return want not in facts.values
    value = facts.values.get(key)
    if value is None:
        return False
    return all(_test_holds(str(test), target, value) for test, target in want.items())


def _test_holds(test: str, target: Any, value: Value) -> bool:
    if test == "min":
        return not isinstance(value, str | frozenset) and bool(value >= target)
    if test == "max":
        return not isinstance(value, str | frozenset) and bool(value <= target)
    if test == "is":
        return bool(value == target)
    chosen = _as_set(value)
    if test == "any":
        return not chosen.isdisjoint(target)
    if test == "all":
        return chosen.issuperset(target)
    return chosen.isdisjoint(target)  # none


def _as_set(value: Value) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset({str(value)})


def mistakes(condition: Any, words: Words) -> Iterator[str]:
    """What is wrong with a condition, in sentences; nothing where it can be evaluated."""
    if not isinstance(condition, dict) or not condition:
        yield f"a condition is a table with at least one key, not {condition!r}"
        return
    for key, want in condition.items():
        yield from _key_mistakes(key, want, words)


def _key_mistakes(key: str, want: Any, words: Words) -> Iterator[str]:
    if key in ("all", "any"):
        if not isinstance(want, list) or not want:
            yield f"`{key}` takes a list of conditions"
        else:
            for one in want:
                yield from mistakes(one, words)
    elif key == "not":
        yield from mistakes(want, words)
    elif key == "derived":
        for name in want if isinstance(want, list) else [want]:
            if not isinstance(name, str) or name not in words.derived:
                yield f"unknown derived name {name!r}{_hint(name, words.derived)}"
    elif key == "skipped":
        if not isinstance(want, str) or want not in words.fields:
            yield f"unknown answer {want!r}{_hint(want, words.fields)}"
    elif key not in words.fields:
        yield f"unknown answer {key!r}{_hint(key, words.fields)}"
    else:
        yield from _test_mistakes(key, want, words.fields[key])


def _test_mistakes(key: str, want: Any, ids: frozenset[str] | None) -> Iterator[str]:
    if not isinstance(want, dict) or not want:
        yield f"`{key}` takes a test such as {{ min = 4 }} or {{ any = [...] }}"
        return
    for test, target in want.items():
        if test in ("min", "max"):
            if isinstance(target, bool) or not isinstance(target, int | float):
                yield f"`{key}.{test}` takes a number"
            elif ids is not None and not all(one.isdigit() for one in ids):
                yield f"`{key}` is not a number; use any, all, none or is"
        elif test in ("any", "all", "none", "is"):
            if isinstance(target, list) is (test == "is"):
                yield f"`{key}.{test}` takes {'one answer' if test == 'is' else 'a list of answers'}"
                continue
            for one in target if isinstance(target, list) else [target]:
                if ids is not None and str(one) not in ids:
                    yield f"`{key}` has no answer {one!r}{_hint(str(one), ids)}"
        else:
            yield f"unknown test `{test}` for `{key}`; use min, max, is, any, all or none"


def _hint(word: str, known: Any) -> str:
    close = get_close_matches(str(word), list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
