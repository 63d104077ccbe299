"""The weekly look back: one idea a page, Enter is enough, and every question may be left open but the safety ones."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from coach.services.context import Coach
from coach.services.safety import ActionScreen
from coach.services.weekly import LookBack, Value
from coach.services.weekly_steps import Step
from coach.tui.fields import NONE_ROW
from coach.tui.keys import key, verb
from coach.tui.screens.action import ActionView
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.choices import OPEN, TICKED, Choices, Ticks
from coach.tui.widgets.lines import Points, Row
from coach.tui.widgets.scale import Scale

NOTHING_TICKED = "→ Nothing is ticked. Enter again says: none of these."


class WeeklyView(CoachScreen[LookBack]):
    """One run of the look back; it answers that run, wherever it was left."""

    CSS_PATH = "weekly.tcss"
    READS = True
    GOES_HOME = False
    ABOUT = (
        "A look back once a week: what went, a few questions, and what the coach would change. Enter goes on, {skip} "
        "leaves a question open or a change undone. Escape goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "go_on", hint="take what is shown, or leave the question open", priority=True),
        verb("yes", "yes", hint="yes to the change that is shown"),
        verb("skip", "skip", hint="leave the question open, or the plan as it is"),
        verb("tick", "tick"),
        *(
            key(str(n), f"pick({n - 1})", "choose", "the line with this number", f"weekly.pick_{n}", shown="1-4")
            for n in range(1, 5)
        ),
        verb("back", "back", hint="to the page before"),
    ]

    def __init__(self, coach: Coach, run: LookBack) -> None:
        super().__init__(coach)
        self._run = run

    @property
    def step(self) -> Step | None:
        """The page that is shown; None once it has closed."""
        return self._run.step

    def page(self) -> ComposeResult:
        """What the last answer led to, the question, and one of four ways to answer it."""
        yield Static(id="said", markup=False)
        yield Static(id="ask", markup=False)
        yield Static(id="list", markup=False)
        yield Scale("", "", id="scale")
        yield Choices(id="rows")
        yield Ticks([], alone=NONE_ROW, id="ticks")
        yield Static(id="mend", markup=False)

    def load(self) -> None:
        """The first page."""
        self._show()

    def _show(self) -> None:
        """The page that it has come to; after the last one the screen closes."""
        step = self.step
        if step is None:
            self.dismiss(self._run)
            return
        self.head("Weekly look back", step.part)
        self.say("said", self._run.said)
        self.say("ask", step.ask)
        self.say("list", Points(step.lines) if step.lines else "")
        self.say("mend", "")
        self._put(step)
        self.show_keys()
        self.query_one("#page").scroll_home(animate=False)

    def _put(self, step: Step) -> None:
        scale, rows, ticks = self.query_one(Scale), self.query_one("#rows", Choices), self.query_one(Ticks)
        scale.display, rows.display, ticks.display = (step.kind == kind for kind in ("rate", "choose", "ticks"))
        if step.kind == "rate":
            scale.ask(step.low, step.high)
            self.set_focus(scale, scroll_visible=False)
        elif step.kind == "choose":
            leads = ["" if step.yes else str(n) for n in range(1, len(step.rows) + 1)]
            rows.put([Row(one.id, one.text, lead=lead) for lead, one in zip(leads, step.rows, strict=True)], step.now)
            if step.now is None:
                rows.highlighted = None
            self.set_focus(rows, scroll_visible=False)
        elif step.kind == "ticks":
            known = self._run.known
            before = known if isinstance(known, tuple) else ()
            found = [Row(one.id, one.text, TICKED if one.id in before else OPEN, "", one.note) for one in step.rows]
            ticks.put([*found, Row(NONE_ROW, "None of these", OPEN)])
            self.set_focus(ticks, scroll_visible=False)
        else:
            self.set_focus(self.query_one("#page"), scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something on this page."""
        step = self.step
        if step is None:
            return action not in ("go_on", "yes", "skip", "tick", "pick", "back")
        works = {
            "yes": step.yes is not None,
            "skip": step.kind != "read" and not step.firm,
            "tick": step.kind == "ticks",
            "pick": step.kind == "choose" and step.yes is None,
            "back": self._run.can_back or not step.firm,
        }
        return works.get(action, True)

    # Answers

    def on_scale_picked(self, picked: Scale.Picked) -> None:
        """One key is enough; one that comes too soon is a slip."""
        if self.calm():
            self._answer(picked.value)
        else:
            picked.scale.ask(picked.scale.low, picked.scale.high, None)

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click chooses, or ticks."""
        step = self.step
        await self.run_action("tick" if step is not None and step.kind == "ticks" else "go_on")

    def action_go_on(self) -> None:
        """Take what is shown; a slip takes nothing."""
        step = self.step
        if step is None or (step.kind == "ticks" and not self._ticks_said(step)) or not self.calm():
            return
        if step.kind == "rate":
            self._answer(self.query_one(Scale).value)
        elif step.kind == "choose":
            row = self.query_one("#rows", Choices).row
            self._answer(None if row is None else row.id)
        elif step.kind == "ticks":
            self._answer(tuple(name for name in self.query_one(Ticks).ticked if name != NONE_ROW))
        else:
            self._answer(None)

    def _ticks_said(self, step: Step) -> bool:
        """With nothing ticked the first Enter goes to "none of these", and the second one says it."""
        ticks = self.query_one(Ticks)
        if ticks.ticked or (ticks.row is not None and ticks.row.id == NONE_ROW):
            return True
        ticks.go_to(NONE_ROW)
        self.say("mend", NOTHING_TICKED)
        self.call_after_refresh(self.query_one("#mend").scroll_visible, animate=False)
        return False

    def action_tick(self) -> None:
        """Tick or untick."""
        ticks = self.query_one(Ticks)
        if ticks.row is not None:
            ticks.toggle(ticks.row.id)
            self.say("mend", "")

    def action_pick(self, place: int) -> None:
        """The line with this number."""
        step = self.step
        if step is not None and place < len(step.rows) and self.calm():
            self._answer(step.rows[place].id)

    def action_yes(self) -> None:
        """Yes to the change that is shown."""
        step = self.step
        if step is not None and self.calm():
            self._answer(step.yes)

    def action_skip(self) -> None:
        """Leave it open, or as it is."""
        if self.calm():
            with self.told():
                self._run.skip()
                self._show()

    def _answer(self, value: Value) -> None:
        with self.told():
            action = self._run.answer(value)
            if action is None:
                self._show()
            else:
                self.app.push_screen(ActionView.of(self.coach, action), self._after_action)

    def _after_action(self, _: None) -> None:
        self._show()

    def action_back(self) -> None:
        """The page before; from the first one back to where the person came from."""
        if self._run.back():
            self._show()
            return
        action = self._leave()
        if action is None:
            self.dismiss(self._run)
        else:
            self.app.push_screen(ActionView.of(self.coach, action), lambda _: self.dismiss(self._run))

    def _leave(self) -> ActionScreen | None:
        with self.told():
            return self._run.leave()
        return None

    def on_unmount(self) -> None:
        """The coach is closed in the middle: ticks whose rows were not answered still count."""
        self._leave()
