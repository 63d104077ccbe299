"""What happened: the journal's event bodies, a union told apart by `kind` (design 3.4).

Events are facts that never change. A correction is an `Undone` event that names the one it takes back.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from coach.domain.model import Level, Many, Record, Ref, Scale
from coach.domain.vocabulary import Part, Side

Text = Annotated[str, Field(max_length=2000)]


Cost = Literal["no", "over_two_hours", "next_day"]
"""What the last session cost: nothing, over two hours to recover (R4.7 en_recover), or still felt (R4.11 pr_24h)."""


class SetDone(Record):
    """One finished set of an exercise in a guided session."""

    kind: Literal["set_done"] = "set_done"
    run: str
    session: Ref
    exercise: Ref
    item: int
    part: Part = "main"
    side: Side | None = None
    set: int
    sets: int
    seconds: int = 0
    reps: int | None = None
    easier_than: Ref | None = None


class ItemSkipped(Record):
    """An exercise left out of a guided session."""

    kind: Literal["item_skipped"] = "item_skipped"
    run: str
    session: Ref
    exercise: Ref
    item: int
    reason: Literal["skipped", "easier", "ouch", "stop_rule"] = "skipped"


class SessionStarted(Record):
    """A guided session began; `day` of the event is the day it counts for."""

    kind: Literal["session_started"] = "session_started"
    run: str
    session: Ref
    title: Text
    items: int
    sets: int = 0
    """Sets of all items on all sides; 0 in journals from before it was kept."""


class SessionEnded(Record):
    """A guided session came to its end, was stopped by the person, or by a stop rule (R2.3)."""

    kind: Literal["session_ended"] = "session_ended"
    run: str
    session: Ref
    how: Literal["finished", "stopped", "stop_rule"]
    sets_done: int
    sets_planned: int
    seconds: int = 0
    rule: Ref | None = None


class SessionRated(Record):
    """How a guided session felt: pain, effort and fatigue, 0 to 10 each."""

    kind: Literal["session_rated"] = "session_rated"
    run: str
    session: Ref
    pain: Scale | None = None
    effort: Scale | None = None
    fatigue: Scale | None = None


class FeltEasy(Record):
    """An exercise that was easier than planned: two more repetitions, or a hold without a wobble, would have gone."""

    kind: Literal["felt_easy"] = "felt_easy"
    session: Ref
    exercise: Ref
    run: str | None = None


class SessionMarked(Record):
    """A session that was done or skipped without the guide."""

    kind: Literal["session_marked"] = "session_marked"
    session: Ref
    mark: Literal["done", "skipped"]
    reason: Text | None = None


class HabitMarked(Record):
    """A tip or habit answered yes or no."""

    kind: Literal["habit_marked"] = "habit_marked"
    habit: Ref
    mark: Literal["done", "skipped"]


class DoseTaken(Record):
    """A dose that was taken: `slot` is the place of its time in the file, None for one without a time."""

    kind: Literal["dose_taken"] = "dose_taken"
    medicine: Ref
    slot: int | None = None
    on: date
    taken_at: AwareDatetime


class DoseSkipped(Record):
    """A dose that the person leaves out on a day."""

    kind: Literal["dose_skipped"] = "dose_skipped"
    medicine: Ref
    slot: int | None = None
    on: date
    reason: Text | None = None


class CheckIn(Record):
    """The short daily check-in: tired and pain 0 to 10, how the night was."""

    kind: Literal["check_in"] = "check_in"
    fatigue: Scale
    sleep: Literal["under_4_5h", "under_6h", "enough"] | None = None
    pain: Scale | None = None
    spasticity: Scale | None = None
    bad_day: bool = False
    cost: Cost | None = None
    heat: Literal["usual", "warm", "hot"] | None = None
    """How hot it is: from 25 degrees warm, from 30 hot (R4.8)."""
    groggy: bool | None = None
    """Whether the medicine of the night still makes sleepy (R4.9 tod_bedtime)."""


class PainLogged(Record):
    """A pain rating, on its own or from an "ouch" inside a session."""

    kind: Literal["pain_logged"] = "pain_logged"
    pain: Scale
    side: Literal["left", "right", "both"] | None = None
    zone: Ref | None = None
    exercise: Ref | None = None


class FallLogged(Record):
    """A fall or a near-fall."""

    kind: Literal["fall_logged"] = "fall_logged"
    near: bool
    in_session: bool = False
    note: Text | None = None


class WeightLogged(Record):
    """Body weight in kg."""

    kind: Literal["weight_logged"] = "weight_logged"
    kg: Annotated[float, Field(ge=30, le=250)]


class NoteLogged(Record):
    """A line in the person's own words."""

    kind: Literal["note_logged"] = "note_logged"
    text: Text


class FlagsRaised(Record):
    """Red flags that came up outside the intake, and where (R2.2)."""

    kind: Literal["flags_raised"] = "flags_raised"
    flags: Many[Ref]
    where: Literal["session_check", "in_session", "weekly", "intake", "log"]


class FlagsAsked(Record):
    """Safety questions were asked and these flags were answered with no."""

    kind: Literal["flags_asked"] = "flags_asked"
    where: Literal["session_check", "weekly", "intake", "safety"]
    fresh_intake_question: bool = False


class FlagCleared(Record):
    """One red flag was checked by a clinician (R2.1)."""

    kind: Literal["flag_cleared"] = "flag_cleared"
    flag: Ref
    by: Text
    on: date


class IntakeDone(Record):
    """The intake was finished; these red flags stand in it."""

    kind: Literal["intake_done"] = "intake_done"
    flags: Many[Ref] = ()
    level: Level | None = None


class PlanAccepted(Record):
    """A plan came into force."""

    kind: Literal["plan_accepted"] = "plan_accepted"
    title: Text
    sessions: int
    entries: Many[Ref] = ()
    week_min: Annotated[float, Field(ge=0)] | None = None
    """Minutes of the week that it was built for; None for a plan from another hand."""


class ProposalAnswered(Record):
    """A change that the coach proposed by a rule of R4.11 to R4.13, and what the person said to it."""

    kind: Literal["proposal_answered"] = "proposal_answered"
    rule: Ref
    accepted: bool
    exercise: Ref | None = None
    percent: int | None = None
    """Share of the usual week or dose that it sets, where it sets one."""
    text: Text = ""


class WeeklyReview(Record):
    """The weekly questions (R4.14): pain, enjoyment, activity and stiffness of the last week, 0 to 10."""

    kind: Literal["weekly_review"] = "weekly_review"
    pain: Scale | None = None
    enjoy: Scale | None = None
    activity: Scale | None = None
    spasticity: Scale | None = None


class MoodChecked(Record):
    """The two mood questions, 0 to 3 each (R2.4)."""

    kind: Literal["mood_checked"] = "mood_checked"
    pleasure: Annotated[int, Field(ge=0, le=3)]
    low: Annotated[int, Field(ge=0, le=3)]


class TriggersChecked(Record):
    """The list of what can make stiffness worse was gone through (R3.6); these were answered with yes."""

    kind: Literal["triggers_checked"] = "triggers_checked"
    yes: Many[Ref] = ()


class PhaseLogged(Record):
    """A relapse, a course of steroids, a feverish infection or an operation began or ended on a day (R4.13)."""

    kind: Literal["phase_logged"] = "phase_logged"
    phase: Literal["relapse", "steroids", "infection", "operation"]
    state: Literal["began", "ended", "cleared"]
    """`cleared`: a clinician or physiotherapist agreed that the held work may begin again."""
    on: date


class Undone(Record):
    """Takes back the event with this id; the event itself stays where it is."""

    kind: Literal["undone"] = "undone"
    event: str


EventBody = Annotated[
    SetDone | ItemSkipped | SessionStarted | SessionEnded | SessionRated | SessionMarked | HabitMarked | DoseTaken
    | DoseSkipped | CheckIn | PainLogged | FallLogged | WeightLogged | NoteLogged | FlagsRaised | FlagsAsked
    | FlagCleared | IntakeDone | PlanAccepted | ProposalAnswered | WeeklyReview | MoodChecked | TriggersChecked
    | PhaseLogged | FeltEasy | Undone,
    Field(discriminator="kind"),
]  # fmt: skip
"""Any event body."""
