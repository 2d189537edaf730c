"""What all that is served stands on."""

from __future__ import annotations

from dataclasses import dataclass
from socket import gethostname

from qabot.service.bot_service import BotService
from qabot.sessions.session_store import SessionStore

_ALL = ("0.0.0.0", "::")
"""What is listened on to be reached at every address of the machine."""


@dataclass(frozen=True, slots=True)
class WebContext:
    """One service, the saved sessions, and the address that they are reached at.

    ``host`` is the address that is listened on. Whoever has the ``token`` may read all articles
    and sessions; ``app.state.context`` of a request is this.
    """

    service: BotService
    sessions: SessionStore
    token: str
    host: str
    port: int

    @property
    def address(self) -> str:
        """Where the page is, without the token; by the machine's name where all may reach it."""
        name = gethostname() if self.host in _ALL else self.host
        shown = f"[{name}]" if ":" in name else name
        return f"http://{shown}:{self.port}"

    @property
    def entrance(self) -> str:
        """The address that lets a browser in."""
        return f"{self.address}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """Name of the cookie: cookies are shared by all ports of a host, so it tells the port."""
        return f"qabot-{self.port}"
