"""The application on a port, until Ctrl+C."""

from __future__ import annotations

import logging
import signal
import socket
from threading import Thread, Timer
from types import FrameType

from starlette.applications import Starlette
from uvicorn import Config, Server

from qabot.errors import ListeningProblem
from qabot.web.event_stream import EventStreams
from qabot.web.timed_requests import TimedRequests
from qabot.web.web_context import WebContext

_LONGEST_HEAD = 256 * 1024
"""Bytes of an address with its headers; what is longer than an address may be is told in words."""
_CONNECTIONS = 1000
_PATIENCE = 0.3
"""Seconds that answers on their way have to arrive after Ctrl+C."""
_LOG = logging.getLogger("uvicorn.error")


class PageServer(Server):
    """Serves until it is stopped from outside, and then ends within a second.

    The service is closed on a thread meanwhile; ``closing`` is joined to let a sync stop at a good
    place, for as long as that is wanted.
    """

    def __init__(self, application: Starlette) -> None:
        super().__init__(
            Config(
                application,
                http=TimedRequests,
                ws="none",
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                h11_max_incomplete_event_size=_LONGEST_HEAD,
                limit_concurrency=_CONNECTIONS,
            )
        )
        _LOG.setLevel(logging.ERROR)
        context: WebContext = application.state.context
        self.closing = Thread(target=context.service.close, name="closing", daemon=True)
        self._streams: EventStreams = application.state.event_streams

    def heed_hanging_up(self) -> None:
        """End when the terminal is closed, too, in the same order; after nohup it stays open."""
        number = getattr(signal, "SIGHUP", None)  # Windows has none
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, self.handle_exit)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End: streams at once, other answers in a moment, whatever is left without an answer."""
        _LOG.setLevel(logging.CRITICAL)  # that requests are cancelled is meant
        self._streams.close()
        if self.should_exit:
            self.force_exit |= sig == signal.SIGINT
            return
        self.should_exit = True
        self.closing.start()
        patience = Timer(_PATIENCE, self._force)
        patience.daemon = True
        patience.start()

    def _force(self) -> None:
        self.force_exit = True


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; connections wait until they are served.

    Raises:
        ListeningProblem: the port is in use, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, UnicodeError) as error:
        reason = str(getattr(error, "strerror", None) or error).partition(" (")[0]
        raise ListeningProblem(
            f"cannot listen on {host} port {port}: {reason}; try another --port"
        ) from error
