"""The exercises to look at: what is found, what this person can do, into the plan and out of it for good."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.content.loader import load_library
from coach.domain.vocabulary import ON_FEET
from coach.errors import InputError
from coach.services.context import Coach
from coach.services.exercises import (
    POSITION_NAMES,
    Catalogue,
    Narrowed,
    bring_back,
    draw_sheet,
    known_exercise,
    leave_out_for_good,
)
from coach.services.intake import save_own
from coach.services.plan_changes import Add
from coach.services.plan_edit import change, undo_change
from coach.services.planning import build_plan, check_bytes, needed_plan
from coach.store.profile_file import load_profile


def test_all_are_found_before_the_first_answer(coach: Coach) -> None:
    known = Catalogue(coach)
    assert len(known.found(Narrowed())) == len(coach.library.exercises)
    assert known.found(Narrowed(mine=True)) == known.found(Narrowed())


def test_words_that_people_type(settled: Coach) -> None:
    known = Catalogue(settled)
    assert "Clam with a pillow" in [one.name for one in known.found(Narrowed(), "outer hip lying")]
    assert all("band" in one.equipment + one.equipment_opt for one in known.found(Narrowed(), "exercise band pull"))
    assert known.found(Narrowed(), "bridgge"), "a slip of the hand"
    assert not known.found(Narrowed(), "trampoline")


def test_every_way_to_narrow_leaves_some_and_only_what_it_says(settled: Coach) -> None:
    known = Catalogue(settled)
    everything = len(known.library.exercises)
    for _, ways in known.choices():
        for way, words in ways:
            found = known.found(way)
            assert 0 < len(found) < everything, words
    assert all("sitting" in (one.position, *one.alt) for one in known.found(Narrowed(position="sitting")))
    assert all(4 in one.levels for one in known.found(Narrowed(level=4)))
    assert all("calf" in one.targets for one in known.found(Narrowed(muscle="calf")))
    assert all("band" not in one.equipment for one in known.found(Narrowed(bare=True)))
    both = known.found(Narrowed(position="sitting", mine=True))
    assert set(both) == set(known.found(Narrowed(position="sitting"))) & set(known.found(Narrowed(mine=True)))


def test_every_position_has_a_name(coach: Coach) -> None:
    used = {place for one in coach.library.exercises.values() for place in (one.position, *one.alt)}
    assert used <= set(POSITION_NAMES)


def test_what_cannot_be_done_says_why(settled: Coach) -> None:
    known = Catalogue(settled)
    for exercise in known.library.exercises.values():
        assert bool(known.why_not(exercise.id)) is not known.possible(exercise.id)
    with pytest.raises(InputError, match="pedal exerciser"):
        known.item("aer_pedal_exerciser")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_fits_can_be_added_and_taken_back_to_the_byte(settled: Coach, data: st.DataObject) -> None:
    known = Catalogue(settled)
    before = settled.home.plan.read_bytes()
    name = data.draw(st.sampled_from(sorted(one.id for one in known.found(Narrowed(mine=True)))))
    assert known.current is not None
    for place in known.places(name):
        if not place.fits:
            assert place.words
            continue
        done = change(settled, known.current, Add(place.session, known.item(name)), agreed=True)
        text = settled.home.plan.read_text()
        assert text.count(f'id = "{name}"') == before.decode().count(f'id = "{name}"') + 1
        checked = check_bytes(settled, text.encode(), "plan.toml", settled.profile())
        assert not [problem for problem, level in checked.rows if level == "error"]
        added = next(one for one in done.current.plan.session if one.id == place.session)
        parts = [item.part for item in added.exercise]
        assert parts == sorted(parts, key=("warm_up", "main", "cool_down").index)
        undo_change(settled, done.current)
        assert settled.home.plan.read_bytes() == before


def test_remarks_in_the_file_stay_when_something_is_added(settled: Coach) -> None:
    text = settled.home.plan.read_text().replace("[[session.exercise]]", "# Anna: slowly\n[[session.exercise]]", 2)
    settled.home.plan.write_text(text + "# the end\n")
    known = Catalogue(settled)
    name = next(one.id for one in known.found(Narrowed(mine=True)) if any(p.fits for p in known.places(one.id)))
    place = next(one for one in known.places(name) if one.fits)
    assert known.current is not None
    change(settled, known.current, Add(place.session, known.item(name)), agreed=True)
    after = settled.home.plan.read_text()
    assert after.count("# Anna: slowly") == 2
    assert after.endswith("# the end\n")
    assert [line for line in text.splitlines() if line not in after.splitlines()] == []


def test_twice_in_one_session_is_refused(settled: Coach) -> None:
    current = needed_plan(settled)
    session = current.plan.session[0]
    with pytest.raises(InputError, match="already"):
        change(settled, current, Add(session.id, session.exercise[0]))


def test_left_out_for_good_is_never_offered_and_goes_out_of_the_plan(settled: Coach) -> None:
    name = needed_plan(settled).plan.session[0].exercise[1].id
    said = leave_out_for_good(settled, name)
    assert "will not come again" in said
    known = Catalogue(settled)
    assert known.unwanted(name)
    assert not known.possible(name)
    assert "You asked" in known.why_not(name)
    assert not known.in_plan(name)
    profile = settled.profile()
    assert profile is not None
    built = build_plan(settled, profile)
    assert name not in {item.id for session in built.plan.session for item in session.exercise}
    assert name in {one.exercise for one in built.left_out}
    bring_back(settled, name)
    assert Catalogue(settled).possible(name)


def test_answering_again_keeps_what_was_left_out(settled: Coach) -> None:
    leave_out_for_good(settled, "str_bridge")
    profile, _ = load_profile(settled.home)
    assert profile is not None
    save_own(settled, profile.model_copy(update={"wishes": type(profile.wishes)()}))
    again, _ = load_profile(settled.home)
    assert again is not None
    assert again.wishes.leave_out == ("str_bridge",)


def test_a_name_that_is_none_is_told(settled: Coach) -> None:
    profile = settled.home.profile
    profile.write_text(profile.read_text() + '\n[wishes]\nleave_out = ["str_brigde"]\n')
    assert Catalogue(settled).unknown_wishes == ("str_brigde",)
    with pytest.raises(InputError, match="str_bridge"):
        known_exercise(settled, "str_brigde")


def test_asked_for_an_own_exercise_that_does_not_fit_what_does_not_is_named(settled: Coach) -> None:
    own = settled.home.root / "exercises" / "own.toml"
    own.parent.mkdir(exist_ok=True)
    own.write_text('[hip_wave]\nname = "Hip wave"\nmodul = "stretching"\n')
    settled._loaded = load_library(own.parent)
    with pytest.raises(InputError, match=r"own\.toml, line 3, column 1: hip_wave > modul: .* Did you mean module\?"):
        known_exercise(settled, "hip_wave")


def test_before_the_answers_nothing_can_be_added_or_left_out(coach: Coach) -> None:
    with pytest.raises(InputError, match="coach intake"):
        Catalogue(coach).item("str_bridge")
    with pytest.raises(InputError, match="coach intake"):
        leave_out_for_good(coach, "str_bridge")


def test_the_side_is_that_of_the_plan(settled: Coach) -> None:
    known = Catalogue(settled)
    plan = needed_plan(settled).plan
    for item in (item for session in plan.session for item in session.exercise):
        assert known.side(item.id) == item.side


def test_a_sheet_is_drawn_only_into_svg(settled: Coach, tmp_path: Path) -> None:
    exercises = tuple(Catalogue(settled).found(Narrowed(module="balance")))
    assert "drawn into" in draw_sheet(settled, exercises, tmp_path / "sheet.svg")
    assert (tmp_path / "sheet.svg").read_text().count("<text") > len(exercises)
    with pytest.raises(InputError, match=r"\.svg"):
        draw_sheet(settled, exercises, tmp_path / "sheet.png")


def test_standing_is_never_offered_where_it_is_not_safe(settled: Coach) -> None:
    known = Catalogue(settled)
    profile = settled.profile()
    assert profile is not None
    seated = profile.model_copy(update={"ms": profile.ms.model_copy(update={"mobility": 5}), "medicine": ()})
    save_own(settled, seated)
    now = Catalogue(settled)
    assert any(one.position in ON_FEET for one in known.library.exercises.values())
    assert not [one.id for one in now.found(Narrowed(mine=True)) if one.position in ON_FEET and not one.alt]
