"""Textual's driver of a terminal, for one that goes away.

A chat is told by SIGHUP that its terminal was closed, but not if the terminal is another session's,
as after setsid, or the signal was lost. Textual reads nothing from such a terminal as fast as it
can, and its thread that writes ends with the first error: what is drawn then waits in a queue until
that is full, and the chat waits with it, for good.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Any, TextIO

_LOOK_MILLISECONDS = 1000
"""After which who waits for the end of a terminal looks whether the chat has left."""


class LastingOutput(io.TextIOBase):
    """A file to write to that lets go of what cannot be written, from the first error on.

    Args:
        gone: called once, when that is.
    """

    def __init__(self, file: TextIO, gone: Callable[[], object]) -> None:
        super().__init__()
        self._file = file
        self._gone = gone
        self._lasts = True

    def write(self, text: str, /) -> int:
        """Write it, if it can be."""
        self._try(lambda: self._file.write(text))
        return len(text)

    def flush(self) -> None:
        """Write what waits for that."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """The number of the file itself."""
        return self._file.fileno()

    def _try(self, work: Callable[[], object]) -> None:
        if not self._lasts:
            return
        try:
            work()
        except OSError:
            self._lasts = False
            self._gone()


if sys.platform == "win32":
    CHAT_DRIVER = None
    """Textual's own."""
else:
    import select

    from textual.drivers.linux_driver import LinuxDriver

    class TerminalDriver(LinuxDriver):
        """Leaves the chat in order when its terminal goes away."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            assert sys.__stderr__ is not None  # there is none where there is no console
            self._file: Any = LastingOutput(sys.__stderr__, self._leave)
            self._closed = Event()

        def start_application_mode(self) -> None:
            """Take the terminal, at the beginning or after another program had it."""
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self._closed = Event()
            Thread(target=self._wait_for_its_end, args=(self._closed,), daemon=True).start()

        def close(self) -> None:
            """Leave the terminal, for good or to another program."""
            self._closed.set()
            super().close()

        def _wait_for_its_end(self, closed: Event) -> None:
            end = select.poll()
            end.register(self.fileno, 0)  # errors and the end are told unasked
            while not closed.is_set():
                if end.poll(_LOOK_MILLISECONDS):
                    self._leave()
                    return

        def _leave(self) -> None:
            self.exit_event.set()  # nothing will be read any more
            with suppress(RuntimeError):  # its loop may have ended
                self._loop.call_soon_threadsafe(self._app.exit)

    CHAT_DRIVER = TerminalDriver
