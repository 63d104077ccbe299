"""The exercises a person may choose from, with the way, side and start dose that suit, ranked (R0.6 layers 5 to 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain

from coach.domain.exercise import Dose, Exercise
from coach.domain.library import Library
from coach.domain.rules import Want
from coach.domain.vocabulary import Position, Share, Side
from coach.engine.doses import dose_row, held_seconds, kept_dose, start_dose
from coach.engine.eligibility import Eligible, Refusal, Way, eligible
from coach.engine.history import History
from coach.engine.person import Person
from coach.engine.score import helps, wants
from coach.engine.shares import share_of

GOAL_TARGETS: Mapping[str, frozenset[str]] = {
    "walk_further": frozenset({"foot_clearance", "step_length", "aerobic_fitness", "hip_abductors", "heel_strike"}),
    "less_pain": frozenset({"pain_modulation", "hip_mobility"}),
    "sleep": frozenset({"muscle_relaxation", "breathing_control", "spasm_control"}),
    "stairs": frozenset({"stairs", "quadriceps", "gluteus_maximus"}),
    "transfers": frozenset({"transfers", "sit_to_stand", "shoulders_arms"}),
    "fewer_falls": frozenset({"static_balance", "dynamic_balance", "weight_transfer", "reactive_stepping"}),
    "less_stiff": frozenset({"spasm_control", "hip_flexors", "hip_adductors", "hamstrings"}),
    "more_energy": frozenset({"aerobic_fitness", "energy_management"}),
    "weight": frozenset({"aerobic_fitness"}),
}
"""Targets that a goal of question 24 favours; breaks ties only (R0.6 layer 8)."""


UPRIGHT_MODULES = frozenset({"balance", "gait", "aerobic"})


@dataclass(frozen=True, slots=True)
class RankParts:
    """What makes up a rank; larger is better. Kept apart, so that it can be said why one option came before another."""

    helps: float
    """How much of the kept patterns it helps."""
    asked_for: float
    """Whether R4.6 names its muscles or its family."""
    stage: float
    """Whether it suits the first weeks of a sore outer hip."""
    level: float
    """Whether its family and its entry are made for this level."""
    upright: float
    """Whether it is on the feet, for those who walk freely."""
    cautions: float
    position: float
    """Whether it is done in the entry's own position."""
    evidence: float
    known: float
    """Whether the last plan had it."""
    goals: float

    @property
    def total(self) -> float:
        """The rank."""
        suits = self.helps + self.asked_for + self.stage + self.level + self.upright
        return round(suits + self.cautions + self.position + self.evidence + self.known + self.goals, 6)


@dataclass(frozen=True, slots=True)
class Option:
    """One exercise in one way: everything the week needs to know about it."""

    exercise: Exercise
    share: Share
    way: Way
    side: Side | None
    dose: Dose
    rank: float
    parts: RankParts
    """What the rank is made of."""
    daily: bool
    seconds: int
    """Seconds of one time, both sides, rests included."""
    least_s: int
    """Seconds below which a timed exercise makes no sense; equal to `seconds` where the dose is not by time."""
    cautions: tuple[str, ...]
    muscles: frozenset[tuple[Share, str]]
    """The muscles among its targets that R4.6 names for this person, with the share."""
    pull: tuple[str, int, int] | None = None
    """What it pulls on, for how many seconds on one side, and the most a day (R4.3), where there is a limit."""

    @property
    def position(self) -> Position:
        """Where it is done."""
        return self.way.position

    @property
    def free(self) -> bool:
        """Whether the 48-hour rule does not bind it (decisions 8)."""
        return self.exercise.module != "strengthening" or self.exercise.isometric

    def shortened(self, seconds: int) -> Option:
        """The same with less time, for timed exercises; `seconds` in all, at least `least_s`."""
        sides = 2 if self.side == "both" else 1
        time_s = (seconds // sides // self.dose.sets - self.dose.rest_s) // 10 * 10
        return self.with_dose(self.dose.model_copy(update={"time_s": time_s}))

    def with_dose(self, dose: Dose) -> Option:
        """The same with another dose."""
        seconds = dose.seconds(self.exercise.kind, 2 if self.side == "both" else 1)
        pull = self.pull and (self.pull[0], held_seconds(dose), self.pull[2])
        return replace(self, dose=dose, seconds=seconds, pull=pull)


@dataclass(frozen=True, slots=True)
class Offer:
    """All options by share, best first, and why the others are left out."""

    options: Mapping[Share, tuple[Option, ...]]
    refused: Mapping[str, Refusal]
    reachable: tuple[tuple[Share, str], ...]
    allowed: frozenset[str]
    """Ids of all exercises on offer."""


def offer(person: Person, library: Library, history: History) -> Offer:
    """Every exercise the person may do, ranked within its share; deterministic."""
    asked = wants(person, library.rules)
    options: dict[Share, list[Option]] = {}
    refused: dict[str, Refusal] = {}
    for exercise in library.exercises.values():
        answer = eligible(exercise, person, library.rules)
        if isinstance(answer, Refusal):
            refused[exercise.id] = answer
            continue
        if exercise.id in person.unwanted:
            refused[exercise.id] = Refusal("wish", exercise.id)
            continue
        if exercise.fall_risk >= 3 and not _steady(exercise, history):
            refused[exercise.id] = Refusal("stage", exercise.easier or "")
            continue
        share = share_of(exercise, person.level, library.rules)
        for way in answer.ways:
            options.setdefault(share, []).append(_option(answer, way, share, asked, person, library, history))
    later = _later_stages(options, refused, library, person, history)
    later |= _after_presses(options, refused, library, person, history)
    refused |= {name: Refusal("stage", easier) for name, easier in sorted(later.items())}
    options = {share: [one for one in found if one.exercise.id not in later] for share, found in options.items()}
    ranked = {share: tuple(sorted(found, key=_order)) for share, found in sorted(options.items()) if found}
    named = dict.fromkeys((want.share, target) for want in asked for target in want.targets)
    reachable = tuple(
        (share, muscle)
        for share, muscle in named
        if any(muscle in option.exercise.targets for option in ranked.get(share, ()))
    )
    allowed = frozenset(option.exercise.id for found in ranked.values() for option in found)
    return Offer(ranked, refused, reachable, allowed)


STAGED_ALWAYS = frozenset({"strengthening"})
STAGED_UNSTEADY = frozenset({"balance", "gait"})
"""Modules that begin with the easier form: strength for all, balance and walking parts where falls are likely."""


def _later_stages(
    options: Mapping[Share, list[Option]],
    refused: Mapping[str, Refusal],
    library: Library,
    person: Person,
    history: History,
) -> dict[str, str]:
    """Exercises that wait for their easier form: it is possible, is work already, and was not practised yet.

    Starting low and moving on after steady sessions is the rule (exercises 3, R4.11). They wait too where a safety rule
    takes the easier form away: a precaution never opens the way to something harder.
    """
    staged = STAGED_ALWAYS | (STAGED_UNSTEADY if person.says("fall_risk_high") else frozenset())
    every: dict[str, Exercise] = {}
    ways: dict[str, set[Position]] = {}
    alone = set()
    for option in chain.from_iterable(options.values()):
        every[option.exercise.id] = option.exercise
        ways.setdefault(option.exercise.id, set()).add(option.position)
        if not option.way.with_helper:
            alone.add(option.exercise.id)
    later = {}
    for exercise in every.values():
        easier = library.exercises.get(exercise.easier or "")
        if easier is None or exercise.module not in staged or easier.effort < 2:
            continue
        helped = easier.id in ways and (exercise.id not in alone or ways[easier.id] <= person.unsafe_positions)
        there = easier.id in alone or helped or _unsafe(easier.id, refused, person)
        if there and not {exercise.id, easier.id} & history.practised:
            later[exercise.id] = easier.id
    return later


def _unsafe(name: str, refused: Mapping[str, Refusal], person: Person) -> bool:
    """Whether an exercise is refused for safety, and not for want of a thing, a place or somebody."""
    why = refused.get(name)
    return why is not None and (why.kind in SAFETY or why.detail in person.unsafe_positions)


SAFETY = frozenset({"block", "precaution", "pattern", "flag", "asked", "removal"})


def _after_presses(
    options: Mapping[Share, list[Option]],
    refused: Mapping[str, Refusal],
    library: Library,
    person: Person,
    history: History,
) -> dict[str, str]:
    """With a sore outer hip, strength that moves it waits for the gentle presses (R4.6 GTPS, weeks 1 and 2).

    Small side steps with support come with them at levels 2 and 3.
    """
    if "gtps" not in person.kept:
        return {}
    every = {one.exercise.id for found in options.values() for one in found}
    outer = [
        one for one in library.exercises.values()
        if one.module == "strengthening" and one.targets[0] == "hip_abductors"
    ]  # fmt: skip
    presses = [one.id for one in outer if one.isometric and (one.id in every or _unsafe(one.id, refused, person))]
    if not presses or history.practised & {one.id for one in outer}:
        return {}
    steps = person.level in SIDE_STEP_LEVELS
    return {
        one.id: presses[0] for one in outer
        if one.id in every and not one.isometric and not (steps and one.family == "sg_side_step")
    }  # fmt: skip


SIDE_STEP_LEVELS = (2, 3)


def _order(option: Option) -> tuple[float, str, str]:
    return (-option.rank, option.exercise.id, option.position)


def _steady(exercise: Exercise, history: History) -> bool:
    """Fall risk 3 needs a steady stage before it: it, or its easier form, has been practised (exercises 2)."""
    return bool({exercise.id, exercise.easier} & history.practised)


def _option(
    answer: Eligible,
    way: Way,
    share: Share,
    asked: tuple[Want, ...],
    person: Person,
    library: Library,
    history: History,
) -> Option:
    exercise = answer.exercise
    side: Side | None = None
    if exercise.side == "unilateral":
        side = "both" if len(answer.sides) == 2 else ("left" if "left" in answer.sides else "right")
    dose = start_dose(exercise, person.facts, person.level, library.rules)
    if exercise.id in history.doses:
        dose = kept_dose(history.doses[exercise.id], dose, exercise, person.facts, person.level, library.rules)
    row = dose_row(exercise, person.facts, person.level, library.rules)
    sides = 2 if side == "both" else 1
    full = dose.seconds(exercise.kind, sides)
    least = full
    if exercise.kind == "timed" and dose.time_s and row is not None and row.time_least_s:
        shortest = dose.model_copy(update={"time_s": min(row.time_least_s, dose.time_s)})
        least = shortest.seconds("timed", sides)
    mine = [want for want in asked if want.share == share]
    daily = any(fits_daily(exercise, want) for want in mine)
    parts = _rank(exercise, way, mine, answer.cautions, person, library, history)
    return Option(
        exercise=exercise,
        share=share,
        way=way,
        side=side,
        dose=dose,
        rank=parts.total,
        parts=parts,
        daily=daily,
        seconds=full,
        least_s=least,
        cautions=answer.cautions,
        muscles=frozenset((share, t) for w in mine for t in w.targets if t in exercise.targets),
        pull=None
        if row is None or row.day_total_s is None
        else (f"{row.id} {exercise.targets[0]}", held_seconds(dose), row.day_total_s),
    )


def fits_daily(exercise: Exercise, want: Want) -> bool:
    """Whether an exercise is what R4.6 wants every day."""
    return want.daily and (exercise.family in want.families or _hits(exercise, want))


def _hits(exercise: Exercise, want: Want) -> bool:
    return any(target in exercise.targets[:2] for target in want.targets)


def _rank(
    exercise: Exercise,
    way: Way,
    mine: list[Want],
    cautions: tuple[str, ...],
    person: Person,
    library: Library,
    history: History,
) -> RankParts:
    """Larger is better: what helps the kept patterns, what R4.6 names, then suits the level, then wishes."""
    help_share = helps(exercise, person.kept)
    family = next((one for one in library.rules.families.family if one.id == exercise.family), None)
    suits = 0.12 * (6 - len(exercise.levels))  # made for fewer levels suits this one better
    if family is not None and family.levels:
        suits += 0.4 if person.level in family.levels else -1.5  # family levels rank, they do not filter (decisions 4)
    early = "gtps" in person.kept and exercise.targets[0] == "hip_abductors" and exercise.module == "strengthening"
    goals = person.facts.chosen("goals")
    return RankParts(
        helps=3.0 * help_share - (1.5 if help_share == 0 else 0.0),
        asked_for=_asked_for(exercise, mine),
        stage=(2.0 if exercise.isometric else -2.0) if early else 0.0,  # weeks 1 and 2 are isometric (R4.6 GTPS)
        level=suits,
        # who walks freely practises upright
        upright=1.0 * (person.level <= 1 and way.on_feet and exercise.module in UPRIGHT_MODULES),
        cautions=-0.35 * min(3, len(cautions)),
        position=-0.3 * (way.position != exercise.position),
        evidence=0.2 * (exercise.mark == "V"),
        known=1.0 * (exercise.id in history.last_entries),
        goals=0.4 * sum(bool(GOAL_TARGETS.get(goal, frozenset()) & set(exercise.targets)) for goal in goals),
    )


def _asked_for(exercise: Exercise, mine: list[Want]) -> float:
    """Whether R4.6 names the muscles or the family of an exercise, the first wants most."""
    worth = 0.0
    for place, want in enumerate(mine):
        weight = 1 / (1 + 0.25 * place)
        muscles = [want.targets.index(t) for t in exercise.targets[:2] if t in want.targets]
        if muscles:
            worth += weight * (2.0 - 0.15 * min(muscles))
        if exercise.family in want.families:
            close = 1.0 if muscles or not want.targets else 0.4
            worth += weight * close * (1.6 - 0.12 * want.families.index(exercise.family))
    if mine and not any(_hits(exercise, want) or exercise.family in want.families for want in mine):
        worth -= 1.0  # R4.6 asks for other things of this kind
    return worth
