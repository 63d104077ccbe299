"""A `CoachError` as a screen: the action screen for a safety stop, else its sentence."""

from __future__ import annotations

from coach.errors import CoachError, SafetyStop
from coach.services.context import Coach
from coach.tui.screens.action import ActionView
from coach.tui.screens.message import MessageView


def failure_view(coach: Coach, error: CoachError) -> ActionView | MessageView:
    """What to show for an error."""
    if isinstance(error, SafetyStop):
        return ActionView.of_text(coach, str(error))
    return MessageView(coach, "That did not work", str(error))
