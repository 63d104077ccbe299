"""What is due to be asked, row by row (R4.14, R2.4, R3.6)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.events import (
    CheckIn,
    EventBody,
    IntakeDone,
    MoodChecked,
    PhaseLogged,
    PlanAccepted,
    TriggersChecked,
    WeeklyReview,
)
from coach.domain.journal import Event
from coach.domain.library import Library
from coach.domain.profile import Hip, Medicine, Ms, Profile, Safety
from coach.engine.due import Due, due, read_past, weekly_since

BEGUN = date(2026, 11, 23)
"""A Monday."""
ACCEPTED = (0, PlanAccepted(title="Mine", sessions=1))
Said = Sequence[tuple[int, EventBody]]
"""Events by the day since the beginning."""


def journal(said: Said) -> tuple[Event, ...]:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    return tuple(
        Event(str(n), at, "UTC", BEGUN + timedelta(days=day), body)
        for n, (day, body) in enumerate(sorted(said, key=lambda one: one[0]))
    )


def person(*, stiff: int | None = 4, medicine: Medicine | None = None, pain: int | None = 6) -> Profile:
    return Profile(
        answered=BEGUN, safety=Safety(now=(), background=()), ms=Ms(spasticity=stiff),
        hip=Hip(pain=pain, enjoy=pain, activity=pain), medicine=(medicine,) if medicine else (),
    )  # fmt: skip


def on(day: int, said: Said, library: Library, profile: Profile | None = None, starts: date = BEGUN) -> Due:
    past = read_past(journal([ACCEPTED, *said]))
    return due(past, profile or person(), starts, BEGUN + timedelta(days=day), library.rules.weekly_questions)


REVIEW = WeeklyReview()


@pytest.mark.parametrize(
    ("day", "said", "expected"),
    [
        pytest.param(0, (), False, id="not on the first day"),
        pytest.param(6, (), False, id="not before the weekday comes again"),
        pytest.param(7, (), True, id="on the weekday"),
        pytest.param(9, (), True, id="until it is answered"),
        pytest.param(7, ((7, REVIEW),), False, id="not after the answer"),
        pytest.param(13, ((7, REVIEW),), False, id="not within the week"),
        pytest.param(14, ((7, REVIEW),), True, id="on the next weekday"),
        pytest.param(14, ((10, REVIEW),), True, id="on the fixed weekday although answered late"),
        pytest.param(14, ((12, REVIEW),), False, id="not twice within three days"),
        pytest.param(20, ((12, REVIEW),), False, id="nor in that week"),
        pytest.param(21, ((12, REVIEW),), True, id="but on the weekday after"),
        pytest.param(40, ((7, REVIEW),), True, id="after weeks away"),
    ],
)
def test_weekly_questions(library: Library, day: int, said: Said, expected: bool) -> None:
    assert on(day, said, library).weekly is expected


def test_a_plan_that_was_made_anew_does_not_put_the_questions_off_for_good() -> None:
    """A new plan every six days: there is still a look back at least every two weeks."""
    said: list[tuple[int, EventBody]] = []
    last = 0
    for day in range(120):
        if day % 6 == 0:
            said.append((day, ACCEPTED[1]))
        starts = BEGUN + timedelta(days=day - day % 6)
        if weekly_since(read_past(journal(said)), starts, BEGUN + timedelta(days=day)):
            said.append((day, REVIEW))
            last = day
        assert day - last <= 14


def test_nothing_is_due_without_a_plan(library: Library) -> None:
    past = read_past(())
    assert due(past, person(), None, BEGUN, library.rules.weekly_questions) == Due()


def test_nothing_is_due_before_a_plan_that_begins_later(library: Library) -> None:
    later = BEGUN + timedelta(days=5)
    assert not on(4, (), library, starts=later).weekly
    assert not on(5, (), library, starts=later).weekly
    assert on(12, (), library, starts=later).weekly


def mood(total: int) -> MoodChecked:
    return MoodChecked(pleasure=total // 2, low=total - total // 2)


STEROIDS = PhaseLogged(phase="steroids", state="began", on=BEGUN)


@pytest.mark.parametrize(
    ("day", "said", "expected"),
    [
        pytest.param(6, (), False, id="not on day 6"),
        pytest.param(7, (), True, id="day 7"),
        pytest.param(34, ((7, mood(1)),), False, id="27 days after a fine sum"),
        pytest.param(35, ((7, mood(1)),), True, id="28 days after a fine sum"),
        pytest.param(20, ((7, mood(2)),), False, id="13 days after a sum of 2"),
        pytest.param(21, ((7, mood(2)),), True, id="14 days after a sum of 2"),
        pytest.param(21, ((7, mood(5)),), True, id="14 days after a higher sum"),
        pytest.param(10, ((7, mood(0)), (10, STEROIDS)), True, id="when steroids begin"),
        pytest.param(11, ((9, STEROIDS), (10, mood(0))), False, id="not once more after that"),
    ],
)
def test_mood(library: Library, day: int, said: Said, expected: bool) -> None:
    assert on(day, said, library).mood is expected


def stiff(value: int) -> CheckIn:
    return CheckIn(fatigue=3, spasticity=value)


CHECKED = TriggersChecked(yes=("trig_heat",))


@pytest.mark.parametrize(
    ("day", "said", "expected"),
    [
        pytest.param(3, (), False, id="nobody rated"),
        pytest.param(3, ((3, stiff(5)),), False, id="up by 1 over the intake"),
        pytest.param(3, ((3, stiff(6)),), True, id="up by 2 over the intake"),
        pytest.param(3, ((3, WeeklyReview(spasticity=6)),), True, id="up by 2 in the weekly questions"),
        pytest.param(5, ((1, stiff(6)), (2, stiff(6)), (5, stiff(7))), False, id="up by 1 over the days before"),
        pytest.param(5, ((1, stiff(2)), (2, stiff(3)), (5, stiff(4))), True, id="up by 2 over the days before"),
        pytest.param(40, ((1, stiff(2)), (40, stiff(5))), False, id="what is older than four weeks is no baseline"),
        pytest.param(3, ((3, stiff(6)), (3, CHECKED)), False, id="gone through already"),
        pytest.param(5, ((3, stiff(6)), (3, CHECKED), (5, stiff(7))), False, id="quiet for a week"),
        pytest.param(5, ((3, stiff(6)), (3, CHECKED), (5, stiff(8))), True, id="unless it rises by 2 more"),
        pytest.param(11, ((3, stiff(6)), (3, CHECKED), (11, stiff(8))), True, id="and again after the week"),
        pytest.param(11, ((3, stiff(8)),), False, id="a rating of last week is over"),
    ],
)
def test_what_makes_legs_stiffer(library: Library, day: int, said: Said, expected: bool) -> None:
    assert on(day, said, library).triggers is expected


def test_without_any_baseline_nothing_has_risen(library: Library) -> None:
    assert not on(3, ((3, stiff(9)),), library, person(stiff=None)).triggers


Phase = Literal["relapse", "operation", "infection"]


def phase(name: Phase) -> PhaseLogged:
    return PhaseLogged(phase=name, state="began", on=BEGUN)


INTAKE = IntakeDone()


@pytest.mark.parametrize(
    ("day", "said", "expected"),
    [
        pytest.param(27, (), (), id="27 days"),
        pytest.param(28, (), ("patterns",), id="28 days"),
        pytest.param(181, (), ("patterns",), id="181 days"),
        pytest.param(182, (), ("half_year",), id="26 weeks"),
        pytest.param(182, ((170, INTAKE),), (), id="answered since"),
        pytest.param(10, ((9, phase("relapse")),), ("relapse",), id="a relapse"),
        pytest.param(10, ((9, phase("operation")),), ("operation",), id="an operation"),
        pytest.param(10, ((9, phase("infection")),), (), id="an infection is no reason"),
        pytest.param(10, ((8, phase("relapse")), (9, INTAKE)), (), id="a relapse before the answers"),
        pytest.param(40, ((9, phase("relapse")),), ("relapse", "patterns"), id="what happened comes first"),
    ],
)
def test_the_intake_again(library: Library, day: int, said: Said, expected: tuple[str, ...]) -> None:
    assert on(day, said, library).again == expected


@pytest.mark.parametrize(
    ("key", "day", "expected"),
    [("started", 3, ("medicine",)), ("changed", 3, ("medicine",)), ("started", 0, ()), ("started", 9, ())],
)
def test_a_new_medicine_asks_for_the_intake(library: Library, key: str, day: int, expected: tuple[str, ...]) -> None:
    """Newer than the answers, and not before its day."""
    medicine = Medicine.model_validate({"id": "baclofen", key: BEGUN + timedelta(days=day)})
    assert on(5, (), library, person(medicine=medicine)).again == expected


def week(pain: int, *, rest: int | None = None) -> WeeklyReview:
    rest = pain if rest is None else rest
    return WeeklyReview(pain=pain, enjoy=rest, activity=rest)


@pytest.mark.parametrize(
    ("day", "said", "expected"),
    [
        pytest.param(83, ((77, week(6)),), None, id="not before week 12"),
        pytest.param(84, ((84, week(6)),), 12, id="no gain by week 12"),
        pytest.param(84, ((84, week(6, rest=5)),), 12, id="a gain of less than 1.0 in the mean"),
        pytest.param(84, ((84, week(5)),), None, id="a gain of 1.0"),
        pytest.param(84, (), None, id="nobody answered"),
        pytest.param(91, ((91, week(6)),), None, id="not every week"),
        pytest.param(112, ((112, week(7)),), 16, id="again four weeks later"),
    ],
)
def test_stop_and_ask(library: Library, day: int, said: Said, expected: int | None) -> None:
    assert on(day, said, library).no_gain_weeks == expected


def test_who_has_next_to_no_pain_cannot_gain(library: Library) -> None:
    assert on(84, ((84, week(0)),), library, person(pain=0)).no_gain_weeks is None


def test_answers_from_later_are_no_beginning(library: Library) -> None:
    """Pain of the intake that was gone through again is not what it all began with; the first weekly answers are."""
    again = person(pain=3).model_copy(update={"answered": BEGUN + timedelta(days=80)})
    assert on(84, ((7, week(8)), (84, week(3))), library, again).no_gain_weeks is None
    assert on(84, ((7, week(3)), (84, week(3))), library, again).no_gain_weeks == 12


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from([REVIEW, mood(0), mood(4), CHECKED, stiff(5)]))))
def test_an_answer_is_never_asked_for_twice_on_one_day(library: Library, said: list[tuple[int, EventBody]]) -> None:
    found = on(61, (*said, (61, REVIEW), (61, mood(3)), (61, CHECKED)), library)
    assert found == Due(again=found.again)
