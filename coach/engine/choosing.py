"""What lies in each session of the week: the search fills a board, and the week is what it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coach.domain.plan import Plan
from coach.domain.rules import Rules
from coach.domain.vocabulary import SHARES, Share
from coach.engine.board import Board
from coach.engine.filling import fill_board
from coach.engine.layout import Frame, most_main
from coach.engine.options import Offer, Option
from coach.engine.ordering import ordered
from coach.engine.person import Person
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
    offer: Offer
    rules: Rules
    drafts: list[Draft]

    @property
    def entry_limit(self) -> int:
        """How many different exercises a person is asked to know (decisions 11)."""
        return entry_limit(self.person, self.rules)

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


def entry_limit(person: Person, rules: Rules) -> int:
    """How many different exercises a person is asked to know (decisions 11)."""
    return rules.weekly.most_entries_simple if person.says("simple_mode") else rules.weekly.most_entries


def fill(
    person: Person,
    targets: Targets,
    offer: Offer,
    rules: Rules,
    frames: Sequence[Frame],
    last: Sequence[str] = (),
    plan: Plan | None = None,
) -> tuple[Week, float]:
    """The week for these frames, with its worth (score and sense).

    `last` are the entries of the last plan, `plan` the plan in force, which stays where no change is worth it.
    """
    board = Board(person, targets, offer, rules, frames, last, entry_limit(person, rules), ends_on_offer(offer))
    if plan is not None:
        board.lay(plan)
    fill_board(board)
    drafts = []
    for slot in board.slots:
        lasts = board.lasting(slot.content)
        frame = slot.frame
        if lasts > frame.seconds:
            count = max(frame.count, most_main(lasts / 60, person, rules.weekly))
            frame = replace(frame, seconds=lasts, count=count)
        items = [
            piece.option if seconds == piece.seconds else piece.option.shortened(seconds)
            for piece, seconds in slot.items
        ]
        drafts.append(Draft(frame, items, lasts))
    return Week(person, targets, offer, rules, drafts), board.total()


WARM_UP_FAMILIES = ("mb_range", "st_adductor_sit", "st_pelvic_tilt", "st_back_rock")
"""Easy movement that suits everybody's beginning; nerve glides and press-ups do not."""
COOL_DOWN_FAMILIES = ("br_slow", "re_relax")
ENDS_EFFORT = 2


def ends_on_offer(offer: Offer) -> tuple[frozenset[str], frozenset[str]]:
    """Exercises that may be a warm-up, and those that may be a cool-down."""
    easy = [o.exercise for options in offer.options.values() for o in options if o.exercise.effort <= ENDS_EFFORT]
    warm = frozenset(one.id for one in easy if one.module == "mobility" and one.family in WARM_UP_FAMILIES)
    return warm, frozenset(one.id for one in easy if one.family in COOL_DOWN_FAMILIES)
