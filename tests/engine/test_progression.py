"""Every row of R4.11, and of R4.12 and R4.13 what changes the coming days or weeks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coach.domain.events import FeltEasy
from coach.domain.exercise import Dose
from coach.domain.plan import Plan, PlanItem
from coach.domain.profile import Profile
from coach.engine.doses import Caps, over_cap
from coach.engine.history import doses_of
from coach.engine.progression import held, proposals
from coach.engine.progression_case import Case, Proposal
from coach.engine.progression_week import made_anew, proposed
from tests.engine.journals import Journal
from tests.engine.people import TODAY, built, profile, shipped

FULL = 280.0
"""The most that the week of `profile()` may last: 40 minutes on 7 days."""
BRIDGE = {"id": "str_bridge", "sets": 1, "reps": 8, "rest_s": 60}
STRETCH = {"id": "stretch_adductor_fallout", "sets": 1, "reps": 3, "hold_s": 20, "rest_s": 15}
TOGETHER = {"id": "bal_feet_together", "sets": 1, "reps": 3, "hold_s": 10, "rest_s": 15}
BELT = {"id": "str_abductor_iso_belt", "sets": 1, "reps": 5, "hold_s": 10, "rest_s": 15}
SLIDE = {"id": "str_abduction_slide", "sets": 1, "reps": 8, "rest_s": 60}
GTPS = {
    "side": "right", "zones": ["z_outer_hip"], "worse": ["w_lying_side", "w_press_outer", "w_one_leg"], "pain": 3,
}  # fmt: skip


def plan_of(*items: dict[str, Any], days: tuple[str, ...] = ("mon", "thu")) -> Plan:
    session = {"id": "a", "title": "A", "days": days, "at": "09:00", "exercise": items}
    return Plan.model_validate({"starts": TODAY, "session": [session]}, strict=False)


def case(journal: Journal, *items: dict[str, Any], given: Profile | None = None, **plan: Any) -> Case:
    return journal.case(plan_of(*(items or (BRIDGE,)), **plan), given or profile())


def only(found: Case) -> Proposal:
    (one,) = proposals(found)
    return one


def rules(found: Case) -> list[str]:
    return [one.rule for one in proposals(found)]


def item(one: Proposal) -> PlanItem:
    assert one.plan is not None
    return one.plan.session[0].exercise[0]


def spare(name: str, *days: int, journal: Journal | None = None, pain: int = 1, full: bool = True) -> Journal:
    """Sessions with an exercise that felt easy, on a week that cannot grow."""
    journal = journal or Journal()
    if full:
        journal.plan(60, FULL)
    for ago in sorted(days, reverse=True):
        journal.run(ago, name, easy=(name,), pain=pain)
    return journal


# Steps up


def test_pr_2for2_two_sessions_in_a_row_with_some_to_spare_add_a_set() -> None:
    one = only(case(spare("str_bridge", 4, 1)))
    assert (one.rule, one.kind, one.exercise) == ("pr_2for2", "up", "str_bridge")
    assert (item(one).sets, item(one).reps) == (2, 8)
    assert one.title == "A little more: Hip lift on your back"
    assert one.reason == "Two sessions in a row you had more in you, and the hip was calm afterwards."
    assert one.change == "2 sets of 8 times instead of 8 times."
    assert proposals(case(spare("str_bridge", 1, journal=Journal().plan(60, FULL).run(4, "str_bridge")))) == ()
    between = Journal().plan(60, FULL).run(8, "str_bridge", easy=("str_bridge",)).run(4, "str_bridge")
    assert proposals(case(between.run(1, "str_bridge", easy=("str_bridge",)))) == (), "not in a row"


def test_pr_2for2_waits_where_the_hip_was_not_calm() -> None:
    assert proposals(case(spare("str_bridge", 4, 1, pain=4))) == (), "amber, and nobody knows the next morning"
    amber = spare("str_bridge", 4, 2, pain=4)
    assert rules(case(amber.check(3, 3).check(1, 3))) == ["pr_2for2"]
    tired = spare("str_bridge", 4, 2).check(1, 2, cost="over_two_hours")
    assert rules(case(tired)) == ["en_recover"]
    assert "pr_2for2" not in rules(case(spare("str_bridge", 4, 1, pain=6)))


def test_pr_24h_lets_a_session_be_built_on_and_pr_24h_fail_makes_the_next_one_lighter() -> None:
    assert rules(case(spare("str_bridge", 4, 1).check(3, 4).check(0, 4))) == ["pr_2for2"], "usual is 3: + 1 is calm"
    failed = case(spare("str_bridge", 4, 1).check(0, 5))
    assert (only(failed).rule, only(failed).kind, only(failed).percent) == ("pr_24h_fail", "hold", 70)
    said = case(spare("str_bridge", 4, 1).check(0, 3, cost="next_day"))
    assert rules(said) == ["pr_24h_fail"], "still raised at 24 hours"
    over = case(spare("str_bridge", 4).check(3, 5).run(1, "str_bridge").check(0, 3))
    assert proposals(over) == (), "the next session is behind them"


def test_pr_24h_fail_a_second_time_in_14_days_steps_down_the_hardest_exercise() -> None:
    both = ("stretch_adductor_fallout", "str_bridge")
    twice = Journal().run(9, *both).check(8, 5).run(2, *both).check(1, 5)
    one = only(case(twice, STRETCH, BRIDGE))
    assert (one.rule, one.kind, one.exercise) == ("pr_24h_fail", "down", "str_bridge")
    assert one.plan is not None
    assert [x.id for x in one.plan.session[0].exercise] == ["stretch_adductor_fallout", "str_glute_squeeze"]
    squeeze = {"id": "str_glute_squeeze", "sets": 1, "reps": 5, "hold_s": 10, "rest_s": 10}
    there = only(case(twice, squeeze, BRIDGE))
    assert there.change == "Hip lift on your back: 5 times instead of 8 times.", "its easier form is there already"
    old = Journal().run(20, "str_bridge").check(19, 5).run(2, "str_bridge").check(1, 5)
    assert only(case(old)).kind == "hold", "18 days apart"
    kept = case(twice, {**BRIDGE, "keep": True})
    assert all(one.plan is None for one in proposals(kept)), "what the person keeps stays"


def test_a_step_down_begins_the_count_anew() -> None:
    journal = Journal().run(9, "str_bridge").check(8, 5).run(6, "str_bridge").check(5, 5)
    journal.answer(4, "pr_24h_fail", exercise="str_bridge").run(2, "str_bridge_assisted").check(1, 5)
    one = only(case(journal, {**BRIDGE, "id": "str_bridge_assisted", "reps": 6}))
    assert one.kind == "hold"


def test_pr_order_time_comes_before_sets_and_the_harder_form_last() -> None:
    week = built(profile())
    plan = week.plan
    journal = Journal().plan(40, week.targets.week_min).done_as_planned(plan, 14)
    bridge = next(item.id for s in plan.session for item in s.exercise if item.id.startswith("str_") and item.reps == 8)
    for run in journal.case(plan, profile()).work.with_exercise(bridge):
        ago = (TODAY - run.day).days
        journal.write(ago, FeltEasy(session=run.session, exercise=bridge, run=f"{ago}-{run.session}"))
    found = proposals(journal.case(plan, profile()))
    assert [one.rule for one in found] == ["pr_cap"]
    journal.answer(0, "pr_cap", accepted=False, percent=110)
    following = only(journal.case(plan, profile()))
    assert (following.rule, following.exercise) == ("pr_2for2", bridge)
    top = {**BRIDGE, "sets": 3, "reps": 15}
    harder = only(case(spare("str_bridge", 7, 4, 1), top))
    assert item(harder).id == "str_bridge_offset"
    assert item(only(case(spare("str_bridge", 7, 4, 1), {**BRIDGE, "sets": 3}))).reps == 10


@pytest.mark.parametrize(
    ("level", "week", "grown"), [(1, 100, 110.0), (1, 40, 45.0), (3, 30, 33.0), (4, 15, 17.0), (0, 275, 280.0)]
)
def test_pr_cap_ten_percent_or_some_minutes_never_more_than_is_given(level: int, week: int, grown: float) -> None:
    given = profile(ms={"mobility": level}, capacity={"helper": "always"})
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    easy = {"id": "rel_belly_breathing", "sets": 1, "breaths": 1, "rest_s": 0}
    plan = plan_of(easy, days=days)
    one = only(Journal().plan(40, float(week)).done_as_planned(plan, 7).case(plan, given))
    assert (one.rule, one.week_min) == ("pr_cap", grown)
    assert one.reason == "Last week you did 7 of 7 sessions, and the hip stayed calm."


def test_pr_cap_stops_at_the_ideal_week_and_needs_a_week_that_was_done() -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    easy = {"id": "rel_belly_breathing", "sets": 1, "breaths": 8, "rest_s": 30}
    plan = plan_of(easy, days=days)
    full = Journal().plan(40, FULL).done_as_planned(plan, 7)
    assert proposals(full.case(plan, profile())) == ()
    gaps = Journal().plan(40, 100).done_as_planned(plan, 14, rest=2)
    assert proposals(gaps.case(plan, profile())) == ()
    sore = Journal().plan(40, 100).done_as_planned(plan, 14).run(1, "rel_belly_breathing", pain=7, name="sore")
    assert proposals(sore.case(plan, profile())) == ()
    hushed = Journal().plan(40, 100)
    for ago in range(14, 0, -1):
        hushed.run(ago, "rel_belly_breathing", pain=None)
    assert proposals(hushed.case(plan, profile())) == (), "nobody said how it was"


def test_pr_cap_bounds_what_an_exercise_may_grow_by_too() -> None:
    every = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    journal = spare("str_bridge", *range(1, 15), journal=Journal().plan(60, 20), full=False)
    found = case(journal.answer(0, "pr_cap", accepted=False), days=every)
    assert (item(only(found)).sets, item(only(found)).reps) == (1, 10), "a set more would be 12 minutes a week"


def test_pr_balance_longer_holds_then_the_next_stage_and_open_hands_only_with_low_fall_risk() -> None:
    steady = spare("bal_feet_together", 4, 1)
    longer = only(case(steady, TOGETHER))
    assert (longer.rule, item(longer).hold_s) == ("pr_balance", 20)
    assert item(only(case(steady, {**TOGETHER, "hold_s": 25}))).hold_s == 30
    stage = only(case(steady, {**TOGETHER, "hold_s": 30}))
    assert (stage.rule, item(stage).id) == ("pr_balance", "bal_semi_tandem")
    risky = profile(ms={"falls": 1})
    held_on = {**TOGETHER, "id": "bal_supported_standing", "hold_s": 30}
    next_one = case(spare("bal_supported_standing", 6, 4, 1), held_on, given=risky)
    assert item(only(next_one)).id == "bal_weight_shift_side", "two hands stay two hands"
    practised = spare("bal_feet_together", 7, 4, 1)
    assert proposals(case(practised, {**TOGETHER, "hold_s": 30}, given=risky)) == (), "an open hand waits"


def test_pr_stretch_easy_for_seven_days_holds_ten_seconds_longer_up_to_the_cap() -> None:
    name = "stretch_adductor_fallout"
    one = only(case(spare(name, 7, 4, 1), STRETCH))
    assert one.rule == "pr_stretch"
    assert (item(one).hold_s, item(one).reps) == (30, 2), "60 seconds a day for one muscle (R4.3)"
    assert proposals(case(spare(name, 5, 3, 1), STRETCH)) == (), "five days are not seven"
    assert proposals(case(spare(name, 7, 1), STRETCH)) == (), "too seldom"
    assert proposals(case(spare(name, 7, 4, 1), {**STRETCH, "reps": 1, "hold_s": 60})) == (), "at the cap"


def test_pr_stage_tendon_holds_then_slow_then_on_the_feet() -> None:
    given = profile(hip=GTPS)
    belt = Journal().plan(60, FULL)
    for ago in range(20, 0, -3):
        belt.check(ago, 2).run(ago, "str_abductor_iso_belt").check(ago - 1, 2)
    one = only(case(belt, BELT, given=given))
    assert (one.rule, item(one).id) == ("pr_stage_tendon", "str_abduction_slide")
    early = Journal().plan(60, FULL)
    for ago in range(12, 0, -2):
        early.check(ago, 2).run(ago, "str_abductor_iso_belt")
    assert proposals(case(early, BELT, given=given)) == (), "weeks 1 and 2 are for gentle holds"
    sore = Journal().plan(60, FULL)
    for ago in range(20, 0, -3):
        sore.check(ago, 4).run(ago, "str_abductor_iso_belt").check(ago - 1, 4)
    assert proposals(case(sore, BELT, given=given)) == (), "pain 4"


def test_a_sore_tendon_reaches_no_later_stage_by_feeling_easy() -> None:
    easy = spare("str_abductor_iso_belt", 7, 4, 1)
    top = {**BELT, "hold_s": 45}
    assert proposals(case(easy, top, given=profile(hip=GTPS))) == ()
    assert item(only(case(easy, top))).id == "str_abduction_slide", "without it the chain is open"


# Steps down


def test_pr_down_pain_the_red_zone_twice_in_seven_days() -> None:
    red = Journal().plan(60, 100).run(5, "str_bridge", pain=6).run(2, "str_bridge", pain=7)
    one = only(case(red))
    assert (one.rule, one.kind, one.percent, one.week_min) == ("pr_down_pain", "down", 70, 70.0)
    assert one.easier == ("str_bridge",)
    assert "rf_fracture" in one.ask
    week = made_anew(case(red), one, plan_of(BRIDGE))
    assert week.session[0].exercise[0].id == "str_glute_squeeze"
    assert proposals(case(Journal().run(9, "str_bridge", pain=6).run(1, "str_bridge", pain=6))) == ()
    stopped = Journal().plan(60, 100).ouch(3, "str_bridge", 7).ouch(1, "str_bridge", 6)
    assert rules(case(stopped)) == ["pr_down_pain"]
    settled = red.answer(1, "pr_down_pain", exercise="str_bridge", percent=70)
    assert proposals(case(settled)) == (), "once taken, it begins anew"


def test_pr_down_pain_the_weekly_answer_up_by_two() -> None:
    assert rules(case(Journal().plan(60, 100).week(8, 3).week(1, 5))) == ["pr_down_pain"]
    assert rules(case(Journal().plan(60, 100).week(1, 5))) == ["pr_down_pain"], "the intake said 3"
    assert proposals(case(Journal().plan(10, 100).week(8, 4).week(1, 5))) == ()


def test_the_zones_go_by_the_change_where_the_pain_at_rest_is_high() -> None:
    def reds(rest: int, after: int) -> list[str]:
        journal = Journal().plan(60, 100)
        for ago in (5, 2):
            journal.check(ago, rest).run(ago, "str_bridge", pain=after)
        return rules(case(journal, given=profile(hip={"pain": rest})))

    assert reds(3, 6) == ["pr_down_pain"]
    assert reds(4, 6) == [], "amber: + 2"
    assert reds(4, 7) == ["pr_down_pain"], "+ 3"
    assert reds(6, 8) == ["pr_down_pain"], "8 is red for everybody"
    resting = Journal().plan(60, FULL)
    for ago in (4, 1):
        resting.check(ago, 7).run(ago, "str_bridge", easy=("str_bridge",), pain=7)
    assert "pr_2for2" not in rules(case(resting, given=profile(hip={"pain": 7})))


@pytest.mark.parametrize("near", [True, False])
def test_pr_down_fall_a_firm_hold_for_seven_days_and_the_question_again(near: bool) -> None:
    fell = spare("str_bridge", 4, 2).fell(1, near=near)
    one = only(case(fell))
    assert (one.rule, one.kind, one.ask) == ("pr_down_fall", "hold", ("rf_fall_new_pain",))
    assert one.until is not None
    assert (one.until - TODAY).days == 5
    assert proposals(case(fell.answer(0, "pr_down_fall"))) == (), "seen, and nothing grows"
    assert rules(case(spare("str_bridge", 4, 2).fell(7))) == ["pr_2for2"]


def test_pr_down_miss_a_plan_that_asked_for_too_much_gets_smaller_without_blame() -> None:
    journal = Journal().plan(30, 100).run(6, "str_bridge")
    one = only(case(journal))
    assert (one.rule, one.kind, one.week_min) == ("pr_down_miss", "down", 70.0)
    assert one.reason == "In the last two weeks you did 1 of 4 sessions. The plan asked for too much just now."
    assert "shorter sessions" in one.change
    assert proposals(case(Journal().plan(30, 100).run(11, "str_bridge").run(6, "str_bridge"))) == ()
    assert proposals(case(Journal().plan(10, 100).run(6, "str_bridge"))) == (), "not two weeks yet"
    assert proposals(case(journal.answer(3, "pr_down_miss", percent=70))) == ()


@pytest.mark.parametrize(("days", "percent"), [(7, 80), (13, 80), (14, 60), (28, 60), (29, 40), (200, 40)])
def test_pr_break_restarts_at_a_share_of_the_week_before(days: int, percent: int) -> None:
    one = only(case(Journal().plan(300, 100).run(days, "str_bridge")))
    assert (one.rule, one.kind, one.percent, one.week_min) == ("pr_break", "restart", percent, float(percent))


def test_pr_break_counts_from_the_week_before_it_and_is_not_taken_twice() -> None:
    journal = Journal().plan(60, 100).run(15, "str_bridge").answer(8, "pr_break", percent=80).plan(8, 80)
    assert only(case(journal)).week_min == 60.0
    taken = journal.answer(0, "pr_break", percent=60).plan(0, 60)
    assert proposals(case(taken)) == ()
    assert proposals(case(Journal().plan(60, 100).run(9, "str_bridge").run(6, "str_bridge"))) == ()
    back = Journal().plan(60, 100).run(30, "str_bridge").run(1, "str_bridge")
    assert only(case(back)).percent == 40, "the first day back came before the question"


# Blocks, flare, illness


@pytest.mark.parametrize(
    "block",
    ["B_PROG", "relapse", "fever", "infection", "steroids", "steroids ended", "operation", "flare", "fall"],
)
def test_pr_block_no_step_up(block: str) -> None:
    journal = spare("str_bridge", 5, 2)
    given = profile()
    assert rules(case(journal)) == ["pr_2for2"]
    if block == "B_PROG":
        given = profile(safety={"now": ["rf_avn"]})
    elif block == "fever":
        given = profile(safety={"now": ["rf_fever"]})
    elif block == "steroids ended":
        journal.phase(20, "steroids", "began").phase(7, "steroids", "ended")
    elif block == "flare":
        for ago in (2, 1, 0):
            journal.check(ago, 5)
    elif block == "fall":
        journal.fell(6)
    else:
        journal.phase(1, block, "began")
    found = case(journal, given=given)
    assert not [one for one in proposals(found) if one.kind == "up"]
    assert held(found)


def test_pr_block_ends_seven_days_after_the_steroids() -> None:
    over = spare("str_bridge", 4, 1).phase(20, "steroids", "began").phase(8, "steroids", "ended")
    assert rules(case(over)) == ["pr_2for2"]


def test_flare_three_sore_days_in_a_row_make_half_days_and_a_word_on_day_eight() -> None:
    def sore(*days: int) -> Case:
        journal = Journal().plan(30, 100).run(1, "str_bridge").run(4, "str_bridge").run(8, "str_bridge")
        for ago in days:
            journal.check(ago, 5)
        return case(journal)

    one = next(one for one in proposals(sore(2, 1, 0)) if one.rule == "flare")
    assert (one.kind, one.percent) == ("hold", 50)
    assert "flare" not in rules(sore(3, 1, 0)), "not in a row"
    assert "flare" in rules(sore(4, 3, 2)), "at least three days from the third on"
    assert "flare" in rules(sore(7, 6, 5)), "nobody said that it is better"
    better = Journal().plan(30, 100).run(8, "str_bridge").check(7, 5).check(6, 5).check(5, 5).check(0, 3)
    assert "flare" not in rules(case(better))
    long = next(one for one in proposals(sore(*range(9, -1, -1))) if one.rule == "flare")
    assert "have a look" in long.reason
    assert long.until is None


def test_return_after_a_relapse_half_of_the_last_good_week_once_somebody_agreed() -> None:
    journal = Journal().plan(60, 120).run(31, "str_bridge").phase(30, "relapse", "began").phase(8, "relapse", "ended")
    waiting = only(case(journal))
    assert (waiting.rule, waiting.kind, waiting.week_min) == ("relapse", "hold", None)
    one = only(case(journal.phase(1, "relapse", "cleared").plan(1)))
    assert (one.kind, one.answers_again) == ("restart", True)
    assert one.week_min == 48.0, "the break of 31 days asks for less than half"
    short = Journal().plan(60, 120).run(6, "str_bridge").phase(5, "relapse", "began").phase(1, "relapse", "cleared")
    half = only(case(short))
    assert (half.rule, half.percent, half.week_min, half.answers_again) == ("return", 50, 60.0, True)


def test_return_grows_ten_percent_a_week_and_no_more() -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    easy = {"id": "rel_belly_breathing", "sets": 1, "breaths": 8, "rest_s": 30}
    plan = plan_of(easy, days=days)
    journal = Journal().plan(60, 80).phase(40, "relapse", "began").phase(20, "relapse", "cleared")
    journal.answer(19, "return", percent=50).plan(19, 40).done_as_planned(plan, 7)
    assert only(journal.case(plan, profile())).week_min == 44.0, "not + 5 minutes"


def test_infection_rests_two_days_after_the_fever_and_begins_at_half() -> None:
    def after(days: int) -> Case:
        journal = Journal().plan(60, 100).run(days + 4, "str_bridge").phase(days + 3, "infection", "began")
        return case(journal.phase(days, "infection", "ended"))

    assert [(one.rule, one.kind) for one in proposals(after(1))] == [("infection", "hold")]
    one = only(after(2))
    assert (one.rule, one.kind, one.week_min) == ("infection", "restart", 50.0)


# One at a time


def test_after_a_change_the_plan_rests_for_seven_days() -> None:
    recent = spare("str_bridge", 4, 1).answer(6, "pr_cap", percent=110)
    assert proposals(case(recent)) == ()
    assert rules(case(spare("str_bridge", 4, 1).answer(7, "pr_cap", percent=110))) == ["pr_2for2"]


def test_what_was_declined_is_not_offered_again_for_fourteen_days() -> None:
    no: dict[str, Any] = {"accepted": False, "exercise": "str_bridge"}
    assert proposals(case(spare("str_bridge", 4, 1).answer(13, "pr_2for2", **no))) == ()
    assert rules(case(spare("str_bridge", 4, 1).answer(14, "pr_2for2", **no))) == ["pr_2for2"]


def test_what_the_person_keeps_is_left_alone() -> None:
    assert proposals(case(spare("str_bridge", 4, 1), {**BRIDGE, "keep": True})) == ()


def settled_case(given: Profile, journal: Journal | None = None) -> Case:
    """A built week in force, with its doses known as `Coach.usual_history` knows them."""
    week = built(given)
    found = (journal or Journal()).plan(40, week.targets.week_min).case(week.plan, given)
    return replace(found, history=found.history.usual(week.plan))


def test_a_longer_week_grows_by_a_tenth_of_what_is_done_and_keeps_the_amounts() -> None:
    found = settled_case(profile())
    up = Proposal("pr_cap", "up", None, 110, "", "", "", week_min=round(1.1 * found.week_min, 1))
    made = proposed(found, up)
    assert made is not None
    assert found.plan_minutes < found.minutes_of(made.plan) <= max(1.1 * found.plan_minutes, found.plan_minutes + 5)
    before, after = doses_of(found.plan), doses_of(made.plan)
    strength = [name for name in before.keys() & after.keys() if name.startswith("str_")]
    assert strength
    assert all(before[name] == after[name] for name in strength)


@pytest.mark.parametrize("open_minutes", [0.0, 60.0])
def test_a_smaller_week_is_less_of_what_is_done_and_nothing_in_it_is_more(open_minutes: float) -> None:
    """Also where the week that the plan was built for was never filled."""
    found = settled_case(profile())
    found = replace(found, history=replace(found.history, week_min=found.week_min + open_minutes))
    week = round(0.7 * found.week_min, 1)
    down = Proposal("pr_down_miss", "down", None, 70, "", "", "", week_min=week)
    made = proposed(found, down)
    assert made is not None
    assert made.week_min is not None
    assert made.week_min <= week
    assert 10 < found.minutes_of(made.plan) <= 0.7 * found.plan_minutes + 1e-6
    before, after = doses_of(found.plan), doses_of(made.plan)
    assert all(over_cap(after[name], Caps(*astuple_of(before[name]))) is None for name in before.keys() & after.keys())


def astuple_of(dose: Dose) -> tuple[int | None, ...]:
    return (dose.sets, dose.reps, dose.hold_s, dose.time_s, dose.breaths)


def test_a_smaller_week_takes_up_no_harder_form() -> None:
    found = case(Journal().plan(40, 100), BRIDGE)
    down = Proposal("pr_down_miss", "down", None, 70, "", "", "", week_min=70.0)
    harder = plan_of({**BRIDGE, "id": "str_bridge_offset"})
    assert [item.id for item in made_anew(found, down, harder).session[0].exercise] == ["str_bridge"]


def test_one_change_of_the_plan_a_day() -> None:
    both = Journal().plan(60, 100).run(9, "str_bridge").check(8, 5).run(5, "str_bridge", pain=6).check(4, 5)
    both.run(2, "str_bridge", pain=7).check(1, 5)
    assert [one.rule for one in proposals(case(both)) if one.kind != "hold"] == ["pr_down_pain"]
    both.answer(0, "pr_down_pain", exercise="str_bridge", percent=70)
    assert [one.rule for one in proposals(case(both)) if one.kind != "hold"] == []
    missed = Journal().plan(30, 100).run(6, "str_bridge")
    assert rules(case(missed)) == ["pr_down_miss"]
    assert rules(case(missed.answer(0, "pr_24h_fail", exercise="str_bridge"))) == []


def test_a_longer_week_is_not_offered_where_nothing_more_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    week = built(profile())
    found = Journal().plan(40, week.targets.week_min).done_as_planned(week.plan, 7).case(week.plan, profile())
    assert rules(found) == ["pr_cap"]
    monkeypatch.setattr("coach.engine.progression.built_for", lambda case, minutes: case.plan)
    assert rules(found) == []


def test_an_exercise_does_not_make_a_session_so_long_that_it_lacks_its_warm_up() -> None:
    march = {"id": "aer_seated_march", "sets": 1, "time_s": 830, "rest_s": 0}
    found = case(Journal().plan(60, FULL), march)
    longer = found.plan.with_exercises("a", (found.plan.session[0].exercise[0].model_copy(update={"time_s": 840}),))
    assert found.fits(longer)
    too_long = found.plan.with_exercises("a", (found.plan.session[0].exercise[0].model_copy(update={"time_s": 910}),))
    assert not found.fits(too_long)


def test_the_settings_name_breaks_in_order_and_flags_that_exist() -> None:
    steps = shipped().rules.progression.steps
    assert [row[0] for row in steps.breaks] == sorted(row[0] for row in steps.breaks)
    assert {*steps.pain_asks, *steps.fall_asks} <= {flag.id for flag in shipped().rules.red_flags.flag}
