"""The player in words, for the screen and for its plain twin: what to do now, and when to speak.

Words name the side and never lean on colour or place. A cue stays long enough to be read once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.domain.exercise import SECONDS_PER_BREATH
from coach.domain.vocabulary import Position
from coach.engine.player_script import Move, Step
from coach.engine.player_state import PlayerState

Milestone = Literal["start", "halfway", "10", "3", "2", "1", "release"]

CUE_LEAST_S = 6
"""A cue stays at least this long, also where repetitions are quicker."""
CUE_TIMED_S = 20
"""How long a cue stays in work that has no repetitions."""
HALFWAY_FROM_S = 24
"""Shorter countdowns have no halfway, it would run into the ten."""
TEN_FROM_S = 20
LAST_FROM_S = 5

POSITION_WORDS: dict[Position, str] = {
    "supine": "lie on your back",
    "half_lying": "lie propped up",
    "side_lying": "lie on your side",
    "prone": "lie on your front",
    "long_sitting": "sit with your legs long",
    "sitting": "sit down",
    "kneeling": "kneel",
    "quadruped": "go on hands and knees",
    "standing_supported": "stand and hold on",
    "standing": "stand with something to hold in reach",
    "walking": "stand up, ready to walk",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """What the person sees or hears now; empty strings where there is nothing to say."""

    title: str
    """The name of the exercise."""
    side: str
    """"left side", "right side"."""
    count: str
    """"set 2 of 3", "hold 1 of 3"."""
    do: str
    """What to do now, in a few words."""
    cue: str
    """One of the exercise's cues."""
    tempo: str
    """How fast, for repetitions that wait for the person."""
    seconds: float | None
    """Seconds left; `None` where it waits for the person."""


def instruction(state: PlayerState) -> Instruction:
    """What to do at this moment."""
    now, move = state.current, state.move
    return Instruction(
        title=move.exercise.name, side="" if now.side is None else f"{now.side} side",
        count=_count(now, move), do=_do(state), cue=_cue(state), seconds=state.remaining,
        tempo=_tempo(move) if now.phase == "work" and move.exercise.kind == "reps" else "",
    )  # fmt: skip


def milestone(previous: PlayerState, now: PlayerState) -> Milestone | None:
    """What to say between two moments: the start of a step, half, 10, 3, 2, 1, or the release of a countdown.

    A step that follows a countdown of work is announced by "release"; its instruction has changed too.
    """
    if now.ended is not None:
        return "release" if now.ended == "finished" and previous.ended is None and _held(previous) else None
    if now.paused:
        return None
    same_script = now.script is previous.script
    if not same_script or now.index != previous.index or now.spent < previous.spent:
        following = same_script and now.index == previous.index + 1
        return "release" if following and _held(previous) else "start"
    if previous.paused and not now.spent:
        return "start"
    return _crossed(previous, now)


def _crossed(previous: PlayerState, now: PlayerState) -> Milestone | None:
    """The last mark that the countdown passed between two moments of the same step."""
    before, after, total = previous.remaining, now.remaining, now.total
    if before is None or after is None or total is None:
        return None
    marks: tuple[tuple[Milestone, float, float], ...] = (
        ("halfway", total / 2, HALFWAY_FROM_S),
        ("10", 10.0, TEN_FROM_S),
        ("3", 3.0, LAST_FROM_S),
        ("2", 2.0, LAST_FROM_S),
        ("1", 1.0, LAST_FROM_S),
    )
    passed = [name for name, at, least in marks if total >= least and before > at >= after]
    return passed[-1] if passed else None


def _held(state: PlayerState) -> bool:
    return state.current.phase == "work" and state.current.seconds is not None


def _count(now: Step, move: Move) -> str:
    parts = [f"set {now.set} of {now.sets}"] if now.sets > 1 else []
    if move.exercise.kind == "hold" and (now.reps or 1) > 1:
        parts.append(f"hold {now.rep} of {now.reps}")
    return ", ".join(parts)


def _do(state: PlayerState) -> str:
    now, move = state.current, state.move
    if state.ended is not None:
        return "All done" if state.ended == "finished" else "Stopped"
    if state.paused and state.last is not None:
        return "Paused"
    if now.phase == "get_ready":
        return f"Get ready: {_position(move)}"
    if now.phase == "rest":
        return "Rest"
    if now.phase == "change_side":
        return f"Change to the {now.side} {'side' if 'shoulders_arms' in move.exercise.targets else 'leg'}"
    return _work(state)


def _work(state: PlayerState) -> str:
    now, kind = state.current, state.move.exercise.kind
    if kind == "hold":
        return "Hold"
    if kind == "reps":
        return "Once" if now.reps == 1 else f"{now.reps} times"
    if kind == "timed":
        return "Keep going"
    return f"Breathe slowly: {_breath(state)} of {now.reps}"


def _breath(state: PlayerState) -> int:
    return min(int(state.spent / SECONDS_PER_BREATH) + 1, state.current.reps or 1)


def _position(move: Move) -> str:
    surfaces = move.exercise.surface
    if move.position != "sitting" or not surfaces:
        return POSITION_WORDS[move.position]
    seats = {"chair": "on the chair", "wheelchair": "up in your wheelchair", "bed": "on the bed edge"}
    return next((f"sit {words}" for seat, words in seats.items() if seat in surfaces), "sit down")


def _tempo(move: Move) -> str:
    tempo = move.dose.tempo or "2-1-3"
    if not tempo[0].isdigit():
        words = {"cued": "to the beat", "natural": "at your own pace", "steady": "steadily"}
        return words.get(tempo, "slowly")
    out, pause, back = tempo.split("-")
    middle = "" if pause == "0" else f", {pause} s stay"
    return f"{out} s out{middle}, {back} s back" if back != "0" else f"{out} s each{middle}"


def _cue(state: PlayerState) -> str:
    """One cue for each hold, repetition or breath in turn; the first one while getting ready."""
    now, cues = state.current, state.move.exercise.cues
    if now.phase == "rest":
        return ""
    if now.phase != "work":
        return cues[0]
    return cues[_piece(state) % len(cues)]


def _piece(state: PlayerState) -> int:
    """Which piece of work this is, from 0: holds are counted over the sets, the others by time."""
    now, move = state.current, state.move
    kind = move.exercise.kind
    if kind == "hold":
        return (now.set - 1) * (now.reps or 1) + now.rep - 1
    every = {
        "reps": max(CUE_LEAST_S, move.dose.rep_seconds()), "breath": SECONDS_PER_BREATH, "timed": CUE_TIMED_S,
    }[kind]  # fmt: skip
    return int(state.spent / every)
