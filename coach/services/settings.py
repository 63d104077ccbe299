"""The settings as a use case: typed values in, one key changed at a time, contacts beside them."""

from __future__ import annotations

from coach.domain.settings import Settings
from coach.errors import InputError
from coach.services.context import Coach
from coach.store.settings_file import save_setting
from coach.toml.problems import ProblemsError
from coach.toml.words import did_you_mean

KEYS = tuple(key for key in Settings.model_fields if key not in ("format", "contact"))
"""What `change` can change."""
_TRUE, _FALSE = ("true", "yes", "y", "on", "1"), ("false", "no", "n", "off", "0")


def change(coach: Coach, key: str, text: str) -> Settings:
    """Change one setting to what was typed; "default" takes it back.

    Raises:
        InputError: there is no such setting, or the value does not fit.
    """
    if key not in KEYS:
        near = did_you_mean(key, KEYS)
        raise InputError(f'There is no setting "{key}". ' + (near or f"There are: {', '.join(KEYS)}."))
    return _save(coach, key, None if text.strip().lower() == "default" else _value(coach, key, text.strip()))


def add_contact(coach: Coach, name: str, phone: str, role: str = "other") -> Settings:
    """Add somebody to call, shown on every action screen; the same name again replaces the number.

    Raises:
        InputError: the name, the number or the role does not fit.
    """
    contacts = [one.model_dump() for one in coach.settings.contact if one.name != name.strip()]
    contacts.append({"name": name.strip(), "phone": phone.strip(), "role": role})
    return _save(coach, "contact", contacts)


def remove_contact(coach: Coach, name: str) -> Settings:
    """Take a contact away.

    Raises:
        InputError: nobody of that name is there.
    """
    kept = [one.model_dump() for one in coach.settings.contact if one.name.lower() != name.strip().lower()]
    if len(kept) == len(coach.settings.contact):
        names = ", ".join(one.name for one in coach.settings.contact) or "nobody yet"
        raise InputError(f'There is no contact "{name}". There is: {names}.')
    return _save(coach, "contact", kept or None)


def _value(coach: Coach, key: str, text: str) -> object:
    if key == "country":
        return _country(coach, text)
    if key == "motion" and text.lower() in (*_TRUE, *_FALSE):
        return text.lower() in _TRUE
    return text


def _country(coach: Coach, text: str) -> str:
    """A two-letter code, also from the name of a country that the numbers are known of."""
    names = {one.name.lower(): one.country for one in coach.library.rules.emergency.numbers}
    code = names.get(text.lower(), USUAL_NAMES.get(text.upper(), text.upper()))
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise InputError("Please give the country with two letters, such as AT, DE, GB or US.")
    return code


USUAL_NAMES = {"UK": "GB", "EN": "GB", "EL": "GR"}
"""What people write, beside the codes of ISO 3166."""


def emergency_words(coach: Coach) -> str:
    """Which emergency number the action screen will show, so that a wrong country is seen at once."""
    table = coach.library.rules.emergency
    own = next((one for one in table.numbers if one.country == coach.settings.country), None)
    if own is not None:
        return f"When something is urgent, the coach shows the number for {own.name}: {own.emergency}."
    return (
        f"The coach knows no emergency number for {coach.settings.country or 'your country'} and will show "
        f"{table.fallback}. {table.fallback_text}"
    )


def _save(coach: Coach, key: str, value: object) -> Settings:
    if coach.settings_problems:
        raise ProblemsError(coach.settings_problems)
    settings = save_setting(coach.home, key, value, coach.now())
    coach.forget_settings()
    return settings
