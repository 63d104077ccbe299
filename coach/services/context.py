"""What every use case needs: the person's files, the journal, the clock and, only when asked for, the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from coach.clock import Clock, local_day
from coach.store.home import Home

if TYPE_CHECKING:
    from coach.content.loader import Loaded
    from coach.domain.events import EventBody
    from coach.domain.journal import Event
    from coach.domain.library import Library
    from coach.domain.profile import Profile
    from coach.domain.settings import Settings
    from coach.engine.history import History
    from coach.services.glance import Look
    from coach.store.journal import Journal
    from coach.toml.problems import Problem

LibraryLoader = Callable[[Home], "Loaded"]


class Coach:
    """The services' common ground; built once by `bootstrap` and closed by it."""

    def __init__(self, home: Home, clock: Clock, load_library: LibraryLoader) -> None:
        self.home = home
        self.clock = clock
        self._load_library = load_library

    @cached_property
    def journal(self) -> Journal:
        """The journal; opened on first use."""
        from coach.store.journal import Journal

        return Journal(self.home.journal)

    @cached_property
    def _loaded(self) -> Loaded:
        return self._load_library(self.home)

    @property
    def library(self) -> Library:
        """The catalogue and the rules; loaded on first use.

        Raises:
            ProblemsError: the shipped content does not fit.
        """
        return self._loaded.library

    @property
    def own_exercise_problems(self) -> tuple[Problem, ...]:
        """What does not fit in the person's own exercise files."""
        return self._loaded.problems

    @property
    def figure_problems(self) -> tuple[Problem, ...]:
        """What does not fit in figures; their exercises are there without one."""
        return self._loaded.figures.problems()

    @cached_property
    def _settings(self) -> tuple[Settings, tuple[Problem, ...]]:
        from coach.store.settings_file import load_settings

        return load_settings(self.home)

    @property
    def settings(self) -> Settings:
        """The settings; the usual values where the file does not fit."""
        return self._settings[0]

    @property
    def settings_problems(self) -> tuple[Problem, ...]:
        """What does not fit in `settings.toml`."""
        return self._settings[1]

    @cached_property
    def look(self) -> Look:
        """The few settings that the first picture needs; quick where they are the same as last time."""
        from coach.services.glance import Look, keep_look, kept_look

        kept = kept_look(self.home)
        if kept is None:
            kept = Look.of(self.settings)
            if not self.settings_problems:
                keep_look(self.home, self.settings)
        return kept

    def forget_settings(self) -> None:
        """Read `settings.toml` again when it is next needed."""
        for name in ("_settings", "look"):
            self.__dict__.pop(name, None)

    def now(self) -> datetime:
        """The present instant in the person's zone."""
        return self.clock.now()

    def today(self) -> date:
        """The local date, with a day that begins at `day_starts`."""
        return local_day(self.clock.now(), self.look.day_starts)

    def record(self, *bodies: EventBody) -> tuple[Event, ...]:
        """Write events to the journal, all or none, durably, as of now."""
        return self.journal.append_many(bodies, at=self.now(), zone=self.clock.zone_name(), day=self.today())

    def history(self) -> History:
        """What the journal says that bears on plans and days."""
        from coach.engine.history import read_history

        return read_history(self.journal.events(), self.today())

    def usual_history(self) -> History:
        """The same without today's state, with the plan in force: a week is planned for usual days, from what is."""
        from coach.store.plan_file import load_in_force

        stored, _ = load_in_force(self.home)
        return self.history().usual(None if stored is None else stored.plan)

    @property
    def has_profile(self) -> bool:
        """Whether there are answers; a quick look that reads nothing."""
        return self.home.profile.exists()

    def profile(self) -> Profile | None:
        """The intake answers with the medicines beside them; None before the intake.

        Raises:
            ProblemsError: `profile.toml` or `medicines.toml` does not fit.
        """
        from coach.services.people import own_profile

        return own_profile(self)

    def close(self) -> None:
        """Close the journal where it was used."""
        if "journal" in self.__dict__:
            self.journal.close()
