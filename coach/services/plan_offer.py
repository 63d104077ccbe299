"""Another plan offered in the place of the one in force: what would change line by line, and taking what is accepted.

A rebuild and a proposal go the same way. What the person keeps or has edited stays out of it, unless a rule requires
the change. What is accepted is tried against the rules as a whole before anything is written, and only what changes is
written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.domain.plan import Plan, PlanItem, Session
from coach.errors import InputError
from coach.services.people import usual_person
from coach.services.plan_edit import in_week, same_text, write
from coach.services.plan_line_words import full_words, heading, short_words
from coach.services.plan_trial import Desk, rule_words
from coach.services.planning import Current, build_plan, check_bytes, needed_plan, put_in_force
from coach.store.edit import cannot_edit
from coach.store.plan_file import parse_plan, render_plan
from coach.store.plan_rewrite import rewritten
from coach.toml.problems import ProblemsError

if TYPE_CHECKING:
    from coach.domain.profile import Profile
    from coach.engine.builder import Built
    from coach.engine.person import Person
    from coach.engine.plan_difference import Difference, Line
    from coach.engine.plan_own import Mark
    from coach.services.context import Coach

UNDONE = "Your plan is as it was before the new one."
NEEDED = "This change is needed"
"""Said before the reason of a line that cannot be declined alone."""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One change to accept or to leave."""

    id: str
    kind: str
    heading: str
    """The session that it belongs to."""
    short: str
    """The change below that heading."""
    text: str
    """The same where it stands alone."""
    needs: str = ""
    """The line without which it cannot be."""
    needed: bool = False
    """Whether the old plan is not allowed any more without it; it is only left with all the others."""
    reason: str = ""
    """Why a rule asks for it."""
    item: PlanItem | None = None
    """The exercise that would come, or that would be done otherwise."""
    gone: PlanItem | None = None
    """The exercise that would go."""

    @property
    def over(self) -> str:
        """What stands over the line in a list: its session, and whether it is needed."""
        return f"Needed now · {self.heading}" if self.needed else self.heading


@dataclass(frozen=True, slots=True)
class Offer:
    """Another plan beside the one in force. Needed lines come first."""

    current: Current
    new: Plan
    """The plan with all lines, and with what the person keeps."""
    lines: tuple[OfferLine, ...]
    found: Difference
    marks: frozenset[Mark]
    """What in the plan in force is the person's own, and stays."""
    profile: Profile
    week_min: float | None = None
    built: Built | None = None
    """How the new plan came about, where it was built."""

    @property
    def old(self) -> Plan:
        """The plan in force."""
        return self.current.plan

    @property
    def ids(self) -> frozenset[str]:
        """All lines."""
        return self.found.ids


def offer_rebuild(coach: Coach, profile: Profile, *, week_min: float | None = None) -> Offer:
    """The plan as it would be made today, beside the one in force.

    Raises:
        SafetyStop: a flag blocks everything.
        InputError: there is no plan yet.
        ProblemsError: `plan.toml` was edited and does not fit; it is never overwritten (design 3.3).
    """
    built = build_plan(coach, profile)
    wanted = built.targets.week_min if week_min is None else week_min
    return offer_plan(coach, built.plan, profile, week_min=wanted, built=built)


def offer_plan(
    coach: Coach, new: Plan, profile: Profile, *, week_min: float | None = None, built: Built | None = None,
    own: bool = True,
) -> Offer:  # fmt: skip
    """Any other plan beside the one in force. Without `own` it may change what the person keeps, too.

    Raises:
        InputError, ProblemsError: as for a rebuild.
    """
    from coach.engine.plan_difference import difference
    from coach.engine.plan_own import own_marks
    from coach.engine.shares import share_of

    current = needed_plan(coach)
    if current.problems and coach.home.read(coach.home.plan) is not None:
        raise ProblemsError(current.problems)
    person = usual_person(coach, profile)
    shares = {name: share_of(one, person.level, coach.library.rules) for name, one in coach.library.exercises.items()}
    marks = own_marks(current.in_force.made, current.plan)
    kept, lost = _held(coach, current.plan, new, marks if own else (), shares)
    found = difference(current.plan, kept, shares.get)
    lines = _told(coach, found, lost, _wrong(coach, current.plan, person, profile))
    held = frozenset(marks) - {*lost}
    return Offer(current, found.new, lines, found, held, profile, week_min, built)


def _held(
    coach: Coach, old: Plan, new: Plan, marks: Collection[Mark], shares: Mapping[str, str]
) -> tuple[Plan, dict[Mark, str]]:
    """The new plan with what the person keeps, and what of that no longer fits, each with the rule against it."""
    from coach.engine.plan_matching import aligned
    from coach.engine.plan_own import held

    desk = Desk(coach, aligned(old, new))
    plan = held(old, new, marks, shares.get)
    if not desk.trial(plan).errors:
        return plan, {}
    kept: list[Mark] = []
    lost: dict[Mark, str] = {}
    for mark in marks:
        errors = desk.trial(held(old, new, [*kept, mark], shares.get)).errors
        if errors:
            lost[mark] = errors[0]
        else:
            kept.append(mark)
    return held(old, new, kept, shares.get), lost


Wrong = Mapping[tuple[str, tuple[str, str | None, str]], tuple[str, str]]
"""What a rule says of an exercise of the plan in force, and which key it speaks of."""


def _wrong(coach: Coach, old: Plan, person: Person, profile: Profile) -> Wrong:
    """The exercises of a plan that this person must not do as they stand there."""
    from coach.engine.plan_check import check_plan

    found: dict[tuple[str, tuple[str, str | None, str]], tuple[str, str]] = {}
    for finding in check_plan(old, coach.library, person, profile):
        if finding.level == "error" and len(finding.loc) > 3 and finding.loc[2] == "exercise":
            session = old.session[int(finding.loc[1])]
            key = str(finding.loc[4]) if len(finding.loc) > 4 else ""
            if key == "id" and "within two days" in finding.message:
                continue  # that is about days that lie together, not about the exercise
            item = session.exercise[int(finding.loc[3])]
            found.setdefault((session.id, item.key), (rule_words(finding.message), key))
    return found


def _told(coach: Coach, found: Difference, lost: Mapping[Mark, str], wrong: Wrong) -> tuple[OfferLine, ...]:
    needed: dict[str, str] = {}
    for (session, key), (why, where) in wrong.items():
        for line in _mends(found, session, key, where):
            needed.setdefault(line.id, why)
    lines = []
    for line in found.lines:
        reason = needed.get(line.id) or _released(coach, line, lost)
        said = short_words(line, coach.library)
        lines.append(
            OfferLine(
                line.id, line.kind, heading(line, found.old, found.new), said[:1].upper() + said[1:],
                full_words(line, found.old, found.new, coach.library), line.needs, line.id in needed, reason,
                line.after if isinstance(line.after, PlanItem) else None,
                line.before if isinstance(line.before, PlanItem) and line.kind in ("gone", "swap") else None,
            )
        )  # fmt: skip
    return tuple(sorted(lines, key=lambda one: not one.needed))


def _mends(found: Difference, session: str, key: tuple[str, str | None, str], where: str) -> list[Line]:
    """The lines that take away what is wrong with an exercise: else those about when it is."""
    mine = [one for one in found.lines if isinstance(one.before, PlanItem) and one.session == session]
    about = [one for one in mine if isinstance(one.before, PlanItem) and one.before.key == key]
    exact = {"side": ("side",), "position": ("position",), "id": ("side", "position")}.get(where, ("dose",))
    fitting = [one for one in about if one.kind in ("gone", "swap", *exact)]
    whole = [one for one in found.lines if one.session == session and one.kind in ("session_gone", "days", "time")]
    return fitting or about or whole


def _released(coach: Coach, line: Line, lost: Mapping[Mark, str]) -> str:
    """Why something of the person's own is not kept, where this line is about it."""
    for mark, why in lost.items():
        if mark.name != line.session:
            continue
        if mark.what in ("when", "session") and isinstance(line.before, Session):
            return f"The days and time that you chose no longer fit. {why}"
        key = line.before.key if isinstance(line.before, PlanItem) else None
        if mark.what == "item" and mark.key is not None and key == mark.key:
            return f"Your {coach.library.called(mark.key[0])} no longer fits. {why}"
    return ""


# What is accepted


@dataclass(frozen=True, slots=True)
class Choice:
    """What follows from the accepted lines, and what the rules say of it."""

    plan: Plan
    errors: tuple[str, ...] = ()
    more: tuple[OfferLine, ...] = ()
    """Lines that would mend it if they were accepted too."""
    less: tuple[OfferLine, ...] = ()
    """Lines that stand in the way: without them the rest fits."""

    @property
    def words(self) -> str:
        """What stands in the way, and what would mend it."""
        parts = [" ".join(self.errors[:2])]
        if self.more:
            parts.append(f"It would fit with this, too: {told_lines(self.more)}.")
        if self.less:
            parts.append(f"It would fit without this: {told_lines(self.less)}.")
        return " ".join(parts)


def told_lines(lines: tuple[OfferLine, ...]) -> str:
    """A few of the lines as one sentence."""
    most = 2 if len(lines) > 3 else 3
    return "; ".join([one.text for one in lines[:most]] + ([f"and {len(lines) - most} more"] if lines[most:] else []))


class RefusedError(InputError):
    """The accepted lines break a rule together; `choice` says what would mend it."""

    def __init__(self, choice: Choice) -> None:
        super().__init__(f"This does not fit together. {choice.words}")
        self.choice = choice


@dataclass(slots=True)
class _Tries:
    """Choices of lines against the rules, each looked at once."""

    offer: Offer
    desk: Desk
    known: dict[frozenset[str], tuple[str, ...]] = field(default_factory=dict)

    def errors(self, ids: Collection[str]) -> tuple[str, ...]:
        from coach.engine.plan_difference import apply, settled

        chosen = settled(self.offer.found.lines, ids)
        if chosen not in self.known:
            self.known[chosen] = self.desk.trial(apply(self.offer.found, chosen)).errors
        return self.known[chosen]


def with_needed(offer: Offer, ids: Collection[str]) -> frozenset[str]:
    """The accepted lines and those that are needed, with the sessions and exercises that belong to them."""
    from coach.engine.plan_difference import settled

    needed = {one.id for one in offer.lines if one.needed}
    return settled(offer.found.lines, {*ids, *needed})


def toggled(offer: Offer, ids: Collection[str], line: OfferLine) -> frozenset[str]:
    """The accepted lines after one more was ticked, or unticked; what it needs or carries goes with it."""
    if line.needed:
        return frozenset(ids)
    mine = {one.id for one in offer.lines if one.needs == line.id}
    if line.id in ids:
        return with_needed(offer, {*ids} - {line.id} - mine)
    return with_needed(offer, {*ids, line.id, *mine} | ({line.needs} if line.needs else set()))


def choice_of(coach: Coach, offer: Offer, ids: Collection[str]) -> Choice:
    """The accepted lines against the rules; nothing is written."""
    from coach.engine.plan_difference import apply

    ids = with_needed(offer, ids)
    plan = apply(offer.found, ids, renew=bool(ids) or not offer.lines)
    bare = offer.old.model_copy(update={"session": (), "tip": (), "habit": ()})
    tries = _Tries(offer, Desk(coach, bare))
    errors = tries.errors(ids)
    if not errors:
        return Choice(plan)
    return Choice(plan, errors, _named(offer, _more(tries, ids)), _named(offer, _less(tries, ids)))


def _named(offer: Offer, ids: Collection[str]) -> tuple[OfferLine, ...]:
    return tuple(one for one in offer.lines if one.id in ids)


def _more(tries: _Tries, ids: frozenset[str]) -> frozenset[str]:
    """Few lines that mend it when they are accepted too: one, if one is enough; none where not even all of them do."""
    offer = tries.offer
    rest = [one for one in offer.lines if one.id not in ids]
    for line in rest:
        wanted = toggled(offer, ids, line)
        if not tries.errors(wanted):
            return wanted - ids
    wanted = offer.ids
    if tries.errors(wanted):
        return frozenset()
    for line in rest:
        fewer = toggled(offer, wanted, line) if line.id in wanted else wanted
        if ids <= fewer and not tries.errors(fewer):
            wanted = fewer
    return wanted - ids


def _less(tries: _Tries, ids: frozenset[str]) -> frozenset[str]:
    """Few lines without which the rest fits: one, if one is enough; none where only leaving everything helps."""
    offer = tries.offer
    mine = [one for one in offer.lines if one.id in ids and not one.needed]
    for line in reversed(mine):
        wanted = toggled(offer, ids, line)
        if not tries.errors(wanted):
            return ids - wanted
    wanted = with_needed(offer, ())
    if tries.errors(wanted):
        return frozenset()
    for line in mine:
        more = toggled(offer, wanted, line) if line.id not in wanted else wanted
        if more <= ids and not tries.errors(more):
            wanted = more
    return ids - wanted


def accept_lines(coach: Coach, offer: Offer, ids: Collection[str], *, undone: str = UNDONE) -> Current:
    """Put the plan in force with these lines; needed ones are among them in any case.

    Without any line to accept, the plan was looked at and found good: it is to be looked at again when a new one
    would have been. One step back, told as `undone`, takes all of it back.

    Raises:
        RefusedError: a rule stands against it; nothing was written.
        InputError: `plan.toml` was changed meanwhile, or cannot be changed key by key; nothing was written.
    """
    from coach.engine.plan_own import made_anew

    ids = with_needed(offer, ids)
    if offer.lines and not ids:
        raise InputError("Nothing is chosen: your plan stays as it is.")
    choice = choice_of(coach, offer, ids)
    if choice.errors:
        raise RefusedError(choice)
    made = made_anew(offer.found, choice.plan, offer.current.in_force.made or offer.old, offer.marks)
    if coach.home.read(coach.home.plan) is None:
        return _written_again(coach, offer, choice.plan, made)
    raw = same_text(coach, offer.current)
    new = _text(raw, offer.old, choice.plan)
    return write(coach, raw, new, undone, made, offer.week_min)


def _text(raw: bytes, old: Plan, new: Plan) -> bytes:
    """The plan's text with what changes, and nothing else; a text that only the coach wrote can be written anew."""
    try:
        text = rewritten(raw, old, new)
    except InputError:
        if raw != render_plan(old).encode():
            raise
        return render_plan(new).encode()
    written = parse_plan(text, "plan.toml")[0]
    if written is None or in_week(written) != in_week(new):
        raise cannot_edit("plan.toml")
    return text


def _written_again(coach: Coach, offer: Offer, plan: Plan, made: Plan) -> Current:
    """A `plan.toml` that is gone, as a fresh file."""
    raw = render_plan(plan).encode()
    findings = check_bytes(coach, raw, "plan.toml", offer.profile)
    coach.home.prepare()
    coach.home.write(coach.home.plan, raw.decode(), coach.now())
    return Current(put_in_force(coach, plan, raw, findings.person, made, offer.week_min))


def needed_reasons(offer: Offer) -> tuple[str, ...]:
    """Why some lines are needed, each reason once: most are the same for several exercises."""
    said = (one.reason for one in offer.lines if one.needed)
    return tuple(dict.fromkeys(why.partition('" is not for you now. ')[2] or why for why in said))


def reasons_of(line: OfferLine) -> Iterator[str]:
    """Why a line is offered, in sentences; the first is the rule that asks for it."""
    if line.reason:
        yield f"{NEEDED}. {line.reason}" if line.needed else line.reason
    if line.item is not None:
        yield from line.item.why
    elif not line.reason and line.gone is not None:
        yield "A plan made today does without it: something else serves you better now, or the time is needed for it."
    elif not line.reason:
        yield "It follows from your answers as they are today."
