"""Another plan in the place of the one in force: accepted line by line, checked as a whole, written key by key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.profile import Profile
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.plan_changes import LeaveOut, Swap
from coach.services.plan_edit import MEANWHILE, change, undo_change, undoable
from coach.services.plan_offer import (
    Offer,
    RefusedError,
    accept_lines,
    choice_of,
    offer_plan,
    offer_rebuild,
    toggled,
    with_needed,
)
from coach.services.planning import check_bytes, current_plan, needed_plan, swaps
from coach.store.plan_file import load_in_force, render_plan
from tests.offers import answer, fewer_minutes, swollen_leg
from tests.plain.talk import coach_for, kinds


def profile_of(coach: Coach) -> Profile:
    return coach.profile() or pytest.fail("no answers")


def raw_of(coach: Coach) -> bytes:
    return coach.home.plan.read_bytes()


def errors(coach: Coach) -> list[str]:
    found = check_bytes(coach, raw_of(coach), "plan.toml", coach.profile())
    return [str(problem) for problem, level in found.rows if level == "error"]


def large(plan: Plan) -> Session:
    """The session with the most exercises."""
    return max(plan.session, key=lambda one: len(one.exercise))


def one_less(coach: Coach) -> tuple[Plan, PlanItem]:
    """The plan with one repetition less of an exercise, and that exercise as it was."""
    plan = needed_plan(coach).plan
    session, item = next((s, one) for s in plan.session for one in s.exercise if one.reps and not one.hold_s)
    less = item.model_copy(update={"reps": (item.reps or 0) - 1})
    return plan.with_exercises(session.id, (less if one is item else one for one in session.exercise)), item


def with_remarks(coach: Coach) -> bytes:
    """The plan as a person leaves it; it says the same."""
    text = coach.home.plan.read_text()
    text = re.sub(r'^at = "(.*)"$', r'  at="\1"   # o\'clock', text, flags=re.M)
    text = re.sub(r"^reps = (\d+)$", r"reps =\t\1 # Anna says so", text, flags=re.M)
    coach.home.plan.write_text(text + "\n\n# the end")
    current_plan(coach)
    return raw_of(coach)


def test_one_dose_is_one_line_and_every_other_byte_stays(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    before = with_remarks(coach)
    new, item = one_less(coach)
    sets = "" if item.sets == 1 else f"{item.sets} sets of "
    offer = offer_plan(coach, new, profile_of(coach))
    assert [line.short for line in offer.lines] == [
        f"{coach.library.called(item.id)}: {sets}{item.reps} → {(item.reps or 0) - 1} times"
    ]
    accept_lines(coach, offer, offer.ids)
    pairs = [(old, now) for old, now in zip(before.splitlines(), raw_of(coach).splitlines(), strict=True) if old != now]
    assert pairs == [
        (f"reps =\t{item.reps} # Anna says so".encode(), f"reps =\t{(item.reps or 0) - 1} # Anna says so".encode())
    ]


def test_some_lines_are_taken_and_the_others_offered_again(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    coach.home.plan.write_bytes(with_remarks(coach))
    answer(coach, "spasticity", "2")
    offer = offer_rebuild(coach, profile_of(coach))
    assert len(offer.lines) > 2
    tips = [line.id for line in offer.lines if line.kind.startswith(("tip", "habit", "session_new"))]
    some = next(
        frozenset({line.id})
        for line in offer.lines
        if line.id not in tips and not line.needs and not choice_of(coach, offer, {line.id}).errors
    )
    written = kinds(coach).count("plan_accepted")
    accept_lines(coach, offer, some)
    assert kinds(coach).count("plan_accepted") == written + 1
    assert errors(coach) == []
    assert b"# the end" in raw_of(coach)
    again = offer_rebuild(coach, profile_of(coach))
    assert again.lines
    assert some.isdisjoint(again.ids)


def test_all_of_it_is_the_new_plan_and_one_step_takes_it_back(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    before = with_remarks(coach)
    made = load_in_force(coach.home)[0].made  # type: ignore[union-attr]
    offer = fewer_minutes(coach)
    current = accept_lines(coach, offer, offer.ids)
    assert {one.id for one in current.plan.session} == {one.id for one in offer.new.session}
    assert current.plan.review == offer.new.review
    assert errors(coach) == []
    assert undoable(coach, current)
    answer(coach, "minutes", "20")
    undo_change(coach, needed_plan(coach))
    assert raw_of(coach) == before
    assert load_in_force(coach.home)[0].made == made  # type: ignore[union-attr]
    assert offer_rebuild(coach, profile_of(coach)).marks == frozenset()  # nothing of it is taken for an edit of theirs


def test_minutes_of_the_week_are_noted(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    offer = offer_plan(coach, one_less(coach)[0], profile_of(coach), week_min=70)
    accept_lines(coach, offer, offer.ids)
    event = coach.journal.last("plan_accepted")
    assert event is not None
    assert event.body.week_min == 70  # type: ignore[union-attr]


def test_what_was_edited_by_hand_is_left_alone_plan_after_plan(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    plan = needed_plan(coach).plan
    session = large(plan)
    item = next(one for one in session.exercise if one.reps)
    text = coach.home.plan.read_text()
    start = text.index(f'id = "{item.id}"')
    edited = text[:start] + text[start:].replace(f"reps = {item.reps}", f"reps = {(item.reps or 0) - 1}", 1)
    coach.home.plan.write_text(edited)
    gone = session.exercise[-1]
    shown = current_plan(coach) or pytest.fail("no plan")
    change(coach, shown, LeaveOut(session.id, len(session.exercise) - 1))
    for _ in range(2):
        offer = offer_rebuild(coach, profile_of(coach))
        about = [line.item or line.gone for line in offer.lines if line.heading == session.title]
        assert not {item.id, gone.id} & {one.id for one in about if one is not None}
        accept_lines(coach, offer, offer.ids)
    here = (needed_plan(coach).plan.session_named(session.id) or pytest.fail("no session")).exercise
    assert next(one for one in here if one.id == item.id).reps == (item.reps or 0) - 1
    assert gone.id not in [one.id for one in here]


def test_what_they_swapped_stays_and_what_they_declined_is_offered_again(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown = needed_plan(coach)
    name = large(shown.plan).id
    theirs = swaps(coach, shown.plan, name, 1)[0]
    change(coach, shown, Swap(name, 1, theirs))
    answer(coach, "spasticity", "2")
    offer = offer_rebuild(coach, profile_of(coach))
    assert not any(line.gone is not None and line.gone.id == theirs.id for line in offer.lines)
    with pytest.raises(InputError, match="Nothing is chosen"):
        accept_lines(coach, offer, ())
    assert offer_rebuild(coach, profile_of(coach)).ids == offer.ids


def test_what_has_to_go_comes_first_and_is_not_declined_alone(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    offer = swollen_leg(coach)
    needed = [line for line in offer.lines if line.needed]
    assert needed == list(offer.lines[: len(needed)])
    assert needed
    assert all("is not for you now" in line.reason for line in needed)
    assert toggled(offer, offer.ids, needed[0]) == offer.ids
    accept_lines(coach, offer, ())
    assert errors(coach) == []
    assert with_needed(offer, ()) == {line.id for line in needed}
    left = {item.id for session in needed_plan(coach).plan.session for item in session.exercise}
    assert not left & {line.gone.id for line in needed if line.gone is not None}


def test_what_they_keep_goes_where_a_rule_says_so_and_the_rule_is_told(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    text = coach.home.plan.read_text()
    first = next(one.id for one in large(needed_plan(coach).plan).exercise if one.id.startswith("str_"))
    coach.home.plan.write_text(text.replace(f'id = "{first}"', f'id = "{first}"\nkeep = true', 1))
    assert text != coach.home.plan.read_text()
    current_plan(coach)
    line = next(one for one in swollen_leg(coach).lines if one.needed and one.kind == "session_gone")
    assert "is not for you now" in line.reason


def refused(coach: Coach, offer: Offer, ids: frozenset[str]) -> RefusedError:
    before = raw_of(coach)
    with pytest.raises(RefusedError) as caught:
        accept_lines(coach, offer, ids)
    assert raw_of(coach) == before
    return caught.value


def test_a_choice_that_breaks_a_rule_is_told_with_what_mends_it(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    answer(coach, "mobility", "0")
    answer(coach, "spasticity", "0")
    offer = offer_rebuild(coach, profile_of(coach))
    ids = frozenset(line.id for line in offer.lines if line.kind in ("new", "days", "session_new"))
    choice = refused(coach, offer, ids).choice
    assert choice.errors
    assert choice.more or choice.less
    if choice.more:
        assert not choice_of(coach, offer, ids | {line.id for line in choice.more}).errors
    if choice.less:
        assert not choice_of(coach, offer, ids - {line.id for line in choice.less}).errors
    assert "would" in choice.words


def test_a_plan_that_does_not_fit_any_more_needs_its_mend(tmp_path: Path) -> None:
    """The days have become shorter: leaving all the mending lines is no plan, and the way out is named."""
    coach = coach_for("limps", tmp_path)
    offer = fewer_minutes(coach)
    tip = next((line.id for line in offer.lines if line.kind in ("new", "days", "time", "dose")), offer.lines[0].id)
    choice = refused(coach, offer, frozenset({tip})).choice
    assert "more than the 10 you gave" in choice.words
    accept_lines(coach, offer, {tip, *(line.id for line in choice.more)})
    assert errors(coach) == []


def test_a_file_that_changed_meanwhile_is_not_touched(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    offer = offer_plan(coach, one_less(coach)[0], profile_of(coach))
    coach.home.plan.write_bytes(raw_of(coach) + b"# mine\n")
    with pytest.raises(InputError, match=MEANWHILE[:30]):
        accept_lines(coach, offer, offer.ids)
    assert raw_of(coach).endswith(b"# mine\n")


def test_a_plan_file_that_is_gone_is_written_again(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    coach.home.plan.unlink()
    offer = offer_plan(coach, one_less(coach)[0], profile_of(coach))
    accept_lines(coach, offer, offer.ids)
    assert needed_plan(coach).problems == ()
    assert coach.home.plan.read_text() == render_plan(needed_plan(coach).plan)


def test_a_proposal_may_be_about_what_they_keep(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown = needed_plan(coach)
    name = large(shown.plan).id
    change(coach, shown, Swap(name, 1, swaps(coach, shown.plan, name, 1)[0]))
    new = needed_plan(coach).plan
    here = (new.session_named(name) or pytest.fail("no session")).exercise
    less = here[1].model_copy(update={"sets": 2 if here[1].sets == 1 else 1})
    new = new.with_exercises(name, (*here[:1], less, *here[2:]))
    assert offer_plan(coach, new, profile_of(coach)).lines == ()
    assert [line.kind for line in offer_plan(coach, new, profile_of(coach), own=False).lines] == ["dose"]
