"""HTTP connections on which a request has to arrive, and its answer to be taken, within a time.

uvicorn has a time limit between two requests alone: whoever sends one byte a minute of a head, or
reads one of an answer, would hold a connection for ever, with what it is still to be sent, and when
all are held nobody else is answered.
"""

from __future__ import annotations

import sys
from asyncio import BaseTransport, TimerHandle, Transport
from socket import SO_LINGER, SOL_SOCKET
from struct import pack
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_ARRIVING = (h11.IDLE, h11.SEND_BODY)
"""What h11 calls a client of which a request, or the rest of one, is to come."""

_NOT_AT_ALL = pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""How long the system goes on sending after a connection is closed."""


class TimedRequests(H11Protocol):
    """Hangs up on a client that leaves a request unfinished, or does not take its answer.

    ``seconds`` of a request count from when the connection was made, or the answer before was sent.
    They are more than a body may take, which is told in words (``request_limits.py``). To make an
    answer may take any time. What the system does not take off the answer at once, as the client
    does not read it, has to go in so many seconds, too, and one more for each
    ``bytes_a_second`` of it.
    """

    seconds = 20.0
    bytes_a_second = 10_000
    _hanging_up: TimerHandle | None = None
    _giving_up: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Wait for the first request."""
        stream = cast(Transport, transport)  # asyncio gives no other here
        super().connection_made(stream)
        stream.set_write_buffer_limits(high=0)  # so that all that waits is told of
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in a part of a request."""
        super().data_received(data)
        self._wait()

    def on_response_complete(self) -> None:
        """Wait for the next request, or for what the client still sends of this one."""
        super().on_response_complete()
        self._wait()

    def pause_writing(self) -> None:
        """A part of an answer waits for the client to read what came before it."""
        super().pause_writing()
        allowed = self.seconds + self.transport.get_write_buffer_size() / self.bytes_a_second
        self._giving_up = self.loop.call_later(allowed, self._give_up)

    def resume_writing(self) -> None:
        """All of it has gone."""
        super().resume_writing()
        self._stop_giving_up()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        self._stop_waiting()
        self._stop_giving_up()

    def _wait(self) -> None:
        if self.transport.is_closing() or self.conn.their_state not in _ARRIVING:
            self._stop_waiting()
        elif self._hanging_up is None:
            self._hanging_up = self.loop.call_later(self.seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._hanging_up is not None:
            self._hanging_up.cancel()
            self._hanging_up = None

    def _give_up(self) -> None:
        """Let go of the rest, which closing would keep until it is read: here, and the system."""
        self.transport.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, _NOT_AT_ALL)
        self.transport.abort()

    def _stop_giving_up(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None
