"""What all screens share: a heading, a page that scrolls, one line of keys, help, and how failures are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.message import Message
from textual.screen import Screen
from textual.visual import VisualType
from textual.widgets import Input, Static

from coach.errors import CoachError
from coach.services.context import Coach
from coach.tui.keys import Command, Hint, Keys, verb
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Ends, KeyLine
from coach.tui.widgets.scale import Scale

T = TypeVar("T")

GUARD_S = 0.3
"""A key that cannot be taken back does nothing so soon after the screen came, or after the last such key."""


class CoachScreen(Screen[T], Generic[T]):
    """A screen of the coach."""

    ABOUT: ClassVar[str] = ""
    """What the screen is for, under 40 words; keys that can be changed are named by their verb, as in {undo}."""
    AUTO_FOCUS = ""
    GOES_HOME: ClassVar[bool] = True
    """Whether the search may lead from here to something of Today; not where an answer is waited for."""
    READS: ClassVar[bool] = False
    """Whether the page is a text to read, which the arrow keys scroll."""
    KEYLESS: ClassVar[tuple[Hint, ...]] = ()
    """What is asked for so rarely that it has no key, and is found by searching."""
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("find", "find"),
        verb("help", "help"),
        verb("larger", "app.larger", show=False),
    ]

    @dataclass
    class Failed(Message):
        """Something went wrong that the person can act on."""

        error: CoachError

    @dataclass
    class HelpAsked(Message):
        """The person would like to know what this screen is for."""

        about: str
        keys: tuple[Hint, ...]

    @dataclass
    class FindAsked(Message):
        """The person looks for something that can be done from a screen."""

        screen: CoachScreen[Any]

    @dataclass
    class HomeAsked(Message):
        """The person has chosen something of Today from another screen."""

        action: str

    def __init__(self, coach: Coach) -> None:
        super().__init__()
        self.coach = coach
        self._calm_since = coach.clock.monotonic()
        self._texts: dict[str, VisualType] = {}

    def compose(self) -> ComposeResult:
        """Heading, page, keys."""
        yield Static(id="top", markup=False)
        with VerticalScroll(id="page", can_focus=self.READS):
            yield from self.page()
        yield from self.below()
        yield Static(id="keys", markup=False)

    def below(self) -> ComposeResult:
        """What stands between the page and the keys, and is seen wherever the page is scrolled to."""
        yield from ()

    def page(self) -> ComposeResult:
        """The widgets of the page."""
        yield from ()

    def load(self) -> None:
        """Ask the services and fill the page; a `CoachError` from here is told."""

    def on_mount(self) -> None:
        """Fill the page."""
        self.hide_empty()
        self.show_keys()
        with self.told():
            self.load()
        self.focus_first()

    def hide_empty(self) -> None:
        """A text that has nothing to say takes no room."""
        for text in self.query("#page Static").results(Static):
            text.display = bool(text.content)

    def focus_first(self) -> None:
        """Put the focus where the keys belong, without scrolling the words above it away."""
        places = self.query("#page" if self.READS else "Choices, Scale, Input")
        if self.focused is None and places:
            self.set_focus(places.first(), scroll_visible=False)

    def on_screen_resume(self) -> None:
        """A screen that comes up waits a moment before it takes keys that cannot be taken back."""
        self._calm_since = self.coach.clock.monotonic()

    @property
    def own_keys(self) -> Keys:
        """The key language with the keys that the person has chosen."""
        return Keys(self.coach.look.keys)

    def dressed(self, *, large: bool) -> None:
        """The look has changed while the screen is open."""
        for choices in self.query(Choices):
            choices.air(large)
        self.show_keys()

    # What is shown

    def head(self, left: str, right: str = "") -> None:
        """The heading."""
        self.query_one("#top", Static).update(Ends(left, right))

    def say(self, name: str, text: VisualType) -> None:
        """Put a text into one of the page's `Static`s, hidden where it is empty; only what changed is painted."""
        if self._texts.get(name) == text:
            return
        self._texts[name] = text
        widget = self.query_one(f"#{name}", Static)
        widget.update(text)
        widget.display = bool(text)

    def show_keys(self) -> None:
        """Make the key line from the keys that work now."""
        lines = self.own_keys.hints(self.working_bindings(), shown_only=True)
        last = [line for line in lines if line.action in ("find", "help")]
        if isinstance(self.focused, Input):  # it takes every letter
            last = [replace(line, key="F1" if line.id == "help" else "F2") for line in last]
        first = [line for line in lines if line.action not in ("find", "help")]
        self.query_one("#keys", Static).update(KeyLine(first, last))

    @classmethod
    def own_bindings(cls) -> list[Binding]:
        """The bindings of the screen and its kind, its own first: a screen may do a verb of its kind in another way."""
        found: dict[str | None, Binding] = {}
        for kind in cls.__mro__:
            for one in kind.__dict__.get("BINDINGS", ()) if issubclass(kind, CoachScreen) else ():
                if isinstance(one, Binding):
                    found.setdefault(one.id, one)
        return [*found.values()]

    def working_bindings(self) -> list[Binding]:
        """Those that do something now."""
        return [one for one in self.own_bindings() if self.check_action(one.action.partition("(")[0], ()) is not False]

    def cursor_spot(self) -> Offset:
        """Where the terminal's cursor belongs, so that braille displays and magnifiers can follow.

        While a text before or after the list is read, that is where the text begins.
        """
        focused, window = self.focused, self.query_one("#page").content_region
        if isinstance(focused, Input):
            return focused.cursor_screen_offset
        spot = focused.spot() if isinstance(focused, Choices | Scale) else window.offset
        return spot if window.contains_point(spot) else window.offset

    # Failures and slips

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn a `CoachError` into a screen with its sentence."""
        try:
            yield
        except CoachError as error:
            self.tell(error)

    def tell(self, error: CoachError) -> None:
        """Have what went wrong shown, or the action screen for a safety stop."""
        self.post_message(self.Failed(error))

    def calm(self) -> bool:
        """Whether a key that cannot be taken back may act now.

        Slips of a trembling hand come too soon, and so does all that a held key sends until it is let go.
        """
        now, before = self.coach.clock.monotonic(), self._calm_since
        self._calm_since = now
        return now - before >= GUARD_S

    # Search and help

    def far_bindings(self) -> list[Binding]:
        """What can be asked for from other screens, too."""
        return []

    def action_find(self) -> None:
        """Look for anything that can be done from here."""
        self.post_message(self.FindAsked(self))

    def found(self, command: Command | None) -> None:
        """Do what was chosen in the search."""
        if command is None:
            return
        if command.home:
            self.post_message(self.HomeAsked(command.hint.action))
        else:
            self.call_later(self.do, command.hint.action)

    async def do(self, action: str) -> None:
        """Do what was asked for in words; that is no slip of a hand."""
        self._calm_since = float("-inf")
        await self.run_action(action)

    def action_help(self) -> None:
        """Explain this screen."""
        focused = self.focused
        extra = [one for one in getattr(focused, "BINDINGS", ()) if isinstance(one, Binding)]
        keys = self.own_keys
        self.post_message(self.HelpAsked(keys.fill(self.ABOUT), keys.hints([*self.own_bindings(), *extra])))
