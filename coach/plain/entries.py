"""One-line entries in lines: pain, a fall, weight, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.engine.typed import Misread
from coach.plain.checkin import after_entry
from coach.plain.console import Console, Move
from coach.services import log

if TYPE_CHECKING:
    from coach.services.context import Coach

FALLS = ("I fell", "I nearly fell")
LEAST_KG, MOST_KG = 30, 250


def run_entries(console: Console, coach: Coach) -> int:
    """Ask what to note and keep it; 3 where an answer calls for the action screen."""
    console.say("What would you like to note?")
    chosen = console.choose(("Pain", "A fall", "A near-fall", "Weight", "A line of your own"))
    if isinstance(chosen, Move):
        return 0
    logged = (_pain, _fall, _near_fall, _weight, _note)[chosen](console, coach)
    return 0 if logged is None else after_entry(console, coach, logged)


def tell_pain(console: Console, coach: Coach) -> int:
    """It hurts: how much; 3 where that calls for the action screen."""
    logged = _pain(console, coach)
    return 0 if logged is None else after_entry(console, coach, logged)


def tell_fall(console: Console, coach: Coach) -> int:
    """A fall or a near one; 3 where that calls for the action screen."""
    console.say("What happened?")
    chosen = console.choose(FALLS, default=0)
    return 0 if isinstance(chosen, Move) else after_entry(console, coach, log.log_fall(coach, near=chosen == 1))


def _pain(console: Console, coach: Coach) -> log.Logged | None:
    pain = console.scale("How strong is your hip pain now?", low="no pain", high="worst I can imagine", back=True)
    return None if isinstance(pain, Move) else log.log_pain(coach, pain)


def _fall(console: Console, coach: Coach) -> log.Logged | None:
    return log.log_fall(coach, near=False)


def _near_fall(console: Console, coach: Coach) -> log.Logged | None:
    return log.log_fall(coach, near=True)


def _weight(console: Console, coach: Coach) -> log.Logged | None:
    kg = console.ask("Weight in kg", read_kg)
    return None if isinstance(kg, Move) else log.log_weight(coach, kg)


def _note(console: Console, coach: Coach) -> log.Logged | None:
    text = console.ask("Your words", lambda typed: typed)
    return None if isinstance(text, Move) else log.log_note(coach, text)


def read_kg(text: str) -> float | Misread:
    """A body weight as people type it: 74.5, 74,5, "74 kg"."""
    cleaned = text.lower().removesuffix("kg").strip().replace(",", ".")
    digits = cleaned.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(digits) < 7):
        return Misread("Please type a weight in kg, such as 74.5.")
    kg = float(cleaned)
    return kg if LEAST_KG <= kg <= MOST_KG else Misread(f"It goes from {LEAST_KG} to {MOST_KG} kg.")
