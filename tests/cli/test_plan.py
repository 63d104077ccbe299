import json
import os
import re
from pathlib import Path

import pytest

from coach.domain.profile import Profile
from coach.services import planning
from tests.cli.conftest import Command
from tests.personas import PERSONAS, save, with_flags


@pytest.mark.parametrize("persona", PERSONAS)
def test_plan_for_every_persona_fits_itself(coach_command: Command, persona: str, tmp_path: Path, home: Path) -> None:
    profile, out = save(persona, tmp_path), tmp_path / "out.toml"
    built = coach_command("plan", "build", "--profile", str(profile), "--out", str(out))
    assert built.code == 0
    assert f"Written to {out}." in " ".join(built.out.split())
    assert not home.exists()
    checked = coach_command("plan", "check", str(out), "--profile", str(profile))
    assert checked.code == 0, checked.err


def test_same_input_same_bytes(coach_command: Command, tmp_path: Path) -> None:
    profile = str(save("limps", tmp_path))
    for name in ("a.toml", "b.toml"):
        coach_command("plan", "build", "--profile", profile, "--out", str(tmp_path / name))
    assert (tmp_path / "a.toml").read_bytes() == (tmp_path / "b.toml").read_bytes()


def test_emergency_writes_no_file(coach_command: Command, tmp_path: Path, home: Path) -> None:
    profile, out = tmp_path / "p.toml", tmp_path / "out.toml"
    profile.write_text(with_flags("limps", "rf_chest"))
    said = coach_command("plan", "build", "--profile", str(profile), "--out", str(out))
    assert said.code == 3
    assert "Get help now" in said.out
    assert "Get help now" in said.err
    assert not out.exists()
    assert coach_command("intake", "--answers", str(profile)).code == 3
    assert not (home / "profile.toml").exists()


def test_other_blocks_are_said(coach_command: Command, tmp_path: Path) -> None:
    profile, out = tmp_path / "p.toml", tmp_path / "out.toml"
    profile.write_text(with_flags("limps", "rf_fever"))
    said = coach_command("plan", "build", "--profile", str(profile), "--out", str(out))
    assert said.code == 0
    assert "No exercise for now." in " ".join(said.out.split())
    assert out.exists()


def test_json_of_a_build(coach_command: Command, tmp_path: Path) -> None:
    arguments = (
        "plan",
        "build",
        "--profile",
        str(save("limps", tmp_path)),
        "--out",
        str(tmp_path / "o.toml"),
        "--json",
    )
    said = coach_command(*arguments)
    table = json.loads(said.out)
    assert table["plan"]["session"]
    assert list(table) == sorted(table)
    assert said.out == coach_command(*arguments).out


def test_folder_as_out_is_refused(coach_command: Command, tmp_path: Path) -> None:
    said = coach_command("plan", "build", "--profile", str(save("limps", tmp_path)), "--out", str(tmp_path))
    assert said.code == 2
    assert "is a folder" in said.err


def test_out_that_cannot_be_written(coach_command: Command, tmp_path: Path) -> None:
    profile = str(save("limps", tmp_path))
    assert coach_command("plan", "build", "--profile", profile, "--out", str(tmp_path / "no" / "o.toml")).code == 4
    if os.path.exists("/dev/full"):
        assert coach_command("plan", "build", "--profile", profile, "--out", "/dev/full").code == 4


def test_failed_write_leaves_the_old_file(
    coach_command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.toml"
    out.write_text("mine")

    def refuse(*names: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach.store.disk.os.replace", refuse)
    said = coach_command("plan", "build", "--profile", str(save("limps", tmp_path)), "--out", str(out))
    assert said.code == 4
    assert out.read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []


def test_second_build_shows_the_difference_and_asks(settled: Command, tmp_path: Path, home: Path) -> None:
    before = (home / "plan.toml").read_bytes()
    assert settled("intake", "--answers", str(save("walking_frame", tmp_path))).code == 0
    asked = settled("plan", "build")
    assert asked.code == 2
    assert "--yes" in asked.err
    assert "What would change" in asked.out
    assert (home / "plan.toml").read_bytes() == before
    assert settled("plan", "build", "--yes").code == 0
    assert (home / "plan.toml").read_bytes() != before


def test_answer_in_a_terminal_decides(
    settled: Command, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled("intake", "--answers", str(save("walking_frame", tmp_path)))
    monkeypatch.setattr("coach.cli.plan_build.asks", lambda: True)
    before = (home / "plan.toml").read_bytes()
    assert "stays as it is" in settled("plan", "build", typed="n\n").out
    assert (home / "plan.toml").read_bytes() == before
    assert settled("plan", "build", typed="\n").code == 0
    assert (home / "plan.toml").read_bytes() != before


def test_lines_for_scripts_write_nothing_until_all_are_taken(settled: Command, tmp_path: Path, home: Path) -> None:
    settled("intake", "--answers", str(save("walking_frame", tmp_path)))
    before = (home / "plan.toml").read_bytes()
    shown = json.loads(settled("plan", "build", "--json").out)
    assert shown["taken"] is False
    assert {*shown["lines"][0]} == {"id", "kind", "text", "needs", "needed", "reason"}
    assert (home / "plan.toml").read_bytes() == before
    taken = json.loads(settled("plan", "build", "--yes", "--json").out)
    assert taken["taken"] is True
    assert taken["lines"] == shown["lines"]
    assert (home / "plan.toml").read_bytes() != before
    assert json.loads(settled("plan", "build", "--json").out)["lines"] == []


def test_one_step_takes_a_whole_rebuild_back(settled: Command, tmp_path: Path, home: Path) -> None:
    before = (home / "plan.toml").read_bytes()
    profile = (home / "profile.toml").read_bytes()
    settled("intake", "--answers", str(save("walking_frame", tmp_path)))
    settled("plan", "build", "--yes")
    (home / "profile.toml").write_bytes(profile)
    assert "as it was before" in settled("plan", "undo").out
    assert (home / "plan.toml").read_bytes() == before


def test_edited_plan_that_does_not_fit_is_never_overwritten(settled: Command, tmp_path: Path, home: Path) -> None:
    (home / "plan.toml").write_text("format = 1\nstarts = soon\n")
    said = settled("plan", "build", "--yes")
    assert said.code == 2
    assert "plan.toml, line 2" in said.err
    assert (home / "plan.toml").read_text() == "format = 1\nstarts = soon\n"
    assert "goes on as it was" in settled("today").out


def test_lost_plan_file_is_written_again(settled: Command, home: Path) -> None:
    (home / "plan.toml").unlink()
    assert settled("plan", "build", "--yes").code == 0
    assert "the last plan goes on" in settled("plan", "show").out or (home / "plan.toml").exists()


def test_show_and_why(settled: Command) -> None:
    shown = settled("plan", "show")
    assert shown.out == settled("plan").out
    reasons = settled("plan", "why")
    assert reasons.out.count(":") >= 3
    name = json.loads(settled("plan", "show", "--json").out)["plan"]["session"][0]["exercise"][0]["id"]
    assert settled("plan", "why", name).code == 0
    wrong = settled("plan", "why", name[:-1])
    assert wrong.code == 2
    assert name in wrong.err


def test_why_tells_all_about_one_item_of_any_kind(settled: Command) -> None:
    plan = json.loads(settled("plan", "show", "--json").out)["plan"]
    session = max(plan["session"], key=lambda one: len(one["exercise"]))
    name = session["exercise"][0]["id"]
    asked = (name, session["id"], session["title"].upper(), plan["tip"][0]["id"], plan["habit"][0]["id"])
    for one in asked:
        said = settled("plan", "why", one)
        assert said.code == 0, said.err
        assert "Where this comes from" in said.out
        assert not re.search(r"\bR\d", said.out)
    assert "Why this much" in settled("plan", "why", name).out
    assert "Why then" in settled("plan", "why", session["id"]).out


def test_why_in_numbers_names_rules_and_sources(settled: Command) -> None:
    plan = json.loads(settled("plan", "show", "--json").out)["plan"]
    items = json.loads(settled("plan", "why", "--json").out)["items"]
    entries = [item["id"] for session in plan["session"] for item in session["exercise"]]
    assert [one["id"] for one in items if one["kind"] == "exercise"] == entries
    assert {one["kind"] for one in items} == {"exercise", "session", "tip", "habit"}
    for one in items:
        assert set(one) >= {"id", "kind", "name", "answers", "reasons", "amount", "when", "sources", "against"}
        reasons = [*one["answers"], *one["reasons"], *one["amount"], *one["when"]]
        assert reasons
        assert all(re.fullmatch(r"R\d\.\d+", reason["rule"]["number"]) and reason["rule"]["id"] for reason in reasons)
        assert all(source["name"] for source in one["sources"])
    assert any("next_best" in one and one["next_best"]["why_it_lost"] for one in items)
    only = json.loads(settled("plan", "why", entries[0], "--json").out)["items"]
    assert {one["id"] for one in only} == {entries[0]}


def test_left_out_and_unmet_say_what_would_change_them(settled: Command) -> None:
    short, whole = settled("plan", "why", "--left-out"), settled("plan", "why", "--left-out", "--all")
    assert short.out.count("\n- ") <= 5 < whole.out.count("\n- ")
    more = re.search(r"And (\d+) more: coach plan why --left-out --all", short.out)
    table = json.loads(settled("plan", "why", "--left-out", "--unmet", "--json").out)
    assert more is not None
    assert 0 < int(more[1]) < len(table["left_out"])
    flat = " ".join(whole.out.split())
    assert all(one["name"] in flat for one in table["left_out"])
    assert all(one["change"] and one["rule"]["number"] for one in table["left_out"])
    told = " ".join(settled("plan", "why", "--unmet").out.split())
    assert all(one["change"] in told for one in table["unmet"])


def test_check_names_every_problem_with_its_place(settled: Command, home: Path, tmp_path: Path) -> None:
    text = (home / "plan.toml").read_text()
    file = tmp_path / "edited.toml"
    file.write_text(text.replace('at = "', 'at = 8 # "').replace("part = ", "prat = "))
    said = settled("plan", "check", str(file))
    assert said.code == 2
    lines = said.err.strip().split("\n")
    assert len(lines) >= text.count("\nat = ") + text.count("part = ") > 2
    assert all(", line " in line and ", column " in line for line in lines)


def test_check_without_answers_says_what_it_could_not_see(coach_command: Command, tmp_path: Path) -> None:
    out = tmp_path / "out.toml"
    coach_command("plan", "build", "--profile", str(save("limps", tmp_path)), "--out", str(out))
    assert "fits in form" in coach_command("plan", "check", str(out)).out
    assert coach_command("plan", "check", str(tmp_path / "none.toml")).code == 2


def test_cautions_are_said_and_fine(settled: Command, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    from coach.toml.problems import Problem

    real = planning.check_bytes

    def cautious(coach: object, raw: bytes, file: str, profile: Profile | None) -> planning.CheckResult:
        found = real(coach, raw, file, profile)  # type: ignore[arg-type]
        problem = Problem(file, 1, 1, "", "mind this")
        return planning.CheckResult(found.plan, found.problems, ((problem, "caution"),))

    monkeypatch.setattr("coach.services.plan_files.check_bytes", cautious)
    said = settled("plan", "check", str(home / "plan.toml"))
    assert said.code == 0
    assert "Mind: plan.toml, line 1, column 1: mind this." in said.out
