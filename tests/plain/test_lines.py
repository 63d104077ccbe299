import io
import os
import sys
from collections.abc import Iterator

import pytest

from coach.plain.lines import DescriptorLines, NoLines, SelectSource, Source, StreamLines, ThreadSource, standard_lines

Pipe = tuple[DescriptorLines, int]


@pytest.fixture(params=[SelectSource, ThreadSource])
def pipe(request: pytest.FixtureRequest) -> Iterator[Pipe]:
    if request.param is SelectSource and sys.platform == "win32":
        pytest.skip("Windows cannot wait for a pipe; it uses the thread")
    reading, writing = os.pipe()
    source: Source = request.param(reading)
    yield DescriptorLines(source, "utf-8"), writing
    if isinstance(source, ThreadSource) and source._thread is not None:
        source._thread.join(10)  # it must not read on from a number that the next pipe gets
    os.close(reading)


def test_lines_come_one_by_one(pipe: Pipe) -> None:
    lines, writing = pipe
    os.write(writing, "eins\r\nzwei ü\nrest".encode())
    os.close(writing)
    assert [lines.read(), lines.read(), lines.read()] == ["eins", "zwei ü", "rest"]
    with pytest.raises(EOFError):
        lines.read()


def test_a_wait_ends_without_a_line(pipe: Pipe) -> None:
    lines, writing = pipe
    assert lines.read(0.0 if sys.platform != "win32" else 0.01) is None
    os.write(writing, b"p\n")
    assert lines.read() == "p"
    os.close(writing)


def test_half_a_line_is_kept(pipe: Pipe) -> None:
    lines, writing = pipe
    os.write(writing, b"ha")
    assert lines.read(1.0) is None
    os.write(writing, b"lf\n")
    assert lines.read(1.0) == "half"
    os.close(writing)


def test_bytes_that_are_no_text_do_no_harm(pipe: Pipe) -> None:
    lines, writing = pipe
    os.write(writing, b"\xff\xfe\n")
    assert lines.read() == "\ufffd\ufffd"
    os.close(writing)


def test_stream_without_a_descriptor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("one\n"))
    lines = standard_lines()
    assert isinstance(lines, StreamLines)
    assert lines.read(1.0) == "one"
    with pytest.raises(EOFError):
        lines.read()


def test_no_input_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    lines = standard_lines()
    assert isinstance(lines, NoLines)
    with pytest.raises(EOFError):
        lines.read()
