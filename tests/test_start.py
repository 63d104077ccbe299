"""The first line that a person types. What needs no network is tested here; `.ci/run` does all of it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import start

ROOT = Path(start.__file__).parent
PLENTY = 10**12


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the two files that decide what is installed."""
    folder = tmp_path / "hip coach"
    folder.mkdir()
    for name in ("start.py", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_digest_follows_what_decides_the_install(checkout: Path, name: str) -> None:
    before = start.digest(str(checkout))
    assert start.digest(str(checkout)) == before
    with (checkout / name).open("a") as file:
        file.write("# changed\n")
    assert start.digest(str(checkout)) != before


def test_digest_tells_a_line_moved_from_one_file_to_the_other(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text("ab")
    (checkout / "constraints.txt").write_text("c")
    before = start.digest(str(checkout))
    (checkout / "pyproject.toml").write_text("a")
    (checkout / "constraints.txt").write_text("bc")
    assert start.digest(str(checkout)) != before


def test_stamp_is_read_as_written(tmp_path: Path) -> None:
    path = str(tmp_path / "installed")
    for stamp in (start.Stamp("/a folder", "f00", ""), start.Stamp("/a folder", "f00", "dev")):
        start.write_stamp(path, stamp)
        assert start.read_stamp(path) == stamp
    assert [file.name for file in tmp_path.glob("installed*")] == ["installed"]


@pytest.mark.parametrize("text", [None, "", "half", "/a\nf00\n", "/a\nf00\ndev", "/a\nf00\ndev\nmore\n"])
def test_no_stamp_or_a_broken_one_is_none(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "installed"
    if text is not None:
        path.write_text(text)
    assert start.read_stamp(str(path)) is None


@pytest.mark.parametrize(
    ("installed", "wanted", "is_enough"),
    [
        ("", "", True),
        ("dev", "dev", True),
        ("dev", "", True),
        ("", "dev", False),
    ],
)
def test_an_install_with_tests_also_starts_the_coach(installed: str, wanted: str, is_enough: bool) -> None:
    stamp = start.Stamp("/a", "f00", installed)
    assert stamp.covers(start.Stamp("/a", "f00", wanted)) is is_enough
    assert not stamp.covers(start.Stamp("/a", "other", wanted))
    assert not stamp.covers(start.Stamp("/elsewhere", "f00", wanted))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 2), (4, 0, 0)])
def test_new_python_is_fine(version: tuple[int, ...]) -> None:
    assert start.too_old(version) is None


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13)])
def test_old_python_is_told_what_is_needed(version: tuple[int, ...]) -> None:
    message = start.too_old(version)
    assert message is not None
    assert "3.11 or newer" in message
    assert ".".join(map(str, version)) in message


@pytest.mark.parametrize(
    ("output", "free", "said"),
    [
        ("OSError: [Errno 28] No space left on device", PLENTY, "disk is full"),
        ("ensurepip returned non-zero exit status 1", 5_000, "disk is full"),
        ("[Errno 13] Permission denied: '.venv'", PLENTY, "may not write"),
        ("[Errno 30] Read-only file system: '.venv'", PLENTY, "may not write"),
        ("after connection broken by 'NewConnectionError(...)'", PLENTY, "internet did not answer"),
        ("Temporary failure in name resolution", PLENTY, "internet did not answer"),
        ("No matching distribution found for textual==0", PLENTY, "did not work"),
    ],
)
def test_advice_names_the_cause(output: str, free: int, said: str) -> None:
    assert said in start.advice(output, "/a folder", "pip install", free)


def test_advice_without_network_says_what_was_tried_and_that_it_is_only_once() -> None:
    message = start.advice("Max retries exceeded", "/a folder", "pip install --editable .", PLENTY)
    assert "pip install --editable ." in message
    assert "Only the first start" in message


@pytest.mark.parametrize(
    ("arguments", "testing", "rest"),
    [
        ([], False, []),
        (["today", "--json"], False, ["today", "--json"]),
        (["--test"], True, []),
        (["--test", "-k", "player"], True, ["-k", "player"]),
        (["remind", "--test"], False, ["remind", "--test"]),
    ],
)
def test_only_a_leading_test_asks_for_the_tests(arguments: list[str], testing: bool, rest: list[str]) -> None:
    assert start.split_arguments(arguments) == (testing, rest)


def test_missing_environment_answers_no(checkout: Path) -> None:
    assert not start.Environment(str(checkout)).answers(start.HAS_PIP)


def test_a_missing_file_is_said_plainly(checkout: Path) -> None:
    (checkout / "constraints.txt").unlink()
    command = [sys.executable, str(checkout / "start.py")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == start.OUTSIDE_FAILED
    assert "constraints.txt" in done.stderr
    assert "Traceback" not in done.stderr
