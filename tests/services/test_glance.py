"""The kept copy of a day is never anything else than the day worked out afresh."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.events import PhaseLogged
from coach.services import glance
from coach.services.context import Coach
from coach.services.day import Today
from coach.services.day_now import as_of
from coach.services.day_reading import read_days
from coach.services.glance import kept_day
from coach.services.log import More, check_in, log_fall, log_pain, mark, undo
from coach.services.settings import change
from coach.services.today import today_view
from tests.fake_clock import FakeClock

ROOT = Path(__file__).resolve().parents[2]


def edit_plan(coach: Coach) -> None:
    text = coach.home.plan.read_text()
    coach.home.plan.write_text(text.replace('title = "', 'title = "A ', 1))


def first_session(coach: Coach) -> str:
    return next(line.id for line in today_view(coach).lines if line.kind == "session")


def take_back(coach: Coach) -> None:
    if coach.journal.events(since=coach.today(), kinds=("check_in", "pain_logged", "session_marked")):
        undo(coach)


ACTS: dict[str, Callable[[Coach], Any]] = {
    "check in": lambda coach: check_in(coach, 4, "enough", 3),
    "tired": lambda coach: check_in(coach, 6, "enough", 3),
    "bad day": lambda coach: check_in(coach, 3, None, None, bad_day=True),
    "cost": lambda coach: check_in(coach, 3, None, 3, more=More(cost="over_two_hours", spasticity=8)),
    "near fall": lambda coach: log_fall(coach, near=True),
    "relapse": lambda coach: coach.record(PhaseLogged(phase="relapse", state="began", on=coach.today())),
    "pain": lambda coach: log_pain(coach, 2),
    "done": lambda coach: mark(coach, "1", "done") if today_view(coach).lines else None,
    "undo": take_back,
    "edit": edit_plan,
    "day start": lambda coach: change(coach, "day_starts", "05:00"),
    "damage": lambda coach: (coach.home.state / glance.FILE).write_text('{"days": 3, "mark": [}'),
    "other shape": lambda coach: (coach.home.state / glance.FILE).write_text('{"days": {"2026-11-23": {}}}'),
    "look": today_view,
}


def afresh(coach: Coach) -> Today:
    """Today with nothing taken from what is kept."""
    return as_of(read_days(coach)[0], coach.now())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 40)), max_size=8))
def test_what_is_kept_is_what_is_worked_out(settled: Coach, clock: FakeClock, acts: list[tuple[str, int]]) -> None:
    for name, hours in acts:
        clock.advance(hours * 3600)
        ACTS[name](settled)
        assert today_view(settled) == afresh(settled)
        assert today_view(settled) == afresh(settled)


def test_a_kept_day_holds_while_nothing_changes(settled: Coach, clock: FakeClock) -> None:
    shown = today_view(settled)
    kept = kept_day(settled)
    assert kept is not None
    assert as_of(kept, clock.now()) == shown
    clock.advance(timedelta(days=1).total_seconds())
    tomorrow = kept_day(settled)
    assert tomorrow is not None, "the first look of a new day is as quick"
    assert tomorrow == read_days(settled)[0]
    clock.advance(timedelta(days=7).total_seconds())
    assert kept_day(settled) is None


@pytest.mark.parametrize("name", ["plan", "profile", "settings", "medicines"])
def test_a_changed_file_ends_it(settled: Coach, name: str) -> None:
    today_view(settled)
    path: Path = getattr(settled.home, name)
    path.write_bytes((path.read_bytes() if path.exists() else b"format = 1\n") + b"# a remark\n")
    assert kept_day(settled) is None


def test_an_entry_ends_it(settled: Coach) -> None:
    today_view(settled)
    log_pain(settled, 3)
    assert kept_day(settled) is None


def test_a_plan_that_does_not_fit_is_told_each_time(settled: Coach) -> None:
    settled.home.plan.write_text("format = 1\ntitle = 3\n")
    assert today_view(settled).problems
    assert today_view(settled).problems


def test_where_nothing_can_be_kept_the_day_is_there(settled: Coach) -> None:
    (settled.home.state / glance.FILE).unlink(missing_ok=True)
    (settled.home.state / glance.FILE).mkdir()
    assert today_view(settled).lines


def test_an_unchanged_day_is_shown_without_checking_models(settled: Coach) -> None:
    today_view(settled)
    settled.close()
    code = f"""
import sys
from datetime import datetime
from zoneinfo import ZoneInfo
import coach.clock
coach.clock.SystemClock.now = lambda self: datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))
from pathlib import Path
from coach.bootstrap import build_coach
from coach.store.home import Home
from coach.services.today import today_view
import coach.tui.screens.today
view = today_view(build_coach(Home(Path({str(settled.home.root)!r}))))
print(len(view.lines), "pydantic" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == [str(len(today_view(settled).lines)), "False"], done.stderr
