"""The guided session as a reducer: `step(state, event, at) -> state` (design 5, Player).

Time is the sum of running intervals. A tick only tells that time has passed; when nothing is heard for longer
than `Pace.gap_s`, the session counts as paused since the last word, and the person is asked. Safety comes
first: after an end nothing changes, a stopped exercise never runs on, and flags to ask hold the session.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from coach.domain.events import SetDone
from coach.domain.safety import StopRule
from coach.engine import player_state as ps
from coach.engine import player_walk as walk
from coach.engine.player_script import Move, Script, swap
from coach.engine.player_state import DoneSet, Message, PlayerEvent, PlayerState, SkipReason, Waiting
from coach.engine.stop_rules import Safety, pain_verdict

GREEN = Message("pain_green", "Noted. Carry on at your own pace.")
AMBER = Message("pain_amber", "Go gentler: smaller, slower, or fewer. Stop if it grows.")
TWO_STOPS = Message("two_stops", "That is enough for today. What you did counts.")
ONLY_RESTFUL = Message(
    "only_restful", "It hurts a lot at rest, so today only breathing, relaxing and easy positions are left."
)
NOT_NOW = Message("easier_not_now", "That form does not fit right now. We can go on to the next exercise.")

WALKS = (ps.Start, ps.Resume, ps.Finish, ps.Again, ps.Back, ps.Skip, ps.Easier, ps.Extend)
"""Events that move the session along; after a gap the person is asked first."""


def begin(script: Script, safety: Safety, resting_pain: int = 0) -> PlayerState:
    """A session that waits for `Start`."""
    return resume(script, (), (), safety=safety, resting_pain=resting_pain)


def resume(
    script: Script, done: Iterable[DoneSet | SetDone], skipped: Collection[int], *,
    safety: Safety, resting_pain: int = 0, stops: int = 0, hurt: Collection[str] = (),
    standing_over: bool = False,
) -> PlayerState:  # fmt: skip
    """A session that was cut off, paused at the first step whose set is not done.

    Args:
        script: the session, with `player_script.swap` applied where an easier form had taken an item's place.
            An item whose last set was another exercise than the script's is left out.
        done: the sets of this run, from the journal.
        skipped: items that were left out.
        safety: limits and stop rules.
        resting_pain: the rating before the session.
        stops: how often an exercise was stopped in this run.
        hurt: the exercises that were stopped; none of them comes back.
        standing_over: whether a near-fall or dizziness has ended work on the feet.
    """
    sets = tuple(_done_set(one) for one in done)
    painful = {move.item for move in script.moves if move.exercise.id in hurt}
    state = PlayerState(
        script=script, safety=safety, resting_pain=resting_pain, done=sets, hurt=frozenset(hurt), stops=stops,
        barred=frozenset(skipped) | painful | _changed_items(script, sets),
        skipped=tuple(walk.skip_record(move, "skipped") for move in script.moves if move.item in skipped),
    )  # fmt: skip
    loud = [move for move in script.moves if not safety.allows(move.exercise, resting_pain)]
    if loud:
        state = replace(walk.bar(state, loud, "stop_rule"), message=ONLY_RESTFUL)
    if standing_over:
        state = _no_more_standing(state)
    start = walk.next_start(state, 0)
    if stops >= safety.progression.stops_to_end:
        return walk.end(replace(state, rule=safety.pain.id), "stop_rule", TWO_STOPS)
    if start is None:
        return walk.end(state, "stop_rule" if loud or standing_over else "finished")
    return replace(walk.enter(state, start), message=state.message)


def step(state: PlayerState, event: PlayerEvent, at: float) -> PlayerState:
    """The state after `event` at `at`, in monotonic seconds."""
    if state.ended is not None:
        return state
    had_gap = state.gap
    state = _pass_time(state, event, at)
    if state.ended is not None or (state.gap and not had_gap and isinstance(event, WALKS)):
        return state
    match event:
        case ps.Tick():
            return _look_at_waiting(state, at)
        case ps.Pause():
            return replace(state, paused=True)
        case ps.Stop():
            return walk.end(state, "stopped")
        case ps.Ouch():
            return _ouch(state, event.pain)
        case ps.Fell():
            return _fell(state, event.near, at)
        case ps.Symptom():
            return _symptom(state, event.rule, at)
        case ps.FlagsAnswered():
            return _flags_answered(state, event.yes)
        case _:
            return state if state.to_ask else _walk(state, event)


def _walk(state: PlayerState, event: PlayerEvent) -> PlayerState:
    match event:
        case ps.Start() | ps.Resume():
            return _resumed(state)
        case ps.Finish():
            return _resumed(state) if state.paused else walk.finish(state, event.reps)
        case ps.Easier():
            return _easier(state, event)
        case ps.Skip():
            return _resumed(state) if state.offer else walk.skip(state)
        case ps.Extend():
            return _extended(state, event.seconds)
        case ps.Again():
            return state if state.offer else walk.again(state)
        case ps.Back():
            return state if state.offer else walk.back(state)
        case _:
            return state


# Time


def _pass_time(state: PlayerState, event: PlayerEvent, at: float) -> PlayerState:
    """Let the time since the last word run; only a tick carries it past the end of the step that is shown."""
    last = at if state.last is None else max(at, state.last)
    seconds = last - (last if state.last is None else state.last)
    state = replace(state, last=last)
    if not state.running:
        return state
    if seconds > state.script.pace.gap_s:
        return replace(state, paused=True, gap=True)
    if isinstance(event, ps.Tick):
        return walk.run(state, seconds)
    return walk.spend(state, seconds if state.remaining is None else min(seconds, state.remaining))


def _look_at_waiting(state: PlayerState, at: float) -> PlayerState:
    waiting = state.waiting
    if waiting is None or waiting.due or not waiting.wait_s or at - waiting.since < waiting.wait_s:
        return state
    return replace(state, waiting=replace(waiting, due=True))


# What keys do


def _resumed(state: PlayerState) -> PlayerState:
    """Time goes on: a symptom has settled, the gap is over, or the offer of an easier form was declined."""
    if state.waiting is not None and state.offer:
        return replace(state, waiting=None)
    going = replace(state, paused=False, gap=False, waiting=None, offer=False, message=None)
    return walk.leave_item(going) if state.offer else going


def _extended(state: PlayerState, seconds: float) -> PlayerState:
    if state.current.seconds is None or not 0 < seconds <= 3600:
        return state
    return replace(state, extra=state.extra + seconds)


def _easier(state: PlayerState, event: ps.Easier) -> PlayerState:
    """Put the easier form in the place of the item, from the set that is under way or comes next."""
    old = state.move
    work = state.script.work_from(state.index)
    new = Move(item=old.item, plan=event.item, exercise=event.exercise)
    if not _fits(state, new):
        return replace(state, message=NOT_NOW)
    script = swap(state.script, old.item, event.exercise, event.item, side=work.side, set_number=work.set)
    skipped = state.skipped if state.offer else walk.with_skip(state, old, "easier")
    start = script.item_start(old.item)
    came = replace(
        state, script=script, index=start, skipped=skipped, barred=state.barred - {old.item}, offer=False,
        paused=state.paused and (not state.offer or state.waiting is not None),
    )  # fmt: skip
    entered = walk.enter(came, start)
    change = script.pace.between(old, entered.move) - (entered.total or 0.0)
    repeated = entered.current.key in state.recorded
    return replace(entered, extra=entered.extra + max(0.0, change), again=repeated)


def _fits(state: PlayerState, new: Move) -> bool:
    known = new.plan.id == new.exercise.id and new.exercise.id not in state.hurt
    steady = not (state.standing_over and new.on_feet)
    return known and steady and state.safety.allows(new.exercise, state.resting_pain)


# Safety


def _ouch(state: PlayerState, pain: int) -> PlayerState:
    verdict = pain_verdict(pain, state.resting_pain, state.safety.progression)
    if state.offer:
        return state
    if verdict == "red":
        return _stop_exercise(state, state.safety.pain, "ouch")
    return replace(state, message=AMBER if verdict == "amber" else GREEN)


def _stop_exercise(state: PlayerState, rule: StopRule, reason: SkipReason) -> PlayerState:
    """Stop this exercise wherever it stands in the session, and offer its easier form (R2.3 `stop_pain`).

    While getting ready for the next exercise it is the one just done that hurts: it does not come back.
    """
    if state.offer:
        return state
    move = state.hurting
    same = [one for one in state.script.moves if one.exercise.id == move.exercise.id]
    state = replace(
        walk.bar(state, same, reason), stops=state.stops + 1, rule=rule.id, paused=True, gap=False,
        hurt=state.hurt | {move.exercise.id},
    )  # fmt: skip
    if state.stops >= state.safety.progression.stops_to_end:
        return walk.end(state, "stop_rule", TWO_STOPS)
    if state.move.item not in state.barred:
        stopped = state
    else:
        stopped = replace(state, offer=True) if move.exercise.easier else walk.leave_item(state)
    return replace(stopped, message=Message(rule.id, rule.text))


def _fell(state: PlayerState, near: bool, at: float) -> PlayerState:
    """A fall ends the session whatever the file says; a near-fall at least the work on the feet."""
    rule = state.safety.near_fall if near else state.safety.fall
    return _symptom(state, rule, at, ends="standing" if near else "session")


def _symptom(state: PlayerState, rule: StopRule, at: float, ends: str | None = None) -> PlayerState:
    """Act on a stop rule; the stricter of `ends` and the rule's own end holds."""
    if rule.log_fall and ends is None:
        ends = "session" if rule.log_fall == "fall" else "standing"
    waiting, told = state.waiting, Message(rule.id, rule.text)
    if waiting is not None and waiting.rule == rule.id and not rule.log_fall:
        overdue = bool(rule.wait_s) and at - waiting.since >= rule.wait_s
        return walk.end(state, "stop_rule", told) if overdue else state
    state = replace(
        state, paused=True, gap=False, rule=rule.id, message=told, to_ask=_joined(state.to_ask, rule.flags),
        raised=_joined(state.raised, (rule.raises,) if rule.raises else ()),
    )  # fmt: skip
    if rule.raises or "session" in (ends, rule.ends):
        return walk.end(state, "stop_rule", told)
    if (rule.ends != "exercise" or rule.wait_s) and (waiting is None or waiting.wait_s <= rule.wait_s):
        state = replace(state, waiting=Waiting(rule=rule.id, since=at, wait_s=rule.wait_s))
    if rule.ends == "exercise":
        state = _stop_exercise(state, rule, "stop_rule")
    if state.ended is None and "standing" in (ends, rule.ends):
        state = _off_the_feet(state)
    return state if state.ended else replace(state, message=told)


def _off_the_feet(state: PlayerState) -> PlayerState:
    """End all work on the feet for today, the running exercise too."""
    state = _no_more_standing(state)
    if state.open(state.current.item) or (state.offer and not state.move.on_feet):
        return state
    left = walk.leave_item(replace(state, offer=False))
    return replace(left, ended="stop_rule", message=state.message) if left.ended else left


def _no_more_standing(state: PlayerState) -> PlayerState:
    on_feet = [move for move in state.script.moves if move.on_feet]
    return replace(walk.bar(state, on_feet, "stop_rule"), standing_over=True)


def _flags_answered(state: PlayerState, yes: tuple[str, ...]) -> PlayerState:
    if yes:
        return walk.end(replace(state, raised=_joined(state.raised, yes)), "stop_rule", state.message)
    return replace(state, to_ask=())


# Small things


def _joined(old: tuple[str, ...], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _done_set(one: DoneSet | SetDone) -> DoneSet:
    if isinstance(one, DoneSet):
        return one
    return DoneSet(
        item=one.item, exercise=one.exercise, part=one.part, side=one.side, set=one.set, sets=one.sets,
        seconds=one.seconds, reps=one.reps, easier_than=one.easier_than,
    )  # fmt: skip


def _changed_items(script: Script, done: Iterable[DoneSet]) -> frozenset[int]:
    """Items whose last set was another exercise than the script's: their old form must not come back."""
    last = {one.item: one.exercise for one in done}
    return frozenset(
        move.item for move in script.moves
        if last.get(move.item, move.exercise.id) not in (move.exercise.id, move.easier_than)
    )  # fmt: skip
