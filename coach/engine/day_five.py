"""The five minutes of a bad day (R4.12 bad_day): slow breathing, ankle pumps, and favourite stretches or squeezes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from coach.domain.library import Library
from coach.domain.plan import PlanItem
from coach.domain.vocabulary import LYING, Position
from coach.engine.day_dose import capped, fitted, no_more, with_dose
from coach.engine.doses import caps
from coach.engine.options import Option
from coach.engine.person import Person
from coach.engine.reasons import item_of

COMFORT: tuple[Position, ...] = ("half_lying", "supine", "sitting", "side_lying")
"""Where a bad day is best spent, the first one first."""


def five_minutes(
    options: Sequence[Option], planned: Sequence[PlanItem], favourites: Sequence[str], person: Person, library: Library,
    *, squeezes: bool,
) -> tuple[PlanItem, ...]:  # fmt: skip
    """The items, in one position where that is possible; only what is in `options`, which holds what may be done today.

    Args:
        options: every exercise in every way that is allowed today.
        planned: the items of the plan, for doses that must not be exceeded.
        favourites: exercises that the person knows, dearest first.
        person: whose day it is.
        library: the catalogue and the rules.
        squeezes: whether gentle holds may take the place of stretches.
    """
    rule = library.rules.progression.bad_day
    easy = [one for one in options if one.exercise.effort <= rule.effort_to and not one.way.on_feet]
    parts: list[tuple[list[Option], list[int]]] = [
        ([one for one in easy if one.exercise.family == rule.breathing_family], [rule.breathing_s]),
        ([one for one in easy if one.exercise.id == rule.pumps], [rule.pumps_s]),
        ([one for one in easy if _stretches(one, squeezes=squeezes)], _shared(rule.stretch_s, rule.stretches)),
    ]
    place = _best_place([found for found, _ in parts])
    order = {name: number for number, name in enumerate(favourites)}
    made: list[PlanItem] = []
    for found, seconds in parts:
        ranked = sorted(
            found, key=lambda one: (one.position != place, order.get(one.exercise.id, len(order)), -one.rank)
        )
        made += _fill(ranked, seconds, lambda option, most: _sized(option, most, planned, person, library))
    return tuple(made)


def _shared(seconds: int, number: int) -> list[int]:
    return [seconds // number] * number


def _stretches(option: Option, *, squeezes: bool) -> bool:
    exercise = option.exercise
    if exercise.module == "strengthening":
        return squeezes and exercise.isometric
    return exercise.module == "stretching" and exercise.kind == "hold" and option.position != "prone"


def _best_place(parts: Iterable[list[Option]]) -> Position | None:
    """The position in which most of the parts are possible."""
    filled = [{one.position for one in found} for found in parts]
    places = [place for place in dict.fromkeys((*COMFORT, *LYING)) if any(place in found for found in filled)]
    return max(places, key=lambda place: sum(place in found for found in filled), default=None)


def _fill(ranked: list[Option], seconds: list[int], size: Callable[[Option, int], PlanItem | None]) -> list[PlanItem]:
    """As many different ones as there are shares of time."""
    found: list[PlanItem] = []
    for option in ranked:
        if len(found) == len(seconds):
            break
        if any(item.id == option.exercise.id for item in found):
            continue
        item = size(option, seconds[len(found)])
        if item is not None:
            found.append(item)
    return found


def _sized(
    option: Option, seconds: int, planned: Sequence[PlanItem], person: Person, library: Library
) -> PlanItem | None:
    rules = library.rules
    item = item_of(option, "main", person, rules)
    dose = capped(item.dose(), caps(option.exercise, person.facts, person.level, rules))
    for one in planned:
        if one.id == item.id:
            dose = no_more(dose, one.dose_of(option.exercise))
    made = fitted(dose, option.exercise, item.sides, seconds, rules.progression.least)
    return None if made is None else with_dose(item, made)
