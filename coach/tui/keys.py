"""Keys as data: each binding has an id, a hint and a group, and the key line and the help are made from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding

GO = Binding.Group("Going on")
DO = Binding.Group("What you can do")
SAFE = Binding.Group("When something is wrong")
MOVE = Binding.Group("Moving about")

NAMES = {
    "enter": "Enter", "escape": "Escape", "space": "Space", "question_mark": "?", "plus": "+", "up": "↑", "down": "↓",
    "f1": "F1",
}  # fmt: skip


def key(
    keys: str, action: str, does: str, hint: str, id: str, *, group: Binding.Group = DO, show: bool = True,
    shown: str | None = None, priority: bool = False,
) -> Binding:  # fmt: skip
    """A binding with everything that the house asks of it.

    Args:
        keys: one key, or several with commas between.
        action: the action.
        does: a word or two for the key line.
        hint: a few more words, for the help.
        id: the name under which the key can be changed.
        group: where it stands in the help.
        show: whether it stands in the key line.
        shown: how the key is written, where that is not clear from `keys`.
        priority: whether it comes before the focused widget.
    """
    first = keys.split(",")[0]
    return Binding(
        keys, action, does, show=show, key_display=shown or NAMES.get(first, first), priority=priority, tooltip=hint,
        id=id, group=group,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hint:
    """One line of the help."""

    key: str
    does: str
    hint: str
    action: str
    group: str


def hints(bindings: Iterable[Binding], *, shown_only: bool = False) -> tuple[Hint, ...]:
    """The bindings as lines, each once, in their order."""
    found: dict[tuple[str, str], Hint] = {}
    for one in bindings:
        if one.group is None or (shown_only and not one.show):
            continue
        name = one.key_display or one.key
        found.setdefault(
            (name, one.description),
            Hint(name, one.description, one.tooltip, one.action, one.group.description),
        )
    return tuple(found.values())
