"""Steps up (R4.11): time first, then how much, the harder form last (pr_order); never more than one is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coach.domain.exercise import Exercise
from coach.domain.plan import Plan, PlanItem
from coach.engine.doses import Caps, caps, dose_row, over_cap
from coach.engine.options import Option
from coach.engine.progression_case import Case, Proposal, mine, with_items
from coach.engine.progression_words import amount, times_words, week_words
from coach.engine.work import Run

RULES = ("pr_cap", "pr_2for2", "pr_balance", "pr_stretch", "pr_stage_tendon")
"""The rules of steps up."""
OPEN_HANDS = frozenset({"fingertips_fixed", "hover_fixed", "none_needed"})
"""Supports on the feet that wait until the risk of falls is low (pr_balance)."""
TENDON = frozenset({"gtps", "tendinopathy"})
RULE_OF = {
    "strengthening": "pr_2for2", "gait": "pr_2for2", "aerobic": "pr_2for2", "balance": "pr_balance",
    "stretching": "pr_stretch",
}  # fmt: skip


def ups(case: Case) -> Iterator[Proposal]:
    """Every step up that is earned, in the order of pr_order: time, amounts, stages, harder forms."""
    yield from _longer_week(case)
    earned = [(item, rule) for _, item in case.items() if (rule := _earned(case, item)) is not None]
    for item, rule in sorted(earned, key=lambda one: one[1] != "pr_stretch"):  # a longer hold is time
        yield from _more(case, item, rule)
    yield from _tendon_stages(case)
    for item, rule in earned:
        if rule != "pr_stretch":
            yield from _harder(case, item, rule)


# The week (pr_cap)


def grown(case: Case) -> float:
    """The most that the next week may last: + 10 % or a few minutes, never over R4.2 or what the person gives."""
    return min(case.tenth_more(case.week_min), case.week_most)


def _longer_week(case: Case) -> Iterator[Proposal]:
    week = round(grown(case), 1)
    planned, done = case.planned_and_done(7)
    enough = planned > 0 and 100 * done >= case.steps.grow_done_percent * planned
    runs = [run for run in case.work.runs if 0 < case.ago(run.day) <= 7]
    felt = [case.felt(run) for run in runs]
    if week < case.week_min + 1 or not enough or False in felt or 2 * felt.count(True) < len(felt):
        return
    yield Proposal(
        rule="pr_cap", kind="up", exercise=None, percent=round(100 * week / case.week_min), title="A little more time",
        reason=f"Last week you did {done} of {planned} sessions, and the hip stayed calm.",
        change=week_words(case, week), week_min=week,
    )  # fmt: skip


# One exercise (pr_2for2, pr_balance, pr_stretch)


def _earned(case: Case, item: PlanItem) -> str | None:
    """The rule by which an exercise has earned more; None where it has not."""
    exercise = case.library.exercises[item.id]
    rule = RULE_OF.get(exercise.module)
    easy = easy_in_a_row(case, item.id)
    if rule is None or not all(case.calm(run) for run in easy[-case.steps.easy_sessions :]):
        return None
    if rule == "pr_stretch":
        days = (easy[-1].day - easy[0].day).days + 1 if easy else 0
        often = len({run.day for run in easy}) >= case.steps.stretch_easy_least
        return rule if often and days >= case.steps.stretch_easy_days else None
    return rule if len(easy) >= case.steps.easy_sessions else None


def easy_in_a_row(case: Case, name: str) -> list[Run]:
    """The newest sessions with an exercise that were all too easy, since it last changed, oldest first."""
    since = case.work.accepted(exercise=name)
    easy: list[Run] = []
    for run in reversed(case.work.with_exercise(name)):
        if name not in run.easy or (since is not None and run.day <= since):
            break
        easy.append(run)
    return easy[::-1]


def _because(case: Case, rule: str) -> str:
    if rule == "pr_stretch":
        return f"It has felt easy for {case.steps.stretch_easy_days} days, and the hip stayed calm."
    count = times_words(case.steps.easy_sessions)
    if rule == "pr_balance":
        return f"{count} sessions in a row you held it steadily, and the hip was calm afterwards."
    return f"{count} sessions in a row you had more in you, and the hip was calm afterwards."


def _more(case: Case, item: PlanItem, rule: str) -> Iterator[Proposal]:
    """More of the same, within the caps of R4.3."""
    exercise = case.library.exercises[item.id]
    for change in _amounts(case, exercise):
        plan = with_items(case.plan, item.id, change)
        if plan is not None and within(case, plan):
            new = change(item)
            assert new is not None
            yield Proposal(
                rule=rule, kind="up", exercise=item.id, percent=None, title=f"A little more: {exercise.name}",
                reason=_because(case, rule), change=f"{amount(new)} instead of {amount(item)}.", plan=plan,
            )  # fmt: skip
            return


Change = Callable[[PlanItem], PlanItem | None]


def _amounts(case: Case, exercise: Exercise) -> list[Change]:
    """The ways to do more of an exercise, the first choice first."""
    steps, limit = case.steps, caps(exercise, case.person.facts, case.person.level, case.library.rules)
    if exercise.module == "stretching":
        return [lambda item: _longer_stretch(case, exercise, item)] if exercise.kind == "hold" else []
    if exercise.kind == "hold":
        if exercise.module == "balance":
            top = min(limit.hold_s or 0, steps.balance_target_s)
            return [lambda item: _raised(item, limit, "hold_s", steps.balance_hold_s, top)]
        return [lambda item: _raised(item, limit, "hold_s", steps.isometric_hold_s)]
    if exercise.kind == "timed":
        return [lambda item: _longer(case, item, limit), lambda item: _raised(item, limit, "sets", steps.add_sets)]
    more = [
        lambda item: _raised(item, limit, "sets", steps.add_sets),
        lambda item: _raised(item, limit, "reps", steps.add_reps),
    ]
    return more if exercise.module == "strengthening" else more[::-1]


def _raised(item: PlanItem, limit: Caps, key: str, by: int, top: int | None = None) -> PlanItem | None:
    """One number of the dose raised, at most to its cap; None where it is there, or where no cap is known."""
    value: int | None = getattr(item, key)
    most: int | None = getattr(limit, key)
    if value is None or most is None:
        return None
    new = min(value + by, most if top is None else min(most, top))
    return item.model_copy(update={key: new}) if new > value else None


def _longer(case: Case, item: PlanItem, limit: Caps) -> PlanItem | None:
    """A timed exercise a tenth longer, in steps of ten seconds."""
    if item.time_s is None:
        return None
    by = max(case.steps.timed_least_s, item.time_s * case.steps.timed_percent // 100 // 10 * 10)
    return _raised(item, limit, "time_s", by)


def _longer_stretch(case: Case, exercise: Exercise, item: PlanItem) -> PlanItem | None:
    """Longer holds; fewer of them where the whole would be over the seconds of a day for one muscle (R4.3)."""
    person, rules = case.person, case.library.rules
    new = _raised(item, caps(exercise, person.facts, person.level, rules), "hold_s", case.steps.stretch_hold_s)
    row = dose_row(exercise, person.facts, person.level, rules)
    if new is None or new.hold_s is None or new.reps is None or row is None or row.day_total_s is None:
        return new
    holds = min(new.reps, row.day_total_s // (new.hold_s * new.sets * _a_day(case, item.id)))
    return new.model_copy(update={"reps": holds}) if holds else None


def _a_day(case: Case, name: str) -> int:
    """How many times a day an exercise comes at most."""
    with_it = [one for one in case.plan.session if any(item.id == name for item in one.exercise)]
    return max((sum(day in one.days for one in with_it) for one in with_it for day in one.days), default=1)


def within(case: Case, plan: Plan) -> bool:
    """Whether a fuller plan keeps every rule, every cap, and the minutes that a week may grow by (pr_cap)."""
    before, after = case.minutes_of(case.plan), case.minutes_of(plan)
    room = max(grown(case) - case.week_min, 0.0)
    most = min(max(before + room, case.week_min), case.tenth_more(before))
    if after > before and after > most + 1e-6:
        return False
    return case.fits(plan) and not any(_over(case, item) for session in plan.session for item in session.exercise)


def _over(case: Case, item: PlanItem) -> bool:
    exercise = case.exercise(item.id)
    if exercise is None or not mine(item):
        return False
    limit = caps(exercise, case.person.facts, case.person.level, case.library.rules)
    return over_cap(item.dose_of(exercise), limit) is not None


# The next stage or the harder form


def _harder(case: Case, item: PlanItem, rule: str) -> Iterator[Proposal]:
    """The next exercise of the chain, where its rules and stages are open to this person."""
    exercise = case.library.exercises[item.id]
    name = exercise.harder
    if name is None or _waits_for_tendon(case, exercise, name):
        return
    plan = _exchanged(case, item.id, name)
    if plan is not None:
        yield _step(case, item, name, rule, plan, _because(case, rule))


def _step(case: Case, item: PlanItem, name: str, rule: str, plan: Plan, reason: str) -> Proposal:
    return Proposal(
        rule=rule, kind="up", exercise=item.id, percent=None, title=f"The next step: {case.called(name)}",
        reason=reason, change=f"{case.called(name)} comes in the place of {case.called(item.id)}.", plan=plan,
    )  # fmt: skip


def _exchanged(case: Case, old: str, new: str) -> Plan | None:
    """The plan with another exercise in every place of one, with its start dose."""
    options = [one for one in case.options(new) if not _hands_too_free(case, one)]
    plan = with_items(case.plan, old, lambda item: case.item_of(options, item))
    return plan if plan is not None and within(case, plan) else None


def _hands_too_free(case: Case, option: Option) -> bool:
    """Fingertips or no hand on the feet: only where the risk of falls is low (pr_balance)."""
    return option.way.on_feet and option.exercise.support in OPEN_HANDS and case.person.says("fall_risk_high")


# Stages of a sore tendon (pr_stage_tendon)


def stage(exercise: Exercise) -> int:
    """The stage of strength work for a tendon: 0 gentle holds, 1 slow and off the feet, 2 on the feet."""
    if exercise.on_feet(exercise.position):
        return 2
    return 0 if exercise.isometric else 1


def _for_tendon(case: Case, exercise: Exercise) -> bool:
    kept = TENDON.intersection(case.person.kept)
    return exercise.module == "strengthening" and not kept.isdisjoint(exercise.patterns)


def _waits_for_tendon(case: Case, exercise: Exercise, harder: str) -> bool:
    """Whether the next form is a later stage, which only pr_stage_tendon opens."""
    return _for_tendon(case, exercise) and stage(case.library.exercises[harder]) > stage(exercise)


def _tendon_stages(case: Case) -> Iterator[Proposal]:
    for _, item in case.items():
        exercise = case.library.exercises[item.id]
        if not _for_tendon(case, exercise) or stage(exercise) == 2 or not _tendon_calm(case, exercise):
            continue
        name = _next_stage(case, exercise)
        plan = None if name is None else _exchanged(case, item.id, name)
        if name is not None and plan is not None:
            steps = case.steps
            reason = f"For {steps.tendon_days} days your pain was {steps.tendon_pain_to} or less with this stage."
            yield _step(case, item, name, "pr_stage_tendon", plan, reason)


def _next_stage(case: Case, exercise: Exercise) -> str | None:
    """The first exercise up the chain that belongs to the next stage."""
    here, name, seen = stage(exercise), exercise.harder, {exercise.id}
    while name is not None and name not in seen:
        seen.add(name)
        one = case.library.exercises[name]
        if stage(one) == here + 1 and one.module == "strengthening":
            return name
        name = one.harder
    return None


def _tendon_calm(case: Case, exercise: Exercise) -> bool:
    """Long enough in the stage (R4.6), and little pain in the last days, in rest and in every session."""
    steps = case.steps
    runs = case.work.with_exercise(exercise.id)
    needed = steps.tendon_isometric_days if stage(exercise) == 0 else steps.tendon_slow_days
    if not runs or case.ago(runs[0].day) < needed:
        return False
    rated = [pain for day, pain in case.work.pain.items() if 0 <= case.ago(day) < steps.tendon_days]
    recent = [run for run in runs if 0 <= case.ago(run.day) < steps.tendon_days]
    rated += [run.pain for run in recent if run.pain is not None]
    mild = len(rated) >= steps.tendon_ratings_least and max(rated) <= steps.tendon_pain_to
    return mild and len(recent) >= 2 and not any(run.hurt or case.morning_after(run) is False for run in recent)
