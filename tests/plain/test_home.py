from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.events import SessionMarked
from coach.plain.console import StoppedError
from coach.plain.home import run_home
from coach.services import planning, safety
from coach.services.context import Coach
from coach.services.planning import needed_plan
from coach.services.today import today_view
from tests.fake_clock import FakeClock
from tests.plain.talk import Talk, coach_at, coach_for, kinds
from tests.plain.test_intake import EXPRESS

DAY = [*EXPRESS, "s", "w 1", "", "c", "4", "1", "3", "5", "note", "5", "a good day", "p", "", "", "", "", "q"]
"""From the welcome through review, check-in, a note, the plan and a whole session to the end."""


def everything(folder: Path, answers: list[str]) -> tuple[Coach, Talk, int | None]:
    """The whole conversation; None for the exit code where the input ended in the middle."""
    clock = FakeClock()
    coach = coach_at(folder, clock)
    talk = Talk(answers, clock)
    try:
        return coach, talk, run_home(talk.console, coach)
    except StoppedError:
        return coach, talk, None


def test_from_the_welcome_to_the_journal(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_at(tmp_path, clock)
    ends = iter([""] * 7)
    talk = Talk(DAY[:-1], clock, then=lambda said: next(ends, None))
    assert run_home(talk.console, coach) == 0
    found = kinds(coach)
    for kind in ("intake_done", "plan_accepted", "check_in", "note_logged", "session_started", "set_done"):
        assert kind in found
    assert found.count("session_ended") >= 1
    assert "\x1b" not in talk.text
    assert all(len(line) <= 78 for line in talk.text.split("\n"))
    assert talk.text.isascii()


@pytest.mark.parametrize("cut", range(len(DAY)))
def test_end_of_input_at_every_prompt_loses_nothing(cut: int, tmp_path: Path) -> None:
    coach, talk, _ = everything(tmp_path, DAY[:cut])
    before = list(coach.journal.events())
    coach.close()
    assert "Traceback" not in talk.text
    again = coach_at(tmp_path)
    assert list(again.journal.events()) == before
    later = Talk([], FakeClock(), then=None)
    with suppress(StoppedError):
        run_home(later.console, again)
    assert not again.settings_problems
    again.profile()
    planning.current_plan(again)


def test_next_day_starts_with_today(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    clock.advance(24 * 3600)
    talk = Talk(["q"], clock)
    assert run_home(talk.console, coach) == 0
    assert talk.text.strip().startswith("Today, Tuesday 24 November.")


def test_enter_walks_through_a_whole_day(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("wheelchair_helper_mornings", tmp_path, clock)
    talk = Talk([], clock, then=lambda said: "")
    assert run_home(talk.console, coach) == 0
    assert "Enter leaves." in talk.text
    assert "Until next time." in talk.text


def test_lines_can_be_marked_and_taken_back(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    sessions = {one.id for one in needed_plan(coach).plan.session}
    line = next(str(n) for n, one in enumerate(today_view(coach).lines, 1) if one.id in sessions)
    talk = Talk([line, "2", "u", line, "3", "q"], clock)
    assert run_home(talk.console, coach) == 0
    marks = [event.body.mark for event in coach.journal.events() if isinstance(event.body, SessionMarked)]
    assert marks == ["skipped"]
    assert "Taken back" in talk.text
    assert "left out today, and that is fine" in talk.text


def test_wrong_keys_are_told_kindly(tmp_path: Path) -> None:
    clock = FakeClock()
    talk = Talk(["zz", "99", "?", "u", "q"], clock)
    assert run_home(talk.console, coach_for("limps", tmp_path, clock)) == 0
    assert talk.text.count("Please type Enter, one of the letters") == 2
    assert "There is nothing from today to take back." in talk.text


def test_q_inside_comes_back_to_today(tmp_path: Path) -> None:
    clock = FakeClock()
    talk = Talk(["c", "q", "q"], clock)
    assert run_home(talk.console, coach_for("limps", tmp_path, clock)) == 0
    assert "Stopped. What you did is kept." in talk.text
    assert "Until next time." in talk.text


def test_emergency_shows_the_action_screen_and_nothing_else(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    safety.raise_flags(coach, ["rf_stroke"], "session_check")
    talk = Talk([], FakeClock())
    assert run_home(talk.console, coach) == 3
    assert talk.text.strip().startswith("Get help now")
    assert "Today" not in talk.text


def test_fall_in_the_day_asks_and_stops(tmp_path: Path) -> None:
    clock = FakeClock()
    talk = Talk(["f", "1", "y", "n", "n"], clock)
    assert run_home(talk.console, coach_for("limps", tmp_path, clock)) == 3
    assert "Get help now" in talk.text


def test_blocked_day_says_so_and_goes_on(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    safety.raise_flags(coach, ["rf_fever"], "session_check")
    talk = Talk(["", "q"], clock, then=lambda said: "q")
    run_home(talk.console, coach)
    assert "No exercise for now." in talk.text


def test_plan_due_for_a_look_is_offered(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    clock.advance(timedelta(days=29).total_seconds())
    talk = Talk(["new"], clock, then=lambda said: "q" if "choice" in said else "")
    assert run_home(talk.console, coach) == 0
    assert "new: make the plan anew" in " ".join(talk.text.split())
    assert planning.needed_plan(coach).plan.review == coach.today() + timedelta(days=28)


def test_broken_plan_file_goes_on_with_the_last_good_one(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    coach.home.plan.write_text("format = 1\nstarts = soon\n")
    talk = Talk(["new", "q"], clock, then=lambda said: "q")
    assert run_home(talk.console, coach) == 0
    assert "Your plan goes on as it was." in talk.text
    assert coach.home.plan.read_text() == "format = 1\nstarts = soon\n"


def test_strange_names_in_a_plan_stay_harmless(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    plan = planning.needed_plan(coach).plan
    coach.home.plan.write_text(
        coach.home.plan.read_text().replace(plan.session[0].title, "\\u001b]0;mine\\u0007 [b]bold[/b]", 1)
    )
    talk = Talk(["p", "q"], clock)
    run_home(talk.console, coach)
    assert "\x1b" not in talk.text
    assert "\x07" not in talk.text


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.lists(
        st.text(max_size=12)
        | st.sampled_from(["", "1", "2", "c", "o", "f", "i", "p", "note", "new", "n", "y", "?", "b", "s"])
    )
)
def test_any_typing_at_home_is_survived(answers: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    clock = FakeClock()
    coach = coach_for("outer_hip_skips_half", tmp_path_factory.mktemp("typing"), clock)
    talk = Talk(answers, clock)
    with suppress(StoppedError):
        run_home(talk.console, coach)
    assert "\x1b" not in talk.text
    coach.close()


def test_the_day_is_not_said_twice_after_a_check_in(tmp_path: Path) -> None:
    clock = FakeClock()
    talk = Talk(["c", "6", "3", "4", "", "", "q"], clock, then=lambda said: "q" if "Your choice" in said else "")
    assert run_home(talk.console, coach_for("limps", tmp_path, clock)) == 0
    assert talk.text.count("middling day") == 1
