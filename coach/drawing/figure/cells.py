"""From samples to terminal cells: each cell shows 2 x 4 samples with one glyph and at most two colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from coach.drawing.figure.palettes import BODY, RGB, ROLES

Mode = Literal["quad", "braille", "half"]
Cell = tuple[str, RGB | None, RGB | None]
"""Glyph, its colour, and its ground; `None` is what the terminal has there."""
Grid = list[list[Cell]]

EMPTY: Cell = (" ", None, None)
DOTS = (1, 8, 2, 16, 4, 32, 64, 128)
"""The bits of braille in the order of the samples."""
SCREEN = "\u2895"
"""A light screen of dots, for wide furniture behind the body."""
QUADRANTS = (5, 10, 80, 160)
"""The samples of each quarter of a cell."""
QUADS = [
    (sum(bits for i, bits in enumerate(QUADRANTS) if corners >> i & 1), glyph)
    for corners, glyph in enumerate(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
]
GLYPHS: dict[Mode, list[tuple[int, str]]] = {
    "braille": [],
    "half": [(0, " "), (15, "▀"), (240, "▄")],
    "quad": [*QUADS, (0xC0, "▂"), (0xFC, "▆")],
}
"""Which of the eight samples each glyph paints in the colour, and which in the ground."""
KIN = [role[:4] + role[-4:] for role in ROLES]
"""Roles of one kin may share a cell of dots."""
RANK = [0.0 if not k else 0.2 if k < BODY else 2.0 if ROLES[k][0] in "agl" else 1.0 for k in range(len(ROLES))]
"""How much a role wants to be seen: furniture little; what works, glows or is tied, most."""


def braille(block: bytes, colours: Sequence[RGB]) -> Cell:
    """Only the dots of the winning colour, which leaves a fine seam between limbs."""
    if not any(block):
        return EMPTY
    if max(block) < BODY and all(block):
        return (SCREEN, colours[block[0]], None)
    kin = [KIN[k] for k in block]
    win = max(range(8), key=lambda i: kin.count(kin[i]) * RANK[block[i]])
    bits = sum(bit for bit, k, n in zip(DOTS, kin, block, strict=True) if k == kin[win] or (block[win] < BODY and n))
    return (chr(0x2800 + bits), colours[block[win]], None)


def blocks(block: bytes, colours: Sequence[RGB], glyphs: Sequence[tuple[int, str]]) -> Cell:
    """The glyph and the two mean colours that come nearest to the samples; paper is always the ground."""
    if not any(block):
        return EMPTY
    best, least = EMPTY, 1e18
    for mask, glyph in glyphs:
        on = [colours[k] for i, k in enumerate(block) if mask >> i & 1]
        off = [colours[k] for i, k in enumerate(block) if not mask >> i & 1]
        colour, ground = _mean(on), _mean(off)
        error = _error(on, colour) + _error(off, ground)
        if error < least - 1e-6 and colour != colours[0]:
            best, least = (glyph, colour, ground if ground != colours[0] else None), error
    return best


def _mean(side: Sequence[RGB]) -> RGB | None:
    if not side:
        return None
    n = len(side)
    return (
        round(sum(one[0] for one in side) / n),
        round(sum(one[1] for one in side) / n),
        round(sum(one[2] for one in side) / n),
    )


def _error(side: Sequence[RGB], mean: RGB | None) -> int:
    if mean is None:
        return 0
    return sum((a - b) ** 2 for one in side for a, b in zip(one, mean, strict=True))
