"""`coach simulate` from the command line to the last line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.personas import save


@pytest.fixture(autouse=True)
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.engine.filling.WORK", 600)


@pytest.fixture
def somebody(tmp_path: Path) -> str:
    return str(save("limps", tmp_path))


def test_a_table_and_a_plot_the_same_for_the_same_seed(coach_command: Command, somebody: str, home: Path) -> None:
    before = sorted(home.rglob("*")) if home.exists() else []
    said = coach_command("simulate", "--profile", somebody, "--weeks", "3", "--seed", "5")
    assert said.code == 0
    rows = [line.split() for line in said.out.splitlines()]
    assert rows[0] == ["week", "minutes", "sessions", "pain", "days"]
    assert [row[0] for row in rows if len(row) == 9 and row[2] == "of"] == ["1", "2", "3"]
    bars = [row for row in rows if len(row) == 2 and set(row[1]) <= {"#", "."}]
    assert [row[0] for row in bars] == ["1", "2", "3"]
    assert "It says nothing about how a real person will fare." in " ".join(said.out.split())
    assert coach_command("simulate", "--profile", somebody, "--weeks", "3", "--seed", "5").out == said.out
    assert coach_command("simulate", "--profile", somebody, "--weeks", "3", "--seed", "6").out != said.out
    assert not [path for path in home.rglob("*") if path not in before and path.suffix in (".toml", ".db")]


def test_json_for_scripts(coach_command: Command, somebody: str) -> None:
    said = coach_command("simulate", "--profile", somebody, "--weeks", "2", "--json")
    rows = json.loads(said.out)
    assert [row["week"] for row in rows] == [1, 2]
    assert all(0 <= row["sessions_done"] <= row["sessions_planned"] for row in rows)
    assert all(len(row["days"]) == 7 and set(row["days"]) <= set("gar") for row in rows)
    assert rows[0]["offered"] == rows[0]["taken"] == []


def test_forty_columns_hold_the_table_and_the_bars(coach_command: Command, somebody: str) -> None:
    """Sentences wrap anywhere; what stands in columns must not."""
    said = coach_command("simulate", "--profile", somebody, "--weeks", "12", "--seed", "3")
    columns = [line for line in said.out.splitlines() if line[:4].strip().isdigit() or line.startswith("week")]
    assert len(columns) == 25
    assert max(map(len, columns)) <= 40


@pytest.mark.parametrize("weeks", ["0", "-1", "1000", "many"])
def test_a_number_of_weeks_that_is_none(coach_command: Command, somebody: str, weeks: str) -> None:
    said = coach_command("simulate", "--profile", somebody, f"--weeks={weeks}")
    assert said.code == 2
    assert "--weeks" in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("text", "says"), [("[ms]\nmobility = 9\n", "mobility"), ("not a profile", "profile.toml"), (None, "profile.toml")]
)
def test_a_profile_that_does_not_fit(coach_command: Command, tmp_path: Path, text: str | None, says: str) -> None:
    path = tmp_path / "profile.toml"
    if text is not None:
        path.write_text(text)
    said = coach_command("simulate", "--profile", str(path))
    assert said.code == 2
    assert says in said.err
    assert "Traceback" not in said.err


def test_without_answers_it_says_where_they_come_from(coach_command: Command) -> None:
    said = coach_command("simulate")
    assert said.code == 2
    assert "coach intake" in said.err


def test_an_emergency_in_the_answers_stops_it(coach_command: Command, tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text('format = 1\n[safety]\nnow = ["rf_cauda_equina"]\nbackground = []\n')
    said = coach_command("simulate", "--profile", str(path))
    assert said.code == 3
    assert "#" not in said.out
