from pathlib import Path

import pytest

from coach.errors import SafetyStop
from coach.plain.console import StoppedError
from coach.plain.rebuild import rebuild
from coach.plain.review import review
from coach.services import planning, safety
from coach.services.plan_offer import choice_of, offer_rebuild
from coach.services.plan_words import days_words, seconds_words
from tests.fake_clock import FakeClock
from tests.offers import answer, fewer_minutes, swollen_leg
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


def test_why_alone_tells_what_is_left_out_and_missed(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path, plan=False)
    talk = Talk(["w", "w 2", ""], FakeClock())
    assert review(talk.console, coach)
    assert "Left out for now" in talk.text
    assert "some other weeks are being tried" in talk.text
    assert "Where this comes from" in talk.text


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


def test_single_lines_of_a_rebuild_are_left_and_explained(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    answer(coach, "spasticity", "2")
    before = coach.home.plan.read_bytes()
    offer = offer_rebuild(coach, coach.profile() or pytest.fail("no answers"))
    alone = [line for line in offer.lines if line.kind != "session_new" and not line.needs]
    free = next(offer.lines.index(one) + 1 for one in alone if not choice_of(coach, offer, {one.id}).errors)
    others = [str(n) for n in range(1, len(offer.lines) + 1) if n != free]
    talk = Talk([f"w {free}", f"w{others[0]}", *others, "p", "99", "zz", ""], FakeClock())
    rebuild(talk.console, coach)
    assert not talk.left
    assert talk.text.count("Not ticked") >= len(others) - 2
    assert f"The numbers go from 1 to {len(offer.lines)}." in talk.text
    assert "The new plan is in force" in talk.text
    assert coach.home.plan.read_bytes() != before
    again = offer_rebuild(coach, coach.profile() or pytest.fail("no answers"))
    assert offer.lines[free - 1].id not in again.ids


def test_nothing_ticked_or_skipped_leaves_the_plan(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    fewer_minutes(coach)
    before = coach.home.plan.read_bytes()
    for answers in (["s"], ["no"]):
        talk = Talk(answers, FakeClock())
        rebuild(talk.console, coach)
        assert "Your plan stays as it is." in talk.text
    assert coach.home.plan.read_bytes() == before


def test_lines_that_break_a_rule_together_are_told_and_mended(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    offer = fewer_minutes(coach)
    before = coach.home.plan.read_bytes()
    numbers = [str(n) for n, line in enumerate(offer.lines, 1) if line.kind in ("gone", "session_gone", "dose")]
    assert numbers
    talk = Talk([*numbers, "", "", ""], FakeClock())
    rebuild(talk.console, coach)
    assert "This does not fit together." in talk.text
    assert "more than the 10 you gave" in " ".join(talk.text.split())
    assert "Tick this, too" in talk.text
    assert coach.home.plan.read_bytes() != before
    found = planning.check_bytes(coach, coach.home.plan.read_bytes(), "plan.toml", coach.profile())
    assert found.fits


def test_what_is_needed_cannot_be_left_alone(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    swollen_leg(coach)
    talk = Talk(["1", "w 1", "s"], FakeClock())
    rebuild(talk.console, coach)
    assert "Needed now" in talk.text
    assert "This one is needed and cannot be left alone." in talk.text
    assert "This change is needed." in talk.text


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
