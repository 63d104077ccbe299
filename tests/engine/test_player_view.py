"""The player in words and in spoken marks."""

from __future__ import annotations

import pytest

from coach.engine.player import begin, step
from coach.engine.player_script import Pace, make_script
from coach.engine.player_state import Easier, Extend, Finish, Pause, PlayerState, Resume, Skip, Stop, Tick
from coach.engine.player_view import instruction, milestone
from tests.engine.player_fixtures import (
    BREATHING,
    EDGE,
    FLAT,
    KNEE_OUT,
    MARCH,
    SAFETY,
    SQUAT,
    after,
    exercise,
    plan_item,
    script_of,
    session,
    started,
    wait,
)


def test_getting_ready_names_the_exercise_and_the_position() -> None:
    said = instruction(started(plan_item(KNEE_OUT)))
    assert (said.title, said.side, said.count) == ("Knee out", "left side", "set 1 of 2")
    assert (said.do, said.cue, said.seconds) == ("Get ready: sit on the chair", "First cue.", 15)
    assert instruction(started(plan_item(SQUAT))).do == "Get ready: stand and hold on"


def test_a_set_of_repetitions() -> None:
    said = instruction(after(started(plan_item(SQUAT)), Finish()))
    assert (said.do, said.tempo, said.count, said.seconds) == (
        "8 times", "2 s out, 1 s stay, 3 s back", "set 1 of 2", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tempo", "words"),
    [("2-0-2", "2 s out, 2 s back"), ("4-0-0", "4 s each"), ("cued", "to the beat"), ("slow", "slowly")],
)
def test_tempo_in_words(tempo: str, words: str) -> None:
    assert instruction(after(started(plan_item(SQUAT, tempo=tempo)), Finish())).tempo == words


def test_holds_rests_and_the_change_of_side() -> None:
    state = after(started(plan_item(EDGE, reps=2)), Finish())
    assert (instruction(state).do, instruction(state).count) == ("Hold", "hold 1 of 2")
    state = wait(state, 30)
    assert (instruction(state).do, instruction(state).cue) == ("Rest", "")
    state = wait(state, 15)
    assert (instruction(state).count, instruction(state).cue) == ("hold 2 of 2", "Second cue.")
    state = wait(state, 30 + 15)
    assert instruction(state).do == "Change to the right leg"
    assert instruction(state).cue == "First cue."


def test_arms_change_sides() -> None:
    arms = exercise("arms", side="unilateral", targets=("shoulders_arms",))
    script = make_script(session(plan_item(arms, sets=1, rest_s=0)), {"arms": arms}, Pace())
    state = after(begin(script, SAFETY), Finish(), Finish(), Finish())
    assert instruction(state).do == "Change to the right side"


def test_breaths_are_counted() -> None:
    state = after(started(plan_item(BREATHING)), Finish())
    assert instruction(state).do == "Breathe slowly: 1 of 6"
    assert instruction(wait(state, 17)).do == "Breathe slowly: 3 of 6"
    assert instruction(after(wait(state, 47), Extend(60))).do == "Breathe slowly: 6 of 6"


def test_cues_rotate_with_the_repetitions() -> None:
    state = after(started(plan_item(SQUAT)), Finish())
    assert [instruction(wait(state, at)).cue for at in (5, 6, 12, 18)] == [
        "First cue.", "Second cue.", "Third cue.", "First cue.",
    ]  # fmt: skip


def test_pause_and_end() -> None:
    state = started(plan_item(EDGE))
    assert instruction(after(state, Pause())).do == "Paused"
    assert instruction(after(state, Stop())).do == "Stopped"
    assert instruction(after(state, Skip())).do == "All done"
    assert instruction(begin(script_of(plan_item(EDGE)), SAFETY)).do == "Get ready: lie on your back"


def marks(state: PlayerState, seconds: float) -> list[tuple[float, str]]:
    """What is said at which second."""
    said: list[tuple[float, str]] = []
    begun = state.last or 0.0
    for number in range(1, round(seconds * 4) + 1):
        now = step(state, Tick(), begun + number / 4)
        if (mark := milestone(state, now)) is not None:
            said.append((number / 4, mark))
        state = now
    return said


def test_the_marks_of_a_hold() -> None:
    state = after(started(plan_item(EDGE, side="left")), Finish())
    assert marks(state, 45) == [
        (15, "halfway"), (20, "10"), (27, "3"), (28, "2"), (29, "1"), (30, "release"), (42, "3"), (43, "2"), (44, "1"),
        (45, "start"),
    ]  # fmt: skip


def test_the_last_hold_is_released_at_the_end() -> None:
    state = after(started(plan_item(EDGE, side="left", reps=1)), Finish())
    assert marks(state, 30)[-1] == (30, "release")


def test_short_countdowns_say_little() -> None:
    state = after(started(plan_item(EDGE, hold_s=4)), Finish())
    assert marks(state, 4) == [(4, "release")]


def test_starts() -> None:
    fresh = begin(script_of(plan_item(EDGE), plan_item(MARCH)), SAFETY)
    state = after(fresh, Resume())
    assert milestone(fresh, state) == "start"
    assert milestone(state, after(state, Finish())) == "start"
    assert milestone(state, after(state, Skip())) == "start"
    assert milestone(state, after(state, Easier(FLAT, plan_item(FLAT)))) == "start"
    assert milestone(state, after(state, Pause())) is None
    paused = after(wait(state, 5), Pause())
    assert milestone(paused, after(paused, Resume())) is None
    assert milestone(state, after(state, Stop())) is None
