from pathlib import Path

import pytest

from coach.plain.console import BACK, SKIP, Move, StoppedError
from coach.plain.intake import run_intake
from coach.plain.medicines import ask_medicines
from coach.plain.safety import first_question
from coach.services import safety
from tests.fake_clock import FakeClock
from tests.plain.talk import Talk, coach_at, coach_for, kinds, library

EXPRESS = [
    "", "1", "0", "0", "52", "1", "1", "0", "6", "5", "1", "1", "7 8", "7", "5", "20", "mon tue wed thu fri", "7:30",
    "22:30", "1 4 5",
]  # fmt: skip
"""Consent, the short way, and its 14 questions."""


def test_short_way_makes_a_profile(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)
    talk = Talk(EXPRESS, FakeClock())
    assert run_intake(talk.console, coach) == 0
    profile = coach.profile()
    assert profile is not None
    assert profile.person.age == 52
    assert profile.hip.quality == ("q_aching", "q_stiff")
    assert profile.capacity.sleep == "22:30"
    assert "Question 14 of 14" in talk.text
    assert talk.left == []


def test_everything_can_be_skipped_but_safety(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)
    talk = Talk(["", "2", "s", "0", "s", "0"], FakeClock(), then=lambda said: "s")
    assert run_intake(talk.console, coach) == 0
    profile = coach.profile()
    assert profile is not None
    assert profile.ms.mobility is None
    assert talk.text.count("This one needs an answer.") == 2
    assert "Question 25 of 25" in talk.text or "Question 24 of 24" in talk.text


def test_stopped_intake_goes_on_where_it_was(tmp_path: Path) -> None:
    first = Talk(EXPRESS[:7], FakeClock())
    with pytest.raises(StoppedError):
        run_intake(first.console, coach_at(tmp_path))
    again = Talk(["", *EXPRESS[7:]], FakeClock())
    coach = coach_at(tmp_path)
    assert run_intake(again.console, coach) == 0
    assert "still here" in again.text
    profile = coach.profile()
    assert profile is not None
    assert profile.person.age == 52
    assert profile.ms.falls == 0


def test_back_shows_the_old_answer_as_default(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)
    talk = Talk([*EXPRESS[:5], "b", "", *EXPRESS[5:]], FakeClock())
    run_intake(talk.console, coach)
    assert "Number of years [52]:" in talk.text


def test_emergency_ends_at_once_and_is_kept(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)
    talk = Talk(["", "1", "4", "1"], FakeClock())
    assert run_intake(talk.console, coach) == 3
    assert kinds(coach) == ["flags_raised"]
    screen = talk.text[talk.text.index("Get help now") :]
    assert "Question" not in screen
    assert "112" in screen
    assert coach.profile() is None


def test_tick_without_a_row_is_mentioned(tmp_path: Path) -> None:
    talk = Talk(["", "1", "6", "0", *EXPRESS[3:]], FakeClock())
    assert run_intake(talk.console, coach_at(tmp_path)) == 0
    assert "Please mention what you ticked to your MS team." in " ".join(talk.text.split())


def test_other_flags_show_the_action_screen_in_the_end(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)
    talk = Talk(["", "1", "3", "3", *EXPRESS[3:]], FakeClock())
    assert run_intake(talk.console, coach) == 0
    assert talk.text.index("Talk to someone today") > talk.text.index("Your answers are kept")


def test_a_day_to_come_and_a_day_without_night_are_asked_again(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)
    hip = ["1", "1", "2999-01-01", "2026-09-28", "1", "n"]
    rest = [*EXPRESS[4:18], "07:30", *EXPRESS[18:]]
    talk = Talk(["", "1", "0", *hip, *rest], FakeClock())
    run_intake(talk.console, coach)
    assert "still to come" in talk.text
    assert "at the same time" in talk.text
    assert coach.profile() is not None


def medicines(*answers: str) -> tuple[list[dict[str, object]] | Move, str]:
    """What comes of typing this at the medicines question."""
    talk = Talk(answers, FakeClock())
    known = library()[0].rules.medicines.medicine
    return ask_medicines(talk.console, "Which?", "Shop ones count too.", (), known), talk.text


def test_medicines_by_letters_and_by_number() -> None:
    chosen, text = medicines("bacl", "1", "8 14 22", "?", "m", "1", "", "")
    assert chosen == [
        {"info": "med_baclofen", "times": ["08:00", "14:00", "22:00"]}, {"info": "med_acetaminophen"}
    ]  # fmt: skip
    assert "when needed. Another one?" in text
    assert "Shop ones count too." in text


def test_medicine_under_a_name_of_its_own() -> None:
    assert medicines("zzz", "n", "my tea", "", "25 h", "21:00", "")[0] == [{"name": "my tea", "times": ["21:00"]}]
    assert medicines("bacl", "b", "vitamin d", "y", "", "u", "???", "999", "s")[0] is SKIP


def test_medicine_taken_back_named_twice_and_skipped() -> None:
    again, _ = medicines("bacl", "1", "8", "baclofen tablets", "9", "")
    assert again == [{"info": "med_baclofen", "times": ["09:00"]}]
    assert medicines("")[0] is SKIP
    assert medicines("b")[0] is BACK
    assert medicines("bacl", "1", "8", "s")[0] == [{"info": "med_baclofen", "times": ["08:00"]}]


def test_medicines_reach_their_own_file(tmp_path: Path) -> None:
    coach = coach_at(tmp_path)

    def answer(said: str) -> str:
        if "Medicine [skip]" in said:
            return "baclofen tablets"
        return "08:00" if "Times, such as 08:00" in said else "" if "Medicine [that is all]" in said else "s"

    assert run_intake(Talk(["", "2", "0", "0"], FakeClock(), then=answer).console, coach) == 0
    profile = coach.profile()
    assert profile is not None
    assert [(one.info, one.times) for one in profile.medicine] == [("med_baclofen", ("08:00",))]


def test_old_answers_are_the_defaults_the_second_time(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    before = coach.profile()
    talk = Talk(["2", "0", "0"], FakeClock(), then=lambda said: "")
    assert run_intake(talk.console, coach) == 0
    after = coach.profile()
    assert before is not None
    assert after is not None
    assert after.hip == before.hip
    assert after.capacity == before.capacity
    assert after.medicine == before.medicine


def test_fresh_first_question_lifts_what_was_cleared(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    safety.raise_flags(coach, ["rf_chest"], "session_check")
    safety.clear(coach, "rf_chest", by="Dr Gray", on=coach.today())
    assert safety.screening_now(coach).stops_everything
    talk = Talk(["6", "0"], FakeClock())
    assert first_question(talk.console, coach) is None
    assert not safety.screening_now(coach).stops_everything


def test_fresh_first_question_raises_what_is_new(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    talk = Talk(["4", "1"], FakeClock())
    screen = first_question(talk.console, coach)
    assert screen is not None
    assert screen.urgency == "emergency_now"
