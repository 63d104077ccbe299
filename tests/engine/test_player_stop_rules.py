"""Pain zones (R4.11) and stop rules (R2.3) inside a session."""

from __future__ import annotations

import pytest

from coach.domain.safety import StopRule
from coach.engine.player import begin, resume, step
from coach.engine.player_state import (
    Again,
    Back,
    Easier,
    Fell,
    Finish,
    FlagsAnswered,
    Ouch,
    PlayerState,
    Resume,
    Skip,
    Stop,
    Symptom,
    Tick,
)
from coach.engine.stop_rules import make_safety, pain_verdict
from coach.errors import InputError
from tests.engine.player_fixtures import (
    BREATHING,
    EDGE,
    FALL_FLAGS,
    FLAT,
    FOURS,
    KNEE_OUT,
    MARCH,
    PROGRESSION,
    RISE,
    SAFETY,
    SQUAT,
    STOP_RULES,
    after,
    plan_item,
    play,
    script_of,
    started,
    wait,
)


@pytest.mark.parametrize(
    ("resting", "zones"),
    [
        (0, "gggaaarrrrr"),
        (3, "gggaaarrrrr"),
        (4, "ggggggarrrr"),
        (5, "gggggggarrr"),
        (6, "ggggggggrrr"),
        (7, "ggggggggrrr"),
        (9, "ggggggggrrr"),
    ],
)
def test_pain_zones(resting: int, zones: str) -> None:
    got = "".join(pain_verdict(pain, resting, PROGRESSION)[0] for pain in range(11))
    assert got == zones


def working(*items: object, resting_pain: int = 0) -> PlayerState:
    """A session in its first work step."""
    return after(started(*items, resting_pain=resting_pain), Finish())  # type: ignore[arg-type]


def symptom(id: str) -> Symptom:
    return Symptom(STOP_RULES[id])


def test_green_and_amber_go_on_with_a_word() -> None:
    state = working(plan_item(EDGE))
    assert after(state, Ouch(2)).message is not None
    amber = after(state, Ouch(5))
    assert amber.running
    assert amber.message is not None
    assert amber.message.id == "pain_amber"
    assert "gentler" in amber.message.text


def test_red_stops_the_exercise_and_offers_the_easier_form() -> None:
    state = after(working(plan_item(EDGE), plan_item(MARCH)), Ouch(6))
    assert (state.paused, state.asked, state.stops) == (True, "easier", 1)
    assert [(one.exercise, one.reason) for one in state.skipped] == [("edge", "ouch")]
    assert state.message is not None
    assert state.message.text == STOP_RULES["stop_pain"].text
    assert after(state, Again()).offer
    assert after(state, Back()).offer
    assert after(state, Ouch(9)).stops == 1
    assert wait(state, 60).elapsed == state.elapsed


@pytest.mark.parametrize("no", [Resume(), Finish(), Skip()])
def test_declining_the_easier_form_leads_to_the_next_exercise(no: Resume | Finish | Skip) -> None:
    state = after(working(plan_item(EDGE), plan_item(MARCH)), Ouch(6), no)
    assert (state.move.exercise.id, state.current.phase, state.running) == ("march", "get_ready", True)
    assert after(state, Back()).move.exercise.id == "march"


def test_declining_on_the_last_exercise_finishes() -> None:
    assert after(working(plan_item(EDGE)), Ouch(6), Resume()).ended == "finished"


def test_the_easier_form_goes_on_with_the_current_set() -> None:
    state = after(working(plan_item(SQUAT)), Finish(), Finish())
    assert (state.current.phase, state.current.set) == ("work", 2)
    easier = after(state, Ouch(7), Easier(KNEE_OUT, plan_item(KNEE_OUT)))
    assert (easier.move.exercise.id, easier.current.phase, easier.current.set) == ("knee_out", "get_ready", 2)
    assert easier.running
    done = play(easier).done
    assert [(one.exercise, one.side, one.set, one.easier_than) for one in done] == [
        ("squat", None, 1, None),
        ("knee_out", "left", 2, "squat"),
        ("knee_out", "right", 1, "squat"),
        ("knee_out", "right", 2, "squat"),
    ]


def test_the_stopped_exercise_is_no_easier_form_of_itself() -> None:
    state = after(working(plan_item(EDGE)), Ouch(8), Easier(EDGE, plan_item(EDGE, reps=1)))
    assert state.offer
    assert state.message is not None
    assert state.message.id == "easier_not_now"


def test_without_an_easier_form_the_next_exercise_waits() -> None:
    state = after(working(plan_item(MARCH), plan_item(EDGE)), Ouch(6))
    assert (state.move.exercise.id, state.paused, state.asked) == ("edge", True, None)
    assert state.message is not None
    assert state.message.id == "stop_pain"


def test_the_same_exercise_does_not_come_back_later() -> None:
    state = after(working(plan_item(EDGE, side="left"), plan_item(EDGE, side="right")), Ouch(6))
    assert [one.item for one in state.skipped] == [0, 1]
    assert after(state, Resume()).ended == "finished"


def test_pain_while_getting_ready_belongs_to_the_exercise_just_done() -> None:
    state = working(plan_item(BREATHING), plan_item(EDGE), plan_item(BREATHING, part="cool_down"))
    state = wait(state, 48)
    assert (state.current.phase, state.hurting.exercise.id) == ("get_ready", "breathing")
    hurt = after(state, Ouch(6))
    assert (hurt.move.exercise.id, hurt.paused, hurt.offer) == ("edge", True, False)
    assert [(one.item, one.reason) for one in hurt.skipped] == [(2, "ouch")]
    assert play(after(hurt, Resume())).done[-1].exercise == "edge"


def test_two_stops_end_the_session() -> None:
    state = after(working(plan_item(EDGE), plan_item(MARCH), plan_item(RISE)), Ouch(6), Resume(), Ouch(6))
    assert (state.ended, state.rule, state.stops) == ("stop_rule", "stop_pain", 2)
    assert after(state, Resume(), Finish(), Tick()) == state


def test_much_pain_at_rest_leaves_the_restful_families_only() -> None:
    state = begin(script_of(), SAFETY, resting_pain=7)
    assert {one.reason for one in state.skipped} == {"stop_rule"}
    assert {one.exercise for one in play(state).done} == {"breathing"}
    assert state.message is not None
    none_left = begin(script_of(plan_item(EDGE)), SAFETY, resting_pain=7)
    assert none_left.ended == "stop_rule"


def test_an_easier_form_must_be_restful_too() -> None:
    state = after(working(plan_item(BREATHING), resting_pain=7), Easier(FLAT, plan_item(FLAT)))
    assert state.move.exercise.id == "breathing"


def test_a_fall_ends_at_once_and_asks() -> None:
    for event in (Fell(near=False), symptom("stop_fall")):
        state = after(working(plan_item(EDGE), plan_item(MARCH)), event)
        assert (state.ended, state.to_ask, state.asked) == ("stop_rule", FALL_FLAGS, "flags")
        assert state.message is not None
        assert state.message.id == "stop_fall"


@pytest.mark.parametrize("event", [Fell(near=True), Symptom(STOP_RULES["stop_near_fall"]), symptom("stop_dizzy")])
def test_near_fall_and_dizziness_end_work_on_the_feet(event: Fell | Symptom) -> None:
    items = (plan_item(SQUAT), plan_item(MARCH), plan_item(RISE), plan_item(EDGE))
    state = after(working(*items), event)
    assert (state.standing_over, state.paused, state.move.exercise.id) == (True, True, "march")
    assert [(one.exercise, one.reason) for one in state.skipped] == [
        ("squat", "stop_rule"),
        ("rise", "stop_rule"),
    ]
    assert state.message is not None
    assert {one.exercise for one in play(after(state, Resume())).done} == {"march", "edge"}


def test_no_standing_exercise_comes_back_by_going_back_or_easier() -> None:
    state = after(working(plan_item(RISE), plan_item(MARCH)), Finish(), Finish(), Finish())
    state = after(state, Fell(near=True), Resume(), Back(), Back())
    assert state.move.exercise.id == "march"
    assert after(state, Easier(SQUAT, plan_item(SQUAT))).move.exercise.id == "march"


def test_a_near_fall_with_nothing_else_left_ends_by_the_rule() -> None:
    state = after(working(plan_item(SQUAT)), Fell(near=True))
    assert (state.ended, state.rule) == ("stop_rule", "stop_near_fall")


def test_a_fall_is_stricter_than_a_mild_file() -> None:
    mild = [rule.model_copy(update={"ends": "none"}) for rule in STOP_RULES.values()]
    safety = make_safety(PROGRESSION, mild)
    state = begin(script_of(plan_item(SQUAT), plan_item(MARCH)), safety)
    assert after(state, Fell(near=False)).ended == "stop_rule"
    assert after(state, Fell(near=True)).standing_over


@pytest.mark.parametrize(("id", "flag"), [("stop_chest", "rf_chest"), ("stop_weak", "rf_stroke")])
def test_emergencies_end_and_raise_their_flag(id: str, flag: str) -> None:
    state = after(working(plan_item(EDGE)), symptom(id))
    assert (state.ended, state.raised, state.rule) == ("stop_rule", (flag,), id)


def test_a_rule_that_raises_ends_the_session_whatever_it_says() -> None:
    rule = STOP_RULES["stop_chest"].model_copy(update={"ends": "none"})
    assert after(working(plan_item(EDGE)), Symptom(rule)).ended == "stop_rule"


def test_breath_asks_its_flags_before_anything_goes_on() -> None:
    state = after(working(plan_item(EDGE)), symptom("stop_breath"))
    assert (state.asked, state.to_ask, state.paused) == ("flags", ("rf_chest", "rf_pe"), True)
    assert after(state, Resume(), Finish(), Skip()).index == state.index
    assert after(state, Resume()).paused
    clear = after(state, FlagsAnswered())
    assert clear.asked == "symptom"
    assert after(clear, Resume()).running
    bad = after(state, FlagsAnswered(("rf_pe",)))
    assert (bad.ended, bad.raised, bad.rule) == ("stop_rule", ("rf_pe",), "stop_breath")


def test_a_symptom_that_does_not_settle_ends_the_session() -> None:
    state = after(working(plan_item(EDGE)), symptom("stop_neuro_heat"))
    begun = state.last or 0.0
    assert step(state, symptom("stop_neuro_heat"), begun + 60).ended is None
    assert step(state, Tick(), begun + 3599).asked == "symptom"
    due = step(state, Tick(), begun + 3600)
    assert due.asked == "settled"
    assert step(due, Resume(), begun + 3700).running
    assert step(due, symptom("stop_neuro_heat"), begun + 3700).ended == "stop_rule"


def test_a_short_symptom_does_not_cover_a_long_one() -> None:
    state = after(working(plan_item(EDGE)), symptom("stop_neuro_heat"), symptom("stop_spasm"))
    assert state.waiting is not None
    assert state.waiting.rule == "stop_neuro_heat"


def test_a_spasm_waits_as_long_as_it_takes() -> None:
    state = after(working(plan_item(EDGE)), symptom("stop_spasm"))
    later = step(step(state, Tick(), 9999.0), symptom("stop_spasm"), 10000.0)
    assert (later.ended, later.asked, later.elapsed) == (None, "symptom", state.elapsed)
    assert step(later, Resume(), 10001.0).running


def test_pain_named_as_a_symptom_is_a_stop_too() -> None:
    state = after(working(plan_item(EDGE), plan_item(FOURS)), symptom("stop_pain"))
    assert (state.stops, state.asked) == (1, "easier")
    assert state.skipped[0].reason == "stop_rule"
    assert after(state, Resume(), symptom("stop_pain")).ended == "stop_rule"


def test_the_person_can_stop_at_any_time() -> None:
    state = after(working(plan_item(EDGE)), symptom("stop_breath"), Stop())
    assert (state.ended, state.paused) == ("stopped", True)


def test_stops_and_standing_survive_a_crash() -> None:
    script = script_of(plan_item(SQUAT), plan_item(MARCH), plan_item(EDGE))
    state = resume(script, (), (), safety=SAFETY, stops=1, hurt=("march",), standing_over=True)
    assert state.move.exercise.id == "edge"
    assert after(state, Ouch(8)).ended == "stop_rule"
    assert resume(script, (), (), safety=SAFETY, stops=2).ended == "stop_rule"
    feet = script_of(plan_item(SQUAT))
    assert resume(feet, (), (), safety=SAFETY, standing_over=True).ended == "stop_rule"


def test_missing_rules_are_named() -> None:
    rules: list[StopRule] = [STOP_RULES["stop_pain"]]
    with pytest.raises(InputError, match="stop rules"):
        make_safety(PROGRESSION, rules)
