"""The check-in and what the day makes of it."""

from coach.domain.events import CheckIn, SessionEnded
from coach.domain.plan import Session
from coach.services import guided
from coach.services.checkin import keep, pain_at_rest, questions
from coach.services.context import Coach
from coach.services.day import Line
from coach.services.log import check_in, log_fall, log_pain
from coach.services.people import person_now
from coach.services.safety import raise_flags
from coach.services.set_up import set_up_lines
from coach.services.today import today_view
from tests.fake_clock import FakeClock


def session_line(coach: Coach) -> Line:
    return next(line for line in today_view(coach).lines if line.kind == "session")


def minutes(coach: Coach) -> int:
    return guided.prepare(coach, session_line(coach).id).minutes


def test_a_green_day_says_nothing_of_its_sessions(settled: Coach) -> None:
    check_in(settled, 3, "enough", 3)
    view = today_view(settled)
    assert view.check_in is not None
    assert view.check_in.colour == "green"
    assert "gentler" not in session_line(settled).detail
    assert guided.prepare(settled, session_line(settled).id).changes == ()


def test_a_middling_day_says_how_long_it_is_now(settled: Coach) -> None:
    usual = minutes(settled)
    logged = check_in(settled, 6, "enough", 3)
    assert "middling" in logged.text
    now = minutes(settled)
    assert now < usual
    assert session_line(settled).detail.startswith(f"gentler today: {now} min, ")
    assert "70 %" in guided.prepare(settled, session_line(settled).id).changes[0]


def test_a_bad_day_is_five_minutes_and_counts_as_done(settled: Coach, clock: FakeClock) -> None:
    keep(settled, {"fatigue": 2}, bad_day=True)
    line = session_line(settled)
    ready = guided.prepare(settled, line.id)
    assert line.detail == f"gentler today: {ready.minutes} min, lying"
    assert ready.minutes <= 6
    running = guided.start(settled, ready)
    for move in running.state.script.moves:
        assert move.exercise.effort <= 2
    planned = running.state.script
    ended = SessionEnded(
        run=running.run,
        session=line.id,
        how="finished",
        sets_done=len(planned.starts),
        sets_planned=len(planned.starts),
    )
    settled.record(ended)
    assert session_line(settled).state == "done"


def test_the_pain_at_rest_is_the_newest_one_told(settled: Coach) -> None:
    assert pain_at_rest(settled) is None
    check_in(settled, 3, "enough", 3)
    log_pain(settled, 7)
    assert pain_at_rest(settled) == 7
    assert "hurts a lot at rest" in " ".join(guided.prepare(settled, session_line(settled).id).changes)
    log_pain(settled, 2)
    assert guided.prepare(settled, session_line(settled).id).changes == ()


def test_a_near_fall_stays_in_the_days_that_are_kept(settled: Coach, clock: FakeClock) -> None:
    """The kept days ahead know it as well."""
    log_fall(settled, near=True)
    today_view(settled)
    for _ in range(3):
        clock.advance(24 * 3600)
        kept = today_view(settled)
        settled.home.write_state(settled.home.state / "glance.json", "{}")
        assert today_view(settled) == kept


def test_what_is_due_is_asked_and_kept(settled: Coach) -> None:
    asks = questions(settled)
    assert [ask.id for ask in asks] == ["fatigue", "sleep", "pain", "spasticity"]
    keep(settled, {"fatigue": 4, "sleep": "under_6h", "pain": 3, "spasticity": 7})
    event = settled.journal.last("check_in")
    assert event is not None
    assert event.body == CheckIn(fatigue=4, sleep="under_6h", pain=3, spasticity=7)


def test_the_easier_form_in_a_session_keeps_to_the_day(settled: Coach) -> None:
    """After a near-fall no easier form without a firm hold comes in."""
    from coach.engine.day_state import SUPPORTED
    from coach.services.versions import easier_now

    log_fall(settled, near=True)
    every = settled.library.exercises
    for exercise in every.values():
        from coach.domain.plan import PlanItem

        form = easier_now(settled, PlanItem(id=exercise.id))
        if form is not None and form[0].on_feet(form[1].position or form[0].position):
            assert form[0].support in SUPPORTED


def test_the_kind_line_says_what_the_day_is(settled: Coach) -> None:
    """A day that leaves only breathing, or nothing, is never called a usual one."""
    assert check_in(settled, 3, "enough", 7).text == (
        "Thank you. It hurts a lot at rest, so today only breathing, relaxing and easy positions."
    )
    told = today_view(settled).check_in
    assert told is not None
    assert told.words.startswith("It hurts a lot at rest")
    raise_flags(settled, ("rf_fever",), "session_check")
    assert check_in(settled, 3, "enough", 3).text == "Thank you. Rest comes first now."


def test_what_to_get_ready_fits_the_work(settled: Coach) -> None:
    """Cooling is for work that warms (R4.8); still stretches only want a room that is not too warm."""
    person, _ = person_now(settled)

    def ready(*names: str) -> str:
        items = [{"id": name} for name in names]
        session = Session.model_validate({"id": "a", "title": "A", "days": ["mon"], "at": "09:00", "exercise": items})
        return " ".join(set_up_lines(session, person, settled))

    calm = ready("stretch_hamstring_strap", "str_glute_squeeze")
    assert "not too warm" in calm
    assert "something cool to drink" in ready("str_bridge")
    assert "something cool to drink" in ready("str_calf_raise_standing")
    assert "chair firm" not in ready("str_calf_raise_standing", "sit_to_stand")


def test_a_hard_day_without_a_session_speaks_of_none(settled: Coach, clock: FakeClock) -> None:
    clock.advance(5 * 24 * 3600)
    check_in(settled, 9, "enough", 3)
    view = today_view(settled)
    assert all(line.kind != "session" for line in view.lines)
    assert view.check_in is not None
    assert view.check_in.words == "A day to go easy. Nothing is planned, and rest is all it needs."
