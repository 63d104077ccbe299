"""The search: all that can be done from here in one list, found by typing a word or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from coach.domain.verbs import VERBS
from coach.engine.search import Words, search, words_of
from coach.services.context import Coach
from coach.tui.keys import Command, Hint, verb
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.searched import SearchedView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row

NOTHING = "Nothing here is called that. Try another word, or fewer letters."


class FindView(SearchedView[Command | None]):
    """Everything that can be asked for from here; it answers what was chosen."""

    PLACEHOLDER = "Type what you are looking for"
    ABOUT = (
        "Everything that you can do from here. Type a word such as plan or undo, go up and down with the arrow keys, "
        "and press Enter. Escape goes back and does nothing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "take", "do it", "what the cursor is on", priority=True),
        verb("back", "close"),
        verb("find", "close", "back", "to the page before", show=False),
    ]

    def __init__(self, coach: Coach, below: CoachScreen[Any]) -> None:
        super().__init__(coach)
        self._commands = tuple(commands(below))

    def load(self) -> None:
        """All of it."""
        self.head("Find")
        self.show_found("")

    def show_found(self, typed: str) -> None:
        """All that fits, under where it belongs while nothing is typed."""
        found = matching(self._commands, typed)
        rows: list[Row] = []
        origin: bool | None = None
        for command in found:
            if not typed.strip() and command.home is not origin:
                origin = command.home
                gap = "\n" if rows else ""
                rows.append(Row(f"={origin}", f"{gap}On Today" if origin else "On this page", heading=True))
            line = command.hint
            rows.append(
                Row(
                    str(self._commands.index(command)),
                    line.does,
                    lead=line.key,
                    detail=line.hint.removeprefix(f"{line.does}, "),
                )
            )
        self.say("none", "" if found else NOTHING)
        self.query_one(Choices).put(rows)
        self.query_one("#page").scroll_home(animate=False)

    def action_take(self) -> None:
        """This one."""
        row = self.query_one(Choices).row
        if row is not None and self.calm():
            self.dismiss(self._commands[int(row.id)])

    def action_close(self) -> None:
        """Nothing of this."""
        self.dismiss(None)


def commands(screen: CoachScreen[Any]) -> list[Command]:
    """All that can be done from a screen: on itself, and on Today where nothing stands in the way."""
    keys = screen.own_keys
    here = [one for one in screen.working_bindings() if one.id in VERBS and one.id != "find"]
    found = [Command(line) for line in (*keys.hints(here), *keyless(screen))]
    home, *above = screen.app.screen_stack
    free = all(isinstance(one, CoachScreen) and one.GOES_HOME for one in above)
    if above and free and isinstance(home, CoachScreen):
        known = {one.id for one in here}
        far = [one for one in home.far_bindings() if one.id not in known]
        found += [Command(line, home=True) for line in (*keys.hints(far), *keyless(home))]
    return found


def keyless(screen: CoachScreen[Any]) -> list[Hint]:
    """What a screen does without a key, as far as it does it now."""
    return [one for one in screen.KEYLESS if screen.check_action(one.action.partition("(")[0], ()) is not False]


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """What fits to every word that was typed, the best first; where nothing does, what is spelled nearly so."""
    found = search({place: _words(command.hint) for place, command in enumerate(commands)}, typed)
    return [commands[place] for place in found]


def _words(line: Hint) -> Words:
    """What a line is found by: its key, its name, and all that is said about it."""
    known = VERBS.get(line.id)
    label, also = (known.label, known.also) if known else ("", "")
    return words_of(f"{line.does} {label}", f"{line.hint} {also}", line.key)
