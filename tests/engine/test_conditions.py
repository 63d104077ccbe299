"""Conditions of the rule files: what holds, what never matches, and what is told as a mistake."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.content.cross_checks import intake_words
from coach.engine.conditions import Facts, Words, holds, mistakes
from coach.engine.facts import DERIVED
from tests.engine.people import shipped

FACTS = Facts(
    {
        "spasticity": 5, "zones": frozenset({"z_groin", "z_buttock"}), "stiff_min": "1_30", "gait": frozenset(),
        "taught_standing": True, "minutes": 20,
    },
    frozenset({"kept_gtps", "pregnant"}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "result"),
    [
        ({"spasticity": {"min": 5}}, True),
        ({"spasticity": {"min": 6}}, False),
        ({"spasticity": {"max": 5}}, True),
        ({"spasticity": {"min": 4, "max": 4}}, False),
        ({"spasticity": {"is": 5}}, True),
        ({"zones": {"any": ["z_groin", "z_low_back"]}}, True),
        ({"zones": {"any": ["z_low_back"]}}, False),
        ({"zones": {"all": ["z_groin", "z_buttock"]}}, True),
        ({"zones": {"all": ["z_groin", "z_low_back"]}}, False),
        ({"zones": {"none": ["z_low_back"]}}, True),
        ({"zones": {"none": ["z_groin"]}}, False),
        ({"zones": {"min": 1}}, False),
        ({"stiff_min": {"is": "1_30"}}, True),
        ({"stiff_min": {"any": ["0", "1_30"]}}, True),
        ({"taught_standing": {"is": True}}, True),
        ({"gait": {"any": ["gait_toe_drag"]}}, False),
        ({"derived": "pregnant"}, True),
        ({"derived": ["pregnant", "kept_gtps"]}, True),
        ({"derived": ["pregnant", "thr_any"]}, False),
        ({"skipped": "fatigue"}, True),
        ({"skipped": "gait"}, False),
        ({"fatigue": {"min": 0}}, False),
        ({"fatigue": {"max": 10}}, False),
        ({"not": {"fatigue": {"min": 0}}}, True),
        ({"worse": {"none": ["w_spasm"]}}, False),
        ({"any": [{"derived": "thr_any"}, {"spasticity": {"min": 3}}]}, True),
        ({"all": [{"derived": "thr_any"}, {"spasticity": {"min": 3}}]}, False),
        ({"derived": "pregnant", "spasticity": {"min": 6}}, False),
        ({"derived": "pregnant", "not": {"derived": "thr_any"}}, True),
    ],
)
def test_what_holds(condition: dict[str, Any], result: bool) -> None:
    assert holds(condition, FACTS) is result


WORDS = Words({"spasticity": None, "zones": frozenset({"z_groin"}), "mobility": None}, frozenset({"pregnant"}))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({}, "a condition is a table with at least one key"),
        ("spasticity", "a condition is a table with at least one key"),
        ({"spastcity": {"min": 4}}, "unknown answer 'spastcity'; did you mean 'spasticity'?"),
        ({"zones": {"any": ["z_groyn"]}}, "`zones` has no answer 'z_groyn'; did you mean 'z_groin'?"),
        ({"zones": {"min": 2}}, "`zones` is not a number"),
        ({"spasticity": {"min": "4"}}, "`spasticity.min` takes a number"),
        ({"spasticity": {"min": True}}, "`spasticity.min` takes a number"),
        ({"zones": {"any": "z_groin"}}, "`zones.any` takes a list of answers"),
        ({"zones": {"none": "z_groin"}}, "`zones.none` takes a list of answers"),
        ({"spasticity": {"is": [4]}}, "`spasticity.is` takes one answer"),
        ({"derived": 3}, "unknown derived name 3"),
        ({"skipped": ["zones"]}, "unknown answer ['zones']"),
        ({"spasticity": 4}, "`spasticity` takes a test such as"),
        ({"spasticity": {"least": 4}}, "unknown test `least` for `spasticity`"),
        ({"derived": "pregnent"}, "unknown derived name 'pregnent'; did you mean 'pregnant'?"),
        ({"derived": ["pregnant", "x"]}, "unknown derived name 'x'"),
        ({"skipped": "zonez"}, "unknown answer 'zonez'"),
        ({"any": {"spasticity": {"min": 1}}}, "`any` takes a list of conditions"),
        ({"all": []}, "`all` takes a list of conditions"),
        ({"not": {"nothing": {"is": 1}}}, "unknown answer 'nothing'"),
        ({"any": [{"zones": {"any": ["z_groin"]}}, {"bad": {"is": 1}}]}, "unknown answer 'bad'"),
    ],
)
def test_mistakes_are_told(condition: Any, words: str) -> None:
    told = list(mistakes(condition, WORDS))
    assert len(told) == 1
    assert words in told[0]


def test_a_good_condition_has_no_mistakes() -> None:
    good = {"any": [{"spasticity": {"min": 4}}, {"not": {"derived": "pregnant"}, "zones": {"any": ["z_groin"]}}]}
    assert list(mistakes(good, WORDS)) == []


def test_the_intake_s_vocabulary() -> None:
    words = intake_words(shipped().rules.intake)
    assert words.derived == frozenset(DERIVED)
    assert words.fields["spasticity"] is None
    assert words.fields["mobility"] is None, "a number that is chosen"
    assert "z_groin" in (words.fields["zones"] or ())
    assert set(words.fields["helper"] or ()) == {"none", "sometimes", "always"}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["z_groin", "pregnant"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["any", "all", "not", "derived", "skipped", "spasticity", "zones", "min", "is", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(anything)
def test_what_has_no_mistakes_can_be_asked(condition: Any) -> None:
    if isinstance(condition, dict) and not list(mistakes(condition, WORDS)):
        assert holds(condition, FACTS) in (True, False)
