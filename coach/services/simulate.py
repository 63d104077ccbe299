"""A person's weeks lived by chance, for clinicians and developers (design 4, `coach simulate`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.services.safety import stop_if_emergency

if TYPE_CHECKING:
    from coach.domain.profile import Profile
    from coach.engine.simulation import LivedWeek
    from coach.services.context import Coach


def simulated(coach: Coach, profile: Profile, weeks: int, seed: int) -> tuple[LivedWeek, ...]:
    """The weeks from today on; nothing of the person's own is read or written.

    Raises:
        SafetyStop: a flag blocks everything; the text is the action screen.
    """
    from coach.engine.history import History
    from coach.engine.person import assess
    from coach.engine.simulation import simulate

    today = coach.today()
    stop_if_emergency(coach, assess(profile, coach.library.rules, History(), today).screening)
    return tuple(simulate(profile, coach.library, today, weeks, seed))
