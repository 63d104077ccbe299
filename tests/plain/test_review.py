from pathlib import Path

import pytest

from coach.errors import SafetyStop
from coach.plain.console import StoppedError
from coach.plain.rebuild import rebuild
from coach.plain.review import review
from coach.services import planning, safety
from coach.services.plan_words import days_words, seconds_words
from tests.fake_clock import FakeClock
from tests.plain.talk import Talk, coach_for, kinds


def test_enter_accepts(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path, plan=False)
    talk = Talk([""], FakeClock())
    assert review(talk.console, coach)
    assert coach.home.plan.is_file()
    assert planning.needed_plan(coach).plan.session


def test_why_leave_out_and_swap(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path, plan=False)
    first = planning.build_plan(coach, coach.profile() or pytest.fail("no answers")).plan
    talk = Talk(["w1", "l 2", "r 1", "1", "p", "zz", "w 999", "?", ""], FakeClock())
    assert review(talk.console, coach)
    plan = planning.needed_plan(coach).plan
    assert sum(len(session.exercise) for session in plan.session) == sum(len(s.exercise) for s in first.session) - 1
    assert first.session[0].exercise[0].why[0] in " ".join(talk.text.split())
    assert "The numbers go from 1 to" in talk.text
    assert "In the place of" in talk.text or "Nothing else fits" in talk.text


def test_a_change_is_taken_back(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path, plan=False)
    first = planning.build_plan(coach, coach.profile() or pytest.fail("no answers")).plan
    talk = Talk(["u", "l 1", "l 1", "u", "u", ""], FakeClock())
    assert review(talk.console, coach)
    assert planning.needed_plan(coach).plan.session == first.session
    assert "Nothing is changed yet." in talk.text


def test_q_leaves_no_plan(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path, plan=False)
    with pytest.raises(StoppedError):
        review(Talk(["l 1", "q"], FakeClock()).console, coach)
    assert not coach.home.plan.exists()
    assert "plan_accepted" not in kinds(coach)


def test_skip_leaves_it_for_later(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path, plan=False)
    assert not review(Talk(["s"], FakeClock()).console, coach)
    assert not coach.home.plan.exists()


def test_everything_left_out_is_no_crash(tmp_path: Path) -> None:
    coach = coach_for("in_bed", tmp_path, plan=False)
    talk = Talk(["l 1"] * 60, FakeClock(), then=lambda said: "")
    talk._answers = ["l 1"] * 40
    review(talk.console, coach)


def test_no_plan_in_an_emergency(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path, plan=False)
    safety.raise_flags(coach, ["rf_chest"], "intake")
    with pytest.raises(SafetyStop, match="Get help now"):
        review(Talk([], FakeClock()).console, coach)


def test_rebuild_asks_before_it_changes(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    safety.raise_flags(coach, ["rf_fever"], "log")
    before = coach.home.plan.read_bytes()
    no = Talk(["n"], FakeClock())
    rebuild(no.console, coach)
    assert "What would change" in no.text
    assert coach.home.plan.read_bytes() == before
    rebuild(Talk(["y"], FakeClock()).console, coach)
    assert coach.home.plan.read_bytes() != before
    assert coach.home.backups_of(coach.home.plan)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("mon", "tue", "wed", "thu", "fri"), "Monday to Friday"),
        (("thu", "mon"), "Monday and Thursday"),
        (("sun",), "Sunday"),
        (("mon", "wed", "fri"), "Monday, Wednesday and Friday"),
        ((), "every day"),
    ],
)
def test_days_in_words(days: tuple[str, ...], words: str) -> None:
    assert days_words(days) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"), (45, "45 seconds"), (60, "1 minute"), (90, "1 and a half minutes"),
        (96, "1 minute 36 seconds"), (120, "2 minutes"), (150, "2 and a half minutes"),
    ],
)  # fmt: skip
def test_seconds_in_words(seconds: int, words: str) -> None:
    assert seconds_words(seconds) == words
