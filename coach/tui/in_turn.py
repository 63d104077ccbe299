"""Keys, pastes and clicks in the order in which they came, however fast they came.

Textual hands a key to the focused widget, and does what the key is bound to only when it has come back from there
through all parents. A key with priority does not go that way: it acts at once, even where the keys before it are still
under way. Of Space and Enter in one burst on a safety question, Enter would come first and find nothing ticked, and
Space would then tick "none of these".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress

from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.events import Event, InputEvent, MouseEvent, MouseMove, Paste

from coach.tui.signals import SteadyApp


class InTurnApp(SteadyApp):
    """An app that takes a key only when the one before it, and all that followed from it, is through."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._in_line: deque[Event] = deque()
        self._under_way = False

    async def on_event(self, event: Event) -> None:
        """Have what the person does wait for its turn; where nothing is under way, that is now."""
        if event.is_forwarded or not isinstance(event, InputEvent | Paste):
            await super().on_event(event)
            return
        self._in_line.append(event)
        if not self._under_way:
            await self._take_next()

    async def _take_next(self) -> None:
        self._under_way = False
        while self._in_line and not self._under_way:
            event = self._in_line.popleft()
            await super().on_event(event)
            if not isinstance(event, MouseMove):  # nothing has to wait for the pointer
                self._under_way = True
                way = self._way_of(event)
                self._follow(way, way, again=True)

    def _way_of(self, event: Event) -> Sequence[DOMNode]:
        """The widgets that an event goes through, up to the screen."""
        target: DOMNode = self.focused or self.screen
        if isinstance(event, MouseEvent):
            with suppress(NoWidget):
                target, _ = self.get_widget_at(event.x, event.y)
        return [node for node in target.ancestors_with_self if node is not self]

    def _follow(self, left: Sequence[DOMNode], way: Sequence[DOMNode], *, again: bool) -> None:
        """Go the way of an event right behind it: each widget on it has done its part when we come by."""
        for place, node in enumerate(left, 1):
            if node.call_later(self._follow, left[place:], way, again=again):  # else it is being taken away
                return
        self.call_later(self._came_back, way, again=again)

    async def _came_back(self, way: Sequence[DOMNode], *, again: bool) -> None:
        """The event is through; what widgets said because of it goes the same way, and a new screen has to be built."""
        if self.screen not in way:
            self._follow([self.screen], [self.screen], again=again)
        elif again:
            self._follow(way, way, again=False)
        else:
            await self._take_next()
