"""Other plans beside the one in force, for a person with a plan."""

import re

from coach.services import safety
from coach.services.context import Coach
from coach.services.people import needed_profile
from coach.services.plan_offer import Offer, offer_rebuild


def answer(coach: Coach, key: str, value: str) -> None:
    """Another answer in `profile.toml`, as if it had been given again."""
    text = coach.home.profile.read_text()
    new, times = re.subn(rf"^{key} = .*$", f"{key} = {value}", text, flags=re.M)
    assert times == 1, key
    coach.home.profile.write_text(new)


def fewer_minutes(coach: Coach) -> Offer:
    """The person has less time on their days now."""
    answer(coach, "minutes", "10")
    return offer_rebuild(coach, needed_profile(coach))


def swollen_leg(coach: Coach) -> Offer:
    """A sign that leaves no exercise but rest and slow breathing."""
    safety.raise_flags(coach, ["rf_dvt"], "log")
    return offer_rebuild(coach, needed_profile(coach))
