"""Furniture as data: boxes, rods and rings, in centimetres, where each piece usually stands."""

from __future__ import annotations

from typing import NamedTuple

from coach.drawing.figure.vectors import Vec


class Box(NamedTuple):
    """A block from one corner to the opposite one; `front` pieces are drawn over the body."""

    low: Vec
    high: Vec
    front: bool = False


class Soft(NamedTuple):
    """A rounded block in a colour of its own."""

    low: Vec
    high: Vec
    role: str
    rounding: float
    front: bool = False


class Wedge(NamedTuple):
    """A slope: high at the end where it is called high."""

    low: Vec
    high: Vec
    front: bool = False


class Rod(NamedTuple):
    """A round bar."""

    start: Vec
    end: Vec
    radius: float
    front: bool = False


class Ring(NamedTuple):
    """An upright wheel."""

    centre: Vec
    radius: float
    thickness: float
    front: bool = False


class Disc(NamedTuple):
    """A flat round on the floor."""

    centre: Vec
    radius: float


Piece = Box | Soft | Wedge | Rod | Ring | Disc

# fmt: off
FURNITURE: dict[str, tuple[Piece, ...]] = {
    "floor": (Disc((12, -1, 0), 82),),
    "line": (Soft((-75, 0, -1.5), (85, 0.3, 1.5), "link", 0.6),),
    "mat": (Box((-98, -5, -36), (104, 0, 48)),),
    "bed": (
        Box((-104, -34, -38), (-99, 16, 50)), Box((99, -34, -38), (104, 16, 50)),
        Box((-99, -22, -36), (99, -14, 48)), Box((-99, -13, -38), (99, 0, 50)),
    ),
    "chair": (
        Rod((-20, 38, -20), (-24, 0, -20), 1.8), Rod((20, 38, -20), (22, 0, -20), 1.8),
        Box((-27, 37, -21), (-22, 92, 21)), Box((-24, 36, -21), (24, 41, 21)),
        Rod((-20, 38, 20), (-24, 0, 20), 1.8), Rod((20, 38, 20), (22, 0, 20), 1.8),
    ),
    "wheelchair": (
        Ring((-6, 30, -27), 30, 1.8), Box((-27, 37, -20), (-22, 90, 20)), Box((-24, 35, -21), (22, 41, 21)),
        Rod((-24, 86, 22), (-38, 88, 22), 1.8), Rod((20, 38, 20), (40, 6, 20), 1.6), Box((36, 0, -18), (60, 2, 18)),
        Rod((-22, 64, 25), (18, 64, 25), 2.4, front=True), Rod((16, 64, 25), (18, 40, 25), 1.4, front=True),
        Ring((-6, 30, 27), 30, 2.2, front=True), Ring((32, 8, 24), 7, 2, front=True),
    ),
    "wall": (Box((0, 0, -45), (7, 185, 45)),),
    "counter": (Box((4, 0, -62), (40, 86, 62)), Box((0, 86, -66), (40, 92, 66))),
    "step": (Box((0, 0, -32), (46, 0, 32)),),
    "pillow": (Soft((-13, 4, -16), (13, 5, 20), "soft", 4),),
    "walker": (
        Rod((0, 84, -24), (26, 0, -24), 1.5), Rod((-4, 84, -24), (-8, 0, -24), 1.5),
        Rod((22, 40, -24), (22, 40, 24), 1.5), Rod((0, 84, 24), (26, 0, 24), 1.5, front=True),
        Rod((-4, 84, 24), (-8, 0, 24), 1.5, front=True), Rod((-8, 84, 24), (10, 84, 24), 2.2, front=True),
    ),
    "armchair": (
        Rod((-20, 38, -20), (-24, 0, -20), 1.8), Rod((20, 38, -20), (22, 0, -20), 1.8),
        Box((-27, 37, -23), (-22, 92, 23)), Box((-24, 36, -23), (24, 41, 23)),
        Rod((-22, 64, -25), (18, 64, -25), 2.2), Rod((16, 64, -25), (18, 40, -25), 1.5),
        Rod((-20, 38, 22), (-24, 0, 22), 1.8), Rod((20, 38, 22), (22, 0, 22), 1.8),
        Rod((-22, 64, 25), (18, 64, 25), 2.4, front=True), Rod((16, 64, 25), (18, 40, 25), 1.5, front=True),
    ),
    "stool": (
        Box((-20, 36, -19), (20, 41, 19)), Rod((-17, 36, -16), (-20, 0, -18), 1.8),
        Rod((17, 36, -16), (20, 0, -18), 1.8), Rod((-17, 36, 16), (-20, 0, 18), 1.8),
        Rod((17, 36, 16), (20, 0, 18), 1.8),
    ),
    "perch": (
        Box((-20, 47, -19), (18, 52, 19)), Box((-25, 48, -19), (-21, 84, 19)),
        Rod((-17, 47, -16), (-22, 0, -18), 1.8), Rod((15, 47, -16), (19, 0, -18), 1.8),
        Rod((-17, 47, 16), (-22, 0, 18), 1.8), Rod((15, 47, 16), (19, 0, 18), 1.8),
    ),
    "cushion": (Soft((-20, 41, -19), (20, 41, 19), "soft", 2.5),),
    "bed_seat": (
        Box((-95, 0, -70), (-88, 20, -64)), Box((-95, 12, -75), (20, 24, 75)), Box((-95, 25, -75), (24, 41, 75)),
    ),
    "bed_narrow": (
        Box((-104, -34, -38), (-99, 16, 20)), Box((99, -34, -38), (104, 16, 20)),
        Box((-99, -22, -36), (99, -14, 18)), Box((-99, -13, -38), (99, 0, 20)),
    ),
    "backrest": (
        Rod((-6, 2, -30), (-56, 52, -30), 2), Rod((-6, 2, 30), (-56, 52, 30), 2),
        Wedge((-8, 0, -32), (-58, 54, 32)),
    ),
    "backrest_steep": (Wedge((-9, 0, -32), (-36, 68, 32)),),
    "roll": (Soft((-5, 3, -16), (5, 4, 18), "soft", 4.5),),
    "sheet": (Soft((20, 0, -28), (96, 0.4, 40), "soft", 0.5),),
    "rail": (
        Rod((-30, 90, 0), (45, 90, 0), 2), Rod((-26, 90, 0), (-26, 0, 0), 1.6), Rod((41, 90, 0), (41, 0, 0), 1.6),
    ),
    "counter_beside": (Box((-70, 0, 0), (70, 86, 26)), Box((-73, 86, -3), (73, 92, 29))),
    "chair_beside": (
        Rod((-20, 38, -20), (-24, 0, -20), 1.8), Rod((20, 38, -20), (22, 0, -20), 1.8),
        Box((17, 37, -21), (22, 92, 21)), Box((-24, 36, -21), (24, 41, 21)), Rod((-20, 38, 20), (-24, 0, 20), 1.8),
        Rod((20, 38, 20), (22, 0, 20), 1.8),
    ),
    "table": (
        Box((0, 66, -40), (62, 70, 40)), Rod((6, 66, -34), (6, 0, -34), 1.8), Rod((56, 66, -34), (56, 0, -34), 1.8),
        Rod((6, 66, 34), (6, 0, 34), 1.8), Rod((56, 66, 34), (56, 0, 34), 1.8),
    ),
    "stairs": (Box((0, 0, -34), (60, 17, 34)), Box((30, 0, -34), (60, 34, 34))),
    "frame": (
        Rod((-24, 2, -34), (46, 2, -34), 2), Rod((-24, 2, 34), (46, 2, 34), 2),
        Rod((20, 2, -34), (20, 100, -34), 2), Rod((20, 2, 34), (20, 100, 34), 2), Box((8, 100, -34), (52, 104, 34)),
        Box((11, 40, -28), (17, 56, 28)), Rod((-15, 92, -30), (20, 92, -34), 1.6),
        Rod((-15, 92, 30), (20, 92, 34), 1.6, front=True), Soft((-17, 86, -26), (-15, 98, 28), "link", 1.5),
    ),
    "pedals": (
        Ring((0, 17, 0), 12, 1.6), Rod((-16, 1, -16), (16, 1, -16), 1.8), Rod((-16, 1, 16), (16, 1, 16), 1.8),
        Rod((0, 17, -12), (-10, 1, -12), 1.6), Rod((0, 17, 12), (10, 1, 12), 1.6, front=True),
    ),
    "arm_cycle": (Ring((0, 88, 0), 12, 1.6), Rod((0, 88, 0), (0, 66, 0), 2.2)),
    "bike": (
        Rod((-14, 83, 0), (20, 30, 0), 3), Box((-22, 81, -9), (6, 85, 9)), Rod((20, 30, 0), (62, 72, 0), 3),
        Rod((62, 72, 0), (58, 112, 0), 2.4), Rod((50, 114, -22), (58, 112, 0), 2),
        Rod((50, 114, 22), (58, 112, 0), 2), Ring((64, 28, 0), 24, 3), Rod((-26, 2, -20), (-26, 2, 20), 2.4),
        Rod((-26, 2, 0), (84, 2, 0), 2.4), Ring((20, 30, 0), 15, 1.6),
    ),
    "tape": (Soft((-0.8, 0, -40), (0.8, 0.3, 40), "link", 0.6),),
    "lane": (Soft((-80, 0, -1), (95, 0.3, 1), "link", 0.6),),
    "anchor": (Box((-4, 0, -8), (4, 14, 8)),),
    "pillow_stack": (
        Soft((-22, 4, -24), (22, 5, 30), "soft", 4), Soft((-20, 14, -24), (20, 15, 30), "soft", 4),
        Soft((-18, 24, -24), (18, 25, 30), "soft", 4),
    ),
}
# fmt: on

BESIDE = frozenset({"rail", "counter_beside", "lane", "chair_beside"})
"""Stands beside the person: its first number moves it towards the viewer instead of along the floor."""

GRIPS: dict[str, Vec] = {
    "wall": (-5, 128, 15),
    "counter": (2, 94, 17),
    "wheelchair": (14, 66, 24),
    "walker": (2, 86, 22),
    "chair": (12, 41, 24),
    "armchair": (14, 66, 25),
    "stool": (6, 41, 21),
    "bed_seat": (-8, 42, 26),
    "rail": (12, 91, 0),
    "counter_beside": (8, 93, 2),
    "chair_beside": (18, 92, 0),
    "table": (14, 71, 16),
    "frame": (18, 105, 16),
    "bike": (50, 115, 20),
}
"""Where hands take hold of it."""
