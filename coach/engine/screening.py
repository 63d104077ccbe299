"""Red flags and what they block (R2, decisions 5): safety before any plan."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.profile import Profile
from coach.domain.safety import Block, RedFlag, RedFlags
from coach.engine.conditions import Facts, holds
from coach.engine.history import History


@dataclass(frozen=True, slots=True)
class ActiveFlag:
    """A red flag in force, and whether it was ticked, follows from other answers, or came up later."""

    flag: RedFlag
    origin: str
    """`answered`, `derived` or `raised`."""


@dataclass(frozen=True, slots=True)
class Screening:
    """All red flags in force and the union of their blocks."""

    active: tuple[ActiveFlag, ...]
    blocks: frozenset[Block]
    leg_rest: bool
    """Whether nothing may touch or move the leg (rf_dvt)."""

    @property
    def stops_everything(self) -> bool:
        """Whether no plan may be made at all."""
        return "B_ALL" in self.blocks


def screen(profile: Profile, facts: Facts, history: History, rules: RedFlags) -> Screening:
    """Flags ticked in the intake, derived from other answers, or raised later, less those cleared since.

    A clearance lifts a flag until it is ticked again; a flag that blocks everything also needs a fresh safety question
    after it was raised (R2.1), and one that still stands in the answers has not had it.
    """
    by_id = {flag.id: flag for flag in rules.flag}
    active: dict[str, ActiveFlag] = {}
    for name in profile.safety.now:
        if name not in history.cleared or "B_ALL" in by_id[name].blocks:
            active[name] = ActiveFlag(by_id[name], "answered")
    for name in sorted(history.raised & by_id.keys()):
        lifted = name in history.cleared and ("B_ALL" not in by_id[name].blocks or name in history.asked_afresh)
        if not lifted:
            active.setdefault(name, ActiveFlag(by_id[name], "raised"))
    for flag in rules.flag:
        if flag.derived is not None and flag.id not in history.cleared and holds(flag.derived, facts):
            active.setdefault(flag.id, ActiveFlag(flag, "derived"))
    blocks: set[Block] = {block for one in active.values() for block in one.flag.blocks}
    if "fracture_uncleared" in facts.derived:
        blocks.add("B_EX")
    ordered = sorted(active.values(), key=lambda one: (URGENCY_ORDER[one.flag.urgency], one.flag.id))
    return Screening(tuple(ordered), frozenset(blocks), any(one.flag.legs for one in ordered))


URGENCY_ORDER = {"emergency_now": 0, "same_day": 1, "before_start": 2, "monitor": 3}


def flags_of_line(line: str, rules: RedFlags) -> tuple[RedFlag, ...]:
    """The red flags that a tick on one line of the safety question opens (R1.2b)."""
    return tuple(flag for flag in rules.flag if flag.line == line or line in flag.also)
