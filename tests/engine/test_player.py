"""The guided session step by step: time, keys, what is recorded, and going on after a crash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.domain.events import SetDone
from coach.domain.plan import PlanItem
from coach.engine.player import begin, resume, step
from coach.engine.player_script import Pace, swap
from coach.engine.player_state import (
    Again,
    Back,
    Easier,
    Extend,
    Finish,
    Ouch,
    Pause,
    PlayerEvent,
    PlayerState,
    Resume,
    Skip,
    Start,
    Stop,
    Tick,
)
from tests.engine.player_fixtures import (
    BREATHING,
    EDGE,
    FLAT,
    FOURS,
    KNEE_OUT,
    MARCH,
    SAFETY,
    SQUAT,
    after,
    plan_item,
    play,
    script_of,
    started,
    wait,
)


def where(state: PlayerState) -> tuple[str, str, int, int]:
    now = state.current
    return (state.move.exercise.id, now.phase, now.set, now.rep)


def test_nothing_runs_before_the_start() -> None:
    state = begin(script_of(plan_item(EDGE)), SAFETY)
    assert state.paused
    assert step(step(state, Tick(), 0.0), Tick(), 5.0).elapsed == 0
    assert step(state, Finish(), 5.0).running


def test_timed_steps_count_down_by_themselves() -> None:
    state = started(plan_item(EDGE, side="left"))
    assert where(wait(state, 14.5)) == ("edge", "get_ready", 1, 1)
    assert where(wait(state, 15)) == ("edge", "work", 1, 1)
    assert wait(state, 15).remaining == 30
    assert where(wait(state, 45)) == ("edge", "rest", 1, 2)
    assert wait(state, 135).ended == "finished"


def test_repetitions_wait_for_the_person() -> None:
    state = wait(after(started(plan_item(SQUAT)), Finish()), 600)
    assert where(state) == ("squat", "work", 1, 1)
    assert state.remaining is None
    assert where(after(state, Finish())) == ("squat", "rest", 2, 1)


def test_a_late_tick_goes_over_several_ends_inside_the_limit() -> None:
    quick = Pace(get_ready_s=1, new_position_s=1)
    state = started(plan_item(EDGE, hold_s=2, rest_s=1, reps=2, side="left"), pace=quick)
    assert where(step(state, Tick(), 4.5)) == ("edge", "work", 1, 2)
    assert step(state, Tick(), 4.5).spent == pytest.approx(0.5)
    assert step(state, Tick(), 6.0).ended == "finished"


@pytest.mark.parametrize("event", [Tick(), Finish(), Skip(), Extend(10), Back(), Resume()])
def test_a_gap_is_a_pause_at_the_last_tick(event: PlayerEvent) -> None:
    state = wait(started(plan_item(SQUAT), plan_item(EDGE)), 3)
    gone = step(state, event, 3 + 6.5)
    assert (gone.paused, gone.asked, gone.spent, gone.index) == (True, "gap", 3, state.index)
    back = step(gone, Resume(), 1000.0)
    assert (back.running, back.asked, back.spent) == (True, None, 3)


def test_no_gap_at_the_limit() -> None:
    assert step(started(plan_item(EDGE)), Tick(), 6.0).spent == 6


def test_pain_is_heard_even_after_a_gap() -> None:
    state = after(started(plan_item(EDGE)), Finish())
    assert step(state, Ouch(9), 100.0).offer


def test_a_pause_stops_time_and_enter_ends_it() -> None:
    state = after(wait(started(plan_item(EDGE)), 5), Pause())
    later = wait(state, 100)
    assert (later.spent, later.elapsed) == (5, 5)
    assert after(later, Finish()).running
    assert after(later, Finish()).index == later.index


def test_a_clock_that_jumps_back_adds_nothing() -> None:
    state = wait(started(plan_item(EDGE)), 5)
    assert step(state, Tick(), 2.0).elapsed == 5
    assert step(step(state, Tick(), 2.0), Tick(), 6.0).elapsed == 6


def test_enter_at_the_last_moment_ends_the_step_that_was_shown() -> None:
    state = wait(started(plan_item(EDGE)), 14.5)
    assert where(step(state, Finish(), 15.4)) == ("edge", "work", 1, 1)
    assert step(state, Finish(), 15.4).spent == 0


@pytest.mark.parametrize(("seconds", "reps"), [(14.5, 2), (15, 3), (29, 3)])
def test_a_hold_counts_from_its_half_on(seconds: float, reps: int) -> None:
    state = wait(after(started(plan_item(EDGE, side="left")), Finish()), seconds)
    state = after(state, Finish())
    assert play(state).done[0].reps == reps


def test_a_set_of_which_nothing_was_done_is_not_recorded() -> None:
    state = after(started(plan_item(MARCH, sets=1)), Finish())
    assert after(wait(state, 29), Finish()).done == ()
    assert [one.seconds for one in after(wait(state, 30), Finish()).done] == [30]


def test_what_is_recorded() -> None:
    done = play(started()).done
    short = [(one.item, one.exercise, one.side, one.set, one.sets, one.reps) for one in done]
    assert short == [
        (0, "breathing", None, 1, 1, 6),
        (1, "squat", None, 1, 2, 8),
        (1, "squat", None, 2, 2, 8),
        (2, "knee_out", "left", 1, 2, 8),
        (2, "knee_out", "left", 2, 2, 8),
        (2, "knee_out", "right", 1, 2, 8),
        (2, "knee_out", "right", 2, 2, 8),
        (3, "edge", "left", 1, 1, 3),
        (3, "edge", "right", 1, 1, 3),
        (4, "rise", None, 1, 2, 8),
        (4, "rise", None, 2, 2, 8),
        (5, "march", None, 1, 2, None),
        (5, "march", None, 2, 2, None),
        (6, "fours", None, 1, 1, 2),
        (7, "breathing", None, 1, 1, 6),
    ]
    assert {one.seconds for one in done if one.exercise == "edge"} == {90}
    assert (done[0].part, done[-1].part) == ("warm_up", "cool_down")


def test_the_person_can_say_how_many_it_were() -> None:
    state = after(started(plan_item(SQUAT)), Finish())
    assert after(state, Finish(reps=11)).done[0].reps == 11
    assert after(state, Finish(reps=0)).done == ()


def test_breaths_are_counted_by_their_time() -> None:
    state = after(started(plan_item(BREATHING)), Finish())
    assert after(wait(state, 32), Finish()).done[0].reps == 4


def test_again_in_a_set_starts_it_over_and_records_it_once() -> None:
    state = wait(after(started(plan_item(EDGE, side="left")), Finish()), 50)
    again = after(state, Again())
    assert (where(again), again.spent) == (("edge", "work", 1, 1), 0)
    done = play(again).done
    assert [(one.set, one.reps) for one in done] == [(1, 3)]


def test_again_in_the_rest_after_a_set_records_it_once_more() -> None:
    state = after(started(plan_item(SQUAT)), Finish(), Finish())
    assert where(state) == ("squat", "rest", 2, 1)
    again = after(state, Again())
    assert where(again) == ("squat", "work", 1, 1)
    assert [one.set for one in play(again).done] == [1, 1, 2]


def test_again_while_changing_sides_repeats_the_first_side() -> None:
    state = wait(after(started(plan_item(EDGE, reps=1)), Finish()), 30 + 15)
    assert state.current.phase == "change_side"
    again = after(state, Again())
    assert (again.current.side, again.running) == ("left", True)
    assert [one.side for one in play(again).done] == ["left", "left", "right"]


def test_again_while_getting_ready_starts_the_countdown_over() -> None:
    assert after(wait(started(plan_item(EDGE)), 5), Again()).spent == 0


def test_back_goes_to_the_set_before_and_keeps_what_is_recorded() -> None:
    state = after(started(plan_item(SQUAT, sets=3)), *[Finish()] * 4)
    assert where(state) == ("squat", "rest", 3, 1)
    back = after(state, Back())
    assert where(back) == ("squat", "rest", 2, 1)
    assert back.done == state.done
    end = play(back)
    assert [one.set for one in end.done] == [1, 2, 3]


def test_back_from_the_first_set_is_getting_ready_and_then_the_exercise_before() -> None:
    state = after(started(plan_item(FOURS), plan_item(MARCH)), Finish())
    state = after(wait(state, 20), Finish())
    assert where(state) == ("march", "work", 1, 1)
    ready = after(state, Back())
    assert where(ready) == ("march", "get_ready", 1, 1)
    before = after(ready, Back())
    assert where(before) == ("fours", "get_ready", 1, 1)
    assert before.remaining == 60
    assert after(before, Back()).index == 0


def test_back_into_a_countdown_without_a_rest_before_it_waits_for_the_person() -> None:
    state = after(started(plan_item(MARCH, rest_s=0), plan_item(SQUAT)), Finish())
    back = after(wait(state, 120), Back())
    assert where(back) == ("march", "work", 2, 1)
    assert back.paused
    assert after(back, Finish()).running


def test_a_skipped_exercise_is_recorded_and_can_be_reopened() -> None:
    state = after(started(plan_item(EDGE), plan_item(MARCH)), Skip())
    assert [(one.item, one.exercise, one.reason) for one in state.skipped] == [(0, "edge", "skipped")]
    assert where(state) == ("march", "get_ready", 1, 1)
    back = after(state, Back())
    assert where(back) == ("edge", "get_ready", 1, 1)
    assert len(play(back).done) == 4
    assert after(state, Skip()).ended == "finished"


def test_after_a_skip_there_is_time_to_get_up_from_the_floor() -> None:
    state = after(started(plan_item(FOURS), plan_item(MARCH), plan_item(KNEE_OUT)), Finish())
    state = after(wait(state, 20), Skip())
    assert where(state) == ("knee_out", "get_ready", 1, 1)
    assert state.remaining == 60


def test_skipping_the_floor_on_the_way_there_keeps_the_long_time() -> None:
    state = after(started(plan_item(MARCH), plan_item(FOURS), plan_item(KNEE_OUT)), Skip(), Skip())
    assert (where(state)[0], state.remaining) == ("knee_out", 60)


def test_easier_takes_over_at_the_current_set() -> None:
    state = after(started(plan_item(SQUAT), plan_item(FOURS)), Finish(), Finish())
    easier = after(state, Easier(KNEE_OUT, plan_item(KNEE_OUT, side="left")))
    assert where(easier) == ("knee_out", "get_ready", 2, 1)
    assert [(one.exercise, one.reason) for one in easier.skipped] == [("squat", "easier")]
    done = play(easier).done
    assert [(one.exercise, one.set) for one in done] == [("squat", 1), ("knee_out", 2), ("fours", 1)]


def test_easier_in_a_pause_stays_paused() -> None:
    state = after(started(plan_item(EDGE)), Pause(), Easier(FLAT, plan_item(FLAT)))
    assert (state.paused, state.move.exercise.id) == (True, "flat")


def test_easier_from_the_floor_leaves_time_to_get_up() -> None:
    state = after(started(plan_item(FOURS)), Finish(), Easier(MARCH, plan_item(MARCH)))
    assert state.remaining == 60


def test_easier_needs_its_own_plan_item() -> None:
    state = started(plan_item(EDGE))
    assert after(state, Easier(FLAT, plan_item(EDGE))).move.exercise.id == "edge"


@pytest.mark.parametrize("seconds", [0, -5, float("nan"), float("inf")])
def test_extending_takes_sensible_times_only(seconds: float) -> None:
    state = started(plan_item(EDGE))
    assert after(state, Extend(seconds)).remaining == 15
    assert after(state, Extend(20)).remaining == 35
    assert after(state, Extend(20), Finish()).remaining == 30


def test_after_the_end_nothing_changes() -> None:
    state = after(started(plan_item(EDGE)), Stop())
    for event in (Tick(), Start(), Resume(), Finish(), Back(), Ouch(9)):
        assert step(state, event, 50.0) is state


def test_minutes_left_shrink_to_nothing() -> None:
    state = started(plan_item(EDGE, side="left"))
    assert (state.seconds_left, state.minutes_left) == (135, 3)
    assert wait(state, 60).seconds_left == 75
    assert play(state).minutes_left == 0


def test_minutes_left_estimate_repetitions_by_tempo() -> None:
    state = after(started(plan_item(SQUAT)), Finish())
    assert state.seconds_left == 48 + 30 + 48
    assert wait(state, 100).seconds_left == 30 + 48


def test_work_and_everything_are_counted_apart() -> None:
    state = wait(started(plan_item(EDGE)), 15 + 30 + 10)
    assert (state.worked, state.elapsed) == (30, 55)


def test_number_of_items() -> None:
    state = after(started(plan_item(EDGE), plan_item(MARCH)), Skip())
    assert (state.number, state.items) == (2, 2)


# After a crash

ITEMS: tuple[PlanItem, ...] = (plan_item(SQUAT), plan_item(EDGE), plan_item(MARCH))


@pytest.mark.parametrize("sets", range(7))
def test_resume_continues_exactly_where_done_ended(sets: int) -> None:
    whole = play(started(*ITEMS))
    script = script_of(*ITEMS)
    state = resume(script, whole.done[:sets], (), safety=SAFETY)
    if sets == len(whole.done):
        assert state.ended == "finished"
        return
    done = {one.key for one in whole.done[:sets]}
    assert state.paused
    assert state.index == next(one.index for one in script.steps if one.key not in done)
    assert [one.key for one in play(state).done] == [one.key for one in whole.done]


def test_resume_takes_the_journal_s_own_words_and_skips() -> None:
    event = SetDone(run="r", session="morning", exercise="squat", item=0, set=1, sets=2, seconds=40, reps=8)
    state = resume(script_of(*ITEMS), [event], {1, 99}, safety=SAFETY)
    assert where(state) == ("squat", "rest", 2, 1)
    assert [one.key for one in play(state).done] == [(0, None, 1), (0, None, 2), (2, None, 1), (2, None, 2)]
    assert [(one.item, one.reason) for one in state.skipped] == [(1, "skipped")]


def test_resume_passes_over_sets_done_out_of_order() -> None:
    whole = play(started(*ITEMS))
    gap = tuple(one for one in whole.done if one.key != (1, "left", 1))[:4]
    end = play(resume(script_of(*ITEMS), gap, (), safety=SAFETY))
    assert sorted(map(str, (one.key for one in end.done))) == sorted(str(one.key) for one in whole.done)


def test_resume_does_not_bring_back_the_form_that_was_replaced() -> None:
    state = after(started(plan_item(SQUAT), plan_item(FOURS)), Finish(), Easier(KNEE_OUT, plan_item(KNEE_OUT)))
    state = after(state, Finish(), Finish())
    assert [one.exercise for one in state.done] == ["knee_out"]
    plain = script_of(plan_item(SQUAT), plan_item(FOURS))
    assert resume(plain, state.done, (), safety=SAFETY).move.exercise.id == "fours"
    swapped = swap(plain, 0, KNEE_OUT, plan_item(KNEE_OUT))
    again = resume(swapped, state.done, (), safety=SAFETY)
    assert (where(again), again.current.side) == (("knee_out", "rest", 2, 1), "left")


def test_an_old_set_of_the_harder_form_does_not_shut_the_easier_one() -> None:
    old = replace(play(started(plan_item(SQUAT))).done[0], set=1)
    swapped = swap(script_of(plan_item(SQUAT)), 0, MARCH, plan_item(MARCH))
    assert where(resume(swapped, [old], (), safety=SAFETY)) == ("march", "rest", 2, 1)
