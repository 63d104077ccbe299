"""A week for each pattern at each mobility level, in short, to be read beside R4.6; a change shows as a difference.

`HIP_COACH_UPDATE_GOLDEN=1 pytest tests/engine/test_golden_patterns.py` writes `golden/patterns/` anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.domain.plan import PlanItem, Session
from coach.domain.profile import Profile
from coach.domain.vocabulary import SHARES
from coach.engine.builder import Built
from coach.engine.plan_check import check_plan
from tests.engine import oracle
from tests.engine.people import TODAY, built, shipped
from tests.engine.test_hard_rules import ANSWERS, typical

GOLDEN = Path(__file__).parent / "golden" / "patterns"
NEVER = {("gait_weakness", 4), ("gait_weakness", 5)}
"""The gate of R3.1b: no gait pattern without walking."""
WEEKS = {level: [name for name in (*ANSWERS, "unclear") if (name, level) not in NEVER] for level in range(6)}


def somebody(pattern: str, level: int) -> Profile:
    """Somebody typical; without any sore place where the pattern is unclear."""
    if pattern != "unclear":
        return typical(pattern, level)
    usual = typical("osteoarthritis", level)
    return usual.model_copy(update={"hip": usual.hip.model_copy(update={"zones": (), "quality": (), "worse": ()})})


def amount(item: PlanItem) -> str:
    one = {
        "reps": f"{item.sets}x{item.reps}",
        "hold": f"{item.reps}x{item.hold_s}s",
        "timed": f"{item.sets}x{item.time_s}s",
        "breath": f"{item.sets}x{item.breaths} breaths",
    }[shipped().exercises[item.id].kind]
    side = f" {item.side}" if item.side else ""
    return f"{one}{side}{' helped' if item.with_helper else ''}"


def lines(session: Session, level: int) -> Iterator[str]:
    optional = ", optional" if session.optional else ""
    yield f"  {' '.join(session.days)} {session.at}, {oracle.length(session, level) / 60:.0f} min{optional}"
    for item in session.exercise:
        part = {"warm_up": "(", "cool_down": ")"}.get(item.part, " ")
        yield f"   {part}{item.id}  {amount(item)}  {oracle.where(item)}"


def rendered(name: str, week: Built) -> str:
    kept = ", ".join(f"{pattern} {score}" for pattern, score in week.person.kept.items()) or "none"
    targets = week.targets
    shares = ", ".join(
        f"{share} {week.planned[share]:.0f}/{targets.target[share]:.0f}"
        for share in SHARES
        if targets.target[share] >= 0.5 or week.planned[share] >= 0.5
    )
    text = [f"{name}: {kept}", f"  {week.week_seconds / 60:.0f} of {targets.week_min:.0f} min: {shares}"]
    for session in week.plan.session:
        text += lines(session, week.person.level)
    text += [f"  unmet: {one}" for one in week.unmet] + [f"  note: {one}" for one in week.notes]
    score = week.score
    parts = f"{score.targets:.0f} {score.fit:.0f} {score.reach:.0f} {score.ease:.0f} {score.stability:.0f}"
    return "\n".join([*text, f"  score {score.total:.0f}: {parts}"])


@pytest.mark.parametrize("level", WEEKS)
def test_the_weeks_are_those_that_were_looked_at(level: int) -> None:
    parts = []
    for name in WEEKS[level]:
        one = somebody(name, level)
        week = built(one)
        assert name in week.person.kept or (name == "unclear" and not week.person.kept)
        assert oracle.breaches(week.plan, one, TODAY) == []
        assert check_plan(week.plan, shipped(), week.person, one) == []
        parts.append(rendered(name, week))
    text = "\n\n".join(parts) + "\n"
    path = GOLDEN / f"level_{level}.txt"
    if os.environ.get("HIP_COACH_UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
