"""What pages do about the index: bring it in step, and say how far that is and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from qabot.service.bot_service import BotService
from qabot.service.events import IndexEvent, SyncEnded, SyncMoved
from qabot.web.event_stream import EventStreams, event_values
from qabot.web.pages.visit import Visit, go_to
from qabot.web.web_context import WebContext
from qabot.wording.progress_words import progress_words
from qabot.wording.report_lines import outcome_words


def bring_in_step(visit: Visit) -> Response:
    """Begin to compare the index with its folders; the list of articles says what comes of it."""
    streams: EventStreams = visit.request.app.state.event_streams
    service = visit.context.service
    if not streams.begin_sync() and service.bot is None and not service.opening:
        service.open()
    return go_to("/articles")


async def tell_progress(request: Request) -> Response:
    """How far the index is, as server-sent events: their words are those of the pages.

    Raises:
        BotBusy: too many streams are open.
    """
    context: WebContext = request.app.state.context
    streams: EventStreams = request.app.state.event_streams
    return streams.response(partial(_worded, context.service))


def _worded(service: BotService, event: IndexEvent | None) -> Mapping[str, Any]:
    """An event as a page says it; ``ready`` tells that there is a bot to ask."""
    ready = {"ready": service.bot is not None}
    match event:
        case SyncMoved():
            moved = event.progress
            return ready | {"words": progress_words(moved), "share": moved.share}
        case SyncEnded():
            return ready | {"words": outcome_words(event.report)}
        case None:
            return ready | {"words": ""}
    return ready | {"words": event_values(event).get("detail", "")}
