"""What always holds of candidates and weeks, whoever the person is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.people import random_person
from coach.domain.plan import Plan, PlanItem
from coach.domain.profile import Profile
from coach.domain.vocabulary import SHARES, Share
from coach.engine.builder import Built, smaller_bracket
from coach.engine.history import History
from coach.engine.options import Offer, offer
from coach.engine.plan_check import check_plan
from tests.engine import oracle
from tests.engine.people import EVERY_THING, TODAY, built, person, shipped
from tests.engine.strategies import FLAGS, profiles

candidates = settings(
    max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip
weeks = settings(candidates, max_examples=20)


def offered(one: Profile, history: History | None = None) -> Offer:
    return offer(person(one, history), shipped(), history or History())


def changed(one: Profile, part: str, **keys: Any) -> Profile:
    """The same answers but for these."""
    answers = one.model_dump(exclude_none=True)
    answers[part] = answers.get(part, {}) | keys
    return Profile.model_validate(answers)


@candidates
@given(profiles, st.sampled_from(EVERY_THING))
def test_one_more_thing_at_home_takes_no_exercise_away(one: Profile, thing: str) -> None:
    """But for those that now begin with their easier form, because the thing makes that possible (exercises 3)."""
    things = one.capacity.equipment or ("chair",)
    before = offered(changed(one, "capacity", equipment=[*things]))
    after = offered(changed(one, "capacity", equipment=list(dict.fromkeys((*things, thing)))))
    gone = before.allowed - after.allowed
    assert {after.refused[name].kind for name in gone} <= {"stage"}
    assert {after.refused[name].detail for name in gone} <= after.allowed - before.allowed | {
        name for name, why in after.refused.items() if why.kind == "stage"
    }


BACKGROUND = [
    "bg_osteoporosis", "bg_spine_fracture", "bg_fracture_12w", "bg_pregnant", "bg_pump", "bg_heart_lung", "bg_steroids",
    "bg_hip_replacement", "bg_epilepsy", "bg_pressure_sore", "bg_cancer",
]  # fmt: skip


@candidates
@given(profiles, st.sampled_from(BACKGROUND))
def test_a_precaution_never_opens_an_exercise(one: Profile, illness: str) -> None:
    ill = changed(one, "safety", background=list(dict.fromkeys((*one.safety.background, illness))))
    assert offered(ill).allowed <= offered(one).allowed


@candidates
@given(profiles, st.sampled_from(FLAGS))
def test_a_red_flag_never_opens_an_exercise(one: Profile, flag: str) -> None:
    assert offered(one, History(raised=frozenset({flag}))).allowed <= offered(one).allowed


@candidates
@given(profiles)
def test_a_fall_never_opens_an_exercise(one: Profile) -> None:
    assert offered(one, History(falls_90_days=1)).allowed <= offered(one).allowed


OTHER = {"left": "right", "right": "left", "both_left_worse": "both_right_worse", "both_right_worse": "both_left_worse"}
LIMBS = {"left_leg": "right_leg", "right_leg": "left_leg", "left_arm": "right_arm", "right_arm": "left_arm"}


def mirrored(one: Profile) -> Profile:
    """The same person with the other side sore, operated and broken."""
    table = one.model_dump(exclude_none=True)
    hip = table.get("hip", {})
    hip["side"] = OTHER.get(str(hip.get("side")), hip.get("side"))
    for operation in table["safety"].get("hip_replacement", ()):
        operation["side"] = OTHER.get(str(operation.get("side")), operation.get("side"))
    fracture = table["safety"].get("fracture") or {}
    fracture["limb"] = LIMBS.get(str(fracture.get("limb")), fracture.get("limb"))
    bare: Mapping[str, Any] = {key: value for key, value in hip.items() if value is not None}
    table["hip"] = dict(bare)
    for operation in table["safety"].get("hip_replacement", ()):
        if operation["side"] is None:
            del operation["side"]
    if table["safety"].get("fracture") and fracture["limb"] is None:
        del fracture["limb"]
    return Profile.model_validate(table)


def bare(plan: Plan) -> list[tuple[Any, ...]]:
    """Sessions and items without their reasons, which name the side."""

    def item_of(item: PlanItem) -> PlanItem:
        return item.model_copy(update={"why": (), "side": None})

    return [(one.id, one.days, one.at, *map(item_of, one.exercise)) for one in plan.session]


def sides(plan: Plan) -> list[str | None]:
    return [item.side for session in plan.session for item in session.exercise]


@weeks
@given(profiles)
def test_the_other_side_gives_the_mirrored_plan(one: Profile) -> None:
    here, there = built(one).plan, built(mirrored(one)).plan
    assert bare(there) == bare(here)
    assert sides(there) == [OTHER.get(side or "", side) for side in sides(here)]


def met(planned: Mapping[Share, float], targets: Mapping[Share, float]) -> int:
    return sum(planned[share] >= 0.99 * targets[share] for share in SHARES if targets[share] > 0)


def with_minutes(one: Profile, minutes: int) -> Profile:
    return changed(one, "capacity", minutes=minutes)


@weeks
@given(profiles, st.integers(11, 90))
def test_more_minutes_never_meet_fewer_of_the_targets_of_fewer_minutes(one: Profile, minutes: int) -> None:
    """Against the same targets: those of the week with the most minutes of the next smaller row of R4.3."""
    many = with_minutes(one, minutes)
    smaller = smaller_bracket(person(many), shipped())
    assert smaller is not None
    week, less = built(many), built(with_minutes(one, smaller))
    assert met(week.planned, less.targets.target) >= met(less.planned, less.targets.target)


@pytest.mark.parametrize("first", range(0, 500, 50))
def test_five_hundred_random_people_and_no_hard_rule_broken(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a short search: how long it looks changes which week it finds, not which rules hold."""
    monkeypatch.setattr("coach.engine.filling.WORK", 1500)
    found: dict[int, list[str]] = {}
    for seed in range(first, first + 50):
        one = random_person(seed)
        week: Built = built(one)
        wrong = oracle.breaches(week.plan, one, TODAY)
        wrong += [f.message for f in check_plan(week.plan, shipped(), week.person, one) if f.level == "error"]
        if wrong:
            found[seed] = wrong
    assert found == {}
