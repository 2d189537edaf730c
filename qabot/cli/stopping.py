"""Ctrl+C, and the signals that end a process from outside: when they are heeded, and how.

Only what the start of Python has loaded already is imported here: this comes before all else.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Self

INTERRUPTED = 130
"""Exit status after Ctrl+C, as shells expect it (128 + SIGINT)."""
_TOLD = b"stopping; what was finished is being kept\n"
_ENDING = [signal.SIGINT, signal.SIGTERM]
if sys.platform != "win32":
    _ENDING.append(signal.SIGHUP)


class Stopped(KeyboardInterrupt):
    """A signal asked to stop; ``status`` is what the process ends with."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.status = 128 + number


@contextmanager
def nothing_begun() -> Iterator[None]:
    """While a command gets ready: Ctrl+C ends it at once, in the middle of an import or not.

    Python would show a traceback from there.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class StopSignals:
    """While something is done that has to be ended in order.

    The first signal is told on standard error and raises :class:`Stopped`, where it can: code of
    others may swallow it, so that :meth:`check` raises it again. What is ignored already, as after
    nohup, stays so.

    Args:
        told: what is said at once, as it may take a moment to stop.
    """

    def __init__(self, told: bytes = _TOLD) -> None:
        self._told = told
        self._number: int | None = None
        self._before: dict[int, signal._HANDLER] = {}

    def __enter__(self) -> Self:
        for number in _ENDING:
            before = signal.getsignal(number)
            if before is not signal.SIG_IGN:
                self._before[number] = before
                signal.signal(number, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    def check(self) -> None:
        """Raise Stopped if a signal came."""
        if self._number is not None:
            raise Stopped(self._number)

    def _stop(self, number: int, _: FrameType | None) -> None:
        if self._number is None:
            with suppress(OSError):  # the terminal may have gone
                os.write(2, self._told)
        self._number = number
        raise Stopped(number)
