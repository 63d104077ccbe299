"""Which questions the check-in asks beside its three."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach.domain.events import CheckIn
from coach.domain.profile import Medicine
from coach.engine.day_asks import due_questions
from coach.engine.day_signs import DaySigns
from tests.engine.people import TODAY, person, profile, shipped

YESTERDAY = TODAY - timedelta(days=1)
JULY = date(2026, 7, 6)
STIFF = {"spasticity": 4}


def asked(
    *medicines: Medicine, ms: Any = None, signs: DaySigns | None = None, today: date = TODAY, country: str = "GB"
) -> tuple[str, ...]:
    who = person(profile(ms=ms or {}))
    return due_questions(who, signs or DaySigns(), medicines, shipped().rules, today, country)


def told(ago: int, **more: Any) -> DaySigns:
    return DaySigns(checks=((TODAY - timedelta(days=ago), CheckIn(fatigue=3, **more)),))


def test_a_usual_day_asks_nothing_more() -> None:
    assert asked() == ()


def test_stiffness_is_asked_from_4() -> None:
    assert asked(ms=STIFF) == ("spasticity",)
    assert asked(ms={"spasticity": 3}) == ()
    assert asked(ms={"spasticity": ...}) == (), "who would rather not say is not asked every day"


def test_what_the_session_cost_is_asked_on_the_day_after_once() -> None:
    trained = frozenset({YESTERDAY})
    assert asked(signs=DaySigns(trained=trained)) == ("cost",)
    assert asked(signs=DaySigns(trained=frozenset({TODAY - timedelta(days=2)}))) == ()
    answered = DaySigns(trained=trained, checks=((TODAY, CheckIn(fatigue=3, cost="no")),))
    assert asked(signs=answered) == ()


@pytest.mark.parametrize(
    ("info", "times", "due"),
    [
        ("med_amitriptyline", ("22:00",), True), ("med_nortriptyline", ("00:30",), True),
        ("med_amitriptyline", (), True), ("med_amitriptyline", ("08:00",), False),
        ("med_baclofen", ("22:00",), False),
    ],
)  # fmt: skip
def test_sleepy_is_asked_where_the_night_s_medicine_may_linger(info: str, times: tuple[str, ...], due: bool) -> None:
    assert asked(Medicine(info=info, times=times)) == (("groggy",) if due else ())


def test_heat_is_asked_in_its_season_of_who_feels_it() -> None:
    hot = {"heat": 1}
    assert asked(ms=hot, today=JULY) == ("heat",)
    assert asked(ms=hot) == ()
    assert asked(ms=hot, country="AU") == ("heat",)
    assert asked(ms=hot, country="AU", today=JULY) == ()
    assert asked(today=JULY) == ()
    assert asked(ms=hot, signs=told(7, heat="warm")) == ("heat",), "after a warm day, whatever the month"
    assert asked(ms=hot, signs=told(8, heat="warm")) == ()


def test_never_more_than_five_in_all_and_each_gets_its_turn() -> None:
    night = Medicine(info="med_amitriptyline", times=("22:00",))
    every = {"spasticity": 8, "heat": 3}
    signs = DaySigns(trained=frozenset({JULY - timedelta(days=1)}))
    assert asked(night, ms=every, signs=signs, today=JULY) == ("groggy", "cost")
    asked_before = DaySigns(
        trained=signs.trained, checks=((JULY - timedelta(days=2), CheckIn(fatigue=3, cost="no", groggy=False)),)
    )
    assert asked(night, ms=every, signs=asked_before, today=JULY) == ("groggy", "spasticity")


def test_the_order_is_the_same_every_day() -> None:
    """Which of them are asked changes; the eye finds them where they were."""
    stiff = DaySigns(
        trained=frozenset({JULY - timedelta(days=1)}),
        checks=((JULY - timedelta(days=1), CheckIn(fatigue=3, cost="no")),),
    )
    assert asked(ms={"spasticity": 8, "heat": 0}, signs=stiff, today=JULY) == ("cost", "spasticity")
