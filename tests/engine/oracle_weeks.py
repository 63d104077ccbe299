"""A second opinion on weeks that were lived: R4.11 to R4.13, told from plans and journal alone.

Shares no code with `coach.engine.progression*`; the numbers are those of rules.md and not of `plans/`. What a plan may
hold is asked of `oracle`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from coach.domain.events import (
    CheckIn,
    FallLogged,
    FlagCleared,
    FlagsRaised,
    PhaseLogged,
    PlanAccepted,
    ProposalAnswered,
    SetDone,
)
from coach.domain.journal import Event
from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.profile import Profile
from coach.engine.simulation import LivedWeek, Moment
from tests.engine import oracle
from tests.engine.oracle_person import Reading

UP = frozenset({"pr_cap", "pr_2for2", "pr_balance", "pr_stretch", "pr_stage_tendon"})
FIRM = frozenset({"two_hands_fixed", "one_hand_fixed", "helper_hands_on", "standing_frame", "own_aid"})
RESTFUL = frozenset({"br_slow", "br_deep", "re_relax", "re_position", "ds_texture"})
STILL_IN_ILLNESS = frozenset({"balance", "gait", "strengthening"})
AMOUNTS = ("sets", "reps", "hold_s", "time_s", "breaths")


@dataclass(slots=True)
class Watched:
    """What comes to light in one person's weeks."""

    breaches: list[tuple[int, str]] = field(default_factory=list)
    """Week and words."""
    ups: Counter[str] = field(default_factory=Counter)
    """Steps up taken, by rule."""
    downs: Counter[str] = field(default_factory=Counter)
    """Everything else that was taken, by rule."""
    held_weeks: int = 0
    """Weeks that began under a block, a red flag or a hold."""
    outgrown: int = 0
    """Plans in force that no longer fit their person: only the day's version keeps the rules there."""


@dataclass(frozen=True)
class Told:
    """The journal up to a day, read once more."""

    profile: Profile
    events: Sequence[Event]
    today: date

    def known(self) -> Iterator[Event]:
        return (one for one in self.events if one.day <= self.today)

    def falls(self, days: int) -> int:
        return sum(isinstance(one.body, FallLogged) and (self.today - one.day).days < days for one in self.known())

    def flags(self) -> tuple[set[str], set[str]]:
        """Raised ever, and those whose newest word is "checked by a clinician"."""
        raised: set[str] = set()
        cleared: set[str] = set()
        for one in self.known():
            if isinstance(one.body, FlagsRaised):
                raised |= set(one.body.flags)
                cleared -= set(one.body.flags)
            elif isinstance(one.body, FlagCleared):
                cleared.add(one.body.flag)
        return raised, cleared

    def practised(self) -> frozenset[str]:
        """Done on three days."""
        days: dict[str, set[date]] = {}
        for one in self.known():
            if isinstance(one.body, SetDone):
                days.setdefault(one.body.exercise, set()).add(one.day)
        return frozenset(name for name, found in days.items() if len(found) >= 3)

    def checks(self) -> dict[date, CheckIn]:
        return {one.day: one.body for one in self.known() if isinstance(one.body, CheckIn)}

    def reading(self, *, today: bool = False) -> Reading:
        raised, cleared = self.flags()
        check = self.checks().get(self.today) if today else None
        return Reading(
            self.profile, self.today, self.falls(90), frozenset(cleared), frozenset(raised), self.practised(),
            None if check is None else check.fatigue,
        )  # fmt: skip

    def ill(self) -> set[str]:
        """R4.13: what still holds the plan back; steroids and 7 days after, 48 hours after a fever."""
        newest: dict[str, PhaseLogged] = {}
        for one in self.known():
            if isinstance(one.body, PhaseLogged):
                newest[one.body.phase] = one.body
        found = set()
        for phase, word in newest.items():
            after = (self.today - word.on).days
            waits = phase in ("relapse", "operation") and word.state == "ended"
            settles = (phase == "steroids" and after <= 7) or (phase == "infection" and after < 2)
            if word.state == "began" or waits or settles:
                found.add(phase)
        return found

    def sore(self) -> bool:
        """R4.12 flare: pain two above the usual on three days in a row; at least three days long."""
        pain = {day: check.pain for day, check in self.checks().items() if check.pain is not None}

        def usual(before: date) -> float | None:
            recent = [told for day, told in pain.items() if before - timedelta(days=14) <= day < before]
            return median(recent) if recent else self.profile.hip.pain

        for back in range(4):
            run = [self.today - timedelta(days=back + n) for n in range(3)]
            base = usual(run[-1])
            if base is not None and all(day in pain and pain[day] >= base + 2 for day in run):
                seen = run[0]
                if (self.today - seen).days < 3:
                    return True
        return False

    def holds(self) -> set[str]:
        """Everything under which nothing may grow (pr_block, R4.12, R4.13)."""
        found = {f"phase {phase}" for phase in self.ill()}
        found |= self.reading().blocks & {"B_PROG", "B_EX", "B_ALL"}
        found |= {"fall"} if self.falls(7) else set()
        return found | ({"flare"} if self.sore() else set())


# ------------------------------------------------------------------------------------------------------ two plans


def minutes(plan: Plan, level: int) -> float:
    """Minutes of a plan's week, optional sessions aside (decisions 6)."""
    return sum(oracle.length(one, level) * len(one.days) for one in plan.session if not one.optional) / 60


def main_items(plan: Plan) -> dict[str, list[PlanItem]]:
    found: dict[str, list[PlanItem]] = {}
    for session in plan.session:
        for item in session.exercise:
            if item.part == "main":
                found.setdefault(item.id, []).append(item)
    return found


def amount(item: PlanItem) -> int:
    whole = 1
    for key in AMOUNTS:
        whole *= getattr(item, key) or 1
    return whole


def harder_forms(name: str) -> set[str]:
    """Everything further up the chain."""
    found: set[str] = set()
    after = oracle.entries()[name].get("harder")
    while after is not None and after not in found:
        found.add(after)
        after = oracle.entries().get(after, {}).get("harder")
    return found


def grown(before: Plan, after: Plan, level: int) -> list[str]:
    """What became more or harder: minutes of the week, the amount of an exercise, or its form."""
    old, new = main_items(before), main_items(after)
    found = []
    least, most = minutes(before, level), minutes(after, level)
    if most > least + 0.01:
        found.append(f"minutes {least:.1f} to {most:.1f}")
    for name in new.keys() & old.keys():
        was, will = max(map(amount, old[name])), max(map(amount, new[name]))
        if will > was:
            found.append(f"{name} {was} to {will}")
    for name in new.keys() - old.keys():
        found += [f"{name} in the place of {other}" for other in old.keys() - new.keys() if name in harder_forms(other)]
    return found


def told_amount(item: PlanItem) -> list[int]:
    """The numbers of a dose as a sentence says them: sets only where there are several."""
    numbers = [] if item.sets == 1 else [item.sets]
    if item.hold_s is not None:
        return [*numbers, item.reps or 1, item.hold_s]
    return [*numbers, next(value for value in (item.time_s, item.breaths, item.reps, 1) if value is not None)]


def unlike_what_was_said(before: Plan, after: Plan, change: str, exercise: str | None) -> Iterator[str]:
    """One exercise changes, everywhere it stands, in the way that was said; nothing else does."""
    if [(s.id, s.days, s.at, s.optional, len(s.exercise)) for s in before.session] != [
        (s.id, s.days, s.at, s.optional, len(s.exercise)) for s in after.session
    ]:
        yield "the sessions are others"
        return
    pairs = [
        (old, new)
        for one, two in zip(before.session, after.session, strict=True)
        for old, new in zip(one.exercise, two.exercise, strict=True)
        if old != new
    ]
    if {old.id for old, _ in pairs} != {exercise}:
        yield f"{sorted({old.id for old, _ in pairs})} changed, and not {exercise} alone"
    for old, new in pairs[:1]:
        numbers = [int(one) for one in re.findall(r"\d+", change.split(": ")[-1])]
        if old.id == new.id and numbers != [*told_amount(new), *told_amount(old)]:
            yield f"{told_amount(old)} became {told_amount(new)}, said was: {change}"
        if old.id != new.id and "in the place of" not in change:
            yield f"{old.id} became {new.id}, said was: {change}"


# ---------------------------------------------------------------------------------------------------- from week to week


def _changes(before: LivedWeek, now: LivedWeek, told: Told, found: Watched) -> Iterator[str]:
    """R4.11: one change at most, as it was said, within its bounds, and none upward under a hold."""
    level = told.reading().level
    old, new = before.plan, now.plan
    changing = [one for one in now.taken if one.plan is not None or one.week_min is not None or one.easier]
    for one in now.taken:
        (found.ups if one.rule in UP else found.downs)[one.rule] += 1
    if len(changing) > 1:
        yield f"{len(changing)} changes at once: {[one.rule for one in changing]}"
    accepted = [one for one in now.journal if isinstance(one.body, PlanAccepted) and one.day == now.starts]
    if len(accepted) > 1:
        yield f"{len(accepted)} plans on one day"
    if old != new and not changing:
        yield "the plan changed and nobody had said yes"
    if len(changing) != 1:
        return
    one = changing[0]
    if one.plan is not None and old != new:
        yield from (f"{one.rule}: {words}" for words in unlike_what_was_said(old, new, one.change, one.exercise))
    was, will = minutes(old, level), minutes(new, level)
    bound = max(was * 1.1, was + (5 if level < 3 else 2))
    if will > bound + 0.01:
        yield f"{one.rule}: {was:.1f} to {will:.1f} minutes, more than {bound:.1f}"
    if one.week_min is not None:
        if will > one.week_min + 0.01:
            yield f"{one.rule}: {will:.1f} minutes where {one.week_min} were said"
        if one.rule == "pr_cap" and will < was - 0.01:
            yield f"pr_cap: {was:.1f} minutes shrank to {will:.1f}"
        if one.rule in ("pr_down_pain", "pr_down_miss") and will > max(0.7 * was, 10) + 0.01:
            yield f"{one.rule}: {was:.1f} to {will:.1f} minutes is not 30 % less"
    more = grown(old, new, level)
    if more and one.rule not in UP and any(words.startswith("minutes") for words in more):
        yield f"{one.rule} makes more of it: {more}"
    holds = told.holds()
    if more and holds:
        yield f"{one.rule} under {sorted(holds)}: {more}"


def _ever_offered(now: LivedWeek, told: Told) -> Iterator[str]:
    ups = [one.rule for one in now.offered if one.rule in UP]
    holds = told.holds()
    if ups and holds:
        yield f"{ups} offered under {sorted(holds)}"
    if ups and len(now.offered) > 1:
        yield f"{ups} offered beside {[one.rule for one in now.offered]}"


def _too_soon(journal: Iterable[Event], today: date) -> Iterator[str]:
    """No step up within a week of any change."""
    days = [
        (one.day, one.body.rule)
        for one in journal
        if isinstance(one.body, ProposalAnswered) and one.body.accepted and one.body.rule in UP and one.day <= today
    ]
    for (first, one), (second, two) in pairwise(days):
        if (second - first).days < 7:
            yield f"{two} only {(second - first).days} days after {one}"


def _pulls(plan: Plan, reading: Reading) -> Iterator[str]:
    """R4.3: seconds of stretching for one muscle in a day, over all its sessions."""
    for day in oracle.WEEK:
        held: Counter[str] = Counter()
        for session in plan.session:
            for item in session.exercise if day in session.days else ():
                entry = oracle.entries()[item.id]
                flat = entry["family"] in ("st_hipflexor_prone", "re_position")
                if entry["module"] == "stretching" and entry["kind"] == "hold" and not flat:
                    held[entry["targets"][0]] += item.sets * (item.reps or 0) * (item.hold_s or 0)
        for muscle, seconds in held.items():
            if seconds > oracle.stretch_cap(reading):
                yield f"{day}: {muscle} is held {seconds} s"


def _plan_of(session: Iterable[Session], today: date) -> Plan:
    return Plan(title="A day", starts=today, session=tuple(session))


# ------------------------------------------------------------------------------------------------------------- a day


def _day(moments: Sequence[Moment], told: Told) -> Iterator[str]:
    """Every rule in the versions of one day, and what today's state leaves (R4.7, R4.11 to R4.13)."""
    reading = told.reading(today=True)
    day = oracle.WEEK[told.today.weekday()]
    versions = [one.version.session for one in moments]
    left = [one.model_copy(update={"days": (day,)}) for one in versions if one.exercise]
    plan = _plan_of(left, told.today)
    short = {one.planned.id for one in moments if one.version.five_minutes}
    for words in oracle.breaches_for(plan, reading):
        if words.endswith("is empty") or "touch practice" in words:
            continue  # breathing alone may be left, and a middling day makes everything shorter
        if "main items" in words and words.split()[0] in short:
            continue  # R4.12: breathing, ankle pumps and two stretches, however short the session was
        yield words
    yield from _pulls(plan, reading)
    check = told.checks().get(told.today)
    bad = check is not None and (check.fatigue >= 7 or check.sleep == "under_4_5h")
    ill = told.ill()
    for one in moments:
        planned, version = one.planned, one.version.session
        whole, now = oracle.length(planned, reading.level), oracle.length(version, reading.level)
        if now > whole:
            yield f"{planned.id}: {now} s today, {whole} s planned"
        if bad and sum(oracle.seconds(item, oracle.entries()[item.id]) for item in version.exercise) > 300:
            yield f"{planned.id}: over five minutes on a bad day"
        usual: dict[str, int] = {}
        for item in planned.exercise:
            usual[item.id] = max(amount(item), usual.get(item.id, 0))
        for item in version.exercise:
            entry = oracle.entries()[item.id]
            if amount(item) > usual.get(item.id, 10**9):
                yield f"{item.id}: more than planned"
            feet = oracle.on_feet(entry, oracle.where(item))
            if told.falls(7) and feet and entry["support"] not in FIRM:
                yield f"{item.id}: no firm hold in the week after a fall"
            if check is not None and (check.pain or 0) >= 7 and entry["family"] not in RESTFUL:
                yield f"{item.id}: with pain {check.pain} at rest"
            if ill & {"relapse", "operation"} and (feet or entry["module"] in STILL_IN_ILLNESS):
                yield f"{item.id}: held until somebody agrees"
            if "infection" in ill and entry["family"] not in ("br_slow", "re_position", "re_relax"):
                yield f"{item.id}: with a fever"


# -------------------------------------------------------------------------------------------------- a person's weeks


def watched(weeks: Sequence[LivedWeek], moments: Sequence[Moment], profile: Profile) -> Watched:
    """Everything that broke a rule in these weeks, and what was taken."""
    found = Watched()
    by_day: dict[date, list[Moment]] = {}
    for one in moments:
        by_day.setdefault(one.day, []).append(one)
    for number, week in enumerate(weeks):
        told = Told(profile, [one for one in week.journal if one.day < week.starts or _said_before(one)], week.starts)
        reading = told.reading()
        wrong = set(oracle.breaches_for(week.plan, reading)) | set(_pulls(week.plan, reading))
        if number == 0:
            wrong |= set(oracle.breaches(week.plan, profile, week.starts))
        before = None if number == 0 else weeks[number - 1]
        if before is not None:
            found.held_weeks += bool(told.holds())
            words = [*_changes(before, week, told, found), *_ever_offered(week, told)]
            words += _too_soon(week.journal, week.starts)
            found.breaches += [(week.number + 1, one) for one in words]
        fresh = before is None or before.plan != week.plan
        anew = before is None or any(one.week_min is not None for one in week.taken)
        old = set() if before is None or anew else _of(before.plan, reading)
        if fresh:
            found.breaches += [(week.number + 1, f"plan: {one}") for one in sorted(wrong - old)]
        elif wrong:
            found.outgrown += 1
        found.breaches += [(week.number + 1, one) for one in _days_of(week, by_day, profile)]
    return found


def _said_before(one: Event) -> bool:
    """Of the first day of a week, what is known when the week is looked back on."""
    return one.body.kind == "weekly_review"


def _of(plan: Plan, reading: Reading) -> set[str]:
    return set(oracle.breaches_for(plan, reading)) | set(_pulls(plan, reading))


def _days_of(week: LivedWeek, by_day: Mapping[date, Sequence[Moment]], profile: Profile) -> Iterator[str]:
    for ahead in range(7):
        today = week.starts + timedelta(days=ahead)
        moments = by_day.get(today, ())
        if not moments:
            continue
        told = Told(profile, week.journal, today)
        yield from (f"{today:%a}: {one}" for one in _day(moments, told))
        yesterday = by_day.get(today - timedelta(days=1), ())
        both = [
            one.version.session.model_copy(update={"days": (oracle.WEEK[one.day.weekday()],)})
            for one in (*yesterday, *moments)
        ]
        yield from (f"{today:%a}: {one}" for one in oracle.two_days(_plan_of(both, today)))
