"""The person as the rules see them: level, flags, tags, positions, things at home, help and blocks.

Everything that later steps ask ("may she do this one?") is worked out here once, from the answers, the journal and
the rule files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coach.domain.profile import Profile
from coach.domain.questions import PositionRule
from coach.domain.rules import Rules
from coach.domain.safety import Removal
from coach.domain.vocabulary import DAYS, Day, Equipment, Pattern, Position, Surface
from coach.engine.conditions import Facts, holds
from coach.engine.facts import answered_facts, cautious_facts
from coach.engine.history import History
from coach.engine.patterns import AvoidTags, PatternResult, avoid_tags, find_patterns
from coach.engine.screening import Screening, screen


@dataclass(frozen=True, slots=True)
class Help:
    """Whether and when somebody helps; spans are minutes of the day."""

    kind: str
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def regular(self) -> bool:
        """Whether a weekly target may count on it (decisions 4)."""
        return self.kind == "always" or (self.kind == "sometimes" and bool(self.spans))

    @property
    def sometimes_only(self) -> bool:
        """Somebody helps, but no one knows when: helper work is optional."""
        return self.kind == "sometimes" and not self.spans


@dataclass(frozen=True, slots=True)
class Person:
    """What the builder and the checks need to know; made by `assess`."""

    level: int
    answered: Facts
    facts: Facts
    patterns: PatternResult
    screening: Screening
    avoid: AvoidTags
    precaution_tags: Mapping[str, str]
    """Blocked movement tags, with the precaution that blocks each."""
    removals: tuple[Removal, ...]
    """Rows that take exercises away for this person (decisions 3, 4)."""
    contra: Mapping[str, str]
    """Flags that remove an entry, with their plain names."""
    caution: Mapping[str, str]
    """Flags that keep an entry and change it, with the change in words."""
    unasked: frozenset[str]
    """Flags that only a question not asked yet can settle: contra removes, caution warns."""
    positions: tuple[PositionRule, ...]
    """The ways in which positions are possible."""
    helped_positions: tuple[PositionRule, ...]
    """The same where a helper is present."""
    unsafe_positions: frozenset[Position]
    """Positions that the person named and that a safety rule takes away, at least where nobody helps."""
    owned: frozenset[Equipment]
    surfaces: frozenset[Surface]
    owns: frozenset[str]
    help: Help
    operated_sides: frozenset[str]
    sore_sides: frozenset[str]
    minutes: int
    days: tuple[Day, ...]
    other_minutes: int
    wake: int
    sleep: int
    prefer: frozenset[str]
    unwanted: frozenset[str]
    """Exercises that the person would rather not have."""

    @property
    def blocks(self) -> frozenset[str]:
        """Blocks in force (decisions 5)."""
        return frozenset(self.screening.blocks)

    def says(self, name: str) -> bool:
        """Whether a derived name holds, cautious defaults included."""
        return name in self.facts.derived

    def number(self, name: str) -> int:
        """A 0 to 10 rating or another whole number, cautious defaults included."""
        value = self.facts.values[name]
        assert isinstance(value, int)
        return value

    @property
    def kept(self) -> Mapping[Pattern, int]:
        """Kept patterns with their scores."""
        return self.patterns.kept_scores


def minute_of(text: str) -> int:
    """Minutes since midnight of "HH:MM"."""
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def clock_text(minutes: int) -> str:
    """Minutes since midnight as "HH:MM", wrapped to the day."""
    hour, minute = divmod(minutes % 1440, 60)
    return f"{hour:02d}:{minute:02d}"


def assess(profile: Profile, rules: Rules, history: History, today: date) -> Person:
    """Put the answers, the journal and the rules together (R0.6 layers 1 to 6)."""
    answered = answered_facts(profile)
    patterns = find_patterns(answered, rules.patterns)
    codes = {medicine.id: tuple(medicine.codes) for medicine in rules.medicines.medicine}
    facts = cautious_facts(profile, history, rules.intake.home, codes, patterns.kept_scores, today)
    level = facts.values["mobility"]
    assert isinstance(level, int)
    owns = facts.chosen("equipment")
    owned, surfaces = _home(rules, owns, level)
    helped = Facts(facts.values, facts.derived | {"helper_present"})
    alone = Facts(facts.values, facts.derived - {"helper_present"})
    contra, caution, unasked = _flags(rules, facts, answered)
    capacity = profile.capacity
    spans = tuple((minute_of(s[:5]), minute_of(s[6:])) for s in capacity.helper_times)
    return Person(
        level=level,
        answered=answered,
        facts=facts,
        patterns=patterns,
        screening=screen(profile, facts, history, rules.red_flags),
        avoid=avoid_tags(patterns, facts, rules.patterns),
        precaution_tags=_precaution_tags(rules, facts),
        removals=tuple(row for row in rules.precautions.removal if holds(row.when, facts)),
        contra=contra,
        caution=caution,
        unasked=unasked,
        positions=_positions(rules, alone),
        helped_positions=_positions(rules, helped),
        unsafe_positions=_unsafe_positions(rules, alone),
        owned=owned,
        surfaces=surfaces,
        owns=owns,
        help=Help(capacity.helper or "none", spans if capacity.helper in ("sometimes", "always") else ()),
        operated_sides=_operated_sides(profile, facts),
        sore_sides=_sore_sides(profile),
        minutes=capacity.minutes or 10,
        days=tuple(sorted(capacity.days, key=DAYS.index)) if capacity.days else ("mon", "wed", "fri"),
        other_minutes=capacity.other_days,
        wake=minute_of(capacity.wake or rules.timing.wake_default),
        sleep=minute_of(capacity.sleep or rules.timing.sleep_default),
        prefer=facts.chosen("prefer"),
        unwanted=frozenset(profile.wishes.leave_out),
    )


def _home(rules: Rules, owns: frozenset[str], level: int) -> tuple[frozenset[Equipment], frozenset[Surface]]:
    """What answers to question 22 give, with what every home and level has (decisions 2)."""
    equipment = set(rules.intake.home.equipment)
    surfaces = set(rules.intake.home.surfaces)
    if level >= 4:
        owns = owns | {"wheelchair"}
    else:
        surfaces.add("open_space")
    for thing in rules.intake.owned:
        if thing.id in owns:
            equipment.update(thing.equipment)
            surfaces.update(thing.surfaces)
            if not owns.isdisjoint(thing.with_any):
                surfaces.update(thing.more_surfaces)
    return frozenset(equipment), frozenset(surfaces)


def _precaution_tags(rules: Rules, facts: Facts) -> dict[str, str]:
    tags: dict[str, str] = {}
    for precaution in rules.precautions.precaution:
        if holds(precaution.when, facts):
            for tag in precaution.tags:
                tags.setdefault(tag, precaution.name)
    return tags


def _flags(rules: Rules, facts: Facts, answered: Facts) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Flags in force as contra and as caution, and those that only an unasked question can settle (decisions 3)."""
    contra: dict[str, str] = {}
    caution: dict[str, str] = {}
    unasked: set[str] = set()
    for flag in rules.precautions.flag:
        if flag.asked is not None and flag.asked not in answered.values:
            unasked.add(flag.id)
            contra[flag.id], caution[flag.id] = flag.name, flag.change
        elif flag.asked is not None:
            if answered.values[flag.asked] is True:
                contra[flag.id], caution[flag.id] = flag.name, flag.change
        elif flag.when is not None and holds(flag.when, facts):
            contra[flag.id], caution[flag.id] = flag.name, flag.change
    return contra, caution, frozenset(unasked)


def _positions(rules: Rules, facts: Facts) -> tuple[PositionRule, ...]:
    return tuple(rule for rule in _named(rules, facts) if rule.when is None or holds(rule.when, facts))


def _named(rules: Rules, facts: Facts) -> list[PositionRule]:
    """The ways in which positions would be possible by what the person can do and has."""
    can = facts.chosen("positions")
    owns = facts.chosen("equipment")
    return [
        rule
        for rule in rules.intake.position
        if not can.isdisjoint(rule.can)
        and (not rule.owns or not owns.isdisjoint(rule.owns))
        and (not rule.levels or facts.values["mobility"] in rule.levels)
    ]


def _unsafe_positions(rules: Rules, alone: Facts) -> frozenset[Position]:
    wishless = {**alone.values, "prefer": frozenset()}
    facts, helped = Facts(wishless, alone.derived), Facts(wishless, alone.derived | {"helper_present"})
    possible = {rule.position for rule in _positions(rules, facts)}
    for_helpers = {id(rule) for rule in _positions(rules, helped)}
    named = {rule.position for rule in _named(rules, facts) if id(rule) not in for_helpers}
    return frozenset(named) - possible


def _operated_sides(profile: Profile, facts: Facts) -> frozenset[str]:
    if "thr_any" not in facts.derived:
        return frozenset()
    sides = {operation.side for operation in profile.safety.hip_replacement}
    known = frozenset(side for side in sides if side is not None)
    return known if sides and None not in sides else frozenset({"left", "right"})


def _sore_sides(profile: Profile) -> frozenset[str]:
    side = profile.hip.side
    return frozenset({side}) if side in ("left", "right") else frozenset({"left", "right"})
