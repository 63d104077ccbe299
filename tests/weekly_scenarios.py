"""Looks back at a week, answer by answer: the keys of the screens beside the lines of the plain twin."""

from dataclasses import dataclass
from typing import Literal

from coach.domain.events import (
    EventBody,
    FallLogged,
    FlagsAsked,
    FlagsRaised,
    MoodChecked,
    TriggersChecked,
    WeeklyReview,
)


@dataclass(frozen=True)
class Page:
    """One page: its id, the keys there, and the lines."""

    id: str
    keys: tuple[str, ...]
    typed: tuple[str, ...]
    action: bool = False
    """Whether the action screen follows."""


@dataclass(frozen=True)
class Scenario:
    """What somebody answers, and what is in the journal afterwards."""

    pages: tuple[Page, ...]
    journal: tuple[EventBody, ...]
    answers: tuple[tuple[str, bool], ...] = ()
    """What was said to the proposals."""
    offers: tuple[Literal["up", "down"], ...] = ()
    ask: tuple[str, ...] = ()
    """Red flags that each of them wants to have asked first."""
    stopped: bool = False
    says: str = ""
    """Words that come up on the way."""


def enter(id: str) -> Page:
    return Page(id, ("enter",), ("",))


def number(id: str, value: int) -> Page:
    return Page(id, (str(value),), (str(value),))


def left_open(id: str) -> Page:
    return Page(id, ("s",), ("s",))


LOOKED = (enter("week"), enter("hurt"))
NONE = Page("safety", ("enter", "enter"), ("0",))
ASKED = FlagsAsked(where="weekly")
RATED = (number("pain", 4), number("enjoy", 3), number("activity", 2))
USUAL = (*RATED, number("spasticity", 6))
REVIEW = WeeklyReview(pain=4, enjoy=3, activity=2, spasticity=6)
AS_BEFORE = (enter("falls"), enter("medicines"))
CHEERFUL = (number("pleasure", 1), number("low", 1))
CHEERED = MoodChecked(pleasure=0, low=0)

SCENARIOS = {
    "everything is answered and the change taken": Scenario(
        (*LOOKED, NONE, *USUAL, *AS_BEFORE, *CHEERFUL, Page("proposal_1", ("y",), ("y",))),
        (ASKED, REVIEW, CHEERED), (("up", True),), ("up",), says="Changed: each hold takes 40 seconds now.",
    ),
    "enter takes a change, skip leaves one": Scenario(
        (*LOOKED, NONE, *USUAL, *AS_BEFORE, *CHEERFUL, enter("proposal_1"), left_open("proposal_2")),
        (ASKED, REVIEW, CHEERED), (("down", True), ("up", False)), ("down", "up"),
    ),
    "all that can be is left open": Scenario(
        (
            *LOOKED, NONE, *map(left_open, ("pain", "enjoy", "activity", "spasticity", "falls", "medicines")),
            *map(left_open, ("pleasure", "low")),
        ),
        (ASKED, WeeklyReview()), says="Your plan stays as it is.",
    ),
    "an emergency ends it": Scenario(
        (
            *LOOKED,
            Page("safety", ("down", "down", "down", "space", "enter"), ("4",)),
            Page("flags", ("space", "enter"), ("1",), action=True),
        ),
        (FlagsRaised(flags=("rf_chest",), where="weekly"),), stopped=True, says="Get help now",
    ),
    "what can wait until the day is over is shown, and nothing gets harder": Scenario(
        (
            *LOOKED,
            Page("safety", (*["down"] * 7, "space", "enter"), ("8",)),
            Page("flags", ("down", "space", "enter"), ("n", "y", "n"), action=True),
            *USUAL, *AS_BEFORE, *CHEERFUL, left_open("proposal_1"),
        ),
        (FlagsRaised(flags=("rf_liver",), where="weekly"), REVIEW, CHEERED),
        (("down", False),), ("up", "down"), says="Talk to someone today",
    ),
    "a change waits until its safety questions are answered": Scenario(
        (
            *LOOKED, NONE, *USUAL, *AS_BEFORE, *CHEERFUL,
            Page("flags", ("enter", "enter"), ("n", "n")), Page("proposal_1", ("y",), ("y",)),
        ),
        (ASKED, REVIEW, CHEERED, ASKED), (("down", True),), ("down",), ("rf_fracture", "rf_avn"),
        says="a few questions about your safety",
    ),
    "an emergency in those questions leaves no change to take": Scenario(
        (
            *LOOKED, NONE, *USUAL, *AS_BEFORE, *CHEERFUL,
            Page("flags", ("space", "enter"), ("y", "n"), action=True),
        ),
        (ASKED, REVIEW, CHEERED, FlagsRaised(flags=("rf_fracture",), where="weekly")), (), ("down",),
        ("rf_fracture", "rf_avn"), stopped=True, says="Get help now",
    ),
    "a flag in those questions takes what is harder off the list": Scenario(
        (
            *LOOKED, NONE, *USUAL, *AS_BEFORE, *CHEERFUL,
            Page("flags", ("down", "space", "enter"), ("n", "y"), action=True), left_open("proposal_1"),
        ),
        (ASKED, REVIEW, CHEERED, FlagsRaised(flags=("rf_avn",), where="weekly")), (("down", False),), ("up", "down"),
        ("rf_fracture", "rf_avn"),
    ),
    "a tick that ends without a flag": Scenario(
        (
            *LOOKED, Page("safety", ("space", "enter"), ("1",)), Page("flags", ("enter", "enter"), ("n", "n", "n")),
            *USUAL, *AS_BEFORE, *CHEERFUL,
        ),
        (ASKED, REVIEW, CHEERED), says="Please mention what you ticked to your MS team.",
    ),
    "a fall asks its questions": Scenario(
        (
            *LOOKED, NONE, *USUAL, number("falls", 3), Page("flags", ("enter", "enter"), ("n", "n", "n")),
            enter("medicines"), *CHEERFUL,
        ),
        (ASKED, FallLogged(near=False), ASKED, REVIEW, CHEERED),
    ),
    "a near fall, too": Scenario(
        (
            *LOOKED, NONE, *USUAL, number("falls", 2), Page("flags", ("enter", "enter"), ("n",)), enter("medicines"),
            *CHEERFUL,
        ),
        (ASKED, FallLogged(near=True), ASKED, REVIEW, CHEERED),
    ),
    "a medicine that was missed": Scenario(
        (
            *LOOKED, NONE, *USUAL, enter("falls"), number("medicines", 3),
            Page("flags", ("down", "space", "enter"), ("n", "y", "n"), action=True), *CHEERFUL,
        ),
        (ASKED, REVIEW, FlagsRaised(flags=("rf_missed_antispastic",), where="weekly"), CHEERED),
    ),
    "very strong pain": Scenario(
        (
            *LOOKED, NONE, number("pain", 9), *map(left_open, ("enjoy", "activity", "spasticity")), *AS_BEFORE,
            Page("flags", ("enter", "enter"), ("n",)), *CHEERFUL,
        ),
        (ASKED, WeeklyReview(pain=9), ASKED, CHEERED),
    ),
    "a low mood": Scenario(
        (
            *LOOKED, NONE, *USUAL, *AS_BEFORE, number("pleasure", 3), number("low", 4),
            Page("flags", ("enter", "enter"), ("n",)), enter("mood_text"),
        ),
        (ASKED, REVIEW, MoodChecked(pleasure=2, low=3), ASKED),
        says="Please talk to your doctor or MS nurse this week.",
    ),
    "a sum of 2 asks the next one as well": Scenario(
        (
            *LOOKED, NONE, *USUAL, *AS_BEFORE, number("pleasure", 2), number("low", 2),
            Page("flags", ("space", "enter"), ("y",), action=True),
        ),
        (ASKED, REVIEW, MoodChecked(pleasure=1, low=1), FlagsRaised(flags=("rf_suicide",), where="weekly")),
        stopped=True, says="Crisis line: 142",
    ),
    "stiffer legs": Scenario(
        (
            *LOOKED, NONE, *RATED, number("spasticity", 8), *AS_BEFORE, *CHEERFUL,
            Page("triggers", ("down", "down", "down", "space", "down", "space", "enter"), ("4 5",)),
            Page("flags", ("enter", "enter"), ("n", "n")), enter("trigger_text"),
        ),
        (
            ASKED, REVIEW.model_copy(update={"spasticity": 8}), CHEERED,
            TriggersChecked(yes=("trig_infection", "trig_heat")), ASKED,
        ),
        says="cool down with shade",
    ),
}  # fmt: skip
