"""The session, one thing at a time: big figures, what to do, one cue. Keys become events; the journal is kept behind.

Whatever covers this screen, the time stands still under it. Ticks only let time pass and redraw what has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Offset
from textual.timer import Timer
from textual.widgets import Static

from coach.engine import player_state as events
from coach.services.context import Coach
from coach.services.guided import Guided
from coach.tui.keys import Command, verb
from coach.tui.player_words import player_words
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.choose import ChooseView
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.message import MessageView
from coach.tui.screens.rate import RateView
from coach.tui.widgets.figures import Figures
from coach.tui.widgets.lines import Ends, Sections

T = TypeVar("T")
WALKS: dict[str, events.PlayerEvent] = {
    "next": events.Finish(), "back": events.Back(), "again": events.Again(), "more": events.Extend(15.0),
}  # fmt: skip

NO_EASIER = "There is no easier form of this one for you today. {skip} leaves it out, Enter goes on."


class PlayerView(CoachScreen[None]):
    """A guided session; it closes when the session has ended, or when the person leaves it for later."""

    CSS_PATH = "player.tcss"
    READS = True
    ABOUT = (
        "Your session, one thing at a time. Enter goes on. "
        "Tell at once if something hurts ({ouch}) or is wrong ({not_well})."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "walk('next')", "next", "this is done; in a pause: go on"),
        verb("tick", "pause", "pause", "stop the time, or let it run again"),
        verb("ouch", "ouch"),
        verb("easier", "say('easier')", hint="an easier form of this exercise"),
        verb("quit", "stop", "stop", "end the session; all that you did is kept"),
        verb("not_well", "wrong"),
        verb("fell", "fell"),
        verb("set_back", "walk('back')"),
        verb("skip", "skip", hint="on to the next exercise"),
        verb("again", "walk('again')", hint="this set once more"),
        verb("longer", "walk('more')", hint="15 seconds more"),
        verb("too_easy", "say('too_easy')", hint="note that this felt easy; it goes on as it is"),
        verb("why", "how", "how", "all cues, and what to mind"),
        verb("back", "leave", "later", "back to today; you can go on with it later today", show=False),
    ]

    def __init__(self, coach: Coach, guided: Guided, tick_every: float | None) -> None:
        super().__init__(coach)
        self.guided = guided
        self._tick_every = tick_every
        self._beat: Timer | None = None
        self._asking = False
        self._said: tuple[int, str] | None = None
        """An answer to a key, and the step that it stays on the screen for."""

    def page(self) -> ComposeResult:
        """Few widgets, each with one text."""
        yield Static(id="title", markup=False)
        yield Static(id="side", markup=False)
        with Horizontal(id="count"):
            yield Figures(id="figure")
            yield Static(id="unit", markup=False)
        yield Static(id="do", markup=False)
        yield Static(id="bar", markup=False)
        yield Static(id="told", markup=False)
        yield Static(id="cue", markup=False)

    def load(self) -> None:
        """Begin; a session that goes on waits for the person."""
        if not self.guided.resumed:
            self.guided.send(events.Start())
        if self._tick_every is not None:
            self._beat = self.set_interval(self._tick_every, self.tick)
        self.sync()

    def on_screen_suspend(self) -> None:
        """Something covers the screen: no ticks under it."""
        if self._beat is not None:
            self._beat.pause()

    def on_screen_resume(self) -> None:
        """On top again."""
        super().on_screen_resume()
        if self._beat is not None:
            self._beat.resume()

    def cursor_spot(self) -> Offset:
        """The line that says what to do."""
        return self.query_one("#do").content_region.offset

    # Time and events

    def tick(self) -> None:
        """Let time pass."""
        with self.told():
            self.guided.tick()
            self.sync()

    def send(self, event: events.PlayerEvent) -> None:
        """Let something happen."""
        self.guided.send(event)
        self.sync()

    def sync(self) -> None:
        """Show the moment, and ask what has to be asked."""
        state = self.guided.state
        if state.ended is not None:
            if self._beat is not None:
                self._beat.stop()
            self.dismiss(None)
            return
        words = player_words(state, self.guided.instruction(), self.own_keys)
        if self._texts.get("right") != words.right:
            self._texts["right"] = words.right
            self.query_one("#top", Static).update(Ends(self.guided.session.title, words.right, one_line=True))
        for name in ("title", "side", "unit", "do", "cue"):
            self.say(name, getattr(words, name))
        answer = self._said[1] if self._said is not None and self._said[0] == state.index else ""
        self.say("told", words.told or answer)
        self.say("bar", words.bar or "")
        self.query_one("#count").display = bool(words.figure)
        figure = self.query_one("#figure", Figures)
        if words.figure and figure.value != words.figure:
            figure.update(words.figure)
        if not self._asking:
            self._ask()

    def _ask(self) -> None:
        state = self.guided.state
        if state.asked == "flags":
            said = state.message.text if state.message else "Does any of these fit?"
            flags = FlagsView(self.coach, said, self.guided.questions())
            self._over(flags, lambda yes: self.guided.answer_questions(yes or ()))
        elif state.asked == "settled":
            rows = (("yes", "Yes, it has settled"), ("no", "No, not yet"))
            self._over(ChooseView(self.coach, "Before we go on", "Has it settled?", rows), self._settled)

    def _over(self, screen: CoachScreen[T], answered: Callable[[T | None], object]) -> None:
        """Show a screen over this one, with the time standing still; then go on as it was."""
        self._asking = True
        running = self.guided.state.running
        if running:
            self.guided.send(events.Pause())

        def back(answer: T | None) -> None:
            self._asking = False
            with self.told():
                if running:
                    self.guided.send(events.Resume())
                answered(answer)
                self.sync()

        self.app.push_screen(screen, back)

    def _settled(self, answer: str | None) -> None:
        waiting = self.guided.state.waiting
        rules = {rule.id: rule for rule in self.guided.stop_rules()}
        if answer == "yes" or waiting is None:
            self.guided.send(events.Resume())
        elif answer == "no":
            self.guided.send(events.Symptom(rules[waiting.rule]))

    # Keys

    def action_pause(self) -> None:
        """Stop the time, or let it run again."""
        state = self.guided.state
        if state.running:
            self.send(events.Pause())
        elif state.asked is None:
            self.send(events.Resume())

    def action_walk(self, name: str) -> None:
        """Along the session: on, back, once more, or more time for this step."""
        self.send(WALKS[name])

    def action_skip(self) -> None:
        """The next exercise."""
        if self.calm():
            self.send(events.Skip())

    def action_say(self, name: str) -> None:
        """Too hard: an easier form. Too easy: it is noted, and goes on as it is."""
        said = self.guided.too_easy() if name == "too_easy" else "" if self.guided.easier() else NO_EASIER
        self._said = (self.guided.state.index, self.own_keys.fill(said))
        self.sync()

    def action_ouch(self) -> None:
        """It hurts."""

        def rated(pain: int | None) -> None:
            if pain is not None:
                self.guided.send(events.Ouch(pain))

        ask = "How much does it hurt now?"
        self._over(RateView(self.coach, "Ouch", ask, "no pain", "the worst you can imagine"), rated)

    def action_wrong(self) -> None:
        """Something is wrong."""
        rules = {rule.id: rule for rule in self.guided.stop_rules()}

        def chosen(name: str | None) -> None:
            if name is not None:
                self.guided.send(events.Symptom(rules[name]))

        rows = [(rule.id, rule.ask) for rule in rules.values()]
        self._over(ChooseView(self.coach, "Something is wrong", "What is it?", rows, open=True), chosen)

    def action_fell(self) -> None:
        """A fall, or a near one."""

        def chosen(name: str | None) -> None:
            if name is not None:
                self.guided.send(events.Fell(near=name == "nearly"))

        rows = (("fell", "I fell"), ("nearly", "I nearly fell"))
        self._over(ChooseView(self.coach, "A fall", "What happened?", rows), chosen)

    def action_how(self) -> None:
        """All cues, and what to mind."""
        exercise = self.guided.state.move.exercise
        mind = (*self.guided.cautions(), exercise.mistake)
        text = Sections((("How", exercise.cues), ("What to mind", mind), ("When to stop", (exercise.stop,))))
        self._over(MessageView(self.coach, exercise.name, text), lambda _: None)

    def action_help(self) -> None:
        """The help, with the time standing still."""
        if self.guided.state.running:
            self.guided.send(events.Pause())
            self.sync()
        super().action_help()

    def action_find(self) -> None:
        """The search, with the time standing still."""
        from coach.tui.screens.find import FindView

        self._over(FindView(self.coach, self), self.found)

    def found(self, command: Command | None) -> None:
        """What was chosen; on the way to Today the time stands still."""
        if command is not None and command.home and self.guided.state.running:
            self.guided.send(events.Pause())
        super().found(command)

    def action_stop(self) -> None:
        """End the session."""
        if self.calm():
            self.send(events.Stop())

    def action_leave(self) -> None:
        """Back to today; what is done is kept, and Today offers to go on."""
        if self.guided.state.running:
            self.guided.send(events.Pause())
        self.dismiss(None)
