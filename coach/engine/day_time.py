"""How long today's version of a session may last, and what of it waits where it is too long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coach.domain.library import Library
from coach.domain.plan import PlanItem, Session
from coach.engine.day_dose import fitted, with_dose
from coach.engine.minutes import session_seconds

NO_ENDS = "Without a warm-up and a cool-down a session stays short, so it waits."
WAITS = "This session is shorter, so it waits."


@dataclass(frozen=True, slots=True)
class Change:
    """One exercise of the plan that is another one today, or none."""

    exercise: str
    became: str | None
    """What takes its place; None where it is left out."""
    reason: str


Kept = list[tuple[PlanItem, Change | None]]
"""Items of today's version, each with the change by which it came in."""


@dataclass(frozen=True)
class Clocked:
    """The time of one session."""

    session: Session
    library: Library
    level: int
    seconds: int
    """As long as it is planned."""

    def takes(self, items: Iterable[PlanItem]) -> int:
        """Seconds of these items in place of those of the plan."""
        session = self.session.model_copy(update={"exercise": tuple(items)})
        return session_seconds(session, self.library.exercises, self.level, self.library.rules.weekly)

    def in_time(self, kept: Kept, changes: list[Change]) -> tuple[Kept, list[Change]]:
        """Never longer than planned: changes of position take time, so what came in last goes first."""
        while kept and self._lasts(kept) > self.seconds:
            came = [n for n in range(len(kept) - 1, -1, -1) if kept[n][1] is not None]
            if not came:
                break
            place = next((n for n in came if kept[n][0].part == "main"), came[0])  # the ends are what is kept longest
            gone = kept[place][1]
            kept = [*kept[:place], *kept[place + 1 :]]
            changes = [replace(one, became=None) if one is gone else one for one in changes]
        return kept, changes

    def shortened(self, kept: Kept, changes: list[Change], percent: int) -> tuple[Kept, list[Change]]:
        """After a session that took long to get over, the time of this one is less too.

        The last exercise gets less; only where too little would be left of it, it waits.
        """
        most = self.seconds * percent // 100
        while len(kept) > 1 and (takes := self._lasts(kept)) > most:
            place = next((n for n in range(len(kept) - 1, 0, -1) if kept[n][0].part == "main"), None)
            if place is None:
                break
            item, came = kept[place]
            less = self._less(item, takes - most)
            if less is not None:
                return [*kept[:place], (less, came), *kept[place + 1 :]], changes
            kept, changes = self._without(place, WAITS, kept, changes)
        return kept, changes

    def short_without_ends(self, kept: Kept, changes: list[Change]) -> tuple[Kept, list[Change]]:
        """Where the warm-up or the cool-down is not possible today, too little is left to need them (decisions 6)."""
        most = self.library.rules.weekly.warm_up_from_min * 60
        ends = {"warm_up", "cool_down"} & {item.part for item in self.session.exercise}
        while ends - {item.part for item, _ in kept} and self._lasts(kept) >= most:
            main = [n for n, (item, _) in enumerate(kept) if item.part == "main"]
            if len(main) < 2:
                break
            kept, changes = self._without(main[-1], NO_ENDS, kept, changes)
        return kept, changes

    def _lasts(self, kept: Kept) -> int:
        return self.takes(item for item, _ in kept)

    def _less(self, item: PlanItem, over: int) -> PlanItem | None:
        """The item, shorter by so many seconds; None where too little is left of it."""
        exercise = self.library.exercises[item.id]
        room = item.seconds(exercise) - over
        dose = fitted(item.dose_of(exercise), exercise, item.sides, room, self.library.rules.progression.least)
        return None if dose is None else with_dose(item, dose)

    def _without(self, place: int, reason: str, kept: Kept, changes: list[Change]) -> tuple[Kept, list[Change]]:
        """Without the item of a place; where it came in for another, that one is what is left out."""
        item, came = kept[place]
        gone = Change(self.library.called(item.id) if came is None else came.exercise, None, reason)
        return [*kept[:place], *kept[place + 1 :]], [*(one for one in changes if one is not came), gone]
