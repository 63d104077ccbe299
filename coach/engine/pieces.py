"""What the board counts with: options as pieces, what places allow, and points beside the score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.domain.rules import Rules
from coach.domain.vocabulary import SHARES, Share
from coach.engine.ends import Ends, ends_of
from coach.engine.layout import Frame, helper_at, most_main
from coach.engine.options import Offer, Option
from coach.engine.ordering import spot
from coach.engine.person import Person
from coach.engine.score import FIT_POINTS, STABILITY_POINTS, TARGET_POINTS, helps
from coach.engine.targets import Targets


@dataclass(frozen=True, slots=True)
class Sense:
    """Points for what the score does not see; all together they decide between weeks of about the same score."""

    rank: float = 1.5
    """Mean of the ranks of the items, each between the worst and the best of its share (0 and 1)."""
    poor: float = 0.1
    """Against each item for each step that its rank is far below the best of its share (`FAR_RANK`, `POOREST`)."""
    day: float = 3.0
    """Every day of the person has a session."""
    ideal: float = 1.5
    """Minutes beyond the targets, towards what is wanted by share."""
    met: float = 3.0
    """For each target that is met whole."""
    over: float = 2.0
    """Against each time the wanted minutes of a share once more."""
    daily: float = 6.0
    """What R4.6 wants every day is there on every day."""
    suited: float = 0.5
    """Work lies where the hours of a medicine, waking or bedtime suit it (R4.9)."""
    strong: float = 1.2
    """Strength days have moving strength work; the whole of it for the best of its kind (rank)."""
    bare: float = 3.0
    """Against each target of which there is nothing at all."""
    twice: float = 0.10
    """Against one muscle twice on a day."""
    alike: float = 0.15
    """Against two exercises of one family in a session."""
    hard: float = 0.15
    """Against two hard exercises in a session."""
    stays: float = 0.15
    """An item of the plan in force stays in its session."""
    entry: float = 0.06
    """Against each different exercise: fewer are easier to know."""
    short: float = 0.05
    """Against an item that is over before one has settled."""


SENSE = Sense()
FAR_RANK, POOREST = 2.5, 3.0
"""So far below the best is fine; and further steps that count at most."""
SHORT_S = 60
HARD_EFFORT = 4


@dataclass(slots=True, eq=False)
class Piece:
    """An option as the board counts it."""

    option: Option
    share: int
    seconds: int
    least: int
    """Seconds of its shortest form."""
    rounds: int
    """Sets on all sides."""
    rest: int
    spot: int
    worth: float
    """What one item adds to the mean of fit and rank, in points."""
    muscles: int
    """Bits of the reachable muscles that it works."""
    entry: int
    """Number of the exercise."""
    bit: int
    """The same as a bit."""
    first: int
    """Share and first target as one bit."""
    family: int
    """The family as one bit."""
    hard: bool
    daily: bool
    poor: float
    """Points against it, because others of its share suit the person much better."""
    moving: float
    """How good a moving strength exercise it is, up to 1; 0 for everything else."""
    pull: tuple[int, int, int] | None
    """Muscle, seconds of pull on it, and the most a day (R4.3), where there is a limit."""

    def lasting(self, seconds: float) -> int:
        """Seconds of the shortest form that lasts at least so long; its usual length where none does."""
        if seconds <= self.least:
            return self.least
        steps = -(-(seconds / self.rounds - self.rest) // 10)
        return min(self.seconds, self.rounds * (int(steps) * 10 + self.rest))

    def fitting(self, room: int) -> int:
        """Seconds of the longest form that lasts at most `room`; 0 where there is none."""
        if self.seconds <= room:
            return self.seconds
        if room < self.least or self.least == self.seconds:
            return 0
        seconds = self.rounds * ((room // self.rounds - self.rest) // 10 * 10 + self.rest)  # as `Option.shortened`
        return seconds if seconds >= self.least else 0


def bits(numbers: Iterable[int]) -> int:
    """A number with these bits set."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


Curve = tuple[float, float, float, float, float, float]
"""Points a second and where they end: for the target, for what is wanted; points against a second, and from where."""


def curves_of(targets: Targets) -> list[Curve]:
    """What minutes of each share are worth."""
    weight = sum(targets.share[name] for name in SHARES if targets.target[name] > 0)
    curves = []
    for name in SHARES:
        target, wanted = 60 * targets.target[name], 60 * targets.wanted[name]
        points = TARGET_POINTS * targets.share[name] / weight if target > 0 else 0.0
        ideal = SENSE.ideal * targets.spread[name]
        over = max(1.3 * wanted, 1.3 * target, 300.0)
        curves.append((
            points / target if target > 0 else 0.0, target, ideal / wanted if wanted > 0 else 0.0, wanted,
            SENSE.over / max(wanted, 600.0), over,
        ))  # fmt: skip
    return curves


def points_at(curve: Curve, planned: float) -> float:
    """Points for so many seconds a week."""
    points, target, ideal, wanted, against, over = curve
    value = points * planned if planned < target else points * target + SENSE.met
    if not planned and points:
        value -= SENSE.bare
    value += ideal * (planned if planned < wanted else wanted)
    return value - against * (planned - over) if planned > over else value


Left = tuple[float, float, float, float, float, float, float, float]
"""What more seconds are worth: points for any at all; points a second and for how many, and once when they are there;
points a second for how many towards what is wanted; points against a second, and from where."""


def left_of(curve: Curve, planned: float) -> Left:
    """A curve from where it is now."""
    points, target, ideal, wanted, against, over = curve
    missing = target - planned if planned < target else 0.0
    whole = SENSE.met if planned < target else 0.0
    left = wanted - planned if planned < wanted else 0.0
    first = SENSE.bare if points and not planned else 0.0
    return first, points, missing, whole, ideal, left, against, over - planned if planned < over else 0.0


def pieces_of(person: Person, offer: Offer) -> list[Piece]:
    """All options as pieces."""
    names = sorted(offer.allowed)
    number = {name: place for place, name in enumerate(names)}
    firsts: dict[tuple[Share, str], int] = {}
    families: dict[str, int] = {}
    muscles: dict[str, int] = {}
    pieces = []
    for share, options in offer.options.items():
        ranks = [option.rank for option in options]
        low, span = min(ranks), (max(ranks) - min(ranks)) or 1.0
        reach = [
            (1 << place, muscle) for place, (one, muscle) in enumerate(offer.reachable) if one == share
        ]  # fmt: skip
        for option in options:
            exercise = option.exercise
            pull = option.pull
            pieces.append(
                Piece(
                    option=option,
                    share=SHARES.index(share),
                    seconds=option.seconds,
                    least=min(option.least_s, option.seconds),
                    rounds=option.dose.sets * (2 if option.side == "both" else 1),
                    rest=option.dose.rest_s,
                    spot=spot(share, option.position),
                    worth=FIT_POINTS * helps(exercise, person.kept) + SENSE.rank * (option.rank - low) / span,
                    muscles=sum(bit for bit, muscle in reach if muscle in exercise.targets),
                    entry=number[exercise.id],
                    bit=1 << number[exercise.id],
                    first=1 << firsts.setdefault((share, exercise.targets[0]), len(firsts)),
                    family=1 << families.setdefault(exercise.family, len(families)),
                    hard=exercise.effort >= HARD_EFFORT,
                    daily=option.daily,
                    poor=SENSE.poor * min(POOREST, max(0.0, low + span - FAR_RANK - option.rank)),
                    moving=0.0 if option.free else 0.2 + 0.8 * (option.rank - low) / span,
                    pull=None if pull is None else (muscles.setdefault(pull[0], len(muscles)), pull[1], pull[2]),
                )
            )
    return pieces


@dataclass(frozen=True, slots=True)
class Stock:
    """What every week of a person is laid from, whether it has few minutes or many."""

    offer: Offer
    rules: Rules
    pieces: tuple[Piece, ...]
    ends: Ends
    keeping: list[float]
    """Points for each exercise that was in the last plan (stability)."""
    most_entries: int
    """How many different exercises a person is asked to know (decisions 11)."""

    @property
    def ends_bits(self) -> tuple[int, int]:
        """Bits of the exercises that may be a warm-up, and of those that may be a cool-down."""
        warm, cool = (bits(p.entry for p in self.pieces if p.option.exercise.id in ids) for ids in self.ends.ids)
        return warm, cool


def stock_of(person: Person, offer: Offer, rules: Rules, last: Iterable[str] = ()) -> Stock:
    """The options of a person as pieces, and all warm-ups and cool-downs; `last` are the entries of the last plan."""
    pieces = pieces_of(person, offer)
    kept = keeping(pieces, set(last) & set(offer.allowed), len(offer.allowed) + 1)
    return Stock(offer, rules, tuple(pieces), ends_of(person, offer, rules), kept, entry_limit(person, rules))


def entry_limit(person: Person, rules: Rules) -> int:
    """How many different exercises a person is asked to know (decisions 11)."""
    return rules.weekly.most_entries_simple if person.says("simple_mode") else rules.weekly.most_entries


def keeping(pieces: Sequence[Piece], last: set[str], size: int) -> list[float]:
    """Points for each exercise that was in the last plan (stability)."""
    points = [0.0] * size
    for piece in pieces:
        if piece.option.exercise.id in last:
            points[piece.entry] = STABILITY_POINTS / len(last)
    return points


SHORTLIST = 8
"""Options of a share that are weighed for one session, beside the best two for each muscle, position and length."""
LENGTH_S = 90
"""Lengths that differ by less count as alike."""


def shortlist(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces that are worth weighing: the best of each share, for each muscle, in each position, of each length."""
    kept: list[Piece] = []
    for share in range(len(SHARES)):
        mine = sorted(
            (piece for piece in pieces if piece.share == share),
            key=lambda piece: -(piece.worth + 0.5 * min(piece.seconds, 300) / 60 + 1.0 * piece.muscles.bit_count()),
        )
        seen: dict[tuple[str, int], int] = {}
        for place, piece in enumerate(mine):
            marks = [("muscle", bit) for bit in range(piece.muscles.bit_length()) if piece.muscles >> bit & 1]
            marks += [("spot", piece.spot), ("length", piece.least // LENGTH_S)]
            if place < SHORTLIST or any(seen.get(mark, 0) < 2 for mark in marks):
                kept.append(piece)
            for mark in marks:
                seen[mark] = seen.get(mark, 0) + 1
    return tuple(kept)


def grown(frames: Sequence[Frame], number: int, person: Person, rules: Rules) -> tuple[int, int]:
    """Seconds and main items at most of a session when it grows.

    The week begins with even days. Where their small size keeps something out, a day with one session, short easy ones
    apart, may take up to twice its share (`day_grows_percent`), within what the person can do on a day.
    """
    frame = frames[number]
    same = [one for one in frames if one is not frame and set(one.days) & set(frame.days)]
    beside = any(not one.easy for one in same)
    day = person.minutes * 60 - sum(one.seconds for one in same)
    seconds = max(frame.seconds, min(day, frame.most, frame.seconds * rules.weekly.day_grows_percent // 100))
    helped = not frame.helper or helper_at(frame.at, seconds / 60, person)
    if frame.easy or frame.optional or beside or "short_sessions" in person.prefer or not helped:
        seconds = frame.seconds
    return seconds, max(frame.count, most_main(seconds / 60, person, rules.weekly))
