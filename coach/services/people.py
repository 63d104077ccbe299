"""Reading profiles: the person's own, or one from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.domain.profile import Medicine as ProfileMedicine
from coach.domain.profile import Profile, Safety
from coach.errors import InputError
from coach.store.medicines_file import load_medicines, medicines_in_force
from coach.store.profile_file import load_profile, parse_profile
from coach.toml.problems import Problem, ProblemsError
from coach.toml.words import did_you_mean

if TYPE_CHECKING:
    from coach.engine.history import History
    from coach.engine.person import Person
    from coach.services.context import Coach

NO_PROFILE = "There are no answers yet. Start with `coach intake`, it takes about three minutes."


def own_profile(coach: Coach) -> Profile | None:
    """`profile.toml` with the medicines in force; None before the intake.

    A `medicines.toml` that does not fit stops no session: the medicines that fitted last still count.
    """
    profile, problems = load_profile(coach.home, today=coach.today())
    if problems:
        raise ProblemsError(problems)
    medicines, _ = medicines_in_force(coach.home)
    if profile is None:
        return None
    taken = tuple(
        ProfileMedicine(
            id=one.id, name=one.name, info=one.info, times=one.times, source=one.source, started=one.started,
            changed=one.changed, effect_on_legs=one.effect_on_legs,
        )
        for one in medicines.medicine
    )  # fmt: skip
    known = checked(profile, coach, "profile.toml")
    return known.model_copy(update={"medicine": (*known.medicine, *taken)})


def answers_so_far(coach: Coach) -> Profile:
    """The person's profile; before the intake one in which nothing is answered."""
    return own_profile(coach) or Profile(safety=Safety(now=(), background=()))


def person_now(coach: Coach) -> tuple[Person, History]:
    """The person with today's check-in and the falls of the journal, and the history that this was worked out from."""
    from coach.engine.person import assess

    history = coach.history()
    return assess(answers_so_far(coach), coach.library.rules, history, coach.today()), history


def usual_person(coach: Coach, profile: Profile) -> Person:
    """The person of a profile on a usual day, as plans see them: without what is only true of today."""
    from coach.engine.person import assess

    return assess(profile, coach.library.rules, coach.usual_history(), coach.today())


def needed_profile(coach: Coach) -> Profile:
    """The person's profile, for a plan to be made from.

    Raises:
        InputError: there is none yet.
        ProblemsError: one of its files does not fit, `medicines.toml` included.
    """
    profile = own_profile(coach)
    problems = load_medicines(coach.home)[1]
    if problems:
        raise ProblemsError(problems)
    if profile is None:
        raise InputError(NO_PROFILE)
    return profile


def profile_from_file(path: Path, coach: Coach) -> Profile:
    """A profile from any file, fully checked; nothing is written.

    Raises:
        ProblemsError: it does not fit.
        InputError: it is not there or not a file.
    """
    raw = coach.home.read(path)
    if raw is None:
        raise InputError(f"{path} is not there. Check the name.")
    profile, problems = parse_profile(raw, path.name, today=coach.today())
    if profile is None:
        raise ProblemsError(problems)
    return checked(profile, coach, path.name)


def checked(profile: Profile, coach: Coach, file: str) -> Profile:
    """The profile if its red-flag and medicine ids exist.

    Raises:
        ProblemsError: an id is unknown; the nearest known one is named.
    """
    rules = coach.library.rules
    problems = []
    flags = [flag.id for flag in rules.red_flags.flag]
    medicines = [medicine.id for medicine in rules.medicines.medicine]
    for place, name in enumerate(profile.safety.now):
        if name not in flags:
            hint = did_you_mean(name, flags) or "See `coach safety --flags` for the list."
            problems.append(
                Problem(file, None, None, f"safety > now {place + 1}", f'there is no red flag "{name}"', hint)
            )
    for place, medicine in enumerate(profile.medicine):
        if medicine.info is not None and medicine.info not in medicines:
            where, message = f"medicine {place + 1} > info", f'there is no medicine "{medicine.info}"'
            problems.append(Problem(file, None, None, where, message, did_you_mean(medicine.info, medicines)))
    if problems:
        raise ProblemsError(problems)
    return profile
