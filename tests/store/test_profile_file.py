from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.profile import Hip, HipReplacement, Medicine, Profile, Safety
from coach.store.home import Home
from coach.store.profile_file import load_profile, parse_profile, render_answers, save_profile
from coach.toml.problems import ProblemsError
from tests.store.disks import fresh_folder
from tests.store.models import profiles

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
WRITTEN = """# Anna's answers
format = 1

# what the doctor said
[safety]
now = []
background = ["bg_hip_replacement"]   # March
hip_replacement = [{ date = 2026-03-01, side = "left" }]

# the pain
[hip]
side = "left"
pain = 5   # a bad week
# ask again

# how I am
[ms]
fatigue = 6
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "coach")


def written(home: Home, text: str) -> Profile:
    home.write(home.profile, text, NOW)
    profile, problems = load_profile(home, today=TODAY)
    assert profile is not None, problems
    return profile


def told(home: Home) -> str:
    return (home.read(home.profile) or b"").decode()


def test_no_file_is_no_profile_and_no_problem(home: Home) -> None:
    assert load_profile(home) == (None, ())


@given(profiles)
def test_a_fresh_file_says_what_was_answered(profile: Profile) -> None:
    text = render_answers(profile)
    again, problems = parse_profile(text.encode(), "profile.toml")
    assert problems == ()
    assert again == profile
    assert render_answers(profile) == text


def test_a_fresh_file_has_comments(home: Home) -> None:
    save_profile(home, Profile(safety=Safety(now=(), background=()), hip=Hip(pain=5)), NOW)
    text = told(home)
    assert "now = []                            # warning signs that apply, [] = none\n" in text
    assert "pain = 5                            # 0 to 10, the last week\n" in text
    assert "# pregnancy = { due = 2027-03-01 }\n" in text
    assert "[person]" not in text


def test_a_change_keeps_every_other_line(home: Home) -> None:
    before = written(home, WRITTEN)
    hip = before.hip.model_copy(update={"pain": 3, "enjoy": 4, "side": None})
    save_profile(home, before.model_copy(update={"answered": TODAY, "hip": hip}), NOW)
    assert told(home) == (
        WRITTEN.replace("format = 1\n", "format = 1\nanswered = 2026-11-22\n").replace(
            'side = "left"\npain = 5   # a bad week\n', "pain = 3   # a bad week\nenjoy = 4\n"
        )
    )
    assert [path.read_text() for path in home.backups_of(home.profile)] == [WRITTEN]


def test_the_same_answers_leave_the_file_as_it_is(home: Home) -> None:
    profile = written(home, WRITTEN)
    save_profile(home, profile, NOW)
    assert (told(home), home.backups_of(home.profile)) == (WRITTEN, ())


SHAPES = {
    "header": WRITTEN,
    "crlf": WRITTEN.replace("\n", "\r\n"),
    "no newline at the end": WRITTEN.rstrip("\n"),
    "byte order mark": "\ufeff" + WRITTEN,
    "inline": "# one\nformat = 1 # two\nsafety = { now = [], background = [] }\nhip = { pain = 5 } # three\n",
    "dotted": "format = 1\nsafety.now = []\nsafety.background = []\nhip.pain = 5 # here\n# end\n",
    "blocks": "format = 1\n[safety]\nnow = []\nbackground = []\n# op\n[[safety.hip_replacement]]\n"
    'side = "left" # l\n[[safety.hip_replacement]]\nside = "right"\n# b\n'
    "[safety.pregnancy]\ndue = 2027-01-01 # d\n[hip]\npain = 5\n",
    "apart": "format = 1\n[safety]\nnow = []\nbackground = []\n[hip]\npain = 1\n[safety.fracture]\ndate = 2026-01-01\n",
    "long": 'format = 1\n[safety]\nnow = []\nbackground = [\n  "bg_pump", # since May\n]\n[hip]\n\n\npain = 5\n',
    "medicine": 'format = 1\n[safety]\nnow = []\nbackground = []\n[[medicine]]\nid = "a" # mine\n',
}


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=40)
@given(profile=profiles)
def test_however_it_is_written_it_says_the_new_answers_and_keeps_the_remarks(
    tmp_path_factory: pytest.TempPathFactory, shape: str, profile: Profile
) -> None:
    home = Home(fresh_folder(tmp_path_factory))
    before = written(home, SHAPES[shape])
    save_profile(home, profile, NOW)
    after, problems = load_profile(home)
    assert problems == ()
    assert after == profile.model_copy(update={"medicine": before.medicine})
    if shape == "header":
        for remark in ("# Anna's answers", "# what the doctor said", "# the pain", "# ask again", "# how I am"):
            assert told(home).count(remark + "\n") == 1
    if shape == "crlf":
        assert told(home).count("\n") == told(home).count("\r\n")


@given(st.lists(profiles, min_size=2, max_size=4))
def test_answers_can_be_given_again_and_again(tmp_path_factory: pytest.TempPathFactory, answers: list[Profile]) -> None:
    home = Home(fresh_folder(tmp_path_factory))
    for profile in answers:
        save_profile(home, profile, NOW)
        assert load_profile(home) == (profile, ())


def test_medicines_are_never_written_here(home: Home) -> None:
    profile = Profile(safety=Safety(now=(), background=()), medicine=(Medicine(id="a", name="A"),))
    save_profile(home, profile, NOW)
    assert "medicine" not in tomli.loads(told(home))


def test_a_file_that_does_not_fit_is_never_overwritten(home: Home) -> None:
    text = WRITTEN.replace("fatigue = 6", 'fatigue = "very"')
    home.write(home.profile, text, NOW)
    with pytest.raises(ProblemsError, match=r"profile\.toml, line 18, column 11: ms > fatigue"):
        save_profile(home, Profile(safety=Safety(now=(), background=())), NOW)
    assert told(home) == text


def test_an_empty_file_is_filled(home: Home) -> None:
    home.write(home.profile, "\n", NOW)
    profile = Profile(safety=Safety(now=(), background=()))
    save_profile(home, profile, NOW)
    assert load_profile(home) == (profile, ())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("answered = 2027-01-01", "line 1, column 12: answered: 2027-01-01 is in the future"),
        ("safety.hip_replacement = [{ date = 2027-01-01 }]", "column 36: safety > hip_replacement 1 > date: 2027"),
        ("safety.fracture = { date = 2026-12-01 }", "is in the future, but the fracture has been. Look at the year."),
        ('capacity.wake = "22:00"', 'capacity > sleep: is "22:00", the same as wake'),
        ('capacity.helper_times = ["07:00-07:00"]', "helper_times 1: begins and ends at the same time"),
    ],
)
def test_answers_that_cannot_be_true_are_told_with_their_place(line: str, words: str) -> None:
    rest = 'format = 1\nsafety.now = []\nsafety.background = []\ncapacity.sleep = "22:00"\n'
    profile, problems = parse_profile(f"{line}\n{rest}".encode(), "profile.toml", today=TODAY)
    assert profile is None
    assert words in "\n".join(map(str, problems))


def test_a_traveller_may_have_answered_tomorrow() -> None:
    raw = b"format = 1\nanswered = 2026-11-23\n[safety]\nnow = []\nbackground = []\n"
    assert parse_profile(raw, "profile.toml", today=TODAY)[1] == ()


def test_without_a_day_dates_are_not_judged() -> None:
    profile = Profile(safety=Safety(now=(), background=(), hip_replacement=(HipReplacement(date=date(2030, 1, 1)),)))
    assert parse_profile(render_answers(profile).encode(), "profile.toml") == (profile, ())
