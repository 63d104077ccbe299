"""A figure in words: one plain sentence for each pose, made from the pose itself.

For people who cannot see the picture, and for the plain twin. The first sentence tells the whole posture, the others
what changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from coach.domain.figure import Figure
from coach.drawing.figure.motion import Motion, alike
from coach.drawing.figure.stance import Stance, stance_of
from coach.drawing.figure.wording import MUSCLES, Voice, Worked, held, sentence
from coach.drawing.figure.words_change import change_words
from coach.drawing.figure.words_start import start_words

LONGEST = 30
"""Words in a sentence."""
HELD = 2.0
"""A stay shorter than this, in seconds, is none."""
MOST = 4
"""Things that a sentence says of a change."""


def words(figure: Figure, side: Worked | None = None, *, holds: bool = True) -> tuple[str, ...]:
    """A sentence for each pose; `side` is the side that works, `holds` says how long a pose is held.

    Without a side, the working leg is "one leg" and the other is "the other leg".
    """
    motion, voice = Motion(figure), Voice(side)
    stances = [stance_of(figure, key) for key in motion.keys]
    found: list[str] = []
    for number, stance in enumerate(stances):
        stay = held(stance.key.hold) if holds and stance.key.hold >= HELD else ""
        if stance.key.pose.says is not None:
            said = _within([_filled(stance.key.pose.says, voice)], stay)
        elif not number:
            said = _within(list(start_words(figure, stance, voice)), "", MOST + 3)
        elif _back(stance, stances[:number]):
            said = _within(["back to the start"], stay)
        else:
            changes = list(change_words(figure, stances[number - 1], stance, voice))
            said = _within(changes or [_still(figure, stance)], stay)
        found.append(_only_once(said, found))
    return tuple(found)


def _filled(text: str, voice: Voice) -> str:
    """A sentence of the figure's own with the side that works."""
    return re.sub(r"\{(work|other) (\w+)\}", lambda part: voice.the(int(part[1] == "other"), part[2]), text)


def _back(stance: Stance, before: list[Stance]) -> bool:
    """Whether it is the first pose again, and not the pose just before."""
    first = before[0]
    return (
        len(before) > 1
        and first.base == stance.base
        and alike(first.key.body, stance.key.body)
        and first.key.pose.press == stance.key.pose.press
    )


def _still(figure: Figure, stance: Stance) -> str:
    """What happens where nothing moves."""
    breath = stance.key.pose.breath
    if figure.muscle and breath != "in":
        return f"nothing moves, but {MUSCLES[figure.muscle[0]]} works"
    return f"the body stays as it is and breathes {breath}" if breath else "the body stays as it is"


def _within(clauses: Iterable[str], stay: str, most: int = MOST) -> str:
    """As many clauses as fit into a sentence, the first always."""
    kept: list[str] = []
    room = LONGEST - len(stay.split())
    for clause in list(dict.fromkeys(clauses))[:most]:
        count = len(clause.split())
        if not kept or count <= room:
            kept.append(clause)
            room -= count
    return sentence(kept, stay)


def _only_once(said: str, before: list[str]) -> str:
    """A sentence that was said already, said as a repetition."""
    for opening in ("", "Again, ", "Once more, ", "And again, "):
        again = opening + (said[0].lower() if opening else said[0]) + said[1:]
        if again not in before:
            return again
    return said
