"""All that is served, as one application."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from qabot.errors import QabotError
from qabot.service.served_bot import ServedBot
from qabot.web.api.api_routes import api_routes
from qabot.web.bot_work import AT_ONCE, BotWork
from qabot.web.event_stream import EventStreams
from qabot.web.guard import Guard
from qabot.web.mcp_door import McpDoor
from qabot.web.problem_details import answer_error
from qabot.web.request_limits import RequestLimits
from qabot.web.safe_headers import SafeHeaders
from qabot.web.web_context import WebContext

_STATIC = Path(__file__).with_name("static")


def make_application(context: WebContext, *, page_routes: Sequence[BaseRoute] = ()) -> Starlette:
    """The API, the tools for assistants where mcp is installed, and the pages, behind one guard.

    Handlers find in ``request.app.state``: ``context``; ``limiter``, how many requests use the bot
    at once; ``bot_work``, which :func:`qabot.web.bot_work.with_bot` lets them use the bot by;
    ``served_bot``, which tells why there is none; and ``event_streams``. They let our errors pass:
    each becomes a page or problem details.
    """
    bots = ServedBot(context.service)
    limiter = CapacityLimiter(AT_ONCE)
    assistants = McpDoor(bots, limiter)
    application = Starlette(
        routes=[
            *api_routes(),
            Route("/mcp", assistants),
            *page_routes,
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(Guard, context=context),
            Middleware(RequestLimits),
        ],
        exception_handlers={
            QabotError: answer_error,
            HTTPException: answer_error,
            Exception: answer_error,
        },
        lifespan=assistants.lifespan,
    )
    state = application.state
    state.context = context
    state.limiter = limiter
    state.served_bot = bots
    state.bot_work = BotWork(bots, limiter)
    state.event_streams = EventStreams(context.service)
    return application
