"""Why an item of a plan is there: the answers that led to it, the rule with its source, the next best and why it lost.

Works for every plan, written by hand or made by the coach, and says so where a rule now stands against an item.
"""

from __future__ import annotations

import re

from coach.domain.exercise import Exercise, Habit, Tip
from coach.domain.library import Library
from coach.domain.plan import PlanItem, Session
from coach.engine.eligibility import Refusal, eligible
from coach.engine.explanation import BY_HAND, CHOSEN, Explanation, Known, NextBest, Reason, Rule
from coach.engine.next_best import next_best
from coach.engine.openings import RULE_OF, since
from coach.engine.options import GOAL_TARGETS
from coach.engine.reasons import GENERAL, PART_WHY, answer_for, general_why, refusal_words
from coach.engine.score import wants
from coach.engine.shares import share_of
from coach.engine.tips import NOT_SWALLOWED, RELIEF, marks_of, ranked_habits, ranked_tips
from coach.engine.why_amount import why_amount
from coach.engine.why_when import next_best_time, why_days, why_time


def explain(known: Known) -> tuple[Explanation, ...]:
    """Every item of the plan: its sessions with their exercises, tips, habits."""
    found: list[Explanation] = []
    for session in known.plan.session:
        found.append(explain_session(known, session))
        found += [explain_exercise(known, session, place) for place in range(len(session.exercise))]
    found += [explain_tip(known, entry.id) for entry in known.plan.tip]
    return (*found, *(explain_habit(known, entry.id) for entry in known.plan.habit))


def explain_session(known: Known, session: Session) -> Explanation:
    """Why on these days and at this time."""
    days, times = why_days(known, session), why_time(known, session)
    told = (*days, *times)
    return Explanation(
        kind="session",
        id=session.id,
        name=session.title,
        answers=tuple(reason for reason in told if reason.about == "answer"),
        when=tuple(reason for reason in told if reason.about != "answer"),
        sources=known.sources(*(reason.source for reason in told)) or known.sources(CHOSEN),
        next_best=next_best_time(known, session),
    )


def explain_exercise(known: Known, session: Session, place: int) -> Explanation:
    """Why one exercise is in a session, how much of it, and what would have come in its place."""
    item = session.exercise[place]
    exercise = known.exercise(item)
    if exercise is None:
        hand = Reason("hand", item.why[0] if item.why else BY_HAND)
        return Explanation("exercise", item.id, item.id, session.id, reasons=(hand,))
    answers = _answers(known, item, exercise)
    reasons = (*_written(known, item), *_reasons(known, item, exercise))
    amount = why_amount(known, item, exercise)
    when = tuple(one for one in (*why_days(known, session), *why_time(known, session)) if one.about in MOVES_IT)
    if exercise.module != "strengthening" and not exercise.on_feet(exercise.position):
        when = ()
    own = exercise.id in known.library.own
    cited = () if own else (one.source for one in (*reasons, *amount, *when))
    return Explanation(
        kind="exercise",
        id=item.id,
        name=exercise.name,
        session=session.id,
        answers=answers,
        reasons=reasons,
        amount=amount,
        when=when,
        sources=known.sources(*exercise.source, *cited),
        next_best=next_best(known, session, place),
        against=_against(known, exercise),
    )


MOVES_IT = frozenset({"day", "window"})
"""What about a session's time matters for one exercise in it."""


def _answers(known: Known, item: PlanItem, exercise: Exercise) -> tuple[Reason, ...]:
    """The person's own answers that led to it: two at most about the hip, one wish, and who or what is at hand."""
    if item.part != "main":
        return ()
    rules = known.library.rules
    found: list[Reason] = []
    by_id = {rule.id: rule for rule in rules.patterns.pattern}
    for kept in known.person.patterns.kept:
        text = answer_for(by_id[kept.pattern], exercise, known.person) if kept.pattern in exercise.patterns else None
        if text is not None and len(found) < 2:
            found.append(Reason("answer", text, Rule("R3.2", kept.pattern)))
    found += _wishes(known, exercise)[:1]
    if item.with_helper:
        found.append(
            Reason("answer", "Somebody helps you, and this one is done together.", Rule("R1.4", "helper_needed"))
        )
    return tuple(found)


def _wishes(known: Known, exercise: Exercise) -> list[Reason]:

    fields = [field for question in known.library.rules.intake.question for field in question.field]
    goals = next((field.options for field in fields if field.id == "goals"), ())
    return [
        Reason("answer", f'"{goal.text}" is one of the things that matter most to you.', Rule("R0.6", "goals"))
        for goal in goals
        if goal.id in known.person.facts.chosen("goals")
        and not GOAL_TARGETS.get(goal.id, frozenset()).isdisjoint(exercise.targets)
    ]


def _reasons(known: Known, item: PlanItem, exercise: Exercise) -> tuple[Reason, ...]:
    """Why work of this kind, and why on these muscles."""
    if item.part in PART_WHY:
        return (Reason("kind", PART_WHY[item.part], Rule("R4.3", item.part), CHOSEN),)
    rules = known.library.rules
    share = share_of(exercise, known.person.level, rules)
    by_id = {rule.id: rule for rule in rules.patterns.pattern}
    helping = [one.pattern for one in known.person.patterns.kept if one.pattern in exercise.patterns]
    pattern = next((one for one in helping if share in by_id[one].helps), None)
    if pattern is not None:
        kind = Reason("kind", by_id[pattern].helps[share], Rule("R4.5", pattern))
    else:
        kind = Reason("kind", general_why(exercise, share, rules), Rule("R4.5", "default"), CHOSEN)
    asked = [want for want in wants(known.person, rules) if want.share == share]
    first = next((t for want in asked for t in want.targets if t in exercise.targets[:2]), None)
    if first is None:
        return (kind,)
    name = next(one.name for one in rules.modules.share if one.id == share)
    text = f"For {name}, your answers ask for {known.muscle(first)} early on. It works there."
    return kind, Reason("first", text, Rule("R4.6", pattern or "default"), CHOSEN)


def _written(known: Known, item: PlanItem) -> tuple[Reason, ...]:
    """What a person or a therapist wrote, or that they put it there; the coach's own sentences are told afresh."""
    if not item.why or item.id in known.library.own:
        hand = (Reason("hand", BY_HAND),)
        return hand if not item.why else (*hand, *(Reason("hand", line) for line in item.why))
    return tuple(Reason("hand", line) for line in item.why if not _is_ours(line, known.library))


def _is_ours(line: str, library: Library) -> bool:
    """Whether a sentence comes from the coach, whatever the numbers in it were at the time."""
    rules = library.rules.patterns.pattern
    ours = [one.text for rule in rules for one in rule.because] + [
        text for rule in rules for text in rule.helps.values()
    ]
    return any(re.fullmatch(_open(text), line) for text in (*ours, *PART_WHY.values(), GENERAL))


def _open(template: str) -> str:
    return re.sub(r"\\\{\w+\\\}", ".+", re.escape(template))


def _against(known: Known, exercise: Exercise) -> tuple[Reason, ...]:
    """The rule that refuses it now, and since when where that is known."""
    answer = eligible(exercise, known.person, known.library.rules)
    if not isinstance(answer, Refusal):
        return ()
    day = since(known, answer)
    words = refusal_words(answer, known.library.rules)
    lead = "It is not for you now" + (f", since {day.day} {day:%B %Y}" if day else "") + "."
    return (Reason("rule", f"{lead} {words}", Rule(RULE_OF[answer.kind], answer.detail)),)


def explain_tip(known: Known, name: str) -> Explanation:
    """Why a tip is beside the plan."""
    tip = known.library.tips.get(name)
    if tip is None:
        return Explanation("tip", name, name, reasons=(Reason("hand", BY_HAND),))
    rules = known.library.rules
    by_id = {str(rule.id): rule for rule in rules.patterns.pattern}
    suits = marks_of(known.person).intersection(tip.patterns)
    kept = [str(one.pattern) for one in known.person.patterns.kept if str(one.pattern) in suits]
    told = [(pattern, answer_for(by_id[pattern], None, known.person)) for pattern in kept]
    answers = [Reason("answer", text, Rule("R3.2", pattern)) for pattern, text in told if text][:2]
    if not answers and "skin" in suits:
        answers.append(
            Reason("answer", "Your skin may feel less, or you sit or lie for long.", Rule("R1.4", "sens_flag"))
        )
    if not answers and "pre_thr" in suits:
        answers.append(Reason("answer", "You had a hip operation.", Rule("R1.6", "pre_thr")))
    if tip.id == RELIEF:
        reason = "Skin that carries your weight needs a rest from it, again and again."
    elif suits:
        reason = "One small tip at a time is easier to keep than many."
    else:
        reason = BY_HAND
    rule = Rule("R5.1", tip.id)
    ranked = [one for one in ranked_tips(known.person, known.library) if one.id not in _tips_of(known)]
    lost = "Only one tip comes at a time. It can be next." if suits else "Only one tip comes at a time."
    other = ranked[0] if ranked and tip.id != RELIEF else None
    return _small("tip", tip, tuple(answers), Reason("kind", reason, rule), tip.source or (CHOSEN,), other, lost, known)


def _tips_of(known: Known) -> set[str]:
    return {entry.id for entry in known.plan.tip} | {entry.id for entry in known.plan.habit}


def explain_habit(known: Known, name: str) -> Explanation:
    """Why a small habit is beside the plan."""
    habit = known.library.habits.get(name)
    if habit is None:
        return Explanation("habit", name, name, reasons=(Reason("hand", BY_HAND),))
    ranked = ranked_habits(known.person, known.library)
    answers: tuple[Reason, ...] = ()
    if habit.id in NOT_SWALLOWED and "swallowing" in known.person.facts.chosen("other"):
        text = "You told that swallowing can be hard, so the first habit is not about food or drink."
        answers = (Reason("answer", text, Rule("R6.8", "swallowing")),)
    ours = habit in ranked
    text = "One small habit at a time, easy enough for a tired day." if ours else BY_HAND
    other = next((one for one in ranked if one.id not in _tips_of(known)), None)
    lost = "Only one habit comes at a time. It can be next."
    reason = Reason("kind", text, Rule("R6.8", habit.id))
    return _small("habit", habit, answers, reason, (CHOSEN,), other, lost, known)


def _small(
    kind: str,
    what: Tip | Habit,
    answers: tuple[Reason, ...],
    reason: Reason,
    sources: tuple[str, ...],
    other: Tip | Habit | None,
    lost: str,
    known: Known,
) -> Explanation:
    """A tip or a habit explained."""
    return Explanation(
        kind=kind,
        id=what.id,
        name=what.name,
        answers=answers,
        reasons=(reason,),
        sources=known.sources(*sources),
        next_best=None if other is None else NextBest(other.id, other.name, lost),
    )
