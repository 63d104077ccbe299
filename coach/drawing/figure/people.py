"""The shapes of a person, of the helper and of what is tied to them, from far to near."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from coach.domain.figure_props import Linked, Standing
from coach.drawing.figure.anatomy import LIMBS, PARTS, SIDES, Patch, names
from coach.drawing.figure.arrows import push
from coach.drawing.figure.camera import Camera, Shape
from coach.drawing.figure.furniture import GRIPS
from coach.drawing.figure.motion import Moment, Motion
from coach.drawing.figure.muscles import MUSCLES
from coach.drawing.figure.palettes import GLOWS
from coach.drawing.figure.props import furniture
from coach.drawing.figure.skeleton import Body
from coach.drawing.figure.solving import Second
from coach.drawing.figure.ties import BREATH, CARRIED, SIGNS, TIES
from coach.drawing.figure.vectors import UP, Vec, add, mix

HELPER_ROLES = {"top": "helper", "leg": "helper_far", "shoe": "shoe_far"}
OVER_ALL = 1e6
FAR = 5.0
"""How much farther away the far limb of a pair is, at least."""
HIDES = -20.0
"""A helper behind this place is hidden from the legs down by what the person lies on."""


class Group(NamedTuple):
    """Shapes that are painted together, and how near they are."""

    depth: float
    shapes: list[Shape]


def person(motion: Motion, moment: Moment, camera: Camera) -> Iterator[Shape]:
    """All shapes of people and of what is tied to them."""
    groups = _limbs(motion, moment, camera) + _middle(motion, moment, camera)
    if moment.second is not None:
        groups += helper(moment.second, moment.body, camera, legs=not behind(motion))
    if not moment.moving:
        presses = motion.keys[moment.pose].pose.press
        groups += [Group(OVER_ALL, push(moment.body, name, way)) for part, way in presses for name in names(part)]
    groups += [_tied(link, moment, camera) for link in motion.figure.links]
    groups.sort(key=lambda group: group.depth)
    for group in groups:
        yield from group.shapes


def _limbs(motion: Motion, moment: Moment, camera: Camera) -> list[Group]:
    """Legs and arms; the far one of a pair is darker, unless it alone works."""
    p, groups = moment.body.p, []
    for part, end in (("leg", "foot"), ("arm", "hand")):
        limb = LIMBS["foot" if end == "foot" else "hand"]
        depth = {s: sum(camera.depth(p[joint + s]) for joint in (limb.top, limb.middle, end)) / 3 for s in SIDES}
        for side, other in zip(SIDES, reversed(SIDES), strict=True):
            hot = part + side in motion.focus
            far = depth[side] < depth[other] - FAR and (not hot or part + other in motion.focus)
            shapes = _painted(motion, moment, part, side, hot, "_far" if far else "")
            groups.append(Group(depth[side] + (4 if part == "arm" else 0), shapes))
    return groups


def _middle(motion: Motion, moment: Moment, camera: Camera) -> list[Group]:
    """Trunk, neck and head; seen from behind, the hair is over the face."""
    p, f = moment.body.p, moment.body.f
    head = _painted(motion, moment, "head")
    if camera.depth(add(p["head"], f["head"][0], 10)) < camera.depth(p["head"]) - 3:
        head.reverse()
    trunk = _painted(motion, moment, "trunk", hot="trunk" in motion.focus, wider=2.0 * moment.breath - 0.6)
    return [
        Group(camera.depth(mix(p["pelvis"], p["chest"], 0.5)), trunk),
        Group(camera.depth(p["head"]) + 0.5, _painted(motion, moment, "neck")),
        Group(camera.depth(p["head"]) + 0.6, head),
    ]


def _painted(
    motion: Motion, moment: Moment, part: str, side: str = "", hot: bool = False, far: str = "", wider: float = 0.0
) -> list[Shape]:
    """The shapes of one part, with its muscles over it."""
    at = moment.body.at
    shapes = [Shape(_role(patch, hot) + far, [at(side, spot, wider) for spot in patch.spots]) for patch in PARTS[part]]
    if hot or not motion.focus or part == "trunk":
        glow = GLOWS[int(moment.glow * 3.99)]
        for name in motion.figure.muscle:
            muscle = MUSCLES[name]
            if muscle.part == part:
                shapes.append(Shape(glow, [at(side, spot, wider) for spot in muscle.spots]))
    return shapes


def _role(patch: Patch, hot: bool) -> str:
    return "active" if hot and not patch.steady else patch.role


def behind(motion: Motion) -> bool:
    """Whether the helper stands behind what the person lies on, which then hides the helper's legs."""
    helper = motion.figure.helper
    return helper is not None and helper.at[1] < HIDES and abs(motion.view[0]) < 60


def hidden_legs(motion: Motion, camera: Camera) -> Iterator[Shape]:
    """The legs of a helper behind the furniture, which are painted before it."""
    key = motion.keys[0]
    if key.second is None or key.second.helper.only or not behind(motion):
        return
    body = key.second.body(key.body)
    for group in sorted(_helper_limb(body, "leg", camera), key=lambda group: group.depth):
        yield from group.shapes


def helper(second: Second, patient: Body, camera: Camera, *, legs: bool) -> list[Group]:
    """The helper; their hands lie on top of what they hold."""
    body = second.body(patient)
    arms = _helper_limb(body, "arm", camera)
    for side in SIDES:
        near = camera.depth(body.p["hand" + side])
        skin = [shape for shape in arms[int(side)].shapes if shape.role == "skin"]
        arms += [Group(near + 13, skin[:1]), Group(near + 14, skin[1:])]
    if second.helper.only:
        return arms
    head = _helper_part(body, "head")
    if camera.depth(add(body.p["head"], body.f["head"][0], 10)) < camera.depth(body.p["head"]) - 3:
        head.reverse()
    return [
        *(_helper_limb(body, "leg", camera) if legs else ()),
        *arms,
        Group(camera.depth(mix(body.p["pelvis"], body.p["chest"], 0.5)), _helper_part(body, "trunk")),
        Group(camera.depth(body.p["head"]) + 0.5, _helper_part(body, "neck")),
        Group(camera.depth(body.p["head"]) + 0.6, head),
    ]


def _helper_limb(body: Body, part: str, camera: Camera) -> list[Group]:
    """Both legs or both arms."""
    end = "foot" if part == "leg" else "hand"
    limb = LIMBS["foot" if part == "leg" else "hand"]
    groups = []
    for side in SIDES:
        depth = sum(camera.depth(body.p[joint + side]) for joint in (limb.top, limb.middle, end)) / 3
        groups.append(Group(depth + (4 if part == "arm" else 0), _helper_part(body, part, side)))
    return groups


def _helper_part(body: Body, part: str, side: str = "") -> list[Shape]:
    return [
        Shape(HELPER_ROLES.get(patch.role, patch.role), [body.at(side, spot) for spot in patch.spots])
        for patch in PARTS[part]
    ]


def _tied(link: Linked, moment: Moment, camera: Camera) -> Group:
    """Something held or worn, or a sign beside the body."""
    body = moment.body
    at = _places(link, body)
    if link.name == BREATH:
        return Group(OVER_ALL, _breath(body, 1.0 - moment.breath))
    if link.name in SIGNS:
        right = camera.right
        tip = add(at[0], right, 17)
        drawn = [
            Shape(mark.role, [(add(add(tip, right, x), UP, y), r) for x, y, r in mark.balls])
            for mark in SIGNS[link.name]
        ]
        return Group(OVER_ALL, drawn)
    if link.name in CARRIED:
        hands = mix(at[0], at[-1], 0.5)
        carried = [Standing(link.name, (hands[0] - GRIPS[link.name][0],))]
        near = camera.depth(mix(body.p["pelvis"], body.p["chest"], 0.5)) + 30
        return Group(near, [shape for front in (False, True) for shape in furniture(carried, front=front)])
    role, radius = TIES[link.name]
    near = sum(map(camera.depth, at)) / len(at) + (0 if link.name == "pillow" else 4)
    if len(at) == 1:
        return Group(near, [Shape(role, [(at[0], radius)])])
    return Group(near, [Shape(role, [(a, radius), (b, radius)]) for a, b in pairwise(at)])


def _breath(body: Body, out: float) -> list[Shape]:
    """Air before the mouth: a cloud that grows and moves away while it is breathed out."""
    head = body.f["head"]
    mouth = add(add(body.p["head"], head[0], 16), head[1], -4)
    puffs = ((4.0, 0.0, 1.6), (11.0, 1.5, 2.6), (20.0, 0.0, 3.8), (30.0, 2.5, 4.8))
    return [
        Shape("soft", [(add(add(mouth, head[0], far), head[1], up), r)])
        for number, (far, up, r) in enumerate(puffs)
        if number == 0 or number < 4 * out + 0.5
    ]


def _places(link: Linked, body: Body) -> list[Vec]:
    """The places it runs through; a word without a side is the middle of both."""
    at: list[Vec] = []
    for end in link.ends:
        if not isinstance(end, str):
            at.append((end[0], end[1], end[2]))
        elif end == "floor":
            x, _, z = at[-1]
            at.append((x + 5, 0.0, z))
        else:
            both = [body.p[name] for name in names(end)]
            at.append(mix(both[0], both[-1], 0.5))
    return at
