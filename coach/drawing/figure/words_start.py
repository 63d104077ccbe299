"""The first pose in words: the whole posture, from what carries it to what the hands do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.domain.figure import Figure
from coach.domain.figure_props import Linked
from coach.drawing.figure.anatomy import names
from coach.drawing.figure.grips import WORDS, on_body
from coach.drawing.figure.stance import RESTS, Leg, Stance, within
from coach.drawing.figure.vectors import add
from coach.drawing.figure.wording import FURNITURE, ON_BODY, SIGNS, TIED, WAYS, Voice, many

SEATS = ("armchair", "wheelchair", "bed_seat", "stool", "perch", "bike", "chair")
BEDS = ("bed_narrow", "bed", "mat")
UNDER_LEGS = ("roll", "pillow_stack")
AT_SIDE = ("rail", "counter_beside", "chair_beside", "lane")
WITH = ("pillow", "pillow_stack", "roll", "cushion", "sheet", "line")
AHEAD = 12.0
"""Centimetres from which on one foot stands in front of the other."""


def base_words(figure: Figure, base: str, voice: Voice) -> str:
    """The posture and what carries it."""
    there = [prop.name for prop in figure.furniture]
    seat = next((name for name in SEATS if name in there), None)
    under = next((f" on {FURNITURE[name]}" for name in BEDS if name in there), "")
    on_seat = f" {'in' if seat in ('armchair', 'wheelchair') else 'on'} {FURNITURE[seat]}" if seat else ""
    lower = {"side_lying": 1, "side_lying_down": 0}.get(base)
    on_side = "on the side" if voice.side is None or lower is None else f"on the {voice.which(lower)} side"
    return {
        "standing": "standing",
        "sitting": f"sitting{on_seat}",
        "perched": f"half sitting{on_seat}",
        "bike": "sitting on an exercise bike",
        "supine": f"lying on the back{under}",
        "prone": f"lying on the front{under}",
        "half_lying": f"lying half upright{under}",
        "side_lying": f"lying {on_side}{under}",
        "side_lying_down": f"lying {on_side}{under}",
        "half_kneeling": f"kneeling on {voice.the(0, 'knee')}{under}, the other foot in front",
        "kneeling": f"kneeling on both knees{under}",
        "long_sitting": f"sitting{under} with long legs",
        "reclined_sitting": f"sitting{under} with long legs, the back supported",
        "four_point": f"on hands and knees{under}",
    }[base]


def start_words(figure: Figure, stance: Stance, voice: Voice) -> Iterator[str]:
    """The clauses of the first pose, the most important first."""
    yield base_words(figure, stance.base, voice)
    yield from legs_words(stance, voice, cushioned=any(prop.name in UNDER_LEGS for prop in figure.furniture))
    yield from hands_words(stance, voice)
    yield from _links(figure, voice)
    yield from _around(figure, stance)
    yield from press_words(stance, voice)
    if figure.helper is not None:
        yield helper_words(figure, voice)


# Legs


def legs_words(stance: Stance, voice: Voice, *, cushioned: bool = False) -> Iterator[str]:
    """How the legs are; cushioned ones are not in the air."""
    if stance.base in ("standing", "perched"):
        yield from _feet_words(stance, voice)
        return
    if stance.base in ("half_kneeling", "kneeling", "four_point", "bike"):
        return
    one, two = (_leg_words(stance, leg, cushioned) for leg in stance.legs)
    if one == two:
        both = {"knee bent, foot flat": "both knees bent, feet flat", "leg straight": "legs straight"}
        yield both.get(one) or _plural(one)
        return
    for i, words in enumerate((one, two)):
        yield voice.the(i, words)


def _plural(words: str) -> str:
    noun, _, rest = words.partition(" ")
    return f"both {many(noun)} {rest}"


def _leg_words(stance: Stance, leg: Leg, cushioned: bool) -> str:
    sits = stance.base == "sitting"
    if leg.turned > 55 and leg.knee > 60:
        return "ankle crossed over the opposite knee" if not stance.lying else "ankle across the opposite thigh"
    if leg.knee < 28:
        raised = leg.foot[1] > (30 if sits else 22)
        return "leg straight and raised" if raised else "leg straight"
    if sits:
        return "foot on the floor" if leg.rests else "foot lifted"
    if stance.base in ("supine", "half_lying"):
        lifted = "knee bent" if cushioned else "knee bent in the air"
        return "knee bent, foot flat" if leg.foot[1] < RESTS else lifted
    return "knee bent"


def _feet_words(stance: Stance, voice: Voice) -> Iterator[str]:
    """Where the feet stand."""
    one, two = stance.legs
    lifted = [i for i, leg in enumerate(stance.legs) if not leg.rests]
    if len(lifted) == 1:
        yield f"{voice.the(lifted[0], 'foot')} off the floor"
    else:
        ahead, _, wide = within(stance.key.body.base, add(one.foot, two.foot, -1))
        if abs(ahead) > AHEAD:
            close = ", heel to toe" if abs(wide) < 8 else ""
            yield f"{voice.the(0 if ahead > 0 else 1, 'foot')} in front{close}"
        elif abs(wide) > 32:
            yield "feet wide apart"
        elif abs(wide) < 12:
            yield "feet together"
    if min(one.knee, two.knee) > 18:
        yield "both knees bent"
    lean = stance.key.body.angles.lean
    if abs(lean) > 14:
        yield "leaning forward" if lean > 0 else "leaning back"


# Hands


def hands_words(stance: Stance, voice: Voice) -> Iterator[str]:
    """What the hands hold, or how the arms are."""
    placed = [i for i in (0, 1) if isinstance(stance.arms[i].place, str) and stance.arms[i].place]
    yield from hand_words(stance, voice, placed)
    if not any(arm.place for arm in stance.arms):
        yield from _arms_words(stance)


def hand_words(stance: Stance, voice: Voice, which: Sequence[int], *, moving: bool = False) -> Iterator[str]:
    """Where these hands are, or where they go."""
    places = [str(stance.arms[i].place) for i in which]
    if len(places) == 2 and _alike(places[0], places[1]):
        words = _both_hands(places[0], places[1], voice)
        moved = words.replace("hands ", "hands go ", 1).replace("arms crossed", "the arms cross")
        yield _gone(moved) if moving else words
        return
    for i, place in zip(which, places, strict=True):
        words = f"{voice.the(i, 'hand')} {'goes ' if moving else ''}{place_words(place, i, voice)}"
        yield _gone(words) if moving else words


def _gone(words: str) -> str:
    return words.replace(" go on ", " go to ").replace(" goes on ", " goes to ")


def _alike(one: str, two: str) -> bool:
    """Whether both hands do the same, each on its own side or both on one."""
    return one == two or {one, two} == {f"work_{on_body(one)[1]}", f"other_{on_body(one)[1]}"}


def _both_hands(one: str, two: str, voice: Voice) -> str:
    word, part = on_body(one)
    if part == "crossed" or (word == "other" and on_body(two)[0] == "work"):
        return "arms crossed over the chest"
    if one in FURNITURE:
        return f"both hands on {_known(one)}"
    if one == two and word:
        return f"both hands {place_words(one, None, voice)}"
    text = ON_BODY[part]
    return f"hands {_on_both(text)}" if "{}" in text else f"both hands {text}"


def _on_both(text: str) -> str:
    """`on the {} inner thigh` as `on the inner thighs`."""
    before, _, noun = text.partition("{} ")
    return f"{before}{many(noun)}" if noun else text


def place_words(place: str, hand: int | None, voice: Voice) -> str:
    """Where a hand is; `hand` is whose side it is on, none where both hands are meant."""
    if place in FURNITURE:
        known = _known(place)
        return f"on {known.removesuffix('s') if known == 'the armrests' and hand is not None else known}"
    word, part = on_body(place)
    i = int(WORDS[word]) if word else (hand or 0)
    text = ON_BODY[part]
    if voice.side is not None:
        return text.format(voice.which(i))
    if hand is None:
        return text.replace("the {} ", "the other " if i else "one ")
    return text.replace("{} ", "") if i == hand else text.format("opposite")


def _known(name: str) -> str:
    """Furniture that was named before."""
    words = FURNITURE[name]
    if name in ("armchair", "wheelchair"):
        return "the armrests"
    return {"chair": "the seat", "stool": "the seat", "bed_seat": "the bed", "bike": "the handlebar"}.get(
        name, "the " + words.removeprefix("a ").removeprefix("an ")
    )


def _arms_words(stance: Stance) -> Iterator[str]:
    (forward, up, out), (_, _, out2) = (arm.hand for arm in stance.arms)
    if min(out, out2) > 38:
        yield "arms out to the sides"
    elif up > 25:
        yield "arms above the head"
    elif forward > 38 and not stance.lying:
        yield "arms out in front"
    elif stance.lying and up < -30 and stance.base in ("supine", "half_lying"):
        yield "arms beside the body"


# Things


def _links(figure: Figure, voice: Voice) -> Iterator[str]:
    for link in dict.fromkeys(figure.links):
        words = SIGNS.get(link.name) or _link(link, voice)
        if words:
            yield words


def _link(link: Linked, voice: Voice) -> str:
    thing = TIED[link.name]
    ends = [end for end in link.ends if isinstance(end, str) and end != "floor"]
    hands = [end for end in ends if end.endswith("hand")]
    if link.name == "rod" and (len(hands) < 2 or "floor" in link.ends):
        return ""  # a part of something that stands there
    others = [end for end in ends if not end.endswith("hand")]
    if link.name == "cane" or (hands and not others):
        both = len({name for end in hands for name in names(end)}) == 2
        return f"{thing} in {'both hands' if both else voice.the(_side(hands[0]), 'hand')}"
    if not others:
        return f"with {thing}"
    part = others[-1]
    noun = {"toe": "foot"}.get(part.rpartition("_")[2], part.rpartition("_")[2])
    if part in ("pelvis", "chest", "head"):
        return f"{thing} at the {part}"
    if "_" not in part or len({_side(end) for end in others}) == 2:
        between = "round both" if link.name in ("strap", "band") else "between the"
        parts = {end.rpartition("_")[2] for end in others}
        return f"{thing} {between} {many(noun) if len(parts) == 1 else 'legs'}"
    where = "round" if link.name in ("strap", "band") else "at"
    return f"{thing} {where} {voice.the(_side(part), noun)}"


def _side(word: str) -> int:
    return 1 if word.startswith("other") else 0


def _around(figure: Figure, stance: Stance) -> Iterator[str]:
    """What stands around, as far as the base and the hands have not named it."""
    held = {arm.place for arm in stance.arms}
    beds = any(prop.name in BEDS for prop in figure.furniture)
    for prop in figure.furniture:
        name, x = prop.name, prop.at[0] if prop.at else 0.0
        if name in BEDS or name in ("anchor", "backrest", "backrest_steep", "bike", "perch", "arm_cycle"):
            continue
        if name in SEATS and not (name == "chair" and stance.base in ("standing", "half_kneeling")):
            continue
        words = FURNITURE[name]
        if name in held:
            continue
        if name in AT_SIDE:
            yield f"{words} at the side"
        elif name == "pillow" and stance.lying and abs(x) > 55:
            yield "a pillow under the head"
        elif name in WITH:
            yield f"{'on' if name in ('line', 'cushion') else 'with'} {words}"
        elif not beds:
            yield f"{words} {'behind' if x < 0 else 'in front'}"


# Pushes and the helper


def press_words(stance: Stance, voice: Voice) -> Iterator[str]:
    """Pushes that hardly move."""
    for part, way in stance.key.pose.press:
        word, noun = on_body(part)
        noun = "foot" if noun == "toe" else noun
        if part in ("pelvis", "chest", "head"):
            yield f"the {part} presses {WAYS[way]}"
        elif word:
            yield f"{voice.the(int(WORDS[word]), noun)} presses {WAYS[way]}"
        else:
            yield f"both {many(noun)} press {WAYS[way]}"


def helper_words(figure: Figure, voice: Voice) -> str:
    """Where the helper's hands are."""
    helper = figure.helper
    places = [hand for hand in (helper.hands if helper else ()) if isinstance(hand, str) and hand]
    if len(places) == 2 and places[0] != places[1] and _alike(places[0], places[1]) and on_body(places[0])[0]:
        return f"a helper's hands {_on_both(ON_BODY[on_body(places[0])[1]])}"
    said = list(dict.fromkeys(place_words(place, None, voice) for place in places))
    if not said:
        return "a helper is beside"
    return f"a helper's hands {' and '.join(said)}" if len(places) > 1 else f"a helper's hand {said[0]}"
