"""The week as the search sees it: sessions with pieces on them, and what one more piece would be worth.

The worth is the score of decisions 11 and, far below it, what makes a week sensible to a physiotherapist (`SENSE`). All
of it follows from a few sums, so that one more piece is judged without counting the week again. Hard rules are kept
here: what `best` offers fits, and nothing else is ever put on the board.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coach.domain.plan import Plan
from coach.domain.rules import Rules
from coach.domain.vocabulary import SHARES
from coach.engine.layout import Frame, most_main
from coach.engine.minutes import change_seconds
from coach.engine.options import Offer
from coach.engine.ordering import changes
from coach.engine.person import Person
from coach.engine.pieces import (
    SENSE,
    SHORT_S,
    Piece,
    bits,
    curves_of,
    grown,
    keeping,
    pieces_of,
    points_at,
    shortlist,
)
from coach.engine.places import allowed_in
from coach.engine.score import EASE_POINTS, REACH_POINTS
from coach.engine.targets import Targets

ENDS_SLACK_S = 15
"""Warm-up and cool-down are made of whole repetitions and breaths, so they last a little more than their least."""


LOOK = 2
"""Work of looking at a session at all, in pieces that are weighed."""
Item = tuple[Piece, int]
"""A piece with the seconds it lasts."""
Found = tuple[float, float, Piece, int]
"""What a step is chosen by, what it adds, the piece, its seconds."""


@dataclass(slots=True)
class Slot:
    """One session on the board."""

    frame: Frame
    times: int
    most: int
    """Seconds at most, grown to what a day may take."""
    places: int
    """Items at most when it has grown."""
    pieces: tuple[Piece, ...]
    beside: tuple[int, ...]
    """Numbers of the sessions that share a day with it, itself included."""
    wants_daily: int
    shortest: int
    """Seconds of the shortest piece."""
    suits: int
    """Bits of the shares for which this is a good place."""
    opening: float
    """Points for a session on the person's own days."""
    stays: int = 0
    """Bits of the exercises that the plan in force has here."""
    brief: bool = False
    """Whether it is to stay too short for a warm-up and a cool-down; the search tries both."""
    items: list[Item] = field(default_factory=list)
    content: int = 0
    """Seconds of the items with set-up and changes."""
    spots: int = 0
    changes: int = 0
    sense: float = 0.0
    """Points of the session beside the score."""


def slots_of(frames: Sequence[Frame], pieces: Sequence[Piece], person: Person, rules: Rules, days: int) -> list[Slot]:
    """The sessions of a week before anything lies in them; `days` are those of the person, all sessions counted."""
    slots = []
    for number, frame in enumerate(frames):
        beside = tuple(n for n, one in enumerate(frames) if set(one.days) & set(frame.days))
        mine = tuple(piece for piece in pieces if allowed_in(piece.option, frame))
        daily = bits(piece.share for piece in mine if piece.daily)
        most, places = grown(frames, number, person, rules)
        wants = 0 if frame.easy else daily
        suits = bits(SHARES.index(share) for share in frame.prefers)
        shortest = min((piece.least for piece in mine), default=0)
        opening = 0.0 if frame.easy else SENSE.day / days * len(frame.days)
        kept = shortlist(mine)
        slots.append(Slot(frame, len(frame.days), most, places, kept, beside, wants, shortest, suits, opening))
    return slots


class Board:
    """Sessions and sums; `add` and `take` keep them in step."""

    def __init__(
        self, person: Person, targets: Targets, offer: Offer, rules: Rules, frames: Sequence[Frame],
        last: Iterable[str], entry_limit: int, ends: tuple[frozenset[str], frozenset[str]],
    ) -> None:  # fmt: skip
        weekly = rules.weekly
        self.person, self.rules = person, rules
        self.setup, self.change = weekly.setup_s, change_seconds(person.level, weekly)
        self.long = weekly.warm_up_from_min * 60
        self.ends = 2 * (weekly.warm_up_s + weekly.setup_s + ENDS_SLACK_S) + self.change
        self.limit = entry_limit
        self.week_most = int(targets.week_min * 60 + 1)
        self.used = 0
        self.work = 0
        self.planned = [0] * len(SHARES)
        self.items = 0
        self.worth = 0.0
        self.extra = 0
        self.reached = [0] * len(offer.reachable)
        self._reach = REACH_POINTS / len(offer.reachable) if offer.reachable else 0.0
        self._curves = curves_of(targets)
        pieces = pieces_of(person, offer)
        self.pieces = pieces
        self.known = [0] * (1 + max((piece.entry for piece in pieces), default=0))
        self.entries = 0
        self.kept = 0.0
        self._warm, self._cool = (bits(p.entry for p in pieces if p.option.exercise.id in ids) for ids in ends)
        self.long_slots = 0
        self._keeping = keeping(pieces, set(last) & set(offer.allowed), len(self.known))
        self._days = sum(len(frame.days) for frame in frames if not frame.easy) or 1
        self.slots = slots_of(frames, pieces, person, rules, self._days)
        self.busy = [0] * len(self.slots)
        """Bits of the exercises in each session."""

    def lay(self, plan: Plan) -> None:
        """Put the plan in force on the board, as far as its items may still lie where they are."""
        for number, slot in enumerate(self.slots):
            session = plan.session_named(f"session_{slot.frame.name}")
            for item in session.exercise if session else ():
                mine = [
                    piece
                    for piece in self.pieces
                    if piece.option.exercise.id == item.id
                    and piece.option.position == (item.position or piece.option.exercise.position)
                    and item.part == "main"
                    and allowed_in(piece.option, slot.frame)
                ]
                slot.stays |= bits(piece.entry for piece in mine)
                slot.pieces += tuple(piece for piece in mine if piece not in slot.pieces)
                found = self.best(number, among=mine)
                if found is not None:
                    length = item.seconds(found[2].option.exercise)
                    fits = found[2].least <= length < found[3]
                    self.add(number, found[2], length if fits else found[3])

    # ------------------------------------------------------------------------------------------------------ changing

    def add(self, number: int, piece: Piece, seconds: int) -> None:
        """Put a piece on the board; `best` has said that it fits."""
        self._lift(number)
        self.slots[number].items.append((piece, seconds))
        self._count(piece, seconds * self.slots[number].times, self.slots[number].times)
        self._settle(number)

    def take(self, number: int, place: int) -> Item:
        """Take an item off the board."""
        self._lift(number)
        slot = self.slots[number]
        piece, seconds = slot.items.pop(place)
        self._count(piece, -seconds * slot.times, -slot.times)
        self._settle(number)
        return piece, seconds

    def put(self, number: int, items: Iterable[Item]) -> None:
        """Make a session hold exactly these items."""
        slot = self.slots[number]
        self._lift(number)
        for piece, seconds in slot.items:
            self._count(piece, -seconds * slot.times, -slot.times)
        slot.items = list(items)
        for piece, seconds in slot.items:
            self._count(piece, seconds * slot.times, slot.times)
        self._settle(number)

    def _count(self, piece: Piece, seconds: int, times: int) -> None:
        self.planned[piece.share] += seconds
        self.items += times
        self.worth += piece.worth * times
        step = 1 if times > 0 else -1
        muscles, number = piece.muscles, 0
        while muscles:
            if muscles & 1:
                self.reached[number] += step
            muscles, number = muscles >> 1, number + 1
        before = self.known[piece.entry]
        self.known[piece.entry] = before + step
        new = (before == 0) - (before + step == 0)
        self.entries += new
        self.kept += new * self._keeping[piece.entry]

    def _lift(self, number: int) -> None:
        slot = self.slots[number]
        self.used -= slot.times * self.lasting(slot.content)
        self.long_slots -= slot.content >= self.long
        self.extra -= slot.times * max(0, slot.changes - 1)

    def _settle(self, number: int) -> None:
        slot = self.slots[number]
        slot.spots = 0
        busy = 0
        for piece, _ in slot.items:
            slot.spots |= piece.spot
            busy |= 1 << piece.entry
        self.busy[number] = busy
        slot.changes = changes(slot.spots)
        work = sum(seconds for _, seconds in slot.items)
        slot.content = work + self.setup * len(slot.items) + self.change * slot.changes
        self.used += slot.times * self.lasting(slot.content)
        self.long_slots += slot.content >= self.long
        self.extra += slot.times * max(0, slot.changes - 1)
        for one in slot.beside:
            self.slots[one].sense = self._sense(self.slots[one])

    def lasting(self, content: int) -> int:
        """Seconds of a session with its warm-up and cool-down, where its content needs them."""
        return content + self.ends if content >= self.long else content

    def _room(self, slot: Slot) -> tuple[int, int]:
        """Seconds of content that the session and the week still hold: without a warm-up, and with one."""
        mine = (self.week_most - self.used) // slot.times + self.lasting(slot.content)
        most = min(slot.most, mine)
        if slot.brief or most - self.ends < self.long:
            return min(most, self.long - 1), 0
        return min(most, self.long - 1), most - self.ends

    # ------------------------------------------------------------------------------------------------------- judging

    def total(self) -> float:
        """Points of the week: score and sense."""
        value = sum(points_at(curve, planned) for curve, planned in zip(self._curves, self.planned, strict=True))
        if self.items:
            value += (self.worth - EASE_POINTS * self.extra) / self.items
        value += self._reach * (len(self.reached) - self.reached.count(0)) + self.kept
        return value - SENSE.entry * self.entries + sum([slot.sense for slot in self.slots])

    def _sense(self, slot: Slot) -> float:
        if not slot.items:
            return 0.0
        hard = short = held = shares = 0
        moving = False
        families = set()
        for piece, seconds in slot.items:
            hard += piece.hard
            short += seconds < SHORT_S
            moving = moving or piece.moving
            families.add(piece.family)
            shares |= 1 << piece.share
            if piece.daily:
                held |= 1 << piece.share
        value = slot.opening - SENSE.short * short + self._daily(slot, held)
        value += SENSE.suited * (slot.suits & shares).bit_count()
        if slot.stays:
            value += SENSE.stays * sum(slot.stays >> piece.entry & 1 for piece, _ in slot.items)
        value -= SENSE.alike * (len(slot.items) - len(families)) + SENSE.hard * (hard - 1 if hard else 0)
        if slot.frame.strength and moving:
            value += SENSE.strong
        firsts = [piece.first for one in slot.beside for piece, _ in self.slots[one].items]
        return value - SENSE.twice * (len(firsts) - len(set(firsts))) / len(slot.beside)

    def _daily(self, slot: Slot, there: int) -> float:
        wanted = slot.wants_daily.bit_count()
        met = (slot.wants_daily & there).bit_count()
        return SENSE.daily * slot.times / self._days * met / wanted if wanted else 0.0

    def best(
        self, number: int, banned: int = 0, *, dense: bool = False, among: Sequence[Piece] | None = None
    ) -> Found | None:
        """The piece that adds most to a session, None where nothing fits.

        `banned` are bits of exercises that are not to be looked at; `dense` asks for the most a second; `among` are
        other pieces than those that are usually weighed.
        """
        slot = self.slots[number]
        self.work += LOOK
        if len(slot.items) >= slot.places:
            return None
        short, long = self._room(slot)
        if slot.content + self.setup + slot.shortest > max(short, long):
            return None
        scene = self._scene(slot, banned)
        spare = self.limit - self.entries
        aside = self._aside()
        found: Found | None = None
        first, times = -1e9, slot.times
        for piece in slot.pieces if among is None else among:
            new = not self.known[piece.entry]
            if scene.banned >> piece.entry & 1 or (new and spare < 1):
                continue
            moves = changes(slot.spots | piece.spot)
            base = slot.content + self.setup + self.change * (moves - slot.changes)
            seconds = piece.seconds
            if base + seconds > short and not long >= base + seconds >= self.long:
                seconds = self._shorter(piece, base, short, long)
            if not seconds or (scene.tight and not self._counts(slot, base + seconds)):
                continue
            if (self.long_slots or base + seconds >= self.long) and spare < new + aside:
                continue
            pull = piece.pull
            if pull is not None and scene.pulls.get(pull[0], 0) + pull[1] > pull[2]:
                continue
            gain = self._gain(scene, piece, seconds, moves)
            self.work += 1
            value = gain / (times * (seconds + self.setup)) if dense else gain
            if value > first:
                first, found = value, (value, gain, piece, seconds)
        return found

    def _aside(self) -> int:
        """Places of the repertoire that a warm-up and a cool-down will take."""
        known = bits(entry for entry, count in enumerate(self.known) if count)
        return (not known & self._warm) + (not known & self._cool)

    def _shorter(self, piece: Piece, base: int, short: int, long: int) -> int:
        """How long a piece may last in a session that holds `base` without it; 0 where it does not fit."""
        if long:
            seconds = piece.fitting(long - base)
            if seconds and base + seconds >= self.long:
                return seconds
        return piece.fitting(short - base)

    def _counts(self, slot: Slot, content: int) -> bool:
        """Whether a session that has grown to this content holds one more item (R4.3)."""
        return len(slot.items) < most_main(self.lasting(content) / 60, self.person, self.rules.weekly)

    def _scene(self, slot: Slot, banned: int) -> _Scene:
        beside = [self.slots[number] for number in slot.beside]
        for number in slot.beside:
            banned |= self.busy[number]
        pulls: dict[int, int] = {}
        for one in beside:
            for piece, _ in one.items:
                if piece.pull is not None:
                    pulls[piece.pull[0]] = pulls.get(piece.pull[0], 0) + piece.pull[1]
        return _Scene(
            slot=slot,
            banned=banned,
            tight=len(slot.items) >= slot.frame.count,
            pulls=pulls,
            firsts={piece.first for one in beside for piece, _ in one.items},
            families={piece.family for piece, _ in slot.items},
            shares=bits(piece.share for piece, _ in slot.items),
            held=bits(piece.share for piece, _ in slot.items if piece.daily),
            hard=any(piece.hard for piece, _ in slot.items),
            still=slot.frame.strength and not any(piece.moving for piece, _ in slot.items),
            bare=bits(number for number, count in enumerate(self.reached) if not count),
            ratio=(self.worth - EASE_POINTS * self.extra) / self.items if self.items else 0.0,
            extra=self.extra - slot.times * max(0, slot.changes - 1),
            opening=0.0 if slot.items else slot.opening,
            daily=self._daily(slot, slot.wants_daily & -slot.wants_daily),
            values=[points_at(curve, planned) for curve, planned in zip(self._curves, self.planned, strict=True)],
        )

    def _gain(self, scene: _Scene, piece: Piece, seconds: int, moves: int) -> float:
        """Points that a piece adds: what `total` would grow by."""
        times, share = scene.slot.times, piece.share
        extra = scene.extra + times * (moves - 1)
        gain = (self.worth + times * piece.worth - EASE_POINTS * extra) / (self.items + times) - scene.ratio
        planned = self.planned[share] + seconds * times
        gain += points_at(self._curves[share], planned) - scene.values[share]
        gain += self._reach * (piece.muscles & scene.bare).bit_count() + scene.opening
        if not self.known[piece.entry]:
            gain += self._keeping[piece.entry] - SENSE.entry
        if piece.daily and not scene.held >> share & 1:
            gain += scene.daily
        if scene.slot.suits & ~scene.shares & 1 << share:
            gain += SENSE.suited
        if scene.slot.stays >> piece.entry & 1:
            gain += SENSE.stays
        if piece.first in scene.firsts:
            gain -= SENSE.twice
        if piece.family in scene.families:
            gain -= SENSE.alike
        if piece.hard and scene.hard:
            gain -= SENSE.hard
        if seconds < SHORT_S:
            gain -= SENSE.short
        if scene.still and piece.moving:
            gain += SENSE.strong
        return gain


@dataclass(slots=True)
class _Scene:
    """What the gain of a piece depends on beside the piece; worked out once for a session."""

    slot: Slot
    banned: int
    tight: bool
    """Whether the session must grow to hold one more item."""
    pulls: dict[int, int]
    firsts: set[int]
    families: set[str]
    shares: int
    held: int
    hard: bool
    still: bool
    """Whether it is a strength day without moving strength work so far."""
    bare: int
    ratio: float
    extra: int
    opening: float
    daily: float
    """Points for one more of what is wanted every day."""
    values: list[float]
