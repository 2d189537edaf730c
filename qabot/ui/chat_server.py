"""The chat in a browser: textual-serve with a page that needs no network, for this host alone."""

from __future__ import annotations

import ipaddress
import secrets
import shlex
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

_PAGE = Path(__file__).with_name("web")
_FONT_SIZE = 16
_POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self' {websocket}; frame-ancestors 'none'"
)
"""Nothing is loaded from elsewhere, and no other page can show the chat inside itself."""


class ChatServer(Server):
    """Each browser tab gets a chat of its own, in a process of its own.

    Requests are answered for pages of this server only: otherwise any page that is open in the
    same browser could type into the chat. textual-serve does not look at where they come from.
    """

    def __init__(self, arguments: Sequence[str], host: str, port: int) -> None:
        command = [sys.executable, "-P", "-m", "qabot", *arguments]
        super().__init__(_shell_line(command), host, port, title="qabot", templates_path=_PAGE)

    def initialize_logging(self) -> None:
        """Leave logging as it is: warnings go to standard error."""

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has said where the chat is."""

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page, with addresses of the host that the browser knows this server by."""
        _refuse_strangers(request, self.host)
        scheme = "wss" if request.secure else "ws"
        websocket = f"{scheme}://{request.host}/ws"
        nonce = secrets.token_urlsafe()
        context = {"websocket": websocket, "nonce": nonce, "font_size": _font_size(request)}
        response = aiohttp_jinja2.render_template("chat.html", request, context)
        response.headers["Content-Security-Policy"] = _POLICY.format(
            websocket=websocket, nonce=nonce
        )
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A chat for one tab, until the tab is closed or the chat is quit."""
        _refuse_strangers(request, self.host)
        return await super().handle_websocket(request)

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """An exported file."""
        _refuse_strangers(request, self.host)
        return await super().handle_download(request)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shell_line(command: Sequence[str]) -> str:
    """The command for a shell, which makes way for it where it can: one process less a tab."""
    if sys.platform == "win32":
        return subprocess.list2cmdline(command)
    return f"exec {shlex.join(command)}"


def _refuse_strangers(request: web.Request, host: str) -> None:
    """Refuse what another site's page sends, be it under a name that it made point here.

    Raises:
        HTTPForbidden: the origin is another one, or the server is not known by that name.
    """
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="the chat only answers its own page")
    if not _is_own_name(urlsplit(f"//{request.host}").hostname or "", host):
        raise web.HTTPForbidden(text="the chat is not known by that name; use its address")


def _is_own_name(name: str, host: str) -> bool:
    """Addresses are never another site's names; of names, only those that are known to be ours."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        own = socket.gethostname()
        return name in {"localhost", host, own, f"{own}.local"}
    return True


def _font_size(request: web.Request) -> int:
    """``?fontsize=20`` in the address, as textual-serve has it."""
    asked = request.query.get("fontsize", "")
    return min(72, max(6, int(asked))) if asked.isascii() and asked.isdigit() else _FONT_SIZE
