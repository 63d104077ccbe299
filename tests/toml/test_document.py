import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.toml.document import MOST_BYTES, Document, read_document

TEXT = """# my plan
format = 1
a.b."c d" = 3
x = { y = [1, # one
 { z = "ä", q = 1 }], 'w'.v = 2 }
at = 07:30
[[session]]
id = "m"
[[session.exercise]]
id = "e"
[[session.exercise]]
id = "f"
[q.r]
s = 1
[[session]]
id = "n"
exercise = [ { id = "x" },
   { id = "y", when = 2026-01-01 07:30 } ]
"""


def document(text: str) -> Document:
    found, _ = read_document(text.encode(), "plan.toml")
    assert found is not None
    return found


def said(raw: bytes) -> list[str]:
    return [str(problem) for problem in read_document(raw, "plan.toml")[1]]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("format",), (2, 10)),
        (("a", "b"), (3, 1)),
        (("a", "b", "c d"), (3, 13)),
        (("x", "y", 0), (4, 12)),
        (("x", "y", 1, "q"), (5, 17)),
        (("x", "w", "v"), (5, 31)),
        (("at",), (6, 6)),
        (("session", 0), (7, 1)),
        (("session", 0, "exercise", 1, "id"), (12, 6)),
        (("session", 0, "exercise", 1, "reps"), (11, 1)),
        (("q", "r", "s"), (14, 5)),
        (("session", 1, "id"), (16, 6)),
        (("session", 1, "exercise", 1, "when"), (18, 23)),
        (("nowhere",), (None, None)),
    ],
)
def test_every_value_has_its_place(loc: tuple[str | int, ...], place: tuple[int, int], end: str) -> None:
    assert document(TEXT.replace("\n", end)).where(loc) == place


def test_a_key_has_a_place_of_its_own() -> None:
    assert document(TEXT).where_key(("x", "y", 1, "q")) == (5, 13)


def test_a_text_that_tree_sitter_cannot_read_still_has_places() -> None:
    odd = document("[hip]\npain = 5\nm = { a = 1,\n\n  b = 2, }\n[ms]\nheat = 2\n")
    assert odd.where(("hip", "pain"))[0] == 2
    assert odd.where(("ms", "heat"))[0] in (6, 7)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"a = ten", 'line 1, column 5: "ten" is not a value. Words need quotes: "ten".'),
        (b"a = 1\na = 2", 'line 2, column 6: "a" stands here a second time'),
        (b"a = True", 'line 1, column 5: "True" is not a value here. Write true'),
        (b"a = 7:30", 'Write it in quotes: "07:30"'),
        (b"a = [7:30]", 'Write it in quotes: "07:30"'),
        (b"a = 07:30", 'column 5: a: the time 07:30 stands without quotes. Write it in quotes: "07:30".'),
        (b"a = 0,5", "Write it with a point: 0.5"),
        (b"a = 012", "Write 12, or put it in quotes"),
        (b"a = 2026-13-01", '"2026-13-01" is not a date that exists'),
        (b"a = 2026-02-30", "this day or time does not exist"),
        (b'a = "x', "a closing quote is missing"),
        (b"a = [1\nb = 2", "a list is not closed"),
        (b"[a", "a closing ] is missing"),
        (b"foo", "an = is missing"),
        ("a = “x”".encode(), 'Use straight quotes: "x"'),
        (b"a = ", "a value is missing here"),
        (b'a = 1\nb = "\xff"', "line 2, column 6: byte 12 of the file (0xff) is not UTF-8 text"),
        (b'\xef\xbb\xbfa = "\xff"', "line 1, column 6: byte 9 of the file (0xff) is not UTF-8"),
        ("a = 1".encode("utf-16"), "is saved as UTF-16"),
        (b"a = 1\n\0", "line 2, column 1: is not a text file"),
        (b"a = " + b"[" * 5000, "too deep"),
        (b"a = " + b"9" * 5000, "too many digits"),
        (b"#" * (MOST_BYTES + 1), "larger than 2 MiB"),
    ],
)
def test_a_fault_is_told_in_plain_words(raw: bytes, words: str) -> None:
    (only,) = said(raw)
    assert words in only
    assert "\n" not in only


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\r\n", b"# nothing yet"])
def test_an_empty_file_is_an_empty_table(raw: bytes) -> None:
    found, problems = read_document(raw, "plan.toml")
    assert found is not None
    assert (dict(found.data), problems) == ({}, ())


def test_what_a_terminal_might_obey_is_written_out() -> None:
    (only,) = said(b"a = x\x1b[31m")
    assert "\x1b" not in only


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_make_it_crash(raw: bytes) -> None:
    found, problems = read_document(raw, "plan.toml")
    assert found is not None or problems
    assert all("\n" not in str(problem) for problem in problems)


@given(st.lists(st.sampled_from(TEXT.splitlines()), max_size=12), st.text('[]{}="\n,.#: 07a', max_size=8))
def test_no_mixture_of_lines_makes_the_places_crash(lines: list[str], more: str) -> None:
    found, _ = read_document("\n".join([*lines, more]).encode(), "plan.toml")
    if found is not None:
        line, _column = found.where(("session", 0, "exercise", 0, "id"))
        assert line is None or 1 <= line <= len(lines) + more.count("\n") + 2
