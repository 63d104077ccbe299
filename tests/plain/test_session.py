from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from textual.binding import Binding

from coach.content.loader import Loaded
from coach.domain.events import FallLogged, PainLogged, SessionEnded, SessionRated
from coach.engine.player_state import Finish, Start
from coach.errors import InputError
from coach.plain.console import StoppedError
from coach.plain.player import OTHER, SIMPLE
from coach.plain.session import run_session
from coach.services import guided
from coach.services.context import Coach
from coach.services.planning import needed_plan
from coach.services.today import today_view
from coach.tui.screens.player import PlayerView
from tests.fake_clock import FakeClock
from tests.personas import LEVELS
from tests.plain.talk import Answer, Key, Talk, Wait, coach_for, kinds

READY = ["", "2", ""]
"""Nothing has come up, pain 2 at rest, start."""


def led(coach: Coach, clock: FakeClock, *answers: Answer) -> Talk:
    """A session with these answers; the ratings after it are skipped."""
    talk = Talk([*READY, *answers], clock, then=lambda said: "")
    assert run_session(talk.console, coach) == 0
    return talk


@pytest.mark.parametrize("persona", LEVELS.values())
def test_whole_session_at_every_level(persona: str, tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for(persona, tmp_path, clock)
    talk = led(coach, clock)
    assert "Well kept." in talk.text
    assert "\x1b" not in talk.text
    ended = [event.body for event in coach.journal.events() if isinstance(event.body, SessionEnded)]
    assert [(one.how, one.sets_done == one.sets_planned) for one in ended] == [("finished", True)]


def test_what_felt_easy_is_noted_once(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = led(coach, clock, Key("h"), Key("h"))
    assert "felt easy. If it stays so" in talk.text
    assert kinds(coach).count("felt_easy") == 1


@pytest.mark.parametrize(("sets", "state", "counted"), [(0, "open", 0), (1, "done", 1)])
def test_session_that_was_only_walked_past_is_not_done(tmp_path: Path, sets: int, state: str, counted: int) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    session = next(line for line in today_view(coach).lines if line.kind == "session").id
    body = SessionEnded(run="r", session=session, how="finished", sets_done=sets, sets_planned=4)
    coach.journal.append(body, at=clock.now(), zone="UTC", day=coach.today())
    view = today_view(coach)
    assert [line.state for line in view.lines if line.id == session] == [state]
    assert view.sessions_done == counted


def test_milestones_of_a_hold(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("wheelchair_helper_mornings", tmp_path, clock)
    talk = led(coach, clock)
    hold = talk.text[talk.text.index("Hold, ") :]
    lines = hold.split("\n")[: hold.split("\n").index("And release.") + 1]
    assert lines[-4:] == ["3.", "2.", "1.", "And release."]


def test_ratings_are_journaled_and_each_can_be_skipped(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = Talk(READY, clock, then=lambda said: "6" if "How hard was it" in said else "")
    assert run_session(talk.console, coach) == 0
    rated = [event.body for event in coach.journal.events() if isinstance(event.body, SessionRated)]
    assert [(one.pain, one.effort, one.fatigue) for one in rated] == [(None, 6, None)]


def test_pause_holds_the_clock(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = led(coach, clock, Wait(2), Key(" "), Wait(600), Key(""), Wait(1), Key("q"))
    assert "Paused. Enter goes on." in talk.text
    assert "Going on." in talk.text
    ended = coach.journal.last("session_ended")
    assert ended is not None
    assert isinstance(ended.body, SessionEnded)
    assert ended.body.seconds < 10


def test_the_keys_are_those_of_the_screens(tmp_path: Path) -> None:
    clock = FakeClock()
    talk = led(coach_for("limps", tmp_path, clock), clock, Wait(20), Key("w"), Key("n"), "s", Key("f"), "s", Key("q"))
    said = talk.text[talk.text.index("names all keys") :]
    assert (
        said.index("Watch out:") < said.index("What is it?") < said.index("I nearly fell") < said.index("It will keep")
    )
    on_the_screen = {one.id for one in PlayerView.BINDINGS if isinstance(one, Binding)} - {
        "back"
    }  # a line has no Escape
    assert on_the_screen - {"back"} == {*SIMPLE, *OTHER} - {"help"}, "only Escape has no place in a line"


@pytest.mark.parametrize("key", ["a", "b", "s", "e", "h", "+", "?", "zz", " ", "p", "w", "1", "9" * 50, "ä"])
def test_every_key_is_answered_and_none_crashes(key: str, tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = led(coach, clock, Wait(20), Key(key), Wait(1), Key(""), Wait(3), Key(key), Wait(1), Key(""), Key("q"))
    assert "\x1b" not in talk.text
    assert "session_ended" in kinds(coach)


def test_second_strong_ouch_ends_the_session(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("walks_well", tmp_path, clock)

    def answer(said: str) -> str:
        return "9" if "How much does it hurt" in said else "n" if "Try the easier form?" in said else ""

    longest = max(needed_plan(coach).plan.sessions_on("mon"), key=lambda one: len(one.exercise))
    talk = Talk([*READY, Wait(20), Key("o"), Wait(20), Key("o")], clock, then=answer)
    assert run_session(talk.console, coach, longest.id) == 0
    assert "That is enough for today. What you did counts." in talk.text
    pains = [e.body for e in coach.journal.events() if isinstance(e.body, PainLogged) and e.body.exercise]
    assert [one.pain for one in pains] == [9, 9]
    ended = coach.journal.last("session_ended")
    assert ended is not None
    assert isinstance(ended.body, SessionEnded)
    assert ended.body.how == "stop_rule"


def test_mild_ouch_goes_on(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = led(coach, clock, Wait(20), Key("o"), "2", Key(""))
    assert "Carry on at your own pace." in talk.text
    assert "Well kept." in talk.text


def test_fall_is_asked_about_at_once_and_shows_the_action_screen(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = Talk([*READY, Wait(20), Key("f"), "1", "y", "n", "n"], clock)
    assert run_session(talk.console, coach) == 3
    assert talk.text.rstrip().endswith("Leg hurt in a fall.")  # the action screen, and nothing after it
    assert "Get help now" in talk.text
    assert any(isinstance(event.body, FallLogged) for event in coach.journal.events())
    assert "flags_raised" in kinds(coach)
    assert "session_rated" not in kinds(coach)


def test_fall_without_injury_ends_the_session_kindly(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = led(coach, clock, Wait(20), Key("f"), "1", "n", "n", "n")
    assert "The session ends here." in talk.text
    assert "flags_raised" not in kinds(coach)


def test_fall_questions_left_open_are_said(tmp_path: Path) -> None:
    clock = FakeClock()
    talk = Talk([*READY, Wait(20), Key("f"), "1"], clock)
    coach = coach_for("limps", tmp_path, clock)
    with pytest.raises(StoppedError):
        run_session(talk.console, coach)
    assert "coach safety ask" in talk.text
    assert "fall_logged" in kinds(coach)


def test_near_fall_asks_one_question(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = Talk([*READY, Wait(20), Key("f"), "2", "n"], clock, then=lambda said: "")
    with suppress(StoppedError):
        run_session(talk.console, coach)
    assert "Sit down and breathe." in talk.text
    falls = [event.body for event in coach.journal.events() if isinstance(event.body, FallLogged)]
    assert [one.near for one in falls] == [True]


def test_chest_pain_in_the_wrong_list_is_an_emergency(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    number = next(str(place) for place, rule in enumerate(_rules(coach), 1) if rule == "stop_chest")
    talk = Talk([*READY, Wait(20), Key("n"), number], clock)
    assert run_session(talk.console, coach) == 3
    assert "Get help now" in talk.text


def _rules(coach: Coach) -> list[str]:
    return [rule.id for rule in coach.library.rules.red_flags.stop_rule if rule.id != "stop_pain"]


def test_symptom_waits_until_it_has_settled(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    number = str(_rules(coach).index("stop_spasm") + 1)
    talk = led(coach, clock, Wait(20), Key("n"), number, Wait(300), Key(""))
    assert "Wait until it passes." in talk.text
    assert "Enter when it has settled" in talk.text
    assert "Well kept." in talk.text


def test_symptom_that_does_not_settle_ends_the_session(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    rules = coach.library.rules
    waits = tuple(
        rule.model_copy(update={"ends": "none", "wait_s": 60} if rule.id == "stop_spasm" else {})
        for rule in rules.red_flags.stop_rule
    )
    flags = rules.red_flags.model_copy(update={"stop_rule": waits})
    library = replace(coach.library, rules=rules.model_copy(update={"red_flags": flags}))
    coach.__dict__["_loaded"] = Loaded(library)
    number = str(_rules(coach).index("stop_spasm") + 1)
    talk = led(coach, clock, Wait(20), Key("n"), number, Wait(61), "n")
    assert "Has it settled?" in talk.text
    ended = coach.journal.last("session_ended")
    assert ended is not None
    assert isinstance(ended.body, SessionEnded)
    assert ended.body.rule == "stop_spasm"


def test_wrong_list_can_be_left(tmp_path: Path) -> None:
    clock = FakeClock()
    talk = led(coach_for("limps", tmp_path, clock), clock, Wait(20), Key("n"), "s", Key(""))
    assert "Well kept." in talk.text


def test_session_check_with_a_flag_stops_before_it_starts(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    check = guided.session_check(coach)
    line = [one.id for one in check.lines].index("fever")
    row = [one.id for one in check.opened(["fever"])].index("rf_fever")
    talk = Talk(["y", "xx", str(line + 1), str(row + 1)], clock)
    assert run_session(talk.console, coach) == 3
    assert "Talk to someone today" in talk.text
    assert "session_started" not in kinds(coach)


def test_a_fall_told_in_the_session_check_is_one_once(tmp_path: Path) -> None:
    """R4.11 pr_down_fall holds after it even where none of its safety questions fits."""
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    name = guided.prepare(coach).session.id
    for _ in range(2):
        talk = Talk(["y", "1", "0"], clock, then=lambda said: "")
        assert run_session(talk.console, coach, name) == 0
    assert kinds(coach).count("fall_logged") == 1


def test_session_check_opened_by_mistake(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = Talk(["y", "0", "", ""], clock, then=lambda said: "")
    assert run_session(talk.console, coach) == 0
    assert "Well kept." in talk.text


def test_very_strong_pain_before_the_start_is_asked_about(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = Talk(["", "9", "y"], clock)
    assert run_session(talk.console, coach) == 3
    assert "session_started" not in kinds(coach)


def test_cut_off_session_goes_on_where_it_was(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    cut = Talk([*READY, Wait(15), Key(""), Wait(1), Key(""), Wait(1), Key("o")], clock)
    with pytest.raises(StoppedError) as stopped:
        run_session(cut.console, coach)
    assert stopped.value.ended
    assert "session_ended" not in kinds(coach)
    again = Talk(["", *READY], clock, then=lambda said: "")
    assert run_session(again.console, coach) == 0
    assert "was cut off. Go on where it was?" in again.text
    assert "Well kept." in again.text


def test_cut_off_session_can_be_given_up(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    with pytest.raises(StoppedError):
        run_session(Talk([*READY, Wait(5), Key("o")], clock).console, coach)
    talk = Talk(["n", *READY], clock, then=lambda said: "")
    assert run_session(talk.console, coach) == 0
    assert kinds(coach).count("session_ended") == 2


@pytest.mark.parametrize("sets", [1, 3])
def test_session_given_up_before_its_last_set_is_partly_done(tmp_path: Path, sets: int) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    longest = max(needed_plan(coach).plan.sessions_on("mon"), key=lambda one: len(one.exercise))
    cut = guided.start(coach, guided.prepare(coach, longest.id))
    planned = sum(len(move.sides("left")) * move.dose.sets for move in cut.state.script.moves)
    assert planned > sets
    cut.send(Start())
    while len(cut.state.done) < sets:
        clock.advance(5)
        cut.tick()
        cut.send(Finish())
    guided.give_up_unfinished(coach)
    (ended,) = [event.body for event in coach.journal.events() if isinstance(event.body, SessionEnded)]
    assert (ended.how, ended.sets_done, ended.sets_planned) == ("stopped", sets, planned)
    assert [line.state for line in today_view(coach).lines if line.id == cut.session.id] == ["partly"]


def test_unknown_session(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    with pytest.raises(InputError, match="There is no session"):
        run_session(Talk([], FakeClock()).console, coach, "nothing like it")


def test_set_up_list_can_be_left_out(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("limps", tmp_path, clock)
    talk = Talk(READY, clock, then=lambda said: "")
    run_session(talk.console, coach, here_is_fine=True)
    assert "Phone within reach." not in talk.text
