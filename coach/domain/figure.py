"""What stands in an exercise's `figure` table: key poses of one skeleton, in the angles a physiotherapist uses.

A pose is its difference from the first pose, and the first is its difference from the base posture; a key that is not
written is `None`. One number or word means both sides, a pair is [working side, other side]. Lengths are centimetres
of somebody 170 cm tall; x runs to the right of the picture, y up, z to the viewer.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from coach.domain.figure_forms import BothSides, Degrees, OneOrMany, OneOrPair, Table, WordOrList
from coach.domain.figure_props import Linked, Standing, Written
from coach.domain.figure_words import Base, Fixed, Focus, Foot, Grip, Hold, Muscle, Part, View, Way
from coach.domain.model import Many, Record

Pair = tuple[float, float]
Cm = Annotated[float, Field(ge=-250, le=250, allow_inf_nan=False)]
Centimetres = Annotated[Many[Cm], Field(min_length=2, max_length=3)]
"""A place [x, y] or [x, y, z]."""
Step = Annotated[Many[Cm], Field(min_length=2, max_length=2)]
Hand = Annotated[Literal[Grip, Hold, ""] | Centimetres, WordOrList()]
"""Where a hand takes hold; an empty text leaves the arm to its angles."""
HelperHand = Annotated[Literal[Part, Hold, ""] | Centimetres, WordOrList()]
Look = Annotated[Many[Annotated[float, Degrees(-180, 180)]], Field(min_length=2, max_length=2)]
"""A view of one's own: degrees turned about the vertical, degrees looked down."""
Seconds = Annotated[float, Field(ge=0, le=600, allow_inf_nan=False)]
Says = Annotated[str, StringConstraints(min_length=8, max_length=160, pattern=r"^([^{}]|\{(work|other) [a-z]+\})*$")]
Cue = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Joints(Record):
    """The angles of a body, in degrees; each within what a person can do."""

    hip: Annotated[Pair, BothSides(-35, 140)] | None = None
    hip_abd: Annotated[Pair, BothSides(-45, 75)] | None = None
    hip_rot: Annotated[Pair, BothSides(-60, 95)] | None = None
    knee: Annotated[Pair, BothSides(0, 150)] | None = None
    ankle: Annotated[Pair, BothSides(-60, 35)] | None = None
    arm: Annotated[Pair, BothSides(-60, 185)] | None = None
    arm_abd: Annotated[Pair, BothSides(-30, 185)] | None = None
    arm_rot: Annotated[Pair, BothSides(-95, 95)] | None = None
    elbow: Annotated[Pair, BothSides(0, 150)] | None = None
    lean: Annotated[float, Degrees(-45, 115)] | None = None
    curl: Annotated[float, Degrees(-30, 70)] | None = None
    bend: Annotated[float, Degrees(-40, 40)] | None = None
    twist: Annotated[float, Degrees(-75, 75)] | None = None
    roll: Annotated[float, Degrees(-95, 95)] | None = None
    nod: Annotated[float, Degrees(-60, 60)] | None = None
    look: Annotated[float, Degrees(-85, 85)] | None = None


class HelperMove(Joints):
    """What is different about the helper in a pose."""

    at: Step | None = None
    turn: Annotated[float, Degrees(-180, 180)] | None = None


class Helper(Joints):
    """A second person, whose hands lie on the first one."""

    at: Step
    """Where the pelvis is: [x, z]."""
    base: Base = "standing"
    turn: Annotated[float, Degrees(-180, 180)] = 0
    """0 faces right, 90 the viewer, 180 left, -90 away."""
    floor: Cm = 0
    """The height of the floor under them; a bed stands on it."""
    hands: Annotated[tuple[HelperHand, HelperHand], OneOrPair()] = ("", "")
    only: Literal["arms"] | None = None


class Pose(Joints):
    """One key pose."""

    base: Base | None = None
    turn: Annotated[float, Degrees(-180, 180)] | None = None
    """The whole person about the vertical, to the working side."""
    fixed: Annotated[tuple[Fixed, ...], OneOrMany(least=1)] | None = None
    step: Annotated[tuple[Foot, ...], OneOrMany()] | None = None
    slide: Annotated[tuple[Foot, ...], OneOrMany()] | None = None
    lift: Cm | None = None
    shift: Step | None = None
    hands: Annotated[tuple[Hand, Hand], OneOrPair()] | None = None
    reach: bool = False
    """The hands stretch towards their places and need not get there."""
    press: Annotated[tuple[tuple[Part, Way], ...], Table()] = ()
    """Pushes that hardly move, each shown as a short arrow."""
    helper: HelperMove | None = None
    time: Annotated[float, Field(gt=0, le=20, allow_inf_nan=False)] | None = None
    hold: Seconds | None = None
    breath: Literal["in", "out"] | None = None
    cue: Cue | None = None
    says: Says | None = None
    """The pose in words, where the angles would say it wrongly; `{work knee}` is "the left knee" or "one knee"."""


class Figure(Record):
    """The figure of an exercise."""

    base: Base
    view: Annotated[View | Look, WordOrList()] = "side"
    props: Many[Annotated[Standing | Linked, Written()]] = ()
    focus: Annotated[tuple[Focus, ...], OneOrMany()] = ("work_leg",)
    muscle: Annotated[tuple[Muscle, ...], OneOrMany()] = ()
    fixed: Annotated[tuple[Fixed, ...], OneOrMany(least=1)] | None = None
    loop: Literal["cycle", "again"] | None = None
    """`cycle` is 1-2-3-1, `again` 1-2-3 and from the beginning; otherwise there and back, 1-2-3-2-1."""
    arrow: Annotated[tuple[Part, ...], OneOrMany()] | None = None
    floor: bool = False
    """The round floor also under a posture that usually has none."""
    inset: Literal["left", "right"] | None = None
    """A small picture of both feet from above, in this upper corner."""
    helper: Helper | None = None
    poses: Annotated[Many[Pose], Field(min_length=1, max_length=6)]

    @property
    def furniture(self) -> tuple[Standing, ...]:
        """What stands in the picture."""
        return tuple(one for one in self.props if isinstance(one, Standing))

    @property
    def links(self) -> tuple[Linked, ...]:
        """What is tied to the body."""
        return tuple(one for one in self.props if isinstance(one, Linked))
