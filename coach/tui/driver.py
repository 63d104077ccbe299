"""The system's driver with two changes: the terminal's cursor is seen, and leaving does not wait.

Textual's input thread looks ten times a second whether it should end, which costs a fifth of a second at the end and
keeps a resting program awake. Here it sleeps until a key comes or a pipe wakes it. Where the system has another driver
(Windows, the web), only the cursor is changed.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual._parser import ParseError
from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver

SHOW_CURSOR = "\x1b[?25h"
HALF_READ_S = 0.02
"""How often to look whether a half-read key sequence was only the Escape key."""
HANGUP = 129
"""Exit code where the terminal is gone: 128 and the number of SIGHUP."""


def coach_driver(usual: type[Driver]) -> type[Driver]:
    """The coach's driver on top of the system's usual one."""

    class CursorDriver(usual):  # type: ignore[misc, valid-type]
        """It leaves the terminal's cursor to be seen."""

        def start_application_mode(self) -> None:
            """See `Driver`."""
            super().start_application_mode()
            self.write(SHOW_CURSOR)

    try:
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:  # no termios here
        return CursorDriver
    return _woken(CursorDriver) if issubclass(usual, LinuxDriver) else CursorDriver


def _woken(base: type[Any]) -> type[Any]:
    class WokenDriver(base):  # type: ignore[misc]
        """Its input thread is woken by a pipe."""

        def start_application_mode(self) -> None:
            """See `Driver`."""
            self._ear, self._mouth = os.pipe()
            super().start_application_mode()

        def disable_input(self) -> None:
            """See `Driver`: the thread is told to end before it is waited for."""
            self._wake()
            super().disable_input()
            self._close_pipe()

        def _wake(self) -> None:
            with suppress(OSError, AttributeError):  # it has ended already
                os.write(self._mouth, b".")

        def _close_pipe(self) -> None:
            for name in ("_mouth", "_ear"):
                with suppress(OSError, KeyError):  # closed already
                    os.close(self.__dict__.pop(name))

        def run_input_thread(self) -> None:
            """Hand on what is typed until the pipe says that it is over."""
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")("replace").decode
            with selectors.DefaultSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                selector.register(self._ear, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    half_read = parser._timeout_time is not None
                    ready = {key.fd for key, _ in selector.select(HALF_READ_S if half_read else None)}
                    if self._ear in ready:
                        break
                    if ready and not self._take(decode, parser):
                        self._app.call_later(self._app.exit, HANGUP, HANGUP)
                        break
                    for event in parser.tick():
                        self.process_message(event)
            with suppress(EOFError, ParseError):
                list(parser.feed(""))

        def _take(self, decode: Callable[[bytes], str], parser: XTermParser) -> bool:
            """Hand on what was typed; False where the terminal is gone."""
            try:
                data = os.read(self.fileno, 4096)
            except OSError:
                return False
            text = decode(data)
            for event in parser.feed(text) if text else ():
                self.process_message(event)
            return bool(data)

    return WokenDriver
