"""What happens to the index, as server-sent events for as long as it is brought in step."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from typing import Any, TypeAlias

import msgspec
from starlette.responses import StreamingResponse

from qabot.errors import BotBusy
from qabot.service.bot_service import BotService
from qabot.service.events import (
    IndexEvent,
    IndexOpened,
    OpeningBegun,
    OpeningFailed,
    ServiceBroken,
    SyncEnded,
    SyncFailed,
    SyncMoved,
)
from qabot.web.problem_details import problem_of

STREAM_TYPE = "text/event-stream"
EVENTS = ("progress", "done", "opened", "failed", "idle")
"""Names of events: the first one comes again and again, one of the others last."""
_MOST = 100
"""Streams at once: each holds a connection for minutes."""
_QUIET_SECONDS = 15.0
"""After which a line is sent that says nothing: a client that has gone is noticed by it."""

EventForm: TypeAlias = Callable[[IndexEvent | None], Mapping[str, Any]]
"""What is told of an event, for JSON; of None, that nothing was done yet."""


def event_values(event: IndexEvent | None) -> Mapping[str, Any]:
    """An event for programs: with all that it has."""
    match event:
        case SyncMoved():
            values: dict[str, Any] = msgspec.to_builtins(event.progress)
            return values
        case IndexOpened():
            return event.status.to_dict()
        case SyncEnded():
            return event.report.to_dict()
        case SyncFailed() | OpeningFailed() | ServiceBroken():
            return problem_of(event.error).values()
    return {}


class EventStreams:
    """All streams of one service that are open; they end together when the server does.

    A stream that is read slowly gets fewer reports of progress, and still how it ended.
    """

    def __init__(self, service: BotService) -> None:
        self._service = service
        self._open: set[_Wake] = set()
        self._closed = self._busy = False
        self._latest: SyncMoved | None = None
        self._last: IndexEvent | None = None
        service.subscribe(self._hear)

    def begin_sync(self) -> bool:
        """Bring the index in step; False where there is no bot, or that is being done already."""
        before = self._busy
        self._busy = True  # before the first event, which may be the last
        begun = self._service.sync() is not None
        self._busy = self._busy if begun else before
        return begun

    def response(self, form: EventForm = event_values) -> StreamingResponse:
        """The progress of the sync that runs, then how it ended; if none runs, how the last did.

        Args:
            form: what is told of each event.

        Raises:
            BotBusy: too many streams are open.
        """
        if len(self._open) >= _MOST:
            raise BotBusy("so many follow the index already that this has to wait; try again later")
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._events(form), media_type=STREAM_TYPE, headers=headers)

    def close(self) -> None:
        """End all streams; from any thread, or from a signal's handler."""
        self._closed = True
        self._wake()

    async def _events(self, form: EventForm) -> AsyncIterator[str]:
        wake = _Wake()
        self._open.add(wake)
        told: SyncMoved | None = None
        try:
            while self._busy and not self._closed:
                if self._latest is not told and self._latest is not None:
                    told = self._latest
                    yield _event("progress", form(told))
                if not await wake.within(_QUIET_SECONDS):
                    yield ": still there\n\n"
            if not self._closed:
                yield _event(_name(self._last), form(self._last))
        finally:
            self._open.discard(wake)

    def _hear(self, event: IndexEvent) -> None:
        if isinstance(event, SyncMoved):
            self._busy, self._latest = True, event
        elif isinstance(event, OpeningBegun):
            self._busy = True
        elif _name(event) != "idle":
            self._latest, self._last, self._busy = None, event, False
        self._wake()

    def _wake(self) -> None:
        for wake in tuple(self._open):
            wake()


class _Wake:
    """Wakes one coroutine from any thread."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def __call__(self) -> None:
        with suppress(RuntimeError):  # the loop has ended, and whatever waited in it
            self._loop.call_soon_threadsafe(self._event.set)

    async def within(self, seconds: float) -> bool:
        """Wait for the next call, but no longer than this; whether it came."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        self._event.clear()
        return True


def _name(event: IndexEvent | None) -> str:
    """What something that was being done to the index ended with, if this says so."""
    match event:
        case IndexOpened(partial=False):
            return "opened"
        case SyncEnded():
            return "done"
        case SyncFailed() | OpeningFailed() | ServiceBroken():
            return "failed"
    return "idle"


def _event(name: str, values: Mapping[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(values)}\n\n"
