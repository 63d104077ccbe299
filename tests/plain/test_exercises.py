"""The exercises in lines: found, heard, added, left out."""

from pathlib import Path

from coach.plain.exercises import browse
from coach.services.context import Coach
from coach.services.exercises import Catalogue, Narrowed
from coach.services.planning import needed_plan
from tests.fake_clock import FakeClock
from tests.plain.talk import Talk, coach_for


def talked(folder: Path, *answers: str) -> tuple[Coach, str]:
    clock = FakeClock()
    coach = coach_for("walks_well", folder, clock)
    talk = Talk(answers, clock)
    assert browse(talk.console, coach) == 0
    assert not talk.left
    assert talk.text.isascii()
    assert "\x1b" not in talk.text
    return coach, talk.text


def planned(coach: Coach) -> set[str]:
    return {item.id for one in needed_plan(coach).plan.session for item in one.exercise}


def test_a_word_a_number_and_it_is_told(tmp_path: Path) -> None:
    _, said = talked(tmp_path, "trampoline", "clam pillow", "1", "", "")
    assert "No exercise fits" in said
    assert "Clam with a pillow" in said
    assert "The picture in words:" in said
    assert "Stop if:" in said


def test_none_of_these_goes_back_to_the_words(tmp_path: Path) -> None:
    _, said = talked(tmp_path, "calf", "99", "", "", "")
    assert said.count("What are you looking for?") >= 2


def test_to_the_easier_form_and_into_the_plan(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("walks_well", tmp_path, clock)
    known = Catalogue(coach)
    name = next(
        one.id
        for one in known.found(Narrowed(mine=True))
        if not known.in_plan(one.id) and any(place.fits for place in known.places(one.id)) and not one.easier
    )
    ways = 2 + (known.library.exercises[name].harder in known.library.exercises)
    talk = Talk([name, "1", str(ways), "1", "y", "", ""], clock, then=lambda said: "")
    browse(talk.console, coach)
    assert name in planned(coach)
    assert "takes it back" in " ".join(talk.text.split())


def test_left_out_for_good(tmp_path: Path) -> None:
    clock = FakeClock()
    coach = coach_for("walks_well", tmp_path, clock)
    name = sorted(planned(coach))[0]
    one = Catalogue(coach).library.exercises[name]
    others = sum(link in Catalogue(coach).library.exercises for link in (one.easier, one.harder))
    talk = Talk([name, "1", str(others + 2), ""], clock)
    browse(talk.console, coach)
    assert "will not come again" in talk.text
    assert Catalogue(coach).unwanted(name)
