"""People at each point of their way."""

import pytest

from tests.people import answered, clock, coach, settled
from tests.screens import quick_screens

__all__ = ["answered", "clock", "coach", "quick_screens", "settled"]


@pytest.fixture(autouse=True)
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with all colours, whatever the machine says that runs the tests."""
    monkeypatch.setenv("COLORTERM", "truecolor")
