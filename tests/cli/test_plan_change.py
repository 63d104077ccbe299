"""The plan in force changed from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.plain.talk import library


def plan(home: Path) -> str:
    return (home / "plan.toml").read_text()


def test_move_needs_room_or_a_trade(settled: Command, home: Path) -> None:
    before = plan(home)
    refused = settled("plan", "move", "session_a1", "mon", "--to", "Tuesday")
    assert refused.code == 2
    assert "cannot go to Tuesday" in refused.err
    assert plan(home) == before
    done = settled("plan", "move", "session_a1", "mon", "--to", "tue", "--trade")
    assert done.code == 0, done.err
    assert "`coach plan undo` takes it back" in " ".join(done.out.split())
    assert 'days = ["tue", "thu"]\nat = "08:30"\nkeep = true\n' in plan(home)
    assert settled("plan", "undo").code == 0
    assert plan(home) == before
    assert settled("plan", "undo").code == 2


def test_another_time_by_title(settled: Command, home: Path) -> None:
    title = next(line for line in plan(home).splitlines() if line.startswith('title = "Morning')).split('"')[1]
    assert settled("plan", "move", title, "--at", "10").code == 0
    assert 'at = "10:00"' in plan(home)


def strong(command: Command) -> list[tuple[str, str]]:
    """Ids and names of the strengthening exercises in the plan."""
    shown = json.loads(command("plan", "show", "--json").out)["plan"]
    ids = dict.fromkeys(item["id"] for session in shown["session"] for item in session["exercise"])
    return [(name, library().library.called(name)) for name in ids if name.startswith("str_")]


def test_leave_out_and_swap_by_name(settled: Command, home: Path) -> None:
    (first, name), (other, _) = strong(settled)[:2]
    before = plan(home)
    assert f"Left out: {name}." in settled("plan", "leave-out", name.lower()).out
    assert plan(home).count(f'"{first}"') < before.count(f'"{first}"')
    listed = settled("plan", "swap", other)
    assert listed.code == 2
    new = next(line for line in listed.out.splitlines() if line.rstrip().endswith(")")).rsplit("(", 1)[1].rstrip(")\n ")
    assert "Swapped: " in settled("plan", "swap", other, new).out
    assert f'id = "{new}"' in plan(home)
    assert settled("plan", "undo").code == 0
    assert settled("plan", "undo").code == 0
    assert plan(home) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("move", "session_a1"), "--to DAY or --at"),
        (("move", "session_a1", "--to", "tue"), "Say which day it leaves"),
        (("move", "sesion_a1", "mon", "--to", "tue"), 'Did you mean "session_a1"?'),
        (("move", "session_a1", "t", "--to", "tue"), "no day of the week"),
        (("move", "session_a1", "--at", "26:00"), "a time such as"),
        (("leave-out", "headstand"), 'There is no exercise "headstand"'),
    ],
)
def test_slips_are_told_and_change_nothing(settled: Command, home: Path, words: tuple[str, ...], said: str) -> None:
    before = plan(home)
    ended = settled("plan", *words)
    assert ended.code == 2
    assert said in " ".join(ended.err.split())
    assert plan(home) == before


def test_a_swap_with_something_that_is_none_changes_nothing(settled: Command, home: Path) -> None:
    before = plan(home)
    ended = settled("plan", "swap", strong(settled)[0][0], "headstand")
    assert ended.code == 2
    assert "There is no exercise that fits" in " ".join(ended.err.split())
    assert plan(home) == before
