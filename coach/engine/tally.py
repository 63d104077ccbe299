"""What lies on the board and the sums that its worth follows from, kept in step with every change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coach.domain.vocabulary import SHARES
from coach.engine.layout import Frame, most_main
from coach.engine.minutes import change_seconds
from coach.engine.ordering import DOWNWARD, changes, path
from coach.engine.person import Person
from coach.engine.pieces import (
    SENSE,
    SHORT_S,
    Left,
    Piece,
    Stock,
    bits,
    curves_of,
    grown,
    left_of,
    shortlist,
)
from coach.engine.places import allowed_in, kind_of
from coach.engine.score import REACH_POINTS
from coach.engine.targets import Targets

Item = tuple[Piece, int]
"""A piece with the seconds it lasts."""


@dataclass(slots=True)
class Slot:
    """One session on the board."""

    kind: int
    """Sessions with the same number allow the same exercises."""
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
    entries: int = 0
    """Bits of the exercises that lie in it; so too of what else its items are."""
    firsts: int = 0
    families: int = 0
    shares: int = 0
    held: int = 0
    """Shares of what is wanted every day and is there."""
    hard: int = 0
    """How many hard items."""
    moving: float = 0.0
    """The best moving strength exercise in it."""
    sense: float | None = None
    """Points of the session beside the score; None where it changed since they were counted."""
    longest: list[int] = field(default_factory=lambda: [0] * len(SHARES))
    """Seconds of the longest piece of each share."""

    def __post_init__(self) -> None:
        """Know the longest pieces."""
        mine, self.pieces = self.pieces, ()
        self.weigh(mine)

    def weigh(self, pieces: Iterable[Piece]) -> None:
        """Weigh these pieces too for this session."""
        more = tuple(pieces)
        self.pieces += more
        for piece in more:
            self.longest[piece.share] = max(self.longest[piece.share], piece.seconds)


class Tally:
    """Sessions and sums; `add` and `take` keep them in step."""

    def __init__(self, person: Person, targets: Targets, stock: Stock, frames: Sequence[Frame]) -> None:
        weekly, reachable, pieces = stock.rules.weekly, stock.offer.reachable, stock.pieces
        self.person, self.rules = person, stock.rules
        self.setup, self.change = weekly.setup_s, change_seconds(person.level, weekly)
        self.long = weekly.warm_up_from_min * 60
        self.ends = stock.ends
        self._ends_of: dict[tuple[int, int], int | None] = {}
        self.limit = stock.most_entries
        self.week_most = int(targets.week_min * 60 + 1)
        self.used = 0
        self.work = 0
        self.planned = [0] * len(SHARES)
        self.items = 0
        self.worth = 0.0
        self.extra = 0
        self.reached = [0] * len(reachable)
        self.bare = bits(range(len(reachable)))
        """Bits of the muscles that nothing reaches yet."""
        self._reach = REACH_POINTS / len(reachable) if reachable else 0.0
        self._curves = curves_of(targets)
        self.pieces = pieces
        self.known = [0] * (1 + max((piece.entry for piece in pieces), default=0))
        self.known_bits = 0
        self.entries = 0
        self.kept = 0.0
        self._warm, self._cool = (
            bits(p.entry for p in pieces if p.option.exercise.id in ids) for ids in stock.ends.ids
        )
        self.long_slots = 0
        self._keeping = stock.keeping
        self._days = sum(len(frame.days) for frame in frames if not frame.easy) or 1
        self.slots = self._slots(frames, pieces)
        self._left: list[tuple[int, Left]] = [(-1, left_of(curve, 0)) for curve in self._curves]

    def _slots(self, frames: Sequence[Frame], pieces: Sequence[Piece]) -> list[Slot]:
        slots = []
        kinds: dict[tuple[object, ...], int] = {}
        alike: dict[int, tuple[Piece, ...]] = {}
        for number, frame in enumerate(frames):
            beside = tuple(n for n, one in enumerate(frames) if set(one.days) & set(frame.days))
            kind = kinds.setdefault(kind_of(frame), len(kinds))
            if kind not in alike:
                alike[kind] = tuple(piece for piece in pieces if allowed_in(piece.option, frame))
            mine = alike[kind]
            daily = bits(piece.share for piece in mine if piece.daily)
            most, places = grown(frames, number, self.person, self.rules)
            wants = 0 if frame.easy else daily
            suits = bits(SHARES.index(share) for share in frame.prefers)
            shortest = min((piece.least for piece in mine), default=0)
            opening = 0.0 if frame.easy else SENSE.day / self._days * len(frame.days)
            kept = shortlist([piece for piece in mine if self.setup + self.change + piece.least <= most])
            slots.append(
                Slot(kind, frame, len(frame.days), most, places, kept, beside, wants, shortest, suits, opening)
            )
        return slots

    def add(self, number: int, piece: Piece, seconds: int) -> None:
        """Put a piece on the board; `best` has said that it fits."""
        self.insert(number, len(self.slots[number].items), piece, seconds)

    def insert(self, number: int, place: int, piece: Piece, seconds: int) -> None:
        """Put an item among the others of a session."""
        self._lift(number)
        self.slots[number].items.insert(place, (piece, seconds))
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
                if self.reached[number]:
                    self.bare &= ~(1 << number)
                else:
                    self.bare |= 1 << number
            muscles, number = muscles >> 1, number + 1
        before = self.known[piece.entry]
        self.known[piece.entry] = before + step
        if not before or not before + step:
            self.known_bits ^= piece.bit
            self.entries += step
            self.kept += step * self._keeping[piece.entry]

    def left(self) -> list[Left]:
        """What more seconds of each share are worth as the week is."""
        for share, planned in enumerate(self.planned):
            if self._left[share][0] != planned:
                self._left[share] = planned, left_of(self._curves[share], planned)
        return [left for _, left in self._left]

    def _lift(self, number: int) -> None:
        slot = self.slots[number]
        self.used -= slot.times * self.lasting(slot, slot.content, slot.spots)
        self.long_slots -= slot.content >= self.long
        self.extra -= slot.times * max(0, slot.changes - 1)

    def _settle(self, number: int) -> None:
        slot = self.slots[number]
        work = spots = entries = firsts = families = shares = held = hard = 0
        moving = 0.0
        for piece, seconds in slot.items:
            work += seconds
            spots |= piece.spot
            entries |= piece.bit
            firsts |= piece.first
            families |= piece.family
            shares |= 1 << piece.share
            hard += piece.hard
            if piece.daily:
                held |= 1 << piece.share
            if piece.moving > moving:
                moving = piece.moving
        slot.spots, slot.entries, slot.firsts, slot.families = spots, entries, firsts, families
        slot.shares, slot.held, slot.hard, slot.moving = shares, held, hard, moving
        slot.changes = changes(spots)
        slot.content = work + self.setup * len(slot.items) + self.change * slot.changes
        self.used += slot.times * self.lasting(slot, slot.content, slot.spots)
        self.long_slots += slot.content >= self.long
        self.extra += slot.times * max(0, slot.changes - 1)
        for one in slot.beside:
            self.slots[one].sense = None

    def lasting(self, slot: Slot, content: int, spots: int) -> int:
        """Seconds of a session with its warm-up and cool-down, where its content needs them."""
        return content if content < self.long else content + (self.ends_of(slot, spots) or 0)

    def crowded(self, slot: Slot) -> bool:
        """Whether a session holds more items than its minutes allow (R4.3)."""
        return len(slot.items) > slot.frame.count and len(slot.items) > self.holds(slot, slot.content, slot.spots)

    def holds(self, slot: Slot, content: int, spots: int) -> int:
        """How many items a session of so much content holds (R4.3)."""
        return most_main(self.lasting(slot, content, spots) / 60, self.person, self.rules.weekly)

    def ends_of(self, slot: Slot, spots: int) -> int | None:
        """Seconds of a warm-up and a cool-down beside items in these spots; None where there is not both."""
        key = (slot.kind, spots)
        if key not in self._ends_of:
            run = path(spots)[1]
            first, last = (DOWNWARD[run[0]], DOWNWARD[run[-1]]) if run else (DOWNWARD[0], DOWNWARD[0])
            self._ends_of[key] = self.ends.seconds(slot.frame, first, last)
        return self._ends_of[key]

    def room(self, slot: Slot) -> int:
        """Seconds that the session may last, and the week can still give it."""
        mine = (self.week_most - self.used) // slot.times + self.lasting(slot, slot.content, slot.spots)
        return min(slot.most, mine)

    def free(self, number: int) -> int:
        """Seconds that a session and the week have left for what lies in it."""
        slot = self.slots[number]
        room = self.room(slot)
        if slot.content >= self.long:
            return room - self.lasting(slot, slot.content, slot.spots)
        return min(room, self.long - 1) - slot.content

    def sense_of(self, slot: Slot) -> float:
        """Points of a session beside the score."""
        if slot.sense is None:
            slot.sense = self._sense(slot) if slot.items else 0.0
        return slot.sense

    def _sense(self, slot: Slot) -> float:
        many = len(slot.items)
        value = slot.opening + self._daily(slot, slot.held) + SENSE.suited * (slot.suits & slot.shares).bit_count()
        for piece, seconds in slot.items:
            value -= piece.poor
            if seconds < SHORT_S:
                value -= SENSE.short
        if slot.stays:
            value += SENSE.stays * sum(slot.stays >> piece.entry & 1 for piece, _ in slot.items)
        value -= SENSE.alike * (many - slot.families.bit_count()) + SENSE.hard * max(0, slot.hard - 1)
        if slot.frame.strength:
            value += SENSE.strong * slot.moving
        firsts = items = 0
        for number in slot.beside:
            one = self.slots[number]
            firsts |= one.firsts
            items += len(one.items)
        return value - SENSE.twice * (items - firsts.bit_count()) / len(slot.beside)

    def _daily(self, slot: Slot, there: int) -> float:
        wanted = slot.wants_daily.bit_count()
        met = (slot.wants_daily & there).bit_count()
        return SENSE.daily * slot.times / self._days * met / wanted if wanted else 0.0
