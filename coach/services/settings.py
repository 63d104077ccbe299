"""The settings as a use case: typed values in, one key changed at a time, contacts beside them."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.settings import Settings
from coach.domain.verbs import VERBS, fitting, key_words, keys_of
from coach.engine.typed import Misread, read_time
from coach.errors import InputError
from coach.services.context import Coach
from coach.store.settings_file import save_setting
from coach.toml.problems import ProblemsError
from coach.toml.words import did_you_mean

KEYS = tuple(key for key in Settings.model_fields if key not in ("format", "contact", "keys"))
"""What `change` can change, beside the keys of the verbs: keys.undo."""
_TRUE, _FALSE = ("true", "yes", "y", "on", "1"), ("false", "no", "n", "off", "0")


def change(coach: Coach, key: str, text: str) -> Settings:
    """Change one setting to what was typed; "default" takes it back.

    Raises:
        InputError: there is no such setting, or the value does not fit.
    """
    if key.startswith("keys."):
        return change_key(coach, key.removeprefix("keys."), text)
    if key not in KEYS:
        near = did_you_mean(key, KEYS)
        raise InputError(f'There is no setting "{key}". ' + (near or f"There are: {', '.join(KEYS)}."))
    return _save(coach, key, None if text.strip().lower() == "default" else _value(coach, key, text.strip()))


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A verb of the key language and its key, to be shown and changed."""

    verb: str
    label: str
    hint: str
    key: str
    default: str
    firm: bool
    """Whether it always keeps its key."""

    @property
    def changed(self) -> bool:
        """Whether the person has chosen another key."""
        return self.key != self.default


def key_rows(coach: Coach) -> tuple[KeyRow, ...]:
    """All verbs with the keys that they have now."""
    own = coach.settings.keys
    return tuple(
        KeyRow(
            verb.id, verb.label, verb.hint, key_words(keys_of(verb.id, own)[0]), key_words(verb.keys[0]), verb.firm
        )
        for verb in VERBS.values()
    )  # fmt: skip


def change_key(coach: Coach, verb: str, text: str) -> Settings:
    """Give a verb another key; "default" takes it back.

    Raises:
        InputError: there is no such verb, or the key does not fit.
    """
    if verb not in VERBS:
        known = ", ".join(one.id for one in VERBS.values() if not one.firm)
        near = did_you_mean(verb, VERBS)
        raise InputError(f'There is no verb "{verb}" to give a key. ' + (near or f"There are: {known}."))
    word = text.strip()
    usual = word.lower() == "default"
    own: dict[str, object] = {name: key for name, key in coach.settings.keys.items() if name != verb}
    _, wrong = fitting(own if usual else {**own, verb: word.lower() if len(word) > 1 else word})
    if wrong:
        name, said = next(iter(wrong.items()))
        raise InputError(f"{VERBS[name].label.capitalize()}: {said}.")
    return _save(coach, f"keys.{verb}", None if usual else word.lower() if len(word) > 1 else word)


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


@dataclass(frozen=True, slots=True)
class Row:
    """One setting as a person sees it."""

    key: str
    label: str
    value: str
    hint: str
    choices: tuple[tuple[str, str], ...] = ()
    """What can be chosen, as (value, words); empty where it is typed."""


THEMES = (
    ("dark", "Dark"), ("light", "Light"), ("dark_contrast", "Dark, high contrast"),
    ("light_contrast", "Light, high contrast"),
)  # fmt: skip
YES_NO = (("yes", "Yes"), ("no", "No"))


def rows(coach: Coach) -> tuple[Row, ...]:
    """The settings with their values in words, in the order of the screen."""
    now = coach.settings
    return (
        Row("theme", "Colours", dict(THEMES)[now.theme], "what is easiest on your eyes", THEMES),
        Row("large", "Large", _yes_no(now.large), "fewer and larger things on the page", YES_NO),
        Row("motion", "Moving figures", _yes_no(now.motion), "without, their poses stand side by side", YES_NO),
        Row("country", "Country", _country_words(coach), "decides which emergency number is shown"),
        Row("units", "Units", UNITS[now.units], "for weight and height", tuple(UNITS.items())),
        Row("day_starts", "A new day begins at", now.day_starts, "what you do before it still counts for yesterday"),
    )


UNITS = {"metric": "kg and cm", "imperial": "stone, pounds and inches"}


def _yes_no(value: bool) -> str:
    return "Yes" if value else "No"


def _country_words(coach: Coach) -> str:
    code = coach.settings.country
    names = {one.country: one.name for one in coach.library.rules.emergency.numbers}
    return "not set yet" if code is None else names.get(code, code)


def countries(coach: Coach) -> tuple[tuple[str, str], ...]:
    """The countries whose emergency numbers are known, as (code, name), by name."""
    known = [(one.country, one.name) for one in coach.library.rules.emergency.numbers]
    return tuple(sorted(known, key=lambda one: one[1]))


def _value(coach: Coach, key: str, text: str) -> object:
    if key == "country":
        return _country(coach, text)
    if key == "day_starts":
        time = read_time(text)
        return text if isinstance(time, Misread) else time
    if key in ("motion", "large") and text.lower() in (*_TRUE, *_FALSE):
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
