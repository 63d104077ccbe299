"""Naming medicines in lines: by the first letters or by number, then the times; never an amount."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coach.engine.typed import Misread, read_time
from coach.plain.console import BACK, SKIP, Console, Move, whole
from coach.plain.keys import verb_of

if TYPE_CHECKING:
    from coach.domain.rules import MedicineFacts

LONGEST_NAME = 60
ENOUGH = ""


def ask_medicines(
    console: Console, ask: str, explain: str, known: Sequence[Any], medicines: Sequence[MedicineFacts]
) -> list[dict[str, Any]] | Move:
    """A list of medicines with their times, as an answers file carries them."""
    console.say(ask)
    chosen = [dict(one) for one in known]
    names = {one.id: one.name for one in medicines}
    for old in chosen:
        console.item("-", _in_words(old, names))
    console.say("Type the first letters of a name, such as bac. m lists all, u takes the last one back.")
    while True:
        found: str | Move = console.ask(
            "Medicine", lambda text: _find(text, medicines), default=ENOUGH if chosen else SKIP,
            shown="that is all" if chosen else "skip", explain=lambda: console.say(explain or ask),
        )  # fmt: skip
        if isinstance(found, Move):
            return found if found is BACK or not chosen else chosen
        if found == ENOUGH:
            return chosen
        if verb_of(found, ("undo",)) and chosen:
            console.say(f"Taken back: {_in_words(chosen.pop(), names)}.")
            continue
        one = _chosen(console, found, medicines)
        if one is None:
            continue
        times = _times(console)
        if isinstance(times, Move):
            continue
        chosen = [old for old in chosen if _key(old) != _key(one)] + [one | ({"times": times} if times else {})]
        console.say(f"Noted: {_in_words(chosen[-1], names)}. Another one?")


def _find(text: str, medicines: Sequence[MedicineFacts]) -> str | Misread:
    number = whole(text)
    if number is not None and not 1 <= number <= len(medicines):
        return Misread(f"Please type a number from 1 to {len(medicines)}, or a name.")
    return text


def _chosen(console: Console, text: str, medicines: Sequence[MedicineFacts]) -> dict[str, Any] | None:
    """The medicine that was meant: from the list, or under the name as typed."""
    if verb_of(text, ("medicines",), {"list": "medicines"}):
        for place, one in enumerate(medicines, 1):
            console.item(f"{place}", one.name)
        return None
    number = whole(text)
    if number is not None:
        return {"info": medicines[number - 1].id}
    wanted = text.lower()
    matches = [
        one for one in medicines if any(word.startswith(wanted) for word in re.findall(r"\w+", one.name.lower()))
    ]
    matches = matches or [one for one in medicines if wanted in one.name.lower()]
    exact = next((one for one in matches if one.name.lower() == wanted), None)
    if exact is not None:
        return {"info": exact.id}
    if matches:
        chosen = console.choose([*(one.name for one in matches), f'Another one: "{text}"'], default=0)
        if isinstance(chosen, Move):
            return None
        return {"info": matches[chosen].id} if chosen < len(matches) else {"name": text[:LONGEST_NAME]}
    if not any(letter.isalpha() for letter in text):
        console.say("Please type a name or a number.")
        return None
    kept = text[:LONGEST_NAME]
    if console.yes_no(f'"{kept}" is not in the list. Keep it under that name?', default=True) is not True:
        return None
    return {"name": kept}


def _times(console: Console) -> list[str] | Move:
    def read(text: str) -> list[str] | Misread:
        times = [read_time(word) for word in re.split(r"[\s,;]+", text) if word]
        wrong = next((one for one in times if isinstance(one, Misread)), None)
        if wrong is not None or not times:
            return Misread("Please type times such as 08:00 14:00 22:00, or just Enter if there are none.")
        return sorted({str(one) for one in times})

    nothing: list[str] = []
    answer: list[str] | Move = console.ask(
        "Times, such as 08:00 22:00", read, default=nothing, shown="only when needed",
        explain=lambda: console.say("The times you were given. The coach never suggests a dose or a change."),
    )  # fmt: skip
    return [] if answer is SKIP else answer


def _key(one: Mapping[str, Any]) -> str:
    return str(one.get("info") or one.get("name"))


def _in_words(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    name = names.get(str(one.get("info")), str(one.get("name", "medicine")))
    return f"{name}, {' '.join(one['times'])}" if one.get("times") else f"{name}, when needed"
