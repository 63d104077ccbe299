"""What must hold for the player whatever happens, in any order (design 5 and R2.3)."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from coach.domain.exercise import Exercise
from coach.engine.player import begin, resume, step
from coach.engine.player_script import SetKey
from coach.engine.player_state import (
    Again,
    Back,
    Easier,
    Extend,
    Fell,
    Finish,
    FlagsAnswered,
    Ouch,
    Pause,
    PlayerEvent,
    PlayerState,
    Resume,
    Skip,
    Start,
    Stop,
    Symptom,
    Tick,
)
from coach.engine.player_view import instruction, milestone
from coach.engine.stop_rules import pain_verdict
from tests.engine.player_fixtures import EXERCISES, PROGRESSION, SAFETY, STOP_RULES, plan_item, play, script_of

NEAR = st.floats(0, 6)
SECONDS = st.one_of(NEAR, NEAR, NEAR, st.sampled_from([0.0, 7.0, 400.0, 4000.0]))
ITEMS = st.lists(st.sampled_from(sorted(EXERCISES)), min_size=1, max_size=6)


LONG = st.lists(st.sampled_from(sorted(EXERCISES)), min_size=4, max_size=9)
under_way = precondition(lambda self: self.state.ended is None)


class AnySession(RuleBasedStateMachine):
    """A person who presses anything at any time."""

    @initialize(ids=LONG, resting_pain=st.sampled_from([0, 0, 0, 3, 4, 7]))
    def first(self, ids: list[str], resting_pain: int) -> None:
        self.begin(ids, resting_pain)

    @precondition(lambda self: self.state.ended is not None)
    @rule(ids=LONG)
    def another(self, ids: list[str]) -> None:
        """The next session: what is over leaves nothing to do."""
        self.begin(ids, 0)

    def begin(self, ids: list[str], resting_pain: int) -> None:
        items = [plan_item(EXERCISES[id], part="main") for id in ids]
        self.state = begin(script_of(*items), SAFETY, resting_pain)
        self.at = 100.0
        self.repeats: Counter[SetKey] = Counter()
        self.red: set[str] = set()
        self.near_fall = False
        self.send(Start(), 0)

    def send(self, event: PlayerEvent, seconds: float) -> None:
        before, self.at = self.state, self.at + seconds
        now = self.state = step(before, event, self.at)
        milestone(before, now)
        if before.ended is not None:
            assert now is before
            return
        assert now.done[: len(before.done)] == before.done
        assert now.skipped[: len(before.skipped)] == before.skipped
        assert now.stops >= before.stops
        passed = now.elapsed - before.elapsed
        assert -1e-9 <= passed <= seconds + 1e-9
        assert before.worked <= now.worked <= before.worked + passed + 1e-9
        if before.paused or seconds > now.script.pace.gap_s:
            assert passed == 0
        if now.again and not before.again:
            self.repeats[now.current.key] += 1

    @under_way
    @rule(seconds=SECONDS)
    def tick(self, seconds: float) -> None:
        self.send(Tick(), seconds)

    @under_way
    @rule(count=st.integers(1, 30))
    def some_ticks(self, count: int) -> None:
        for _ in range(count):
            self.send(Tick(), 5)

    @under_way
    @rule(presses=st.integers(3, 9))
    def go_on(self, presses: int) -> None:
        """Say no to every question, and do what is shown."""
        for _ in range(presses):
            self.send(FlagsAnswered(), 0)
            while not self.state.running and self.state.ended is None:
                self.send(Resume(), 1)
            for _ in range(3):
                self.send(Tick(), 5)
            self.send(Finish(), 1)

    @under_way
    @rule(seconds=NEAR, event=st.sampled_from([Start(), Pause(), Resume(), Finish(), Finish(3)]))
    def key(self, seconds: float, event: PlayerEvent) -> None:
        self.send(event, seconds)

    @under_way
    @rule(seconds=NEAR, event=st.sampled_from([Again(), Back(), Skip()]), times=st.integers(1, 3))
    def walk(self, seconds: float, event: PlayerEvent, times: int) -> None:
        for _ in range(times):
            self.send(event, seconds)

    @under_way
    @rule(seconds=NEAR, more=st.floats(allow_nan=False))
    def extend(self, seconds: float, more: float) -> None:
        self.send(Extend(more), seconds)

    @under_way
    @rule(seconds=NEAR, exercise=st.sampled_from(sorted(EXERCISES.values(), key=lambda one: one.id)))
    def easier(self, seconds: float, exercise: Exercise) -> None:
        self.send(Easier(exercise, plan_item(exercise)), seconds)

    @under_way
    @rule(seconds=SECONDS, pain=st.one_of(st.integers(-1, 5), st.integers(-1, 11)))
    def ouch(self, seconds: float, pain: int) -> None:
        verdict = pain_verdict(pain, self.state.resting_pain, PROGRESSION)
        if verdict == "red" and self.state.ended is None:
            self.red.add(self.state.hurting.exercise.id)
        self.send(Ouch(pain), seconds)

    @under_way
    @rule(seconds=NEAR)
    def nearly_fall(self, seconds: float) -> None:
        self.near_fall = True
        self.send(Fell(near=True), seconds)

    @precondition(lambda self: self.state.ended is None and len(self.state.done) > 5)
    @rule(seconds=SECONDS, event=st.sampled_from([Fell(near=False), Stop(), Symptom(STOP_RULES["stop_chest"])]))
    def end(self, seconds: float, event: PlayerEvent) -> None:
        self.send(event, seconds)
        assert self.state.ended is not None
        for late in (Tick(), Start(), Resume(), Finish(), Back(), FlagsAnswered(), Ouch(9)):
            self.send(late, seconds)

    @under_way
    @rule(seconds=SECONDS, id=st.sampled_from(["stop_dizzy", "stop_spasm", "stop_breath", "stop_neuro_heat"]))
    def symptom(self, seconds: float, id: str) -> None:
        self.send(Symptom(STOP_RULES[id]), seconds)

    @under_way
    @rule(seconds=SECONDS)
    def answer_no(self, seconds: float) -> None:
        self.send(FlagsAnswered(), seconds)

    @invariant()
    def safety_holds(self) -> None:
        if not self.state.running:
            return
        state, move = self.state, self.state.move
        assert move.exercise.id not in self.red
        assert not (self.near_fall and move.on_feet)
        assert state.asked is None
        assert state.open(state.current.item)
        assert state.stops < PROGRESSION.stops_to_end
        assert SAFETY.allows(move.exercise, state.resting_pain)

    @invariant()
    def each_set_is_recorded_once(self) -> None:
        counted = Counter(one.key for one in self.state.done)
        assert all(number <= 1 + self.repeats[key] for key, number in counted.items())

    @invariant()
    def it_can_be_shown(self) -> None:
        assert instruction(self.state).title
        assert self.state.minutes_left >= 0
        assert 1 <= self.state.number <= self.state.items


AnySession.TestCase.settings = settings(max_examples=80, stateful_step_count=50, deadline=None)
TestAnySession = AnySession.TestCase

KEYS = st.sampled_from([Tick(), Finish(), Finish(), Finish(), Pause(), Resume(), Skip(), Extend(5)])


def driven(state: PlayerState, keys: list[tuple[PlayerEvent, float]]) -> PlayerState:
    at = 0.0
    for event, seconds in keys:
        at += seconds
        state = step(state, event, at)
    return state


@given(ids=ITEMS, keys=st.lists(st.tuples(KEYS, NEAR), max_size=40))
@settings(deadline=None)
def test_a_cut_off_session_goes_on_where_it_was(ids: list[str], keys: list[tuple[PlayerEvent, float]]) -> None:
    script = script_of(*(plan_item(EXERCISES[id]) for id in ids))
    cut = driven(step(begin(script, SAFETY), Start(), 0.0), keys)
    left_out = {one.item for one in cut.skipped}
    again = resume(script, cut.done, left_out, safety=SAFETY)
    missing = [one for one in script.steps if one.key not in cut.recorded and one.item not in left_out]
    assert again.done == cut.done
    if not missing:
        assert again.ended == "finished"
        return
    assert (again.paused, again.index) == (True, missing[0].index)
    end = play(again)
    assert end.done[: len(cut.done)] == cut.done
    assert [one.key for one in end.done[len(cut.done) :]] == [one.key for one in missing if one.ends_set]


@given(ids=ITEMS)
@settings(deadline=None, max_examples=30)
def test_an_undisturbed_session_records_every_set_once_in_order(ids: list[str]) -> None:
    script = script_of(*(plan_item(EXERCISES[id]) for id in ids))
    end = play(begin(script, SAFETY))
    assert [one.key for one in end.done] == [one.key for one in script.steps if one.ends_set]
    assert end.worked == sum(one.seconds or 2 for one in script.steps if one.phase == "work")
