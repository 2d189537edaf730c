"""The tools for assistants over HTTP, used by the protocol's own client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import anyio
import httpx2
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from qabot.mcp_server.reading_tools import TOOLS
from tests.web.conftest import ADDRESS, BEARER

if TYPE_CHECKING:
    from mcp import Client

pytestmark = pytest.mark.xdist_group("mcp")
Result = TypeVar("Result")


def with_client(application: Starlette, work: Callable[[Client], Awaitable[Result]]) -> Result:
    """What some work with a client of ``/mcp`` gives."""
    from mcp import Client
    from mcp.client.streamable_http import streamable_http_client

    async def run() -> Result:
        transport = httpx2.ASGITransport(application)
        with anyio.fail_after(60):
            async with (
                application.router.lifespan_context(application),
                httpx2.AsyncClient(transport=transport, headers=BEARER) as http,
                Client(streamable_http_client(f"{ADDRESS}/mcp", http_client=http)) as client,
            ):
                return await work(client)

    return anyio.run(run)


def test_the_same_tools_and_answers(application: Starlette) -> None:
    async def work(client: Client) -> tuple[list[str], object]:
        tools = [tool.name for tool in (await client.list_tools()).tools]
        result = await client.call_tool("ask", {"question": "who opened the wall on Thursday"})
        return tools, result.structured_content

    tools, answer = with_client(application, work)
    assert tools == list(TOOLS)
    assert isinstance(answer, dict)
    assert answer["citations"][0]["text"] == "The wall was opened on Thursday."


def test_what_cannot_be_called_is_said(application: Starlette) -> None:
    async def work(client: Client) -> object:
        return (await client.call_tool("read_article", {"path": "none"})).is_error

    assert with_client(application, work) is True


def test_it_needs_the_token(stranger: TestClient) -> None:
    assert stranger.post("/mcp", json={}).status_code == 401


def test_without_the_package(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qabot.web.mcp_door.find_spec", lambda name: None)
    answer = client.post("/mcp", json={})
    assert (answer.status_code, answer.json()["detail"]) == (
        404,
        "the tools for assistants need mcp; run: pip install 'qabot[mcp]'",
    )
