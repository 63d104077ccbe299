"""The week as it is in force."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.domain.plan import PlanItem, Session
from coach.domain.vocabulary import DAYS
from coach.services.context import Coach
from coach.services.plan_words import DAY_NAMES, count
from coach.services.planning import Current, needed_plan
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.detail import DetailView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row
from coach.tui.words import amount


class PlanView(CoachScreen[None]):
    """Days and their sessions."""

    CSS_PATH = "plan.tcss"
    ABOUT = "Your week, day by day. Enter opens a session and shows its exercises, with the reason for each."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "open", "open", "the exercises of this session", priority=True),
        verb("back", "close", hint="back to today"),
    ]

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._current: Current | None = None

    def page(self) -> ComposeResult:
        """The week in one list."""
        yield Static(id="words", markup=False)
        yield Choices(id="week")

    def load(self) -> None:
        """The plan in force."""
        self._current = current = needed_plan(self.coach)
        plan = current.plan
        facts = {one.session: one for one in current.in_force.facts}
        self.head(plan.title, "your week")
        if not plan.session:
            self.say("words", "No sessions are in your plan for now.")
        rows: list[Row] = []
        for day in DAYS:
            sessions = plan.sessions_on(day)
            name = DAY_NAMES[day] if sessions else f"{DAY_NAMES[day]} · free"
            rows.append(Row(f"={day}", ("\n" if rows else "") + name, heading=True))
            for session in sessions:
                minutes = f"{round(facts[session.id].seconds / 60)} min · " if session.id in facts else ""
                moves = count(len(session.exercise), "exercise")
                rows.append(Row(f"{day}={session.id}", session.title, lead=session.at, detail=f"{minutes}{moves}"))
        today = DAYS[self.coach.today().weekday()]
        first = next((row.id for row in rows if row.id.startswith(f"{today}=")), None)
        self.query_one(Choices).put(rows, first)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("open")

    def action_open(self) -> None:
        """The session."""
        row = self.query_one(Choices).row
        if row is None or self._current is None:
            return
        name = row.id.partition("=")[2]
        session = next(one for one in self._current.plan.session if one.id == name)
        self.app.push_screen(SessionView(self.coach, session))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


class SessionView(CoachScreen[None]):
    """The exercises of one session."""

    CSS_PATH = "plan.tcss"
    ABOUT = "The exercises of one session. Enter shows all about one: why it is there, how to do it, what to mind."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "open", "why and how", "all about this exercise", priority=True),
        verb("why", "open", "why and how", "all about this exercise", show=False),
        verb("back", "close", hint="back to the week"),
    ]

    def __init__(self, coach: Coach, session: Session) -> None:
        super().__init__(coach)
        self._session = session

    def page(self) -> ComposeResult:
        """The exercises."""
        yield Choices(id="items")

    def load(self) -> None:
        """Names and amounts."""
        exercises = self.coach.library.exercises
        self.head(self._session.title, self._session.at)

        def row(place: int, item: PlanItem) -> Row:
            known = exercises.get(item.id)
            return Row(str(place), known.name if known else item.id, detail=amount(item, known))

        self.query_one(Choices).put([row(place, item) for place, item in enumerate(self._session.exercise)])

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("open")

    def action_open(self) -> None:
        """All about it."""
        row = self.query_one(Choices).row
        if row is not None:
            self.app.push_screen(DetailView(self.coach, self._session.exercise[int(row.id)]))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
