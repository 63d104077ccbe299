"""Where muscles are, so that the one that works or is stretched can glow."""

from __future__ import annotations

from typing import NamedTuple

from coach.drawing.figure.anatomy import Spot


class Muscle(NamedTuple):
    """A patch on a part of the body."""

    part: str
    spots: tuple[Spot, ...]


MUSCLES: dict[str, Muscle] = {
    "glutes": Muscle("leg", (Spot("hip", 7.2, -5, 0, 1),)),
    "piriformis": Muscle("leg", (Spot("hip", 6, -5, 0, 2),)),
    "abductors": Muscle("leg", (Spot("hip", 6, 0, 0, 5.5),)),
    "hip_flexor": Muscle("leg", (Spot("thigh", 4.5, 5, 8.6, 1), Spot("thigh", 4, 5, -13, 1))),
    "quads": Muscle("leg", (Spot("thigh", 4.6, 3.2, -6.5), Spot("thigh", 3.4, 3.2, -35))),
    "hamstrings": Muscle("leg", (Spot("thigh", 4.6, -3.2, -6), Spot("thigh", 3.2, -3.2, -37))),
    "adductors": Muscle("leg", (Spot("thigh", 4, 0, -4, -4), Spot("thigh", 3, 0, -30, -4))),
    "outer_thigh": Muscle("leg", (Spot("thigh", 4.4, 1, -5, 5.5), Spot("thigh", 3.4, 1, -34, 5))),
    "calf": Muscle("leg", (Spot("shin", 4.4, -2.2, -2.5), Spot("shin", 3, -2.2, -22.5))),
    "shin": Muscle("leg", (Spot("shin", 3, 1.6, -4), Spot("shin", 2.4, 1.6, -25))),
    "trunk": Muscle("trunk", (Spot("low", 6.5, 4, 4), Spot("low", 6.5, 4, 18))),
    "back": Muscle("trunk", (Spot("low", 5.5, -5, 4), Spot("low", 5.5, -5, 18))),
    "pelvic_floor": Muscle("trunk", (Spot("low", 6, 2, -3),)),
    "chest": Muscle("trunk", (Spot("chest", 6.5, 4, -8, 6), Spot("chest", 6.5, 4, -8, -6))),
    "neck": Muscle("trunk", (Spot("chest", 5, -2, 2),)),
    "shoulder": Muscle("arm", (Spot("upper", 5, 0, 1.5, 1), Spot("upper", 4, 0, -7, 1))),
    "triceps": Muscle("arm", (Spot("upper", 3.4, -1.6, -4.5), Spot("upper", 3, -1.6, -25))),
    "biceps": Muscle("arm", (Spot("upper", 3.2, 1.6, -6), Spot("upper", 2.8, 1.6, -25))),
}
