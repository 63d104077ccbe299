"""The names of things and sides in sentences about figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Worked = Literal["left", "right"]
OTHER: dict[Worked, Worked] = {"left": "right", "right": "left"}

ON_BODY = {
    "hips": "on the {} hip", "knee": "on the {} knee", "thigh": "behind the {} thigh", "shin": "on the {} shin",
    "foot": "on the {} foot", "head": "behind the head", "lap": "on the {} thigh",
    "inner_thigh": "on the {} inner thigh", "outer_thigh": "on the outside of the {} thigh",
    "outer_hip": "on the outside of the {} hip",
    "lower_thigh": "above the {} knee", "calf": "under the {} calf", "heel": "under the {} heel",
    "sole": "on the sole of the {} foot", "toes": "on the {} toes", "belly": "on the belly", "pelvis": "on the pelvis",
    "chest": "on the chest", "ribs": "on the {} ribs", "back": "on the back", "shoulder": "on the {} shoulder",
    "crossed": "crossed over the chest", "eyes": "before the eyes", "hand": "at the {} hand",
    "elbow": "at the {} elbow", "toe": "on the {} toes", "hip": "on the {} hip",
}  # fmt: skip
"""Where a hand lies; the gap is for the side."""
FURNITURE = {
    "line": "a line on the floor", "mat": "a mat", "bed": "a bed", "chair": "a chair", "wheelchair": "a wheelchair",
    "wall": "a wall", "counter": "a counter", "step": "a step", "pillow": "a pillow", "walker": "a walking frame",
    "armchair": "an armchair", "stool": "a stool", "perch": "a high seat", "cushion": "a cushion",
    "bed_seat": "the edge of a bed", "bed_narrow": "a bed, close to its edge", "backrest": "a raised back support",
    "backrest_steep": "a back support", "roll": "a rolled towel", "sheet": "a slippery sheet", "rail": "a rail",
    "counter_beside": "a counter", "chair_beside": "a chair", "table": "a table", "stairs": "stairs",
    "frame": "a standing frame", "pedals": "pedals", "arm_cycle": "arm pedals", "bike": "an exercise bike",
    "tape": "a line across the floor", "lane": "a line on the floor", "pillow_stack": "a stack of pillows",
}  # fmt: skip
TIED = {
    "strap": "a strap", "band": "a band", "pillow": "a pillow", "cane": "a stick", "ball": "a ball", "card": "a card",
    "cup": "a cup", "cloth": "a cloth", "weight": "a weight", "rod": "a bar",
}  # fmt: skip
SIGNS = {
    "speech": "speaking aloud", "note": "in time with a beat", "count": "counting", "breath": "breathing calmly",
    "thought_walk": "thinking of walking", "walker": "both hands on a walking frame",
}  # fmt: skip
MUSCLES = {
    "glutes": "the buttocks", "piriformis": "the deep muscle of the buttock", "abductors": "the outer hip",
    "hip_flexor": "the front of the hip", "quads": "the front of the thigh", "hamstrings": "the back of the thigh",
    "adductors": "the inner thigh", "outer_thigh": "the outer thigh", "calf": "the calf",
    "shin": "the front of the shin", "trunk": "the belly",
    "back": "the back", "pelvic_floor": "the pelvic floor", "chest": "the chest", "neck": "the neck",
    "shoulder": "the shoulder", "triceps": "the back of the upper arm", "biceps": "the front of the upper arm",
}  # fmt: skip
WAYS = {
    "out": "outwards", "in": "inwards", "up": "up", "down": "down", "forward": "forward", "back": "back",
    "headward": "towards the head", "footward": "towards the feet",
}  # fmt: skip
PLURAL = {"foot": "feet", "toes": "toes"}


@dataclass(frozen=True, slots=True)
class Voice:
    """How the two sides are called: left and right where the working side is known, else one and the other."""

    side: Worked | None = None

    def which(self, i: int) -> str:
        """A side as a word before a noun that has its article already."""
        if self.side is None:
            return "other" if i else "same"
        return OTHER[self.side] if i else self.side

    def the(self, i: int, noun: str) -> str:
        """`the left knee`, or `one knee` and `the other knee`."""
        if self.side is None:
            return f"the other {noun}" if i else f"one {noun}"
        return f"the {self.which(i)} {noun}"

    def way(self, amount: float) -> str:
        """`to the left`; more than 0 is the working side."""
        if self.side is None:
            return "to one side" if amount > 0 else "to the other side"
        return f"to the {self.side if amount > 0 else OTHER[self.side]}"

    def both(self, noun: str) -> str:
        """`both knees`."""
        return f"both {many(noun)}"


def many(noun: str) -> str:
    """The plural."""
    return PLURAL.get(noun, f"{noun}s")


def does(verb: str) -> str:
    """`bend a little` as `bends a little`."""
    first, _, rest = verb.partition(" ")
    if first == "go":
        first = "goes"
    else:
        first += "es" if first.endswith(("sh", "ch", "s")) else "s"
    return f"{first} {rest}".strip()


class Said(NamedTuple):
    """What one of a pair does."""

    noun: str
    verb: str


def both_or_each(said: Sequence[Sequence[Said]], voice: Voice) -> Iterator[str]:
    """One clause where both sides do the same, else one for each that does something."""
    one, two = (_merged(each) for each in said)
    if one == two:
        yield from (f"{voice.both(noun)} {' and '.join(verbs)}" for noun, verbs in one.items())
        return
    for i, each in enumerate((one, two)):
        yield from (f"{voice.the(i, noun)} {' and '.join(map(does, verbs))}" for noun, verbs in each.items())


def _merged(said: Sequence[Said]) -> dict[str, list[str]]:
    """What one side does, by its part: a knee that comes up and straightens is named once."""
    found: dict[str, list[str]] = {}
    for one in said:
        found.setdefault(one.noun, []).append(one.verb)
    return found


def much(amount: float, little: float, far: float) -> str:
    """A degree in words; nothing for what is neither a little nor far."""
    amount = abs(amount)
    return "a little" if amount < little else "far" if amount > far else ""


def going(verb: str, way: str, degree: str = "") -> str:
    """A verb with where it goes and how far: `lean far forward`, `lean forward a little`."""
    order = (verb, degree, way) if degree == "far" else (verb, way, degree)
    return " ".join(word for word in order if word)


def sentence(clauses: list[str], stay: str = "") -> str:
    """Clauses as one sentence; how long it stays is said last."""
    text = ", ".join(clauses) + (f"; {stay}" if stay else "")
    return text[0].upper() + text[1:] + "."


def held(seconds: float) -> str:
    """`held 3 seconds`."""
    if seconds >= 120:
        return f"held {round(seconds / 60)} minutes"
    return f"held {round(seconds)} seconds"
