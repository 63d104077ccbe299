"""Plans that differ in any way: all lines, no line, and every choice of them."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.plan import HabitEntry, Plan, PlanItem, Session, TipEntry
from coach.domain.vocabulary import DAYS, Day
from coach.engine.plan_difference import Difference, apply, difference, settled
from coach.engine.plan_own import Mark, held, made_anew, own_marks

EXERCISES = ("bridge", "clam", "calf", "bend", "march", "breathe", "squat", "reach")
SHARES = {"bridge": "strength", "clam": "strength", "calf": "stretch", "bend": "stretch", "march": "gait"}


def share_of(name: str) -> str | None:
    return SHARES.get(name)


items = st.builds(
    PlanItem,
    id=st.sampled_from(EXERCISES),
    part=st.sampled_from(["warm_up", "main", "main", "cool_down"]),
    side=st.sampled_from([None, "left", "right", "both"]),
    position=st.sampled_from([None, "supine", "sitting"]),
    sets=st.integers(1, 2),
    reps=st.integers(5, 7),
    keep=st.booleans(),
    with_helper=st.booleans(),
    why=st.sampled_from([(), ("A reason.",), ("One.", "Two.")]),
)
sessions = st.builds(
    Session,
    id=st.sampled_from(["session_a1", "session_b1", "session_c1", "morning", "mine"]),
    title=st.sampled_from(["Morning", "Evening"]),
    days=st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(tuple),
    at=st.sampled_from(["08:30", "14:00", "18:00"]),
    remind=st.booleans(),
    optional=st.booleans(),
    keep=st.booleans(),
    exercise=st.lists(items, min_size=1, max_size=5, unique_by=lambda one: one.key).map(tuple),
)
plans = st.builds(
    Plan,
    title=st.sampled_from(["My plan", "Another"]),
    starts=st.sampled_from([date(2026, 11, 1), date(2026, 11, 22)]),
    review=st.none() | st.just(date(2026, 12, 20)),
    session=st.lists(sessions, max_size=4, unique_by=lambda one: one.id).map(tuple),
    tip=st.lists(st.builds(TipEntry, id=st.sampled_from(["erg_a", "erg_b"]), at=st.none() | st.just("10:00")),
                 max_size=3).map(tuple),
    habit=st.lists(st.builds(HabitEntry, id=st.sampled_from(["hb_a", "hb_b"])), max_size=2).map(tuple),
)  # fmt: skip


def in_any_order(plan: Plan) -> Plan:
    """The plan with what has no order of its own in one order: sessions, the days of each, tips and habits."""
    ordered = [one.model_copy(update={"days": tuple(sorted(one.days))}) for one in plan.session]
    return plan.model_copy(
        update={
            "session": tuple(sorted(ordered, key=lambda one: one.id)),
            "tip": tuple(sorted(plan.tip, key=repr)),
            "habit": tuple(sorted(plan.habit, key=repr)),
        }
    )


def well_formed(plan: Plan) -> bool:
    names = [one.id for one in plan.session]
    keys = all(max(Counter(item.key for item in one.exercise).values(), default=0) == 1 for one in plan.session)
    return len({*names}) == len(names) and keys


def words_of(found: Difference) -> list[str]:
    return [line.id for line in found.lines]


@given(plans, plans)
def test_all_lines_give_the_new_plan(old: Plan, new: Plan) -> None:
    found = difference(old, new, share_of)
    assert in_any_order(apply(found, found.ids, renew=True)) == in_any_order(found.new)
    if found.lines:
        assert apply(found, found.ids) == apply(found, found.ids, renew=True)
    renamed = {one.model_copy(update={"id": ""}).model_dump_json() for one in found.new.session}
    assert renamed == {one.model_copy(update={"id": ""}).model_dump_json() for one in new.session}


@given(plans, plans)
def test_no_line_gives_the_old_plan(old: Plan, new: Plan) -> None:
    assert apply(difference(old, new, share_of), ()) == old


@settings(max_examples=200)
@given(plans, plans, st.data())
def test_any_choice_is_a_plan_whose_form_fits(old: Plan, new: Plan, data: st.DataObject) -> None:
    found = difference(old, new, share_of)
    assert len(found.ids) == len(found.lines)
    chosen = data.draw(st.sets(st.sampled_from(sorted(found.ids)))) if found.lines else set()
    plan = apply(found, chosen)
    assert well_formed(plan)
    assert settled(found.lines, settled(found.lines, chosen)) == settled(found.lines, chosen) <= chosen
    # what was accepted is no difference any more; what was not still is, by the same name
    left = found.ids - settled(found.lines, chosen)
    again = difference(plan, found.new, share_of)
    assert in_any_order(apply(again, again.ids, renew=True)) == in_any_order(found.new)
    assert bool(left) == bool(again.lines) or any(line.kind == "order" for line in (*again.lines, *found.lines))


@given(plans)
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    assert difference(plan, plan, share_of).lines == ()


@given(plans, plans, plans)
def test_what_the_person_edited_is_left_alone(made: Plan, old: Plan, new: Plan) -> None:
    marks = own_marks(made, old)
    kept = held(old, new, marks, share_of)
    assert well_formed(kept)
    after = {one.id: one for one in kept.session}
    for session in old.session:
        for item in session.exercise:
            if Mark("item", session.id, item.key) in marks or Mark("session", session.id) in marks:
                assert item in after[session.id].exercise
        if Mark("when", session.id) in marks:
            assert ({*after[session.id].days}, after[session.id].at) == ({*session.days}, session.at)
    for mark in marks:
        if mark.what == "out" and mark.key is not None and mark.name in after:
            here = {one.id for one in old.session_named(mark.name).exercise}  # type: ignore[union-attr]
            assert mark.key[0] in here or mark.key[0] not in {one.id for one in after[mark.name].exercise}
        if mark.what == "no_session":
            assert mark.name not in after


@given(plans, plans, plans, st.data())
def test_the_plan_as_the_coach_made_it_goes_on_as_a_plan(made: Plan, old: Plan, new: Plan, data: st.DataObject) -> None:
    marks = own_marks(made, old)
    found = difference(old, held(old, new, marks, share_of), share_of)
    chosen = data.draw(st.sets(st.sampled_from(sorted(found.ids)))) if found.lines else set()
    assert well_formed(made_anew(found, apply(found, chosen), made, marks))


def session(name: str, *items: PlanItem, days: tuple[Day, ...] = ("mon",), at: str = "08:30") -> Session:
    return Session(id=name, title="Morning", days=days, at=at, exercise=items)


def plan_of(*sessions: Session) -> Plan:
    return Plan(starts=date(2026, 11, 22), session=sessions)


def moves(*names: str, reps: int = 8) -> tuple[PlanItem, ...]:
    return tuple(PlanItem(id=name, reps=reps) for name in names)


def test_what_was_theirs_is_theirs_at_the_next_plan_too_and_a_no_is_not() -> None:
    """They left out the clam, made it ten bridges and put in a squat; then a new amount of bends was declined."""
    made = plan_of(session("session_a1", *moves("bridge", "clam", "calf", "bend")))
    mine = PlanItem(id="bridge", reps=10)
    old = plan_of(session("session_a1", mine, *moves("calf", "bend", "squat"), at="10:00"))
    marks = own_marks(made, old)
    assert {(mark.what, mark.key and mark.key[0]) for mark in marks} == {
        ("when", None), ("item", "bridge"), ("item", "squat"), ("out", "clam"),
    }  # fmt: skip
    new = plan_of(session("session_a1", *moves("bridge", "clam", "calf", "bend", reps=9)))
    found = difference(old, held(old, new, marks, share_of), share_of)
    assert words_of(found) == ["session_a1/calf:dose", "session_a1/bend:dose"]
    result = apply(found, {"session_a1/calf:dose"})
    again = made_anew(found, result, made, marks)
    assert {*own_marks(again, result)} == {*marks}
    later = difference(result, held(result, new, own_marks(again, result), share_of), share_of)
    assert words_of(later) == ["session_a1/bend:dose"]


def test_a_session_of_another_name_goes_on_under_the_name_that_the_person_gave_it() -> None:
    old = plan_of(session("morning", *moves("bridge", "clam", "calf")), session("evening", *moves("bend"), at="18:00"))
    new = plan_of(
        session("session_a1", *moves("bridge", "clam", "squat"), days=("mon", "thu")),
        session("session_b1", *moves("march"), days=("wed",), at="14:00"),
    )
    assert words_of(difference(old, new, share_of)) == [
        "morning:days", "morning/calf:gone", "morning/squat:new", "session_b1:session_new", "session_b1/march:new",
        "evening:session_gone",
    ]  # fmt: skip


def test_one_exercise_takes_the_place_of_another_of_its_share() -> None:
    old = plan_of(session("session_a1", *moves("bridge", "calf", "march")))
    new = plan_of(session("session_a1", *moves("bridge", "bend", "reach")))
    found = difference(old, new, share_of)
    assert words_of(found) == ["session_a1/calf:swap", "session_a1/march:gone", "session_a1/reach:new"]
    assert apply(found, {"session_a1/calf:swap"}).session[0].exercise == moves("bridge", "bend", "march")


def test_each_way_of_doing_it_otherwise_is_a_line() -> None:
    before = PlanItem(id="bridge", reps=8, side="left", why=("Old.",))
    after = PlanItem(id="bridge", reps=10, side="right", position="supine", why=("New.",))
    found = difference(plan_of(session("session_a1", before)), plan_of(session("session_a1", after)))
    assert words_of(found) == [f"session_a1/bridge.left:{kind}" for kind in ("dose", "side", "position")]
    one = apply(found, {"session_a1/bridge.left:dose"}).session[0].exercise[0]
    assert one == before.model_copy(update={"reps": 10})  # the reason speaks of all of it, so it waits for the rest


def test_an_exercise_needs_its_session_and_a_session_an_exercise() -> None:
    found = difference(plan_of(), plan_of(session("session_a1", *moves("bridge", "clam"))))
    assert settled(found.lines, {"session_a1/bridge:new"}) == frozenset()
    assert settled(found.lines, {"session_a1:session_new"}) == frozenset()
    assert len(apply(found, {"session_a1:session_new", "session_a1/clam:new"}).session[0].exercise) == 1
