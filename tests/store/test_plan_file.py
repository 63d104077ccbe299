from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given

from coach.domain.compiled import PlanInForce, SessionFacts
from coach.domain.plan import HabitEntry, Plan, PlanItem, Session, TipEntry
from coach.store.home import Home
from coach.store.plan_file import IN_FORCE, load_in_force, parse_plan, render_plan, save_in_force
from tests.store.models import plans

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ITEM = PlanItem(id="stretch", side="left", reps=3, hold_s=30, rest_s=15, why=('Your legs are "stiff".', "Daily."))
MORNING = Session(id="morning", title="Morning", days=("mon", "fri"), at="08:30", exercise=(ITEM,))
PLAN = Plan(
    title="Steadier hips",
    starts=date(2026, 11, 23),
    review=date(2026, 12, 21),
    session=(MORNING,),
    tip=(TipEntry(id="erg_no_cross", at="10:00"),),
    habit=(HabitEntry(id="hb_water_first", days=("mon",), at="12:30"),),
)
TEXT = """#:schema ./plan.schema.json
# Your plan. Change anything: save, and the coach tells you if a line does not fit.
# Times stand in quotes, like "08:30"; a line that begins with # is a remark.
format = 1
title = "Steadier hips"
starts = 2026-11-23
review = 2026-12-21

[[session]]
id = "morning"
title = "Morning"
days = ["mon", "fri"]
at = "08:30"

[[session.exercise]]
id = "stretch"
side = "left"
reps = 3
hold_s = 30
rest_s = 15
why = [
    "Your legs are \\"stiff\\".",
    "Daily.",
]

[[tip]]
id = "erg_no_cross"
at = "10:00"

[[habit]]
id = "hb_water_first"
days = ["mon"]
at = "12:30"
"""


def test_a_plan_reads_like_a_page() -> None:
    assert render_plan(PLAN) == TEXT


@given(plans)
def test_what_is_written_is_read_again(plan: Plan) -> None:
    text = render_plan(plan)
    again, document, problems = parse_plan(text.encode(), "plan.toml")
    assert problems == ()
    assert again == plan
    assert document is not None
    assert render_plan(again) == text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("review = 2026-12-21", "review = 2026-11-23", "line 7, column 10: review: must be after starts (2026-11-23)."),
        (
            "[[tip]]",
            '[[session.exercise]]\nid = "stretch"\nside = "left"\n[[tip]]',
            'exercise 2 > id: "stretch" stands twice',
        ),
        (
            "[[tip]]",
            TEXT[TEXT.index("[[session]]") : TEXT.index("[[session.ex")] + "[[tip]]",
            "line 27, column 6: session",
        ),
        (
            'at = "10:00"',
            "at = 10:00",
            'line 28, column 6: tip "erg_no_cross" > at: the time 10:00 stands without quotes',
        ),
    ],
)
def test_a_plan_that_does_not_fit_is_told_with_its_place(old: str, new: str, words: str) -> None:
    plan, document, problems = parse_plan(TEXT.replace(old, new, 1).encode(), "plan.toml")
    assert plan is None
    assert document is not None
    assert words in "\n".join(map(str, problems))


def test_the_same_exercise_for_the_other_side_is_no_repetition() -> None:
    other = ITEM.model_copy(update={"side": "right"})
    plan = PLAN.model_copy(update={"session": (MORNING.model_copy(update={"exercise": (ITEM, other)}),)})
    assert parse_plan(render_plan(plan).encode(), "plan.toml")[0] == plan


def test_the_plan_in_force_is_kept(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert load_in_force(home) == (None, ())
    facts = (SessionFacts(session="morning", seconds=300, moves=1, positions=("supine",)),)
    plan = PlanInForce(accepted="2026-11-22", source="ab", plan=PLAN, facts=facts, names={"stretch": "Stretch"})
    save_in_force(home, plan)
    assert load_in_force(home) == (plan, ())


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\x00", b"[]", b'{"format": 2}', b"[" * 5000])
def test_a_broken_plan_in_force_is_none_and_a_problem(tmp_path: Path, raw: bytes) -> None:
    home = Home(tmp_path)
    home.prepare()
    (home.state / IN_FORCE).write_bytes(raw)
    plan, (problem,) = load_in_force(home)
    assert plan is None
    assert str(problem) == "state/plan_in_force.json: could not be read. The coach makes it again from plan.toml."
