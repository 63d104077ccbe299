"""The screens, without waiting for what is already there."""

from tests.screens import quick_screens

__all__ = ["quick_screens"]
