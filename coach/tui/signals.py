"""How the coach ends from outside, or by a mistake of its own: the terminal is put back as it was, whatever comes.

Textual puts the terminal back when it closes in the usual way. What is missing there stands here: signals from before
the first picture on, a terminal that is gone, a stop that nobody announced, and mistakes, which Textual would tell with
a page of code on the person's screen.
"""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

from textual.app import App
from textual.worker import WorkerFailed

if TYPE_CHECKING:
    from textual.driver import Driver

SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
GONE = frozenset({errno.EIO, errno.ENXIO, errno.EPIPE, errno.EBADF, errno.ENODEV})
"""What writing to a terminal says that is no longer there."""
BY_SIGNAL = 128
"""Exit codes above this one say which signal it was."""
MOUSE_PIXELS_OFF = "\x1b[?1016l"


class SteadyApp(App[int]):
    """An app that closes the usual way at a signal, and hands a mistake to whoever runs it."""

    def on_load(self) -> None:
        """Listen to signals before the terminal is touched."""
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._leave, BY_SIGNAL + number)

    def _leave(self, code: int) -> None:
        self.exit(code, return_code=code)

    @property
    def mistake(self) -> Exception | None:
        """What nobody caught, the first of it."""
        return self._exception

    def _handle_exception(self, error: Exception) -> None:
        """Close at a mistake, and keep it for whoever runs the app instead of printing it.

        Somebody who told the coach to go while a screen was still being built made its parts be missed: no mistake.
        """
        if self._exit and (self._return_code or 0) > BY_SIGNAL:
            self._close_messages_no_wait()
            return
        self._return_code = 1
        if self._exception is None:
            cause = error.error if isinstance(error, WorkerFailed) else error
            self._exception = cause if isinstance(cause, Exception) else error
            self._exception_event.set()
        self._close_messages_no_wait()


class Paper:
    """What the driver writes on; once the terminal is gone, everything goes nowhere and nobody waits for it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def fileno(self) -> int:
        """See `TextIO`."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """See `TextIO`."""
        return self._stream.isatty()

    def write(self, text: str) -> None:
        """See `TextIO`."""
        try:
            self._stream.write(text)
        except OSError as error:
            self._let_go(error)

    def flush(self) -> None:
        """See `TextIO`."""
        try:
            self._stream.flush()
        except OSError as error:
            self._let_go(error)

    def _let_go(self, error: OSError) -> None:
        """What is still in the buffer would fail again at the very end of the program."""
        if error.errno not in GONE:
            raise error
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)


def steady_driver(usual: type[Driver]) -> type[Driver]:
    """A driver that starts once however often it is told to, and puts back all that it changed."""
    try:
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError:  # no termios here, and none of these signals
        return usual
    return _steady(usual) if issubclass(usual, LinuxDriver) else usual


def _steady(usual: type[Any]) -> type[Any]:
    class SteadyDriver(usual):  # type: ignore[misc]
        """The same, and steadier."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            assert sys.__stderr__ is not None, "without it there is no terminal"
            self._file: Any = Paper(sys.__stderr__)
            self._begun = False
            self._again = False

        # Python runs the handler of a signal between any two steps, also while the driver's queue is locked, which
        # the handler would wait for without end: so it only tells the loop.

        def _sigtstp_application(self, *_: object) -> None:
            if self._loop.is_closed():
                os.kill(os.getpid(), signal.SIGSTOP)
            else:
                self._loop.call_soon_threadsafe(super()._sigtstp_application)

        def _sigcont_application(self, *_: object) -> None:
            if not self._loop.is_closed():
                self._loop.call_soon_threadsafe(super()._sigcont_application)

        def start_application_mode(self) -> None:
            """See `Driver`; also called when the program is continued.

            After a stop that could not be caught the shell has written over the picture and changed modes: all begins
            afresh.
            """
            if self._begun:
                self.suspend_application_mode()
            super().start_application_mode()
            self._begun = True
            if self._again:
                self._app.call_later(self._app.refresh, layout=True)
            self._again = True

        def stop_application_mode(self) -> None:
            """See `Driver`."""
            if not self._begun:
                return
            self._begun = False
            if self._mouse_pixels:
                self.write(MOUSE_PIXELS_OFF)
            super().stop_application_mode()

        def _run_input_thread(self) -> None:
            """Its mistakes are mistakes as any other."""
            try:
                self.run_input_thread()
            except Exception as error:
                self._app.call_later(self._app._handle_exception, error)

    return SteadyDriver
