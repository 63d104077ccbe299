"""The week as an exact model: hard rules and score of decisions 11 as a mixed-integer program, solved by HiGHS.

What is exact: the rules of a place in the week (strength days, helpers, windows, easy days), main exercises in a
session (R4.3), minutes of every session, day and week with set-up, changes of position, warm-up and cool-down, an
exercise once a day, seconds of pull on a muscle a day, the size of the repertoire with a warm-up and a cool-down in it,
and the targets, reach and stability of the score.

Where the model is kinder than the rules, so that its bound is above any plan under the same rules:

- A session changes position at least once for each position in it. The order of R4.10 can only add to that, so both the
  seconds and the ease of the model are at least as good as those of any real order.
- Warm-up and cool-down take the time of the shortest that the person may do, and a change of position only where no
  item of the session is in a position that has one.
- What goes by time may last any second between its least and its start dose, not only steps of ten.
- Whole numbers may be broken where that only helps (`z`, muscles reached, targets).

Fit and ease have the number of main items in the denominator: together they are 5 + (15 H - 5 E) / N with the items N,
the help H and the changes E, all three linear. The ratio r is at most what `r N <= 15 H - 5 E` allows; the product is
replaced by its convex hull on bands of N (McCormick), which are narrow, and which the solver chooses among. The hull
holds every true pair, so again the model can only be too kind. The bound is the solver's dual bound: where it stops at
a limit of nodes, the bound is still above everything that it did not look at.

The candidates are cut to 40 options of a person, share by share in turn the best of fit, reach and length, and with
them all that our own plan uses. Few people have more; for them the bound is one over these candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from coach.domain.rules import Rules
from coach.domain.vocabulary import SHARES, Day, Position, Share
from coach.engine.ends import Ends, ends_of
from coach.engine.layout import Frame
from coach.engine.minutes import change_seconds
from coach.engine.options import Offer, Option
from coach.engine.person import Person
from coach.engine.pieces import entry_limit, grown
from coach.engine.places import allowed_in
from coach.engine.score import EASE_POINTS, FIT_POINTS, REACH_POINTS, STABILITY_POINTS, TARGET_POINTS, helps
from coach.engine.targets import Targets

BAND = 1.1
"""Width of a band of N: the hull of the ratio is off by a small part of a point."""
CANDIDATES = 40
NODES = 12000
SECONDS = 40.0
"""A guard only, for a busy machine; the limit of nodes ends nearly all."""


@dataclass(slots=True)
class Program:
    """Columns and rows of a mixed-integer program, gathered one by one."""

    cost: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_low: list[float] = field(default_factory=list)
    row_high: list[float] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def column(self, low: float, high: float, cost: float = 0.0, *, whole: bool = False) -> int:
        """A new variable."""
        self.low.append(low)
        self.high.append(high)
        self.cost.append(cost)
        self.whole.append(whole)
        return len(self.cost) - 1

    def binary(self) -> int:
        """A new yes or no."""
        return self.column(0, 1, whole=True)

    def row(self, terms: Iterable[tuple[int, float]], *, low: float = -np.inf, high: float = np.inf) -> None:
        """A new rule; a column that is named twice counts twice."""
        gathered: dict[int, float] = {}
        for column, value in terms:
            gathered[column] = gathered.get(column, 0.0) + value
        self.start.append(len(self.index))
        self.row_low.append(low)
        self.row_high.append(high)
        self.index += gathered.keys()
        self.value += gathered.values()

    def solve(self, nodes: int, seconds: float) -> tuple[float, Sequence[float] | None]:
        """The dual bound and the best solution that was found."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.row_low)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.array(self.cost), np.array(self.low), np.array(self.high)
        lp.row_lower_, lp.row_upper_ = np.array(self.row_low), np.array(self.row_high)
        kind = highspy.HighsVarType
        lp.integrality_ = [kind.kInteger if whole else kind.kContinuous for whole in self.whole]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array([*self.start, len(self.index)])
        lp.a_matrix_.index_, lp.a_matrix_.value_ = np.array(self.index), np.array(self.value)
        solver = highspy.Highs()
        for option, setting in (
            ("output_flag", False), ("threads", 1), ("mip_max_nodes", nodes), ("time_limit", seconds),
            ("mip_rel_gap", 0.002),
        ):  # fmt: skip
            solver.setOptionValue(option, setting)
        solver.passModel(lp)
        solver.run()
        info = solver.getInfo()
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return float(info.mip_dual_bound), list(solver.getSolution().col_value) if found else None


@dataclass(frozen=True, slots=True)
class Exact:
    """What the solver says of one person's week."""

    bound: float
    """No plan under the same rules scores more."""
    score: float
    """Of the best week that the solver found, by the model."""
    planned: Mapping[Share, float]
    """Minutes by share in that week."""


@dataclass(frozen=True, slots=True)
class Task:
    """One person's week to be solved."""

    person: Person
    targets: Targets
    offer: Offer
    frames: Sequence[Frame]
    rules: Rules
    used: frozenset[tuple[str, Position]] = frozenset()
    """Exercises and positions of our own plan; they are candidates whatever the cut."""
    last: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One option in one session: its yes or no, and its seconds as terms."""

    frame: int
    option: Option
    yes: int
    seconds: tuple[tuple[int, float], ...]


def candidates(task: Task, most: int = CANDIDATES) -> list[Option]:
    """The options of our own plan and the best others, share by share in turn."""
    kept = task.person.kept
    order = {
        share: sorted(
            options,
            key=lambda one: -(FIT_POINTS * helps(one.exercise, kept) + len(one.muscles) + min(one.seconds, 300) / 120),
        )
        for share, options in task.offer.options.items()
    }
    chosen = [o for found in order.values() for o in found if (o.exercise.id, o.position) in task.used]
    for turn in range(max(map(len, order.values()), default=0)):
        for found in order.values():
            if turn < len(found) and len(chosen) < most and found[turn] not in chosen:
                chosen.append(found[turn])
    return chosen


def least_ends(ends: Ends, frame: Frame) -> int | None:
    """Seconds of the shortest warm-up and cool-down that may lie in a session, set-up included."""
    both = [[one.seconds for one in options if allowed_in(one, frame)] for options in (ends.warm, ends.cool)]
    return min(both[0]) + min(both[1]) + 2 * ends.setup_s if all(both) else None


class Model:
    """The week of a task as columns and rows."""

    def __init__(self, task: Task) -> None:
        self.task, self.program = task, Program()
        self.constant = float(STABILITY_POINTS + EASE_POINTS)
        weekly = task.rules.weekly
        self.setup, self.change = weekly.setup_s, change_seconds(task.person.level, weekly)
        self.long = weekly.warm_up_from_min * 60
        self.ends = ends_of(task.person, task.offer, task.rules)
        self.choices = [
            self._choice(number, option)
            for option in candidates(task)
            for number, frame in enumerate(task.frames)
            if allowed_in(option, frame)
        ]
        self.spots: dict[tuple[int, Position], int] = {}
        for choice in self.choices:
            spot = self.spots.setdefault((choice.frame, choice.option.position), len(self.program.cost))
            if spot == len(self.program.cost):
                self.program.binary()
            self.program.row([(choice.yes, 1), (spot, -1)], high=0)
        self.changes: list[tuple[int, float]] = []
        """Changes of position in the week beyond one a session."""
        self._repertoire()
        self._minutes()
        self._points()
        self._ratio()

    def _choice(self, number: int, option: Option) -> Choice:
        yes = self.program.binary()
        if option.least_s >= option.seconds:
            return Choice(number, option, yes, ((yes, float(option.seconds)),))
        seconds = self.program.column(0, option.seconds)
        self.program.row([(seconds, 1), (yes, -option.least_s)], low=0)
        self.program.row([(seconds, 1), (yes, -option.seconds)], high=0)
        return Choice(number, option, yes, ((seconds, 1.0),))

    def _repertoire(self) -> None:
        """At most so many different exercises; a warm-up and a cool-down have to be among them where one is needed."""
        program, task = self.program, self.task
        self.known: dict[str, int] = {}
        for choice in self.choices:
            name = choice.option.exercise.id
            if name not in self.known:
                self.known[name] = program.binary()
            program.row([(choice.yes, 1), (self.known[name], -1)], high=0)
        self.warm_and_cool = []
        for names in self.ends.ids:
            for name in sorted(names - self.known.keys()):
                self.known[name] = program.binary()
            self.warm_and_cool.append([self.known[name] for name in sorted(names)])
        limit = entry_limit(task.person, task.rules)
        program.row([(column, 1) for column in self.known.values()], high=limit)

    def _minutes(self) -> None:
        """Seconds and places of each session, day and week."""
        program, task = self.program, self.task
        lasting: list[list[tuple[int, float]]] = []
        week: list[tuple[int, float]] = []
        for number, frame in enumerate(task.frames):
            mine = [choice for choice in self.choices if choice.frame == number]
            spots = [spot for (one, _), spot in self.spots.items() if one == number]
            most, places = grown(task.frames, number, task.person, task.rules)
            time = [term for choice in mine for term in choice.seconds]
            time += [(choice.yes, float(self.setup)) for choice in mine] + [
                (spot, float(self.change)) for spot in spots
            ]
            items = [(choice.yes, 1.0) for choice in mine]
            session = program.column(0, 1)
            program.row([(session, 1), *((spot, -1) for spot in spots)], high=0)
            self.changes += [*((spot, float(len(frame.days))) for spot in spots), (session, -float(len(frame.days)))]
            grows = [program.binary()] if most > frame.seconds else []
            larger = self._larger(frame, places) if grows else []
            program.row([*items, *((yes, -more) for yes, more, _ in larger)], high=frame.count)
            least = least_ends(self.ends, frame)
            if most >= self.long and least is not None:
                ends = program.binary()
                for names in self.warm_and_cool:
                    program.row([(ends, 1), *((column, -1) for column in names)], high=0)
                program.row([*time, (ends, -(most - self.long + 1))], high=self.long - 1)
                time = [*time, (ends, float(least)), *self._moves(number, ends)]
            elif most >= self.long:
                program.row(time, high=self.long - 1)
            program.row(time + [(grow, frame.seconds - most) for grow in grows], high=frame.seconds)
            for yes, _, least_s in larger:
                program.row([*time, (yes, -least_s)], low=0)
            lasting.append(time)
            week += [(column, value * len(frame.days)) for column, value in time]
        program.row(week, high=task.targets.week_min * 60 + 1)
        for numbers in sorted({self._on(day) for frame in task.frames for day in frame.days}):
            easy = all(task.frames[number].easy for number in numbers)
            minutes = task.person.other_minutes if easy else task.person.minutes
            program.row([term for number in numbers for term in lasting[number]], high=60 * minutes)
            self._day(numbers)

    def _larger(self, frame: Frame, places: int) -> list[tuple[int, float, float]]:
        """Yes or no to more items in a session that has grown (R4.3), how many, and from how many seconds on."""
        rows, count = [], frame.count
        for least, _, most in self.task.rules.weekly.counts:
            more = min(most, places) - count
            if more > 0:
                rows.append((self.program.binary(), float(more), 60.0 * least))
                count += more
        return rows

    def _moves(self, number: int, ends: int) -> list[tuple[int, float]]:
        """Seconds of the change from a warm-up and to a cool-down whose positions no main item shares."""
        moves = []
        for options in (self.ends.warm, self.ends.cool):
            places = {one.position for one in options if allowed_in(one, self.task.frames[number])}
            same = [spot for (one, position), spot in self.spots.items() if one == number and position in places]
            move = self.program.column(0, 1)
            self.program.row([(ends, 1), *((spot, -1) for spot in same), (move, -1)], high=0)
            moves.append((move, float(self.change)))
        return moves

    def _on(self, day: Day) -> tuple[int, ...]:
        return tuple(number for number, frame in enumerate(self.task.frames) if day in frame.days)

    def _day(self, numbers: tuple[int, ...]) -> None:
        """An exercise comes once a day, and no muscle is held longer than R4.3 allows."""
        mine = [choice for choice in self.choices if choice.frame in numbers]
        for name in self.known:
            same = [(choice.yes, 1.0) for choice in mine if choice.option.exercise.id == name]
            if len(same) > 1:
                self.program.row(same, high=1)
        pulls: dict[tuple[str, int], list[tuple[int, float]]] = {}
        for choice in mine:
            if choice.option.pull is not None:
                muscle, seconds, most = choice.option.pull
                pulls.setdefault((muscle, most), []).append((choice.yes, float(seconds)))
        for (_, most), terms in pulls.items():
            self.program.row(terms, high=most)

    def _points(self) -> None:
        """Targets, reach and stability."""
        program, targets, offer = self.program, self.task.targets, self.task.offer
        self.minutes = {
            share: [
                (column, value * len(self.task.frames[choice.frame].days) / 60)
                for choice in self.choices
                if choice.option.share == share
                for column, value in choice.seconds
            ]
            for share in SHARES
        }
        wanted = [share for share in SHARES if targets.target[share] > 0]
        weight = sum(targets.share[share] for share in wanted)
        self.constant += 0 if weight else TARGET_POINTS
        for share in wanted:
            met = program.column(0, 1, TARGET_POINTS * targets.share[share] / weight)
            minutes = [(column, -value) for column, value in self.minutes[share]]
            program.row([(met, targets.target[share]), *minutes], high=0)
        for share, muscle in offer.reachable:
            reached = program.column(0, 1, REACH_POINTS / len(offer.reachable))
            hits = [
                (c.yes, -1.0) for c in self.choices if c.option.share == share and muscle in c.option.exercise.targets
            ]
            program.row([(reached, 1), *hits], high=0)
        self.constant += 0 if offer.reachable else REACH_POINTS
        still = sorted(set(self.task.last) & offer.allowed)
        self.constant -= STABILITY_POINTS if still else 0
        for name in still:
            stays = program.column(0, 1, STABILITY_POINTS / len(still))
            program.row([(stays, 1), *((c.yes, -1) for c in self.choices if c.option.exercise.id == name)], high=0)

    def _ratio(self) -> None:
        """Fit and ease: r, at most (15 H - 5 E) / N, with the product r N in its hull on one of the bands of N."""
        program, frames, kept = self.program, self.task.frames, self.task.person.kept
        times = [(choice, float(len(frames[choice.frame].days))) for choice in self.choices]
        help_points = [(c.yes, FIT_POINTS * helps(c.option.exercise, kept) * n) for c, n in times]
        spent = [(column, -EASE_POINTS * value) for column, value in self.changes]
        top = max((FIT_POINTS * helps(choice.option.exercise, kept) for choice in self.choices), default=0.0)
        bottom = -float(EASE_POINTS)
        places = [grown(frames, number, self.task.person, self.task.rules)[1] for number in range(len(frames))]
        highest = sum(len(frame.days) * count for frame, count in zip(frames, places, strict=True))
        low = min((len(frame.days) for frame in frames), default=1)
        chosen, items, product = [], [], []
        while low <= highest:
            high = max(low, min(highest, int(low * BAND)))
            band, ratio = program.binary(), program.column(bottom, top, 1.0)
            number, both = program.column(0, high), program.column(-np.inf, np.inf)
            program.row([(ratio, 1), (band, -top)], high=0)
            program.row([(ratio, 1), (band, -bottom)], low=0)
            program.row([(number, 1), (band, -high)], high=0)
            program.row([(number, 1), (band, -low)], low=0)
            program.row([(both, 1), (ratio, -low), (number, -bottom), (band, low * bottom)], low=0)
            program.row([(both, 1), (ratio, -high), (number, -top), (band, high * top)], low=0)
            chosen.append((band, 1.0))
            items.append((number, -1.0))
            product.append((both, 1.0))
            low = high + 1
        program.row(chosen, low=1, high=1)
        program.row([*((choice.yes, n) for choice, n in times), *items], low=0, high=0)
        program.row([*product, *((column, -value) for column, value in [*help_points, *spent])], high=0)

    def solve(self, nodes: int = NODES, seconds: float = SECONDS) -> Exact:
        """Solve it."""
        bound, values = self.program.solve(nodes, seconds)
        self.values = values
        if values is None:
            return Exact(-np.inf if np.isinf(bound) else bound + self.constant, float("nan"), {})
        score = sum(cost * value for cost, value in zip(self.program.cost, values, strict=True)) + self.constant
        minutes = {
            share: sum(values[column] * value for column, value in terms) for share, terms in self.minutes.items()
        }
        return Exact(bound + self.constant, score, minutes)
