"""Whatever happened: at most one step up, none under a block, no dose over a cap, the same answer every time."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.plan import Plan
from coach.domain.profile import Profile
from coach.domain.vocabulary import DAYS
from coach.engine.doses import caps, dose_row, over_cap
from coach.engine.eligibility import Eligible, eligible
from coach.engine.plan_check import check_plan
from coach.engine.progression import held, proposals
from coach.engine.progression_case import Case, Proposal
from coach.store.profile_file import parse_profile
from tests.engine.journals import Journal
from tests.engine.people import TODAY, built
from tests.personas import PERSONAS

DAYS_BACK = 24
ODD = ("fell", "near", "ouch", "weekly", "relapse", "steroids", "infection", "operation", "ended", "cleared", "answer")
RULES = (
    "pr_cap", "pr_2for2", "pr_balance", "pr_stretch", "pr_24h_fail", "pr_down_pain", "pr_break", "return",
    "pr_down_miss",
)  # fmt: skip
FLAGS = ("rf_avn", "rf_fever", "rf_relapse", "rf_inflammatory", "rf_pressure_sore")


@cache
def somebody(name: str, flag: str | None) -> tuple[Profile, Plan]:
    found, problems = parse_profile(PERSONAS[name].encode(), name, today=TODAY)
    assert found is not None, problems
    plan = built(found).plan
    if flag is not None:
        found = found.model_copy(update={"safety": found.safety.model_copy(update={"now": (flag,)})})
    return found, plan


@st.composite
def cases(draw: st.DrawFn) -> tuple[Journal, Case]:
    """A few weeks of somebody: mostly kept, mostly calm, with odd things in between."""
    flag = draw(st.sampled_from((None, None, None, None, None, *FLAGS)))
    profile, plan = somebody(draw(st.sampled_from(sorted(PERSONAS))), flag)
    if draw(st.booleans()):
        plan = kept(plan, draw(st.integers(0, 3)))
    journal = Journal().plan(40, draw(st.sampled_from((None, 40.0, 100.0, 280.0))))
    diligence = draw(st.sampled_from((0.0, 0.5, 1.0, 1.0)))
    eager, sore = draw(st.booleans()), draw(st.sampled_from((0, 0, 0, 2, 6)))
    random = draw(st.randoms(use_true_random=False))
    for ago in range(DAYS_BACK, -1, -1):
        if random.random() < 0.9:
            cost = random.choice((None, None, "no", "no", "no", "over_two_hours" if sore else None))
            journal.check(ago, min(10, random.choice((1, 1, 2)) + random.choice((0, 0, sore))), cost=cost)
        for session in plan.session:
            if DAYS[journal.day(ago).weekday()] in session.days and random.random() < diligence:
                names = tuple(dict.fromkeys(item.id for item in session.exercise if item.part == "main"))
                easy = names if eager and random.random() < 0.95 else ()
                journal.run(ago, *names, session=session.id, pain=random.choice((0, 1, 1 + sore)), easy=easy)
        if random.random() < draw(st.sampled_from((0.0, 0.0, 0.1))):
            odd(journal, ago, random, plan)
    return journal, journal.case(plan, profile)


def kept(plan: Plan, which: int) -> Plan:
    """The plan with some items marked as the person's own."""

    def session(one: Any) -> Any:
        items = (item.model_copy(update={"keep": place % (which + 1) == 0}) for place, item in enumerate(one.exercise))
        return one.model_copy(update={"exercise": tuple(items)})

    return plan.model_copy(update={"session": tuple(session(one) for one in plan.session)})


def odd(journal: Journal, ago: int, random: Any, plan: Plan) -> None:
    kind = random.choice(ODD)
    names = [item.id for session in plan.session for item in session.exercise] or ["str_bridge"]
    if kind in ("fell", "near"):
        journal.fell(ago, near=kind == "near")
    elif kind == "ouch":
        journal.ouch(ago, random.choice(names), random.randint(3, 10))
    elif kind == "weekly":
        journal.week(ago, random.randint(0, 10))
    elif kind in ("ended", "cleared"):
        journal.phase(ago, random.choice(("relapse", "steroids", "infection", "operation")), kind)
    elif kind == "answer":
        journal.answer(ago, random.choice(RULES), accepted=random.random() < 0.5, percent=random.choice((None, 60, 80)))
    else:
        journal.phase(ago, kind, "began")


def blocked(journal: Journal, case: Case) -> bool:
    """pr_block, said another way than the code says it."""
    falls = [e for e in journal.events if e.body.kind == "fall_logged" and (TODAY - e.day).days < 7]
    last: dict[str, Any] = {e.body.phase: e.body for e in journal.events if e.body.kind == "phase_logged"}
    ill = any(one.state == "began" for one in last.values())
    steroids = last.get("steroids")
    lately = steroids is not None and steroids.state != "began" and (TODAY - steroids.on).days <= 7
    return bool(falls) or ill or lately or bool(case.person.blocks & {"B_PROG", "B_EX", "B_ALL"})


def keys(found: tuple[Proposal, ...]) -> list[tuple[str, str | None]]:
    return [(one.rule, one.exercise) for one in found]


common = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@given(cases())
@common
def test_at_most_one_step_up_and_none_beside_a_step_down_or_under_a_block(drawn: tuple[Journal, Case]) -> None:
    journal, case = drawn
    found = proposals(case)
    ups = [one for one in found if one.kind == "up"]
    assert len(ups) <= 1
    assert not ups or len(found) == 1
    assert sum(one.week_min is not None for one in found) <= 1, "the week changes once"
    if blocked(journal, case):
        assert not ups
        assert held(case)
    assert {one.percent for one in found if one.kind == "hold"} <= {None, 50, 70}
    assert all(one.reason and one.change and one.title for one in found)


@given(cases())
@common
def test_a_change_keeps_every_rule_every_cap_and_what_the_person_keeps(drawn: tuple[Journal, Case]) -> None:
    _, case = drawn
    for one in proposals(case):
        if one.plan is not None:
            assert_sound(case, one, one.plan)
        if one.week_min is None:
            continue
        if one.kind == "up":
            more = 5 if case.person.level < 3 else 2
            assert one.week_min <= max(case.week_min * 1.1, case.week_min + more) + 0.06
            assert one.week_min <= case.person.minutes * len(case.person.days)
        else:
            assert one.week_min < case.week_min


def assert_sound(case: Case, one: Proposal, plan: Plan) -> None:
    def errors(of: Plan) -> set[str]:
        found = check_plan(of, case.library, case.person, case.profile)
        return {finding.message for finding in found if finding.level == "error"}

    assert errors(plan) <= errors(case.plan)
    pairs = [
        (old, new)
        for before, after in zip(case.plan.session, plan.session, strict=True)
        for old, new in zip(before.exercise, after.exercise, strict=True)
    ]
    changed = [(old, new) for old, new in pairs if old != new]
    assert changed
    assert {old.id for old, _ in changed} == {one.exercise}, "one thing at a time"
    for old, new in changed:
        assert not old.keep
        assert not new.keep
        exercise = case.library.exercises[new.id]
        answer = eligible(exercise, case.person, case.library.rules)
        assert isinstance(answer, Eligible) or new.id == old.id
        facts, level, rules = case.person.facts, case.person.level, case.library.rules
        if one.kind == "up":
            assert over_cap(new.dose_of(exercise), caps(exercise, facts, level, rules)) is None
            row = dose_row(exercise, facts, level, rules)
            if exercise.module == "stretching" and row and row.day_total_s and new.hold_s and new.reps:
                assert new.hold_s * new.reps * new.sets <= row.day_total_s
            assert case.minutes_of(plan) <= case.week_most + 1e-6 or case.minutes_of(plan) <= case.plan_minutes


@given(cases())
@common
def test_the_same_journal_gives_the_same_and_an_answer_settles_it(drawn: tuple[Journal, Case]) -> None:
    journal, case = drawn
    found = proposals(case)
    assert proposals(journal.case(case.plan, case.profile)) == found
    for one in found:
        journal.answer(0, one.rule, accepted=False, exercise=one.exercise, percent=one.percent)
    after = proposals(journal.case(case.plan, case.profile))
    assert not set(keys(after)) & set(keys(found))
    for one in after:
        journal.answer(0, one.rule, exercise=one.exercise, percent=one.percent)
    later = proposals(journal.case(case.plan, case.profile))
    assert not after or not [one for one in later if one.kind == "up"]


def test_the_weeks_drawn_here_lead_to_steps_up_and_down() -> None:
    """The properties above would say little if nothing were ever offered."""
    seen: set[str] = set()

    @given(cases())
    @settings(max_examples=300, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def look(drawn: tuple[Journal, Case]) -> None:
        seen.update(f"{one.kind} {one.rule}" for one in proposals(drawn[1]))

    look()
    assert {"hold pr_down_fall", "down pr_down_pain"} <= seen, seen
    assert any(one.startswith("up ") for one in seen), seen
