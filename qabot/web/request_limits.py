"""How much a request may bring, and how long it may take to."""

from __future__ import annotations

from http import HTTPStatus

from anyio import fail_after
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qabot.web.problem_details import Problem, problem_response

BODY_BYTES = 1_000_000
"""Of a body: a question and its history have some thousands."""
ADDRESS_CHARACTERS = 150_000
"""Of path and query: whoever pastes 10,000 characters, each of which becomes twelve there, is told
how long a question may be."""
_LISTENED_BYTES = 32_000_000
"""Of a body that is too large, before it is cut off."""
BODY_SECONDS = 10.0
_CONTENT_LENGTH = "content-length"


class RequestLimits:
    """Refuses requests that are too large, and those whose body does not come.

    The body is read here, and handed on in one piece.
    """

    def __init__(self, app: ASGIApp, seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        problem = _too_long(request) or await self._read(request)
        if isinstance(problem, Problem):
            await problem_response(request, problem)(scope, receive, send)
        else:
            await self._app(scope, _again(problem, receive), send)

    async def _read(self, request: Request) -> bytes | Problem:
        said = request.headers.get(_CONTENT_LENGTH, "0")
        if said.isascii() and said.isdigit() and int(said[:20]) > _LISTENED_BYTES:
            return _TOO_LARGE
        try:
            with fail_after(self._seconds):
                body = await _read_up_to(request, BODY_BYTES + 1)
        except (TimeoutError, ClientDisconnect):
            return _TOO_SLOW
        return _TOO_LARGE if len(body) > BODY_BYTES else body


async def _read_up_to(request: Request, count: int) -> bytes:
    """So many bytes of a body.

    What comes after them is listened to for a while: a client that is cut off while it sends does
    not hear why.
    """
    body, listened = b"", 0
    async for part in request.stream():
        body += part[: count - len(body)]
        listened += len(part)
        if listened > _LISTENED_BYTES:
            break
    return body


_TOO_LARGE = Problem(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    f"a request has at most {BODY_BYTES:,} bytes",
    {"Connection": "close"},
)
_TOO_SLOW = Problem(
    HTTPStatus.REQUEST_TIMEOUT,
    f"the request did not come whole within {BODY_SECONDS:.0f} seconds",
    {"Connection": "close"},
)


def _too_long(request: Request) -> Problem | None:
    length = len(request.scope["raw_path"]) + len(request.scope["query_string"])
    if length <= ADDRESS_CHARACTERS:
        return None
    return Problem(
        HTTPStatus.REQUEST_URI_TOO_LONG,
        f"an address has at most {ADDRESS_CHARACTERS:,} characters, not {length:,}",
    )


def _again(body: bytes, receive: Receive) -> Receive:
    """What has been received as one message, then whatever comes after it."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
