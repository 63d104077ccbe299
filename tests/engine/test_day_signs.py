"""What is usual, and what is a flare, from the check-ins by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.engine.day_signs import baseline, find_flare
from tests.engine.people import TODAY


def test_the_baseline_is_the_median_of_14_days_before_today_else_the_answer() -> None:
    def told(*pairs: tuple[int, int]) -> list[tuple[date, int]]:
        return [(TODAY - timedelta(days=ago), pain) for ago, pain in pairs]

    assert baseline([], TODAY, 14, 4) == 4
    assert baseline([], TODAY, 14, None) is None
    assert baseline(told((1, 2), (2, 9), (14, 3)), TODAY, 14, 8) == 3
    assert baseline(told((1, 2), (2, 3)), TODAY, 14, 8) == 2.5
    assert baseline(told((0, 9), (15, 9)), TODAY, 14, 4) == 4, "neither today nor what is longer ago"


def pains(*values: int | None) -> list[tuple[date, int]]:
    """One day each, the last one today."""
    first = TODAY - timedelta(days=len(values) - 1)
    return [(first + timedelta(days=n), pain) for n, pain in enumerate(values) if pain is not None]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ((5, 5, 5), 1),
        ((5, 5), None),
        ((5, 4, 5), None),
        ((5, None, 5, 5), None),
        ((5, 5, 5, 2), 2),  # at least three days
        ((5, 5, 5, 2, 2), 3),
        ((5, 5, 5, 2, 2, 2), None),
        ((*[5] * 10,), 8),
        ((5, 5, 5, 5, 5, 4), None),
        ((5, 5, 5, *[None] * 7), 8),
        ((5, 5, 5, *[None] * 8), None),  # a week without a word
    ],
)
def test_flare_days(told: tuple[int | None, ...], day: int | None) -> None:
    found = find_flare(pains(*told), TODAY, 3, rise=2, in_a_row=3, least_days=3, most_days=7, window=14)
    assert (None if found is None else found.day) == day
