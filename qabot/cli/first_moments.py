"""Ctrl+C in the first tenth of a second of a command, while there is nothing yet to be lost.

This is imported before all else, and so imports nothing that takes long itself.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

INTERRUPTED = 130
"""Exit status after Ctrl+C, as shells expect it (128 + SIGINT)."""


def heed_at_once() -> None:
    """From here on Ctrl+C ends the process with a line, wherever Python is.

    Python would raise KeyboardInterrupt, and that gets lost, with a traceback, where it comes while
    a callback of importlib or of an object that goes is run. What is ignored stays so.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def heed_in_order() -> None:
    """From here on Ctrl+C raises KeyboardInterrupt again, so that what has begun ends in order."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _end(number: int, _: FrameType | None) -> None:
    try:  # noqa: SIM105 (contextlib would be imported first)
        os.write(2, b"stopped\n")
    except OSError:  # the terminal may have gone
        pass
    os._exit(INTERRUPTED)
