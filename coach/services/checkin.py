"""The check-in as both front ends ask it: three questions, a few more when they are due, or just "a bad day"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coach.services.log import THANKS, Logged, More, check_in
from coach.services.people import answers_so_far, person_now

if TYPE_CHECKING:
    from coach.services.context import Coach

TIRED, SLEEP, PAIN = USUAL = ("fatigue", "sleep", "pain")
"""Asked every time."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: on a scale from 0 to 10 with words for its ends, or one of two or three lines."""

    id: str
    text: str
    low: str = ""
    high: str = ""
    options: tuple[tuple[Any, str], ...] = ()
    usual: Any = None
    """What Enter means where nothing was chosen."""

    @property
    def scale(self) -> bool:
        """Whether a number is asked for."""
        return not self.options

    def place(self, value: Any) -> int:
        """The place of a line among the options."""
        return next((n for n, (known, _) in enumerate(self.options) if known == value), 0)


ASKS = {
    ask.id: ask
    for ask in (
        Ask(TIRED, "How tired are you?", "not tired", "as tired as you can imagine"),
        Ask(
            SLEEP, "How much did you sleep?",
            options=(
                ("under_4_5h", "Less than 4 and a half hours"), ("under_6h", "Less than 6 hours"), ("enough", "Enough")
            ),
            usual="enough",
        ),
        Ask(PAIN, "How strong is the pain in your hip?", "no pain", "the worst you can imagine"),
        Ask(
            "groggy", "Does your medicine of the night still make you sleepy?",
            options=((False, "No"), (True, "Yes, a little or a lot")), usual=False,
        ),
        Ask(
            "cost", "Did yesterday's session cost you?",
            options=(
                ("no", "No, or it passed within two hours"), ("over_two_hours", "It took more than two hours to pass"),
                ("next_day", "I still feel it today"),
            ),
            usual="no",
        ),
        Ask("spasticity", "How stiff are your legs?", "loose", "as stiff as you can imagine"),
        Ask(
            "heat", "How warm is it where you exercise?",
            options=(
                ("usual", "As usual"), ("warm", "Warm, 25 degrees or more"), ("hot", "Hot, 30 degrees or more"),
            ),
            usual="usual",
        ),
    )
}  # fmt: skip
"""Every question of the check-in by the key of the event that keeps it."""


def questions(coach: Coach) -> tuple[Ask, ...]:
    """Today's questions in order."""
    from coach.engine.day_asks import due_questions

    person, history = person_now(coach)
    medicines, rules = answers_so_far(coach).medicine, coach.library.rules
    due = due_questions(person, history.signs, medicines, rules, coach.today(), coach.settings.country)
    return tuple(ASKS[name] for name in (*USUAL, *due))


def keep(coach: Coach, answers: Mapping[str, Any], *, bad_day: bool = False) -> Logged:
    """Keep what was answered; how tired the person is must be among it."""
    more = More(**{key: answers.get(key) for key in ("spasticity", "cost", "heat", "groggy")})
    return check_in(coach, answers[TIRED], answers.get(SLEEP), answers.get(PAIN), bad_day=bad_day, more=more)


def before_the_day(coach: Coach, logged: Logged) -> Logged:
    """What was noted, where Today is shown next: what stands there is not said twice."""
    from coach.services.today import today_view

    told = today_view(coach).check_in
    return replace(logged, text=THANKS) if told is not None and told.words else logged


def pain_at_rest(coach: Coach) -> int | None:
    """The newest pain at rest that was told today."""
    return coach.history().signs.resting
