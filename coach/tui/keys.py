"""Keys as data: screens bind verbs of the one key language; the key line, the help and the search are made from them.

Which verbs there are, with their keys and words, stands in `coach.domain.verbs`. The id of a binding is its verb, so
that a key that the person has chosen in the settings counts on every screen (see `keymap`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from textual.binding import Binding

from coach.domain.verbs import VERBS, filled, key_words, keys_of

GO = Binding.Group("Going on")
DO = Binding.Group("What you can do")
SAFE = Binding.Group("When something is wrong")
MOVE = Binding.Group("Moving about")
GROUPS = {group.description: group for group in (GO, DO, SAFE, MOVE)}


def verb(
    id: str, action: str, label: str | None = None, hint: str | None = None, *, show: bool = True,
    priority: bool = False,
) -> Binding:  # fmt: skip
    """What a verb does on a screen.

    Args:
        id: the verb.
        action: the action of the screen.
        label: a word or two for the key line, where the verb's own do not fit here.
        hint: a few more words for the help, likewise.
        show: whether it stands in the key line.
        priority: whether it comes before the focused widget; only for keys that are no letters.
    """
    known = VERBS[id]
    return Binding(
        ",".join(_bound(id, {})), action, label or known.label, show=show, key_display=key_words(known.keys[0]),
        priority=priority, tooltip=hint or known.hint, id=id, group=GROUPS[known.group],
    )  # fmt: skip


def key(
    keys: str, action: str, does: str, hint: str, id: str, *, group: Binding.Group = DO, show: bool = True,
    shown: str | None = None, priority: bool = False,
) -> Binding:  # fmt: skip
    """A key that is no verb: a figure, or an arrow.

    Args:
        keys: one key, or several with commas between.
        action: the action.
        does: a word or two for the key line.
        hint: a few more words, for the help.
        id: a name of its own.
        group: where it stands in the help.
        show: whether it stands in the key line.
        shown: how the key is written, where that is not clear from `keys`.
        priority: whether it comes before the focused widget.
    """
    return Binding(
        keys, action, does, show=show, key_display=shown or key_words(keys.split(",")[0]), priority=priority,
        tooltip=hint, id=id, group=group,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hint:
    """One line of the help."""

    key: str
    does: str
    hint: str
    action: str
    group: str
    id: str = ""
    """The verb, or the name of a key that is none."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be asked for in the search."""

    hint: Hint
    home: bool = False
    """Whether it belongs to Today, so that everything above Today closes first."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The key language with the keys that the person has chosen."""

    own: Mapping[str, str] = field(default_factory=dict)
    """Keys by verb, checked already."""

    def shown(self, verb: str) -> str:
        """How the key of a verb is written now."""
        return key_words(keys_of(verb, self.own)[0])

    def fill(self, text: str) -> str:
        """A sentence with the keys of the verbs that it names in braces: "{undo} takes it back."."""
        return filled(text, self.own)

    def hints(self, bindings: Iterable[Binding], *, shown_only: bool = False) -> tuple[Hint, ...]:
        """The bindings as lines, each once, in their order."""
        found: dict[tuple[str, str], Hint] = {}
        for one in bindings:
            if one.group is None or (shown_only and not one.show):
                continue
            name = self.shown(one.id) if one.id is not None and one.id in VERBS else one.key_display or one.key
            line = Hint(name, one.description, one.tooltip, one.action, one.group.description, one.id or "")
            found.setdefault((name, one.description), line)
        return tuple(found.values())


def keymap(own: Mapping[str, str]) -> dict[str, str]:
    """The person's own keys as `App.set_keymap` takes them."""
    return {id: ",".join(_bound(id, own)) for id in own if id in VERBS and not VERBS[id].firm}


def _bound(id: str, own: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a verb as Textual's bindings write them: a comma would stand between two keys."""
    return tuple("comma" if one == "," else one for one in keys_of(id, own))
