"""What would change a week: one answer is changed at a time, and the plan made again with it.

Nothing here is a guess: a change is named only where the engine, asked with it, really gives more. It costs a build for
each change, so it is worked out only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from coach.domain.library import Library
from coach.domain.plan import Plan
from coach.domain.profile import Profile
from coach.domain.vocabulary import DAYS, SHARES, Share
from coach.engine.builder import build
from coach.engine.eligibility import Refusal
from coach.engine.explanation import Known
from coach.engine.history import History
from coach.engine.options import offer
from coach.engine.person import Person, assess
from coach.engine.shares import share_of
from coach.engine.targets import Targets, week_targets
from coach.engine.unmet import misses
from coach.engine.why_when import DAY_WORDS, apart

THINGS_TO_FIND: Mapping[str, str] = {
    "chair": "a firm chair", "wall": "a free stretch of wall", "counter": "a worktop to hold", "step": "a low step",
    "rail": "a fixed rail", "band": "an exercise band", "mirror": "a mirror", "slide_sheet": "a slide sheet",
    "ankle_weights": "a pair of ankle weights", "pedals": "a pedal exerciser", "arm_cycle": "an arm cycle",
    "exercise_bike": "an exercise bike",
}  # fmt: skip
"""What a home may have or get, the easiest first; aids for walking and standing are for a therapist to choose."""
WAYS_TO_BE: Mapping[str, str] = {
    "sit": "sitting", "lie_bed": "lying on a bed", "prone": "lying on your front",
    "stand_supported": "standing, holding on", "lie_floor": "lying on the floor",
    "stand_free": "standing without holding on",
}  # fmt: skip
WISHES: Mapping[str, str] = {
    "short_sessions": "short sessions", "no_floor": "nothing on the floor",
    "seated_only": "only sitting, or on the bed",
}  # fmt: skip
MORE_MINUTES = (2, 5, 10, 15)
MOST_MINUTES = 90
DAYS_TRIED = 3
"""Days that are tried as one more: those that lie farthest from the others."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed. `words` begin the sentence that `would` ends."""

    kind: str
    """asked, thing, wish, minutes, day, helper or position."""
    id: str
    words: str
    profile: Profile
    tail: str = ""
    """What the sentence ends with."""

    def would(self, what: str) -> str:
        """The change as a sentence: "An exercise band would allow it."."""
        return f"{self.words} would {what}{self.tail}."


def changes(profile: Profile, person: Person, library: Library) -> Iterator[Change]:
    """The single changes that are tried, the easiest first."""
    capacity = profile.capacity
    yield from _answers(profile, library)
    have = capacity.equipment if capacity.equipment is not None else tuple(library.rules.intake.home.skipped)
    for thing, words in THINGS_TO_FIND.items():
        if thing not in have:
            things = {"equipment": (*have, thing)}
            yield Change("thing", thing, words[:1].upper() + words[1:], _capacity(profile, things))
    for wish, words in WISHES.items():
        if wish in profile.wishes.prefer:
            left = tuple(one for one in profile.wishes.prefer if one != wish)
            wishes = profile.wishes.model_copy(update={"prefer": left})
            without = profile.model_copy(update={"wishes": wishes})
            yield Change("wish", wish, f'Taking back your wish "{words}"', without)
    for more in MORE_MINUTES:
        if person.minutes + more <= MOST_MINUTES:
            minutes = {"minutes": person.minutes + more}
            yield Change("minutes", str(more), f"{more} more minutes a day", _capacity(profile, minutes))
    free = [day for day in DAYS if day not in person.days]
    for day in sorted(free, key=lambda day: -min(apart(day, one) for one in person.days))[:DAYS_TRIED]:
        days = {"days": (*person.days, day)}
        yield Change("day", day, f"{DAY_WORDS[day]} as one more day", _capacity(profile, days))
    if not (person.help.kind == "always" and not person.help.spans):
        helped = {"helper": "always", "helper_times": ()}
        yield Change("helper", "helper", "Somebody beside you", _capacity(profile, helped))
    can = capacity.positions if capacity.positions is not None else ("sit",)
    for way, words in WAYS_TO_BE.items():
        if way not in can:
            more_ways = {"positions": (*can, way)}
            tail = ", if you can do that without trouble"
            yield Change("position", way, words[:1].upper() + words[1:], _capacity(profile, more_ways), tail)


def _answers(profile: Profile, library: Library) -> Iterator[Change]:
    """The questions of `[asked]` that are still open, with the answer that would allow something."""
    rules = library.rules.precautions
    asks = {one.key: one.ask for one in rules.asked} | {f.asked: f.ask for f in rules.flag if f.asked and f.ask}
    for key, ask in asks.items():
        if getattr(profile.asked, key) is None:
            asked = profile.asked.model_copy(update={key: key == "taught_standing"})
            words = f'Your answer to "{ask}"'
            answered = profile.model_copy(update={"asked": asked})
            yield Change("asked", key, words, answered, ", if nothing speaks against it")


def allowing(known: Known, history: History) -> tuple[dict[str, Change], dict[str, Refusal]]:
    """By exercise that is left out: the first single change that would allow it; else what stands behind the first no.

    The second is for what needs a thing or a helper, and would not be possible with it either.
    """
    found: dict[str, Change] = {}
    behind: dict[str, Refusal] = {}
    before = known.offer
    for change in changes(known.profile, known.person, known.library):
        if change.kind in ("minutes", "day"):
            continue
        person = assess(change.profile, known.library.rules, history, known.today)
        after = offer(person, known.library, history)
        for name in after.allowed - before.allowed:
            found.setdefault(name, change)
        for name, refusal in after.refused.items():
            was = before.refused.get(name)
            if was is not None and was.kind in ("equipment", "helper") and refusal != was:
                behind.setdefault(name, refusal)
    return found, behind


def _capacity(profile: Profile, update: Mapping[str, object]) -> Profile:
    return profile.model_copy(update={"capacity": profile.capacity.model_copy(update=update)})


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One target that the week misses, and the smallest change that would reach it, or bring it nearer."""

    share: Share
    name: str
    planned: float
    target: float
    """Minutes a week."""
    kind: str
    """The kind of the change; "grows", "block" or "none" where there is none to make."""
    change: str
    """What would change it, as a sentence."""
    minutes: float | None = None
    """Minutes that the week would have with the change."""

    @property
    def text(self) -> str:
        """All of it for the person."""
        name = self.name[:1].upper() + self.name[1:]
        return f"{name}: {self.planned:.0f} of {self.target:.0f} minutes a week. {self.change}"


@dataclass(frozen=True)
class Week:
    """A plan beside what its person's targets ask for."""

    plan: Plan
    profile: Profile
    library: Library
    history: History
    today: date

    @cached_property
    def person(self) -> Person:
        """Whose it is."""
        return assess(self.profile, self.library.rules, self.history, self.today)

    @cached_property
    def targets(self) -> Targets:
        """What this week asks for."""
        offered = offer(self.person, self.library, self.history).options
        return week_targets(self.person, self.library.rules, tuple(offered), self.history.week_min)

    @cached_property
    def planned(self) -> dict[Share, float]:
        """Minutes of each share among the main items; what only an optional session holds does not count."""
        minutes = dict.fromkeys(SHARES, 0.0)
        for session in self.plan.session:
            for item in () if session.optional else session.exercise:
                exercise = self.library.exercises.get(item.id)
                if exercise is not None and item.part == "main":
                    share = share_of(exercise, self.person.level, self.library.rules)
                    minutes[share] += item.seconds(exercise) / 60 * len(session.days)
        return minutes

    def missed(self) -> tuple[Share, ...]:
        """The shares that stay below their target."""
        return tuple(s for s in SHARES if misses(self.planned[s], self.targets.target[s]))


def shortfalls(plan: Plan, profile: Profile, library: Library, history: History, today: date) -> tuple[Shortfall, ...]:
    """What a plan misses of this week's targets, each with the smallest single change that was found to reach it."""
    week = Week(plan, profile, library, history, today)
    missed = week.missed()
    if not missed:
        return ()
    blocked = _blocked(week, missed)
    open_shares = {share for share in missed if share not in blocked}
    best: dict[Share, tuple[float, str, str]] = {}
    for kind, sentence, minutes in _tried(week, open_shares):
        for share in missed:
            if share in blocked or (share in best and not misses(best[share][0], week.targets.target[share])):
                continue
            reached = not misses(minutes[share], week.targets.target[share])
            if reached or minutes[share] >= max(week.planned[share], best[share][0] if share in best else 0.0) + 1:
                what = "reach it" if reached else f"bring it to {minutes[share]:.0f} minutes"
                best[share] = (minutes[share], kind, sentence.would(what) if isinstance(sentence, Change) else sentence)
                if reached:
                    open_shares.discard(share)
    return tuple(_shortfall(week, share, blocked, best) for share in missed)


def _tried(week: Week, open_shares: set[Share]) -> Iterator[tuple[str, Change | str, Mapping[Share, float]]]:
    """Each change with the minutes of the week that it gives; ends once every target is reached."""
    if not open_shares:
        return
    fresh = build(week.profile, week.library, week.history, week.today)
    still = {share for share in SHARES if misses(fresh.planned[share], week.targets.target[share])}
    if still < set(week.missed()):  # what reaches one target and loses another is not worth the change
        yield "rebuild", "A new plan from your answers would reach it.", _reached_only(fresh.planned, week)
    before = offer(week.person, week.library, week.history).allowed
    for change in changes(week.profile, week.person, week.library):
        if not open_shares:
            return
        if change.kind not in ("minutes", "day") and not _opens(week, change, before, open_shares):
            continue
        yield change.kind, change, build(change.profile, week.library, week.history, week.today).planned


def _reached_only(minutes: Mapping[Share, float], week: Week) -> dict[Share, float]:
    """Only what reaches its target: a new plan that is a little fuller is not worth the change."""
    return {s: 0.0 if misses(minutes[s], week.targets.target[s]) else minutes[s] for s in SHARES}


def _opens(week: Week, change: Change, before: frozenset[str], shares: set[Share]) -> bool:
    """Whether a change allows any new exercise of these shares, or lifts a wish about the frame of the week."""
    if change.kind == "helper" or change.id == "short_sessions":
        return True
    person = assess(change.profile, week.library.rules, week.history, week.today)
    new = offer(person, week.library, week.history).allowed - before
    rules = week.library.rules
    return any(share_of(week.library.exercises[name], person.level, rules) in shares for name in new)


def _blocked(week: Week, missed: tuple[Share, ...]) -> dict[Share, str]:
    """Shares that a block keeps empty, with its words: no answer of the person's would change that."""
    rules = week.library.rules
    texts: dict[str, str] = {block.id: block.text for block in rules.red_flags.block}
    if week.person.blocks & {"B_EX", "B_ALL"}:
        whole = texts["B_ALL" if "B_ALL" in week.person.blocks else "B_EX"]
        return dict.fromkeys(missed, whole)
    refused = offer(week.person, week.library, week.history).refused
    found: dict[Share, str] = {}
    for name, refusal in refused.items():
        share = share_of(week.library.exercises[name], week.person.level, rules)
        if refusal.kind == "block" and share in missed and week.planned[share] == 0:
            found.setdefault(share, texts[refusal.detail])
    return found


NOTHING = "No single change that was tried would reach it. Your physiotherapist may know another way."
GROWS = "It gets more room as your weeks grow."


def _shortfall(
    week: Week, share: Share, blocked: Mapping[Share, str], best: Mapping[Share, tuple[float, str, str]]
) -> Shortfall:
    name = next(one.name for one in week.library.rules.modules.share if one.id == share)
    grows = week.targets.week_min < 0.9 * week.person.minutes * len(week.person.days)
    minutes: float | None = None
    if share in blocked:
        kind, text = "block", blocked[share]
    elif share in best:
        minutes, kind, text = best[share]
    else:
        kind, text = ("grows", GROWS) if grows else ("none", NOTHING)
    return Shortfall(share, name, week.planned[share], week.targets.target[share], kind, text, minutes)
