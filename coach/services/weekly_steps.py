"""The pages of the weekly look back, as data that both front ends show: what to read, tick, rate or choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.engine.screening import flags_of_line

if TYPE_CHECKING:
    from coach.domain.safety import RedFlag
    from coach.domain.weekly_questions import WeeklyQuestions
    from coach.engine.due import Reason
    from coach.services.context import Coach
    from coach.services.progress import Proposal

Part = Literal["looking back", "how it is", "what next"]
MOOD_LINE = "s7"
"""The line of the first question that belongs to the mood questions here (R2.2, R2.4)."""
REASONS: dict[Reason, str] = {
    "relapse": "since your last answers you noted a relapse",
    "operation": "since your last answers you noted an operation",
    "medicine": "one of your medicines is new or was changed",
    "half_year": "your answers are half a year old",
    "patterns": "it is four weeks since you told where and how your hip hurts",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of a page."""

    id: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One page: something to read, to tick, to rate from 0 to 10, or to choose."""

    id: str
    kind: Literal["read", "ticks", "rate", "choose"]
    part: Part
    ask: str
    lines: tuple[str, ...] = ()
    rows: tuple[Choice, ...] = ()
    low: str = ""
    high: str = ""
    now: str | None = None
    """The row that Enter takes; without one Enter leaves the question open."""
    yes: str | None = None
    """The row that "yes" takes."""
    no: str | None = None
    """The row that "skip" takes; without one it leaves the question open."""
    firm: bool = False
    """It needs an answer (R2.1): no skipping, no leaving."""
    lesson: str = ""
    """Said where a page of flags was opened and none of them fits."""


def read(id: str, part: Part, ask: str, *lines: str) -> Step:
    """A page to read."""
    return Step(id, "read", part, ask, lines=lines)


def safety_lines(coach: Coach) -> Step:
    """The red flags of the week, grouped like the first question of the intake (R1.2b)."""
    rules = coach.library.rules
    weekly = rules.weekly_questions
    rows = [Choice(line.id, line.text) for line in rules.red_flags.line if line.id != MOOD_LINE]
    rows += [Choice(line.id, line.text) for line in weekly.line]
    return Step("safety", "ticks", "how it is", weekly.safety_question, rows=tuple(rows), firm=True)


def flags_opened(coach: Coach, lines: Iterable[str]) -> tuple[str, ...]:
    """The red flags that ticks on these lines open: all of them, also those that are not asked every week."""
    rules = coach.library.rules
    own = {line.id: line.flags for line in rules.weekly_questions.line}
    found: list[str] = []
    for line in lines:
        found += own[line] if line in own else [flag.id for flag in flags_of_line(line, rules.red_flags)]
    return tuple(dict.fromkeys(found))


def flag_rows(
    coach: Coach, names: Iterable[str], *, ask: str = "", lines: tuple[str, ...] = (), lesson: str = ""
) -> Step:
    """Red flags to answer, each with its full question."""
    known: dict[str, RedFlag] = {flag.id: flag for flag in coach.library.rules.red_flags.flag}
    rows = tuple(Choice(name, known[name].ask, known[name].note or "") for name in names)
    question = ask or coach.library.rules.weekly_questions.safety_rows_question
    return Step("flags", "ticks", "how it is", question, lines=lines, rows=rows, firm=True, lesson=lesson)


def before_change(coach: Coach, names: Iterable[str]) -> Step:
    """Red flags that are settled before a change of the plan may be taken (R4.11 pr_down_pain, pr_down_fall)."""
    return flag_rows(coach, names, lines=("Before I suggest anything, a few questions about your safety.",))


def questions(rules: WeeklyQuestions) -> tuple[Step, ...]:
    """Four numbers, falls, and the medicines; after the last of them the week counts as answered."""
    rated = [
        Step(one.id, "rate", "how it is", one.ask, low=one.low, high=one.high) for one in rules.rating
    ]  # fmt: skip
    falls = Step(
        "falls", "choose", "how it is", "Since the last look back: did you fall, or nearly fall, and not tell me yet?",
        rows=(Choice("none", "No"), Choice("near", "I nearly fell"), Choice("fell", "I fell")), now="none",
    )  # fmt: skip
    check = rules.medicines
    medicines = Step(
        "medicines", "choose", "how it is", check.ask,
        rows=(Choice("same", check.same), Choice("changed", check.changed), Choice("missed", check.missed)), now="same",
    )  # fmt: skip
    return (*rated, falls, medicines)


def mood(rules: WeeklyQuestions) -> tuple[Step, ...]:
    """The two questions of R2.4. No row is taken before the person has gone to one."""
    rows = tuple(Choice(str(number), text) for number, text in enumerate(rules.mood.answers))
    return tuple(
        Step(name, "choose", "how it is", ask, rows=rows)
        for name, ask in (("pleasure", rules.mood.ask_first), ("low", rules.mood.ask_second))
    )


def triggers(rules: WeeklyQuestions) -> Step:
    """What can make legs stiffer (R3.6)."""
    rows = tuple(Choice(one.id, one.ask) for one in rules.trigger)
    return Step("triggers", "ticks", "how it is", rules.triggers.ask, rows=rows)


def proposal(number: int, one: Proposal) -> Step:
    """One change with its reason, to take or to leave."""
    rows = (Choice("yes", "Yes, change it"), Choice("no", "No, leave it as it is"))
    return Step(
        f"proposal_{number}", "choose", "what next", one.title, lines=(one.reason, one.change), rows=rows, now="yes",
        yes="yes", no="no",
    )  # fmt: skip


def again(reasons: tuple[Reason, ...]) -> Step:
    """The intake once more, and why."""
    why = REASONS[reasons[0]]
    rows = (Choice("now", "Yes, go through them now"), Choice("later", "Another time"))
    text = f"It is time to go through your answers once more: {why}. Your old answers are there, Enter keeps each."
    return Step("again", "choose", "what next", text, rows=rows, now="now", yes="now", no="later")
