"""R4.5 with decisions 6: how many minutes of what."""

from __future__ import annotations

from typing import Any

import pytest

from coach.domain.profile import Profile
from coach.domain.vocabulary import SHARES, Share
from coach.engine.targets import Targets, blended_shares, week_targets
from tests.engine.people import blank, person, shipped

TV_OA = blank(
    person={"age": 62, "sex": "female"},
    ms={"mobility": 1},
    hip={
        "zones": ["z_groin", "z_thigh_front"], "quality": ["q_aching", "q_stiff"],
        "worse": ["w_activity", "w_first_steps", "w_stairs"], "stiff_min": "1_30", "duration": "gt3m",
    },
    capacity={"minutes": 20, "days": ["mon", "tue", "wed", "thu", "fri"]},
)  # fmt: skip


def week(one: Profile, possible: tuple[Share, ...] = SHARES) -> Targets:
    return week_targets(person(one), shipped().rules, possible)


def capacity(minutes: int, days: int) -> dict[str, Any]:
    return {"minutes": minutes, "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][:days]}


WORKED = {"stretch": 12.8, "strength": 32.6, "balance": 11.3, "gait": 11.3, "aerobic": 17.0, "calm": 0.0}
"""R4.5, the last line of the worked check, in minutes with one decimal."""


def test_the_worked_check_of_r4_5() -> None:
    one = week(TV_OA)
    shares = {name: 100 * one.share[name] for name in SHARES}
    assert shares == pytest.approx(
        {"stretch": 15, "strength": 115 / 3, "balance": 40 / 3, "gait": 40 / 3, "aerobic": 20, "calm": 0}
    )
    assert one.week_min == pytest.approx(100)
    assert one.exercise_min == pytest.approx(85)
    assert dict(one.wanted) == pytest.approx(WORKED, abs=0.05001)
    assert one.strength_sessions == 2


def test_a_target_is_the_smaller_of_minimum_and_share() -> None:
    one = week(TV_OA)
    assert dict(one.target) == pytest.approx(WORKED, abs=0.05001)
    more = week(TV_OA.model_copy(update={"capacity": blank(capacity=capacity(60, 7)).capacity}))
    assert more.week_min == pytest.approx(144), "40 % of 360"
    assert more.wanted["gait"] == pytest.approx(144 * 0.85 * 0.4 / 3)
    assert more.target["gait"] == pytest.approx(16.32), "still under the minimum of 20"
    assert more.target["strength"] == pytest.approx(40), "two sessions of 20 minutes"
    assert more.wanted["strength"] > 40


@pytest.mark.parametrize("level", [4, 5])
def test_wheelchair_and_bed_give_the_gait_share_to_stretch_and_strength(level: int) -> None:
    one = person(blank(ms={"mobility": level}))
    assert one.patterns.kept == ()
    shares = blended_shares(one, shipped().rules)
    assert shares == pytest.approx(
        {"stretch": 0.30, "strength": 0.35, "balance": 0.15, "gait": 0.0, "aerobic": 0.15, "calm": 0.05}
    )


def test_the_shares_of_several_patterns_are_weighed_by_score() -> None:
    """NEU 4 and ROOT 4: the plain mean of two rows."""
    one = person(blank(hip={"zones": ["z_low_back"], "quality": ["q_electric"], "worse": ["w_no_trigger"]}))
    assert one.kept == {"nerve_root": 4, "neuropathic": 4}
    assert blended_shares(one, shipped().rules) == pytest.approx(
        {"stretch": 0.175, "strength": 0.25, "balance": 0.10, "gait": 0.075, "aerobic": 0.275, "calm": 0.125}
    )


GTPS_M0: dict[str, dict[str, Any]] = {
    "ms": {"mobility": 0},
    "hip": {"zones": ["z_outer_hip"], "worse": ["w_lying_side"]},
}


def test_what_is_over_its_maximum_goes_to_the_others() -> None:
    """55 % of 128.35 minutes are more than three strength sessions of 20."""
    one = week(blank(**GTPS_M0, capacity=capacity(60, 7)))
    assert one.week_min == pytest.approx(151), "half of 302"
    assert one.exercise_min == pytest.approx(128.35)
    rest = 0.55 * 128.35 - 60
    assert one.wanted == pytest.approx(
        {
            "strength": 60, "calm": 0, "stretch": 0.05 * 128.35 + rest * 5 / 45,
            "balance": 0.10 * 128.35 + rest * 10 / 45, "gait": 0.10 * 128.35 + rest * 10 / 45,
            "aerobic": 0.20 * 128.35 + rest * 20 / 45,
        }
    )  # fmt: skip
    assert one.strength_sessions == 3, "60 / 15 is 4, the most is 3"


@pytest.mark.parametrize(
    ("level", "minutes", "days", "minutes_of_week"),
    [
        (0, 5, 3, 15.0),
        (3, 9, 3, 27.0),
        (3, 10, 3, 30.0),
        (1, 90, 7, 144.0),  # 40 % of 360
        (2, 90, 7, 120.0),  # 40 % of 100 + 40 + 40 + 90 + 30
        (3, 90, 7, 68.4),  # 30 % of 60 + 40 + 48 + 60 + 20
        (4, 90, 7, 60.3),  # 30 % of 60 + 40 + 56 + 45
        (5, 90, 7, 43.8),  # 30 % of 30 + 40 + 56 + 20
    ],
)
def test_week_one_is_the_smaller_of_time_and_start(level: int, minutes: int, days: int, minutes_of_week: float) -> None:
    assert week(blank(ms={"mobility": level}, capacity=capacity(minutes, days))).week_min == pytest.approx(
        minutes_of_week
    )


def test_strong_stiffness_counts_twelve_minutes_for_a_stretch_day() -> None:
    hip = {"quality": ["q_cramping"], "worse": ["w_spasm"]}
    stiff = week(blank(ms={"mobility": 3}, hip=hip, capacity=capacity(90, 7)))
    assert stiff.week_min == pytest.approx(0.3 * (60 + 40 + 6 * 12 + 60 + 20))


def test_skipped_questions_plan_ten_minutes_on_three_days() -> None:
    one = week(blank())
    assert one.week_min == pytest.approx(30)
    assert person(blank()).days == ("mon", "wed", "fri")


def test_what_cannot_be_done_goes_to_what_can() -> None:
    possible: tuple[Share, ...] = ("stretch", "strength", "calm")
    one = week(TV_OA, possible)
    assert one.spread == pytest.approx(
        {
            "stretch": 15 / (15 + 115 / 3), "strength": 115 / 3 / (15 + 115 / 3), "balance": 0, "gait": 0,
            "aerobic": 0, "calm": 0,
        }
    )  # fmt: skip
    assert sum(one.wanted.values()) == pytest.approx(85)
    assert one.target["balance"] == pytest.approx(85 * 40 / 300), "the wish stays, so that the shortfall is told"


def test_where_the_patterns_ask_for_nothing_possible_the_general_row_holds() -> None:
    one = week(TV_OA, ("calm",))
    assert one.spread["calm"] == pytest.approx(1)
    assert one.strength_sessions == 0


def test_the_rows_of_the_shares_sum_to_a_hundred() -> None:
    rows = {row.pattern: [getattr(row, name) for name in SHARES] for row in shipped().rules.shares.row}
    assert {name: sum(row) for name, row in rows.items()} == dict.fromkeys(rows, 100)
    assert rows["spasticity"] == [40, 20, 10, 5, 15, 10]
    assert len(rows) == 9
