"""Every item has its reasons; what is left out or missed says what would change it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.people import TODAY, random_person
from coach.content.loader import load_library
from coach.domain.plan import HabitEntry, Plan, PlanItem, Session, TipEntry
from coach.domain.profile import Profile
from coach.engine.builder import build
from coach.engine.explanation import BY_HAND, Explanation, Known, know
from coach.engine.history import History
from coach.engine.openings import grouped, openings
from coach.engine.options import offer
from coach.engine.person import assess
from coach.engine.reasons import left_out
from coach.engine.targets import week_targets
from coach.engine.what_if import Week, allowing, changes, shortfalls
from coach.engine.why import explain, explain_exercise, explain_habit, explain_session, explain_tip

LIBRARY = load_library().library
SOURCES = {source.id for source in LIBRARY.rules.sources.source}
NEVER = re.compile(
    r"\bR\d|\bdiagnos|\bprobab|\d ?%|safe for you|wait and see|\b(take|skip|split|raise|lower) (your|the) "
    r"(tablet|dose|medicine)|you have (nerve|muscle|pain|a sore|arthritis)|s\d\d\b|_",
    re.I,
)
"""Rule numbers, names of the program, and what is never said (R0.7)."""


def known_of(profile: Profile, plan: Plan | None = None, today: date = TODAY) -> Known:
    return know(plan or build(profile, LIBRARY, History(), today).plan, profile, LIBRARY, History(), today)


def sentences(one: Explanation) -> Iterator[str]:
    yield from (reason.text for reason in one.told)
    yield from (source.name for source in one.sources)
    if one.next_best is not None:
        yield one.next_best.why_it_lost


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 3000))
def test_every_item_has_an_answer_or_a_reason_and_a_source(seed: int) -> None:
    known = known_of(random_person(seed))
    found = explain(known)
    plan = known.plan
    items = sum(len(session.exercise) + 1 for session in plan.session) + len(plan.tip) + len(plan.habit)
    assert len(found) == items
    for one in found:
        assert one.answers or one.reasons or one.when, one.id
        assert one.sources
        assert {source.id for source in one.sources} <= SOURCES
        for text in sentences(one):
            assert not NEVER.search(text), text
        for reason in one.told:
            assert reason.rule is None or re.fullmatch(r"R\d\.\d+", reason.rule.number)
            assert len(reason.text.split()) <= 40
        if one.kind == "exercise":
            assert one.amount
            assert not one.against
            assert not any(reason.text == BY_HAND for reason in one.reasons)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 3000))
def test_the_next_best_is_possible_another_and_of_the_same_kind(seed: int) -> None:
    known = known_of(random_person(seed))
    for session in known.plan.session:
        for place, item in enumerate(session.exercise):
            best = explain_exercise(known, session, place).next_best
            if best is None:
                continue
            assert best.id in known.offer.allowed
            assert best.id not in {one.id for one in session.exercise}
            shares = {share for share, some in known.offer.options.items() for o in some if o.exercise.id == best.id}
            mine = {share for share, some in known.offer.options.items() for o in some if o.exercise.id == item.id}
            assert shares & mine


def test_the_parts_of_a_rank_decide_what_is_said() -> None:
    """The words follow the greatest difference, not the order in which the parts are written."""
    said = set()
    for seed in range(15):
        known = known_of(random_person(seed))
        for session in known.plan.session:
            for place in range(len(session.exercise)):
                best = explain_exercise(known, session, place).next_best
                said |= {best.why_it_lost} if best else set()
    assert len(said) >= 6


def person(**parts: object) -> Profile:
    table = {
        "safety": {"now": [], "background": []}, "person": {"age": 45, "sex": "female"},
        "ms": {"mobility": 1, "gait": [], "falls": 0, "spasticity": 6, "fatigue": 2, "heat": 0, "other": []},
        "hip": {"side": "left", "zones": ["z_groin"], "quality": ["q_stiff", "q_cramping"], "worse": ["w_spasm"],
                "stiff_min": "1_30", "duration": "gt3m", "pain": 3},
        "capacity": {"minutes": 30, "days": ["mon", "tue", "wed", "thu", "fri"], "wake": "07:00", "sleep": "22:30",
                     "positions": ["lie_bed", "sit", "stand_supported", "stand_free"],
                     "equipment": ["chair", "wall", "counter", "band"], "helper": "none"},
    }  # fmt: skip
    for key, value in parts.items():
        table[key] = {**table.get(key, {}), **value} if isinstance(value, dict) else value  # type: ignore[dict-item]
    return Profile.model_validate(table)


def texts(reasons: object) -> str:
    return " ".join(reason.text for reason in reasons)  # type: ignore[attr-defined]


def test_stiff_legs_are_told_where_they_make_holds_longer() -> None:
    known = known_of(person())
    every = [one for one in explain(known) if one.kind == "exercise"]
    stretches = [one for one in every if LIBRARY.exercises[one.id].module == "stretching"]
    held = [one for one in stretches if any(r.rule and r.rule.id == "stretch_spastic" for r in one.amount)]
    assert held
    assert "Your legs are stiff, so holds are longer" in texts(held[0].amount)
    assert any("6 of 10" in texts(one.answers) for one in stretches)
    unsaid = known_of(person(ms={"spasticity": None}))
    careful = [one for one in explain(unsaid) if any(r.rule and r.rule.id == "stretch_spastic" for r in one.amount)]
    assert careful
    assert all("left open" in texts(one.amount) for one in careful)
    assert not any("are stiff" in texts(one.amount) for one in careful)


def test_strength_days_and_a_tablet_explain_day_and_time() -> None:
    tablet = ({"info": "med_tizanidine", "name": "Tizanidine", "times": ["07:00"]},)
    known = known_of(person(medicine=tablet))
    strong = next(s for s in known.plan.session if any(LIBRARY.exercises[i.id].module == "strengthening"
                  and not LIBRARY.exercises[i.id].isometric for i in s.exercise))  # fmt: skip
    one = explain_session(known, strong)
    assert "Two days or more" in texts(one.when)
    assert "4 hours or more after your tizanidine" in texts(one.when)
    assert {"s59", "s03"} <= {source.id for source in one.sources}
    assert one.next_best is not None
    assert "two days" in one.next_best.why_it_lost
    early = strong.model_copy(update={"at": "08:00"})
    words = texts(explain_session(known, early).when)
    assert "sitting or lying" in words
    assert "stays where it is" in words


def test_a_plan_by_hand_says_so_and_keeps_the_words_of_its_writer() -> None:
    item = LIBRARY.exercises["str_bridge"]
    plain = PlanItem(id=item.id, sets=1, reps=8, rest_s=60)
    noted = plain.model_copy(update={"why": ("Anna from physio asked for this.",)})
    mine = Session(id="mine", title="Mine", days=("mon",), at="10:00", keep=True, exercise=(plain,))
    other = mine.model_copy(update={"id": "other", "exercise": (noted,)})
    plan = Plan(starts=TODAY, session=(mine, other))
    known = known_of(person(), plan)
    first, second = explain_exercise(known, mine, 0), explain_exercise(known, other, 0)
    assert first.reasons[0].text == BY_HAND
    assert second.reasons[0].text == "Anna from physio asked for this."
    assert BY_HAND not in texts(second.reasons)
    assert "yourself" in texts(explain_session(known, mine).when)
    unknown = mine.model_copy(update={"exercise": (PlanItem(id="not_there", reps=1),)})
    assert explain_exercise(known, unknown, 0).reasons[0].text == BY_HAND
    assert explain_tip(known, "not_there").reasons[0].text == BY_HAND
    assert explain_habit(known, "not_there").reasons[0].text == BY_HAND


def test_old_words_of_the_coach_make_room_for_todays() -> None:
    """What the plan said of an older answer is told afresh, not beside it."""
    built = build(person(), LIBRARY, History(), TODAY)
    calmer = person(ms={"spasticity": 5})
    known = known_of(calmer, built.plan)
    said = " ".join(texts(one.told) for one in explain(known))
    assert "6 of 10" in " ".join(line for s in built.plan.session for i in s.exercise for line in i.why)
    assert "5 of 10" in said
    assert "6 of 10" not in said


def test_what_is_no_longer_allowed_names_the_rule_and_since_when() -> None:
    built = build(person(), LIBRARY, History(), TODAY)
    ill = person(safety={"now": ["rf_relapse"]})
    raised = {"rf_relapse": date(2026, 11, 20)}
    known = know(built.plan, ill, LIBRARY, History(), TODAY, raised)
    against = [one for one in explain(known) if one.against]
    assert against
    assert all("since 20 November 2026" in one.against[0].text for one in against)
    assert all(one.told[0] is one.against[0] for one in against)


def opened(profile: Profile, today: date = TODAY) -> tuple[Known, tuple]:  # type: ignore[type-arg]
    known = known_of(profile, today=today)
    found, behind = allowing(known, History())
    return known, openings(known, left_out(known.offer.refused, LIBRARY), found, behind)


@settings(deadline=None, max_examples=12)
@given(st.integers(0, 3000))
def test_what_is_left_out_says_what_would_change_it(seed: int) -> None:
    known, found = opened(random_person(seed))
    assert {one.exercise for one in found} == {n for n, r in known.offer.refused.items() if r.kind != "level"}
    assert all(one.change and not NEVER.search(one.change) for one in found)
    groups = grouped(found)
    assert sum(len(group.found) for group in groups) == len(found)
    assert not any(".:" in group.text() or ".." in group.text() for group in groups)


@settings(deadline=None, max_examples=6)
@given(st.integers(0, 3000))
def test_a_single_change_that_is_named_really_allows_it(seed: int) -> None:
    profile = random_person(seed)
    known, found = opened(profile)
    really = {}
    for change in changes(profile, known.person, LIBRARY):
        now = offer(assess(change.profile, LIBRARY.rules, History(), TODAY), LIBRARY, History())
        really[change.would("allow it")] = now.allowed
    for one in found:
        if one.change in really:
            assert one.exercise in really[one.change]


def test_a_band_would_allow_it_and_an_operation_waits_for_its_day() -> None:
    bare = person(capacity={"equipment": ["chair", "wall", "counter"]})
    _, found = opened(bare)
    assert any(one.change == "An exercise band would allow it." for one in found)
    when = TODAY - timedelta(weeks=4)
    operated = person(
        safety={
            "now": [], "background": ["bg_hip_replacement"],
            "hip_replacement": [{"date": when, "approach": "posterior", "side": "left", "lifted": False}],
        }
    )  # fmt: skip
    _, found = opened(operated)
    waiting = [one for one in found if one.until == when + timedelta(weeks=12)]
    assert waiting
    assert all("18 January 2027" in one.change for one in waiting)
    kinds = [one.kind for one in found]
    assert kinds.index("stage") < kinds.index("precaution")


@pytest.mark.parametrize("seed", [3, 4, 8, 9])
def test_the_change_for_a_target_really_reaches_it(seed: int) -> None:
    profile = random_person(seed)
    plan = build(profile, LIBRARY, History(), TODAY).plan
    week = Week(plan, profile, LIBRARY, History(), TODAY)
    found = shortfalls(plan, profile, LIBRARY, History(), TODAY)
    assert [one.share for one in found] == list(week.missed())
    by_words = {}
    for change in changes(profile, week.person, LIBRARY):
        by_words[change.would("reach it")] = change
    for one in found:
        assert one.change
        assert not NEVER.search(one.text)
        if one.change in by_words:
            planned = build(by_words[one.change].profile, LIBRARY, History(), TODAY).planned
            assert planned[one.share] >= 0.9 * one.target
            assert one.minutes == planned[one.share]


EXAMPLE = Profile.model_validate(tomllib.loads((Path("plans") / "examples" / "profile.toml").read_text("utf-8")))


@pytest.mark.parametrize("profile", [random_person(4), random_person(36), EXAMPLE], ids=["4", "36", "example"])
def test_a_new_plan_is_named_only_where_it_loses_no_other_target(profile: Profile) -> None:
    plan = build(profile, LIBRARY, History(), TODAY).plan
    thinner = plan.model_copy(update={"session": plan.session[1:]})
    for one in (plan, thinner):
        known = tuple(sorted({item.id for session in one.session for item in session.exercise}))
        history = replace(History().usual(one), last_entries=known)
        found = [short for short in shortfalls(one, profile, LIBRARY, history, TODAY) if short.kind == "rebuild"]
        fresh = build(profile, LIBRARY, history, TODAY).plan
        before, after = (set(Week(p, profile, LIBRARY, history, TODAY).missed()) for p in (one, fresh))
        assert all(short.share not in after for short in found)
        assert not found or after < before
        assert found or not after < before


def test_minutes_of_the_plan_are_those_of_the_build() -> None:
    for seed in (2, 4, 8):
        profile = random_person(seed)
        built = build(profile, LIBRARY, History(), TODAY)
        week = Week(built.plan, profile, LIBRARY, History(), TODAY)
        assert week.planned == pytest.approx(dict(built.planned))
        assert week.targets == week_targets(
            week.person, LIBRARY.rules, tuple(offer(week.person, LIBRARY, History()).options)
        )


def test_a_block_is_told_in_its_own_words() -> None:
    found = shortfalls(Plan(starts=TODAY), person(safety={"now": ["rf_relapse"]}), LIBRARY, History(), TODAY)
    assert {one.kind for one in found} <= {"block"}


def test_every_tip_names_where_it_comes_from() -> None:
    for tip in LIBRARY.tips.values():
        assert tip.source
        assert set(tip.source) <= SOURCES
    plan = Plan(starts=TODAY, tip=(TipEntry(id="erg_path"),), habit=(HabitEntry(id="hb_fish"),))
    path, habit = explain(known_of(person(), plan))
    assert {source.id for source in path.sources} == {"general_pt"}
    assert habit.reasons[0].text == BY_HAND
