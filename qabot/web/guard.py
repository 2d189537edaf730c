"""Who is let in: this machine's own addresses, no other site's pages, and the token's holders."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from qabot.web.problem_details import Problem, problem_response
from qabot.web.web_context import WebContext

_OPEN = "/static/"
"""What is the same for everyone: style and script of the pages."""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_YEAR = 365 * 24 * 3600


class Guard:
    """Answers strangers itself; hands on what comes with the token, as cookie or as bearer token.

    A browser brings the token in the address once and gets it as a cookie, which no other site's
    page makes it send and no script can read.
    """

    def __init__(self, app: ASGIApp, context: WebContext) -> None:
        self._app = app
        self._context = context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        answer = self._answer(Request(scope)) if scope["type"] == "http" else None
        await (answer or self._app)(scope, receive, send)

    def _answer(self, request: Request) -> Response | None:
        """What is answered here; None where the request may pass."""
        strange = _strange(request, self._context.host)
        if strange is not None:
            return problem_response(request, Problem(HTTPStatus.FORBIDDEN, strange))
        if _path(request).startswith(_OPEN):
            return None
        given = request.query_params.get("token")
        if given is not None and request.method in _READING:
            return self._entrance(request, given)
        if self._is_known(request):
            return None
        return problem_response(request, _unknown(request))

    def _entrance(self, request: Request, given: str) -> Response:
        """Exchange a token in the address for a cookie, at the address without it."""
        if not _same(given, self._context.token):
            said = "this address was of another time; open the one that qabot serve printed last"
            return problem_response(request, Problem(HTTPStatus.FORBIDDEN, said))
        response = RedirectResponse(_without_token(request), HTTPStatus.SEE_OTHER)
        response.set_cookie(
            self._context.cookie, given, max_age=_YEAR, httponly=True, samesite="strict"
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    def _is_known(self, request: Request) -> bool:
        kind, _, bearer = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return _same(bearer.strip(), self._context.token)
        cookie = request.cookies.get(self._context.cookie, "")
        if not _same(cookie, self._context.token):
            return False
        return request.method in _READING or "origin" in request.headers


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def _unknown(request: Request) -> Problem:
    said = "the token is missing or is of another time; "
    if _path(request).startswith(("/api/", "/mcp")):
        said += "send the one in the address that qabot serve printed: Authorization: Bearer TOKEN"
    else:
        said += "open the address that qabot serve printed"
    return Problem(HTTPStatus.UNAUTHORIZED, said, {"WWW-Authenticate": 'Bearer realm="qabot"'})


def _strange(request: Request, host: str) -> str | None:
    """Why a request comes from another site's page, be it under a name made to point here."""
    called = request.headers.get("host", "")
    origin = request.headers.get("origin")
    if not _is_own_name(_name(called), host):
        return "qabot is not known by that name; use its address"
    if origin is not None and _place(origin) != called:
        return "qabot only answers its own pages"
    return None


def _is_own_name(name: str, host: str) -> bool:
    """Addresses are never another site's names; of names, only those that are known to be ours."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        own = socket.gethostname().lower()
        return name in {"localhost", host.lower(), own, f"{own}.local"}
    return True


def _name(called: str) -> str:
    """The host in a Host header; nothing if anything but a host and a port stands there."""
    try:
        parts = urlsplit(f"//{called}")
        _ = parts.port  # raises where it is none
    except ValueError:
        return ""
    return parts.hostname or "" if parts.netloc == called and "@" not in called else ""


def _place(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _same(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode(errors="replace"), token.encode())


def _path(request: Request) -> str:
    """The path that routes are chosen by: that of ``request.url`` begins with the Host header."""
    path: str = request.scope["path"]
    return path


def _without_token(request: Request) -> str:
    """The same page here: a path that begins with two slashes would be another host."""
    kept = [pair for pair in request.query_params.multi_items() if pair[0] != "token"]
    path = "/" + _path(request).lstrip("/\\")
    return f"{path}?{urlencode(kept)}" if kept else path
