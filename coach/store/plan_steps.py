"""The changes made to `plan.toml` from the app, so that they can be taken back one after the other.

Each step names the dated backup of the file before it, and the file that it left, by its digest: a file that was
changed in any other way since has no steps.
"""

from __future__ import annotations

from pydantic import ValidationError

from coach.domain.model import Many, Record
from coach.domain.plan import Plan
from coach.store.home import KEPT_BACKUPS, Home

MOST_STEPS = KEPT_BACKUPS // 2
"""Taking a step back keeps a backup too, so that half of them are for the way back."""
_FILE = "plan_steps.json"


class PlanStep(Record):
    """One change: what to say when it is taken back, the digest of what it left, and the backup of what was before."""

    undone: str
    left: str
    backup: str
    events: Many[str] = ()
    """What the journal said along with it, and what is taken back with it."""
    made: Plan | None = None
    """The plan as the coach had made it before (`PlanInForce.made`), where the step changed that too."""


class _Steps(Record):
    step: Many[PlanStep] = ()


def load_steps(home: Home) -> tuple[PlanStep, ...]:
    """The steps that can still be taken back, the oldest first; none where they cannot be read."""
    raw = home.read(home.state / _FILE)
    if raw is None:
        return ()
    try:
        steps = _Steps.model_validate_json(raw).step
    except ValidationError:
        return ()
    lost = [place for place, step in enumerate(steps) if not (home.backups / step.backup).is_file()]
    return steps[lost[-1] + 1 :] if lost else steps


def save_steps(home: Home, steps: tuple[PlanStep, ...]) -> None:
    """Keeps the newest steps."""
    home.write_state(home.state / _FILE, _Steps(step=steps[-MOST_STEPS:]).model_dump_json(indent=1) + "\n")
