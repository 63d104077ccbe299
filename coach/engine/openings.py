"""What is left out, and what would change that: the most changeable first, told together where one change does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coach.domain.profile import HipReplacement
from coach.engine.eligibility import Refusal
from coach.engine.explanation import Known, Rule
from coach.engine.facts import BIRTH_WEEKS, LIFTED_AFTER_WEEKS, PRECAUTION_WEEKS, precautions_in_force
from coach.engine.history import PRACTISED_DAYS, RECENT_FALL_DAYS
from coach.engine.reasons import LeftOut, refusal_words
from coach.engine.what_if import Change

RULE_OF: Mapping[str, str] = {
    "block": "R2.2", "level": "R0.3", "precaution": "R1.6", "pattern": "R3.5", "flag": "R1.6", "asked": "R1.5",
    "removal": "R1.6", "position": "R1.2", "place": "R1.2", "equipment": "R1.2", "helper": "R1.4", "balance": "R4.10",
    "stage": "R4.11", "wish": "R0.6",
}  # fmt: skip
"""Where the rules of each kind of refusal stand."""
MOST_CHANGEABLE = (
    "asked", "wish", "thing", "equipment", "place", "helper", "stage", "position", "balance", "pattern", "flag",
    "removal", "precaution", "block",
)  # fmt: skip
"""The kinds of change, what is easiest to change first."""


POSITION_WORDS: Mapping[str, str] = {
    "supine": "on your back", "half_lying": "propped up", "side_lying": "on your side", "prone": "on your front",
    "long_sitting": "sitting with long legs", "sitting": "sitting", "kneeling": "kneeling",
    "quadruped": "on hands and knees", "standing_supported": "standing, holding on", "standing": "standing",
    "walking": "walking",
}  # fmt: skip
STEP_BY_STEP = f"These come later, each after an easier step that was done on {PRACTISED_DAYS} days."


@dataclass(frozen=True, slots=True)
class Opening:
    """One exercise that is left out, why, and what would change it."""

    exercise: str
    name: str
    kind: str
    """The kind of the change; where no single answer would do it, of the refusal."""
    reason: str
    change: str
    together: str
    """The change as it is said of several."""
    rule: Rule
    until: date | None = None
    """The day on which it may be looked at again, where one is known."""


@dataclass(frozen=True, slots=True)
class Group:
    """What one change would allow."""

    kind: str
    found: tuple[Opening, ...]

    def text(self, most: int = 3) -> str:
        """The change and what it would allow, the first few by name."""
        more = len(self.found) - most
        names = "; ".join(one.name for one in self.found[:most]) + (f"; and {more} more" if more > 0 else "")
        if len(self.found) == 1:
            return f"{names}: {self.found[0].change}"
        together = self.found[0].together
        return f"{together} {names}." if together.endswith(":") else f"{names}: {together}"


def openings(
    known: Known, left: tuple[LeftOut, ...], allowing: Mapping[str, Change], behind: Mapping[str, Refusal]
) -> tuple[Opening, ...]:
    """Each left-out exercise with what would change it, most changeable first.

    `allowing` and `behind` are what `coach.engine.what_if.allowing` found.
    """
    found = [_opening(known, one, allowing.get(one.exercise), behind.get(one.exercise)) for one in left]
    return tuple(sorted(found, key=lambda one: (MOST_CHANGEABLE.index(one.kind), one.together, one.name)))


def _opening(known: Known, left: LeftOut, change: Change | None, second: Refusal | None) -> Opening:
    refusal = Refusal(left.kind, left.detail)
    rule, day = Rule(RULE_OF[left.kind], left.detail), until(known, second or refusal)
    if change is not None:
        one, several = change.would("allow it"), change.would("allow these").removesuffix(".") + ":"
        return Opening(left.exercise, left.name, change.kind, left.text, one, several, rule, day)
    last = second or refusal
    words = waits_for(known, last)
    together = STEP_BY_STEP if last.kind == "stage" else words
    if second is not None:
        first = waits_for(known, refusal)
        words, together = f"{first} Beside that: {words}", f"{first} Beside that: {together}"
    return Opening(left.exercise, left.name, last.kind, left.text, words, together, rule, day)


def grouped(found: tuple[Opening, ...]) -> tuple[Group, ...]:
    """One group for each change, in the same order; of changes that are as easy, the one that allows most first."""
    groups: dict[str, list[Opening]] = {}
    for one in found:
        groups.setdefault(one.together, []).append(one)
    made = (Group(some[0].kind, tuple(some)) for some in groups.values())
    return tuple(sorted(made, key=lambda one: (MOST_CHANGEABLE.index(one.kind), -len(one.found))))


CALMER = "It can come back when the hip is calmer. Your answers are looked at again every four weeks."
LOOSER = "It can come back when your legs are less stiff. Your answers are looked at again every four weeks."


def waits_for(known: Known, refusal: Refusal) -> str:
    """What would change a refusal that no single answer lifts, in words with a day where one is known."""
    kind, detail = refusal.kind, refusal.detail
    if kind == "stage":
        return _stage(known, detail)
    if kind in ("precaution", "flag"):
        return _word(known, refusal)
    if kind == "pattern":
        return CALMER
    if kind == "block":
        return "It can come back once a clinician has looked and you have noted that here."
    if kind == "balance":
        steadier = f"It can come after {RECENT_FALL_DAYS} days without a fall."
        return steadier if known.person.level <= 1 else "Your physiotherapist can say when your hands may be free."
    if kind == "position":
        return f"It is done {POSITION_WORDS[detail]}. Answering the question about positions again may help."
    if kind == "removal":
        rows = known.library.rules.precautions.removal
        return next((row.text for row in rows if row.id == detail), "Your physiotherapist can say more.")
    return refusal_words(refusal, known.library.rules)


def _stage(known: Known, easier: str) -> str:
    if easier:
        return f"It comes after {known.library.called(easier)}, once that was done on {PRACTISED_DAYS} days."
    return "It comes later. Your physiotherapist can show you the steps before it."


def _word(known: Known, refusal: Refusal) -> str:
    """Whose word would lift a precaution, and from when on."""
    name = _precaution(known, refusal)
    day = until(known, refusal)
    if "hip_replacement" in name or "thr" in name:
        ends = f" They hold until {_said(day)} at least." if day else ""
        return f"It waits until your surgeon lifts the rules for your hip and you say so in your answers.{ends}"
    if "pregnan" in name:
        return f"It can come back after {_said(day)}." if day else "It can come back six weeks after the birth."
    if name.startswith(("gtps", "tendon", "neural", "acute", "stenosis", "hip_oa")):
        return CALMER
    if name in ("high_spasticity_fast_stretch", "extensor_spasm", "clonus"):
        return LOOSER
    if name == "recent_falls":
        return f"It can come after {RECENT_FALL_DAYS} days without a fall."
    called = _called(known, refusal)
    if any(one.id == name and one.asked for one in known.library.rules.precautions.flag):
        return f"{called}: when that changes, say so in your answers."
    return f"{called}: a word from your doctor or physiotherapist could change it."


def _called(known: Known, refusal: Refusal) -> str:
    if refusal.kind == "flag":
        return next(one.name for one in known.library.rules.precautions.flag if one.id == refusal.detail)
    return known.person.precaution_tags.get(refusal.detail, "Your safety")


def _precaution(known: Known, refusal: Refusal) -> str:
    """The id of the precaution or flag behind a refusal."""
    if refusal.kind == "flag":
        return refusal.detail
    named = known.person.precaution_tags.get(refusal.detail, "")
    return next((one.id for one in known.library.rules.precautions.precaution if one.name == named), "")


def until(known: Known, refusal: Refusal) -> date | None:
    """The first day on which a dated precaution may end; None where no day is known."""
    if refusal.kind not in ("precaution", "flag"):
        return None
    name = _precaution(known, refusal)
    if "hip_replacement" in name or "thr" in name:
        days = [_lifted(known, one) for one in _operations(known)]
        return max(days) if days and None not in days else None  # type: ignore[type-var]
    pregnancy = known.profile.safety.pregnancy
    if "pregnan" in name and pregnancy is not None:
        return pregnancy.due + timedelta(weeks=BIRTH_WEEKS)
    return None


def _operations(known: Known) -> tuple[HipReplacement, ...]:
    return tuple(one for one in known.profile.safety.hip_replacement if precautions_in_force(one, known.today))


def _lifted(known: Known, operation: HipReplacement) -> date | None:
    """When the rules of an operation may end: after 12 weeks with the surgeon's word, else after a year."""
    if operation.date is None:
        return None
    twelve = operation.date + timedelta(weeks=PRECAUTION_WEEKS)
    if known.today < twelve:
        return twelve
    return operation.date + timedelta(weeks=LIFTED_AFTER_WEEKS) if operation.lifted is None else None


def since(known: Known, refusal: Refusal) -> date | None:
    """The day from which a refusal holds, where one is known."""
    if refusal.kind == "block":
        active = known.person.screening.active
        days = [known.raised_on[one.flag.id] for one in active if one.flag.id in known.raised_on]
        return max(days, default=None)
    if refusal.kind in ("precaution", "flag"):
        name = _precaution(known, refusal)
        days = [one.date for one in _operations(known) if one.date is not None]
        return max(days, default=None) if "hip_replacement" in name or "thr" in name else None
    if refusal.kind == "removal" and refusal.detail.startswith("fracture") and known.profile.safety.fracture:
        return known.profile.safety.fracture.date
    return None


def _said(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
