"""`plan.toml` to a plan and back, and the plan in force that `state/` keeps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pydantic import BaseModel, ValidationError

from coach.domain.compiled import PlanInForce
from coach.domain.plan import Plan, PlanItem, Session
from coach.store.home import Home
from coach.store.values import inline, lines, told
from coach.toml.document import Document
from coach.toml.fit import read
from coach.toml.problems import Problem, in_order

IN_FORCE = "plan_in_force.json"
_HEAD = (
    "#:schema ./plan.schema.json",
    "# Your plan. Change anything: save, and the coach tells you if a line does not fit.",
    '# Times stand in quotes, like "08:30"; a line that begins with # is a remark.',
)


def parse_plan(raw: bytes, file: str) -> tuple[Plan | None, Document | None, tuple[Problem, ...]]:
    """A plan; what exercises it may name is for the catalogue to say, with the document's places."""
    plan, document, problems = read(raw, file, Plan)
    if plan is None or document is None:
        return None, document, problems
    problems = in_order(_crossed(plan, document))
    return (None if problems else plan), document, problems


def _crossed(plan: Plan, document: Document) -> Iterator[Problem]:
    if plan.review is not None and plan.review <= plan.starts:
        yield document.problem(("review",), f"must be after starts ({plan.starts.isoformat()})")
    seen: set[str] = set()
    for number, session in enumerate(plan.session):
        if session.id in seen:
            message = f'"{session.id}" is the id of a session above'
            yield document.problem(("session", number, "id"), message, "Give this one another id")
        seen.add(session.id)
        yield from _twice(session, number, document)


def _twice(session: Session, number: int, document: Document) -> Iterator[Problem]:
    seen: set[tuple[str, str | None, str]] = set()
    for position, item in enumerate(session.exercise):
        if item.key in seen:
            message = f'"{item.id}" stands twice in this session with the same side and part'
            yield document.problem(("session", number, "exercise", position, "id"), message, "Take one out")
        seen.add(item.key)


def render_plan(plan: Plan) -> str:
    """The plan as a file; the same plan gives the same bytes."""
    top = {"format": plan.format, "title": plan.title, "starts": plan.starts}
    if plan.review is not None:
        top["review"] = plan.review
    blocks = chain(
        ([*_HEAD, *lines(top)],),
        chain.from_iterable(_session(session) for session in plan.session),
        (_block("tip", tip) for tip in plan.tip),
        (_block("habit", habit) for habit in plan.habit),
    )
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _session(session: Session) -> Iterator[list[str]]:
    yield _block("session", session.model_copy(update={"exercise": ()}))
    yield from (item_lines(item) for item in session.exercise)


def item_lines(item: PlanItem) -> list[str]:
    """The lines of one exercise, header and reasons included."""
    return [*_block("session.exercise", item.model_copy(update={"why": ()})), *_why(item)]


def session_lines(session: Session) -> list[str]:
    """The lines of one session with its exercises."""
    return "\n\n".join("\n".join(block) for block in _session(session)).split("\n")


def entry_lines(name: str, entry: BaseModel) -> list[str]:
    """The lines of one tip or habit, header included."""
    return _block(name, entry)


def _block(name: str, record: BaseModel) -> list[str]:
    return [f"[[{name}]]", *lines(told(record))]


def _why(item: PlanItem) -> list[str]:
    """One sentence a line, so that a difference shows single sentences."""
    if len(item.why) < 2:
        return [f"why = {inline(item.why)}"] if item.why else []
    return ["why = [", *(f"    {inline(line)}," for line in item.why), "]"]


def load_in_force(home: Home) -> tuple[PlanInForce | None, tuple[Problem, ...]]:
    """The last plan in force; `None` where there is none, with a problem where the file is broken."""
    path = home.state / IN_FORCE
    raw = home.read(path)
    if raw is None:
        return None, ()
    try:
        return PlanInForce.model_validate_json(raw), ()
    except ValidationError:
        hint = "The coach makes it again from plan.toml"
        return None, (Problem(f"state/{IN_FORCE}", None, None, "", "could not be read", hint),)


def save_in_force(home: Home, plan: PlanInForce) -> None:
    """Keeps the plan in force."""
    home.write_state(home.state / IN_FORCE, plan.model_dump_json(indent=1) + "\n")
