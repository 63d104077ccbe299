"""Filling the board: one piece after the other, then everything is tried once more, bounded by a count of work.

Three steps, all of them deterministic. `_fill` puts the piece that adds most where it adds most, until nothing adds.
`_polish` takes each item away and puts the best in its place. `_shake` clears parts of the week (a session, a share, an
exercise), fills them anew and goes on from what is better, from several beginnings, until the work is used up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from coach.engine.board import Board, Found
from coach.engine.tally import Item

T = TypeVar("T")
WORK = 6500
"""Pieces that are weighed at most, about; twice as long a search finds little more."""
WORK_LEAST, WORK_A_PLACE = 4500, 200
"""The same where there is nothing to put anywhere, and for each place in the week: small weeks are found sooner."""
LEAST_GAIN = 1e-6


def fill_board(board: Board) -> None:
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
    _shake(board, _work_of(board))
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


def fill_up(board: Board) -> None:
    """Add what fits to what lies on a board."""
    _fill(board)
    _lengthen(board)


def look_on(board: Board) -> None:
    """Go on from what lies on a board to what is better."""
    _restore(board, _chain(board, _work_of(board) // CHAINS, Random(1))[1])
    _lengthen(board)


def _work_of(board: Board) -> int:
    return min(WORK, WORK_LEAST + WORK_A_PLACE * sum(slot.places for slot in board.slots))


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
    """Take each item away and put the best in its place, where that is better."""
    before = board.total()
    for number, slot in enumerate(board.slots):
        place = 0
        while place < len(slot.items):
            piece, seconds = board.take(number, place)
            without = board.total()
            best = board.best(number, bar=max(before - without, 0.0) + LEAST_GAIN)
            if best is not None:
                board.add(number, best[2], best[3])
                total = board.total()
                if total > max(before, without) + LEAST_GAIN:
                    before = total
                    continue
                board.take(number, len(slot.items) - 1)
            if without > before + LEAST_GAIN and not board.crowded(slot):
                before = without
                continue
            board.insert(number, place, piece, seconds)
            place += 1


def _shake(board: Board, work: int) -> None:
    """Look for a better week from what lies there and from other beginnings, and leave the best."""
    chance = Random(1)  # the same for everybody: the same answers give the same plan
    found = [_chain(board, work // CHAINS, chance)]
    while len(found) < CHAINS:
        for number, slot in enumerate(board.slots):
            board.put(number, ())
            slot.brief = chance.random() < 0.5
        _fill(board, chance.getrandbits(len(board.known)), dense=len(found) % 2 == 0)
        _fill(board)
        _polish(board)
        found.append(_chain(board, work // CHAINS, chance))
    _restore(board, max(found, key=lambda one: one[0])[1])


def _chain(board: Board, work: int, chance: Random) -> tuple[float, list[list[Item]]]:
    """Clear parts of the week in an order of chance, fill them anew, and keep what is better.

    A week that is a little worse may be gone on from at first, ever less so towards the end.
    """
    best, kept = board.total(), _snapshot(board)
    now, here = best, kept
    turn, began = 0, board.work
    since = began
    while board.work - began < work and board.work - since < QUIET * work and any(here):
        turn += 1
        board.work += TURN
        banned = 0
        for _ in range(1 + turn % PARTS):
            banned |= _cleared(board, chance)
        for slot in board.slots:
            if not slot.items:
                slot.brief = chance.random() < 0.5
        some, half, more = (chance.getrandbits(len(board.known)) for _ in range(3))
        banned |= some & (half | more)  # three in eight are not looked at, so that others have their turn
        _fill(board, banned, dense=turn % 4 < 2)
        _thin_out(board)
        _fill(board)
        total = board.total()
        if total > best - NEAR:
            _polish(board)
            total = board.total()
        if total > now - PATIENCE * (1 - (board.work - began) / work):
            now, here = total, _snapshot(board)
            if total > best + LEAST_GAIN:
                best, kept, since = total, here, board.work
        else:
            _restore(board, here)
    return best, kept


def _thin_out(board: Board) -> None:
    """Take items away, the least missed first, until no session holds more than its minutes allow."""
    for number, slot in enumerate(board.slots):
        while board.crowded(slot):
            totals = []
            for place in range(len(slot.items)):
                piece, seconds = board.take(number, place)
                totals.append(board.total())
                board.insert(number, place, piece, seconds)
            board.take(number, totals.index(max(totals)))


CHAINS = 5
"""How many beginnings are worked on."""
PARTS = 4
"""How many parts are cleared in a turn at most."""
QUIET = 0.4
"""Part of the work after which a chain ends when nothing got better."""
TURN = 20
"""Work of a turn beside the pieces that are weighed in it."""
NEAR = 1.0
"""Points below the best from which on a week is polished."""
PATIENCE = 0.8
"""Points that a week may be worse and still be gone on from, when a chain begins."""


def _cleared(board: Board, chance: Random) -> int:
    """Take a part of the week away: a session, a share, an exercise or one item; bits of what must not come back."""
    kind = int(chance.random() * 4)
    if kind == 0:
        full = [number for number, slot in enumerate(board.slots) if slot.items]
        if full:
            board.put(_one_of(full, chance), ())
        return 0
    if kind == 1:
        there = [share for share, planned in enumerate(board.planned) if planned]
        if there:
            share = _one_of(there, chance)
            _clear(board, lambda item: item[0].share == share)
        return 0
    if kind == 2:
        known = [entry for entry, count in enumerate(board.known) if count]
        if not known:
            return 0
        entry = _one_of(known, chance)
        _clear(board, lambda item: item[0].entry == entry)
        return 1 << entry
    items = [(number, place) for number, slot in enumerate(board.slots) for place in range(len(slot.items))]
    return board.take(*_one_of(items, chance))[0].bit if items else 0


def _one_of(several: Sequence[T], chance: Random) -> T:
    return several[int(chance.random() * len(several))]


def _clear(board: Board, away: Callable[[Item], bool]) -> None:
    for number, slot in enumerate(board.slots):
        rest = [item for item in slot.items if not away(item)]
        if len(rest) < len(slot.items):
            board.put(number, rest)


def _snapshot(board: Board) -> list[list[Item]]:
    return [list(slot.items) for slot in board.slots]


def _restore(board: Board, kept: list[list[Item]]) -> None:
    for number, slot in enumerate(board.slots):
        if slot.items != kept[number]:
            board.put(number, kept[number])
