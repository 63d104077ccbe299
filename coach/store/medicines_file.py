"""`medicines.toml`: reading, and adding what the intake was told without touching what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from coach.domain.medicine import Medicine, Medicines
from coach.errors import CoachError
from coach.store.home import Home
from coach.store.saving import current, write_checked
from coach.store.values import lines, told
from coach.toml.document import Document
from coach.toml.fit import read
from coach.toml.problems import Problem, in_order

LAST_GOOD = "medicines_in_force.toml"
_FRESH = """\
# Your medicines. The coach asks at these times and shows what you wrote; it never tells you what to take.
format = 1
"""


def load_medicines(home: Home) -> tuple[Medicines | None, tuple[Problem, ...]]:
    """The medicines; none where there is no file."""
    raw = home.read(home.medicines)
    if raw is None or not raw.strip():
        return Medicines(), ()
    return parse_medicines(raw, home.medicines.name)


def medicines_in_force(home: Home) -> tuple[Medicines, tuple[Problem, ...]]:
    """The medicines that hold: those of the file, or with its problems the last that fitted.

    So a slip in the file hides no dose. The last that fitted are kept in `state/`; the file is never touched.
    """
    raw, last = home.read(home.medicines), home.state / LAST_GOOD
    medicines, problems = load_medicines(home)
    if medicines is not None:
        if raw is not None and home.read(last) != raw:
            with suppress(CoachError):  # without the copy only a later slip costs more
                home.write_state(last, raw.decode())
        return medicines, ()
    kept = home.read(last)
    old = parse_medicines(kept, LAST_GOOD)[0] if kept else None
    return old or Medicines(), problems


def parse_medicines(raw: bytes, file: str) -> tuple[Medicines | None, tuple[Problem, ...]]:
    """A medicines file with its cross-checks."""
    medicines, document, problems = read(raw, file, Medicines)
    if medicines is None or document is None:
        return None, problems
    problems = in_order(_crossed(medicines, document))
    return (None if problems else medicines), problems


def _crossed(medicines: Medicines, document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, medicine in enumerate(medicines.medicine):
        loc = ("medicine", number)
        if medicine.id in seen:
            message = f'"{medicine.id}" is the id of a medicine above'
            yield document.problem((*loc, "id"), message, "Give this one another id")
        seen.add(medicine.id)
        if medicine.as_needed and medicine.times:
            yield document.problem((*loc, "times"), "does not go with as_needed = true", "Leave one of them out")
        if not medicine.as_needed and not medicine.times:
            hint = 'Add times = ["08:00"], or as_needed = true'
            yield document.problem(loc, "has no times", hint)
        if (medicine.max_per_day or "").endswith("mg") and medicine.mg_per_dose is None:
            yield document.problem((*loc, "max_per_day"), "is in mg", "Add mg_per_dose, for example 500")


def add_medicines(home: Home, medicines: Iterable[Medicine], now: datetime) -> tuple[Medicine, ...]:
    """Adds medicines below those that are there; one whose id is known is left as the person has it.

    Returns:
        What was added.

    Raises:
        ProblemsError: The file does not fit; it is left alone.
        InputError, OutsideError: It could not be written; the old file is as it was.
    """
    text, before = current(home, home.medicines, Medicines) or (_FRESH, Medicines())
    known = {medicine.id for medicine in before.medicine}
    new = tuple({each.id: each for each in medicines if each.id not in known}.values())
    if not new:
        return ()
    after = Medicines(medicine=(*before.medicine, *new))
    end = "\r\n" if "\r\n" in text else "\n"
    blocks = [end.join(["", "[[medicine]]", *lines(told(each, ("source",))), ""]) for each in new]
    text += "".join(["" if text.endswith("\n") else end, *blocks])

    def fits(raw: bytes) -> bool:
        return read(raw, home.medicines.name, Medicines)[0] == after

    write_checked(home, home.medicines, text, fits, now)
    return new
