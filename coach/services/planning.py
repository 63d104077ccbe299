"""Building, checking, accepting and reading the plan (design 3.3)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.domain.compiled import PlanInForce, SessionFacts
from coach.domain.events import PlanAccepted
from coach.domain.plan import Plan, PlanItem
from coach.errors import InputError, SafetyStop
from coach.services.context import Coach
from coach.services.people import usual_person
from coach.store.plan_file import load_in_force, parse_plan, render_plan, save_in_force
from coach.toml.problems import Problem

if TYPE_CHECKING:
    from coach.domain.exercise import Exercise, Habit, Tip
    from coach.domain.library import Library
    from coach.domain.profile import Profile
    from coach.engine.builder import Built
    from coach.engine.person import Person

NO_PLAN = "There is no plan yet. `coach plan build` makes one from your answers."
SAFETY_KINDS = ("flags_raised", "flag_cleared", "flags_asked", "intake_done", "fall_logged")


@dataclass(frozen=True, slots=True)
class Current:
    """The plan that holds now. `problems` tell why a newer `plan.toml` is not in force; `cautions` are only said."""

    in_force: PlanInForce
    problems: tuple[Problem, ...] = ()
    cautions: tuple[Problem, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.in_force.plan


def build_plan(coach: Coach, profile: Profile, *, own: bool = True) -> Built:
    """Build a week for a profile; nothing is written. `own` takes the person's journal into account.

    Raises:
        SafetyStop: a flag blocks everything; the text is the action screen.
    """
    from coach.engine.builder import build
    from coach.engine.history import History
    from coach.engine.person import assess
    from coach.services.safety import stop_if_emergency

    history = coach.usual_history() if own else History()
    screening = assess(profile, coach.library.rules, history, coach.today()).screening
    stop_if_emergency(coach, screening)
    return build(profile, coach.library, history, coach.today())


def accept(coach: Coach, plan: Plan, profile: Profile | None = None) -> Current:
    """Put a plan into force: write `plan.toml` (the old one is kept as a dated backup), compile it, journal it.

    Raises:
        InputError: the plan breaks a rule for this person; nothing was written.
    """
    profile = profile or coach.profile()
    text = render_plan(plan)
    findings = check_bytes(coach, text.encode(), "plan.toml", profile)
    wrong = [problem for problem, level in findings.rows if level == "error"]
    if findings.plan is None or wrong:
        raise InputError("\n".join(str(problem) for problem in wrong or findings.problems))
    coach.home.prepare()
    coach.home.write(coach.home.plan, text, coach.now())
    week_min = _week_min(coach, findings.person)
    return Current(put_in_force(coach, plan, text.encode(), findings.person, plan, week_min))


def _week_min(coach: Coach, person: Person | None) -> float | None:
    """Minutes of the week that the builder plans for this person now."""
    from coach.engine.targets import week_minutes

    return None if person is None else week_minutes(person, coach.library.rules, coach.usual_history().week_min)


def put_in_force(
    coach: Coach,
    plan: Plan,
    raw: bytes,
    person: Person | None,
    made: Plan | None = None,
    week_min: float | None = None,
) -> PlanInForce:
    """Journal and compile a plan that was checked for this person and that `plan.toml` now holds.

    `made` is the plan as the coach would have it; without it that stays as it was before the person's change.
    `week_min` are the minutes of the week that it was built for.
    """
    coach.record(_accepted(plan, week_min))
    return _compile(coach, plan, raw, person, made)


def _accepted(plan: Plan, week_min: float | None = None) -> PlanAccepted:
    entries = dict.fromkeys(item.id for session in plan.session for item in session.exercise)
    return PlanAccepted(title=plan.title, sessions=len(plan.session), entries=tuple(entries), week_min=week_min)


def current_plan(coach: Coach) -> Current | None:
    """The plan in force; None before the first. A changed `plan.toml` that fits comes into force here.

    A file that does not fit never replaces the plan in force: the last good one stays, and the problems are said.
    """
    stored, broken = load_in_force(coach.home)
    raw = coach.home.read(coach.home.plan)
    if raw is None:
        if stored is None:
            return None
        gone = Problem(
            "plan.toml", None, None, "", "is gone; the last plan goes on", "`coach plan build` writes a new one."
        )
        return Current(_fresh(coach, stored), (gone,))
    if stored is not None and stored.source == digest(raw):
        return Current(_fresh(coach, stored))
    findings = check_bytes(coach, raw, "plan.toml", coach.profile())
    wrong = tuple(problem for problem, level in findings.rows if level == "error")
    if findings.plan is None or wrong:
        problems = (*findings.problems, *wrong)
        if stored is None:
            raise InputError("\n".join(str(problem) for problem in (*broken, *problems)))
        return Current(_fresh(coach, stored), problems)
    cautions = tuple(problem for problem, level in findings.rows if level == "caution")
    return Current(put_in_force(coach, findings.plan, raw, findings.person), cautions=cautions)


def needed_plan(coach: Coach) -> Current:
    """The plan in force.

    Raises:
        InputError: there is none.
    """
    current = current_plan(coach)
    if current is None:
        raise InputError(NO_PLAN)
    return current


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What `plan check` found: the plan where its form fits, problems of form, and findings with their level."""

    plan: Plan | None
    problems: tuple[Problem, ...]
    rows: tuple[tuple[Problem, str], ...]
    person: Person | None = None
    """Whom it was checked for."""

    @property
    def fits(self) -> bool:
        """Whether the plan may be used."""
        return self.plan is not None and all(level != "error" for _, level in self.rows)


def check_bytes(coach: Coach, raw: bytes, file: str, profile: Profile | None) -> CheckResult:
    """Check a plan file's form and, with a profile, everything that the rules say of it."""
    from coach.engine.plan_check import check_plan

    plan, document, problems = parse_plan(raw, file)
    if plan is None or document is None:
        return CheckResult(None, problems, ())
    person = None if profile is None else usual_person(coach, profile)
    findings = check_plan(plan, coach.library, person, profile)
    rows = tuple((document.problem(one.loc, one.message, one.hint), one.level) for one in findings)
    return CheckResult(plan, (), rows, person)


def digest(raw: bytes) -> str:
    """What a file's bytes are known by, in `PlanInForce.source` too."""
    return hashlib.sha256(raw).hexdigest()


def answers_digest(coach: Coach) -> str:
    """A digest of the files that the person's answers stand in."""
    parts = [coach.home.read(path) or b"" for path in (coach.home.profile, coach.home.medicines)]
    return digest(b"\0".join(parts))


def safety_mark(coach: Coach) -> str:
    """The id of the newest event that bears on safety, empty without one."""
    events = [coach.journal.last(kind) for kind in SAFETY_KINDS]
    return max((event.id for event in events if event is not None), default="")


def _fresh(coach: Coach, stored: PlanInForce) -> PlanInForce:
    """The stored plan, with its blocks worked out again where answers or safety events have changed since."""
    if stored.answers == answers_digest(coach) and stored.safety == safety_mark(coach):
        return stored
    profile = coach.profile()
    renewed = _with_facts(coach, stored, None if profile is None else usual_person(coach, profile))
    save_in_force(coach.home, renewed)
    return renewed


def _compile(coach: Coach, plan: Plan, raw: bytes, person: Person | None, made: Plan | None) -> PlanInForce:
    before, _ = load_in_force(coach.home)
    if made is None and before is not None:
        made = before.made or before.plan
    at = coach.now().isoformat(timespec="seconds")
    bare = PlanInForce(accepted=at, source=digest(raw), plan=plan, made=made)
    compiled = _with_facts(coach, bare, person)
    coach.home.prepare()
    save_in_force(coach.home, compiled)
    return compiled


def _with_facts(coach: Coach, stored: PlanInForce, person: Person | None) -> PlanInForce:
    """The plan with what a day needs to know of it without the catalogue."""
    from coach.engine.minutes import position_of, session_seconds

    library, plan = coach.library, stored.plan
    level = person.level if person else 3
    facts = tuple(
        SessionFacts(
            session=session.id,
            seconds=session_seconds(session, library.exercises, level, library.rules.weekly),
            moves=len(session.exercise),
            positions=tuple(
                dict.fromkeys(position_of(i, library.exercises) for i in session.exercise if i.id in library.exercises)
            ),
        )
        for session in plan.session
    )
    return stored.model_copy(
        update={
            "answers": answers_digest(coach),
            "safety": safety_mark(coach),
            "facts": facts,
            "names": _names(plan, library),
            "blocks": tuple(sorted(person.blocks)) if person else (),
        }
    )


def _names(plan: Plan, library: Library) -> dict[str, str]:
    ids = [item.id for session in plan.session for item in session.exercise]
    known: dict[str, Exercise | Tip | Habit] = {**library.exercises, **library.tips, **library.habits}
    ids += [tip.id for tip in plan.tip] + [habit.id for habit in plan.habit]
    return {name: known[name].name for name in ids if name in known}


def swaps(coach: Coach, plan: Plan, session: str, place: int, most: int = 6) -> tuple[PlanItem, ...]:
    """Other items that fit in the same place: same share, allowed for the person, keeping the plan within the rules."""
    from coach.engine.swapping import swap_candidates

    profile = coach.profile()
    if profile is None:
        raise SafetyStop("Answer the questions first: `coach intake`.")
    return swap_candidates(plan, session, place, profile, coach.library, coach.usual_history(), coach.today(), most)
