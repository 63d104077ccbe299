"""A difference written into the text of a plan: it says the new plan, and what did not change keeps every byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.plan import Plan
from coach.engine.plan_difference import apply, difference
from coach.errors import InputError
from coach.store.plan_file import parse_plan, render_plan
from coach.store.plan_rewrite import rewritten
from tests.engine.test_plan_difference import in_any_order, plans
from tests.store.test_plan_file import PLAN


def with_remarks(text: str) -> str:
    """A plan as a person leaves it."""
    text = re.sub(r'^at = "(.*)"$', r'  at="\1"   # o\'clock', text, flags=re.M)
    text = re.sub(r"^reps = (\d+)$", r"reps =\t\1 # Anna says so", text, flags=re.M)
    text = re.sub(r"^\[\[session\]\]$", "# a session of mine\n[[session]]", text, flags=re.M)
    return text + "\n\n# the end"


def read(raw: bytes) -> Plan:
    plan, _, problems = parse_plan(raw, "plan.toml")
    assert plan is not None, problems
    return plan


@settings(max_examples=150, deadline=None)
@given(plans, plans, st.data(), st.sampled_from(["\n", "\r\n"]))
def test_any_difference_is_written(old: Plan, new: Plan, data: st.DataObject, newline: str) -> None:
    old = old.model_copy(update={"review": None})
    found = difference(old, new.model_copy(update={"review": None}))
    chosen = data.draw(st.sets(st.sampled_from(sorted(found.ids)))) if found.lines else set()
    plan = apply(found, chosen)
    raw = with_remarks(render_plan(old)).replace("\n", newline).encode()
    made = rewritten(raw, old, plan)
    assert in_any_order(read(made)) == in_any_order(plan)
    assert [one.exercise for one in read(made).session] == [one.exercise for one in plan.session]
    assert (b"\r" in made) == (newline == "\r\n")
    assert made.count(b"\n") == made.count(newline.encode())
    if plan == old:
        assert made == raw


def test_one_dose_changes_one_line() -> None:
    session = PLAN.session[0]
    item = session.exercise[0]
    more = item.model_copy(update={"hold_s": 40})
    new = PLAN.with_exercises(session.id, (more, *session.exercise[1:]))
    raw = with_remarks(render_plan(PLAN)).encode()
    before, after = raw.splitlines(), rewritten(raw, PLAN, new).splitlines()
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        (f"hold_s = {item.hold_s}".encode(), b"hold_s = 40")
    ]


def test_what_comes_stands_apart_by_one_empty_line() -> None:
    raw = render_plan(PLAN).encode()
    evening = PLAN.session[0].model_copy(update={"id": "evening", "at": "19:00"})
    early = PLAN.session[0].model_copy(update={"id": "early", "at": "06:00"})
    item = PLAN.session[0].exercise[0].model_copy(update={"part": "cool_down"})
    first = PLAN.session[0].model_copy(update={"exercise": (*PLAN.session[0].exercise, item)})
    new = PLAN.model_copy(update={"session": (early, first, *PLAN.session[1:], evening)})
    assert rewritten(raw, PLAN, new).decode() == render_plan(new)


def test_a_way_of_writing_that_cannot_be_changed_is_left() -> None:
    with pytest.raises(InputError, match="without spoiling"):
        rewritten(b"format = 1\nstarts = 2026-11-23\nsession = []\n", PLAN, PLAN)
