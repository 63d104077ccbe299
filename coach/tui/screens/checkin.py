"""The check-in: three short questions, one key each."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.services.context import Coach
from coach.services.day import Sleep
from coach.services.log import Logged, check_in
from coach.tui.keys import key, verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row
from coach.tui.widgets.scale import Scale

SLEEPS: tuple[tuple[Sleep, str], ...] = (
    ("under_4_5h", "Less than 4½ hours"), ("under_6h", "Less than 6 hours"), ("enough", "Enough")
)  # fmt: skip


class CheckInView(CoachScreen[Logged | None]):
    """How it is now; it answers what was noted."""

    ABOUT = "Three short questions, one key each. The day fits itself to your answers. Escape goes back."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "go_on", hint="take what is shown", priority=True),
        *(
            key(str(n), f"sleep({n - 1})", "choose", "the line with this number", f"checkin.sleep_{n}", shown="1-3")
            for n in (1, 2, 3)
        ),
        verb("back", "back", hint="to the question before"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._place = 0
        self._tired: int | None = None
        self._sleep: Sleep | None = None

    def page(self) -> ComposeResult:
        """A question, and a row of figures or three lines."""
        yield Static(id="ask", markup=False)
        yield Scale("", "", id="scale")
        yield Choices([Row(name, text, lead=str(n)) for n, (name, text) in enumerate(SLEEPS, 1)], id="sleep")

    def load(self) -> None:
        """The first question."""
        self._show(0)

    def _show(self, place: int) -> None:
        self._place = place
        self.head("How is it now?", f"{place + 1} of 3")
        scale, sleep = self.query_one(Scale), self.query_one(Choices)
        scale.display, sleep.display = place != 1, place == 1
        if place == 0:
            self.say("ask", "How tired are you?")
            scale.ask("not tired", "as tired as you can imagine", self._tired)
        elif place == 1:
            self.say("ask", "How much did you sleep?")
            sleep.go_to(self._sleep or "enough")
        else:
            self.say("ask", "How strong is the pain in your hip?")
            scale.ask("no pain", "the worst you can imagine")
        self.set_focus(sleep if place == 1 else scale)
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The figures for sleep only work at sleep."""
        return self._place == 1 if action == "sleep" else True

    def on_scale_picked(self, picked: Scale.Picked) -> None:
        """One key is enough."""
        with self.told():
            if self.calm():
                self._take(picked.value)
            else:
                picked.scale.ask(picked.scale.low, picked.scale.high, None)

    def _chosen(self, place: int) -> None:
        if self._place == 1 and self.calm():
            self._sleep = SLEEPS[place][0]
            self._show(2)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("go_on")

    def action_sleep(self, place: int) -> None:
        """The line with this number."""
        self._chosen(place)

    def action_go_on(self) -> None:
        """Take what is shown."""
        if self._place == 1:
            row = self.query_one(Choices).row
            place = next((n for n, (name, _) in enumerate(SLEEPS) if row is not None and row.id == name), 2)
            self._chosen(place)
            return
        value = self.query_one(Scale).value
        if value is not None and self.calm():
            self._take(value)

    def _take(self, value: int) -> None:
        if self._place == 0:
            self._tired = value
            self._show(1)
            return
        assert self._tired is not None
        self.dismiss(check_in(self.coach, self._tired, self._sleep, value))

    def action_back(self) -> None:
        """The question before."""
        if self._place == 0:
            self.dismiss(None)
        else:
            self._show(self._place - 1)
