"""The routes of the API."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from qabot.errors import IndexLocked
from qabot.web.api.api_arguments import body_arguments, query_arguments
from qabot.web.api.api_operations import OPERATIONS, ApiOperation
from qabot.web.api.docs_page import docs_page
from qabot.web.api.openapi_document import openapi_document
from qabot.web.bot_work import with_bot
from qabot.web.event_stream import EventStreams
from qabot.web.web_context import WebContext


def api_routes() -> list[BaseRoute]:
    """All addresses below /api/, what describes them included."""
    return [
        *map(_route, OPERATIONS),
        Route("/api/sync", sync, methods=["GET", "POST"]),
        Route("/api/openapi.json", describe, methods=["GET"]),
        Route("/api/docs", explain, methods=["GET"]),
    ]


async def sync(request: Request) -> Response:
    """Progress of what is being done to the index, which a POST request begins, and its end."""
    streams: EventStreams = request.app.state.event_streams
    response = streams.response()
    if request.method == "POST" and not streams.begin_sync():
        context: WebContext = request.app.state.context
        if context.service.bot is None:
            raise request.app.state.served_bot.why_none()
        raise IndexLocked("the index is being brought in step already; GET /api/sync follows that")
    return response


async def describe(request: Request) -> Response:
    """The description of the API by OpenAPI."""
    return json_response(openapi_document())


async def explain(request: Request) -> Response:
    """The same, to be read."""
    context: WebContext = request.app.state.context
    return Response(docs_page(context.address), media_type="text/html")


def json_response(values: dict[str, Any]) -> Response:
    """Values as JSON; in ASCII where a text in them has half a surrogate pair."""
    try:
        body = json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        body = json.dumps(values).encode()
    return Response(body, media_type="application/json")


def _route(operation: ApiOperation) -> Route:
    methods = ["GET", "POST"] if operation.posted else ["GET"]
    path = operation.path.replace("{path}", "{path:path}")
    return Route(path, partial(_answer, operation), methods=methods, name=operation.name)


async def _answer(operation: ApiOperation, request: Request) -> Response:
    if request.method == "POST":
        asked = await body_arguments(operation.arguments, request)
    else:
        asked = query_arguments(operation.arguments, request)
    return json_response(await with_bot(request, lambda bot: operation.work(bot, asked)))
