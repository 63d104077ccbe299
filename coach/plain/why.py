"""Why something is in the plan, what is left out, and what would change it, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.plain.console import Console
from coach.services.why import Whys, left_out_words, told, unmet_words

if TYPE_CHECKING:
    from coach.engine.explanation import Explanation


def show_brief(console: Console, found: tuple[Explanation, ...]) -> None:
    """Each item with its first reasons alone."""
    for one in found:
        _, lines = told(one).parts[0]
        console.say("", f"{one.name}:")
        for line in lines:
            console.item("-", line)
    console.say("", "All about one of them: coach plan why NAME")


def show_whole(console: Console, one: Explanation) -> None:
    """One item with everything about it."""
    words = told(one)
    console.say("", f"{words.name}:")
    for heading, lines in words.parts:
        console.say("", heading)
        for line in lines:
            console.item("-", line)


def show_left_out(console: Console, whys: Whys, *, everything: bool = False) -> None:
    """What is left out, the most changeable first."""
    lines, more = left_out_words(whys.left_out(), everything=everything)
    console.say("", "Left out for now, what is easiest to change first:" if lines else "Nothing is left out.")
    for line in lines:
        console.item("-", line)
    if more:
        console.say(f"And {more} more: coach plan why --left-out --all")


def show_unmet(console: Console, whys: Whys) -> None:
    """What the week does not reach yet, with the smallest change that would."""
    console.say("")
    for line in unmet_words(whys.unmet()):
        console.item("-", line)
