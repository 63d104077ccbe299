"""May this person do this exercise, and how: the hard filters of R0.6 layers 1 to 5, in one place.

The builder only ever chooses from what `eligible` returns, and `plan check` asks the same question about what a person
or a therapist wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coach.domain.exercise import Exercise
from coach.domain.questions import PositionRule
from coach.domain.rules import Family, Rules
from coach.domain.safety import Removal
from coach.domain.vocabulary import LYING, Position, Surface
from coach.engine.blocks import takes_entry, takes_position
from coach.engine.person import Person

SURFACES_OF: dict[Position, frozenset[Surface]] = {
    **{position: frozenset({"bed", "floor"}) for position in LYING},
    "kneeling": frozenset({"bed", "floor"}),
    "quadruped": frozenset({"bed", "floor"}),
    "sitting": frozenset({"chair", "wheelchair", "bed", "machine"}),
    "standing_supported": frozenset(
        {"counter_side", "wall_side", "corner", "stairs", "frame", "open_space", "machine"}
    ),
    "standing": frozenset({"counter_side", "wall_side", "corner", "open_space"}),
    "walking": frozenset({"counter_side", "open_space", "stairs"}),
}
SIDE_TAGS = frozenset({"side_lie_on_op", "side_lie_on_painful"})
"""Tags that depend on which side one lies on; decided by side, not for the whole entry."""
POOR_SITTING = "poor_sitting_balance"
"""The removal row that goes by the support of a sitting exercise (decisions 3)."""
ASKS_STANDING = frozenset({"level_4_untaught", "standing_frame_untaught"})
"""Rows that one answer (`asked.taught_standing`) would lift."""
RISKY_SEATED_SUPPORT = frozenset({"seated_no_backrest", "one_hand_fixed"})


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do an exercise: the position, and whether a helper must be there."""

    position: Position
    with_helper: bool
    on_feet: bool
    on_floor: bool
    """Whether the floor is the only place for it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an exercise is left out.

    `kind` is block, level, precaution, pattern, flag, asked, removal, position, place, equipment, helper, balance or
    stage.
    """

    kind: str
    detail: str
    """The id behind it: a block, flag, tag, missing thing or unanswered question."""


@dataclass(frozen=True, slots=True)
class Eligible:
    """An exercise this person may do, with the ways and sides that are possible and the changes to mind."""

    exercise: Exercise
    ways: tuple[Way, ...]
    sides: frozenset[str]
    """Sides on which a one-sided exercise may be done; both for two-sided ones."""
    cautions: tuple[str, ...]
    """Flags and tags that change how it is done (decisions 3)."""


def eligible(exercise: Exercise, person: Person, rules: Rules) -> Eligible | Refusal:
    """All hard rules for one exercise; the first that refuses is the reason given."""
    refusal = _refused_whole(exercise, person)
    if refusal is not None:
        return refusal
    family = next((f for f in rules.families.family if f.id == exercise.family), None)
    ways: list[Way] = []
    reasons: list[Refusal] = []
    for position in (exercise.position, *exercise.alt):
        way = _way(exercise, position, person, family)
        if isinstance(way, Way):
            ways.append(way)
        else:
            reasons.append(way)
    if not ways:
        return max(reasons, key=lambda reason: _CLOSENESS.get(reason.kind, 0))
    sides, ways = _sides(exercise, ways, person)
    if not ways:
        return Refusal("position", "side_lying")
    waiting = next((flag for flag in exercise.contra if flag in person.unasked), None)
    if waiting is not None:
        return Refusal("asked", waiting)  # the last word: only an answer stands in the way
    tag_cautions = [tag for tag in exercise.tags if tag in person.avoid.caution]
    flag_cautions = [flag for flag in (*exercise.caution, *exercise.contra) if flag in person.caution]
    return Eligible(exercise, tuple(ways), sides, tuple(dict.fromkeys(flag_cautions + tag_cautions)))


_CLOSENESS = {"helper": 5, "asked": 4, "place": 3, "equipment": 3, "balance": 2, "position": 1}
"""Of several reasons for several positions, the one that is easiest to change is told."""


def _refused_whole(exercise: Exercise, person: Person) -> Refusal | None:
    block = takes_entry(exercise, person.blocks, leg_rest=person.screening.leg_rest)
    if block is not None:
        return Refusal("block", block)
    if person.level not in exercise.levels:
        return Refusal("level", str(person.level))
    for tag in exercise.tags:
        if tag in person.precaution_tags and tag not in SIDE_TAGS:
            return Refusal("precaution", tag)
    for flag in exercise.contra:
        if flag in person.contra and flag not in person.unasked:
            return Refusal("flag", flag)
    for tag in exercise.tags:
        if tag in person.avoid.blocked and tag not in SIDE_TAGS:
            return Refusal("pattern", tag)
    for removal in person.removals:
        if not removal.unless_helper and not removal.on_feet and removes(removal, exercise):
            return Refusal("removal", removal.id)
    missing = next((thing for thing in exercise.equipment if thing not in person.owned), None)
    return None if missing is None else Refusal("equipment", missing)


def removes(removal: Removal, exercise: Exercise) -> bool:
    """Whether a removal row speaks of this exercise; several keys in one row narrow it."""
    if removal.ids and exercise.id not in removal.ids:
        return False
    if removal.families and exercise.family not in removal.families:
        return False
    if removal.modules and exercise.module not in removal.modules:
        return False
    if removal.effort_min is not None and exercise.effort < removal.effort_min:
        return False
    return removal.fall_min is None or exercise.fall_risk >= removal.fall_min


def _removes_way(removal: Removal, exercise: Exercise, position: Position) -> bool:
    """The same for one position: rows about standing, and the sitting rule that depends on the support."""
    if removal.id == POOR_SITTING:
        unsafe = exercise.fall_risk >= 1 or exercise.support in RISKY_SEATED_SUPPORT
        return position == "sitting" and unsafe
    return removes(removal, exercise) and (not removal.on_feet or exercise.on_feet(position))


def _way(exercise: Exercise, position: Position, person: Person, family: Family | None) -> Way | Refusal:
    on_feet = exercise.on_feet(position)
    block = takes_position(exercise, position, on_feet=on_feet, blocks=person.blocks)
    if block is not None:
        return Refusal("block", block)
    for removal in person.removals:
        if removal.on_feet and not removal.unless_helper and _removes_way(removal, exercise, position):
            return Refusal("asked" if removal.id in ASKS_STANDING else "removal", removal.id)
    if on_feet and exercise.support == "hover_fixed" and person.says("fall_risk_high"):
        return Refusal("balance", "hover_fixed")
    needs_helper = helper_needed(exercise, position, person, family)
    if needs_helper and person.help.kind == "none":
        return Refusal("helper", position)
    possible = person.helped_positions if needs_helper else person.positions
    places = [rule for rule in possible if _place_ok(exercise, position, rule, person)]
    if not places:
        places = [rule for rule in person.helped_positions if _place_ok(exercise, position, rule, person)]
        if not places or person.help.kind == "none":
            return Refusal("helper" if places else _place_reason(exercise, position, person), position)
        needs_helper = True
    if exercise.family == "sg_sit_to_stand" and not _can_stand(possible):
        return Refusal("position", "standing_supported")
    return Way(position, needs_helper, on_feet, on_floor=all("floor" in rule.surfaces for rule in places))


def _can_stand(rules: Iterable[PositionRule]) -> bool:
    return any(rule.position == "standing_supported" for rule in rules)


def _place_ok(exercise: Exercise, position: Position, rule: PositionRule, person: Person) -> bool:
    """Whether this way of being in the position fits the entry's surfaces and what the person has."""
    if rule.position != position:
        return False
    wanted = SURFACES_OF[position].intersection(exercise.surface)
    if rule.surfaces:
        return not wanted.isdisjoint(rule.surfaces)
    return not wanted.isdisjoint(person.surfaces)


def _place_reason(exercise: Exercise, position: Position, person: Person) -> str:
    in_position = any(rule.position == position for rule in person.positions)
    return "place" if in_position and position not in LYING else "position"


def helper_needed(exercise: Exercise, position: Position, person: Person, family: Family | None) -> bool:
    """Whether somebody must be there: the entry's own word, R1.4 `helper_needed`, and removals that a helper lifts."""
    on_feet = exercise.on_feet(position)
    level = person.level
    if exercise.helper == "yes" or level in exercise.helper_at:
        return True
    if on_feet and level in (3, 4):
        return True
    if level == 5 and not _still(exercise, family):
        return True
    if level >= 4 and on_feet and exercise.effort >= 3:
        return True  # at levels 3 to 5 standing counts one effort higher (exercises 2)
    return any(removal.unless_helper and _removes_way(removal, exercise, position) for removal in person.removals)


def _still(exercise: Exercise, family: Family | None) -> bool:
    """Nothing moves: a still family, or a gentle strengthening hold."""
    if family is not None and family.still:
        return True
    return exercise.module == "strengthening" and exercise.isometric


def _sides(exercise: Exercise, ways: list[Way], person: Person) -> tuple[frozenset[str], list[Way]]:
    """Sides that may be worked, and the ways that remain: nobody lies on an operated or sore outer hip."""
    both = frozenset({"left", "right"})
    flat = [way for way in ways if way.position != "side_lying"]
    never_on = person.operated_sides
    if "gtps_side_lying" in person.contra or "side_lie_on_painful" in person.avoid.blocked:
        never_on = never_on | person.sore_sides
    if flat or not never_on:
        return both, (flat or ways) if never_on else ways
    if exercise.side == "bilateral":
        return both, [] if never_on >= both else ways
    lies_on_worked = "side_lie_on_painful" in exercise.tags
    allowed = both - never_on
    sides = allowed if lies_on_worked else frozenset({"left": "right", "right": "left"}[s] for s in allowed)
    return sides, ways if sides else []
