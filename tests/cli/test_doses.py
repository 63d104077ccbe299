"""Doses from the command line."""

import json
from pathlib import Path

import pytest

from coach.cli.guard import Guard
from coach.cli.run import Run
from tests.cli.conftest import Command
from tests.fake_clock import FakeClock

FILE = """\
format = 1
[[medicine]]
id = "baclofen"
name = "Baclofen"
times = ["08:00", "22:00"]
[[medicine]]
id = "paracetamol"
name = "Paracetamol extra"
as_needed = true
min_gap = "4 h"
max_per_day = "2 doses"
"""


@pytest.fixture
def medicated(settled: Command, home: Path) -> Command:
    (home / "medicines.toml").write_text(FILE)
    return settled


def states(command: Command) -> dict[str, str]:
    table = json.loads(command("today", "--json").out)
    return {line["id"]: line["state"] for line in table["lines"] if line["kind"] == "medicine"}


def test_took_and_taken_back(medicated: Command) -> None:
    lines = json.loads(medicated("today", "--json").out)["lines"]
    number = next(str(n) for n, line in enumerate(lines, 1) if line["id"] == "baclofen@0")
    today = medicated("today").out
    assert "not asked yet. Next.\n" in today, "the check-in comes first"
    assert f" {number} 08:00 Baclofen.\n" in today
    assert medicated("took", "baclofen", "--at", "8.10").out == "Baclofen 08:00: taken at 08:10.\n"
    assert f"{number} 08:00 Baclofen. Taken 08:10." in medicated("today").out
    assert medicated("undo").out == "Taken back: Baclofen, noted as taken.\n"
    assert medicated("done", number).out == "Baclofen 08:00: taken at 09:00.\n"
    assert medicated("done", number).code == 2
    assert medicated("skip", "Baclofen", "--reason", "told to").out == "Baclofen 22:00: noted as left out today.\n"
    assert states(medicated) == {"baclofen@0": "done", "baclofen@1": "skipped"}


def test_took_last_night(medicated: Command) -> None:
    said = medicated("took", "Baclofen", "--at", "22:10")
    assert said.code == 2
    assert "--yesterday" in said.err
    said = medicated("took", "Baclofen", "--at", "22:10", "--yesterday")
    assert said.out == "Baclofen 22:00: taken yesterday at 22:10.\n"
    assert states(medicated) == {"baclofen@0": "open", "baclofen@1": "coming"}


def test_wrong_use(medicated: Command) -> None:
    assert medicated("took").code == 2
    assert "a time such as" in medicated("took", "baclofen", "--at", "noon").err
    assert 'Did you mean "Baclofen"' in medicated("took", "baclofne").err
    missing = medicated("skip", "Paracetamol", "extra")
    assert missing.code == 2


def test_when_needed(medicated: Command, clock: FakeClock) -> None:
    assert "none is noted" in medicated("took", "Paracetamol", "extra").out
    clock.advance(2 * 3600)
    said = medicated("took", "para").out
    assert said.startswith("Paracetamol extra: the last one was 2 h before, at 09:00.")
    assert said.endswith("Paracetamol extra: taken at 11:00.\n")
    clock.advance(5 * 3600)
    above = medicated("took", "para", typed="y\n")
    assert above.code == 3
    text = " ".join(above.out.split())
    order = ("This makes 3 doses in 24 hours", "More taken of any medicine", "taken at 16:00", "Get help now")
    places = [text.index(words) for words in order]
    assert places == sorted(places), "the stop text, the question, the record, and what to do"


def test_a_dose_is_noted_though_the_question_is_left_open(medicated: Command) -> None:
    for _ in range(2):
        medicated("took", "para")
    assert "taken at 09:00" in medicated("took", "para", typed="").out
    assert medicated("undo").out == "Taken back: Paracetamol extra, noted as taken.\n"
    assert "This makes 3 doses" in medicated("took", "para", typed="n\n").out


def test_a_file_that_does_not_fit(medicated: Command, home: Path) -> None:
    medicated("today")
    (home / "medicines.toml").write_text(FILE + "x = 1\n")
    said = medicated("today")
    assert said.code == 0
    assert "Your medicines go on as they were. medicines.toml, line 12" in " ".join(said.out.split())
    assert "Baclofen" in said.out
    assert medicated("plan", "build").code == 2, "a new plan is made from files that fit"
    assert (home / "medicines.toml").read_text() == FILE + "x = 1\n"


def test_a_printed_mistake_holds_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    with Guard(Run(plain=True)) as guard:
        raise KeyError("Baclofen")
    assert guard.code == 1
    said = capsys.readouterr().err
    assert "test_doses.py" in said, "nothing could be kept in a file, so the places are printed"
    assert "'Baclofen'" not in said
