"""The player in lines: it says when something begins, half, 10, 3, 2, 1 and the release, and takes single letters.

Lines are only added. Time runs in `Guided`; here a tick every quarter of a second asks what there is to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.domain.verbs import filled
from coach.engine import player_state as events
from coach.plain.console import Console, Move, StoppedError
from coach.plain.entries import FALLS
from coach.plain.keys import verb_of
from coach.plain.safety import ask_flags
from coach.services.plan_words import seconds_words

if TYPE_CHECKING:
    from coach.engine.player_state import PlayerEvent
    from coach.services.context import Coach
    from coach.services.guided import Guided
    from coach.services.safety import ActionScreen

TICK_S = 0.25
MORE_S = 15
GUARD_S = 0.3
"""A second Enter so soon is a slip of the hand (design 7)."""
SHORT_KEYS = filled(
    "Enter goes on, {tick} pauses, {ouch} if it hurts, {not_well} if something is wrong, {quit} stops. "
    "{help} names all keys."
)
ALL_KEYS = filled(
    "Type a letter, then Enter. Enter alone: next. {tick} pause. {again} again. {set_back} one set back. "
    "{skip} skip this exercise. {easier} easier form. {too_easy} too easy. {why} how it goes, once more. "
    "{ouch} it hurts. {not_well} something is wrong. {fell} I fell, or nearly fell. {longer} more time. "
    "{quit} stop, all is kept."
)
COUNTS = {"halfway": "Half.", "10": "10.", "3": "3.", "2": "2.", "1": "1."}
SIMPLE: dict[str, PlayerEvent] = {
    "again": events.Again(), "set_back": events.Back(), "skip": events.Skip(), "quit": events.Stop(),
    "tick": events.Pause(),
}  # fmt: skip
OTHER = ("next", "ouch", "not_well", "fell", "easier", "too_easy", "why", "longer", "help")
WORDS = {"pause": "tick", "stop": "quit", "how": "why"}


def run_player(console: Console, coach: Coach, guided: Guided) -> ActionScreen | None:
    """Lead through the session until it ends; the action screen comes back where one is called for.

    Raises:
        StoppedError: the input has ended; the session stays open, to go on later.
    """
    return _Player(console, coach, guided).run()


class _Player:
    """One session being led."""

    def __init__(self, console: Console, coach: Coach, guided: Guided) -> None:
        self._console = console
        self._clock = coach.clock
        self._guided = guided
        self._held = False
        self._told: str | None = None
        self._known: tuple[int, str] | None = None
        self._last_enter = float("-inf")

    def run(self) -> ActionScreen | None:
        """See `run_player`."""
        if self._guided.state.ended is None:
            self._console.say("", SHORT_KEYS)
            self._tell_message()
            self._send(events.Start())
        while True:
            self._tell_message()
            state = self._guided.state
            if state.ended is not None and state.asked is None:
                return self._guided.action()
            try:
                self._next()
            except StoppedError as stopped:
                if stopped.ended or self._guided.state.ended is not None:
                    raise
                self._send(events.Stop())

    def _next(self) -> None:
        """One question, or one line or tick."""
        asked = self._guided.state.asked
        if asked is None or asked == "symptom":
            self._listen()
        else:
            self._ask(asked)

    def _listen(self) -> None:
        line = self._console.poll(TICK_S)
        if line is None:
            self._announce(self._guided.tick())
            return
        self._key(line.lower())

    # What is said

    def _send(self, event: PlayerEvent) -> None:
        self._announce(self._guided.send(event))

    def _announce(self, milestone: str | None) -> None:
        if milestone is None or (self._guided.state.ended is not None and milestone != "release"):
            return
        if milestone in COUNTS:
            self._console.say(COUNTS[milestone])
            return
        if milestone == "release":
            self._console.say("And release." if self._held else "That was it.")
        if self._guided.state.ended is None:
            self._say_step()

    def _say_step(self) -> None:
        """What to do now; a new exercise begins with its name, what to mind, and all that there is to do in it."""
        state, now = self._guided.state, self._guided.instruction()
        working = state.current.phase == "work"
        key = (state.current.item, state.move.exercise.id)
        fresh = key != self._known
        if fresh or state.current.phase == "get_ready":
            side = f", {now.side}" if now.side else ""
            self._console.say("", f"{state.number} of {state.items}. {now.title}{side}.")
        if fresh:
            self._known = key
            self._say_how()
        self._held = state.move.exercise.kind == "hold"
        breaths = working and state.move.exercise.kind == "breath"
        parts = [f"Breathe slowly, {state.current.reps} breaths" if breaths else now.do]
        parts += [part for part in (now.side, now.count, now.tempo) if part and working]
        parts += [seconds_words(round(now.seconds))] if now.seconds is not None else []
        self._console.say(", ".join(parts) + ("." if now.seconds is not None else ". Enter when done."))

    def _say_how(self) -> None:
        for caution in self._guided.cautions():
            self._console.say(caution)
        for number, cue in enumerate(self._guided.state.move.exercise.cues, 1):
            self._console.item(f"{number}", cue)

    def _tell_message(self) -> None:
        """A new word from the player: what a pain or a symptom means now."""
        message = self._guided.state.message
        text = message.text if message is not None else None
        if text is not None and text != self._told:
            self._console.say("", text)
            if self._guided.state.asked == "symptom":
                self._console.say("Take your time. Enter when it has settled, q to finish for today.")
        self._told = text

    # What is typed

    def _key(self, key: str) -> None:
        verb = verb_of(key, (*SIMPLE, *OTHER), WORDS)
        if verb is None:
            self._console.say(f'"{key[:20]}" is no key here. {SHORT_KEYS}')
        elif verb in SIMPLE:
            self._simple(verb)
        else:
            does = {
                "next": self._enter, "ouch": self._ouch, "not_well": self._wrong, "fell": self._fell,
                "easier": self._easier, "why": self._explain, "longer": self._more, "help": self._help,
                "too_easy": self._too_easy,
            }  # fmt: skip
            does[verb]()

    def _help(self) -> None:
        self._console.say(ALL_KEYS)

    def _enter(self) -> None:
        now = self._clock.monotonic()
        if self._console.interactive and now - self._last_enter < GUARD_S:
            return
        self._last_enter = now
        paused = self._guided.state.paused
        self._send(events.Finish())
        if paused and self._guided.state.running and self._guided.state.spent:
            self._say_going_on()

    def _say_going_on(self) -> None:
        left = self._guided.state.remaining
        rest = "Enter when done." if left is None else f"{seconds_words(round(left))} left."
        self._console.say(f"Going on. {rest}")

    def _simple(self, verb: str) -> None:
        index = self._guided.state.index
        self._send(SIMPLE[verb])
        state = self._guided.state
        if verb == "tick" and state.ended is None and state.asked is None:
            self._console.say("Paused. Enter goes on.")
        elif verb in ("again", "set_back", "skip") and state.ended is None and state.index != index and state.paused:
            self._say_step()
            self._console.say("Paused. Enter goes on.")

    def _ouch(self) -> None:
        self._send(events.Pause())
        pain = self._console.scale("Paused. How much does it hurt now?", low="no pain", high="worst I can imagine")
        if isinstance(pain, Move):
            self._console.say("Enter goes on.")
            return
        self._told = None
        self._send(events.Ouch(pain))
        self._tell_message()
        if self._guided.state.ended is None and self._guided.state.asked is None:
            self._console.say("Enter goes on. e is the easier form, s leaves this exercise out.")

    def _wrong(self) -> None:
        """The list of what can be wrong; while it is read, time stands still."""
        self._send(events.Pause())
        rules = self._guided.stop_rules()
        self._console.say("What is it? s if it was nothing.")
        chosen = self._console.choose([rule.ask for rule in rules], skip=True)
        if isinstance(chosen, Move):
            self._console.say("Enter goes on.")
            return
        self._told = None
        self._send(events.Symptom(rules[chosen]))

    def _fell(self) -> None:
        """A fall, or a near one; while it is told, time stands still."""
        self._send(events.Pause())
        self._console.say("Paused. What happened? s if it was nothing.")
        chosen = self._console.choose(FALLS, default=0, skip=True)
        if isinstance(chosen, Move):
            self._console.say("Enter goes on.")
            return
        self._told = None
        self._send(events.Fell(near=chosen == 1))

    def _easier(self) -> None:
        self._send(events.Pause())
        if not self._guided.easier():
            self._console.say("There is no easier form of this one for you. s leaves it out, Enter goes on.")
            return
        self._say_step()
        if self._guided.state.paused:
            self._console.say("Enter starts it.")

    def _too_easy(self) -> None:
        self._console.say(self._guided.too_easy())

    def _explain(self) -> None:
        exercise = self._guided.state.move.exercise
        self._say_how()
        self._console.say(f"Watch out: {exercise.mistake}", f"Stop if: {exercise.stop}")

    def _more(self) -> None:
        if self._guided.state.total is None:
            self._console.say("This one has no clock. Take all the time you need.")
            return
        self._send(events.Extend(MORE_S))
        self._console.say(f"{MORE_S} seconds more, {self._guided.state.remaining or 0:.0f} now.")

    # What is asked

    def _ask(self, asked: str) -> None:
        if asked == "flags":
            self._ask_flags()
        elif asked == "settled":
            self._settled()
        elif asked == "easier":
            self._offer()
        else:
            self._console.say("", "The session waited for you.")
            self._console.enter("Enter goes on")
            self._send(events.Resume())
            self._say_going_on()

    def _ask_flags(self) -> None:
        try:
            yes = ask_flags(self._console, self._guided.questions())
        except StoppedError:
            self._console.say("The safety questions are still open. Answer them soon with: coach safety ask")
            raise
        self._guided.answer_questions(yes)
        if self._guided.state.ended is None:
            self._console.say("Enter goes on when you are ready, q finishes for today.")

    def _settled(self) -> None:
        waiting = self._guided.state.waiting
        if self._console.yes_no("Has it settled?") is True or waiting is None:
            self._send(events.Resume())
            return
        rules = {rule.id: rule for rule in self._guided.stop_rules()}
        self._send(events.Symptom(rules[waiting.rule]))

    def _offer(self) -> None:
        if self._console.yes_no("Try the easier form? n goes on to the next exercise.", default=True) is True:
            if self._guided.easier():
                if self._guided.state.asked is None:
                    self._say_step()
                return
            self._console.say("There is no easier form for you here. On to the next one.")
        self._send(events.Resume())
