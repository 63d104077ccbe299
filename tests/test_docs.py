"""What the documents say about the program is so: the table of keys, the pictures, and what the figures promise."""

import re
import runpy
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from coach.domain.verbs import VERBS, key_words
from tests.engine.people import shipped
from tests.tui import test_themes
from tests.tui.test_keys import SCREENS

REPO = Path(__file__).resolve().parents[1]
PAGES = [REPO / "README.md", *sorted((REPO / "docs").glob("*.md"))]
PICTURES = sorted((REPO / "docs" / "pictures").glob("*.svg"))
ACCESS = (REPO / "docs" / "accessibility.md").read_text(encoding="utf-8")


def test_the_table_of_keys_is_the_list_of_the_program() -> None:
    rows = [
        line.strip("| ").split(" | ") for line in ACCESS.splitlines() if re.match(r"\| `.*(always|`[a-z_]+` \|)", line)
    ]
    said = {tuple(re.findall(r"`([^`]+)`", keys)): (label, hint, name.strip("`")) for keys, label, hint, name in rows}
    assert said == {
        tuple(key_words(key) for key in (*verb.keys, *verb.kept)):
            (verb.label, verb.hint, "always this key" if verb.firm else verb.id)
        for verb in VERBS.values()
    }  # fmt: skip


def test_the_table_of_keys_is_as_it_would_be_made_today() -> None:
    page = runpy.run_path(str(REPO / "docs" / "keys.py"))["page"]
    assert page(ACCESS) == ACCESS, "run: python docs/keys.py"


def test_the_keys_that_do_nothing_yet_are_named() -> None:
    bound = {one.id for screen in SCREENS for one in screen.own_bindings()}
    free = {verb.keys[0] for verb in VERBS.values() if verb.id not in bound}
    said = re.search(r"^(.*) do nothing yet", ACCESS, re.MULTILINE)
    assert said is not None
    assert set(re.findall(r"`(.)`", said[1])) == free


def test_the_contrast_that_is_promised_is_the_one_that_is_tested() -> None:
    said = re.findall(
        r"^\| (?:all|256|16) .*? \| at least ([\d.]+) to 1.*? \| at least ([\d.]+) to 1", ACCESS, re.MULTILINE
    )
    tested = (test_themes.TEXT, test_themes.CONTRAST_TEXT, test_themes.TEXT_FEW, test_themes.TEXT_FEW)
    assert [(float(text), float(shape)) for text, shape in said] == [(text, test_themes.SHAPE) for text in tested]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "#" not in link and not (page.parent / link).is_file()] == []


def test_all_exercises_are_drawn_on_one_page_that_can_be_sent() -> None:
    page, moving = (REPO / "docs" / "figures" / f"{name}.svg" for name in ("all", "moving"))
    assert page.stat().st_size <= 1_500_000
    assert moving.stat().st_size <= 1_000_000
    text = page.read_text(encoding="utf-8")
    names = [escape(one.name) for one in shipped().exercises.values()]
    assert [name for name in names if f">{name}</text>" not in text] == []
    assert set(re.findall(r"https?://[^\"' )]+", text)) == {"http://www.w3.org/2000/svg"}
    readme = (REPO / "README.md").read_text(encoding="utf-8")
    assert all(f"docs/figures/{path.name}" in readme for path in (page, moving))


def test_every_picture_is_shown_and_asks_nobody_for_anything() -> None:
    shown = {name for page in PAGES for name in re.findall(r"pictures/(\w+\.svg)", page.read_text(encoding="utf-8"))}
    assert {picture.name for picture in PICTURES} == shown
    assert sum(picture.stat().st_size for picture in PICTURES) < 1_500_000
    for picture in PICTURES:
        svg = picture.read_text(encoding="utf-8")
        assert set(re.findall(r"https?://[^\"' )]+", svg)) == {"http://www.w3.org/2000/svg"}
        assert "@font-face" not in svg
