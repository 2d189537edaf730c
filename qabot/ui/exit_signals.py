"""What the chat is asked from outside."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress


def call_on_signals(leave: Callable[[], object]) -> None:
    """Leave in order when asked to from outside, as when the terminal is closed."""
    for name in ("SIGTERM", "SIGHUP"):
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            number = getattr(signal, name)  # Windows has no SIGHUP, nor handlers of a loop
            asyncio.get_running_loop().add_signal_handler(number, leave)
