"""People at each point of their way."""

from tests.people import answered, clock, coach, settled

__all__ = ["answered", "clock", "coach", "settled"]
