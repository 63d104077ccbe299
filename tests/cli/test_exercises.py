"""`coach exercises` and `coach plan add`: lists, one with its figure, pictures as files, into and out of the plan."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Command


def test_lists_are_narrowed(settled: Command) -> None:
    everything = json.loads(settled("exercises", "--json").out)
    assert len(everything) == 130
    assert all(one["figure"] for one in everything.values())
    sitting = json.loads(settled("exercises", "--position", "sitting", "--json").out)
    assert 0 < len(sitting) < 130
    mine = json.loads(settled("exercises", "--mine", "--json").out)
    assert 0 < len(mine) < 130
    assert set(json.loads(settled("exercises", "--muscle", "calf", "--json").out)) == set(
        json.loads(settled("exercises", "--muscle", "the calf", "--json").out)
    )
    assert "Clam with a pillow" in settled("exercises", "--find", "outer hip side").out
    assert settled("exercises", "--muscle", "clf").code == 2


def test_one_is_told_with_its_picture_in_words(settled: Command) -> None:
    said = settled("exercises", "str_bridge").out
    assert "The picture in words:" in said
    assert "Stop if:" in said


def test_pictures_are_written_and_open(settled: Command, tmp_path: Path) -> None:
    one, sheet = tmp_path / "bridge.svg", tmp_path / "all of them.svg"
    assert settled("exercises", "str_bridge", "--sheet", str(one)).code == 0
    assert settled("exercises", "--module", "gait", "--sheet", str(sheet)).code == 0
    for path in (one, sheet):
        assert ElementTree.parse(path).getroot().tag.endswith("svg")
    wrong = settled("exercises", "--sheet", str(tmp_path / "sheet.docx"))
    assert wrong.code == 2
    assert ".svg" in wrong.err
    nowhere = settled("exercises", "--sheet", str(tmp_path / "no" / "such" / "sheet.svg"))
    assert nowhere.code in (2, 4)
    assert "Traceback" not in nowhere.err


def test_left_out_and_brought_back(settled: Command, home: Path) -> None:
    assert "will not come again" in settled("exercises", "str_bridge", "--leave-out").out
    assert 'leave_out = ["str_bridge"]' in (home / "profile.toml").read_text()
    assert "You asked" in settled("exercises", "str_bridge").out
    assert "may come again" in settled("exercises", "str_bridge", "--bring-back").out
    assert settled("exercises", "--leave-out").code == 2


def test_into_the_plan_and_back_to_the_byte(settled: Command, home: Path) -> None:
    before = (home / "plan.toml").read_bytes()
    added = settled("plan", "add", "str_glute_squeeze", "--yes")
    assert added.code == 0, added.err
    assert b'id = "str_glute_squeeze"' in (home / "plan.toml").read_bytes()
    assert settled("plan", "undo").code == 0
    assert (home / "plan.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("headstand",), "There is no exercise"),
        (("aer_pedal_exerciser",), "pedal exerciser"),
        (("str_glute_squeeze", "--session", "nowhere"), "There is no session"),
    ],
)
def test_what_cannot_be_added_says_why(settled: Command, home: Path, words: tuple[str, ...], said: str) -> None:
    before = (home / "plan.toml").read_bytes()
    wrong = settled("plan", "add", *words)
    assert wrong.code == 2
    assert said in wrong.err
    assert (home / "plan.toml").read_bytes() == before
