"""Typed lines, one at a time, with a wait that can end: a countdown goes on while the person thinks.

Input is read from the file descriptor itself, so that no hidden buffer holds a line back and no thread is left
holding the lock of standard input when the program ends.
"""

from __future__ import annotations

import os
import queue
import select
import sys
import threading
from typing import Protocol, TextIO

LONGEST = 500
"""Characters of a line that are kept; nobody types more, and a cat on the keyboard does no harm."""
_CHUNK = 65536


class Lines(Protocol):
    """Where typed lines come from."""

    def read(self, timeout: float | None = None) -> str | None:
        """The next line without its end; None when `timeout` seconds passed first.

        Raises:
            EOFError: there will be no more lines.
        """
        ...


def standard_lines() -> Lines:
    """Lines of standard input, whatever stands behind it."""
    stream = sys.stdin
    if stream is None or stream.closed:
        return NoLines()
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return StreamLines(stream)
    encoding = stream.encoding or "utf-8"
    if os.name == "nt":
        return DescriptorLines(ThreadSource(descriptor), encoding)
    return DescriptorLines(SelectSource(descriptor), encoding)


class NoLines:
    """Nothing can be typed."""

    def read(self, timeout: float | None = None) -> str | None:
        """No line, ever."""
        raise EOFError


class StreamLines:
    """Lines of a text stream that has no descriptor; it cannot wait, so it never times out."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def read(self, timeout: float | None = None) -> str | None:
        """The next line."""
        line = self._stream.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")[:LONGEST]


class Source(Protocol):
    """Bytes that arrive some time."""

    def read(self, timeout: float | None) -> bytes | None:
        """Some bytes, none at the end, or None when the time passed first."""
        ...


class SelectSource:
    """A descriptor on a system where one can wait for it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, timeout: float | None) -> bytes | None:
        """See `Source`."""
        ready, _, _ = select.select([self._descriptor], [], [], timeout)
        if not ready:
            return None
        try:
            return os.read(self._descriptor, _CHUNK)
        except OSError:  # the terminal is gone
            return b""


class ThreadSource:
    """A descriptor read by a thread, where one cannot wait for it (Windows)."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def read(self, timeout: float | None) -> bytes | None:
        """See `Source`."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._pump, daemon=True)
            self._thread.start()
        try:
            return self._chunks.get(timeout=timeout)
        except queue.Empty:
            return None

    def _pump(self) -> None:
        while True:
            try:
                chunk = os.read(self._descriptor, _CHUNK)
            except OSError:
                chunk = b""
            self._chunks.put(chunk)
            if not chunk:
                return


class DescriptorLines:
    """Lines cut from the bytes of a source."""

    def __init__(self, source: Source, encoding: str) -> None:
        self._source = source
        self._encoding = encoding
        self._bytes = b""
        self._ended = False

    def read(self, timeout: float | None = None) -> str | None:
        """The next line; with a `timeout` also None as soon as half a line has come."""
        while b"\n" not in self._bytes:
            if self._ended:
                return self._rest()
            chunk = self._source.read(timeout)
            if chunk is None:
                return None
            self._ended = not chunk
            self._bytes += chunk
            if timeout is not None and chunk and b"\n" not in chunk:
                return None
        line, _, self._bytes = self._bytes.partition(b"\n")
        return self._text(line)

    def _rest(self) -> str:
        rest, self._bytes = self._bytes, b""
        if not rest:
            raise EOFError
        return self._text(rest)

    def _text(self, line: bytes) -> str:
        return line.decode(self._encoding, errors="replace").rstrip("\r")[:LONGEST]
