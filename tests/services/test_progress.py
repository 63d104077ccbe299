"""Proposals from a real journal: taken, declined, taken back, and never against what the person keeps."""

from __future__ import annotations

import tomllib

import pytest

from coach.domain.events import (
    CheckIn,
    FallLogged,
    FeltEasy,
    ProposalAnswered,
    SessionEnded,
    SessionRated,
    SetDone,
)
from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.profile import Profile
from coach.engine.progression import Proposal
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.intake import save_own
from coach.services.plan_edit import undo_change, undoable
from coach.services.planning import needed_plan
from coach.services.progress import accept, decline, held, preview, proposals
from coach.services.today import today_view
from tests.fake_clock import FakeClock
from tests.offers import answer
from tests.people import settle
from tests.personas import PERSONAS
from tests.plain.talk import kinds

DAY = 86400


@pytest.fixture
def settled(coach: Coach) -> Coach:
    """Somebody with strength exercises that are counted."""
    profile = Profile.model_validate(tomllib.loads(PERSONAS["walks_well"]))
    save_own(coach, profile)
    settle(coach, profile)
    return coach


def strong(plan: Plan) -> tuple[Session, PlanItem]:
    """A strength exercise of the plan, and its session."""
    return next(
        (session, item)
        for session in plan.session
        for item in session.exercise
        if item.id.startswith("str_") and item.reps and item.hold_s is None and item.side is None
    )


def do(coach: Coach, session: Session, *, easy: str | None = None, pain: int = 1) -> None:
    """One session, done as a person does it."""
    run = f"{coach.today()} {session.id}"
    for place, item in enumerate(session.exercise):
        coach.record(SetDone(run=run, session=session.id, exercise=item.id, item=place, part=item.part, set=1, sets=1))
    if easy is not None:
        coach.record(FeltEasy(session=session.id, exercise=easy, run=run))
    done = len(session.exercise)
    coach.record(SessionEnded(run=run, session=session.id, how="finished", sets_done=done, sets_planned=done))
    coach.record(SessionRated(run=run, session=session.id, pain=pain))


def easy_twice(coach: Coach, clock: FakeClock) -> PlanItem:
    """Two sessions in a row with more in the person, calm mornings, and a week that is not full yet."""
    session, item = strong(needed_plan(coach).plan)
    for _ in range(2):
        clock.advance(2 * DAY)
        coach.record(CheckIn(fatigue=3, pain=2))
        do(coach, session, easy=item.id)
    clock.advance(DAY)
    coach.record(CheckIn(fatigue=3, pain=2))
    return item


def only(coach: Coach) -> Proposal:
    (one,) = proposals(coach)
    return one


def raw(coach: Coach) -> bytes:
    return coach.home.plan.read_bytes()


def items(coach: Coach, name: str) -> list[PlanItem]:
    return [item for session in needed_plan(coach).plan.session for item in session.exercise if item.id == name]


def answers(coach: Coach) -> list[ProposalAnswered]:
    return [event.body for event in coach.journal.events() if isinstance(event.body, ProposalAnswered)]


def test_nothing_is_proposed_before_a_plan_and_on_its_first_day(answered: Coach) -> None:
    assert proposals(answered) == ()
    assert held(answered) == ()


def test_a_step_up_that_is_taken_changes_one_line_and_can_be_taken_back(settled: Coach, clock: FakeClock) -> None:
    before = raw(settled)
    item = easy_twice(settled, clock)
    one = only(settled)
    assert (one.rule, one.exercise) == ("pr_2for2", item.id)
    assert len(preview(settled, one)) == len([s for s in needed_plan(settled).plan.session if item in s.exercise])
    assert raw(settled) == before
    assert accept(settled, one) == one.change
    assert [(now.sets, now.reps) for now in items(settled, item.id)] == [(1, 10)], "a second set is too long"
    assert not any(now.keep for now in items(settled, item.id)), "it stays the coach's to change"
    old, new = before.decode().splitlines(), raw(settled).decode().splitlines()
    assert [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]] == [("reps = 8", "reps = 10")]
    (said,) = answers(settled)
    assert (said.rule, said.accepted, said.exercise) == ("pr_2for2", True, item.id)
    assert proposals(settled) == (), "one thing at a time"
    assert undoable(settled, needed_plan(settled))
    assert undo_change(settled, needed_plan(settled)).said == f"Taken back: {one.title}."
    assert raw(settled) == before
    assert answers(settled) == []
    assert proposals(settled) == (one,), "as if it had never been taken"


def test_declined_means_the_plan_stays_and_it_is_not_offered_again(settled: Coach, clock: FakeClock) -> None:
    before = raw(settled)
    easy_twice(settled, clock)
    assert decline(settled, only(settled)) == "Your plan stays as it is."
    assert raw(settled) == before
    assert proposals(settled) == ()
    assert kinds(settled)[-1] == "proposal_answered"


def test_what_no_longer_fits_is_not_taken(settled: Coach, clock: FakeClock) -> None:
    easy_twice(settled, clock)
    one, before = only(settled), raw(settled)
    settled.record(FallLogged(near=False))
    with pytest.raises(InputError, match="no longer fits what happened since"):
        accept(settled, one)
    assert raw(settled) == before
    assert answers(settled) == []
    assert held(settled) == ("After a fall or near-fall nothing grows for a week.",)


def test_a_hold_is_noted_and_changes_no_file(settled: Coach, clock: FakeClock) -> None:
    session, _ = strong(needed_plan(settled).plan)
    before = raw(settled)
    clock.advance(DAY)
    do(settled, session)
    settled.record(FallLogged(near=True))
    one = only(settled)
    assert (one.kind, one.ask) == ("hold", ("rf_fall_new_pain",))
    assert accept(settled, one).startswith("Noted. For 7 days only exercises with a firm hold.")
    assert raw(settled) == before
    assert proposals(settled) == ()
    assert not undoable(settled, needed_plan(settled))


def test_a_restart_is_a_smaller_week_that_leaves_what_the_person_keeps(settled: Coach, clock: FakeClock) -> None:
    session, item = strong(needed_plan(settled).plan)
    text = raw(settled).decode().replace(f'id = "{item.id}"\n', f'id = "{item.id}"\nkeep = true\n')
    settled.home.plan.write_text(text)
    assert items(settled, item.id)[0].keep
    clock.advance(DAY)
    do(settled, session)
    clock.advance(20 * DAY)
    before, usual = raw(settled), settled.history().week_min
    one = only(settled)
    assert (one.rule, one.percent) == ("pr_break", 60)
    accept(settled, one)
    now = settled.history().week_min
    assert now is not None
    assert usual is not None
    assert now <= (one.week_min or 0) < usual
    assert items(settled, item.id), "kept"
    assert all(now.keep for now in items(settled, item.id))
    assert proposals(settled) == (), "taken once"
    assert today_view(settled).has_plan
    undo_change(settled, needed_plan(settled))
    assert raw(settled) == before
    assert settled.history().week_min == usual
    assert only(settled).rule == "pr_break"


def test_a_longer_week_is_remembered_as_the_week_that_the_plan_is_for(settled: Coach, clock: FakeClock) -> None:
    answer(settled, "minutes", "40")
    plan = needed_plan(settled).plan
    for day in range(8):
        settled.record(CheckIn(fatigue=3, pain=2))
        for session in plan.sessions_on(("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day % 7]):
            do(settled, session)
        clock.advance(DAY)
    one = only(settled)
    assert one.rule == "pr_cap"
    assert one.week_min is not None
    accept(settled, one)
    now = settled.history().week_min
    assert now is not None
    assert now <= one.week_min <= 40 * 5
    clock.advance(3 * DAY)
    assert not [later for later in proposals(settled) if later.kind == "up"]


def test_a_step_down_for_pain_makes_what_hurt_easier_everywhere(settled: Coach, clock: FakeClock) -> None:
    session, _ = strong(needed_plan(settled).plan)
    for _ in range(2):
        clock.advance(2 * DAY)
        do(settled, session, pain=7)
    one = next(one for one in proposals(settled) if one.rule == "pr_down_pain")
    hurt = one.exercise
    assert hurt is not None
    was = items(settled, hurt)
    accept(settled, one)
    now = items(settled, hurt)
    assert not now or max(i.sets * (i.reps or 1) for i in now) < max(i.sets * (i.reps or 1) for i in was)
    week = settled.history().week_min
    assert week is not None
    assert week <= (one.week_min or 0)
    assert not [later for later in proposals(settled) if later.rule == "pr_down_pain"]
