"""The one key language: each key one verb, on every screen; help, search and sentences follow the person's own keys."""

import re
from collections import defaultdict
from string import ascii_lowercase, digits

import pytest
from textual.binding import Binding

from coach.domain.verbs import VERBS
from coach.tui.app import CoachApp
from coach.tui.keys import MOVE, Keys
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.today import TodayView
from coach.tui.widgets.scale import Scale
from tests.tui.test_look import screens

SCREENS = [screen for screen in screens() if not screen.__subclasses__()]
of_every_screen = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)

AnyScreen = type[CoachScreen[object]]


def keys_of(binding: Binding) -> list[str]:
    return binding.key.split(",")


def verbs_of(screen: AnyScreen) -> set[str | None]:
    return {one.id for one in screen.own_bindings()}


def test_a_key_has_one_verb_and_a_verb_the_same_keys_everywhere() -> None:
    verbs: defaultdict[str, set[str | None]] = defaultdict(set)
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for screen in SCREENS:
        for one in screen.own_bindings():
            if one.id not in VERBS:
                assert set(keys_of(one)) <= {*digits} or one.group is MOVE, f"{one.key} on {screen.__name__}"
                continue
            assert one.id is not None
            keys[one.id].add(one.key)
            for each in keys_of(one):
                verbs[each].add(one.id)
    assert {each: ids for each, ids in verbs.items() if len(ids) > 1} == {}
    assert {id: several for id, several in keys.items() if len(several) > 1} == {}
    assert {"next", "back", "undo", "fell", "not_well", "replace", "leave_out"} <= set(keys)


def test_no_two_verbs_share_a_key_and_each_is_one_plain_key() -> None:
    all_keys = [each for verb in VERBS.values() for each in (*verb.keys, *verb.kept)]
    assert len(all_keys) == len(set(all_keys))
    assert [each for each in all_keys if re.search(r"ctrl|alt|shift|[A-Z]", each)] == []


def test_the_keys_that_come_later_are_free() -> None:
    bound = {one.id for screen in SCREENS for one in screen.own_bindings()}
    assert bound & {"medicines", "trends", "voice"} == set()
    left = set(ascii_lowercase) - {each for verb in VERBS.values() for each in verb.keys}
    assert left == {"k"}


@of_every_screen
def test_no_chord_is_needed(screen: AnyScreen) -> None:
    assert [one.key for one in screen.own_bindings() if "ctrl" in one.key or "alt" in one.key] == []
    extras = [one for one in CoachApp.BINDINGS if isinstance(one, Binding)]
    assert [one.key for one in extras] == ["ctrl+q,ctrl+c"]


@of_every_screen
def test_every_key_has_an_id_words_and_a_group(screen: AnyScreen) -> None:
    own = screen.own_bindings()
    assert [one for one in own if not (one.id and one.description and one.tooltip and one.group)] == []


def test_the_scale_explains_its_keys() -> None:
    own = [one for one in Scale.BINDINGS if isinstance(one, Binding)]
    assert own
    assert [one for one in own if not (one.id and one.description and one.tooltip and one.group)] == []


@of_every_screen
def test_enter_goes_on_and_escape_leads_back(screen: AnyScreen) -> None:
    assert "next" in verbs_of(screen)
    assert "help" in verbs_of(screen)
    assert ("back" in verbs_of(screen)) != (screen in (FlagsView, TodayView))


@of_every_screen
def test_only_keys_that_are_no_letters_come_before_a_text_field(screen: AnyScreen) -> None:
    assert [
        one.key for one in screen.own_bindings() if one.priority and any(len(each) == 1 for each in keys_of(one))
    ] == []


@of_every_screen
def test_what_a_screen_says_of_itself_names_keys_by_their_verbs(screen: AnyScreen) -> None:
    said = Keys({id: "ø" for id, verb in VERBS.items() if not verb.firm}).fill(screen.ABOUT)
    assert re.findall(r"\b(?:[b-z]|a(?=[.,;)]))\b(?! is 10)", said.replace("’s", "")) == []
    assert "{" not in said
