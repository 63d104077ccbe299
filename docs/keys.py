"""Writes the table of keys in docs/accessibility.md from the one list of keys that the program itself works with.

Run it after a change of the keys: `python docs/keys.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO))

from coach.domain.verbs import VERBS, key_words  # noqa: E402  (the checkout comes first)

PAGE = REPO / "docs" / "accessibility.md"
BEGIN, END = "<!-- keys: made by docs/keys.py -->\n", "<!-- end of keys -->\n"


def table() -> str:
    """All verbs with their keys, as Markdown."""
    rows = ["| key | verb | does | name in `settings.toml` |", "| --- | --- | --- | --- |"]
    for verb in VERBS.values():
        keys = " or ".join(f"`{key_words(key)}`" for key in (*verb.keys, *verb.kept))
        rows.append(f"| {keys} | {verb.label} | {verb.hint} | {'always this key' if verb.firm else f'`{verb.id}`'} |")
    return "\n".join(rows) + "\n"


def page(text: str) -> str:
    """The page with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + "\n" + table() + "\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
