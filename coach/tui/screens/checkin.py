"""The check-in: three short questions and sometimes one or two more, one key each."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.services.checkin import TIRED, Ask, keep, questions
from coach.services.context import Coach
from coach.services.log import Logged
from coach.tui.keys import key, verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row
from coach.tui.widgets.scale import NO_NUMBER, Scale

LEAVES_OPEN = "No number is chosen. Enter again leaves this question open."


class CheckInView(CoachScreen[Logged | None]):
    """How it is now; it answers what was noted."""

    ABOUT = (
        "A few short questions, one key each. The day fits itself to your answers. {easier} says that it is a bad day: "
        "then five easy minutes are enough. Escape goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "go_on", hint="take what is shown", priority=True),
        *(
            key(str(n), f"line({n - 1})", "choose", "the line with this number", f"checkin.sleep_{n}", shown="1-3")
            for n in (1, 2, 3)
        ),
        verb("easier", "bad_day", "a bad day", "five easy minutes are enough today; no more questions"),
        verb("back", "back", hint="to the question before"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._asks: tuple[Ask, ...] = ()
        self._place = 0
        self._answers: dict[str, Any] = {}
        self._bad_day = False
        self._asked_twice = False
        """Whether it was said that one more Enter leaves the question open."""

    def page(self) -> ComposeResult:
        """A question, and a row of figures or a few lines."""
        yield Static(id="ask", markup=False)
        yield Scale("", "", id="scale")
        yield Choices(id="lines")
        yield Static(id="mend", markup=False)

    def load(self) -> None:
        """The first question."""
        self._asks = questions(self.coach)
        self._show(0)

    @property
    def _ask(self) -> Ask:
        return self._asks[self._place]

    def _show(self, place: int) -> None:
        self._place = place
        ask = self._ask
        self.head("How is it now?", "the last question" if self._bad_day else f"{place + 1} of {len(self._asks)}")
        scale, lines = self.query_one(Scale), self.query_one(Choices)
        scale.display, lines.display = ask.scale, not ask.scale
        self.say("ask", f"A bad day, then. {ask.text}" if self._bad_day else ask.text)
        self.say("mend", "")
        self._asked_twice = False
        if ask.scale:
            scale.ask(ask.low, ask.high, self._answers.get(ask.id))
        else:
            rows = [Row(str(n), text, lead=str(n)) for n, (_, text) in enumerate(ask.options, 1)]
            lines.put(rows, str(ask.place(self._answers.get(ask.id, ask.usual)) + 1))
        self.set_focus(scale if ask.scale else lines)
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The numbers of lines only work where there are lines, and a bad day is said once."""
        if action == "bad_day":
            return not self._bad_day
        if action != "line":
            return True
        lines = len(self._ask.options) if self._asks else 0
        return all(isinstance(place, int) and place < lines for place in parameters) and lines > 0

    def on_scale_picked(self, picked: Scale.Picked) -> None:
        """One key is enough."""
        with self.told():
            if self.calm():
                self._take(picked.value)
            else:
                picked.scale.ask(picked.scale.low, picked.scale.high, None)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("go_on")

    def action_line(self, place: int) -> None:
        """The line with this number."""
        if self.calm():
            self._take(self._ask.options[place][0])

    def action_go_on(self) -> None:
        """Take what is shown."""
        if not self._asks:
            return
        if self._ask.scale:
            self._number(self.query_one(Scale).value)
            return
        row = self.query_one(Choices).row
        self.action_line(self._ask.place(self._ask.usual) if row is None else int(row.id) - 1)

    def _number(self, value: int | None) -> None:
        """Take a number. Without one, the first Enter says so, and the second leaves open what may be open."""
        if value is None and (self._ask.id == TIRED or not self._asked_twice):
            self._asked_twice = self._ask.id != TIRED
            self.say("mend", f"→ {LEAVES_OPEN if self._asked_twice else NO_NUMBER}")
        elif self.calm():
            self._take(value)

    def action_bad_day(self) -> None:
        """A bad day: at most how tired it is is still asked."""
        self._bad_day = True
        if TIRED in self._answers:
            self._finish()
        else:
            self._show(0)

    def _take(self, value: Any) -> None:
        self._answers[self._ask.id] = value
        if self._bad_day or self._place == len(self._asks) - 1:
            self._finish()
        else:
            self._show(self._place + 1)

    def _finish(self) -> None:
        self.dismiss(keep(self.coach, self._answers, bad_day=self._bad_day))

    def action_back(self) -> None:
        """The question before; a bad day that was said by mistake is taken back."""
        if self._bad_day:
            self._bad_day = False
            self._show(0)
        elif self._place == 0:
            self.dismiss(None)
        else:
            self._show(self._place - 1)
