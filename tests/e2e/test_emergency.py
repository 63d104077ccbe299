"""Every emergency flag of the red-flag table stops everything: exit 3, the action text, no file."""

from pathlib import Path

import pytest
import tomli

from coach.cli.main import main
from tests.e2e.program import EXAMPLE, REPO

RED_FLAGS = tomli.loads((REPO / "plans" / "red_flags.toml").read_text(encoding="utf-8"))
FLAGS = RED_FLAGS["flag"]
EMERGENCIES = sorted(flag["id"] for flag in FLAGS if flag["urgency"] == "emergency_now")
OTHERS = sorted(flag["id"] for flag in FLAGS if flag.get("blocks") and "B_ALL" not in flag["blocks"])


def answers(tmp_path: Path, flag: str) -> Path:
    file = tmp_path / "answers.toml"
    file.write_text(EXAMPLE.read_text(encoding="utf-8").replace("now = [] ", f'now = ["{flag}"] '), encoding="utf-8")
    return file


def test_there_are_as_many_emergencies_as_in_the_table() -> None:
    assert len(EMERGENCIES) == 19


@pytest.mark.parametrize("flag", EMERGENCIES)
def test_an_emergency_stops_the_intake_and_the_plan(
    flag: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, out = tmp_path / "coach", tmp_path / "out.toml"
    file = answers(tmp_path, flag)
    assert main(["plan", "build", "--profile", str(file), "--out", str(out)]) == 3
    said = capsys.readouterr().out
    assert "emergency number" in said
    assert "112" in said
    assert "Do not drive" in said
    assert not out.exists()
    assert main(["intake", "--answers", str(file)]) == 3
    assert "emergency number" in capsys.readouterr().out
    assert not (home / "profile.toml").exists()
    assert not (home / "plan.toml").exists()


def test_an_emergency_is_remembered_until_cleared_and_asked_afresh(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["intake", "--answers", str(answers(tmp_path, "rf_chest"))]) == 3
    assert main(["intake", "--answers", str(EXAMPLE)]) in (0, 3)
    assert main(["plan", "build", "--yes"]) == 3
    assert main(["safety", "clear", "rf_chest", "--by", "Dr Gray", "--on", "2026-11-22"]) == 0
    assert main(["intake", "--answers", str(EXAMPLE)]) == 0
    assert main(["plan", "build", "--yes"]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("flag", OTHERS)
def test_any_other_block_leaves_a_plan_and_says_so(
    flag: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.toml"
    assert main(["plan", "build", "--profile", str(answers(tmp_path, flag)), "--out", str(out)]) == 0
    assert out.exists()
    texts = {
        block["id"]: block["text"] for block in tomli.loads((REPO / "plans" / "red_flags.toml").read_text())["block"]
    }
    blocks = next(entry["blocks"] for entry in FLAGS if entry["id"] == flag)
    said = " ".join(capsys.readouterr().out.split())
    assert any(texts[block] in said for block in blocks)
