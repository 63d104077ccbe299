"""Builds the services once; the only module that knows every adapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.clock import Clock, SystemClock
from coach.services.context import Coach
from coach.store.home import Home

if TYPE_CHECKING:
    from coach.content.loader import Loaded


def build_coach(home: Home | None = None, clock: Clock | None = None) -> Coach:
    """The services on the person's own files and the machine's clock, unless told otherwise."""
    return Coach(home or Home.from_environment(), clock or SystemClock(), _library)


def _library(home: Home) -> Loaded:
    from coach.content.loader import load_library

    return load_library(home.exercises)
