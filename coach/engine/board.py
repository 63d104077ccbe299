"""The week as the search sees it: sessions with pieces on them, and what one more piece would be worth.

The worth is the score of decisions 11 and, far below it, what makes a week sensible to a physiotherapist (`SENSE`). All
of it follows from a few sums, so that one more piece is judged without counting the week again. Hard rules are kept
here: what `best` offers fits, and nothing else is ever put on the board.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.domain.vocabulary import Position
from coach.engine.layout import most_main
from coach.engine.ordering import changes
from coach.engine.pieces import SENSE, SHORT_S, Left, Piece, bits, left_of, points_at
from coach.engine.places import allowed_in
from coach.engine.score import EASE_POINTS
from coach.engine.tally import Slot, Tally

LOOK = 2
"""Work of looking at a session at all, in pieces that are weighed."""
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
        value += self._reach * (len(self.reached) - self.reached.count(0)) + self.kept
        return value - SENSE.entry * self.entries + sum([slot.sense for slot in self.slots])

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
                slot.pieces += tuple(piece for piece in mine if piece not in slot.pieces)
                slot.stays |= bits(piece.entry for piece in mine) if stays else 0
                found = self.best(number, among=mine)
                if found is not None:
                    fits = found[2].least <= length < found[3]
                    self.add(number, found[2], length if fits else found[3])

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
        room = self.room(slot)
        if slot.content + self.setup + slot.shortest > room:
            return None
        scene = self._scene(slot, banned)
        found: Found | None = None
        first = -1e9
        times, items, setup = slot.times, self.items + slot.times, self.setup
        worth = self.worth - EASE_POINTS * (scene.extra - times)
        step, reach, bare, held, known = EASE_POINTS * times, self._reach, scene.bare, scene.held, self.known
        for piece, seconds, moves in self._fitting(slot, scene, room, slot.pieces if among is None else among):
            share = piece.share
            gain, points, missing, whole, ideal, wanted, against, free = scene.shares_left[share]
            more = seconds * times
            gain += (worth + times * piece.worth - step * moves) / items + scene.base
            gain += points * more if more < missing else points * missing + whole
            gain += ideal * (more if more < wanted else wanted)
            if more > free:
                gain -= against * (more - free)
            gain += reach * (piece.muscles & bare).bit_count()
            if not known[piece.entry]:
                gain += self._keeping[piece.entry] - SENSE.entry
            if piece.daily and not held >> share & 1:
                gain += scene.daily
            gain += self._company(scene, piece, seconds)
            value = gain / (times * (seconds + setup)) if dense else gain
            if value > first:
                first, found = value, (value, gain, piece, seconds)
        return found

    def _fits(self, slot: Slot, piece: Piece, seconds: int, base: int, room: int, spots: int) -> int:
        """How long a piece may last, `seconds` at most, in a session that holds `base` without it; 0 for not at all."""
        if base + seconds <= room and base + seconds < self.long:
            return seconds
        ends = None if slot.brief else self.ends_of(slot, spots)
        if ends is not None and room - ends >= self.long:
            if self.long <= base + seconds <= room - ends:
                return seconds
            shorter = piece.fitting(room - ends - base)
            if shorter and self.long <= base + shorter and shorter <= seconds:
                return shorter
        return min(seconds, piece.fitting(min(room, self.long - 1) - base))

    def _aside(self) -> int:
        """Places of the repertoire that a warm-up and a cool-down will take."""
        known = bits(entry for entry, count in enumerate(self.known) if count)
        return (not known & self._warm) + (not known & self._cool)

    def _counts(self, slot: Slot, content: int, spots: int) -> bool:
        """Whether a session that has grown to this content holds one more item (R4.3)."""
        minutes = self.lasting(slot, content, spots) / 60
        return len(slot.items) < most_main(minutes, self.person, self.rules.weekly)

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
            moving=max((piece.moving for piece, _ in slot.items), default=0.0) if slot.frame.strength else 1.0,
            bare=bits(number for number, count in enumerate(self.reached) if not count),
            extra=self.extra - slot.times * max(0, slot.changes - 1),
            base=(0.0 if slot.items else slot.opening)
            - ((self.worth - EASE_POINTS * self.extra) / self.items if self.items else 0.0),
            daily=self._daily(slot, slot.wants_daily & -slot.wants_daily),
            shares_left=[left_of(curve, planned) for curve, planned in zip(self._curves, self.planned, strict=True)],
        )

    def _fitting(
        self, slot: Slot, scene: _Scene, room: int, pieces: Sequence[Piece]
    ) -> Iterator[tuple[Piece, int, int]]:
        """The pieces that fit into a session, with their seconds and the positions that it has with them."""
        spare, aside = self.limit - self.entries, self._aside()
        banned, content, setup, change, long = scene.banned, slot.content, self.setup, self.change, self.long
        for piece in pieces:
            new = not self.known[piece.entry]
            if banned >> piece.entry & 1 or (new and spare < 1):
                continue
            spots = slot.spots | piece.spot
            moves = changes(spots)
            base = content + setup + change * (moves - slot.changes)
            seconds = piece.seconds
            if piece.least < seconds:
                missing = scene.shares_left[piece.share][2] / slot.times
                seconds = piece.lasting(missing) if missing < seconds else seconds
            if base + seconds > room or base + seconds >= long:
                seconds = self._fits(slot, piece, seconds, base, room, spots)
            if not seconds or (scene.tight and not self._counts(slot, base + seconds, spots)):
                continue
            if (self.long_slots or base + seconds >= long) and spare < new + aside:
                continue
            pull = piece.pull
            if pull is not None and scene.pulls.get(pull[0], 0) + pull[1] > pull[2]:
                continue
            self.work += 1
            yield piece, seconds, moves

    @staticmethod
    def _company(scene: _Scene, piece: Piece, seconds: int) -> float:
        """Points for how a piece goes with what lies there."""
        slot, points = scene.slot, -piece.poor
        if slot.suits & ~scene.shares & 1 << piece.share:
            points += SENSE.suited
        if slot.stays >> piece.entry & 1:
            points += SENSE.stays
        if piece.first in scene.firsts:
            points -= SENSE.twice
        if piece.family in scene.families:
            points -= SENSE.alike
        if piece.hard and scene.hard:
            points -= SENSE.hard
        if seconds < SHORT_S:
            points -= SENSE.short
        if piece.moving > scene.moving:
            points += SENSE.strong * (piece.moving - scene.moving)
        return points


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
    moving: float
    """The best moving strength exercise so far, where it is a strength day."""
    bare: int
    extra: int
    base: float
    """Points of a first item on a day, and against the mean of fit and ease as it is without one more."""
    daily: float
    """Points for one more of what is wanted every day."""
    shares_left: list[Left]
