"""What went wrong, as a page for people and as problem details (RFC 9457) for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from qabot.errors import (
    ArticleMissing,
    BotBusy,
    FilterError,
    FolderError,
    IndexLocked,
    IndexProblem,
    ModelError,
    QabotError,
    QuestionError,
    RequestError,
    SessionsProblem,
    SyncStopped,
)
from qabot.web.page_templates import render
from qabot.web.safe_headers import SAFE_HEADERS

PROBLEM_TYPE = "application/problem+json"
_RETRY_SECONDS = "1"
_OF_ERRORS: Mapping[type[QabotError], HTTPStatus] = {
    QuestionError: HTTPStatus.BAD_REQUEST,
    FilterError: HTTPStatus.BAD_REQUEST,
    RequestError: HTTPStatus.BAD_REQUEST,
    ArticleMissing: HTTPStatus.NOT_FOUND,
    BotBusy: HTTPStatus.TOO_MANY_REQUESTS,
    FolderError: HTTPStatus.CONFLICT,
    SyncStopped: HTTPStatus.CONFLICT,
    IndexLocked: HTTPStatus.CONFLICT,
    IndexProblem: HTTPStatus.SERVICE_UNAVAILABLE,
    ModelError: HTTPStatus.SERVICE_UNAVAILABLE,
    SessionsProblem: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Status of each error; of one that is not named, that of the nearest class it derives from."""
_OF_STATUS = {
    HTTPStatus.NOT_FOUND: "there is no such page",
    HTTPStatus.METHOD_NOT_ALLOWED: "this address does not take such requests",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A status, and what to say: the words of the command line."""

    status: HTTPStatus
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """The problem details."""
        return {"title": self.status.phrase, "status": int(self.status), "detail": self.detail}


def problem_of(error: Exception) -> Problem:
    """What to say of an error; of a bug, where its traceback is."""
    if isinstance(error, QabotError):
        known = next((kind for kind in type(error).__mro__ if kind in _OF_ERRORS), None)
        status = HTTPStatus.INTERNAL_SERVER_ERROR if known is None else _OF_ERRORS[known]
        waits = status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
        return Problem(status, str(error), {"Retry-After": _RETRY_SECONDS} if waits else {})
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        own = error.detail != status.phrase
        detail = error.detail if own else _OF_STATUS.get(status, error.detail)
        return Problem(status, detail, error.headers or {})
    said = "a bug of qabot; what is known of it is printed where qabot serve runs"
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, said)


def problem_response(request: Request, problem: Problem) -> Response:
    """The problem as a page where a browser asked for one, else as problem details."""
    headers = {**SAFE_HEADERS, **problem.headers}
    if _wants_page(request):
        page = render("problem.html", problem=problem, again=_own_address(request))
        return Response(page, problem.status, headers, media_type="text/html")
    text = json.dumps(problem.values(), ensure_ascii=True)
    return Response(text, problem.status, headers, media_type=PROBLEM_TYPE)


async def answer_error(request: Request, error: Exception) -> Response:
    """What is answered where a handler raises; for ``exception_handlers``."""
    return problem_response(request, problem_of(error))


def _wants_page(request: Request) -> bool:
    if request.scope["path"].startswith(("/api/", "/mcp")):
        return False
    return "text/html" in request.headers.get("accept", "")


def _own_address(request: Request) -> str | None:
    """What to open again, but for what a form sent and for a token that was no good."""
    if request.method != "GET" or "token" in request.query_params:
        return None
    path = "/" + quote(request.scope["path"].lstrip("/"))
    query = request.scope["query_string"].decode("ascii", "replace")
    return f"{path}?{query}" if query else path
