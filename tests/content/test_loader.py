"""Broken content is told by file, line and key, with what was meant; own exercises that do not fit are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.content.loader import load_library
from coach.toml.problems import Problem, ProblemsError

GLUTE = "exercises/strengthening/buttock.toml"


def problems(root: Path) -> tuple[Problem, ...]:
    """What is wrong with the content in a folder."""
    with pytest.raises(ProblemsError) as caught:
        load_library(root=root)
    return caught.value.problems


def line_of(path: Path, words: str) -> int:
    """The line on which some words stand first."""
    return next(at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1) if words in line)


def changed(root: Path, file: str, old: str, new: str) -> int:
    """Replace the first such words of a file; the line on which it happened."""
    path = root / file
    text = path.read_text("utf-8")
    assert old in text, old
    at = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), "utf-8")
    return at


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (GLUTE, 'support = "lying"', 'suport = "lying"', "support"),
        (GLUTE, 'family = "sg_glute_squeeze"', 'family = "sg_glute_squeze"', 'did you mean "sg_glute_squeeze"?'),
        (GLUTE, 'position = "supine"', 'position = "supin"', '"supine"'),
        (GLUTE, 'patterns = ["', 'patterns = ["gtpz", "', '"gtps"'),
        (GLUTE, 'module = "strengthening"', 'module = "strenthening"', '"strengthening"'),
        (GLUTE, "effort = 1", "effort = 9", "between 1 and 5"),
        (GLUTE, 'easier = "', 'easier = "x', "there is no exercise"),
        (GLUTE, 'tags = ["', 'tags = ["hip_ext_ent", "', 'did you mean "hip_ext_end"?'),
        (GLUTE, 'caution = ["', 'caution = ["ortostatic", "', 'did you mean "orthostatic"?'),
        (GLUTE, 'source = ["', 'source = ["nobody_at_all", "', "there is no source"),
        (GLUTE, 'targets = ["gluteus_maximus"', 'targets = ["gluteus_maximum"', 'did you mean "gluteus_maximus"?'),
        ("plans/patterns.toml", "worse = { any", "worze = { any", "did you mean 'worse'?"),
        ("plans/patterns.toml", '"z_low_back", "z_below', '"z_low_bak", "z_below', "did you mean 'z_low_back'?"),
        ("plans/patterns.toml", 'derived = "sens_flag"', 'derived = "sens_flags"', "did you mean 'sens_flag'?"),
        ("plans/doses.toml", 'families = ["re_position"]', 'families = ["re_positon"]', 'did you mean "re_position"?'),
        ("plans/precautions.toml", '= ["sg_step_up"]', '= ["sg_stepup"]', 'did you mean "sg_step_up"?'),
        ("plans/precautions.toml", 'ids = ["rel_pmr"]', 'ids = ["rel_prm"]', 'did you mean "rel_pmr"?'),
        ("plans/red_flags.toml", 'raises = "rf_chest"', 'raises = "rf_chess"', 'did you mean "rf_chest"?'),
        ("plans/weekly.toml", "setup_s = 10", 'setup_s = "10"', "Write it without quotes: 10"),
        ("plans/timing.toml", 'wake_default = "07:30"', 'wake_default = "7:30"', '"07:30"'),
        ("plans/weekly_questions.toml", '"rf_liver"', '"rf_lever"', 'did you mean "rf_liver"?'),
        ("plans/weekly_questions.toml", 'flags = ["rf_sepsis"', 'flags = ["rf_sepsys"', 'did you mean "rf_sepsis"?'),
        ("plans/weekly_questions.toml", "talk_sum = 3", "talk_sum = 2", "must be more than soft_sum"),
        ("plans/weekly_questions.toml", "soon_days = 14", "soon_day = 14", "soon_days"),
        ("plans/shares.toml", "stretch = 15", "strech = 15", "stretch"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_line_and_what_was_meant(
    copy: Path, file: str, old: str, new: str, words: str
) -> None:
    at = changed(copy, file, old, new)
    found = problems(copy)
    here = [one for one in found if one.file == file]
    assert any(words in str(one) for one in here), [str(one) for one in found]
    nearest = min(abs((one.line or 0) - at) for one in here)
    assert nearest <= 1, [str(one) for one in here]
    assert all(one.key for one in here)


def test_a_missing_key_is_named(copy: Path) -> None:
    changed(copy, GLUTE, 'stop = "', '# stop = "')
    (one,) = problems(copy)
    assert one.file == GLUTE
    assert "stop" in str(one)
    assert "missing" in str(one)


def test_a_doubled_id_names_both_files(copy: Path) -> None:
    path = copy / "exercises" / "strengthening" / "twice.toml"
    source = (copy / GLUTE).read_text("utf-8")
    path.write_text(source.split("\n\n[")[0] + "\n", "utf-8")
    (one,) = problems(copy)
    assert one.file == "exercises/strengthening/twice.toml"
    assert one.line == 1
    assert f"already used in {GLUTE}" in one.message


def test_a_doubled_id_in_one_file_is_broken_toml(copy: Path) -> None:
    path = copy / GLUTE
    at = len(path.read_text("utf-8").splitlines())
    path.write_text(path.read_text("utf-8") + "\n[str_bridge]\nname = 'again'\n", "utf-8")
    found = problems(copy)
    assert found[0].file == GLUTE
    assert (found[0].line or 0) >= at


def test_a_missing_rule_file_is_named(copy: Path) -> None:
    (copy / "plans" / "weekly.toml").unlink()
    (one,) = problems(copy)
    assert (one.file, one.line) == ("plans/weekly.toml", None)
    assert "cannot be read" in one.message


def test_broken_toml_is_named_by_line(copy: Path) -> None:
    at = changed(copy, "plans/timing.toml", "gap_min = 240", "gap_min = = 240")
    found = problems(copy)
    assert found[0].file == "plans/timing.toml"
    assert found[0].line == at


def test_every_problem_is_told_not_only_the_first(copy: Path) -> None:
    changed(copy, GLUTE, "effort = 1", "effort = 9")
    changed(copy, "plans/timing.toml", "gap_min = 240", 'gap_min = "x"')
    changed(copy, "exercises/balance/seated.toml", "fall_risk = 0", "fall_risk = 7")
    assert {one.file for one in problems(copy)} == {GLUTE, "plans/timing.toml", "exercises/balance/seated.toml"}


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("{ derived = 3 }", "unknown derived name 3"),
        ('{ zones = { any = "z_groin" } }', "takes a list"),
        ("{}", "at least one key"),
    ],
)
def test_conditions_that_could_never_hold_are_told(copy: Path, new: str, words: str) -> None:
    changed(copy, "plans/patterns.toml", 'when = { derived = "sens_flag" }', f"when = {new}")
    assert any(words in str(one) for one in problems(copy))


# ------------------------------------------------------------------------------------------------------ own exercises

OWN = """
[own_heel_slides]
name = "Heel slides from Maria"
module = "mobility"
targets = ["hip_mobility"]
position = "supine"
surface = ["bed"]
levels = [1, 2]
helper = "no"
side = "unilateral"
kind = "reps"
dose = { sets = 1, reps = 8, rest_s = 20, tempo = "slow" }
effort = 1
fall_risk = 0
support = "lying"
family = "mb_range"
cues = ["Lie on your back.", "Slide one heel up.", "Slide it down."]
mistake = "Too fast."
stop = "Pain in the groin."
"""


def own(folder: Path, text: str, name: str = "mine.toml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def test_an_own_exercise_joins_the_library(tmp_path: Path) -> None:
    library, found, _ = load_library(own(tmp_path / "exercises", OWN))
    assert found == ()
    assert library.own == {"own_heel_slides"}
    assert library.exercises["own_heel_slides"].name == "Heel slides from Maria"
    assert len(library.exercises) == 131


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('family = "mb_range"', 'family = "mb_rang"', 'did you mean "mb_range"?'),
        ("effort = 1", "effort = 0", "between 1 and 5"),
        ("fall_risk = 0", "fall_risk = 2", "needs a support_rule"),
        ('kind = "reps"', 'kind = "hold"', "needs `hold_s`"),
        ("levels = [1, 2]", "levels = []", "names no mobility level"),
        ("levels = [1, 2]", "levels = [1, 2]\nhelper_at = [4]", "level 4 is not among its levels"),
        ("[own_heel_slides]", "[str_bridge]", "already used in"),
        ('name = "Heel', "name = Heel", "mine.toml"),
    ],
)
def test_an_own_exercise_that_does_not_fit_is_left_out_and_said(tmp_path: Path, old: str, new: str, words: str) -> None:
    folder = own(tmp_path / "exercises", OWN.replace(old, new))
    own(folder, OWN.replace("own_heel_slides", "own_good"), "good.toml")
    library, found, _ = load_library(folder)
    assert library.own == {"own_good"}
    assert any(words in str(one) for one in found), [str(one) for one in found]
    assert {one.file for one in found} == {"exercises/mine.toml"}
    assert library.exercises["str_bridge"].module == "strengthening"


def test_no_own_folder_is_no_problem(tmp_path: Path) -> None:
    library, found, _ = load_library(tmp_path / "nowhere")
    assert (library.own, found) == (frozenset(), ())
