"""A figure that does not fit is told by file, line and value, and never costs the exercise."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.content.loader import load_library
from tests.content.test_loader import GLUTE, OWN, changed, own

FIGURE = """
[own_heel_slides.figure]
base = "supine"
props = ["mat"]
fixed = ["chest"]
poses = [
    { slide = "work_foot", cue = "Leg straight" },
    { hip = [50, -4], knee = [100, 0], slide = "work_foot", hold = 1, breath = "out" },
]
"""


def said(tmp_path: Path, old: str, new: str) -> list[str]:
    """What is said when some words of the figure are others; the exercise is there all the same."""
    assert old in FIGURE
    library, problems, figures = load_library(own(tmp_path / "exercises", OWN + FIGURE.replace(old, new, 1)))
    assert problems == ()
    assert library.exercises["own_heel_slides"].name == "Heel slides from Maria"
    assert "own_heel_slides" not in library.figures
    assert library.own == {"own_heel_slides"}
    return [str(one) for one in figures.problems()]


def test_an_own_exercise_has_its_figure(tmp_path: Path) -> None:
    library, problems, figures = load_library(own(tmp_path / "exercises", OWN + FIGURE))
    assert (problems, figures.problems()) == ((), ())
    figure = library.figures["own_heel_slides"]
    assert figure is not None
    assert figure.poses[1].hip == (50, -4)


HIP = "hip = [50, -4]"
OUT = 'breath = "out"'
MAT = 'props = ["mat"]'


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        (HIP, "hipp = [50, -4]", "line 27, column 7", "poses 2 > hipp: is not a key that the coach knows"),
        (HIP, "hip = [150, -4]", "line 27, column 14", "hip 1: must be between -35 and 140, but is 150."),
        (HIP, "hip = 150", "line 27, column 13", "hip: must be between -35 and 140, but is 150."),
        (HIP, "hip = [50]", "line 27, column 13", "hip: needs at least 2 values, but has 1."),
        (HIP, 'hip = "50"', "line 27, column 13", "Write it without quotes: 50."),
        ("knee = [100, 0]", "knee = -10", "line 27, column 30", "knee: must be between 0 and 150, but is -10."),
        ('["chest"]', '["chesst"]', "line 24, column 10", 'Did you mean "chest"?'),
        ('["chest"]', "[]", "line 24, column 9", "fixed: needs at least 1 value, but has none."),
        (MAT, 'props = ["matt"]', "line 23, column 10", '"matt" is not one of the'),
        (MAT, "props = [{ chiar = 3 }]", "line 23, column 12", "Did you mean chair?"),
        (MAT, "props = [{ wall = 88, chair = 3 }]", "line 23, column 10", "must name one prop"),
        (MAT, 'props = [{ strap = ["work_hnd", "work_toe"] }]', "line 23, column 21", 'Did you mean "work_hand"?'),
        (MAT, 'props = [{ strap = ["floor", "work_toe"] }]', "line 23, column 10", "begins on the floor"),
        (OUT, 'hands = "counter"', "line 27, column 79", 'holds "counter", which does not stand in this figure.'),
        (OUT, 'hands = ["hip", ""]', "line 27, column 80", 'Did you mean "hips"?'),
        (OUT, 'press = { kneee = "out" }', "line 27, column 81", "Did you mean knee?"),
        (OUT, "helper = { at = [1, 2] }", "line 27, column 80", "this figure has none"),
        (OUT, f'cue = "{41 * "x"}"', "line 27, column 77", "takes at most 40 characters, but has 41."),
        ('base = "supine"', 'base = "bike"', "line 22, column 8", 'Add "bike" to its props.'),
        (HIP, "hipp = [50, -4]", "line 27, column 7", "Did you mean hip?"),
        ('base = "supine"', 'base = "supin"', "line 22, column 8", 'Did you mean "supine"?'),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_once_with_its_place(
    tmp_path: Path, old: str, new: str, place: str, words: str
) -> None:
    (told,) = said(tmp_path, old, new)
    assert told.startswith(f"exercises/mine.toml, {place}: own_heel_slides > figure > ")
    assert words in told


def test_every_mistake_of_a_figure_is_told(tmp_path: Path) -> None:
    assert len(said(tmp_path, f"{HIP}, knee = [100, 0]", "hip = 300, knee = 300")) == 2


def test_a_shipped_figure_that_does_not_fit_costs_only_itself(copy: Path) -> None:
    line = changed(copy, GLUTE, 'base = "supine"', 'base = "supin"')
    library, problems, figures = load_library(root=copy)
    assert problems == ()
    (figure,) = figures.problems()
    assert (figure.file, figure.line) == (GLUTE, line)
    assert 'Did you mean "supine"?' in str(figure)
    assert "str_glute_squeeze" not in library.figures
    assert "str_glute_squeeze" in library.exercises
    assert "str_clam" in library.figures
