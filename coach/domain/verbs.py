"""The one key language: every verb that a person can ask for with a key, and the key that it has.

A key means one thing in the whole program; a verb has its own words on a page where that is clearer ("start" for `next`
on Today). Nothing in here knows a screen: the settings check the person's own keys with it, the screens bind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Group = Literal["Going on", "What you can do", "When something is wrong", "Moving about"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing to ask for.

    `keys` are single characters, or names such as "enter". `kept` are further keys that stay when the person chooses
    one of their own. The keys of a `firm` verb always stay as they are, so that nobody can lock themselves out.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    """A word or two for the key line."""
    hint: str
    """A few more words, for the help."""
    group: Group = "What you can do"
    kept: tuple[str, ...] = ()
    firm: bool = False
    also: str = ""
    """Other words that people search it by."""


_ALL = (
    Verb("next", ("enter",), "go on", "the next thing", "Going on", firm=True,
         also="start begin session training workout continue"),
    Verb("back", ("escape",), "back", "to the page before", "Going on", firm=True, also="close cancel leave return"),
    Verb("tick", ("space",), "tick", "tick the line, or take the tick away", firm=True, also="mark check"),
    Verb("help", ("?", "f1"), "help", "this page", "Going on", firm=True, also="keys what how"),
    Verb("find", ("/",), "find", "look for anything that can be done from here", "Going on", ("f2",)),
    Verb("quit", ("q",), "quit", "close the coach; everything is kept", "Going on", also="end stop exit leave"),
    Verb("undo", ("u",), "undo", "take the newest entry back", also="wrong mistake slip revert"),
    Verb("why", ("w",), "why", "why it is there, and all about it", also="how reason explain about"),
    Verb("yes", ("y",), "yes", "yes, something", "When something is wrong", also="agree accept ok"),
    Verb("skip", ("s",), "skip", "leave this one out today", also="leave out not today omit"),
    Verb("done", ("d",), "done", "you did this one without the guide", also="did finished tick complete session"),
    Verb("check_in", ("c",), "check in", "tell how it is now, a few keys", also="tired pain sleep feel how are you"),
    Verb("plan", ("p",), "plan", "your week, with the reasons", also="calendar schedule sessions days"),
    Verb("answers", ("i",), "answers", "change your answers and make a new plan", also="intake questions rebuild"),
    Verb("settings", ("g",), "settings", "how the coach looks and behaves", also="options colour theme contacts"),
    Verb("larger", ("z",), "larger text", "larger text, and fewer things at once", also="zoom big size font read"),
    Verb("replace", ("r",), "swap", "something else in this place", also="replace change other exercise"),
    Verb("leave_out", ("l",), "leave out", "take it out of the plan", also="remove delete"),
    Verb("add", (".",), "add to plan", "take it into your plan", also="keep put include"),
    Verb("narrow", ("f3",), "show fewer", "only some of them: by position, things, muscle", also="filter only"),
    Verb("move", ("j",), "move", "to another day or time", also="when later earlier postpone"),
    Verb("again", ("a",), "again", "this once more", also="repeat restart"),
    Verb("set_back", ("b",), "one back", "one set back", also="previous before"),
    Verb("easier", ("e",), "easier", "an easier form", also="too hard lighter"),
    Verb("longer", ("+", "="), "longer", "more time for this", also="more time"),
    Verb("ouch", ("o",), "ouch", "it hurts: say how much", "When something is wrong", also="pain hurt sore"),
    Verb("not_well", ("n",), "not well", "something is wrong: choose what", "When something is wrong",
         also="wrong dizzy faint sick ill chest"),
    Verb("fell", ("f",), "fell", "you fell, or nearly fell", "When something is wrong", also="fall trip nearly"),
    Verb("exercises", ("x",), "exercises", "all exercises to look at", also="library moves"),
    Verb("medicines", ("m",), "medicines", "your medicines and their times", also="tablets drugs pills dose refill"),
    Verb("trends", ("t",), "trends", "how it went over the weeks", also="charts history progress pain"),
    Verb("voice", ("v",), "voice", "have it read aloud, or be quiet", also="speak sound audio"),
    Verb("too_easy", ("h",), "too easy", "this was too easy", also="harder more"),
)  # fmt: skip
VERBS: Mapping[str, Verb] = {verb.id: verb for verb in _ALL}

SCALE_TEN = "x"
"""On a scale it is the number 10; only the verb that has it anyway may have it."""
_NAMED = {"enter": "Enter", "escape": "Escape", "space": "Space", " ": "Space"}
_OWN_NAMES = frozenset(f"f{number}" for number in range(3, 13))
"""Keys with a name that a person may choose beside the single characters."""


def key_words(name: str) -> str:
    """How a key is written for people."""
    return _NAMED.get(name, name.upper() if len(name) > 1 else name)


def keys_of(verb: str, own: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that a verb has now, with the person's own ones."""
    known = VERBS[verb]
    if verb in own and not known.firm:
        return (own[verb], *known.kept)
    return (*known.keys, *known.kept)


def filled(text: str, own: Mapping[str, str] | None = None) -> str:
    """A sentence with the keys of the verbs that it names in braces: "{undo} takes it back."."""
    return re.sub(r"\{(\w+)\}", lambda found: key_words(keys_of(found[1], own or {})[0]), text)


def fitting(own: Mapping[str, object]) -> tuple[dict[str, str], dict[str, str]]:
    """The person's own keys that fit together, and a sentence for each verb whose key does not."""
    wrong = {verb: said for verb, key in own.items() if (said := _misfit(verb, key))}
    good = {verb: str(key) for verb, key in own.items() if verb not in wrong}
    while clash := next(_clashes(good), None):
        verb, other = clash
        wrong[verb] = (
            f'"{key_words(good.pop(verb))}" already means {_named(other)}. '
            f"Choose another key, or give {_named(other)} another one first"
        )
    return good, wrong


def _clashes(own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Own keys that another verb has; of two own ones the later one is named first."""
    for verb in reversed([*own]):
        for other in VERBS:
            if other != verb and own[verb] in keys_of(other, own):
                yield verb, other


def _misfit(verb: str, key: object) -> str | None:
    """Why a key cannot be the key of a verb, whatever the others are."""
    if verb not in VERBS:
        return "is not a verb that the coach knows"
    if VERBS[verb].firm:
        keys = " and ".join(key_words(one) for one in VERBS[verb].keys)
        return f"keeps its key: {keys} means the same everywhere, so that you always find your way"
    if not isinstance(key, str) or not ((len(key) == 1 and key.isprintable()) or key in {*_OWN_NAMES, *_fixed()}):
        return 'needs one plain key in quotes, for example "k" or "f5"'
    if key in _fixed():
        return f"cannot have {key_words(key)}: that key means the same everywhere"
    if key.isdecimal() or (key == SCALE_TEN and SCALE_TEN not in VERBS[verb].keys):
        return f'cannot have "{key}": it is a number on the scales'
    if key != key.lower():
        return f'needs a key without Shift: write "{key.lower()}"'
    return None


def _fixed() -> Iterator[str]:
    for verb in VERBS.values():
        yield from verb.keys if verb.firm else verb.kept
    yield " "


def _named(verb: str) -> str:
    label = VERBS[verb].label
    return f'"{label}"' if label.replace(" ", "_") == verb else f'"{label}" ({verb})'
