"""Steps down and restarts (R4.11 pr_24h_fail, pr_down_pain, pr_down_miss, pr_break; R4.7 en_recover; R4.13 return)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from math import floor

from coach.domain.events import ProposalAnswered
from coach.domain.plan import Plan, PlanItem
from coach.engine.day_dose import fitted, with_dose
from coach.engine.doses import dose_row
from coach.engine.progression_case import Case, Kind, Proposal, with_items
from coach.engine.progression_holds import illnesses
from coach.engine.progression_words import amount, days_words, week_words
from coach.engine.work import Phase, Run

HOLDS = ("flare", "pr_down_fall", "relapse", "operation", "steroids")
"""Rules that never change the plan."""
COSTLY = ("pr_24h_fail", "en_recover")
"""Rules about what a session cost; a step down after one of them begins the count anew."""


def changes_plan(answer: ProposalAnswered) -> bool:
    """Whether a proposal of this kind is a change of the plan, and not only lighter or quiet days."""
    if answer.rule in COSTLY:
        return answer.percent is None
    return answer.percent is not None if answer.rule == "infection" else answer.rule not in HOLDS


def downs(case: Case) -> list[Proposal]:
    """Everything that asks for less; at most one of them changes the plan, the most urgent (one change at a time)."""
    found = _after_pain(case)
    weeks = [one for one in (*_returns(case), *_after_break(case), *_missed(case)) if one.week_min is not None]
    if weeks and not found:
        least = min(weeks, key=lambda one: one.week_min or 0.0)
        found.append(replace(least, answers_again=any(one.answers_again for one in weeks)))
    lighter = _costly(case)
    return [*(one for one in lighter if one.kind == "hold" or not found), *found]


# Pain (pr_down_pain)


@dataclass(frozen=True, slots=True)
class _Red:
    """Pain in the red zone: the day, and the exercise where it is known."""

    day: date
    exercise: str | None


def _reds(case: Case) -> list[_Red]:
    """Every time in the red zone within the days that count: each stop for pain, else the session that ended so."""
    since = case.work.accepted("pr_down_pain")
    found = []
    for day, exercise, pain in case.work.ouches:
        run = Run(day, "", (exercise,), pain=pain)
        if case.zone(run) == "red":
            found.append(_Red(day, exercise))
    stopped = {(red.day, red.exercise) for red in found}
    for run in case.work.runs:
        told = any((run.day, name) in stopped for name in {*run.exercises, *run.hurt})
        if not told and case.zone(run) == "red":
            found.append(_Red(run.day, next(iter(sorted(run.hurt)), None) or hardest(case, run)))
    return sorted(
        (red for red in found if 0 <= case.ago(red.day) < case.steps.red_days and (since is None or red.day > since)),
        key=lambda red: red.day,
    )


def _weekly_rise(case: Case) -> tuple[int, int] | None:
    """The pain of the last two weekly answers where it went up too far; the intake asks the same question first."""
    said = [(day, one.pain) for day, one in case.work.reviews if one.pain is not None]
    first, asked = case.profile.hip.pain, case.profile.answered
    if first is not None and (asked is None or all(day >= asked for day, _ in said)):
        said.insert(0, (asked or date.min, first))
    if len(said) < 2:
        return None
    (_, before), (day, now) = said[-2:]
    since = case.work.accepted("pr_down_pain")
    fresh = case.ago(day) < case.steps.review_days and (since is None or day > since)
    return (before, now) if fresh and now >= before + case.steps.weekly_rise else None


def _after_pain(case: Case) -> list[Proposal]:
    steps, reds, rise = case.steps, _reds(case), _weekly_rise(case)
    if len(reds) < steps.red_times and rise is None:
        return []
    sore = tuple(dict.fromkeys(red.exercise for red in reds if red.exercise is not None))
    if not sore and case.work.runs:
        worst = hardest(case, case.work.runs[-1])
        sore = (worst,) if worst is not None else ()
    if len(reds) >= steps.red_times:
        reason = f"The pain was too strong {len(reds)} times in {days_words(steps.red_days)}."
    else:
        assert rise is not None
        reason = f"Your weekly pain went from {rise[0]} to {rise[1]}."
    week = _smaller(case, steps.cut_percent)
    names = [case.called(name) for name in sore[:2] if _steps_down(case, name)]
    gentler = f" {' and '.join(names)} will be gentler." if names else ""
    return [
        Proposal(
            rule="pr_down_pain", kind="down", exercise=sore[0] if sore else None, percent=steps.cut_percent,
            title="Give the hip some room", reason=f"{reason} Less for a while often settles it.",
            change=f"{week_words(case, week)}{gentler} A few safety questions come first.",
            ask=steps.pain_asks, week_min=week, easier=sore,
        )
    ]  # fmt: skip


# What a session cost (pr_24h_fail, en_recover)


def _costly(case: Case) -> list[Proposal]:
    """The first time the next session is lighter, the second time its hardest exercise steps down."""
    since = _last_step(case)
    recent = [run for run in case.work.runs if 0 < case.ago(run.day) <= case.steps.fail_days]
    recent = [run for run in recent if since is None or run.day >= since]
    failed = [run for run in recent if case.morning_after(run) is False]
    if len({run.day for run in failed}) >= 2:
        return _easier(case, failed[-1], "pr_24h_fail", "Twice in two weeks the hip was still sore the next morning.")
    tired = [run for run in recent[-2:] if case.cost_of(run) == "over_two_hours"]
    if len(tired) == 2:
        text = "Two sessions in a row took you more than two hours to recover from."
        return _easier(case, tired[-1], "en_recover", text)
    if recent and recent[-1] in failed:
        return [_lighter(case, recent[-1], "pr_24h_fail", "The hip was more sore than usual the next morning.")]
    if recent and recent[-1] in tired:
        return [
            _lighter(case, recent[-1], "en_recover", "The last session took you more than two hours to recover from.")
        ]
    return []


def _last_step(case: Case) -> date | None:
    """When one of these rules, or pain, last led to a step down, and not only to a lighter session."""
    steps = [
        one for one in case.work.answers
        if (one.body.rule in COSTLY and one.body.percent is None) or one.body.rule == "pr_down_pain"
    ]  # fmt: skip
    return max((one.day for one in steps if one.body.accepted), default=None)


def _lighter(case: Case, run: Run, rule: str, reason: str) -> Proposal:
    percent = case.rules.cost.percent
    return Proposal(
        rule=rule, kind="hold", exercise=None, percent=percent, title="A lighter next session", reason=reason,
        change=f"Your next session is about {100 - percent} % shorter. After that all is as usual.",
        since=run.day + timedelta(days=1),
    )  # fmt: skip


def _easier(case: Case, run: Run, rule: str, reason: str) -> list[Proposal]:
    """A step down of the session's hardest exercise that can take one."""
    for name in by_effort(case, run):
        plan = stepped_down(case, case.plan, name)
        if plan is not None:
            return [
                Proposal(
                    rule=rule, kind="down", exercise=name, percent=None, title=f"A gentler {case.called(name)}",
                    reason=reason, change=_told(case, name, plan), plan=plan,
                )
            ]  # fmt: skip
    return [_lighter(case, run, rule, reason)]


def by_effort(case: Case, run: Run) -> list[str]:
    """The coach's own exercises of a session, the hardest first; of the whole session where it was only marked."""
    done = set(run.exercises)
    session = case.plan.session_named(run.session)
    if not done and session is not None:
        done = {item.id for item in session.exercise}
    known = [(place, name) for place, (_, item) in enumerate(case.items()) if (name := item.id) in done]
    catalogue = case.library.exercises
    return [n for _, n in sorted(known, key=lambda one: (-catalogue[one[1]].effort, -catalogue[one[1]].fall_risk, one))]


def hardest(case: Case, run: Run) -> str | None:
    """The hardest exercise of a session; None where none is the coach's to change."""
    return next(iter(by_effort(case, run)), None)


def _steps_down(case: Case, name: str) -> bool:
    return stepped_down(case, case.plan, name) is not None


def stepped_down(case: Case, plan: Plan, name: str) -> Plan | None:
    """A plan in which an exercise has its easier form, or less of it where there is none that fits."""
    here = case if plan == case.plan else replace(case, plan=plan)
    for change in (
        lambda item: _easier_form(case, item),
        lambda item: less(item, case.steps.cut_percent, _least(case, item)),
    ):
        changed = with_items(plan, name, change)
        if changed is not None and here.fits(changed) and here.minutes_of(changed) <= here.plan_minutes + 1e-6:
            return changed
    return None


def _easier_form(case: Case, item: PlanItem) -> PlanItem | None:
    """The nearest easier form along the chain that this person may do: its start dose, and no longer than this one."""
    name, seen = case.library.exercises[item.id].easier, {item.id}
    while name is not None and name not in seen:
        seen.add(name)
        made = case.item_of(case.options(name), item)
        easier = case.library.exercises[name]
        if made is not None:
            long = item.seconds(case.library.exercises[item.id])
            dose = fitted(made.dose(), easier, made.sides, long, case.rules.least)
            return None if dose is None else with_dose(made, dose)
        name = case.library.exercises[name].easier
    return None


def _least(case: Case, item: PlanItem) -> int:
    """The shortest time that an exercise makes sense for (R4.3, R4.5)."""
    row = dose_row(case.library.exercises[item.id], case.person.facts, case.person.level, case.library.rules)
    return (row.time_least_s if row is not None else None) or 10


def less(item: PlanItem, percent: int, least_s: int = 10) -> PlanItem | None:
    """A smaller dose of the same: sets where there are several, else times, breaths or seconds; None at the least."""
    for key in ("sets", "reps", "breaths", "time_s", "hold_s"):
        value: int | None = getattr(item, key)
        if value is None or (key == "hold_s" and item.reps != 1):
            continue
        cut = value * percent // 100
        cut = max(least_s, cut // 10 * 10) if key == "time_s" else max(1, cut)
        if cut < value:
            return item.model_copy(update={key: cut})
    return None


def _told(case: Case, name: str, plan: Plan) -> str:
    """What one exercise becomes."""
    for before, after in zip(case.plan.session, plan.session, strict=True):
        for old, new in zip(before.exercise, after.exercise, strict=True):
            if old.id == name and old != new:
                if new.id == name:
                    return f"{case.called(name)}: {amount(new)} instead of {amount(old)}."
                return f"{case.called(new.id)} comes in the place of {case.called(name)}."
    return f"{case.called(name)} becomes easier."


# The week (pr_down_miss, pr_break, return)


def _smaller(case: Case, percent: int, of: float | None = None) -> float | None:
    """A share of a week's minutes; None where that would not be less than the week that is in force."""
    base = case.week_min if of is None else of
    target = max(float(case.steps.week_least_min), floor(base * percent / 10 + 1e-6) / 10)
    return target if target < case.week_min - 0.5 else None


def _missed(case: Case) -> list[Proposal]:
    """pr_down_miss: a plan that asked for too much gets smaller, and nobody is to blame."""
    steps, work = case.steps, case.work
    if not work.plans or case.ago(work.plans[0]) < steps.miss_days or illnesses(case) or _last_break(case):
        return []
    ill = [word.on for word in work.phases.values()]
    changed = work.accepted("pr_down_miss", "pr_break", "return", "infection", "pr_down_pain", "pr_cap")
    if any(case.ago(day) < steps.miss_days for day in (*ill, *([changed] if changed else []))):
        return []
    planned, done = case.planned_and_done(steps.miss_days)
    if not planned or 100 * done >= steps.miss_percent * planned:
        return []
    week = _smaller(case, steps.cut_percent)
    return [
        _week(case, "pr_down_miss", "down", steps.cut_percent, week, "A smaller plan that fits your days",
              f"In the last two weeks you did {done} of {planned} sessions. The plan asked for too much just now.",
              "You can also have shorter sessions: wish for them in your answers.")
    ]  # fmt: skip


def _after_break(case: Case) -> list[Proposal]:
    """pr_break: after days without exercise a smaller week, measured against the week before them."""
    found = _last_break(case)
    if found is None or any(one.phase != "steroids" for one in illnesses(case)):
        return []
    last, days = found
    percent = case.steps.break_percent(days)
    if percent is None:
        return []
    taken = [
        one.body.percent or 0
        for one in case.work.answers
        if one.body.accepted and one.body.rule in ("pr_break", "return", "infection") and one.day > last
    ]
    if any(earlier <= percent for earlier in taken):
        return []
    week = _smaller(case, percent, case.work.week_on(last))
    return [
        _week(case, "pr_break", "restart", percent, week, "An easy start again",
              f"There were {days_words(days)} without exercise, and that happens. A smaller start feels better.",
              "It grows again step by step.")
    ]  # fmt: skip


def _last_break(case: Case) -> tuple[date, int] | None:
    """The last day of exercise before a break, and how long it was: one that lasts, or that has just ended."""
    days = [day for day in case.work.done_days() if day <= case.today]
    if not days:
        return None
    least = min(row[0] for row in case.steps.breaks)
    if case.ago(days[-1]) >= least:
        return days[-1], case.ago(days[-1])
    for before, after in reversed(list(pairwise(days))):
        if case.ago(after) > case.steps.restart_days:
            return None
        if (after - before).days >= least:
            return before, (after - before).days
    return None


RETURN_RULES: dict[Phase, str] = {"relapse": "return", "infection": "infection"}


def _returns(case: Case) -> list[Proposal]:
    """After a relapse or an infection: half of the last good week (R4.13)."""
    found: list[Proposal] = []
    waiting = {one.phase for one in illnesses(case)}
    for phase, rule in RETURN_RULES.items():
        word = case.work.phases.get(phase)
        if word is None or word.state == "began" or phase in waiting or case.ago(word.on) > case.steps.return_days:
            continue
        answered = case.work.accepted(rule)
        if answered is not None and answered >= word.on:
            continue
        began = case.work.began.get(phase, word.on)
        week = _smaller(case, case.rules.illness.return_percent, case.work.week_on(began - timedelta(days=1)))
        again = phase == "relapse"
        more = "Please go through your answers again first: a relapse can change what suits you." if again else ""
        proposal = _week(
            case, rule, "restart", case.rules.illness.return_percent, week, "Half a week to begin again",
            f"Your {phase} is behind you. Half of your last good week is a kind way back.", more,
        )  # fmt: skip
        found.append(replace(proposal, answers_again=again))
    return found


def _week(
    case: Case, rule: str, kind: Kind, percent: int, week: float | None, title: str, reason: str, more: str
) -> Proposal:
    change = f"{week_words(case, week)} {more}".strip()
    return Proposal(
        rule=rule, kind=kind, exercise=None, percent=percent, title=title, reason=reason, change=change, week_min=week
    )
