"""Weeks lived by chance: every plan in force and every day's version keep the rules, and a plan changes by one step.

`benchmarks/weeks.py` does the same with hundreds of people; the checks are those of `oracle_weeks`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.people import random_person
from coach.domain.events import CheckIn, FallLogged, FlagsRaised, PhaseLogged, WeeklyReview
from coach.engine.simulation import LivedWeek, Moment, simulate
from tests.engine.oracle_weeks import Watched, watched
from tests.engine.people import TODAY, profile, shipped

WEEKS = 12
SEEDS = (3, 4, 13, 24)


@pytest.fixture(autouse=True)
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long it looks changes which week is found, not which rules hold."""
    monkeypatch.setattr("coach.engine.filling.WORK", 600)


def lived(seed: int, weeks: int = WEEKS) -> tuple[tuple[LivedWeek, ...], Watched]:
    moments: list[Moment] = []
    one = random_person(seed)
    found = tuple(simulate(one, shipped(), TODAY, weeks, seed, moments.append))
    return found, watched(found, moments, one)


@pytest.mark.parametrize("seed", SEEDS)
def test_twelve_weeks_and_no_rule_broken(seed: int) -> None:
    weeks, found = lived(seed)
    assert len(weeks) == WEEKS
    assert found.breaches == []
    assert sum(week.done for week in weeks) > 0


def test_a_breach_is_seen() -> None:
    """The check would say little if it could not fail: a plan of somebody steadier, without anybody having said yes."""
    moments: list[Moment] = []
    one = random_person(4)
    weeks = list(simulate(one, shipped(), TODAY, 2, 4, moments.append))
    able = next(simulate(profile(), shipped(), TODAY, 1, 4)).plan
    weeks[1] = replace(weeks[1], plan=able, taken=())
    words = " ".join(text for _, text in watched(weeks, moments, one).breaches)
    assert "nobody had said yes" in words
    assert "plan: " in words


def test_a_weekly_answer_is_the_mean_of_the_days() -> None:
    """`q17` asks for the pain of the week on average, so it swings less than the days do."""
    weeks, _ = lived(4, 6)
    journal = weeks[-1].journal
    for event in journal:
        if isinstance(event.body, WeeklyReview):
            said = [
                one.body.pain for one in journal
                if isinstance(one.body, CheckIn) and 0 < (event.day - one.day).days <= 7 and one.body.pain is not None
            ]  # fmt: skip
            assert event.body.pain == round(sum(said) / len(said))


def test_the_same_seed_gives_the_same_weeks_and_another_one_others() -> None:
    first, again = (tuple(simulate(profile(), shipped(), TODAY, 2, 7)) for _ in range(2))
    assert first == again
    assert tuple(simulate(profile(), shipped(), TODAY, 2, 8)) != first


def test_what_holds_a_plan_back_comes_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is about blocks too, so they must happen."""
    monkeypatch.setattr("coach.engine.simulation.FLAG", 0.5)
    monkeypatch.setattr("coach.engine.simulation.NEAR_FALL", 0.1)
    monkeypatch.setattr(
        "coach.engine.simulation.ILL", (("infection", 0.4, 4), ("steroids", 0.3, 5), ("relapse", 0.3, 9))
    )
    weeks, found = lived(16, 8)
    kinds = {type(event.body) for event in weeks[-1].journal}
    assert {FlagsRaised, FallLogged, PhaseLogged} <= kinds
    assert found.held_weeks > 0
    assert found.breaches == []
