"""Which session and which exercise of a new plan stands for which one of the old: by name first, then by what is in it.

The coach names its sessions itself, and a person may have given them other names: a session that goes on keeps the name
that it has in the person's file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coach.domain.plan import Plan, PlanItem, Session

ShareOf = Callable[[str], str | None]
"""The share of the week that an exercise counts for; None where it is not known."""
Pair = tuple[int | None, int | None]
"""The places of one exercise in the old and in the new session; None where it is not there."""

ALIKE_FROM = 1 / 3
"""Sessions with other names go on as one another from this part of shared exercises."""


def aligned(old: Plan, new: Plan) -> Plan:
    """The new plan with the old names of the sessions that go on."""
    names = _names(old.session, new.session)
    sessions = (one.model_copy(update={"id": names.get(one.id, one.id)}) for one in new.session)
    return new.model_copy(update={"session": tuple(sessions)})


def _names(old: Sequence[Session], new: Sequence[Session]) -> dict[str, str]:
    """The old name of each new session that goes on."""
    same = {one.id for one in old} & {one.id for one in new}
    names = {name: name for name in same}
    likely = sorted(
        (-alike, one.id, other.id)
        for one in new
        for other in old
        if one.id not in same and other.id not in same and (alike := _alike(other, one))
    )
    for _, name, before in likely:
        if name not in names and before not in names.values():
            names[name] = before
    return names


def _alike(old: Session, new: Session) -> float:
    """How much two sessions have in common; 0 where one is not the other's successor."""
    if old.optional != new.optional:
        return 0.0
    was, will = ({item.id for item in one.exercise} for one in (old, new))
    shared = len(was & will) / max(1, len(was | will))
    days = len({*old.days} & {*new.days}) / len({*old.days} | {*new.days})
    if shared < ALIKE_FROM and (old.at != new.at or days < 1):
        return 0.0
    return 2 * shared + days + (old.at == new.at)


def paired(old: Sequence[PlanItem], new: Sequence[PlanItem], share_of: ShareOf) -> tuple[Pair, ...]:
    """The exercises of two sessions side by side: the same one, the same one done otherwise, or one in its place.

    A session that keeps nothing has its first exercise swapped, so that no choice of single changes leaves it empty.
    """
    found: dict[int, int] = {}

    def pair(fits: Callable[[PlanItem, PlanItem], bool]) -> None:
        for place, item in enumerate(new):
            if place in found.values():
                continue
            at = next((n for n, other in enumerate(old) if n not in found and fits(other, item)), None)
            if at is not None:
                found[at] = place

    pair(lambda one, other: one.key == other.key)
    pair(lambda one, other: (one.id, one.part) == (other.id, other.part))
    pair(lambda one, other: one.id == other.id)
    pair(lambda one, other: one.part == other.part and share_of(one.id) == share_of(other.id) is not None)
    if not found and old and new:
        found[0] = 0
    rest = [(None, place) for place in range(len(new)) if place not in found.values()]
    return (*((at, found.get(at)) for at in range(len(old))), *rest)
