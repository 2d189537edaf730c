"""Connections that readers are done with, kept for the next: a new one takes 10 ms and more."""

from __future__ import annotations

import atexit
import threading

from qabot.per_process import PerProcess
from qabot.store.postgres_connection import PostgresConnection

_KEPT = 8
"""Those of a process; as many questions at once find one ready."""


class IdleConnections:
    """Connections of one process in no transaction, by address, the longest idle first.

    Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[tuple[str, PostgresConnection]] = []

    def take(self, uri: str) -> PostgresConnection | None:
        """The one of this address that was used last; the server may have ended it meanwhile."""
        with self._lock:
            for place, (address, connection) in reversed(list(enumerate(self._idle))):
                if address == uri:
                    del self._idle[place]
                    return connection
        return None

    def give(self, uri: str, connection: PostgresConnection) -> None:
        """Keep one, in the place of the longest idle if there are many."""
        with self._lock:
            self._idle.append((uri, connection))
            gone = self._idle[:-_KEPT]
            del self._idle[:-_KEPT]
        for _, other in gone:
            other.close()

    def close(self) -> None:
        """End all of them."""
        with self._lock:
            gone, self._idle = self._idle, []
        for _, connection in gone:
            connection.close()


IDLE = PerProcess(IdleConnections)
"""Those of this process."""
atexit.register(lambda: IDLE.here.close())
