"""Filling the week: step by step the share that is furthest behind gets its best exercise, then swaps that score more.

Only options that passed every hard filter come in here; what is left to keep is the time of a session, the counts of
R4.3, the 48-hour rule (strength only on strength days), windows, helpers and the size of the repertoire.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coach.domain.rules import Rules
from coach.domain.vocabulary import LYING, SHARES, Position, Share
from coach.engine.layout import Frame, helper_at, most_main
from coach.engine.minutes import change_seconds, run_seconds
from coach.engine.options import Offer, Option
from coach.engine.person import Person
from coach.engine.places import allowed_in as allowed_in
from coach.engine.score import Placed, Score, score_week, wants
from coach.engine.targets import Targets

SHARE_ORDER: Mapping[Share, int] = {
    "balance": 1, "gait": 2, "strength": 3, "aerobic": 4, "stretch": 5, "calm": 6,
}  # fmt: skip
"""Place in a session (R4.10)."""


def posture(position: Position) -> int:
    """Upright first, lying last, so that a session sinks from standing to rest with few changes."""
    if position in ("walking", "standing", "standing_supported"):
        return 0
    return 2 if position in LYING else 1


def _place(option: Option) -> tuple[int, int, str]:
    return (SHARE_ORDER[option.share], posture(option.position), option.exercise.id)


ENDS_SLACK_S = 15
"""Warm-up and cool-down are made of whole repetitions and breaths, so they last a little more than their least."""


@dataclass(slots=True)
class Draft:
    """A session being filled."""

    frame: Frame
    choices: Mapping[Share, Sequence[Option]]
    """What may lie here, best first."""
    items: list[Option] = field(default_factory=list)

    def ordered(self) -> list[Option]:
        """The items in the order of R4.10."""
        return sorted(self.items, key=_place)


@dataclass(slots=True)
class Week:
    """The drafts of the week with what is fixed about them."""

    person: Person
    targets: Targets
    offer: Offer
    rules: Rules
    drafts: list[Draft]
    last_entries: tuple[str, ...] = ()

    @property
    def entry_limit(self) -> int:
        """How many different exercises a person is asked to know (decisions 11)."""
        weekly = self.rules.weekly
        return weekly.most_entries_simple if self.person.says("simple_mode") else weekly.most_entries

    def most_entries(self) -> int:
        """The same with a warm-up and a cool-down kept aside."""
        return self.entry_limit - (2 if any(self.has_ends(draft.frame) for draft in self.drafts) else 0)

    def has_ends(self, frame: Frame) -> bool:
        """Whether a session is long enough for a warm-up and a cool-down (decisions 6)."""
        return frame.seconds >= self.rules.weekly.warm_up_from_min * 60

    def seconds(self, draft: Draft, more: Option | None = None) -> int:
        """Seconds of a draft with its set-up and changes, an option added, ends included."""
        items = sorted([*draft.items, more] if more else draft.items, key=_place)
        run = [(option.seconds, option.position) for option in items]
        weekly = self.rules.weekly
        total = run_seconds(run, self.person.level, weekly)
        return total + self.ends_seconds() if run and self.has_ends(draft.frame) else total

    def ends_seconds(self) -> int:
        """What a warm-up and a cool-down are reserved: their time, set-up, and one more change of position."""
        weekly = self.rules.weekly
        return 2 * (weekly.warm_up_s + weekly.setup_s + ENDS_SLACK_S) + change_seconds(self.person.level, weekly)

    def left(self, draft: Draft, used: int) -> int:
        """Seconds that the week still has for each time of a draft that would last `used` seconds."""
        others = sum(self.seconds(other) * len(other.frame.days) for other in self.drafts if other.frame != draft.frame)
        return int((self.targets.week_min * 60 + 1 - others) / len(draft.frame.days)) - used

    def planned(self) -> dict[Share, float]:
        """Minutes of each share in the week so far."""
        minutes = dict.fromkeys(SHARES, 0.0)
        for draft in self.drafts:
            for option in draft.items:
                minutes[option.share] += option.seconds / 60 * len(draft.frame.days)
        return minutes

    def entries(self) -> set[str]:
        """Ids of the different exercises so far."""
        return {option.exercise.id for draft in self.drafts for option in draft.items}

    def score(self) -> Score:
        """Score of the week as it stands (decisions 11)."""
        placed: list[Placed] = []
        changes = sessions = 0
        for draft in self.drafts:
            times = len(draft.frame.days)
            ordered = draft.ordered()
            placed += [Placed(o.exercise, o.share, times, o.seconds) for o in ordered]
            spots = [option.position for option in ordered]
            changes += times * sum(a != b for a, b in zip([None, *spots], spots, strict=False))
            sessions += times if spots else 0
        return score_week(
            placed, changes, sessions, person=self.person, target=self.targets.target, share=self.targets.share,
            reachable=self.offer.reachable, last_entries=self.last_entries,
            allowed=self.offer.allowed,
        )  # fmt: skip


def fill(week: Week) -> None:
    """Fill the drafts: what R4.6 wants every day, what must not be pushed out, this week's targets, then the rest."""
    _strength_first(week)
    _corners(week)
    _daily(week)
    spastic = week.person.number("spasticity") >= SPASTIC_FROM
    leading = {share: week.targets.wanted[share] if spastic and share == "stretch" else 0.0 for share in SHARES}
    spare = {share: min(1.5 * wanted, wanted + 10) for share, wanted in week.targets.wanted.items()}
    for goal in (leading, week.targets.target, week.targets.wanted):
        _fill_to(week, goal)
    _improve(week)
    _grow(week)
    for goal in (week.targets.wanted, spare):
        _fill_to(week, goal)
    _lengthen(week)


def _lengthen(week: Week) -> None:
    """Give what goes by time, and was shortened to fit, the time that is free in the end."""
    for draft in week.drafts:
        for place, item in enumerate(draft.items):
            options = [o for o in draft.choices.get(item.share, ()) if o.exercise.id == item.exercise.id]
            full = next((o for o in options if o.position == item.position), item)
            used = week.seconds(draft)
            free = min(draft.frame.seconds - used, week.left(draft, used))
            if full.seconds > item.seconds and free >= 20:
                draft.items[place] = full.shortened(min(full.seconds, item.seconds + free))


def _strength_first(week: Week) -> None:
    """Give each strength day moving strength work in half of its places; holds alone may lie on any day."""
    for draft in week.drafts:
        while draft.frame.strength and 2 * len(draft.items) < draft.frame.count - 1:
            planned = week.planned()
            missing = week.targets.wanted["strength"] - planned["strength"]
            best = _best(week, "strength", missing, planned, only=draft, moving=True) if missing > 1 else None
            if best is None:
                break
            draft.items.append(best[1])


def _corners(week: Week) -> None:
    """Give each short easy session with a place of its own what the place is for (R4.9 tod_stiff, tod_evening)."""
    for draft in week.drafts:
        for share in sorted(draft.frame.prefers, key=SHARE_ORDER.__getitem__) if draft.frame.easy else ():
            best = _best(week, share, max(1.0, week.targets.wanted[share]), week.planned(), only=draft)
            if best is not None:
                draft.items.append(best[1])


def _daily(week: Week) -> None:
    """Give every usual day one item of what R4.6 wants daily, in half of the places of a session at most."""
    for share in dict.fromkeys(want.share for want in wants(week.person, week.rules) if want.daily):
        for draft in week.drafts:
            planned = week.planned()
            missing = 1.3 * week.targets.wanted[share] - planned[share]
            held = any(item.share == share for item in same_day(week, draft))
            if held or draft.frame.easy or missing <= 0 or 2 * len(draft.items) > draft.frame.count:
                continue
            best = _best(week, share, missing, planned, only=draft)
            if best is not None:
                draft.items.append(best[1])


def _grow(week: Week) -> None:
    """Give the minutes that the week still has to single days, up to what the person can do on a day.

    The week begins with even days; where their small size keeps something out, the days that come least often grow.
    """
    person, weekly = week.person, week.rules.weekly
    slack = week.targets.week_min * 60 - sum(week.seconds(d) * len(d.frame.days) for d in week.drafts)
    for draft in sorted(week.drafts, key=lambda d: (len(d.frame.days), d.frame.name)):
        frame = draft.frame
        if frame.easy or "short_sessions" in person.prefer or slack < 60 * len(frame.days):
            continue
        today = sum(d.frame.seconds for d in week.drafts if set(d.frame.days) & set(frame.days))
        room = person.minutes * 60 - today
        more = int(min(room, slack / len(frame.days), frame.most - frame.seconds))
        ends_from = week.rules.weekly.warm_up_from_min * 60
        if frame.seconds < ends_from <= frame.seconds + more < ends_from + week.ends_seconds():
            more = ends_from - 1 - frame.seconds  # a warm-up would eat more than the day gains
        if more >= 60:
            seconds = frame.seconds + more
            count = most_main(seconds / 60, person, weekly)
            helper = frame.helper and helper_at(frame.at, seconds / 60, person)
            if frame.helper and not helper:
                continue
            draft.frame = replace(frame, seconds=seconds, count=count)
            slack -= more * len(frame.days)


SPASTIC_FROM = 4
"""From this stiffness on, stretching comes before everything else (R4.5, decisions 6)."""


def _fill_to(week: Week, goal: Mapping[Share, float]) -> None:
    closed: set[Share] = {share for share in SHARES if goal[share] <= 0 or not week.offer.options.get(share)}
    while len(closed) < len(SHARES):
        planned = week.planned()
        behind = [
            (week.targets.spread[share] * (1 - planned[share] / goal[share]), share)
            for share in SHARES
            if share not in closed and planned[share] < goal[share] - 0.5
        ]
        if not behind:
            return
        _, share = max(behind, key=lambda pair: (pair[0], -SHARES.index(pair[1])))
        best = _best(week, share, goal[share] - planned[share], planned)
        if best is None:
            closed.add(share)
        else:
            draft, option = best
            draft.items.append(option)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the worth of a next step depends on beside the step itself; worked out once for a draft."""

    week: Week
    draft: Draft
    others: Sequence[Option]
    """Everything else of the same days."""
    reached: frozenset[tuple[Share, str]]
    entries: frozenset[str]
    missing: float
    """Minutes that the share still wants."""
    open_strength: bool


def _best(
    week: Week,
    share: Share,
    missing: float,
    planned: Mapping[Share, float],
    only: Draft | None = None,
    *,
    moving: bool = False,
) -> tuple[Draft, Option] | None:
    """The draft and option of a share that fit and are worth most.

    In one draft where `only` is given; without gentle holds where `moving` is.
    """
    found: tuple[float, Draft, Option] | None = None
    reached = frozenset((o.share, target) for d in week.drafts for o in d.items for target in o.exercise.targets)
    entries = frozenset(week.entries())
    full = week.most_entries() <= len(entries)
    open_strength = week.targets.wanted["strength"] - planned["strength"] > 2
    for draft in week.drafts if only is None else [only]:
        if len(draft.items) >= draft.frame.count:
            continue
        scene = _Scene(week, draft, same_day(week, draft), reached, entries, missing, open_strength)
        for option in draft.choices.get(share, ()):
            if (full and option.exercise.id not in entries) or (moving and option.exercise.isometric):
                continue
            fitted = _fit(week, draft, option, scene.others)
            if fitted is None:
                continue
            worth = _worth(scene, fitted)
            if found is None or worth > found[0]:
                found = (worth, draft, fitted)
    return None if found is None else (found[1], found[2])


CHOICES_KEPT = 14
"""Options of a share that are weighed for one session; the list is ranked, so the rest would not be taken."""


LEAST_S = 60
"""A main exercise shorter than this is not worth a place and a change of position."""


def draft_of(frame: Frame, offer: Offer) -> Draft:
    """An empty session with what may lie in it."""
    choices = {
        share: [option for option in options if option.seconds >= LEAST_S and allowed_in(option, frame)][:CHOICES_KEPT]
        for share, options in offer.options.items()
    }
    return Draft(frame, choices)


def same_day(week: Week, draft: Draft) -> list[Option]:
    """What else is done on the days of a draft, the draft included."""
    days = set(draft.frame.days)
    return [option for other in week.drafts if days & set(other.frame.days) for option in other.items]


def _fit(week: Week, draft: Draft, option: Option, others: Sequence[Option]) -> Option | None:
    """The option as it fits into the draft, shortened where it is by time; None where it may not or cannot."""
    if any(option.exercise.id == other.exercise.id for other in others):
        return None
    if any(option.exercise.family == item.exercise.family for item in draft.items):
        return None
    used = week.seconds(draft, option)
    left = min(draft.frame.seconds - used, week.left(draft, used))
    if left >= 0:
        return option
    if option.least_s < option.seconds and option.seconds + left >= option.least_s:
        return option.shortened(option.seconds + left)
    return None


def _worth(scene: _Scene, option: Option) -> float:
    """How good a next step is; larger is better. Points of the score first, then sense."""
    week, draft = scene.week, scene.draft
    minutes = option.seconds / 60 * len(draft.frame.days)
    over = minutes / scene.missing if scene.missing > 0 else 3.0
    worth = option.rank + 1.5 * min(1.0, 1 / over if over else 1.0) - 2.0 * min(2.0, max(0.0, over - 1.5))
    worth += 2.0 * min(2, len(option.muscles - scene.reached))
    if option.exercise.id in scene.entries:
        worth += 0.8 if option.daily or week.person.says("simple_mode") else -1.2
    first = option.exercise.targets[0]
    for other in scene.others:
        if other.share == option.share and other.exercise.targets[0] == first:
            worth -= 2.5
        if other.exercise.family == option.exercise.family:
            worth -= 1.0
    worth += PREFERRED * (option.share in draft.frame.prefers)
    return worth + _spread(scene, option) + _company(scene, option)


PREFERRED = 0.8
"""What a good hour for a share is worth (R4.9): enough to choose between places, not to choose another share."""


def _company(scene: _Scene, option: Option) -> float:
    """How well it goes with what the session holds: same position, bouts of balance, no two hard ones in a row."""
    draft = scene.draft
    spots = {item.position for item in draft.items}
    worth = 0.8 if option.position in spots else -0.6 * bool(spots)
    if option.share in ("balance", "gait"):
        same = sum(item.seconds for item in draft.items if item.share == option.share)
        low, high = (60 * bound for bound in scene.week.rules.weekly.balance_bout_min)
        worth += 1.0 if 0 < same < low else (-2.0 if same >= high else 0.0)
    if option.exercise.effort >= 4 and any(item.exercise.effort >= 4 for item in draft.items):
        worth -= 3.0
    return worth - _small_for_its_place(scene, option)


def _small_for_its_place(scene: _Scene, option: Option) -> float:
    """Places are few (R4.3): what is much shorter than a place's share of the time leaves the time unused."""
    draft = scene.draft
    places = draft.frame.count - len(draft.items)
    free = draft.frame.seconds - scene.week.seconds(draft)
    usual = free / places if places else 0
    return 1.2 * max(0.0, 1 - option.seconds / usual) if usual > 0 else 0.0


def _spread(scene: _Scene, option: Option) -> float:
    """Strength days are for strength first; stretching and daily work are spread over the days (R4.5 step 5)."""
    draft = scene.draft
    same = sum(item.share == option.share for item in draft.items)
    spread = option.daily or option.share in ("stretch", "calm")
    worth = (1.2 if same == 0 else -0.6 * same) if spread else 0.0
    if draft.frame.strength and option.share != "strength" and scene.open_strength:
        worth -= 0.8 if spread and same == 0 else 3.0
    if option.share == "strength" and not draft.frame.strength and not option.daily:
        worth -= 1.5
    return worth


SWAPS_TRIED = 5
"""Options of each share that are tried in the place of an item."""


def _improve(week: Week) -> None:
    """One pass of swaps, within a share and between shares; a swap stays when the week gets better."""
    best = _merit(week)
    for draft in week.drafts:
        for place in range(len(draft.items)):
            kept = draft.items[place]
            others = [o for o in same_day(week, draft) if o is not kept]
            rest = Draft(draft.frame, draft.choices, draft.items[:place] + draft.items[place + 1 :])
            for option in _swaps(week, draft, kept):
                fitted = _fit(week, rest, option, others)
                if fitted is None:
                    continue
                draft.items[place] = fitted
                merit = _merit(week)
                if merit > best + 0.25 and len(week.entries()) <= week.most_entries():
                    best, kept = merit, fitted
            draft.items[place] = kept


def _swaps(week: Week, draft: Draft, item: Option) -> list[Option]:
    """What may take the place of an item: others of its share, of shares left bare, and of those behind if spared."""
    planned, target = week.planned(), week.targets.target
    spared = planned[item.share] - item.seconds / 60 * len(draft.frame.days) >= target[item.share]
    shares = [item.share]
    for share in () if _stays(draft, item) else week.offer.options:
        behind = spared and planned[share] < target[share]
        bare = planned[share] == 0 < target[share]
        if share != item.share and (behind or bare):
            shares.append(share)
    return [
        option
        for share in shares
        for option in draft.choices.get(share, ())[:SWAPS_TRIED]
        if option.exercise.id != item.exercise.id
    ]


def _stays(draft: Draft, item: Option) -> bool:
    """Whether only its own share may take its place: strength on its day, and the one daily item of a session."""
    if draft.frame.strength and item.share == "strength" and not item.exercise.isometric:
        return True
    return item.daily and sum(other.share == item.share for other in draft.items) == 1


def _merit(week: Week) -> float:
    """The score, a little for well-ranked items, and against one muscle twice a day or a share left bare."""
    items = [option for draft in week.drafts for option in draft.items]
    rank = sum(option.rank for option in items) / len(items) if items else 0.0
    twice = 0
    for draft in week.drafts:
        firsts = [(o.share, o.exercise.targets[0]) for o in same_day(week, draft)]
        twice += len(firsts) - len(set(firsts))
    planned = week.planned()
    bare = [s for s in week.offer.options if planned[s] == 0 < week.targets.target[s]]
    missed = sum(3.0 + 40.0 * week.targets.spread[share] for share in bare)
    return week.score().total + 0.8 * rank - 1.5 * twice - missed
