"""Bad input, one by one: a clear error, the right exit code, nothing lost or overwritten."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.program import EXAMPLE, coach, person_with_plan
from tests.store.disks import fill, mounted

GOOD = EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "person"


def content(home: Path) -> dict[str, bytes]:
    """What a person would lose: all their files but the journal's side files."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and "journal" not in path.name
    }


BAD_PROFILES = {
    "broken TOML": (GOOD.replace("age = 52", "age = = 52"), "line "),
    "wrong type": (GOOD.replace("age = 52", 'age = "old"'), "age"),
    "unknown key": (GOOD.replace("spasticity = 6", "spastisity = 6"), "spasticity"),
    "answered in the future": (GOOD.replace("answered = 2026-11-22", "answered = 2199-01-01"), "future"),
    "251 kg": (GOOD + "\n[body]\nweight_kg = 251\n", "250"),
    "empty file": ("", "safety"),
}


@pytest.mark.parametrize("case", BAD_PROFILES)
def test_a_profile_that_does_not_fit_is_refused_whole(case: str, home: Path, tmp_path: Path) -> None:
    text, named = BAD_PROFILES[case]
    person_with_plan(home)
    before = content(home)
    file = tmp_path / "answers.toml"
    file.write_text(text, encoding="utf-8")
    for args in (["intake", "--answers", str(file)], ["plan", "build", "--profile", str(file)]):
        done = coach(home, *args)
        assert done.returncode == 2, done.stdout + done.stderr
        assert "answers.toml" in done.stderr
        assert named in done.stderr
        assert "Traceback" not in done.stderr
    assert content(home) == before


def test_250_kg_is_accepted(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text(GOOD + "\n[body]\nweight_kg = 250\n", encoding="utf-8")
    assert coach(home, "intake", "--answers", str(file)).returncode == 0


def test_random_bytes_a_directory_and_a_missing_file(home: Path, tmp_path: Path) -> None:
    noise = tmp_path / "noise.toml"
    noise.write_bytes(bytes(range(256)) * 20)
    for path in (noise, tmp_path, tmp_path / "nowhere.toml"):
        done = coach(home, "intake", "--answers", str(path))
        assert done.returncode == 2, done.stdout + done.stderr
        assert path.name in done.stderr
        assert not (home / "profile.toml").exists()


def test_a_plan_file_that_does_not_fit_never_replaces_the_plan_in_force(home: Path) -> None:
    person_with_plan(home)
    plan = home / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("reps = ", "rebs = ", 1), encoding="utf-8")
    wrong = plan.read_bytes()
    today = coach(home, "today")
    assert today.returncode == 0, today.stderr
    assert "rebs" in today.stdout + today.stderr
    assert "reps" in today.stdout + today.stderr
    assert plan.read_bytes() == wrong
    shown = coach(home, "plan", "show")
    assert shown.returncode == 0
    assert "strong hips" in shown.stdout
    check = coach(home, "plan", "check", str(plan))
    assert check.returncode == 2
    assert "line" in check.stdout + check.stderr


def test_an_unknown_exercise_is_named_with_the_nearest_one_and_its_line(home: Path) -> None:
    person_with_plan(home)
    plan = home / "plan.toml"
    text = plan.read_text(encoding="utf-8")
    first = text.index('id = "', text.index("[[session.exercise]]"))
    name = text[first:].split('"')[1]
    plan.write_text(text.replace(f'"{name}"', f'"{name[:-1]}"', 1), encoding="utf-8")
    line = text[:first].count("\n") + 1
    done = coach(home, "plan", "check", str(plan))
    assert done.returncode == 2
    assert name in done.stdout + done.stderr
    assert f"line {line}" in done.stdout + done.stderr


def test_a_plan_of_a_newer_format_is_refused_and_left_alone(home: Path) -> None:
    person_with_plan(home)
    plan = home / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("format = 1", "format = 9"), encoding="utf-8")
    done = coach(home, "plan", "check", str(plan))
    assert done.returncode == 2
    assert "newer" in done.stdout + done.stderr
    assert "format = 9" in plan.read_text(encoding="utf-8")


def test_a_journal_of_a_newer_format_is_refused_and_left_alone(home: Path) -> None:
    import sqlite3

    person_with_plan(home)
    with closing(sqlite3.connect(home / "journal.db", isolation_level=None)) as connection:
        table = next(
            row[0]
            for row in connection.execute(
                "select name from sqlite_master where type = 'table' and name like '%migration%'"
            )
        )
        columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
        connection.execute(
            f"insert into {table} ({', '.join(columns)}) values ({', '.join('?' for _ in columns)})",
            ["9999_from_the_future"] + ["2199-01-01T00:00:00+00:00"] * (len(columns) - 1),
        )
    connection.close()
    before = (home / "journal.db").read_bytes()
    done = coach(home, "log", "pain", "4")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "newer" in done.stderr
    assert (home / "journal.db").read_bytes() == before


class TestDisks:
    """Homes that cannot be written: exit 4, and nothing of what was there is lost."""

    def test_read_only_home(self) -> None:
        with mounted("ro,size=64k") as home:
            done = coach(home, "intake", "--answers", str(EXAMPLE))
        assert done.returncode == 4, done.stdout + done.stderr
        assert "Traceback" not in done.stderr

    def test_full_disk(self) -> None:
        with mounted("size=3m") as home:
            person_with_plan(home)
            before = content(home)
            fill(home)
            built = coach(home, "plan", "build", "--yes", "--out", str(home / "other.toml"))
            answered = coach(home, "intake", "--answers", str(EXAMPLE))
            logged = coach(home, "log", "note", "x" * 1500)
            after = content(home)
        for done in (built, answered, logged):
            assert done.returncode == 4, done.stdout + done.stderr
            assert "full" in done.stderr.lower()
            assert "Traceback" not in done.stderr
        assert {name: after[name] for name in before} == before
        assert "other.toml" not in after
