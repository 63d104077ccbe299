"""What a scene is, and the list that all of them go on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from coach.services.context import Coach
from tests.fake_clock import FakeClock
from tests.people import Who
from tests.tui.hand import Hand

Lead = Callable[[Hand, Coach], Awaitable[object]]


@dataclass(frozen=True)
class Scene:
    """A way to a screen."""

    who: Who
    lead: Lead
    shows: type
    prepare: Callable[[Coach, FakeClock], object] | None = None
    """What happened before the app starts."""


SCENES: dict[str, Scene] = {}


def scene(who: Who, shows: type, prepare: Callable[[Coach, FakeClock], object] | None = None) -> Callable[[Lead], Lead]:
    """Put a way on the list, under its own name."""

    def listed(lead: Lead) -> Lead:
        SCENES[lead.__name__] = Scene(who, lead, shows, prepare)
        return lead

    return listed
