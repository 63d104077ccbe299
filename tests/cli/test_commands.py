import json
import sqlite3
import sys
import types
from pathlib import Path

import pytest

import coach.bootstrap
from coach import __version__
from coach.cli.group import COMMANDS
from coach.cli.main import main
from coach.cli.run import Run
from coach.errors import OutsideError
from coach.services.context import Coach
from tests.cli.conftest import Command
from tests.fake_clock import FakeClock


def test_help_and_version(coach_command: Command) -> None:
    said = coach_command("--help")
    assert said.code == 0
    assert all(name in said.out for name in COMMANDS)
    assert coach_command("--version").out == f"coach {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(coach_command: Command, name: str) -> None:
    said = coach_command(name, "--help")
    assert said.code == 0
    assert f"coach {name}" in said.out


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("todya",), 'Did you mean "today"?'),
        (("plan", "buld"), 'Did you mean "build"?'),
        (("xyzzy",), "coach --help"),
        (("today", "--jsn"), "--json"),
        (("log", "pain"), "Missing argument"),
        (("log", "pain", "11"), "not in the range"),
        (("exercises", "--module", "dance"), "stretching"),
        (("plan", "check"), "Missing argument"),
        (("safety", "clear", "rf_fever"), "--by"),
    ],
)
def test_wrong_use_is_told_with_exit_code_2(coach_command: Command, arguments: tuple[str, ...], hint: str) -> None:
    said = coach_command(*arguments)
    assert said.code == 2
    assert hint in said.err
    assert "Traceback" not in said.err


def test_without_answers_and_plan(coach_command: Command) -> None:
    assert coach_command("today").code == 0
    assert coach_command("plan", "build").code == 2
    assert "coach intake" in coach_command("plan", "build").err
    assert "coach plan build" in coach_command("plan", "show").err
    assert coach_command("do").code == 2
    assert coach_command("done", "1").code == 2


def test_day_and_its_answers(settled: Command) -> None:
    assert "Next." in settled("today").out
    lines = json.loads(settled("today", "--json").out)["lines"]
    number = next(str(n) for n, line in enumerate(lines, 1) if line["kind"] == "session")
    assert settled("done", number).out.endswith("done.\n")
    assert "Done." in settled("today").out
    assert settled("undo").out.startswith("Taken back")
    assert settled("skip", number, "--reason", "visitors").code == 0
    missing = settled("done", "nothing_like_it")
    assert missing.code == 2
    assert "not planned today" in missing.err


def test_json_is_stable_and_sorted(settled: Command) -> None:
    for arguments in (("today",), ("plan", "show"), ("safety",), ("settings", "show"), ("exercises",)):
        first, second = settled(*arguments, "--json"), settled(*arguments, "--json")
        assert first.code == 0
        assert first.out == second.out
        table = json.loads(first.out)
        assert list(table) == sorted(table)
    assert json.loads(settled("today", "--json").out)["has_plan"] is True


def test_check_in(settled: Command) -> None:
    said = settled("checkin", typed="x\n3\n3\n")
    assert said.code == 0
    assert "a day to go easy" in said.out
    assert "tired 10, slept enough, pain 3" in settled("today").out
    assert settled("checkin", typed="4\n").code == 0
    assert "tired 10" in settled("today").out
    assert settled("checkin", typed="4\n1\n9\n5\ny\n").code == 3


def test_log(settled: Command) -> None:
    assert settled("log", "pain", "4", "--side", "left", "--zone", "groin").code == 0
    assert settled("log", "pain", "4", "--zone", "moon").code == 2
    assert settled("log", "weight", "74,5").out == "Noted: 74.5 kg.\n"
    assert settled("log", "weight", "heavy").code == 2
    assert settled("log", "weight", "7").code == 2
    assert settled("log", "note", "a", "good", "day").code == 0
    assert settled("log", "note").code == 2
    assert settled("log", "fall", "--near").code == 0


def test_fall_asks_at_once(settled: Command) -> None:
    safe = settled("log", "fall", typed="n\nn\nn\n")
    assert safe.code == 0
    hurt = settled("log", "fall", typed="y\nn\nn\n")
    assert hurt.code == 3
    assert "Get help now" in hurt.out
    left_open = settled("log", "fall", typed="n\n")
    assert left_open.code == 0
    assert "coach safety ask" in " ".join(left_open.out.split())


def test_exercises(settled: Command) -> None:
    assert "(aer_arm_cycle)" in settled("exercises", "--module", "aerobic").out
    one = settled("exercises", "stretch_hip_flexor_bed_edge")
    assert "Usual amount:" in one.out
    wrong = settled("exercises", "stretch_hip_flexor_bed_egde")
    assert wrong.code == 2
    assert "stretch_hip_flexor_bed_edge" in wrong.err


def test_settings(settled: Command, home: Path) -> None:
    chosen = settled("settings", "set", "country", "austria").out
    assert chosen.startswith("country is now AT.\n")
    assert "112" in chosen
    assert settled("settings", "set", "motion", "no").code == 0
    assert settled("settings", "set", "colour", "red").code == 2
    assert settled("settings", "set", "day_starts", "soon").code == 2
    assert settled("settings", "set", "country", "Atlantis").code == 2
    assert settled("settings", "contact", "add", "MS nurse", "+43 1 234", "--role", "ms_team").code == 0
    assert settled("settings", "contact", "add", "MS nurse", "+43 1 999", "--role", "ms_team").code == 0
    assert settled("settings", "contact", "add", "A", "123", "--role", "king").code == 2
    shown = settled("settings").out
    assert "country: AT" in shown
    assert "motion: no" in shown
    assert shown.count("MS nurse") == 1
    assert settled("settings", "contact", "remove", "ms nurse").code == 0
    assert settled("settings", "contact", "remove", "ms nurse").code == 2
    assert settled("settings", "set", "country", "default").out.startswith("country is now not set.\n")


def test_own_keys(settled: Command, home: Path) -> None:
    assert settled("settings", "set", "keys.check_in", "k").out == (
        "keys.check_in is now k: tell how it is now, a few keys.\n"
    )
    assert "keys.check_in: k (usually c)" in settled("settings").out
    assert settled("settings", "set", "keys.check_in", "F5").out.startswith("keys.check_in is now F5")
    for verb, value, words in (
        ("check_in", "p", '"p" already means "plan"'),
        ("check_in", "ctrl+k", "one plain key"),
        ("chek_in", "k", 'Did you mean "check_in"?'),
        ("nuclear", "k", "There are: find, quit"),
        ("next", "k", "keeps its key"),
        ("plan", "f5", '"F5" already means "check in"'),
    ):
        refused = settled("settings", "set", f"keys.{verb}", value)
        assert refused.code == 2
        assert words in refused.err
    assert settled("settings", "set", "keys.check_in", "default").out.startswith("keys.check_in is now c")
    assert "keys." not in settled("settings").out
    (home / "settings.toml").write_text('format = 1\n[keys]\nundo = "k"\nplan = "enter"\n')
    shown = settled("settings").out
    assert "keys.undo: k (usually u)" in shown
    assert "Not taken: settings.toml, line 4" in shown


def test_contact_is_on_the_action_screen(settled: Command) -> None:
    settled("settings", "contact", "add", "MS nurse", "+43 1 234", "--role", "ms_team")
    settled("settings", "set", "country", "AT")
    said = settled("log", "fall", typed="y\nn\nn\n")
    assert "MS nurse (MS team): +43 1 234" in said.out


def test_safety_round_trip(settled: Command) -> None:
    assert settled("safety").out == "No red flag is in force.\n"
    settled("log", "fall", typed="y\nn\nn\n")
    assert "rf_fracture" in settled("safety").out
    stopped = settled("plan", "build")
    assert stopped.code == 3
    assert "Get help now" in stopped.out
    assert "Get help now" in stopped.err
    assert settled("do").code == 3
    assert settled("safety", "clear", "rf_fractrue", "--by", "Dr Gray", "--on", "2026-11-22").code == 2
    assert settled("safety", "clear", "rf_fracture", "--by", "Dr Gray", "--on", "2999-01-01").code == 2
    assert settled("safety", "clear", "rf_fracture", "--by", "Dr Gray", "--on", "soon").code == 2
    assert "coach safety ask" in settled("safety", "clear", "rf_fracture", "--by", "Dr Gray", "--on", "2026-11-22").out
    assert settled("do").code == 3
    assert settled("safety", "ask", typed="0\n").code == 0
    assert settled("safety").out == "No red flag is in force.\n"
    assert "rf_stroke" in settled("safety", "--flags").out


def test_intake_from_a_wrong_file(coach_command: Command, tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text('format = 1\n[safety]\nnow = ["rf_fevr"]\nbackground = []\n[person]\nage = "old"\n')
    said = coach_command("intake", "--answers", str(file))
    assert said.code == 2
    assert "line 6" in said.err
    assert coach_command("intake", "--answers", str(tmp_path / "none.toml")).code == 2


def test_intake_by_hand_and_its_end(coach_command: Command) -> None:
    said = coach_command("intake", "--express", typed="\n")
    assert said.code == 0
    assert "Stopped. What you did is kept." in said.out


def test_without_a_terminal_the_plain_twin_opens(settled: Command) -> None:
    said = settled(typed="q\n")
    assert said.code == 0
    assert said.out.strip().startswith("Today, Monday 23 November.")
    assert settled("--plain", typed="q\n").out == said.out
    assert settled("today", "--plain").code == 0


def test_screens_open_in_a_terminal(settled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    app = types.ModuleType("coach.tui.app")

    def run_app(coach: object) -> int:
        opened.append(coach)
        return 7

    app.run_app = run_app  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "coach.tui.app", app)
    monkeypatch.setattr(Run, "screens", property(lambda run: not run.plain))
    assert settled().code == 7
    assert isinstance(opened[0], Coach)
    assert settled("--plain", typed="q\n").code == 0


@pytest.mark.parametrize(
    ("plain", "environment", "screens"),
    [
        (False, {}, True),
        (True, {}, False),
        (False, {"ACCESSIBLE": "1"}, False),
        (False, {"ACCESSIBLE": "0"}, True),
        (False, {"TERM": "dumb"}, False),
    ],
)
def test_when_screens_are_right(
    plain: bool, environment: dict[str, str], screens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("coach.cli.run.is_terminal", lambda stream: True)
    assert Run(plain=plain).screens is screens


def test_ctrl_c_is_130(settled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(coach: Coach) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coach.services.today.today_view", interrupted)
    said = settled("today")
    assert said.code == 130
    assert "Stopped. What you did is kept." in said.out


def test_mistake_is_kept_in_a_file(settled: Command, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    def wrong(coach: Coach) -> None:
        raise ZeroDivisionError("nobody should see this")

    monkeypatch.setattr("coach.services.today.today_view", wrong)
    said = settled("today")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert "nobody should see this" not in said.err
    (file,) = (home / "state").glob("mistake-*.txt")
    assert "nobody should see this" in file.read_text()
    assert str(file) in said.err


def test_something_outside_is_4(settled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(coach: Coach) -> None:
        raise OutsideError("The disk is full.")

    monkeypatch.setattr("coach.services.today.today_view", full)
    said = settled("today")
    assert (said.code, said.err) == (4, "The disk is full.\n")


def test_reader_that_has_gone_is_no_fault(settled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(coach: Coach) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("coach.services.today.today_view", gone)
    monkeypatch.setattr("coach.cli.guard.quiet", lambda stream: None)
    said = settled("today")
    assert (said.code, said.err) == (0, "")


def test_journal_is_closed_whatever_happens(monkeypatch: pytest.MonkeyPatch, settled: Command) -> None:
    made: list[Coach] = []
    build = coach.bootstrap.build_coach

    def remembered() -> Coach:
        made.append(build())
        return made[-1]

    monkeypatch.setattr(coach.bootstrap, "build_coach", remembered)
    settled("done", "nothing")
    assert made[0].journal._connection is None


def test_own_settings_that_do_not_fit_are_said_and_kept(settled: Command, home: Path) -> None:
    (home / "settings.toml").write_text('format = 1\ncountry = "Austria"\n')
    assert "line 2" in settled("settings").out
    assert settled("settings", "set", "motion", "no").code == 2
    assert "Austria" in (home / "settings.toml").read_text()


def test_broken_journal_is_an_outside_or_input_error(settled: Command, home: Path) -> None:
    (home / "journal.db").write_bytes(b"this is no database" * 100)
    said = settled("today")
    assert said.code in (2, 4)
    assert "Traceback" not in said.err
    assert sqlite3.sqlite_version


def test_main_reads_the_arguments_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["coach", "--version"])
    assert main() == 0


def test_weekly_says_what_is_due_and_asks_it(settled: Command, clock: FakeClock) -> None:
    assert settled("weekly", "--due").out == "Nothing is due to be asked.\n"
    clock.advance(7 * 24 * 3600)
    assert "about two minutes" in settled("weekly", "--due").out
    assert json.loads(settled("weekly", "--json").out)["weekly"] is True
    said = settled("weekly", typed="\n0\n4\n3\n2\n6\n\n\n1\n1\n")
    assert said.code == 0
    assert "The week behind you" in said.out
    assert "Your plan stays as it is." in said.out
    assert settled("weekly", "--due").out == "Nothing is due to be asked.\n"


def test_weekly_stops_with_the_action_screen(settled: Command, clock: FakeClock) -> None:
    said = settled("weekly", typed="\n4\n1\n")
    assert said.code == 3
    assert "Get help now" in said.out
    assert json.loads(settled("safety", "--json").out)["stops_everything"] is True


@pytest.mark.parametrize(("option", "words"), [("--mood", "little pleasure"), ("--stiff", "Your legs are stiffer")])
def test_the_lists_of_the_weekly_look_back_stand_alone(settled: Command, option: str, words: str) -> None:
    assert words in settled("weekly", option, typed="s\ns\n").out
