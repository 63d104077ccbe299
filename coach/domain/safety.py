"""Safety as data: red flags, blocks, stop rules, precautions, flags and movement tags (R1.6, R2, decisions 3, 5)."""

from typing import Annotated, Literal

from pydantic import Field

from coach.domain.condition import Condition
from coach.domain.model import Line, Many, Record, Ref
from coach.domain.vocabulary import Module

Block = Literal[
    "B_ALL", "B_EX", "B_STAND", "B_SIT", "B_AER", "B_STR", "B_STRETCH", "B_HEAVY", "B_IMPACT", "B_WEIGHT",
    "B_NSAIDTXT", "B_PROG",
]  # fmt: skip
Urgency = Literal["emergency_now", "same_day", "before_start", "monitor"]


class RedFlag(Record):
    """One red flag (R2.2): its question, its urgency and what it blocks."""

    id: Ref
    name: Line
    ask: Line
    note: Line | None = None
    asked: Many[Literal["intake", "weekly", "session", "mood"]]
    line: Annotated[str, Field(pattern=r"^s[1-7]$")] | None = None
    also: Many[Annotated[str, Field(pattern=r"^s[1-7]$")]] = ()
    urgency: Urgency
    blocks: Many[Block] = ()
    crisis: bool = False
    legs: bool = False
    """Whether nothing may touch or move the leg (rf_dvt)."""
    do: Line | None = None
    """What to do meanwhile, shown on the action screen."""
    derived: Condition | None = None
    """Set without being ticked when this holds (decisions 5)."""


class SafetyLine(Record):
    """One line of the first question (R1.2b); a tick opens the flags that name it."""

    id: Annotated[str, Field(pattern=r"^s[1-7]$")]
    text: Line


class UrgencyText(Record):
    """The core of the action screen for one urgency (R2.1)."""

    id: Urgency
    title: Line
    text: Line


class BlockRule(Record):
    """What one block leaves of the plan, in words (decisions 5)."""

    id: Block
    text: Line


class StopRule(Record):
    """One in-session stop rule (R2.3)."""

    id: Ref
    ask: Line
    """The line in the "something is wrong" list."""
    text: Line
    ends: Literal["session", "standing", "exercise", "none"]
    flags: Many[Ref] = ()
    """Red flags to ask at once."""
    raises: Ref | None = None
    """The red flag that this is, without asking."""
    wait_s: int = 0
    log_fall: Literal["fall", "near_fall"] | None = None
    supported_days: int = 0


class SessionLine(Record):
    """One line of the question before every session, and the red flags that it opens (R2.2)."""

    id: Ref
    ask: Line
    flags: Annotated[Many[Ref], Field(min_length=1)]
    fall: bool = False
    """Whether it tells of a fall, which counts as one even where none of its flags fits."""
    note: Line | None = None


class RedFlags(Record):
    """`plans/red_flags.toml`."""

    session_question: Line
    session_line: Many[SessionLine]
    mention_text: Line
    line: Many[SafetyLine]
    urgency: Many[UrgencyText]
    block: Many[BlockRule]
    flag: Many[RedFlag]
    stop_rule: Many[StopRule]


class Precaution(Record):
    """One precaution of R1.6: when it holds and which movement tags it blocks."""

    id: Ref
    name: Line
    when: Condition
    tags: Many[Ref] = ()
    text: Line


class Flag(Record):
    """One flag of an exercise's `contra` or `caution` (decisions 3), and what changes where it is a caution."""

    id: Ref
    name: Line
    change: Line
    when: Condition | None = None
    asked: Ref | None = None
    """The key in `[asked]` that answers it; unanswered, it warns as a caution and removes as a contra."""
    ask: Line | None = None


class Tag(Record):
    """One movement tag of R1.6b; `advice` tags stand on no exercise, their text is shown where the rule applies."""

    id: Ref
    name: Line
    advice: bool = False


class Removal(Record):
    """Exercises that a condition takes away beside tags and flags (decisions 3, 4, 5; R1.6)."""

    id: Ref
    when: Condition
    text: Line
    modules: Many[Module] = ()
    families: Many[Ref] = ()
    ids: Many[Ref] = ()
    effort_min: Annotated[int, Field(ge=1, le=5)] | None = None
    fall_min: Annotated[int, Field(ge=0, le=3)] | None = None
    unless_helper: bool = False
    on_feet: bool = False


class AskedQuestion(Record):
    """A yes-or-no question of `[asked]` in the profile that is asked when it first matters (decisions 3, 4)."""

    key: Ref
    ask: Line


class Precautions(Record):
    """`plans/precautions.toml`."""

    asked: Many[AskedQuestion]

    precaution: Many[Precaution]
    flag: Many[Flag]
    tag: Many[Tag]
    removal: Many[Removal]
