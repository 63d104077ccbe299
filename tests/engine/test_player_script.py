"""How a session is laid out as steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.exercise import Dose
from coach.engine.player_script import Move, Pace, make_script, swap
from coach.errors import InputError
from tests.engine.player_fixtures import (
    BREATHING,
    EDGE,
    EXERCISES,
    FLAT,
    FOURS,
    KNEE_OUT,
    MARCH,
    SQUAT,
    exercise,
    plan_item,
    script_of,
    session,
)


def phases(*items: object, pace: Pace | None = None) -> list[str]:
    script = script_of(*items, pace=pace)  # type: ignore[arg-type]
    return [f"{step.phase} {step.side or ''} {step.set}.{step.rep} {step.seconds}" for step in script.steps]


def test_holds_of_both_sides_with_rests_between_and_a_change() -> None:
    item = plan_item(EDGE, reps=2)
    assert phases(item) == [
        "get_ready left 1.1 15",
        "work left 1.1 30",
        "rest left 1.2 15",
        "work left 1.2 30",
        "rest right 1.1 15",
        "change_side right 1.1 10",
        "work right 1.1 30",
        "rest right 1.2 15",
        "work right 1.2 30",
    ]


def test_the_sorer_side_can_come_first() -> None:
    script = script_of(plan_item(EDGE), pace=Pace(first_side="right"))
    assert [step.side for step in script.steps if step.phase == "work"] == ["right"] * 3 + ["left"] * 3


def test_one_side_only() -> None:
    assert {step.side for step in script_of(plan_item(EDGE, side="right")).steps} == {"right"}


def test_repetitions_wait_and_have_an_estimate() -> None:
    work = [step for step in script_of(plan_item(SQUAT)).steps if step.phase == "work"]
    assert [(step.seconds, step.estimate, step.reps) for step in work] == [(None, 48, 8)] * 2


@pytest.mark.parametrize(
    ("items", "seconds"),
    [
        ((EDGE, EDGE), [15, 10]),
        ((EDGE, SQUAT), [15, 15]),
        ((EDGE, FOURS), [15, 60]),
        ((FOURS, EDGE), [60, 60]),
        ((FOURS, FOURS), [60, 10]),
    ],
)
def test_getting_ready_takes_longer_for_another_position_and_the_floor(
    items: tuple[object, ...], seconds: list[int]
) -> None:
    script = script_of(*(plan_item(one) for one in items))  # type: ignore[arg-type]
    assert [step.seconds for step in script.steps if step.phase == "get_ready"] == seconds


def test_lying_counts_as_the_floor_where_the_person_lies_there() -> None:
    mat = exercise("mat", surface=("bed", "floor"))
    move = Move(item=0, plan=plan_item(mat), exercise=mat)
    assert not Pace().is_on_floor(move)
    assert Pace(on_floor=frozenset({"supine"})).is_on_floor(move)
    only = exercise("only", surface=("floor",))
    assert Pace().is_on_floor(Move(item=0, plan=plan_item(only), exercise=only))
    on_bed = exercise("on_bed", position="quadruped", surface=("bed",))
    assert not Pace().is_on_floor(Move(item=0, plan=plan_item(on_bed), exercise=on_bed))


def test_a_chosen_position_counts() -> None:
    script = script_of(plan_item(SQUAT, position="sitting"))
    assert not script.moves[0].on_feet
    assert script.moves[0].position == "sitting"


def test_an_empty_session_and_an_unknown_exercise_are_refused() -> None:
    with pytest.raises(InputError, match="no exercises"):
        make_script(session(), EXERCISES, Pace())
    with pytest.raises(InputError, match="edge"):
        make_script(session(plan_item(EDGE)), {}, Pace())


DOSES = {
    "reps": st.builds(Dose, sets=st.integers(1, 4), reps=st.integers(1, 15), rest_s=st.integers(0, 90),
                      tempo=st.sampled_from(["2-1-3", "slow", "cued", None])),
    "hold": st.builds(Dose, sets=st.integers(1, 4), reps=st.integers(1, 10), hold_s=st.integers(1, 90),
                      rest_s=st.integers(0, 60)),
    "timed": st.builds(Dose, sets=st.integers(1, 4), time_s=st.integers(1, 600), rest_s=st.integers(0, 60)),
    "breath": st.builds(Dose, sets=st.integers(1, 4), breaths=st.integers(1, 30), rest_s=st.integers(0, 60)),
}  # fmt: skip


@given(data=st.data(), kind=st.sampled_from(sorted(DOSES)), sides=st.sampled_from([None, "left", "both"]))
def test_the_steps_take_as_long_as_the_dose_without_its_last_rest(
    data: st.DataObject, kind: str, sides: str | None
) -> None:
    dose = data.draw(DOSES[kind])
    one = exercise("one", kind=kind, dose=dose, side="unilateral" if sides else "bilateral")
    item = plan_item(one, side=sides)
    script = make_script(session(item), {"one": one}, Pace())
    timed = sum(step.estimate for step in script.steps if step.phase in ("work", "rest"))
    assert timed == item.seconds(one) - dose.rest_s
    ends = [step.key for step in script.steps if step.ends_set]
    assert len(ends) == len(set(ends)) == dose.sets * item.sides
    assert [step.index for step in script.steps] == list(range(len(script.steps)))
    assert (script.steps[-1].phase, script.steps[-1].ends_set) == ("work", True)


def test_swapping_goes_on_from_the_current_set() -> None:
    script = swap(script_of(plan_item(KNEE_OUT, sets=3)), 0, FLAT, plan_item(FLAT), side="left", set_number=2)
    keys = [step.key for step in script.steps if step.ends_set]
    assert keys == [(0, "left", 2), (0, "right", 1)]
    assert script.steps[0].phase == "get_ready"
    assert script.moves[0].easier_than == "knee_out"


def test_swapping_on_the_second_side_leaves_the_first_alone() -> None:
    script = swap(script_of(plan_item(EDGE)), 0, FLAT, plan_item(FLAT), side="right", set_number=1)
    assert {step.side for step in script.steps} == {"right"}


def test_the_easier_form_of_an_easier_form_names_the_planned_exercise() -> None:
    once = swap(script_of(plan_item(SQUAT)), 0, KNEE_OUT, plan_item(KNEE_OUT))
    assert swap(once, 0, MARCH, plan_item(MARCH)).moves[0].easier_than == "squat"


def test_breathing_counts_eight_seconds_a_breath() -> None:
    work = [step for step in script_of(plan_item(BREATHING)).steps if step.phase == "work"]
    assert [(step.seconds, step.reps) for step in work] == [(48, 6)]
