"""Who is told of events."""

from __future__ import annotations

import threading
from collections.abc import Callable

from qabot.service.events import IndexEvent

Listener = Callable[[IndexEvent], object]
"""Called on the thread that something happens on; it hands the event on and waits for nothing."""


class Listeners:
    """Tells an event to all who want to know; called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def __call__(self, event: IndexEvent) -> None:
        """Tell it."""
        for listener in self._listeners:
            listener(event)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell this one, too, from now on; what is returned ends it."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def end() -> None:
            with self._lock:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return end
