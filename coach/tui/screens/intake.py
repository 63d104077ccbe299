"""The questions, one field at a time; every answer is kept at once, so that nothing is lost."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from coach.drawing.body import sides_of
from coach.engine.intake_flow import Answers, Step
from coach.engine.typed import Misread
from coach.services.context import Coach
from coach.services.intake import Dialogue
from coach.services.safety import ActionScreen
from coach.tui.fields import OneField, YesNoField, field_widget, fits_words
from coach.tui.keys import verb
from coach.tui.medicines import OTHER_ROW, MedicinesField, read_other, read_times
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.body import BodyPicture
from coach.tui.widgets.choices import Ticks
from coach.tui.widgets.progress import Progress, part_of
from coach.tui.widgets.scale import Scale

Outcome = bool | ActionScreen
"""True when all is answered, False when the person went back to the start, or the action screen of an emergency."""

ZONES = "hip.zones"
"""The question that a picture stands beside."""


class IntakeView(CoachScreen[Outcome]):
    """One question."""

    CSS_PATH = "intake.tcss"
    ABOUT = (
        "One question at a time. Enter keeps the answer and goes on, Escape goes back. Every answer is kept at once, "
        "so you can stop whenever you like and go on later."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "go_on", hint="keep the answer and go on", priority=True),
        verb("tick", "tick"),
        verb("back", "back", hint="to the question before"),
        verb("skip", "skip", hint="leave this question open"),
        verb("again", "start_over", "again", "again from the first question", show=False),
    ]

    def __init__(self, coach: Coach, dialogue: Dialogue) -> None:
        super().__init__(coach)
        self._dialogue = dialogue
        self._field: Widget | None = None
        self._picture: BodyPicture | None = None
        self._can_start_over = dialogue.resumed
        self._asked: str | None = None
        """The medicine whose times are being typed."""

    def page(self) -> ComposeResult:
        """The question; its field comes with each step."""
        yield Static(id="ask", markup=False)
        yield Static(id="hint", markup=False)
        yield Static(id="note", markup=False)
        yield Static(id="mend", markup=False)
        yield Static(id="open", markup=False)

    def load(self) -> None:
        """The first question, or the one where the person stopped."""
        note = ""
        if self._dialogue.resumed:
            note = "Welcome back. Your answers are still here, and we go on where you stopped. {again} starts again."
            note = self.own_keys.fill(note)
        elif self._dialogue.again:
            note = "Your answers from last time are filled in. Enter keeps them."
        self._show(note)

    @property
    def step(self) -> Step:
        """What is asked now."""
        step = self._dialogue.step
        assert step is not None, "the intake is through"
        return step

    @property
    def answers(self) -> Answers:
        """What was answered so far, by path."""
        return self._dialogue.state.answers

    def _show(self, note: str = "") -> None:
        step = self.step
        field = step.field
        medicines = ((one.id, one.name) for one in self.coach.library.rules.medicines.medicine)
        self._asked = None
        self.query_one("#top", Static).update(
            Progress(part_of(step.question.number), step.question.title, step.number, step.of)
        )
        self._put(field_widget(field, step.known, tuple(medicines), self.coach.today()))
        self._say_question(note)

    def _say_question(self, note: str = "") -> None:
        step = self.step
        self.say("ask", step.field.ask)
        self.say("hint", "\n".join(part for part in (step.field.help, fits_words(step.field)) if part))
        self.say("note", note)
        self.say("mend", "")
        self.say("open", open_words(self, self._field))

    def _put(self, widget: Widget) -> None:
        page, old = self.query_one("#page", VerticalScroll), self._field
        self._field = widget
        with self.app.batch_update():
            if old is not None:
                old.remove()
            for other in page.query(".times, BodyPicture"):
                other.remove()
            page.mount(widget, before="#mend")
            self._field, self._picture = widget, None
            if isinstance(widget, Ticks) and self.step.field.path == ZONES:
                self._picture = BodyPicture(sides_of(self.answers.get("hip.side")))
                page.mount(self._picture)
                self._picture.follow(widget)
                self._place_picture()
        self.set_focus(widget, scroll_visible=False)
        page.scroll_home(animate=False)
        self.show_keys()

    # The picture beside the places

    def _place_picture(self) -> None:
        if self._picture is not None and isinstance(self._field, Ticks):
            self._picture.settle(self.query_one("#page").content_size, self._field)

    def on_resize(self, _: Resize) -> None:
        """The picture finds its place anew once the page has its size."""
        self.call_after_refresh(self._place_picture)

    @on(OptionList.OptionHighlighted)
    def _draw(self) -> None:
        """The place under the cursor is lit, and Enter takes the line from now on."""
        if self._picture is not None and isinstance(self._field, Ticks):
            self._picture.follow(self._field)
        if self._asked is None and self._dialogue.step is not None:
            self.say("open", open_words(self, self._field))

    async def on_body_picture_chosen(self, chosen: BodyPicture.Chosen) -> None:
        """A click on a place of the picture ticks its row."""
        if isinstance(self._field, Ticks) and self._asked is None:
            self._field.go_to(chosen.zone)
            await self.run_action("tick")

    def on_scale_picked(self, _: Scale.Picked) -> None:
        """A number was chosen; Enter keeps it."""
        self.say("mend", "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something here."""
        if action == "tick":
            return isinstance(self._field, Ticks) and self._asked is None
        if action == "skip":
            step = self._dialogue.step
            return step is not None and step.can_skip and not isinstance(self.focused, Input)
        if action == "start_over":
            return self._can_start_over
        return True

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click ticks, or goes on where only one line can be chosen."""
        await self.run_action("tick" if isinstance(self._field, Ticks) else "go_on")

    # Keys

    async def action_go_on(self) -> None:
        """Keep the answer."""
        if self._asked is not None:
            await self._keep_times()
            return
        step, field = self.step, self._field
        if step.can_skip and untouched(field):
            self.action_skip()
            return
        value: Any = field.read()  # type: ignore[union-attr]
        if isinstance(value, Misread):
            self._mend(value.text)
            return
        objection = self._dialogue.objection(value)
        if objection is not None:
            self._mend(objection)
            return
        mention = self._dialogue.mention(value)
        action = self._dialogue.answer(value)
        if action is not None:
            self.dismiss(action)
        else:
            self._onward(mention or "")

    def _mend(self, text: str) -> None:
        self.say("mend", f"→ {text}")
        self.call_after_refresh(self.query_one("#mend").scroll_visible, animate=False)  # the list has scrolled by then

    def action_skip(self) -> None:
        """Leave it open."""
        if self.step.can_skip:
            self._dialogue.skip()
            self._onward("")

    def _onward(self, note: str) -> None:
        self._can_start_over = False
        if self._dialogue.step is None:
            self.dismiss(True)
        else:
            self._show(note)

    async def action_back(self) -> None:
        """The question before; from the first one out."""
        if self._asked is not None:
            await self._close_times()
            return
        place = self._dialogue.state.place
        self._dialogue.back()
        if self._dialogue.state.place == place:
            self.dismiss(False)
        else:
            self._show()

    def action_start_over(self) -> None:
        """Forget the draft."""
        self._dialogue.start_over()
        self._show()

    def action_tick(self) -> None:
        """Tick the row under the cursor; a medicine is asked for its times."""
        field = self._field
        if not isinstance(field, Ticks) or field.row is None:
            return
        row = field.row.id
        if isinstance(field, MedicinesField):
            if row in field.ticked:
                field.take_away(row)
            else:
                self._ask_times(row, field)
            return
        field.toggle(row)
        self.say("mend", "")
        self._draw()

    # Medicines

    def _ask_times(self, row: str, field: MedicinesField) -> None:
        """The times of one medicine, alone on the screen; the list comes back after it."""
        self._asked = row
        typed = Input(classes="times", select_on_focus=False)
        typed.cursor_blink = False
        if row == OTHER_ROW:
            ask, such = "Which one, and at what times?", "vitamin D 08:00"
        else:
            ask, such = f"{field.label(row)}: at what times?", "08:00 22:00"
        with self.app.batch_update():
            field.display = False
            self.say("ask", ask)
            self.say("hint", f"Such as {such}. Without a time it is only when needed.")
            for name in ("note", "mend", "open"):
                self.say(name, "")
            self.query_one("#page", VerticalScroll).mount(typed, before="#mend")
        self.set_focus(typed)
        self.show_keys()

    async def _keep_times(self) -> None:
        field, row = self._field, self._asked
        assert isinstance(field, MedicinesField)
        assert row is not None
        text = self.query_one(".times", Input).value
        if row == OTHER_ROW:
            other = read_other(text)
            if isinstance(other, Misread):
                self._mend(other.text)
                return
            field.give(row, other.times, other.name)
        else:
            times = read_times(text)
            if isinstance(times, Misread):
                self._mend(times.text)
                return
            field.give(row, times)
        await self._close_times()

    async def _close_times(self) -> None:
        self._asked = None
        field = self._field
        assert isinstance(field, MedicinesField)
        await self.query(".times").remove()  # the list finds its place only without it
        field.display = True
        self._say_question()
        self.set_focus(field, scroll_visible=False)
        self.show_keys()


def key_of(screen: CoachScreen[Outcome], action: str) -> str:
    """How the key of an action is written."""
    return next(one.key_display or one.key for one in screen.own_bindings() if one.action == action)


def untouched(field: Widget | None) -> bool:
    """Whether nothing was typed or chosen yet, so that Enter leaves the question open instead of picking an answer."""
    if isinstance(field, Input):
        return not field.value.strip()
    return isinstance(field, OneField | YesNoField) and field.row is None


def open_words(screen: IntakeView, field: Widget | None) -> Content | str:
    """How a question is left open, where it may be; a click does it too."""
    link = Style.from_meta({"@click": "screen.skip"})
    if not screen.step.can_skip:
        return ""
    if untouched(field) or isinstance(field, Input):
        how = "Leave it empty and press Enter." if isinstance(field, Input) else "Enter leaves this question open."
        return Content(f"Rather not say? {how}").stylize(link)
    name = key_of(screen, "skip")
    return Content(f"{name}  leave this question open").stylize(link).stylize("bold", 0, len(name))
