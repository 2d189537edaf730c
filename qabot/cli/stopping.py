"""Ctrl+C, and the signals that end a process from outside: when they are heeded, and how."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from types import FrameType
from typing import Self

_TOLD = b"stopping; what was finished is being kept\n"
_PATIENCE = 1.0
"""Seconds that the main thread has to heed a second signal."""
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
    others may swallow it, so that :meth:`check` raises it again. Where the main thread is in code
    that is not Python's, as while inverted lists are trained, a signal is told all the same, and a
    second one ends the process: what was written is as after a kill, whole at each moment. What is
    ignored already, as after nohup, stays so.

    Args:
        told: what is said at once, as it may take a moment to stop.
    """

    def __init__(self, told: bytes = _TOLD) -> None:
        self._told = told
        self._untold = Lock()
        self._number: int | None = None
        self._before: dict[int, signal._HANDLER] = {}
        self._left = Event()
        self._waking = -1

    def __enter__(self) -> Self:
        for number in _ENDING:
            before = signal.getsignal(number)
            if before is not signal.SIG_IGN:
                self._before[number] = before
                signal.signal(number, self._stop)
        if sys.platform != "win32":  # which wakes nobody by a pipe
            reading, writing = os.pipe()
            os.set_blocking(writing, False)
            self._waking = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
            Thread(target=self._watch, args=(reading,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._left.set()
        if sys.platform != "win32":
            os.close(signal.set_wakeup_fd(self._waking))
        for number, before in self._before.items():
            signal.signal(number, before)

    def check(self) -> None:
        """Raise Stopped if a signal came."""
        if self._number is not None:
            raise Stopped(self._number)

    def _stop(self, number: int, _: FrameType | None) -> None:
        self._tell()
        self._number = number
        raise Stopped(number)

    def _tell(self) -> None:
        if self._untold.acquire(blocking=False):
            with suppress(OSError):  # the terminal may have gone
                os.write(2, self._told)

    def _watch(self, reading: int) -> None:
        """On a thread of its own: the system writes the number of each signal to a pipe."""
        heard = 0
        while said := os.read(reading, 1):
            if said[0] in self._before:
                self._tell()
                heard += 1
                if heard > 1 and not self._left.wait(_PATIENCE):
                    _end_at_once(said[0])
        os.close(reading)


def _end_at_once(number: int) -> None:
    lock = sys.modules.get("qabot.store.lock")  # without it nothing is written
    if lock is not None:
        lock.forget_writing()
    os._exit(128 + number)
