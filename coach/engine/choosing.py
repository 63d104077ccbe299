"""What lies in each session of the week: the search fills a board, and the week is what it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coach.domain.exercise import Exercise
from coach.domain.plan import Plan
from coach.domain.vocabulary import SHARES, Share
from coach.engine.board import Board, Laid
from coach.engine.filling import fill_board, fill_up, look_on
from coach.engine.layout import Frame, most_main
from coach.engine.options import Option
from coach.engine.ordering import ordered
from coach.engine.person import Person
from coach.engine.pieces import Stock
from coach.engine.targets import Targets


@dataclass(slots=True)
class Draft:
    """A session with its main items."""

    frame: Frame
    items: list[Option] = field(default_factory=list)
    lasts: int = 0
    """Seconds with set-up and changes, and with what a needed warm-up and cool-down are reserved."""

    def ordered(self) -> list[Option]:
        """The items in the order of R4.10."""
        return ordered(self.items)


@dataclass(slots=True)
class Week:
    """The drafts of the week with what is fixed about them."""

    person: Person
    targets: Targets
    stock: Stock
    drafts: list[Draft]

    def planned(self) -> dict[Share, float]:
        """Minutes of each share in the week; an optional session counts for none (decisions 4)."""
        minutes = dict.fromkeys(SHARES, 0.0)
        for draft in self.drafts:
            for option in () if draft.frame.optional else draft.items:
                minutes[option.share] += option.seconds / 60 * len(draft.frame.days)
        return minutes

    def spare_seconds(self) -> int:
        """Seconds of the week that the main items leave, the time of a needed warm-up and cool-down kept aside."""
        used = sum(draft.lasts * len(draft.frame.days) for draft in self.drafts if not draft.frame.optional)
        return int(self.targets.week_min * 60) - used

    def entries(self) -> set[str]:
        """Ids of the different exercises so far."""
        return {option.exercise.id for draft in self.drafts for option in draft.items}


def fill(person: Person, targets: Targets, stock: Stock, frames: Sequence[Frame], plan: Plan | None = None) -> Week:
    """The week for these frames; `plan` is the one in force: it stays where no change is worth it."""
    board = Board(person, targets, stock, frames)
    if plan is not None:
        exercises = {piece.option.exercise.id: piece.option.exercise for piece in board.pieces}
        board.lay(_laid_plan(plan, exercises), stays=True)
    fill_board(board)
    return _week(board, person, targets, stock)


def more_of(week: Week, person: Person, targets: Targets, stock: Stock, frames: Sequence[Frame]) -> list[Week]:
    """A week of fewer minutes with what else fits, first as it is, then with what is better from there."""
    board = Board(person, targets, stock, frames)
    laid = {
        draft.frame.name: [(one.exercise.id, one.position, one.seconds) for one in draft.items]
        for draft in week.drafts
        if not draft.frame.optional
    }
    board.lay(laid, stays=False)
    found = []
    for add in (fill_up, look_on):
        add(board)
        found.append(_week(board, person, targets, stock))
    return found


def _laid_plan(plan: Plan, exercises: Mapping[str, Exercise]) -> dict[str, list[Laid]]:
    return {
        session.id.removeprefix("session_"): [
            (item.id, item.position or exercises[item.id].position, item.seconds(exercises[item.id]))
            for item in session.exercise
            if item.part == "main" and item.id in exercises
        ]
        for session in plan.session
    }


def _week(board: Board, person: Person, targets: Targets, stock: Stock) -> Week:
    rules, drafts = stock.rules, []
    for slot in board.slots:
        lasts = board.lasting(slot, slot.content, slot.spots)
        frame = slot.frame
        if lasts > frame.seconds:
            count = max(frame.count, most_main(lasts / 60, person, rules.weekly))
            frame = replace(frame, seconds=lasts, count=count)
        items = [
            piece.option if seconds == piece.seconds else piece.option.shortened(seconds)
            for piece, seconds in slot.items
        ]
        drafts.append(Draft(frame, items, lasts))
    return Week(person, targets, stock, drafts)
