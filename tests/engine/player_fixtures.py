"""A few small exercises and rules for the player's tests."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from coach.domain.exercise import Dose, Exercise
from coach.domain.plan import PlanItem, Session
from coach.domain.safety import StopRule
from coach.engine.player import begin, step
from coach.engine.player_script import Pace, Script, make_script
from coach.engine.player_state import Finish, PlayerEvent, PlayerState, Resume, Start, Tick
from coach.engine.stop_rules import Safety, make_safety
from tests.engine.people import shipped

PROGRESSION = shipped().rules.progression.model_copy(
    update={
        "pain_green_to": 2, "pain_amber_to": 5, "resting_pain_from": 4, "rise_red": 3, "pain_red_always": 8,
        "rest_only_from": 7, "stops_to_end": 2,
    }
)  # fmt: skip


def _rule(id: str, ends: Any, **more: Any) -> StopRule:
    return StopRule(id=id, ask=f"{id}?", text=f"What to do about {id}.", ends=ends, **more)


FALL_FLAGS = ("rf_fracture", "rf_head_injury", "rf_fall_new_pain")
STOP_RULES: dict[str, StopRule] = {
    rule.id: rule
    for rule in (
        _rule("stop_pain", "exercise"),
        _rule("stop_neuro_heat", "none", wait_s=3600),
        _rule("stop_dizzy", "standing"),
        _rule("stop_fall", "session", flags=FALL_FLAGS, log_fall="fall", supported_days=7),
        _rule("stop_near_fall", "standing", log_fall="near_fall", supported_days=7),
        _rule("stop_spasm", "none"),
        _rule("stop_breath", "none", flags=("rf_chest", "rf_pe"), wait_s=300),
        _rule("stop_chest", "session", raises="rf_chest"),
        _rule("stop_weak", "session", raises="rf_stroke"),
    )
}
SAFETY: Safety = make_safety(PROGRESSION, STOP_RULES.values())


def exercise(id: str, **given: Any) -> Exercise:
    """An exercise with everything that the player does not look at filled in."""
    usual: dict[str, Any] = {
        "name": id.replace("_", " ").capitalize(), "module": "stretching", "targets": ("hip_flexors",),
        "position": "supine", "surface": ("bed",), "levels": (0, 1, 2, 3), "helper": "no", "side": "bilateral",
        "kind": "reps", "dose": Dose(sets=2, reps=8, rest_s=30, tempo="2-1-3"), "effort": 1, "fall_risk": 0,
        "support": "lying", "family": "st_any", "cues": ("First cue.", "Second cue.", "Third cue."),
        "mistake": "Too fast.", "stop": "It hurts.",
    }  # fmt: skip
    return Exercise(id=id, **{**usual, **given})


HOLD_DOSE = Dose(sets=1, reps=3, hold_s=30, rest_s=15, tempo="ease_in")
BREATHING = exercise("breathing", kind="breath", dose=Dose(breaths=6, rest_s=10), family="br_slow")
EDGE = exercise("edge", kind="hold", side="unilateral", dose=HOLD_DOSE, easier="flat")
FLAT = exercise("flat", kind="hold", side="unilateral", dose=HOLD_DOSE.model_copy(update={"hold_s": 15}))
SQUAT = exercise("squat", position="standing_supported", surface=("counter_side",), easier="knee_out")
KNEE_OUT = exercise("knee_out", position="sitting", surface=("chair",), side="unilateral")
RISE = exercise("rise", position="sitting", surface=("chair",), family="sg_sit_to_stand")
MARCH = exercise("march", position="sitting", surface=("chair",), kind="timed", dose=Dose(sets=2, time_s=60, rest_s=20))
FOURS = exercise(
    "fours", position="quadruped", surface=("bed", "floor"), kind="hold", dose=Dose(reps=2, hold_s=10, rest_s=0),
    easier="breathing",
)  # fmt: skip
EXERCISES = {one.id: one for one in (BREATHING, EDGE, FLAT, SQUAT, KNEE_OUT, RISE, MARCH, FOURS)}


def plan_item(exercise: Exercise, **given: Any) -> PlanItem:
    """The exercise as a plan item with its own dose; both sides in turn where it is one-sided."""
    dose = exercise.dose.model_dump(exclude={"freq"}, exclude_none=True)
    side = {"side": "both"} if exercise.side == "unilateral" else {}
    return PlanItem(id=exercise.id, **{**dose, **side, **given})


def session(*items: PlanItem) -> Session:
    return Session(id="morning", title="Morning loosen-up", days=("mon",), at="08:30", exercise=items)


MIXED = session(
    plan_item(BREATHING, part="warm_up"), plan_item(SQUAT), plan_item(KNEE_OUT), plan_item(EDGE), plan_item(RISE),
    plan_item(MARCH), plan_item(FOURS), plan_item(BREATHING, part="cool_down"),
)  # fmt: skip


def script_of(*items: PlanItem, pace: Pace | None = None) -> Script:
    return make_script(session(*items) if items else MIXED, EXERCISES, pace or Pace())


def started(*items: PlanItem, resting_pain: int = 0, pace: Pace | None = None) -> PlayerState:
    """A session that runs since second 0."""
    return step(begin(script_of(*items, pace=pace), SAFETY, resting_pain), Start(), 0.0)


def after(state: PlayerState, *events: PlayerEvent) -> PlayerState:
    """The state after events that happen at once."""
    for event in events:
        state = step(state, event, state.last or 0.0)
    return state


def wait(state: PlayerState, seconds: float, every: float = 0.5) -> PlayerState:
    """The state after `seconds` of regular ticks."""
    begun = state.last or 0.0
    ticks = round(seconds / every)
    for number in range(1, ticks + 1):
        state = step(state, Tick(), begun + number * every)
    return state


def play(state: PlayerState, events: Iterable[PlayerEvent] = ()) -> PlayerState:
    """Play to the end, pressing Enter in every step."""
    state = after(state, *events)
    for _ in range(500):
        if state.ended is not None:
            return state
        state = after(state, Resume()) if state.paused else _next(state)
    raise AssertionError("the session never ends")


def _next(state: PlayerState) -> PlayerState:
    if state.remaining is None:
        return after(wait(state, 2), Finish())
    return wait(state, max(0.5, math.ceil(state.remaining * 2) / 2))
