"""When nothing grows (R4.11 pr_block), and what the days ahead need: after a fall, in a flare, in illness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Literal

from coach.engine.day_signs import Flare, flare_of
from coach.engine.progression_case import Case, Proposal
from coach.engine.progression_words import days_words
from coach.engine.work import Phase

NO_EXERCISE = frozenset({"B_EX", "B_ALL"})
Stage = Literal["ill", "settling", "waiting"]


@dataclass(frozen=True, slots=True)
class Illness:
    """A phase of R4.13 that still holds the plan back."""

    phase: Phase
    stage: Stage
    """`ill` while it lasts, `settling` for the days after it, `waiting` for a clinician's word."""
    since: date
    until: date | None = None


def flare(case: Case) -> Flare | None:
    """The flare that the coming days are lighter for: the one that makes today's sessions smaller too."""
    return flare_of(case.history.signs, case.today, case.profile.hip.pain, case.rules)


def illnesses(case: Case) -> tuple[Illness, ...]:
    """Phases of illness that hold the plan back today (R4.13)."""
    found = []
    rule = case.rules.illness
    fever_rest = ceil(rule.fever_rest_h / 24)
    for phase, word in case.work.phases.items():
        days = case.ago(word.on)
        if word.state == "began":
            found.append(Illness(phase, "ill", word.on))
        elif phase == "steroids" and days <= rule.steroid_days:
            found.append(Illness(phase, "settling", word.on, word.on + timedelta(days=rule.steroid_days)))
        elif phase == "infection" and days < fever_rest:
            found.append(Illness(phase, "settling", word.on, word.on + timedelta(days=fever_rest)))
        elif phase in ("relapse", "operation") and word.state == "ended":
            found.append(Illness(phase, "waiting", word.on))
    return tuple(found)


def last_fall(case: Case) -> date | None:
    """The newest fall or near-fall that still keeps the work supported (pr_down_fall)."""
    days = [day for day in case.work.falls if 0 <= case.ago(day) < case.rules.supported_days]
    return max(days, default=None)


def held(case: Case) -> tuple[str, ...]:
    """Why nothing grows today, in words; empty where it may (pr_block)."""
    lines = []
    if case.person.blocks & (NO_EXERCISE | {"B_PROG"}):
        lines.append("A safety answer holds your plan where it is until a clinician has looked.")
    lines += [HELD[one.phase, one.stage] for one in illnesses(case)]
    if flare(case) is not None:
        lines.append("Your hip is more sore than usual, so nothing grows for now.")
    if last_fall(case) is not None:
        lines.append("After a fall or near-fall nothing grows for a week.")
    if case.work.pain.get(case.today, 0) >= case.rules.rest_only_from:
        lines.append("With this much pain today, rest and slow breathing come first.")
    return tuple(lines)


HELD: dict[tuple[Phase, Stage], str] = {
    ("relapse", "ill"): "In a relapse the plan stays small. Your MS team says when more is right.",
    ("relapse", "waiting"): "After a relapse the plan waits until your MS team or physiotherapist says go.",
    ("steroids", "ill"): "During a course of steroids nothing grows.",
    ("steroids", "settling"): "For a week after a course of steroids nothing grows.",
    ("infection", "ill"): "While you have a fever there is no exercise. Rest is right.",
    ("infection", "settling"): "For two days after a fever there is no exercise. Rest is right.",
    ("operation", "ill"): "After an operation the plan waits until your surgeon or physiotherapist says go.",
    ("operation", "waiting"): "After an operation the plan waits until your surgeon or physiotherapist says go.",
}
TITLES: dict[Phase, str] = {
    "relapse": "Hold the plan for now", "operation": "Hold the plan for now", "steroids": "Nothing grows for now",
    "infection": "Rest until the fever is over",
}  # fmt: skip


def holds(case: Case) -> list[Proposal]:
    """Days that are lighter or still: illness first, then a fall, then a flare."""
    found = [
        Proposal(
            rule=one.phase, kind="hold", exercise=None, percent=None, title=TITLES[one.phase],
            reason=HELD[one.phase, one.stage], change="Your plan stays as it is and waits for you.",
            until=one.until, since=one.since,
        )
        for one in illnesses(case)
    ]  # fmt: skip
    fell, sore = last_fall(case), flare(case)
    if fell is not None:
        found.append(_after_fall(case, fell))
    if sore is not None:
        found.append(_in_flare(case, sore))
    return found


def _after_fall(case: Case, day: date) -> Proposal:
    days = case.rules.supported_days
    when = "today" if day == case.today else "yesterday" if case.ago(day) == 1 else f"{days_words(case.ago(day))} ago"
    return Proposal(
        rule="pr_down_fall", kind="hold", exercise=None, percent=None, title="A week with a firm hold",
        reason=f"You fell or nearly fell {when}. A steady week gives your confidence time to come back.",
        change=f"For {days} days only exercises with a firm hold. After that your plan is as before.",
        ask=case.steps.fall_asks, until=day + timedelta(days=days - 1), since=day,
    )  # fmt: skip


def _in_flare(case: Case, sore: Flare) -> Proposal:
    rule = case.rules.flare
    until = sore.seen + timedelta(days=rule.most_days - 1)
    long = case.today > until
    reason = f"Your pain was 2 or more above your usual {sore.usual:.0f} on {days_words(sore.days)} in a row."
    if long:
        reason += " Please ask your doctor, MS team or physiotherapist to have a look."
    return Proposal(
        rule="flare", kind="hold", exercise=None, percent=rule.percent, title="A few gentler days",
        reason=reason,
        change=f"For {rule.least_days} to {rule.most_days} days about half of the usual: "
        "gentle holds, easy movement and comfortable positions.",
        until=None if long else until, since=until + timedelta(days=1) if long else sore.seen,
    )  # fmt: skip
