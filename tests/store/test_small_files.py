"""Settings, medicines and the unfinished intake."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.medicine import Medicine, Medicines, again, from_answer, minutes, quantity, slug
from coach.domain.profile import Medicine as Answer
from coach.domain.settings import Contact, Settings
from coach.errors import InputError
from coach.store.drafts import Draft, clear_draft, load_draft, save_draft
from coach.store.home import Home
from coach.store.medicines_file import add_medicines, load_medicines, parse_medicines
from coach.store.settings_file import load_settings, save_setting
from coach.toml.problems import ProblemsError
from tests.store.disks import fresh_folder

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ANNA = Contact(name="Anna", phone="+43 1 234", role="friend")
BACLOFEN = Medicine(id="baclofen", name="Baclofen", info="med_baclofen", times=("08:00",))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "coach")


def text_of(home: Home, path: Path) -> str:
    return (home.read(path) or b"").decode()


def test_settings_have_defaults(home: Home) -> None:
    assert load_settings(home) == (Settings(), ())


def test_a_setting_changes_alone_and_remarks_stay(home: Home) -> None:
    save_setting(home, "theme", "light", NOW)
    home.write(home.settings, text_of(home, home.settings) + "# dark hurts my eyes\n", NOW)
    after = save_setting(home, "country", "AT", NOW)
    assert after == load_settings(home)[0] == Settings(theme="light", country="AT")
    assert text_of(home, home.settings) == (
        "# Your settings. You may change them here or with: coach settings\n"
        'format = 1\ncountry = "AT"\ntheme = "light"\n# dark hurts my eyes\n'
    )
    save_setting(home, "country", None, NOW)
    assert load_settings(home)[0] == Settings(theme="light")


def test_contacts_are_blocks_of_their_own(home: Home) -> None:
    save_setting(home, "contact", (ANNA,), NOW)
    assert text_of(home, home.settings).endswith('\n[[contact]]\nname = "Anna"\nphone = "+43 1 234"\nrole = "friend"\n')
    save_setting(home, "day_starts", "04:00", NOW)
    two = (ANNA, Contact(name="Dr. B", phone="144"))
    assert save_setting(home, "contact", two, NOW).contact == two
    assert save_setting(home, "contact", (), NOW).contact == ()
    assert load_settings(home)[0] == Settings(day_starts="04:00")


@pytest.mark.parametrize(
    ("key", "value"), [("theme", "pink"), ("them", "light"), ("day_starts", "25:00"), ("motion", 1)]
)
def test_a_setting_that_does_not_fit_is_refused(home: Home, key: str, value: object) -> None:
    with pytest.raises(ProblemsError, match=key):
        save_setting(home, key, value, NOW)
    assert not home.settings.exists()


def test_of_broken_settings_what_fits_still_counts(home: Home) -> None:
    text = (
        'format = 1\ntheme = "pink"\ncountry = "AT"\n[[contact]]\nname = "Anna"\nphone = "+43 1 234"\nrole = "friend"\n'
    )
    home.write(home.settings, text, NOW)
    settings, problems = load_settings(home)
    assert settings == Settings(country="AT", contact=(ANNA,))
    assert len(problems) == 1
    with pytest.raises(ProblemsError):
        save_setting(home, "country", "DE", NOW)
    assert text_of(home, home.settings) == text
    home.write(home.settings, "theme =", NOW)
    assert load_settings(home)[0] == Settings()


def test_keys_have_a_table_of_their_own_and_remarks_stay(home: Home) -> None:
    keys = '# mine\nformat = 1\n[keys]\nundo = "k"  # the left hand reaches it\n'
    contact = '[[contact]]\nname = "Anna"\nphone = "12"\n'
    home.write(home.settings, keys + contact, NOW)
    assert save_setting(home, "keys.check_in", "ö", NOW).keys == {"undo": "k", "check_in": "ö"}
    assert text_of(home, home.settings) == f'{keys}check_in = "ö"\n{contact}'
    save_setting(home, "keys.check_in", None, NOW)
    assert text_of(home, home.settings) == keys + contact
    assert save_setting(home, "keys.undo", None, NOW) == load_settings(home)[0]
    assert load_settings(home)[0].keys == {}
    assert text_of(home, home.settings).startswith("# mine\nformat = 1\n[keys]\n")


def test_a_first_key_makes_its_table(home: Home) -> None:
    assert save_setting(home, "keys.undo", "k", NOW).keys == {"undo": "k"}
    assert text_of(home, home.settings).endswith('format = 1\n\n[keys]\nundo = "k"\n')
    assert save_setting(home, "theme", "light", NOW) == Settings(theme="light", keys={"undo": "k"})


def test_of_keys_with_problems_what_fits_still_counts(home: Home) -> None:
    home.write(home.settings, 'format = 1\n[keys]\nundo = "k"\nplan = "enter"\nchek_in = "t"\n', NOW)
    settings, problems = load_settings(home)
    assert settings == Settings(keys={"undo": "k"})
    assert [problem.line for problem in problems] == [4, 5]
    assert "Did you mean check_in?" in str(problems[1])
    home.write(home.settings, 'format = 1\nkeys = "k"\ncountry = "AT"\n', NOW)
    assert load_settings(home)[0] == Settings(country="AT")


SAMPLE = """# medicines.toml
format = 1

[[medicine]]
id = "baclofen"
name = "Baclofen"
info = "med_baclofen"               # optional
source = "prescribed"
amount = "10 mg"
times = ["08:00", "14:00", "22:00"]
repeat = "10 min x 4"
late_window = "3 h"
stock = "84"
per_dose = "1"
refill_at_days = 7
started = 2026-11-01
effect_on_legs = "weak"

[[medicine]]
id = "paracetamol"
name = "Paracetamol"
as_needed = true
min_gap = "4 h"
max_per_day = "4000 mg"
mg_per_dose = 500
stock = "0,5"
"""


def test_the_sample_of_the_design_fits() -> None:
    medicines, problems = parse_medicines(SAMPLE.encode(), "medicines.toml")
    assert problems == ()
    assert medicines is not None
    assert [medicine.id for medicine in medicines.medicine] == ["baclofen", "paracetamol"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'id = "paracetamol"',
            'id = "baclofen"',
            'line 20, column 6: medicine "baclofen" > id: "baclofen" is the id of',
        ),
        ("mg_per_dose = 500\n", "", "max_per_day: is in mg. Add mg_per_dose, for example 500."),
        ("as_needed = true\n", "", 'medicine "paracetamol": has no times. Add times = ["08:00"], or as_needed = true.'),
        ("as_needed = true", 'as_needed = true\ntimes = ["08:00"]', "times: does not go with as_needed = true"),
        (
            'late_window = "3 h"',
            'late_window = "3 days"',
            'a length of time in quotes, for example "4 h", but is "3 days"',
        ),
        ('repeat = "10 min x 4"', "repeat = 4", 'how often to ask again, in quotes, for example "10 min x 4"'),
        ('stock = "84"', 'stock = "lots"', 'an amount in quotes, for example "0.5"'),
        ('max_per_day = "4000 mg"', 'max_per_day = "8"', 'for example "8 doses"'),
    ],
)
def test_a_medicine_that_does_not_fit_is_told(old: str, new: str, words: str) -> None:
    medicines, problems = parse_medicines(SAMPLE.replace(old, new).encode(), "medicines.toml")
    assert medicines is None
    assert [words in str(problem) for problem in problems] == [True]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("84", Fraction(84)),
        ("0,5", Fraction(1, 2)),
        ("0.25", Fraction(1, 4)),
        ("1/3", Fraction(1, 3)),
        ("1 1/2", Fraction(3, 2)),
    ],
)
def test_amounts_are_exact(text: str, number: Fraction) -> None:
    assert quantity(text) == number
    assert Medicine(id="a", name="A", stock=text).stock == text


def test_lengths_of_time_are_minutes() -> None:
    assert (minutes("10 min"), minutes("3 h"), minutes("3h"), again("10 min x 4"), again("1h x2")) == (
        10,
        180,
        180,
        (10, 4),
        (60, 2),
    )


@pytest.mark.parametrize(("name", "id"), [("Vitamin D3", "vitamin_d3"), ("5-HTP", "medicine_5_htp"), ("Ω", "medicine")])
def test_a_name_becomes_an_id(name: str, id: str) -> None:
    assert slug(name) == id
    assert from_answer(Answer(name=name), "").id == id


def test_an_answer_becomes_a_medicine() -> None:
    answer = Answer(info="med_baclofen", times=("08:00",), started=date(2026, 11, 1))
    assert from_answer(answer, "Baclofen") == BACLOFEN.model_copy(update={"started": date(2026, 11, 1)})


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_medicines_are_added_below_what_is_there(home: Home, end: str) -> None:
    before = SAMPLE.rstrip("\n").replace("\n", end)
    home.write(home.medicines, before, NOW)
    new = Medicine(id="vitamin_d", name="Vitamin D", times=("08:00",), source="shop")
    assert add_medicines(home, [BACLOFEN, new, new], NOW) == (new,)
    assert text_of(home, home.medicines) == end.join(
        [
            before,
            "",
            "[[medicine]]",
            'id = "vitamin_d"',
            'name = "Vitamin D"',
            'source = "shop"',
            'times = ["08:00"]',
            "",
        ]
    )
    assert add_medicines(home, [new], NOW) == ()


def test_the_first_medicine_makes_the_file(home: Home) -> None:
    assert load_medicines(home) == (Medicines(), ())
    add_medicines(home, [BACLOFEN], NOW)
    assert load_medicines(home) == (Medicines(medicine=(BACLOFEN,)), ())


def test_a_list_in_one_line_is_not_spoilt(home: Home) -> None:
    text = 'format = 1\nmedicine = [{ id = "a", name = "A", as_needed = true }]\n'
    home.write(home.medicines, text, NOW)
    with pytest.raises(InputError, match="cannot change without spoiling it"):
        add_medicines(home, [BACLOFEN], NOW)
    assert text_of(home, home.medicines) == text


plain: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(st.characters(codec="utf-8"), max_size=5) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), plain | st.none(), max_size=5),
    st.none() | st.just("q_age"),
)
def test_an_unfinished_intake_goes_on_where_it_was(
    tmp_path_factory: pytest.TempPathFactory, answers: dict[str, Any], question: str | None
) -> None:
    home = Home(fresh_folder(tmp_path_factory))
    save_draft(home, answers, question)
    assert load_draft(home) == Draft(answers, question)


@pytest.mark.parametrize("raw", [b"\xff", b"answers = 1\nformat = 1", b"", b"format = 2\n[answers]\n", b"a = "])
def test_a_broken_draft_is_kept_aside(home: Home, raw: bytes) -> None:
    home.prepare()
    (home.state / "intake.toml").write_bytes(raw)
    assert load_draft(home) is None
    assert (home.state / "intake.toml.broken").read_bytes() == raw
    assert load_draft(home) is None


def test_a_finished_intake_is_forgotten(home: Home) -> None:
    clear_draft(home)
    save_draft(home, {"age": 52, "seen": (1, None), "deep": {"a": None}}, "sex")
    assert load_draft(home) == Draft({"age": 52, "seen": [1], "deep": {}}, "sex")
    clear_draft(home)
    assert load_draft(home) is None
