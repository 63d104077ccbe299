"""The week laid out: which days, how many sessions, at what time of day (R4.6 row FAT, R4.7, R4.9, R4.14)."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations, pairwise
from math import ceil
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from coach.domain.plan import Plan, Session
from coach.domain.profile import Profile
from coach.engine.builder import Built
from coach.engine.layout import Frame, lay_out
from coach.engine.person import minute_of
from coach.engine.plan_check import check_plan
from coach.engine.shares import share_of
from coach.engine.targets import week_targets
from coach.engine.windows import asks_groggy, medicine_hours, pacing_words, reminders_before
from tests.engine.people import TODAY, WEEK, built, person, profile, shipped
from tests.engine.strategies import profiles

thorough = settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RULES = shipped().rules
OLD = TODAY - timedelta(days=200)


def frames(given_: Profile) -> tuple[Frame, ...]:
    """The frames of a week before any exercise is in it."""
    who = person(given_)
    return lay_out(who, week_targets(who, RULES), given_.medicine, RULES, TODAY)


def main(given_: Profile) -> list[Frame]:
    """The frames without the short easy ones."""
    return [frame for frame in frames(given_) if not frame.easy]


def somebody(medicine: list[dict[str, Any]] | None = None, **parts: Any) -> Profile:
    """Somebody able, awake from 07:30 to 22:30, with some answers changed."""
    made = profile(**parts).model_dump(exclude_none=True)
    return Profile.model_validate(made | {"medicine": medicine or []})


def dose(info: str, *times: str, **more: Any) -> dict[str, Any]:
    return {"info": info, "times": list(times), "started": OLD, **more}


def clock(frame: Frame) -> str:
    return f"{frame.at // 60:02d}:{frame.at % 60:02d}"


def on(day: str, all_frames: tuple[Frame, ...]) -> list[Frame]:
    return sorted((frame for frame in all_frames if day in frame.days), key=lambda frame: frame.at)


def shares_in(session: Session, week: Built) -> set[str]:
    exercises = shipped().exercises
    return {share_of(exercises[item.id], week.person.level, RULES) for item in session.exercise if item.part == "main"}


# --------------------------------------------------------------------------------------------- what holds for all


@thorough
@given(profiles)
def test_sessions_of_a_day_lie_apart_inside_the_waking_day(one: Profile) -> None:
    who, laid = person(one), frames(one)
    night = who.sleep if who.sleep > who.wake else who.sleep + 1440
    assert laid == frames(one), "the same answers, the same week"
    for day in WEEK:
        today = on(day, laid)
        assert len(today) <= 4
        assert sum(frame.seconds for frame in today) <= 60 * (who.minutes if day in who.days else who.other_minutes)
        for before, after in pairwise(today):
            rest = after.at - before.at - ceil(before.seconds / 60)
            assert rest >= (30 if before.easy or after.easy else 60)
    for frame in laid:
        end = frame.at + frame.seconds / 60
        if frame.bed:
            assert frame.at == who.wake
            assert 180 <= frame.seconds <= 300
        else:
            assert frame.at >= who.wake + 30
        assert end <= night - 30
        assert end <= 1440
        if not frame.easy:
            assert end <= night - 120


@thorough
@given(profiles)
def test_nothing_on_the_feet_touches_a_hard_window(one: Profile) -> None:
    """Worked out anew from the typed times, minute by minute."""
    dizzy = "dizzy" in (one.ms.other or ())
    hours = {"med_tizanidine": 4, "med_baclofen": 4, "med_amitriptyline": 4, "med_gabapentin": 4, "med_diazepam": 6}
    closed: set[int] = set()
    for medicine in one.medicine:
        since = [day for day in (medicine.started, medicine.changed) if day is not None]
        new = any(0 <= (TODAY - day).days < 14 for day in since)
        if medicine.info in hours and (medicine.info == "med_tizanidine" or new or dizzy):
            for time in medicine.times:
                closed |= {(minute_of(time) + at) % 1440 for at in range(hours[medicine.info] * 60)}
    for frame in frames(one):
        inside = any((frame.at + at) % 1440 in closed for at in range(ceil(frame.seconds / 60)))
        assert not (frame.feet and inside)


@thorough
@given(profiles)
def test_a_session_may_grow_only_where_nothing_is_in_its_way(one: Profile) -> None:
    laid = frames(one)
    for day in WEEK:
        for before, after in pairwise(on(day, laid)):
            assert before.at + before.most / 60 <= after.at or before.most == before.seconds


@thorough
@given(profiles)
def test_whoever_tires_has_strength_and_fitness_at_different_times(one: Profile) -> None:
    """R4.7 en_split."""
    week = built(one)
    if week.person.number("fatigue") >= 5:
        for session in week.plan.session:
            assert not {"strength", "aerobic"} <= shares_in(session, week)


# ---------------------------------------------------------------------------------------------------- R4.7, R4.6


def test_en_split_uses_other_days_and_where_there_are_none_another_time() -> None:
    tired: dict[str, Any] = {"ms": {"fatigue": 6}}
    days = main(somebody(**tired, capacity={"days": ["mon", "wed", "fri", "sat"], "minutes": 30}))
    assert not any(frame.strength and "aerobic" not in frame.without for frame in days)
    assert any("aerobic" not in frame.without and "strength" in frame.without for frame in days)
    two = main(somebody(**tired, capacity={"days": ["mon", "thu"], "minutes": 40}))
    assert [frame.strength for frame in two] == [True, False]
    assert [("aerobic" in frame.without, "strength" in frame.without) for frame in two] == [
        (True, False),
        (False, True),
    ]
    rested = main(somebody(ms={"fatigue": 4}, capacity={"days": ["mon", "thu"], "minutes": 40}))
    assert not any(frame.without for frame in rested)


def test_en_break_is_said_to_whoever_tires() -> None:
    tired = person(somebody(ms={"fatigue": 5, "mobility": 2}))
    assert any("10 minutes after about 30 minutes" in line for line in pacing_words(tired, RULES, {"stretch"}))
    assert len(pacing_words(tired, RULES, {"strength", "aerobic"})) == 2
    walks = person(somebody(ms={"fatigue": 5, "mobility": 0}))
    assert any("60 minutes" in line for line in pacing_words(walks, RULES, {"stretch"}))
    assert pacing_words(walks, RULES, ()) == (), "a week without exercise"
    assert pacing_words(person(somebody()), RULES, {"strength", "aerobic"}) == ()


WORN_OUT: dict[str, Any] = {"fatigue": 9, "falls": 1, "heat": 3}


@pytest.mark.parametrize(
    ("level", "minutes", "numbers", "most_min"),
    [(0, 30, {2, 3, 4}, 8), (1, 12, {2}, 8), (2, 15, {3}, 5), (3, 25, {3}, 5), (4, 20, {2, 3}, 3), (5, 20, {2, 3}, 3)],
)
def test_mini_bouts_of_whoever_tires_most(level: int, minutes: int, numbers: set[int], most_min: int) -> None:
    """R4.6 row FAT; getting into place and the rest after are no part of a bout."""
    one = somebody(
        ms={**WORN_OUT, "mobility": level},
        hip={"worse": ["w_longer_walk", "w_heat_infection"]},
        capacity={"minutes": minutes, "wake": "07:00"},
    )
    assert "many_fatigue" in person(one).facts.derived
    bouts = on("tue", frames(one))
    assert len(bouts) in numbers
    aside = {0: 40, 1: 40, 2: 40, 3: 100, 4: 100, 5: 100}[level] + 60
    assert all(frame.seconds <= most_min * 60 + aside for frame in bouts)
    assert bouts[0].at == 8 * 60, "morning first"
    assert all(after.at - before.at >= 60 for before, after in pairwise(bouts))


def test_a_week_is_a_few_kinds_of_days() -> None:
    days: dict[str, set[str]] = {}
    for day in WEEK:
        key = " ".join(frame.name for frame in on(day, frames(somebody(hip={"stiff_min": "1_30"}))))
        days.setdefault(key, set()).add(day)
    assert len(days) <= 3


# ------------------------------------------------------------------------------------------------ R4.9, row by row


def test_tod_energy_begins_one_to_three_hours_after_waking() -> None:
    for wake in ("05:00", "07:30", "09:20"):
        first = min(main(somebody(capacity={"wake": wake})), key=lambda frame: frame.at)
        assert 60 <= first.at - minute_of(wake) <= 180


def test_tod_stiff_is_a_few_minutes_of_gentle_range_in_bed() -> None:
    one = somebody(hip={"stiff_min": "31_60"}, capacity={"minutes": 30})
    bed = [frame for frame in frames(one) if frame.bed]
    assert [(frame.at, frame.days) for frame in bed] == [(450, tuple(WEEK))]
    week = built(one)
    session = next(s for s in week.plan.session if s.id == "session_bed")
    assert session.at == "07:30"
    for item in session.exercise:
        entry = shipped().exercises[item.id]
        assert (entry.module, entry.effort) == ("mobility", 1)
        assert (item.position or entry.position) in ("supine", "half_lying", "side_lying", "prone")


@pytest.mark.parametrize(
    "parts",
    [
        {"hip": {"stiff_min": "0"}},
        {"hip": {"stiff_min": ...}},
        {"hip": {"stiff_min": "1_30"}, "capacity": {"positions": ["sit", "stand_free"]}},
        {"hip": {"stiff_min": "1_30"}, "capacity": {"minutes": 10}},
        {"hip": {"stiff_min": "1_30"}, "safety": {"now": ["rf_dvt"]}},
    ],
)
def test_no_bed_session_without_use_or_room(parts: dict[str, Any]) -> None:
    assert not any(frame.bed for frame in frames(somebody(**parts)))


def test_tod_antispastic_easier_lies_one_to_two_hours_after_the_dose() -> None:
    stiff = {"ms": {"spasticity": 7}, "capacity": {"minutes": 20}}
    one = somebody([dose("med_baclofen", "12:00", effect_on_legs="easier")], **stiff)
    for frame in main(one):
        assert frame.at >= 13 * 60
        assert frame.at + frame.seconds / 60 <= 14 * 60
        assert {"stretch", "gait"} & frame.prefers
    plain = somebody([dose("med_baclofen", "12:00", effect_on_legs="none")], **stiff)
    assert {clock(frame) for frame in main(plain)} == {"08:30"}
    new = somebody([dose("med_baclofen", "12:00", effect_on_legs="easier", changed=TODAY)], **stiff)
    assert all(not frame.prefers and frame.feet for frame in main(new)), "a new dose has the sedating hours instead"


def test_tod_antispastic_weak_keeps_strength_and_gait_out_for_three_hours() -> None:
    weak = dose("med_baclofen", "08:00", effect_on_legs="weak")
    assert all(frame.at >= 11 * 60 and not frame.without for frame in main(somebody([weak], capacity={"minutes": 20})))
    helped = {"helper": "always", "helper_times": ["08:00-10:00"]}
    one = somebody([weak], ms={"mobility": 4, "spasticity": 6}, capacity={"minutes": 20, **helped})
    inside = [frame for frame in main(one) if 480 <= frame.at < 660]
    assert all({"strength", "gait"} <= frame.without for frame in inside)
    week = built(one)
    for session in week.plan.session:
        if 480 - 20 < minute_of(session.at) < 660:
            assert not {"strength", "gait"} & shares_in(session, week)


@pytest.mark.parametrize(
    ("medicine", "hours"),
    [
        (dose("med_tizanidine", "08:00"), 4),
        (dose("med_gabapentin", "08:00", changed=TODAY - timedelta(days=13)), 4),
        (dose("med_diazepam", "08:00", changed=TODAY), 6),
    ],
)
def test_tod_tizanidine_sedating_diazepam_are_waited_for(medicine: dict[str, Any], hours: int) -> None:
    for frame in main(somebody([medicine], capacity={"minutes": 20})):
        assert frame.feet
        assert frame.at >= (8 + hours) * 60 or frame.at + frame.seconds / 60 <= 8 * 60


def test_a_dose_that_falls_into_a_session_closes_it_from_the_start() -> None:
    one = somebody([dose("med_tizanidine", "08:00")])
    hours = medicine_hours(person(one), one.medicine, RULES, TODAY)
    assert [hours.feet_free(minute_of(at), 20) for at in ("07:40", "07:45", "11:55", "12:00")] == [
        True, False, False, True,
    ]  # fmt: skip
    assert hours.minutes_free(7 * 60, 20) == 60


def test_where_every_hour_is_closed_nothing_is_on_the_feet() -> None:
    times = ("06:00", "10:00", "14:00", "18:00")
    assert not any(frame.feet for frame in frames(somebody([dose("med_tizanidine", *times)])))


def test_tod_fampridine_has_gait_two_to_four_hours_after() -> None:
    one = somebody([dose("med_fampridine", "11:00")], capacity={"minutes": 20})
    for frame in main(one):
        assert frame.at >= 13 * 60
        assert frame.at + frame.seconds / 60 <= 15 * 60
        assert "gait" in frame.prefers


NIGHT: dict[str, Any] = {"hip": {"worse": ["w_spasm"]}, "wishes": {"goals": ["sleep"]}}


def test_tod_evening_ends_the_day_with_something_quiet() -> None:
    one = somebody(**NIGHT, capacity={"minutes": 30})
    evening = next(frame for frame in frames(one) if frame.name == "evening")
    assert evening.at >= 21 * 60 + 30
    assert evening.at + evening.seconds / 60 <= 22 * 60
    assert evening.easy
    assert not evening.feet
    week = built(one)
    session = next(s for s in week.plan.session if s.id == "session_evening")
    assert shares_in(session, week) <= {"stretch", "calm"}
    assert all(shipped().exercises[item.id].effort <= 1 for item in session.exercise)
    assert not any(frame.name == "evening" for frame in frames(somebody(hip={"worse": ["w_spasm"]})))


def test_tod_evening_and_weak_hours_are_cautions_where_a_session_is_moved_by_hand() -> None:
    one = somebody([dose("med_baclofen", "08:00", effect_on_legs="weak")], **NIGHT, capacity={"minutes": 30})
    week = built(one)
    assert check_plan(week.plan, shipped(), week.person, one) == []

    def moved(at: str) -> set[str]:
        sessions = tuple(s.model_copy(update={"at": at}) if s.id == "session_a1" else s for s in week.plan.session)
        plan: Plan = week.plan.model_copy(update={"session": sessions})
        found = check_plan(plan, shipped(), week.person, one)
        assert {finding.level for finding in found} == {"caution"}
        return {finding.message.split('" ')[1] for finding in found}

    assert moved("08:30") == {"lies in the hours when a medicine makes your legs weak"}
    assert moved("21:00") == {"is hard work in the last two hours before bed"}


def test_strength_and_fitness_put_together_by_hand_are_a_caution() -> None:
    items = [
        {"id": "str_bridge", "sets": 1, "reps": 8, "rest_s": 120},
        {"id": "aer_pedal_exerciser", "time_s": 300},
    ]
    sessions = [{"id": "one", "title": "One", "days": ["mon"], "at": "09:00", "exercise": items}]
    plan = Plan.model_validate({"starts": TODAY, "session": sessions})

    def found(fatigue: int) -> list[tuple[str, tuple[str | int, ...]]]:
        one = somebody(ms={"fatigue": fatigue})
        return [(each.level, each.loc) for each in check_plan(plan, shipped(), person(one), one)]

    assert found(5) == [("caution", ("session", 0))]
    assert found(4) == []


def test_tod_bedtime_asks_only_after_a_tablet_at_night() -> None:
    def asks(info: str, time: str) -> bool:
        one = somebody([dose(info, time)])
        return asks_groggy(person(one), one.medicine, RULES.timing)

    assert asks("med_amitriptyline", "22:00")
    assert asks("med_nortriptyline", "01:00")
    assert not asks("med_amitriptyline", "08:00")
    assert not asks("med_gabapentin", "22:00")


def lines(items: list[dict[str, Any]], medicine: list[dict[str, Any]] | None = None, **parts: Any) -> list[str]:
    one = somebody(medicine, **parts)
    raw = {"id": "one", "title": "One", "days": ["mon"], "at": "09:00", "exercise": items}
    return [line.id for line in reminders_before(Session.model_validate(raw), shipped(), person(one), one.medicine)]


STAND = {"id": "bal_weight_shift_side", "sets": 2, "reps": 8, "rest_s": 45}
BREATHE = {"id": "rel_belly_breathing", "breaths": 10}


def test_tod_meal_bladder_stand_up_painkiller_are_lines_to_read() -> None:
    assert lines([STAND]) == ["tod_meal"]
    assert lines([BREATHE]) == []
    assert lines([BREATHE], ms={"other": ["bladder_urgency"]}) == ["tod_bladder"]
    assert lines([STAND], [dose("med_tizanidine", "08:00")]) == ["tod_stand_up", "tod_meal"]
    assert lines([BREATHE], [dose("med_tizanidine", "08:00")]) == []
    assert lines([BREATHE], [dose("med_ibuprofen", "08:00")]) == ["tod_painkiller"]


# ------------------------------------------------------------------------------------------- wishes and helpers


def test_wishes_for_a_part_of_the_day() -> None:
    def at(*wishes: str) -> set[str]:
        return {clock(frame) for frame in main(somebody(wishes={"prefer": list(wishes)}, capacity={"minutes": 20}))}

    assert at("morning") == {"08:30"}
    assert at("afternoon") == {"14:00"}
    assert at("evening") == {"18:30"}
    assert at("morning", "evening", "short_sessions") >= {"08:30", "18:30"}


def test_short_sessions_are_short() -> None:
    laid = main(somebody(wishes={"prefer": ["short_sessions"]}, capacity={"minutes": 30}))
    assert len(on("mon", tuple(laid))) >= 2
    assert all(frame.seconds <= 600 for frame in laid)


def test_sessions_of_a_short_day_are_fewer_rather_than_close_together() -> None:
    awake = {"wake": "10:30", "sleep": "19:00", "minutes": 60, "days": ["mon", "wed", "fri"]}
    laid = on("mon", tuple(main(somebody(wishes={"prefer": ["short_sessions"]}, capacity=awake))))
    assert len(laid) == 3
    assert all(after.at - before.at - before.seconds / 60 >= 150 for before, after in pairwise(laid))


def test_both_visits_of_a_helper_are_used() -> None:
    helped = {"helper": "always", "helper_times": ["08:30-09:30", "17:00-18:00"], "minutes": 30, "days": WEEK[:5]}
    laid = main(somebody(ms={"mobility": 4}, capacity=helped))
    for one, other in combinations(on("mon", tuple(laid)), 2):
        assert one.helper
        assert other.helper
        assert abs(one.at - other.at) >= 150
    assert len(on("mon", tuple(laid))) == 2
    early = {"helper": "always", "helper_times": ["06:00-06:30", "17:00-18:00"], "minutes": 20}
    assert {clock(frame) for frame in main(somebody(ms={"mobility": 4}, capacity=early))} == {"17:00"}, "awake at 07:30"
