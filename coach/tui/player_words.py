"""What the player screen says at one moment; no widget in here."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coach.engine.player_state import PlayerState
from coach.engine.player_view import Instruction
from coach.tui.keys import Keys
from coach.tui.widgets.lines import Bar

ASKS = {
    "gap": "Were you away? The time stood still. Enter goes on.",
    "easier": "There is an easier form. {easier} tries it, Enter goes on to the next exercise.",
    "symptom": "Rest as long as you like. Enter goes on when it has settled, {quit} stops.",
}
"""What is asked in place, with keys by their verbs; the other questions have screens of their own."""


@dataclass(frozen=True, slots=True)
class PlayerWords:
    """The texts of the screen; an empty one is not shown."""

    right: str
    title: str
    side: str
    figure: str
    """Seconds or repetitions in big figures; empty where there is something to read first."""
    unit: str
    do: str
    cue: str
    bar: Bar | None
    told: str


def player_words(state: PlayerState, now: Instruction, keys: Keys) -> PlayerWords:
    """The words of a moment."""
    reads = state.asked is not None or (state.paused and state.message is not None)
    figure, unit = ("", "") if reads else _figure(state, now)
    return PlayerWords(
        right=f"{state.number} of {state.items} · {max(1, state.minutes_left)} min left",
        title=now.title,
        side=" · ".join(part for part in (now.side, now.count) if part).capitalize(),
        figure=figure,
        unit=unit,
        do=_do(state, now),
        cue="" if reads or state.message is not None else now.cue,
        bar=None if reads else _bar(state),
        told=_told(state, keys),
    )


def _figure(state: PlayerState, now: Instruction) -> tuple[str, str]:
    if now.seconds is not None:
        seconds = math.ceil(now.seconds)
        minutes, rest = divmod(seconds, 60)
        return (str(seconds), "seconds") if seconds < 100 else (f"{minutes}:{rest:02d}", "minutes")
    return str(state.current.reps or 1), "times" if (state.current.reps or 1) != 1 else "time"


def _do(state: PlayerState, now: Instruction) -> str:
    if state.running and state.remaining is None:
        return ", ".join(part for part in (now.tempo, "Enter when done") if part)
    if state.paused and state.asked is None:
        return "Paused. Space or Enter goes on."
    return now.do


def _bar(state: PlayerState) -> Bar | None:
    total, left = state.total, state.remaining
    if total is None or left is None or total <= 0:
        return None
    return Bar(round((total - left) / total, 2))


def _told(state: PlayerState, keys: Keys) -> str:
    parts = [state.message.text] if state.message is not None else []
    asked = keys.fill(ASKS.get(state.asked or "", ""))
    return "\n".join([*parts, asked] if asked else parts)
