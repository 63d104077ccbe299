"""The plan in force as `state/` keeps it: what a day needs without reading the catalogue again."""

from typing import Literal

from pydantic import Field

from coach.domain.model import Id, Many, Record
from coach.domain.plan import Plan


class SessionFacts(Record):
    """What Today says about a session: minutes a day, number of moves, positions in order."""

    session: Id
    seconds: int
    moves: int
    positions: Many[str] = ()


class PlanInForce(Record):
    """The last plan that was accepted or edited well.

    `source` is the SHA-256 of the bytes of its `plan.toml`, `answers` that of the person's answers and medicines, and
    `safety` the id of the newest safety event: while all three stand, `blocks` holds too. `made` is the plan as the
    coach would have it, without what the person edited; None where that is not known.
    """

    format: Literal[1] = 1
    accepted: str
    source: str
    answers: str = ""
    safety: str = ""
    plan: Plan
    made: Plan | None = None
    facts: Many[SessionFacts] = ()
    names: dict[str, str] = Field(default_factory=dict)
    blocks: Many[str] = ()
