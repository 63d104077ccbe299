"""Decisions 11: the five parts of the score of a week."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from coach.domain.profile import Profile
from coach.domain.vocabulary import SHARES, Share
from coach.engine.score import Placed, Score, helps, score_week
from tests.engine.people import blank, built, person, shipped
from tests.engine.strategies import profiles

EVEN: dict[Share, float] = {
    "stretch": 0.5, "strength": 0.5, "balance": 0.0, "gait": 0.0, "aerobic": 0.0, "calm": 0.0,
}  # fmt: skip
TEN: dict[Share, float] = {name: 10.0 if EVEN[name] else 0.0 for name in SHARES}
NOBODY = person(blank())


def placed(name: str, share: Share, minutes: float, times: int = 1) -> Placed:
    return Placed(shipped().exercises[name], share, times, int(minutes * 60))


BRIDGE = placed("str_bridge", "strength", 5, times=2)
FLAT = placed("stretch_hip_flexor_supine_flat", "stretch", 10)


def score(*main: Placed, changes: int = 1, sessions: int = 1, **more: Any) -> Score:
    usual: dict[str, Any] = {"person": NOBODY, "target": TEN, "share": EVEN, "reachable": ()}
    return score_week(main, changes, sessions, **(usual | more))


def test_targets_are_sixty_points() -> None:
    assert score(BRIDGE, FLAT).targets == pytest.approx(60)
    assert score(BRIDGE).targets == pytest.approx(30)
    assert score(placed("str_bridge", "strength", 5)).targets == pytest.approx(15)
    assert score(placed("str_bridge", "strength", 50), FLAT).targets == pytest.approx(60), "more is not better"
    assert score(BRIDGE, target=dict.fromkeys(SHARES, 0.0)).targets == 60, "nothing was wanted"


def test_targets_weigh_by_share() -> None:
    heavy: dict[Share, float] = EVEN | {"stretch": 0.25, "strength": 0.75}
    assert score(BRIDGE, share=heavy).targets == pytest.approx(45)


def test_fit_is_fifteen_points() -> None:
    stiff = person(blank(hip={"worse": ["w_spasm"], "quality": ["q_cramping"]}))
    assert stiff.kept == {"spasticity": 6}
    helping, other = FLAT, placed("str_bridge", "strength", 5)
    assert "spasticity" in helping.exercise.patterns
    assert "spasticity" not in other.exercise.patterns
    assert score(helping, person=stiff).fit == 15
    assert score(other, person=stiff).fit == 0
    assert score(helping, BRIDGE, person=stiff).fit == pytest.approx(5), "by times: one of three"
    assert score(other).fit == 15, "no pattern is kept"
    assert helps(other.exercise, {"osteoarthritis": 2, "spasticity": 6}) == pytest.approx(0.25)


def test_reach_is_fifteen_points() -> None:
    muscles = [("strength", "gluteus_maximus"), ("stretch", "hip_flexors")]
    assert score(BRIDGE, FLAT, reachable=muscles).reach == 15
    assert score(BRIDGE, reachable=muscles).reach == 7.5
    assert score(BRIDGE, reachable=[("stretch", "gluteus_maximus")]).reach == 0, "strength is not a stretch"
    assert score(BRIDGE).reach == 15, "nothing is named"


def test_ease_is_five_points() -> None:
    assert score(BRIDGE, FLAT, changes=2, sessions=2).ease == 5
    assert score(BRIDGE, FLAT, changes=3, sessions=2).ease == pytest.approx(5 * (1 - 1 / 3))
    assert score(FLAT, changes=9, sessions=1).ease == 0
    assert score().ease == 0


def test_stability_is_five_points() -> None:
    before = ("str_bridge", "str_clam", "gone")
    assert score(BRIDGE).stability == 5
    assert score(BRIDGE, last_entries=before, allowed=("str_bridge", "str_clam")).stability == 2.5
    assert score(BRIDGE, last_entries=before, allowed=("str_bridge",)).stability == 5, "what is allowed no more"


@settings(max_examples=40, derandomize=True, deadline=None)
@given(profiles)
def test_every_part_stays_in_its_bounds(one: Profile) -> None:
    made = built(one).score
    parts = (made.targets, made.fit, made.reach, made.ease, made.stability)
    for part, most in zip(parts, (60, 15, 15, 5, 5), strict=True):
        assert -1e-9 <= part <= most + 1e-9
    assert made.total == pytest.approx(sum(parts))
