"""The week behind: what counts as done, as a day kept, and as felt on the next day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coach.domain.events import (
    CheckIn,
    Cost,
    EventBody,
    FlagCleared,
    FlagsRaised,
    PainLogged,
    SessionEnded,
    SessionMarked,
)
from coach.domain.journal import Event
from coach.domain.plan import Plan, Session
from coach.engine.looking_back import WeekBehind, week_behind

TODAY = date(2026, 11, 30)
BEGUN = date(2026, 11, 23)
PLAN = Plan(
    starts=BEGUN,
    session=(
        Session(id="morning", title="Morning", days=("mon", "wed", "fri"), at="08:30"),
        Session(id="helper", title="With help", days=("tue",), at="10:00", optional=True),
    ),
)
SECONDS = {"morning": 600, "helper": 300}


def ended(seconds: int = 500, sets: int = 4) -> SessionEnded:
    return SessionEnded(run="r", session="morning", how="finished", sets_done=sets, sets_planned=4, seconds=seconds)


DONE = SessionMarked(session="morning", mark="done")


def looked(*said: tuple[int, EventBody], begun: date = BEGUN, today: date = TODAY) -> WeekBehind:
    """`said` by the day since the beginning."""
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    events = [Event(str(n), at, "UTC", BEGUN + timedelta(days=day), body) for n, (day, body) in enumerate(said)]
    return week_behind(events, PLAN, SECONDS, begun, today, rise=2)


def test_an_empty_week_has_its_rest_days_kept() -> None:
    week = looked()
    assert (week.days, week.planned, week.done, week.kept) == (7, 3, 0, 4)
    assert (week.minutes, week.planned_minutes) == (0, 30)


def test_what_was_guided_and_what_was_only_marked_both_count() -> None:
    week = looked((0, ended(600)), (2, DONE))
    assert (week.done, week.kept, week.minutes) == (2, 6, 20)


def test_a_session_without_a_set_is_none_and_one_that_was_left_out_neither() -> None:
    week = looked((0, ended(0, sets=0)), (2, SessionMarked(session="morning", mark="skipped")))
    assert (week.done, week.kept) == (0, 4)


def test_today_is_not_behind_yet() -> None:
    assert looked((7, ended())).done == 0


def test_the_first_days_are_counted_from_the_beginning() -> None:
    week = looked((0, ended()), today=BEGUN + timedelta(days=3))
    assert (week.days, week.planned, week.done) == (3, 2, 1)
    assert looked(today=BEGUN).days == 0


def pain(value: int, cost: Cost = "no") -> CheckIn:
    return CheckIn(fatigue=3, pain=value, cost=cost)


def test_pain_is_the_last_of_each_day_without_that_of_an_exercise() -> None:
    ouch = PainLogged(pain=8, exercise="str_bridge")
    assert looked((0, pain(4)), (0, PainLogged(pain=5)), (0, ouch), (2, pain(3))).pain == (5, 3)


@pytest.mark.parametrize("cost", ["next_day", "over_two_hours"])
def test_a_cost_belongs_to_the_session_before_it(cost: Cost) -> None:
    (hurt,) = looked((0, ended()), (1, pain(3, cost))).hurt
    assert (hurt.day, hurt.sessions, hurt.cost, hurt.rise) == (BEGUN, ("morning",), cost, None)


def test_no_cost_and_a_cost_without_a_session_are_nothing() -> None:
    assert looked((0, ended()), (1, pain(3))).hurt == ()
    assert looked((4, pain(3, "next_day"))).hurt == ()


@pytest.mark.parametrize(("after", "rise"), [(4, None), (5, 2), (7, 4)])
def test_pain_of_the_next_morning(after: int, rise: int | None) -> None:
    hurt = looked((0, pain(3)), (0, ended()), (1, pain(after))).hurt
    assert [one.rise for one in hurt] == ([rise] if rise else [])


def test_without_a_rating_of_the_day_the_days_before_count() -> None:
    hurt = looked((0, pain(2)), (1, pain(2)), (4, ended()), (5, pain(4))).hurt
    assert [(one.day, one.rise) for one in hurt] == [(BEGUN + timedelta(days=4), 2)]


def test_days_of_an_infection_ask_for_nothing() -> None:
    fever = FlagsRaised(flags=("rf_fever",), where="session_check")
    week = looked((0, ended()), (2, fever))
    assert (week.ill, week.planned, week.done, week.kept) == (5, 1, 1, 7)
    over = looked((0, ended()), (2, fever), (4, FlagCleared(flag="rf_fever", by="Dr Gray", on=date(2026, 11, 27))))
    assert (over.ill, over.planned, over.kept) == (2, 2, 6)
    trained_first = looked((2, ended()), (2, fever))
    assert (trained_first.ill, trained_first.done) == (4, 1)
