"""The weekly look back behind all front ends: what is due on a real journal, what is asked, and in which words."""

import pytest

from coach.domain.events import CheckIn, MoodChecked, PhaseLogged, SessionEnded, WeeklyReview
from coach.engine.screening import flags_of_line
from coach.errors import InputError
from coach.services import safety
from coach.services.context import Coach
from coach.services.log import mark, undo
from coach.services.today import today_view
from coach.services.weekly import LookBack, due_now, due_words, triggers_due
from coach.services.weekly_steps import flags_opened, safety_lines
from tests.fake_clock import FakeClock
from tests.scenes_weekly import Offers, a_week

DAY = 24 * 3600.0


def pages(coach: Coach, run: LookBack, answers: dict[str, object]) -> list[str]:
    """Answer page by page to the end, what is not in `answers` with nothing; the ids of the pages."""
    seen = []
    while (step := run.step) is not None:
        seen.append(step.id)
        value = answers.get(step.id, () if step.firm else None)
        run.answer(value)  # type: ignore[arg-type]
    return seen


def test_due_until_answered_and_again_when_that_is_taken_back(settled: Coach, clock: FakeClock) -> None:
    assert not today_view(settled).weekly_due
    clock.advance(7 * DAY)
    assert today_view(settled).weekly_due
    assert due_now(settled).weekly
    pages(settled, LookBack(settled), {})
    assert not today_view(settled).weekly_due
    assert "weekly look back" in undo(settled)
    assert today_view(settled).weekly_due


def test_the_kept_days_know_when_it_falls_due(settled: Coach, clock: FakeClock) -> None:
    clock.advance(6 * DAY)
    assert not today_view(settled).weekly_due
    clock.advance(DAY)
    assert today_view(settled).weekly_due


def test_a_session_that_is_due_comes_first(settled: Coach, clock: FakeClock) -> None:
    clock.advance(7 * DAY - 3600)
    assert today_view(settled).weekly_next, "at 08:00 the session of 08:30 is still to come"
    clock.advance(3600)
    view = today_view(settled)
    assert view.weekly_due
    assert not view.weekly_next
    mark(settled, next(line.id for line in view.lines if line.kind == "session"), "done")
    assert today_view(settled).weekly_next


def test_every_flag_of_the_week_is_behind_some_line(settled: Coach) -> None:
    """Column W of R2.2, and nothing of a line that is hidden behind it."""
    lines = [row.id for row in safety_lines(settled).rows]
    opened = set(flags_opened(settled, lines))
    rules = settled.library.rules.red_flags
    assert {flag.id for flag in rules.flag if "weekly" in flag.asked} <= opened
    for line in lines:
        assert {flag.id for flag in flags_of_line(line, rules)} <= opened


def test_thoughts_of_ending_ones_life_belong_to_the_mood_questions(settled: Coach) -> None:
    lines = [row.id for row in safety_lines(settled).rows]
    assert "rf_suicide" not in flags_opened(settled, lines)


@pytest.mark.parametrize("total", range(7))
def test_from_a_sum_of_2_on_the_next_question_comes_at_once(settled: Coach, clock: FakeClock, total: int) -> None:
    run = LookBack(settled, "mood")
    seen = pages(settled, run, {"pleasure": str(total // 2), "low": str(total - total // 2)})
    assert seen == (["pleasure", "low"] if total < 2 else ["pleasure", "low", "flags", "mood_text"])
    event = settled.journal.last("mood_checked")
    assert event is not None
    assert isinstance(event.body, MoodChecked)
    assert event.body.pleasure + event.body.low == total


@pytest.mark.parametrize(("total", "words"), [(2, "In 14 days we ask again"), (3, "this week")])
def test_mood_is_told_kindly_and_with_whom_to_call(settled: Coach, total: int, words: str) -> None:
    run = LookBack(settled, "mood")
    run.answer("1")
    run.answer(str(total - 1))
    assert run.step is not None
    assert any("112" in line for line in run.step.lines)
    run.answer(())
    assert run.step is not None
    assert words in run.step.lines[0]


def test_stiffness_from_the_check_in_makes_the_list_due(settled: Coach) -> None:
    settled.record(CheckIn(fatigue=3, spasticity=7))
    assert not triggers_due(settled)
    settled.record(CheckIn(fatigue=3, spasticity=8))
    assert triggers_due(settled)
    pages(settled, LookBack(settled, "triggers"), {"triggers": ("trig_tight",)})
    assert not triggers_due(settled)


def test_a_list_left_open_is_asked_again(settled: Coach) -> None:
    settled.record(CheckIn(fatigue=3, spasticity=8))
    pages(settled, LookBack(settled, "triggers"), {})
    assert triggers_due(settled)


@pytest.mark.parametrize("flag", ["rf_relapse", "rf_fever"])
def test_nothing_harder_is_offered_while_a_flag_holds_it_back(settled: Coach, clock: FakeClock, flag: str) -> None:
    clock.advance(7 * DAY)
    safety.raise_flags(settled, [flag], "log")
    seen = pages(settled, LookBack(settled, proposer=Offers("up", "restart", "up")), {})
    assert [name for name in seen if name.startswith("proposal")] == ["proposal_1"]


def test_leaving_before_the_end_journals_nothing(settled: Coach) -> None:
    run = LookBack(settled)
    run.answer(None)
    run.answer(())
    run.answer(7)
    assert run.leave() is None
    assert settled.journal.events(kinds=("weekly_review",)) == ()
    assert run.closing == ""


def test_a_safety_page_takes_no_empty_answer(settled: Coach) -> None:
    run = LookBack(settled)
    run.answer(None)
    with pytest.raises(InputError, match="needs an answer"):
        run.skip()


def test_a_changed_medicine_leads_to_the_answers(settled: Coach) -> None:
    run = LookBack(settled)
    seen = pages(settled, run, {"medicines": "changed", "again": "now"})
    assert seen[-2:] == ["medicines_text", "again"]
    assert run.to_answers


def test_a_relapse_leads_to_the_answers_and_another_time_is_fine(settled: Coach, clock: FakeClock) -> None:
    settled.record(PhaseLogged(phase="relapse", state="ended", on=settled.today()))
    run = LookBack(settled)
    assert pages(settled, run, {"again": "later"})[-1] == "again"
    assert not run.to_answers


def test_after_twelve_weeks_without_gain_somebody_else_should_look(settled: Coach, clock: FakeClock) -> None:
    clock.advance(84 * DAY)
    run = LookBack(settled)
    assert "no_gain" in pages(settled, run, {"pain": 5})


def test_without_a_plan_there_is_nothing_to_look_back_on(answered: Coach) -> None:
    assert due_words(due_now(answered)) == ("Nothing is due to be asked.",)
    with pytest.raises(InputError):
        LookBack(answered)


def lines_of(coach: Coach) -> str:
    step = LookBack(coach).step
    assert step is not None
    return " ".join(step.lines)


def test_the_words_never_scold(settled: Coach, clock: FakeClock) -> None:
    assert "only just begun" in lines_of(settled)
    clock.advance(7 * DAY)
    idle = lines_of(settled)
    assert "Such weeks come, and nothing is lost." in idle
    assert "Days kept: 2 of 7. A rest day in the plan is a day kept." in idle
    assert not {"missed", "failed", "only", "should"} & set(idle.lower().split())


def test_one_session_is_counted_with_its_minutes(settled: Coach, clock: FakeClock) -> None:
    session = next(line.id for line in today_view(settled).lines if line.kind == "session")
    settled.record(SessionEnded(run="r", session=session, how="finished", sets_done=5, sets_planned=5, seconds=17 * 60))
    clock.advance(7 * DAY)
    assert "Sessions: 1 of 5 planned, 17 of about" in lines_of(settled)


def test_answers_are_kept_as_given(settled: Coach) -> None:
    pages(settled, LookBack(settled), {"pain": 4, "enjoy": 0, "activity": 10})
    (event,) = settled.journal.events(kinds=("weekly_review",))
    assert event.body == WeeklyReview(pain=4, enjoy=0, activity=10)


def test_a_look_back_of_a_usual_week_has_one_idea_a_page(settled: Coach, clock: FakeClock) -> None:
    a_week(settled, clock)
    run = LookBack(settled, proposer=Offers("up"))
    while (step := run.step) is not None:
        words = len(" ".join((step.ask, *step.lines)).split())
        assert words <= 60, step.id
        run.answer(() if step.firm else step.now)


def test_what_is_left_after_a_change_was_taken_does_not_deny_it(settled: Coach, clock: FakeClock) -> None:
    a_week(settled, clock)
    run = LookBack(settled, proposer=Offers("down", "up"))
    pages(settled, run, {"proposal_1": "yes", "proposal_2": "no"})
    assert run.closing == "This one stays as it is. Thank you, that was the look back."
    run = LookBack(settled, proposer=Offers("down", "up"))
    pages(settled, run, {"proposal_1": "no", "proposal_2": "no"})
    assert run.closing == "It stays as it is. Thank you, that was the look back."


def test_a_week_of_illness_was_spent_rightly(settled: Coach, clock: FakeClock) -> None:
    clock.advance(DAY)
    safety.raise_flags(settled, ("rf_fever",), "session_check")
    clock.advance(6 * DAY)
    said = lines_of(settled)
    assert "Rest was the right thing, and it counts." in said
    assert "Days kept: 6 of 7." in said
