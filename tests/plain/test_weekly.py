"""The weekly look back in lines: the same answers lead to the same journal as on the screens."""

from pathlib import Path

import pytest

from coach.plain.console import StoppedError
from coach.plain.home import run_home
from coach.plain.weekly import lead, run_weekly
from coach.services.weekly import LookBack
from tests.people import person
from tests.plain.talk import Talk
from tests.scenes import in_austria
from tests.scenes_weekly import Offers, a_week
from tests.weekly_scenarios import SCENARIOS


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_look_back(name: str, tmp_path: Path) -> None:
    scenario = SCENARIOS[name]
    with person("settled", tmp_path) as (coach, clock):
        in_austria(coach, clock)
        a_week(coach, clock)
        before = len(coach.journal.events())
        offers = Offers(*scenario.offers, ask=scenario.ask)
        run = LookBack(coach, proposer=offers)
        talk = Talk([line for page in scenario.pages for line in page.typed], clock)
        assert lead(talk.console, coach, run) == (3 if scenario.stopped else 0)
        assert tuple(event.body for event in coach.journal.events()[before:]) == scenario.journal
        assert tuple(offers.answers) == scenario.answers
        assert scenario.says in " ".join(talk.text.split())
        assert not talk.left
        assert talk.text.isascii()


def test_b_goes_back_and_another_answer_counts(tmp_path: Path) -> None:
    with person("settled", tmp_path) as (coach, clock):
        a_week(coach, clock)
        talk = Talk(["", "", "0", "4", "b", "5", "s", "s", "s", "", "", "s", "s"], clock)
        assert run_weekly(talk.console, coach) == 0
        (event,) = coach.journal.events(kinds=("weekly_review",))
        assert event.body.model_dump()["pain"] == 5


def test_q_over_open_rows_sets_them_all(tmp_path: Path) -> None:
    with person("settled", tmp_path) as (coach, clock):
        a_week(coach, clock)
        talk = Talk(["", "", "4", "q"], clock)
        assert run_weekly(talk.console, coach) == 3
        assert "Get help now" in talk.text
        (event,) = coach.journal.events(kinds=("flags_raised",))
        assert len(event.body.model_dump()["flags"]) == 4


def test_q_before_that_leaves_it_due(tmp_path: Path) -> None:
    with person("settled", tmp_path) as (coach, clock):
        a_week(coach, clock)
        with pytest.raises(StoppedError):
            run_weekly(Talk(["", "", "0", "4", "q"], clock).console, coach)
        assert coach.journal.events(kinds=("weekly_review", "flags_raised")) == ()


def test_the_day_leads_to_it_by_its_word_and_by_enter(tmp_path: Path) -> None:
    with person("settled", tmp_path) as (coach, clock):
        a_week(coach, clock)
        talk = Talk(["weekly", "q", "1", "2", "", "q", "q"], clock)
        assert run_home(talk.console, coach) == 0
        assert "The weekly look back is due, about 2 minutes.\n" in talk.text
        assert "Enter: look back at the week." in talk.text
        assert talk.text.count("The week behind you") == 2
