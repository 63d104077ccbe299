"""Another day or another time for a session: the seven days with what stands against each."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList, Static

from coach.domain.plan import Session
from coach.domain.vocabulary import DAYS, Day
from coach.engine.typed import Misread, read_time
from coach.services.context import Coach
from coach.services.plan_changes import Move, Retime
from coach.services.plan_edit import day_options
from coach.services.plan_trial import DayOption
from coach.services.plan_words import DAY_NAMES, days_words
from coach.services.planning import Current
from coach.tui.keys import key, verb
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row

TIME_ROW = "time"


class MoveView(CoachScreen[Move | Retime | None]):
    """Where a session could go; it answers the change, or None."""

    ABOUT = (
        "Another day or time for this session. A tick marks the days that fit; the others say why not. "
        "Enter puts it there, Escape leaves all as it is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "take", "move it", "put the session on this day", priority=True),
        verb("back", "close", hint="leave it where it is"),
        *(
            key(str(number), f"day({number})", "choose", "the day; 1 is Monday, 7 is Sunday", f"move.day_{number}",
                shown="1-7")
            for number in range(1, 8)
        ),
    ]  # fmt: skip

    def __init__(self, coach: Coach, current: Current, session: Session, day: Day) -> None:
        super().__init__(coach)
        self._current, self._session, self._day = current, session, day
        self._options: dict[str, DayOption] = {}

    def page(self) -> ComposeResult:
        """A line, and the days."""
        yield Static(id="ask", markup=False)
        yield Choices(id="days")

    def load(self) -> None:
        """What fits."""
        options = day_options(self.coach, self._current, self._session.id, self._day)
        self._options = {one.day: one for one in options}
        self.head("Another day or time", f"{DAY_NAMES[self._day]} {self._session.at}")
        self.say("ask", self._session.title)
        rows = [self._row(number, one) for number, one in enumerate(options, 1)]
        when = f"now {self._session.at}, {days_words(self._session.days)}"
        rows.append(Row(TIME_ROW, "Another time", " ", " ", when))
        fits = next((one.day for one in self._after(options) if one.fits), TIME_ROW)
        self.query_one(Choices).put(rows, fits)

    def _after(self, options: tuple[DayOption, ...]) -> tuple[DayOption, ...]:
        """The days from the present one on: the next that fits is the likely wish."""
        here = DAYS.index(self._day)
        return (*options[here:], *options[:here])

    def _row(self, number: int, option: DayOption) -> Row:
        mark = "✓" if option.fits else "·" if option.here else "–"
        return Row(option.day, DAY_NAMES[option.day], mark, str(number), option.words)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("take")

    def action_day(self, number: int) -> None:
        """To one of the days."""
        self.query_one(Choices).go_to(DAYS[number - 1])

    def action_take(self) -> None:
        """This day, if it fits; a slip moves nothing."""
        row = self.query_one(Choices).row
        if row is None or not self.calm():
            return
        if row.id == TIME_ROW:
            self.app.push_screen(TimeView(self.coach, self._session), self._timed)
            return
        option = self._options[row.id]
        if option.fits:
            self.dismiss(Move(self._session.id, self._day, option.day, option.trade))
        else:
            refused = f"{DAY_NAMES[option.day]} does not fit: {option.words}. {option.way}".strip()
            self.say("ask", "It is here now." if option.here else refused)
            self.query_one("#page").scroll_home(animate=False)

    def _timed(self, at: str | None) -> None:
        if at is not None:
            self.dismiss(Retime(self._session.id, at))

    def action_close(self) -> None:
        """Leave it where it is."""
        self.dismiss(None)


class TimeView(CoachScreen[str | None]):
    """A time to type; it answers "HH:MM", or None."""

    ABOUT = "Type the new time, such as 9 or 16:30, then press Enter. It holds on all days of this session."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "take", "use it", "begin at this time", priority=True),
        verb("back", "close", hint="leave the time as it is"),
    ]

    def __init__(self, coach: Coach, session: Session) -> None:
        super().__init__(coach)
        self._session = session

    def page(self) -> ComposeResult:
        """The question and the field."""
        yield Static(id="ask", markup=False)
        yield Static(id="hint", markup=False)
        yield Input(placeholder="Such as 16:30")
        yield Static(id="mend", markup=False)

    def load(self) -> None:
        """What it is now."""
        self.head("Another time", f"now {self._session.at}")
        self.say("ask", "When should it begin?")
        self.say("hint", f"{self._session.title}, {days_words(self._session.days)}.")

    def action_take(self) -> None:
        """This time."""
        at = read_time(self.query_one(Input).value)
        if isinstance(at, Misread):
            self.say("mend", f"→ {at.text}")
        else:
            self.dismiss(at)

    def action_close(self) -> None:
        """As it is."""
        self.dismiss(None)
