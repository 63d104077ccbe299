"""What decides a plan: the models of the files in `plans/` (design 3.2).

Numbers and texts are in the files, never here. Conditions are kept as plain tables and checked against the intake's
vocabulary when the content is loaded (`coach.engine.conditions`).
"""

from typing import Annotated, Literal

from pydantic import Field

from coach.domain.condition import Condition
from coach.domain.day_rules import (
    BadDay,
    BaselineRule,
    CheckInRule,
    CostRule,
    FlareRule,
    HeatRule,
    IllnessRule,
    LeastDose,
    Percent,
)
from coach.domain.model import Level, Line, Many, Record, Ref
from coach.domain.questions import Intake
from coach.domain.safety import Precautions, RedFlags
from coach.domain.steps import Steps
from coach.domain.timing import Timing
from coach.domain.vocabulary import Kind, Module, Pattern, Share
from coach.domain.weekly_questions import WeeklyQuestions
from coach.domain.welcome import Welcome


class Point(Record):
    """One row of R3.2: a feature and the points it gives to patterns."""

    feature: Ref
    when: Condition
    points: dict[Pattern, int]


class Avoid(Record):
    """Tags that a kept pattern avoids (R3.5b); those in `always` block from a score of 3."""

    tags: Many[Ref] = ()
    always: Many[Ref] = ()
    when: Condition | None = None


class Because(Record):
    """A sentence that ties a plan item to the person's own answers; `{spasticity}` and the like are filled in."""

    when: Condition
    text: Line
    targets: Many[Ref] = ()
    """Said only of exercises that work one of these; empty means of all."""


class PatternRule(Record):
    """One pattern: its gate, cap and avoid lists (R3.1 to R3.5), and its words."""

    id: Pattern
    name: Line
    order: int
    """Place in ties, 1 first (R3.1 step 4)."""
    gate: Condition
    avoid: Many[Avoid] = ()
    explain: Line
    """"Your answers share features with ..." (R0.7)."""
    discuss: Line
    because: Many[Because]
    helps: dict[Share, Line]
    """Why work of this kind is in the plan, by share, with its source in brackets."""


class Subtype(Record):
    """A subtype of tendon soreness (R3.4); the first whose condition holds."""

    id: Ref
    name: Line
    when: Condition
    tags: Many[Ref]


class Patterns(Record):
    """`plans/patterns.toml`."""

    keep_from: int
    many_from: int
    cap: int
    gait_points_most: int
    show_most: int
    unclear_name: Line
    unclear_text: Line
    pattern: Many[PatternRule]
    subtype: Many[Subtype]
    point: Many[Point]


class ModuleRule(Record):
    """One module of the catalogue: where its files lie and which share its minutes count for."""

    id: Module
    name: Line
    folder: Ref
    prefix: str
    share: Share


class ShareRule(Record):
    """One share of the week: its name in words and its place in a session (R4.10)."""

    id: Share
    name: Line
    order: int


class Modules(Record):
    """`plans/modules.toml`."""

    module: Many[ModuleRule]
    share: Many[ShareRule]


class Target(Record):
    """Weekly min, ideal and max of one share at one level (R4.2); minutes, sessions or days by `unit`."""

    level: Level
    share: Share
    unit: Literal["minutes", "sessions", "days"]
    min: int
    ideal: int
    max: int


class Start(Record):
    """The share of the ideal week that week 1 starts with (R4.2)."""

    level: Level
    percent: Annotated[int, Field(ge=10, le=100)]


class Weekly(Record):
    """`plans/weekly.toml`: R4.2, the counting rules of R4.5, and counts per session of R4.3."""

    strength_session_min: int
    stretch_day_min: int
    stretch_day_spastic_min: int
    calm_day_min: int
    session_minutes_for_strength: int
    exercise_percent: int
    small_week_min: int
    day_grows_percent: Annotated[int, Field(ge=100, le=300)]
    """A day may be this much of its even share of the week, where that lets something in."""
    warm_up_from_min: int
    warm_up_s: int
    balance_bout_min: Many[int]
    setup_s: int
    change_s: dict[str, int]
    counts: Many[Many[int]]
    """Rows of [minutes from, minutes to, main exercises]."""
    count_cap: int
    most_entries: int
    most_entries_simple: int
    simple_session: int
    target: Many[Target]
    start: Many[Start]


class ShareRow(Record):
    """Percent of the week's exercise minutes for one pattern (R4.5); sums to 100."""

    pattern: Annotated[str, Field(max_length=30)]
    stretch: int
    strength: int
    balance: int
    gait: int
    aerobic: int
    calm: int


class Shares(Record):
    """`plans/shares.toml`."""

    row: Many[ShareRow]


class Family(Record):
    """One exercise family (R4.4): its levels rank, they do not filter (decisions 4)."""

    id: Ref
    name: Line
    levels: Many[Level] = ()
    still: bool = False
    """Nothing moves: allowed at level 5 without a helper (R1.4 helper_needed)."""
    share: Share | None = None
    """Counts for this share and not for its module's (decisions 9)."""
    share_at: Many[Level] = ()
    """The levels at which `share` holds; empty means all."""
    best_for: Many[Pattern] = ()


class Families(Record):
    """`plans/families.toml`."""

    family: Many[Family]


class DoseRow(Record):
    """One row of R4.3 or R4.4: the start and the cap of a dose in one case. The first row that fits wins."""

    id: Ref
    because: Line | None = None
    """Why this much, for the person."""
    modules: Many[Module] = ()
    families: Many[Ref] = ()
    kinds: Many[Kind] = ()
    levels: Many[Level] = ()
    isometric: bool | None = None
    when: Condition | None = None
    sets: int | None = None
    reps: int | None = None
    hold_s: int | None = None
    time_s: int | None = None
    time_least_s: int | None = None
    breaths: int | None = None
    rest_s: int | None = None
    cap_sets: int | None = None
    cap_reps: int | None = None
    cap_hold_s: int | None = None
    cap_time_s: int | None = None
    cap_breaths: int | None = None
    day_total_s: int | None = None
    """Most seconds a day for one muscle on one side."""
    source: Ref


class Rest(Record):
    """Rest between strength sets by case (R4.3)."""

    because: Line | None = None
    when: Condition | None = None
    rest_s: int
    cap_s: int


class Doses(Record):
    """`plans/doses.toml`."""

    row: Many[DoseRow]
    strength_rest: Many[Rest]


class Want(Record):
    """What R4.6 asks for: muscles or families of one share, ranked first to last."""

    share: Share
    targets: Many[Ref] = ()
    families: Many[Ref] = ()
    daily: bool = False
    name: str = ""
    """What to call that which is wanted every day."""
    bouts: Many[int] = ()
    """Least and most minutes of one bout."""


class Specific(Record):
    """R4.6 for one pattern at some levels."""

    pattern: Pattern
    levels: Many[Level]
    want: Many[Want]
    text: Line


class Specifics(Record):
    """`plans/specifics.toml`."""

    specific: Many[Specific]
    target_name: dict[str, str]
    """Plain words for every target: `hip_abductors` -> "the outer hip"."""


class Progression(Record):
    """`plans/progression.toml`: pain zones and stop limits (R4.11), bad-day triggers (R4.12)."""

    pain_green_to: int
    pain_amber_to: int
    resting_pain_from: int
    rise_red: int
    pain_red_always: int
    rest_only_from: int
    stops_to_end: int
    bad_fatigue_from: int
    bad_pain_rise: int
    amber_fatigue_from: int
    amber_percent: Percent
    supported_days: int
    steps: Steps
    bad_day: BadDay
    flare: FlareRule
    baseline: BaselineRule
    cost: CostRule
    heat: HeatRule
    illness: IllnessRule
    least: LeastDose
    check_in: CheckInRule


class MedicineFacts(Record):
    """One medicine that the intake knows by name (R7.2): only what decides a plan."""

    id: Ref
    name: Line
    codes: Many[Literal["SED", "DIZ", "BP", "WEAK", "VIS", "MASK", "BONE", "WT", "BLAD", "HEAT"]] = ()


class Medicines(Record):
    """`plans/medicines.toml`."""

    medicine: Many[MedicineFacts]


class Numbers(Record):
    """Emergency and crisis numbers of one country."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    name: Line
    emergency: str
    crisis: str | None = None
    urgent: str | None = None
    poison: str | None = None


class Emergency(Record):
    """`plans/emergency.toml`."""

    fallback: str
    fallback_text: Line
    numbers: Many[Numbers]


class Source(Record):
    """Where a fact comes from; named in the `why` of a plan item."""

    id: Ref
    name: Line
    url: str | None = None


class Sources(Record):
    """`plans/sources.toml`."""

    source: Many[Source]


class Rules(Record):
    """Everything in `plans/`."""

    welcome: Welcome
    intake: Intake
    red_flags: RedFlags
    precautions: Precautions
    patterns: Patterns
    modules: Modules
    weekly: Weekly
    shares: Shares
    families: Families
    doses: Doses
    specifics: Specifics
    timing: Timing
    progression: Progression
    medicines: Medicines
    emergency: Emergency
    sources: Sources
    weekly_questions: WeeklyQuestions
