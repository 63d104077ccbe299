"""A plan in words: what to do, how much of it, on which days. Pure; both front ends and the commands say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coach.domain.vocabulary import DAYS, Day, Kind

if TYPE_CHECKING:
    from coach.domain.exercise import Dose, Exercise
    from coach.domain.plan import PlanItem, Session

DAY_NAMES: dict[Day, str] = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
SIDE_WORDS = {"left": "left side", "right": "right side", "both": "each side in turn"}


def count(number: int, name: str) -> str:
    """A number with its word: "1 minute", "2 minutes"."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: "lying, sitting and standing"."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def listed_names(names: Sequence[str]) -> str:
    """Names in a row; those with commas or an "and" of their own keep apart: "A, b; C and d; E"."""
    return "; ".join(names) if any(", " in name or " and " in name for name in names) else listed(names)


def whole_minutes(seconds: float) -> int:
    """A length of time in minutes, one at least."""
    return max(1, round(seconds / 60))


def days_words(days: Sequence[Day]) -> str:
    """Weekdays as people say them: "every day", "Monday to Friday", "Monday and Thursday"."""
    places = sorted(DAYS.index(day) for day in set(days))
    if len(places) == len(DAYS) or not places:
        return "every day"
    names = [DAY_NAMES[DAYS[place]] for place in places]
    if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
        return f"{names[0]} to {names[-1]}"
    return listed(names)


def seconds_words(seconds: int) -> str:
    """A length of time: "45 seconds", "2 minutes", "2 and a half minutes"."""
    minutes, rest = divmod(seconds, 60)
    if seconds < 90 and seconds != 60:
        return count(seconds, "second")
    if rest == 30:
        return f"{minutes} and a half minutes"
    return count(minutes, "minute") + (f" {count(rest, 'second')}" if rest else "")


def dose_words(dose: Dose, kind: Kind) -> str:
    """How much it is for one side: "2 sets of 10 times", "3 holds of 30 seconds"."""
    if kind == "reps":
        one = count(dose.reps or 0, "time")
    elif kind == "hold":
        one = f"{count(dose.reps or 1, 'hold')} of {seconds_words(dose.hold_s or 0)}"
    elif kind == "timed":
        one = seconds_words(dose.time_s or 0)
    else:
        one = count(dose.breaths or 0, "slow breath")
    return one if dose.sets == 1 else f"{dose.sets} sets of {one}"


def item_words(item: PlanItem, exercises: Mapping[str, Exercise]) -> str:
    """One item: name, amount, side, and who helps."""
    exercise = exercises.get(item.id)
    if exercise is None:
        return item.id
    parts = [f"{exercise.name}: {dose_words(item.dose_of(exercise), exercise.kind)}"]
    if item.side is not None:
        parts.append(SIDE_WORDS[item.side])
    if item.with_helper:
        parts.append("with your helper")
    return ", ".join(parts)


def session_words(session: Session, seconds: int | None) -> str:
    """One session: "Morning loosen-up: Monday to Friday at 08:30, 12 minutes"."""
    parts = [f"{session.title}: {days_words(session.days)} at {session.at}"]
    if seconds is not None:
        parts.append(count(whole_minutes(seconds), "minute"))
    parts.append(count(len(session.exercise), "exercise"))
    if session.optional:
        parts.append("only if your helper is there")
    return ", ".join(parts)
