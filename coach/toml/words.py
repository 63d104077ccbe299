"""The words of problems: values as they stand in a file, and what a TOML parser meant.

Everything that came out of a file is shown on one line, shortened, and without control characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, time

MOST_SHOWN = 60
_CURLY = "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u201a"


def printable(text: str, most: int = MOST_SHOWN) -> str:
    """The text on one line, with what a terminal might obey written out."""
    cut = text if len(text) <= most else f"{text[: most - 1]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def quoted(text: str) -> str:
    """The text between quotes."""
    return f'"{printable(text)}"'


def shown(value: object) -> str:
    """A value as the person finds it in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**20 else "a very long number"
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "a table" if value else "an empty table"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return printable(str(value))


def one_of(words: Sequence[object]) -> str:
    """`"a", "b" or "c"`."""
    texts = [shown(word) for word in words]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} or {texts[-1]}"


def suggest(word: str, words: Iterable[str]) -> str | None:
    """The known word that was most likely meant, `None` if no one is near."""
    from difflib import SequenceMatcher, get_close_matches

    known = list(words)
    wanted = _plain(word)
    if not wanted:
        return None
    plain = {_plain(each): each for each in reversed(known)}
    near = get_close_matches(wanted, plain, n=1, cutoff=0.68)
    if near:
        return plain[near[0]]
    inside = [each for each in plain if len(wanted) > 3 and wanted in each]
    inside.sort(key=lambda each: -SequenceMatcher(None, wanted, each).ratio())
    return plain[inside[0]] if inside else None


def did_you_mean(word: str, words: Iterable[str]) -> str | None:
    """The question that names the known word that was most likely meant, `None` if no one is near."""
    near = suggest(word, words)
    return f"Did you mean {quoted(near)}?" if near else None


def _plain(word: str) -> str:
    return re.sub(r"[\s-]+", "_", word[:80].strip().lower())


def syntax_words(said: str, text: str, position: int) -> tuple[str, str | None]:
    """What the TOML parser `said` about `position` of `text`, in plain words, and the mend."""
    start = text.rfind("\n", 0, position) + 1
    before = text[start:position]
    rest = text[position:].split("\n", 1)[0]
    if said.startswith("Invalid value"):
        return _bad_value(rest)
    value = re.split(r"[=\[,]", before)[-1].strip()
    clock = re.match(r"([0-9]{1,2})[:.]([0-9]{2})(?![.0-9])", value + rest)
    if clock and rest.startswith((":", ".")):
        return "a time needs quotes", f'Write it in quotes: "{int(clock[1]):02d}:{clock[2]}"'
    if said.startswith("Expected newline"):
        return _left_over(value, rest)
    if said.startswith(("Cannot overwrite", "Cannot mutate", "Cannot redefine", "Duplicate")):
        key = before.split("=")[0].strip()
        name = f"{quoted(key)} stands here" if key else "a key stands here"
        return f"{name} a second time", "Leave one of the two out"
    for opening, message, hint in _SAID:
        if said.startswith(opening):
            return message, hint
    return f"this line does not follow the rules of TOML ({printable(said)})", None


def _bad_value(rest: str) -> tuple[str, str | None]:
    word = re.split(r"[,\]}#]", rest, maxsplit=1)[0].strip()
    if not word:
        return "a value is missing here", 'Write one after the "=", or put a # before the line'
    if word.lower() in ("true", "yes", "on", "false", "no", "off"):
        plain = "true" if word.lower() in ("true", "yes", "on") else "false"
        return f"{quoted(word)} is not a value here", f"Write {plain}, in small letters and without quotes"
    if word[0] in _CURLY:
        return "the quotes are curly ones", f'Use straight quotes: "{printable(word.strip(_CURLY))}"'
    return f"{quoted(word)} is not a value", f'Words need quotes: "{printable(word)}"'


def _left_over(value: str, rest: str) -> tuple[str, str | None]:
    if re.fullmatch(r"[0-9]{4}(-[0-9]*)*", value) and rest.startswith("-"):
        return f"{quoted((value + rest).strip())} is not a date that exists", _DATE
    decimal = re.match(r"([0-9]+),([0-9]+)\s*(#|$)", value + rest)
    if decimal:
        return "a comma stands in a number", f"Write it with a point: {decimal[1]}.{decimal[2]}"
    if re.fullmatch(r"[+-]?0", value) and re.fullmatch(r"[0-9]+\s*(#.*)?", rest):
        return (
            "a number may not begin with 0",
            f"Write {rest.split()[0].lstrip('0') or '0'}, or put it in quotes",
        )
    return f"something is left over after the value: {quoted(rest.strip())}", "One key = value on a line"


_DATE = "A date is year-month-day, for example 2026-11-23"
_SAID: tuple[tuple[str, str, str | None], ...] = (
    ("Cannot declare", "this table stands here a second time", "Move its lines to the first one"),
    ("Unterminated string", "a closing quote is missing", 'A text begins and ends with "'),
    ("Unclosed array", "a list is not closed before this place", "Put a ] after its last value"),
    ("Unclosed inline table", "a { is not closed before this place", "Put a } after its last value"),
    ("Expected ']'", "a closing ] is missing", "A table begins like [hip], a repeated one like [[session]]"),
    ("Expected '='", "an = is missing after the key", "Write key = value, or put a # before a remark"),
    ("Invalid statement", "this line is neither key = value nor a [table]", "Put a # before a remark"),
    ("Invalid initial character for a key", "a key is expected here", "Keys are plain words such as hold_s"),
    ("Unescaped '\\'", "a backslash has a meaning of its own between quotes", "Write \\\\ for one backslash"),
    ("Invalid date", "this day or time does not exist", _DATE),
    (
        "Illegal character '\\n'",
        "a closing quote is missing on this line",
        'A text begins and ends with "',
    ),
    ("Illegal character", "a character that cannot be seen stands here", "Delete it and type the line again"),
    ("Found invalid character", "a character that cannot be seen stands here", "Delete it and type it again"),
    ("Escaped character", "this \\u code stands for no character", None),
    ("Invalid hex", "this \\u code stands for no character", None),
)
