"""Walking along the script: the parts of the player that know nothing of keys or symptoms.

Forward passes over what is shut or done already; back may do a set over, which stays recorded once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coach.engine.player_script import Move, Step
from coach.engine.player_state import DoneSet, How, Message, PlayerState, Skipped, SkipReason


def run(state: PlayerState, seconds: float) -> PlayerState:
    """Let seconds run, over the end of as many countdowns as they reach."""
    while state.running:
        room = state.remaining
        if room is None or seconds < room:
            return spend(state, seconds)
        state = go_on(credit(spend(state, room), None))
        seconds -= room
    return state


def spend(state: PlayerState, seconds: float) -> PlayerState:
    """Let seconds run inside the current step."""
    working = state.current.phase == "work"
    return replace(
        state, spent=state.spent + seconds, elapsed=state.elapsed + seconds,
        worked=state.worked + (seconds if working else 0.0), place=state.move if working else state.place,
    )  # fmt: skip


def finish(state: PlayerState, reps: int | None) -> PlayerState:
    """End the step that is under way; a countdown of work counts from its half on."""
    seconds = state.current.seconds
    if state.current.phase == "work" and seconds is not None and state.spent < seconds / 2:
        return go_on(_record(state))
    return go_on(credit(state, reps))


def credit(state: PlayerState, reps: int | None) -> PlayerState:
    """Count the piece of work that has just ended, and the set with it where it was the last piece."""
    if state.current.phase != "work":
        return state
    kind = state.move.exercise.kind
    if kind == "hold":
        pieces = 1
    elif kind == "breath":
        pieces = _breaths(state)
    elif kind == "timed" or reps is None:
        pieces = state.current.reps or 1
    else:
        pieces = max(0, reps)
    counted = replace(state, set_reps=state.set_reps + pieces, set_seconds=state.set_seconds + state.spent)
    return _record(counted)


def _breaths(state: PlayerState) -> int:
    """Breaths in the time that was really breathed, never more than the dose and never none."""
    share = state.spent / (state.current.seconds or 1.0)
    return max(1, round((state.current.reps or 1) * min(1.0, share)))


def _record(state: PlayerState) -> PlayerState:
    """Put the set into `done` where this step ends it and something of it was done."""
    now = state.current
    if not now.ends_set or not state.set_reps or (now.key in state.recorded and not state.again):
        return state
    move = state.move
    one = DoneSet(
        item=now.item, exercise=move.exercise.id, part=move.plan.part, side=now.side, set=now.set,
        sets=now.sets, seconds=round(state.set_seconds), easier_than=move.easier_than,
        reps=None if move.exercise.kind == "timed" else state.set_reps,
    )  # fmt: skip
    return replace(state, done=(*state.done, one), again=False)


def go_on(state: PlayerState) -> PlayerState:
    """To the next step; from the end of a set to the next one that is open and not done yet."""
    after = state.index + 1
    steps = state.script.steps
    if after < len(steps) and steps[after].key == state.current.key:
        return replace(state, index=after, spent=0.0, extra=0.0)
    return _leave(state, after)


def leave_item(state: PlayerState) -> PlayerState:
    """From an item that was shut to the next one."""
    return _leave(state, state.index + 1)


def _leave(state: PlayerState, after: int) -> PlayerState:
    start = next_start(state, after)
    return end(state, "finished") if start is None else enter(state, start)


def next_start(state: PlayerState, after: int) -> int | None:
    """Where the next set begins, from `after` on, that is open and not done yet."""
    recorded = state.recorded
    steps = state.script.steps
    for start in state.script.starts:
        if start >= after and state.open(steps[start].item) and steps[start].key not in recorded:
            return start
    return None


def enter(state: PlayerState, index: int) -> PlayerState:
    """Begin a set at `index`, with time enough to get there from where the person is."""
    came, target = state.current, state.script.steps[index]
    elsewhere = (came.item, came.side) != (target.item, target.side)
    abrupt = elsewhere and target.phase == "work" and target.seconds is not None
    return replace(
        state, index=index, spent=0.0, extra=_lead(state, target), set_seconds=0.0, set_reps=0, again=False,
        message=None, paused=state.paused or abrupt,
    )  # fmt: skip


def _lead(state: PlayerState, target: Step) -> float:
    """Seconds to add to a step that leads to another item than the script had in mind."""
    if target.phase == "work" or (target.item == state.current.item and target.phase != "get_ready"):
        return 0.0
    move, pace = state.script.moves[target.item], state.script.pace
    needed = pace.between(state.place, move)
    if state.move.item != move.item:
        needed = max(needed, pace.between(state.move, move) if state.last is not None else 0)
    return max(0.0, needed - (target.seconds or 0.0))


def again(state: PlayerState) -> PlayerState:
    """The set under way from its first piece; in a rest or change of side, the set before it."""
    steps, now = state.script.steps, state.current
    under_way = now.phase == "work" or (now.rep > 1 and now.phase == "rest")
    firsts = [one for one in steps[: state.index + 1] if one.phase == "work" and one.rep == 1]
    before = [one for one in firsts if one.item == now.item and (not under_way or one.key == now.key)]
    if not before:
        return replace(state, spent=0.0, message=None)
    target = before[-1]
    entered = enter(state, target.index)
    return replace(entered, again=target.key in state.recorded, paused=state.paused)


def back(state: PlayerState) -> PlayerState:
    """The start of the set before; from the first set of an item, first to getting ready for it.

    An exercise that was skipped opens again where it was left.
    """
    steps, script = state.script.steps, state.script
    start = script.start_of(state.index)
    if start != state.index and steps[start].phase == "get_ready":
        return enter(state, start)
    before = [one for one in script.starts if one < start and steps[one].item not in state.barred]
    if not before:
        return enter(state, start)
    item = steps[before[-1]].item
    if item not in state.left:
        return enter(state, before[-1])
    reopened = replace(state, left=state.left - {item})
    undone = next_start(reopened, script.item_start(item))
    return enter(reopened, before[-1] if undone is None else undone)


def skip(state: PlayerState) -> PlayerState:
    """Leave the item out; going back opens it again."""
    skipped = with_skip(state, state.move, "skipped")
    return leave_item(replace(state, left=state.left | {state.current.item}, skipped=skipped))


def bar(state: PlayerState, moves: Iterable[Move], reason: SkipReason) -> PlayerState:
    """Shut items for today; those not finished and not skipped already are recorded as skipped."""
    for move in moves:
        unfinished = not state.script.set_keys(move.item) <= state.recorded
        news = unfinished and state.open(move.item) and move.item >= state.current.item
        state = replace(
            state, barred=state.barred | {move.item},
            skipped=with_skip(state, move, reason) if news else state.skipped,
        )  # fmt: skip
    return state


def end(state: PlayerState, how: How, message: Message | None = None) -> PlayerState:
    """End the session; nothing is left open but the flags to ask."""
    told = message or state.message
    return replace(state, ended=how, paused=True, gap=False, offer=False, waiting=None, message=told)


def with_skip(state: PlayerState, move: Move, reason: SkipReason) -> tuple[Skipped, ...]:
    """`skipped` with one more, unless this exercise was skipped at this place before."""
    known = any((one.item, one.exercise) == (move.item, move.exercise.id) for one in state.skipped)
    return state.skipped if known else (*state.skipped, skip_record(move, reason))


def skip_record(move: Move, reason: SkipReason) -> Skipped:
    """An item that was left out, for the journal."""
    return Skipped(item=move.item, exercise=move.exercise.id, reason=reason)
