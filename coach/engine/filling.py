"""Filling the board: one piece after the other, then everything is tried once more, bounded by a count of work.

Three steps, all of them deterministic. `_fill` puts the piece that adds most where it adds most, until nothing adds.
`_polish` takes each item away and puts the best in its place. `_shake` clears parts of the week (a session, a share, an
exercise), fills them anew and goes on from what is better, until the work is used up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from coach.domain.vocabulary import SHARES
from coach.engine.board import Board, Found
from coach.engine.tally import Item

WORK = 24000
"""Pieces that are weighed at most, about; twice as long a search finds little more."""
WORK_A_PLACE = 1100
"""The same for each place in the week: small weeks are found sooner."""
LEAST_GAIN = 1e-6


def fill_board(board: Board, work: int | None = None) -> None:
    """Fill a board: from two or four beginnings, the best of which is worked on.

    A board that holds something begins as it is, and stays so, with what still fits, where change is not worth it.
    """
    starts = []
    if any(slot.items for slot in board.slots):
        _fill(board)
        starts.append((board.total() + WORTH_A_CHANGE, _snapshot(board)))
    for brief, dense in ((False, True), (True, True)):
        for number, slot in enumerate(board.slots):
            board.put(number, ())
            slot.brief = brief
        _fill(board, dense=dense)
        _polish(board)
        starts.append((board.total(), _snapshot(board)))
        if all(slot.most < board.long for slot in board.slots) and dense:
            break
    bar, start = max(starts, key=lambda start: start[0])
    _restore(board, start)
    places = sum(slot.places for slot in board.slots)
    _shake(board, min(WORK, WORK_A_PLACE * places) if work is None else work)
    if board.total() < bar:
        _restore(board, start)
    _lengthen(board)


def _lengthen(board: Board) -> None:
    """Give what goes by time, and lasts only as long as its target asks, the time that nothing else can use."""
    for number, slot in enumerate(board.slots):
        for place in range(len(slot.items)):
            piece, seconds = slot.items[place]
            before, kept = board.total(), list(slot.items)
            free = board.free(number)
            longer = piece.fitting(seconds + free)
            if longer > seconds and free > 0:
                board.put(number, [*kept[:place], (piece, longer), *kept[place + 1 :]])
                if board.total() <= before:
                    board.put(number, kept)


def add_to_board(board: Board) -> None:
    """Leave what lies on a board, and add what fits."""
    _fill(board)
    _lengthen(board)


WORTH_A_CHANGE = 0.25
"""Points that a plan which differs must be better by than the plan in force."""


def _fill(board: Board, banned: int = 0, *, dense: bool = False) -> None:
    """Add what adds most until nothing adds; gains of sessions that were not looked at again count as they were."""
    gains: dict[int, Found] = {}
    for number in range(len(board.slots)):
        best = board.best(number, banned, dense=dense)
        if best is not None:
            gains[number] = best
    while gains:
        number = max(gains, key=lambda one: (gains[one][0], -one))
        best = board.best(number, banned, dense=dense)
        if best is None or best[1] <= LEAST_GAIN:
            del gains[number]
            continue
        others = max((found[0] for one, found in gains.items() if one != number), default=0.0)
        gains[number] = best
        if best[0] >= others - LEAST_GAIN:
            board.add(number, best[2], best[3])


def _polish(board: Board) -> None:
    """Take each item away and put the best in its place, in its session or in another one."""
    for number, slot in enumerate(board.slots):
        place = 0
        while place < len(slot.items):
            before = board.total()
            kept = list(slot.items)
            board.take(number, place)
            without = board.total()
            best = board.best(number)
            if best is not None:
                board.add(number, best[2], best[3])
            if board.total() > max(before, without) + LEAST_GAIN:
                continue
            if without > before + LEAST_GAIN:
                board.put(number, [item for item in kept if item is not kept[place]])
                continue
            board.put(number, kept)
            place += 1


def _shake(board: Board, work: int) -> None:
    """Clear parts of the week in a fixed order of chance, fill them anew, and keep what is better.

    A week that is a little worse may be gone on from at first, ever less so towards the end.
    """
    chance = Random(1)  # the same for everybody: the same answers give the same plan
    best, kept = board.total(), _snapshot(board)
    now, here = best, kept
    turn, since = 0, board.work
    while board.work < work and board.work - since < QUIET * work:
        turn += 1
        board.work += TURN
        clearings = list(_clearings(board))
        if not clearings:
            return
        banned = 0
        for _ in range(1 + turn % 3):
            banned |= clearings[int(chance.random() * len(clearings))](board) or 0
        for slot in board.slots:
            if not slot.items:
                slot.brief = chance.random() < 0.5
        if turn % 2:
            banned = 0
        some, half, more = (chance.getrandbits(len(board.known)) for _ in range(3))
        banned |= some & (half | more)  # three in eight are not looked at, so that others have their turn
        _fill(board, banned, dense=turn % 4 < 2)
        _fill(board)
        total = board.total()
        if total > best - NEAR:
            _polish(board)
            total = board.total()
        if total > now - PATIENCE * (1 - board.work / work):
            now, here = total, _snapshot(board)
            if total > best + LEAST_GAIN:
                best, kept, since = total, here, board.work
        else:
            _restore(board, here)
    _restore(board, kept)


QUIET = 0.4
"""Part of the work after which the search ends when nothing got better."""
TURN = 20
"""Work of a turn beside the pieces that are weighed in it."""
NEAR = 1.0
"""Points below the best from which on a week is polished."""
PATIENCE = 0.8
"""Points that a week may be worse and still be gone on from, when the search begins."""
Clearing = Callable[[Board], int | None]
"""Takes a part of the week away; says which exercises must not come back at once, None where there was nothing."""


def _clearings(board: Board) -> Iterator[Clearing]:
    for number in range(len(board.slots)):
        yield partial(_clear_slot, number=number)
    for share in range(len(SHARES)):
        yield partial(_clear_share, share=share)
    for entry in range(len(board.known)):
        if board.known[entry]:
            yield partial(_clear_entry, entry=entry)
    for number, slot in enumerate(board.slots):
        for place in range(len(slot.items)):
            yield partial(_clear_item, number=number, place=place)


def _clear_slot(board: Board, number: int) -> int | None:
    found = bool(board.slots[number].items)
    board.put(number, ())
    return 0 if found else None


def _clear_share(board: Board, share: int) -> int | None:
    return 0 if _clear(board, lambda item: item[0].share == share) else None


def _clear_entry(board: Board, entry: int) -> int | None:
    return 1 << entry if _clear(board, lambda item: item[0].entry == entry) else None


def _clear_item(board: Board, number: int, place: int) -> int | None:
    if place >= len(board.slots[number].items):
        return None
    piece, _ = board.take(number, place)
    return 1 << piece.entry


def _clear(board: Board, away: Callable[[Item], bool]) -> bool:
    found = False
    for number, slot in enumerate(board.slots):
        rest = [item for item in slot.items if not away(item)]
        if len(rest) < len(slot.items):
            board.put(number, rest)
            found = True
    return found


def _snapshot(board: Board) -> list[list[Item]]:
    return [list(slot.items) for slot in board.slots]


def _restore(board: Board, kept: list[list[Item]]) -> None:
    for number, slot in enumerate(board.slots):
        if slot.items != kept[number]:
            board.put(number, ())
    for number, slot in enumerate(board.slots):
        if slot.items != kept[number]:
            board.put(number, kept[number])
