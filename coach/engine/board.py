"""The week as the search sees it: sessions with pieces on them, and what one more piece would be worth.

The worth is the score of decisions 11 and, far below it, what makes a week sensible to a physiotherapist (`SENSE`). All
of it follows from a few sums, so that one more piece is judged without counting the week again. Hard rules are kept
here: what `best` offers fits, and nothing else is ever put on the board.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.domain.vocabulary import Position
from coach.engine.ordering import changes
from coach.engine.pieces import SENSE, SHORT_S, Left, Piece, bits, points_at
from coach.engine.places import allowed_in
from coach.engine.score import EASE_POINTS
from coach.engine.tally import Slot, Tally

LOOK = 2
"""Work of looking at a session at all, in pieces that are weighed."""
ANYTHING = -1e9
"""A bar that everything is worth more than."""
Laid = tuple[str, Position, int]
"""An exercise in a position, and how many seconds it lasts."""
Found = tuple[float, float, Piece, int]
"""What a step is chosen by, what it adds, the piece, its seconds."""


class Board(Tally):
    """Sessions and sums, what they are worth, and what one more piece would add."""

    def total(self) -> float:
        """Points of the week: score and sense."""
        value = sum(points_at(curve, planned) for curve, planned in zip(self._curves, self.planned, strict=True))
        if self.items:
            value += (self.worth - EASE_POINTS * self.extra) / self.items
        value += self._reach * (len(self.reached) - self.bare.bit_count()) + self.kept
        return value - SENSE.entry * self.entries + sum([self.sense_of(slot) for slot in self.slots])

    def lay(self, sessions: Mapping[str, Sequence[Laid]], *, stays: bool) -> None:
        """Put what another week has in the sessions of the same names on the board, as far as it may lie there.

        `stays`: it is the plan in force, and is rather left as it is.
        """
        for number, slot in enumerate(self.slots):
            for name, position, length in sessions.get(slot.frame.name, ()):
                mine = [
                    piece
                    for piece in self.pieces
                    if piece.option.exercise.id == name
                    and piece.option.position == position
                    and allowed_in(piece.option, slot.frame)
                ]
                slot.weigh(piece for piece in mine if piece not in slot.pieces)
                slot.stays |= bits(piece.entry for piece in mine) if stays else 0
                found = self.best(number, among=mine, bar=ANYTHING)
                if found is not None:
                    fits = found[2].least <= length < found[3]
                    self.add(number, found[2], length if fits else found[3])

    def best(
        self, number: int, banned: int = 0, *, dense: bool = False, among: Sequence[Piece] | None = None,
        bar: float = 0.0,
    ) -> Found | None:  # fmt: skip
        """The piece that adds most to a session; None where nothing that fits is worth more than `bar`.

        `banned` are bits of exercises that are not to be looked at; `dense` asks for the most a second; `among` are
        other pieces than those that are usually weighed.
        """
        slot = self.slots[number]
        self.work += LOOK
        if len(slot.items) >= slot.places:
            return None
        room = self.room(slot)
        if slot.content + self.setup + slot.shortest > room:
            return None
        scene = self._scene(slot, banned, room)
        scene.dense, scene.bar = dense, bar
        found: Found | None = None
        times, items, setup = slot.times, self.items + slot.times, self.setup
        worth = self.worth - EASE_POINTS * (scene.extra - times)
        step, reach, bare, held, known = EASE_POINTS * times, self._reach, self.bare, slot.held, self.known_bits
        for piece, seconds, moves in self._fitting(slot, scene, room, slot.pieces if among is None else among):
            self.work += 1
            share = piece.share
            gain, points, missing, whole, ideal, wanted, against, free = scene.shares_left[share]
            more = seconds * times
            gain += (worth + times * piece.worth - step * moves) / items + scene.base
            gain += points * more if more < missing else points * missing + whole
            gain += ideal * (more if more < wanted else wanted)
            if more > free:
                gain -= against * (more - free)
            gain += reach * (piece.muscles & bare).bit_count()
            if not known & piece.bit:
                gain += self._keeping[piece.entry] - SENSE.entry
            if piece.daily and not held >> share & 1:
                gain += scene.daily
            gain += self._company(scene, piece, seconds)
            value = gain / (times * (seconds + setup)) if dense else gain
            if value > scene.bar:
                scene.bar, found = value, (value, gain, piece, seconds)
        return found

    def _longest(self, slot: Slot, room: int, spots: int) -> int:
        """Seconds of content that leave room for a warm-up and a cool-down; 0 where it stays without them."""
        ends = None if slot.brief else self.ends_of(slot, spots)
        return 0 if ends is None or room - ends < self.long else room - ends

    def _shorter(self, piece: Piece, seconds: int, base: int, short: int, longest: int) -> int:
        """How long a piece may last, `seconds` at most, beside `base` without it; 0 for not at all.

        The session has `short` seconds without a warm-up and a cool-down, `longest` with them.
        """
        if longest:
            shorter = piece.fitting(longest - base)
            if shorter and self.long <= base + shorter and shorter <= seconds:
                return shorter
        return min(seconds, piece.fitting(short - base))

    def _aside(self) -> int:
        """Places of the repertoire that a warm-up and a cool-down will take."""
        return (not self.known_bits & self._warm) + (not self.known_bits & self._cool)

    def _scene(self, slot: Slot, banned: int, room: int) -> _Scene:
        pulls: dict[int, int] = {}
        firsts = 0
        for number in slot.beside:
            one = self.slots[number]
            banned |= one.entries
            firsts |= one.firsts
            for piece, _ in one.items:
                if piece.pull is not None:
                    pulls[piece.pull[0]] = pulls.get(piece.pull[0], 0) + piece.pull[1]
        base = 0.0 if slot.items else slot.opening
        base -= (self.worth - EASE_POINTS * self.extra) / self.items if self.items else 0.0
        daily = self._daily(slot, slot.wants_daily & -slot.wants_daily)
        moving = slot.moving if slot.frame.strength else 1.0
        extra = self.extra - slot.times * max(0, slot.changes - 1)
        each = (self.worth - EASE_POINTS * (extra + slot.times * (slot.changes - 1))) / (self.items + slot.times)
        most = base + each + SENSE.strong * (1.0 - moving) + (SENSE.stays if slot.stays else 0.0)
        left = self.left()
        return _Scene(
            slot=slot,
            banned=banned if self.entries < self.limit else banned | ~self.known_bits,
            tight=len(slot.items) >= slot.frame.count,
            pulls=pulls,
            firsts=firsts,
            moving=moving,
            extra=extra,
            base=base,
            daily=daily,
            shares_left=left,
            hopes=self._hopes(slot, room, left, most, daily),
        )

    @staticmethod
    def _hopes(slot: Slot, room: int, left: list[Left], most: float, daily: float) -> list[float]:
        """By share the most that its minutes can add, with what a good place for it counts."""
        wants, suits, found = slot.wants_daily & ~slot.held, slot.suits & ~slot.shares, []
        for share, (first, points, missing, whole, ideal, wanted, _, _) in enumerate(left):
            more = slot.longest[share] * slot.times if slot.longest[share] < room else room * slot.times
            hope = most + first + ideal * (more if more < wanted else wanted)
            hope += points * more if more < missing else points * missing + whole
            if wants >> share & 1:
                hope += daily
            found.append(hope + SENSE.suited if suits >> share & 1 else hope)
        return found

    def _hopeful(self, slot: Slot, scene: _Scene, pieces: Sequence[Piece]) -> list[tuple[float, Piece]]:
        """The pieces that could be worth more than nothing, with the most that they could be chosen by; that first."""
        banned, hopes, reach, bare, known = scene.banned, scene.hopes, self._reach, self.bare, self.known_bits
        part, times, bar = slot.times / (self.items + slot.times), slot.times, scene.bar
        found = []
        for piece in pieces:
            if banned & piece.bit:
                continue
            hope = hopes[piece.share] + part * piece.worth + reach * (piece.muscles & bare).bit_count() - piece.poor
            if not known & piece.bit:
                hope += self._keeping[piece.entry] - SENSE.entry
            if scene.dense:
                hope /= times * (piece.least + self.setup)
            if hope > bar:
                found.append((hope, piece))
        found.sort(key=_first, reverse=True)
        return found

    def _fitting(
        self, slot: Slot, scene: _Scene, room: int, pieces: Sequence[Piece]
    ) -> Iterator[tuple[Piece, int, int]]:
        """The pieces that fit into a session and could be better than what was found so far, most hopeful first.

        Each with its seconds and the changes of position that the session has with it.
        """
        spare = self.limit - self.entries - self._aside()
        content, long, pulls = slot.content + self.setup, self.long, scene.pulls
        left, tight, times, before = scene.shares_left, scene.tight, slot.times, slot.spots
        short, longest = min(room, long - 1), dict[int, int]()
        for hope, piece in self._hopeful(slot, scene, pieces):
            if hope <= scene.bar:
                return
            spots = before | piece.spot
            moves, base = slot.changes, content
            if spots != before:
                moves = changes(spots)
                base += self.change * (moves - slot.changes)
            seconds = piece.seconds
            if piece.least < seconds:
                missing = left[piece.share][2] / times
                seconds = piece.lasting(missing) if missing < seconds else seconds
            if base + seconds > room or base + seconds >= long:
                if spots not in longest:
                    longest[spots] = self._longest(slot, room, spots)
                if not long <= base + seconds <= longest[spots]:
                    if base + piece.least > short and base + piece.least > longest[spots]:
                        continue
                    seconds = self._shorter(piece, seconds, base, short, longest[spots])
                    if not seconds:
                        continue
            if tight and len(slot.items) >= self.holds(slot, base + seconds, spots):
                continue
            if spare < 1 and (self.long_slots or base + seconds >= long) and spare < (not self.known_bits & piece.bit):
                continue
            pull = piece.pull
            if pull is not None and pulls.get(pull[0], 0) + pull[1] > pull[2]:
                continue
            yield piece, seconds, moves

    @staticmethod
    def _company(scene: _Scene, piece: Piece, seconds: int) -> float:
        """Points for how a piece goes with what lies there."""
        slot, points = scene.slot, -piece.poor
        if slot.suits and slot.suits & ~slot.shares & 1 << piece.share:
            points += SENSE.suited
        if slot.stays & piece.bit:
            points += SENSE.stays
        if piece.first & scene.firsts:
            points -= SENSE.twice
        if piece.family & slot.families:
            points -= SENSE.alike
        if piece.hard and slot.hard:
            points -= SENSE.hard
        if seconds < SHORT_S:
            points -= SENSE.short
        if piece.moving > scene.moving:
            points += SENSE.strong * (piece.moving - scene.moving)
        return points


def _first(pair: tuple[float, Piece]) -> float:
    return pair[0]


@dataclass(slots=True)
class _Scene:
    """What the gain of a piece depends on beside the piece; worked out once for a session."""

    slot: Slot
    banned: int
    tight: bool
    """Whether the session must grow to hold one more item."""
    pulls: dict[int, int]
    firsts: int
    moving: float
    """The best moving strength exercise so far, where it is a strength day."""
    extra: int
    base: float
    """Points of a first item on a day, and against the mean of fit and ease as it is without one more."""
    daily: float
    """Points for one more of what is wanted every day."""
    shares_left: list[Left]
    hopes: list[float]
    """By share the most that a piece can add, beside its help, its muscles and its place in the repertoire."""
    dense: bool = False
    bar: float = 0.0
    """What the best piece so far is chosen by."""
