"""Keys that come to the real terminal in one write, as after a fast hand, a paste, or on a slow machine."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli

from tests.e2e.program import REPO, person_with_plan
from tests.e2e.window import KEYS, Window

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
QUESTIONS = tomli.loads((REPO / "plans" / "intake.toml").read_text(encoding="utf-8"))["question"]
ASKS = {field["path"]: field["ask"] for question in QUESTIONS for field in question["field"]}
AGE, AFTER_AGE = ASKS["person.age"], ASKS["person.sex"]


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    opened = Window(tmp_path / "person")
    yield opened
    opened.put_away()


def burst(window: Window, *keys: str) -> None:
    """One write for all of them."""
    window.child.send("".join(KEYS.get(key, key) for key in keys))


def at_first_question(window: Window) -> None:
    window.until("let us begin")
    window.settle()
    window.answer("enter")
    window.until("[ ]")
    window.settle()


def test_ticks_on_the_safety_questions_lead_to_the_action_screen(window: Window) -> None:
    at_first_question(window)
    burst(window, "down", "down", "down", "space", "enter")  # chest pain
    window.settle()
    burst(window, "space", "enter")
    assert "112" in window.until("112", "your emergency number")


def test_a_tick_on_the_first_question_is_kept(window: Window) -> None:
    at_first_question(window)
    first = window.shown
    burst(window, "space", "enter")
    window.wait(lambda: "[x]" not in window.shown and window.shown != first, "no other question came")
    window.settle()
    window.press("escape")
    window.until("[x]")
    window.settle()
    ticked = [line for line in window.shown.splitlines() if "[x]" in line]
    assert len(ticked) == 1
    assert "None of these" not in ticked[0]
    assert ticked[0].replace("[x]", "[ ]") in first


def test_a_number_goes_on_with_both_figures(window: Window) -> None:
    at_first_question(window)
    for _ in range(12):
        if AGE in window.shown:
            break
        window.answer("enter")
    assert AGE in window.shown, window.shown
    burst(window, *"20", "enter")
    window.until(AFTER_AGE)
    window.settle()
    window.answer("escape")
    assert AGE in window.shown
    assert "20" in window.shown.splitlines()[window.screen.cursor.y]


def test_a_word_in_the_search_and_enter(tmp_path: Path) -> None:
    home = tmp_path / "person"
    person_with_plan(home)
    window = Window(home)
    try:
        window.until(" help")
        window.settle()
        window.answer("/")
        burst(window, *"calendar", "enter")
        window.wait(lambda: window.shown.splitlines()[0].endswith("your week"), "the plan did not come")
    finally:
        window.put_away()
