"""HTTP connections on which a request has to arrive whole within a time.

uvicorn has a time limit between two requests alone: whoever sends one byte a minute of a head would
hold a connection for ever, and when all are held nobody else is answered.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_ARRIVING = (h11.IDLE, h11.SEND_BODY)
"""What h11 calls a client of which a request, or the rest of one, is to come."""


class TimedRequests(H11Protocol):
    """Hangs up on a client that leaves a request unfinished; an answer may take any time.

    ``seconds`` count from when the connection was made, or the answer before was sent. They are
    more than a body may take, which is told in words (``request_limits.py``).
    """

    seconds = 20.0
    _hanging_up: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Wait for the first request."""
        super().connection_made(transport)  # type: ignore[arg-type]  # asyncio gives no other here
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in a part of a request."""
        super().data_received(data)
        self._wait()

    def on_response_complete(self) -> None:
        """Wait for the next request, or for what the client still sends of this one."""
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        self._stop_waiting()

    def _wait(self) -> None:
        if self.transport.is_closing() or self.conn.their_state not in _ARRIVING:
            self._stop_waiting()
        elif self._hanging_up is None:
            self._hanging_up = self.loop.call_later(self.seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._hanging_up is not None:
            self._hanging_up.cancel()
            self._hanging_up = None
