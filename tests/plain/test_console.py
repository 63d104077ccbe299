import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.questions import AnswerField, Option
from coach.engine.typed import Misread
from coach.plain.console import BACK, SKIP, Console, StoppedError, clean
from coach.plain.fields import ask_field, shown_value
from coach.plain.lines import LONGEST, StreamLines
from tests.fake_clock import FakeClock
from tests.plain.talk import Talk, library

FIELDS = [field for question in library()[0].rules.intake.question for field in question.field]
ASKED = [field for field in FIELDS if field.kind != "medicines"]


def talk(*answers: str) -> Talk:
    return Talk(answers, FakeClock())


def test_long_lines_are_wrapped() -> None:
    one = talk()
    one.console.say("word " * 60)
    one.console.item("12", "word " * 60)
    assert all(len(line) <= 78 for line in one.text.split("\n"))


def test_no_order_to_the_terminal_leaves() -> None:
    one = talk()
    one.console.say("\x1b[31mred\x1b]0;title\x07 \u202eturned\u202c \x9b2J")
    one.console.item("\x1b1", "\x1b[2Jgone")
    assert "\x1b" not in one.text
    assert "\x9b" not in one.text
    assert "\u202e" not in one.text


@given(st.text())
def test_whatever_is_said_holds_no_control_character(text: str) -> None:
    assert not any(ord(letter) < 32 and letter != "\n" for letter in clean(text))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-8"])
def test_any_encoding_will_do(encoding: str) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding)
    Console(StreamLines(io.StringIO()), out).say("Grüße · 38° – “fine” … 漢字")
    out.flush()
    assert raw.getvalue().decode(encoding).startswith("Gr")


def test_enter_takes_the_default() -> None:
    assert talk("").console.scale("Pain?", default=4) == 4
    assert talk("").console.scale("Pain?") is SKIP
    assert talk("").console.yes_no("Well?", default=False) is False
    assert talk("").console.choose(["a", "b"], default=1) == 1


def test_enter_is_no_answer_where_there_is_no_default() -> None:
    one = talk("", "y")
    assert one.console.yes_no("Does the hip hurt?") is True
    assert "Nothing was typed" in one.text


def test_back_and_skip_where_they_are_allowed() -> None:
    assert talk("b").console.choose(["a"]) is BACK
    assert talk("s").console.scale("Pain?") is SKIP
    one = talk("s", "b", "1")
    assert one.console.choose(["a"], back=False) == 0
    assert "This one needs an answer." in one.text
    assert "nothing to go back to" in one.text


def test_question_mark_explains_and_asks_again() -> None:
    one = talk("?", "x")
    assert one.console.scale("How strong is it?", low="none", high="worst") == 10
    assert one.text.count("How strong is it? 0 is none, 10 is worst.") == 2


def test_q_and_the_end_of_input_stop() -> None:
    with pytest.raises(StoppedError) as typed:
        talk("q").console.scale("Pain?")
    assert not typed.value.ended
    with pytest.raises(StoppedError) as ended:
        talk().console.scale("Pain?")
    assert ended.value.ended


@pytest.mark.parametrize("kind", sorted({field.kind for field in ASKED}))
@given(data=st.data())
def test_wrong_typing_never_crashes(kind: str, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from([field for field in ASKED if field.kind == kind]))
    answers = data.draw(
        st.lists(st.text(max_size=LONGEST) | st.sampled_from(["0", "1", "b", "?", "9" * 400]), max_size=5)
    )
    one = Talk(answers, FakeClock())
    try:
        value = ask_field(one.console, field, None)
    except StoppedError:
        return
    assert value in (BACK, SKIP) or not isinstance(value, Misread)
    assert "\x1b" not in one.text


@pytest.mark.parametrize("field", ASKED, ids=lambda field: field.id)
def test_the_default_that_is_shown_is_read_back(field: AnswerField) -> None:
    given: dict[str, Any] = {
        "one": field.options[0].id if field.options else None, "many": [option.id for option in field.options][:1],
        "scale": 4, "number": field.min, "time": "07:30", "days": ["mon", "wed"], "yes_no": True,
        "spans": ["07:30-10:00"], "date": date(2026, 9, 28),
    }  # fmt: skip
    value = int(given["one"]) if field.kind == "one" and field.whole else given[field.kind]
    again = ask_field(talk(shown_value(field, value)).console, field, None)
    assert again == value


@pytest.mark.parametrize(
    ("id", "typed", "value"),
    [
        ("wake", "half past seven", "07:30"), ("height_cm", "5 ft 6", 167.6),
        ("pregnancy_due", "yesterday", date(2026, 11, 22)),
    ],
)  # fmt: skip
def test_what_was_likely_meant_is_kept_with_enter(id: str, typed: str, value: object) -> None:
    field = next(field for field in FIELDS if field.id == id)
    one = talk(typed, "")
    answer = ask_field(one.console, field, None, today=date(2026, 11, 23))
    assert answer == value
    assert "Did you mean" in one.text
    assert f"[{shown_value(field, value)}]:" in one.text


def test_hints_and_none_are_shown() -> None:
    field = AnswerField(
        id="f", path="a.b", kind="many", ask="Which?", none="None of these",
        options=(Option(id="one", text="One", hint="a hint"),),
    )  # fmt: skip
    one = talk("0")
    assert ask_field(one.console, field, None) == []
    assert "1 One (a hint)" in one.text
    assert "0 None of these" in one.text
