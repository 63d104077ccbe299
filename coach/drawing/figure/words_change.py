"""What is different in a pose, in words: legs, pelvis, trunk, head, arms, most important first."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.figure import Figure
from coach.drawing.figure.stance import Arm, Stance, within
from coach.drawing.figure.vectors import add
from coach.drawing.figure.wording import Said, Voice, both_or_each, going, much
from coach.drawing.figure.words_legs import leg_words
from coach.drawing.figure.words_start import BEDS, hand_words, legs_words, press_words

UPRIGHT = ("standing", "sitting", "perched", "half_kneeling", "kneeling")
ONTO = {
    "standing": "comes up to standing",
    "sitting": "comes to sitting",
    "supine": "rolls onto the back",
    "prone": "rolls onto the front",
    "half_kneeling": "comes up onto one knee",
    "kneeling": "comes to kneeling",
    "four_point": "comes onto hands and knees",
    "long_sitting": "comes to sitting",
    "perched": "comes to half sitting",
}
LYING_SIDE = {"side_lying": 1, "side_lying_down": 0}
"""Which side is the lower one."""
WAY = 4.0
"""Centimetres from which on a way is told."""


def change_words(figure: Figure, a: Stance, b: Stance, voice: Voice) -> Iterator[str]:
    """The clauses of a pose after another, the most important first."""
    if a.base != b.base:
        yield _onto(b, voice)
        yield from legs_words(b, voice)
    else:
        yield from _pelvis(figure, a, b)
        yield from _trunk(a, b, voice)
        if abs(b.key.body.angles.roll - a.key.body.angles.roll) < ROLLED:
            yield from both_or_each([leg_words(a, b, i) for i in (0, 1)], voice)
    yield from _arms(a, b, voice)
    if not (b.lying and abs(b.key.body.root[1] - a.key.body.root[1]) > 1.5):  # then the head only makes up for it
        yield from _head(a, b, voice)
    if b.key.pose.press != a.key.pose.press:
        yield from press_words(b, voice)
    if a.key.second != b.key.second:
        yield "the helper moves along"


def _onto(b: Stance, voice: Voice) -> str:
    lower = LYING_SIDE.get(b.base)
    if lower is not None:
        return f"the body rolls onto {'its side' if voice.side is None else f'the {voice.which(lower)} side'}"
    return f"the body {ONTO.get(b.base, 'changes its posture')}"


ROLLED = 5.0
"""Degrees of a roll that carries the legs along, so that nothing else is said of them."""


# Pelvis and trunk


def _pelvis(figure: Figure, a: Stance, b: Stance) -> Iterator[str]:
    moved = add(b.key.body.root, a.key.body.root, -1)
    if b.lying:
        yield from _pelvis_lying(figure, b, moved[1])
        return
    if any(leg.contact == "step" for leg in b.legs):
        if moved[1] > 8:
            yield "the body rises"
        return
    forward, _, side = within(b.key.body.base, moved)
    most = max(abs(forward), abs(side), abs(moved[1]))
    if most < WAY:
        return
    if most == abs(moved[1]):
        yield "the body " + going("rises" if moved[1] > 0 else "sinks", "", much(moved[1], 10, 30))
    elif b.base in UPRIGHT:
        forth = most == abs(forward)
        who = "the body moves " if abs(forward) > 15 else "the hips move "
        yield who + (("forward" if forward > 0 else "back") if forth else "to the side")


def _pelvis_lying(figure: Figure, b: Stance, up: float) -> Iterator[str]:
    bed = next((prop.name for prop in figure.furniture if prop.name in BEDS), "bed")
    if up > 1.5:
        off = f"off the {'mat' if bed == 'mat' else 'bed'}"
        yield "the pelvis " + going("lifts", off, much(up, 6, 25))
        if b.key.anchor == "chest":
            yield "the shoulders stay down"
    elif up < -1.5:
        yield "the pelvis " + going("comes down", "", much(up, 3, 90))


def _trunk(a: Stance, b: Stance, voice: Voice) -> Iterator[str]:
    p, q = a.key.body.angles, b.key.body.angles
    if abs(q.lean - p.lean) >= 5 and not (b.key.anchor == "chest" and b.lying):
        yield _leaning(b, q.lean - p.lean, q.lean)
    if abs(q.curl - p.curl) >= 5:
        yield _curling(b, q.curl - p.curl, q.curl)
    for before, after, subject, verb in (
        (p.bend, q.bend, "the upper body", "bends"),
        (p.twist, q.twist, "the chest", "turns"),
        (p.roll, q.roll, "the legs" if b.lying else "the pelvis", "roll" if b.lying else "rolls"),
        (p.turn, q.turn, "the whole body", "turns"),
    ):
        if abs(after - before) >= 3:
            yield f"{subject} {_turning(before, after, verb, voice)}"


def _turning(before: float, after: float, verb: str, voice: Voice) -> str:
    if abs(after) < 3:
        return f"{'come' if verb == 'roll' else 'comes'} back to the middle"
    return going(verb, voice.way(after - before), much(after - before, 12, 50))


def _leaning(b: Stance, lean: float, now: float) -> str:
    degree = much(lean, 12, 35)
    if b.base == "prone" and lean < 0 and now > -3:
        return "the hips sink"
    if b.base in ("prone", "four_point"):
        return "the chest " + going("lifts" if lean < 0 else "goes down", "", "a little" if abs(lean) < 12 else "")
    if lean > 0:
        return "the upper body " + (going("leans", "forward", degree) if now > 3 else "comes upright")
    return "the upper body " + (going("leans", "back", degree) if now < -3 else "comes up")


def _curling(b: Stance, curl: float, now: float) -> str:
    if b.base in ("supine", "half_lying"):
        return "the head and shoulders " + ("lift" if curl > 0 else "go down")
    if curl > 0:
        return "the back rounds" if now > 4 else "the back straightens"
    return "the chest lifts" if now < -2 else "the back straightens"


def _head(a: Stance, b: Stance, voice: Voice) -> Iterator[str]:
    p, q = a.key.body.angles, b.key.body.angles
    if abs(q.nod - p.nod) >= 5:
        yield "the chin goes down" if q.nod > p.nod else "the chin lifts"
    if abs(q.look - p.look) >= 10:
        yield "the head " + _turning(p.look, q.look, "turns", voice)


# Arms


def _arms(a: Stance, b: Stance, voice: Voice) -> Iterator[str]:
    """Hands that go to another place, and arms that move freely."""
    new = [i for i in (0, 1) if a.arms[i].place != b.arms[i].place and isinstance(b.arms[i].place, str)]
    placed = [i for i in new if b.arms[i].place]
    if placed:
        yield from hand_words(b, voice, placed, moving=True)
    free = [() if i in placed else _arm(a.arms[i], b.arms[i], b) for i in (0, 1)]
    yield from both_or_each(free, voice)


def _arm(p: Arm, q: Arm, b: Stance) -> tuple[Said, ...]:
    if q.place and p.place == q.place:
        return ()
    forward, up, out = add(q.hand, p.hand, -1)
    most = max(abs(forward), abs(up), abs(out))
    if most < 8:
        return ()
    degree = much(most, 14, 200)
    if q.hand[1] > 22 and up > 8 and not b.lying:
        return (Said("arm", "reach up overhead"),)
    if most == abs(out):
        return (Said("arm", going("open" if out > 0 else "come", "out to the side" if out > 0 else "in", degree)),)
    if most == abs(up):
        return (Said("arm", going("lift" if up > 0 else "come down", "", degree)),)
    return (Said("hand", going("reach" if forward > 0 else "come", "forward" if forward > 0 else "back", degree)),)
