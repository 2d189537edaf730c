"""The tools for assistants over HTTP, where the package of the protocol's authors is installed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.util import find_spec
from typing import TYPE_CHECKING

from anyio import (
    TASK_STATUS_IGNORED,
    CapacityLimiter,
    Lock,
    create_task_group,
    sleep_forever,
    to_thread,
)
from anyio.abc import TaskGroup, TaskStatus
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from qabot.service.kept_bot import BotUser

if TYPE_CHECKING:  # an extra
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


class McpDoor:
    """Answers requests of the protocol: each by itself, so that nothing is kept of a client.

    Args:
        bots: lets calls use the bot.
        limiter: how many calls do at the same time, other requests included.
    """

    def __init__(self, bots: BotUser, limiter: CapacityLimiter) -> None:
        self._bots = bots
        self._limiter = limiter
        self._opening = Lock()
        self._tasks: TaskGroup | None = None
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Be ready for requests for as long as the application runs."""
        async with create_task_group() as self._tasks:
            yield
            self._tasks.cancel_scope.cancel()
        self._tasks = self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        Raises:
            HTTPException: the package is not installed.
        """
        async with self._opening:
            manager = self._manager or await self._open()
        await manager.handle_request(scope, receive, send)

    async def _open(self) -> StreamableHTTPSessionManager:
        if find_spec("mcp") is None:
            said = "the tools for assistants need mcp; run: pip install 'qabot[mcp]'"
            raise HTTPException(HTTPStatus.NOT_FOUND, said)
        assert self._tasks is not None, "requests come while the application runs"
        manager = await to_thread.run_sync(_session_manager, self._bots, self._limiter)
        await self._tasks.start(_run, manager)
        self._manager = manager
        return manager


def _session_manager(bots: BotUser, limiter: CapacityLimiter) -> StreamableHTTPSessionManager:
    """Made on a thread, at the first request: importing it takes half a second."""
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    from qabot.mcp_server.protocol_server import protocol_server

    server = protocol_server(bots, limiter)
    return StreamableHTTPSessionManager(server, json_response=True, stateless=True)


async def _run(
    manager: StreamableHTTPSessionManager, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED
) -> None:
    async with manager.run():
        task_status.started()
        await sleep_forever()
