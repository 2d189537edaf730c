"""A client of the tools over streams in memory, with a time limit."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
import pytest

from qabot.service.kept_bot import KeptBot

if TYPE_CHECKING:  # .9 s, for which the tests that need it share a process
    from mcp import Client, MCPError, types

LIMIT = 60  # seconds

Result = TypeVar("Result")


def with_client(kept: KeptBot, work: Callable[[Client], Awaitable[Result]]) -> Result:
    """What some work with a client of the tools gives; an error of the server is raised bare."""
    from mcp import Client, MCPError

    from qabot.mcp_server.protocol_server import protocol_server

    async def run() -> Result | MCPError:
        with anyio.fail_after(LIMIT):
            async with Client(protocol_server(kept), mode="legacy") as client:
                try:
                    return await work(client)
                except MCPError as error:
                    return error

    result = anyio.run(run)
    if isinstance(result, MCPError):
        raise result
    return result


def called(kept: KeptBot, tool: str, **arguments: Any) -> types.CallToolResult:
    """The result of a tool, checked against its schema by the client."""

    async def call(client: Client) -> types.CallToolResult:
        await client.list_tools()  # with the schemas
        return await client.call_tool(tool, arguments)

    return with_client(kept, call)


def found(kept: KeptBot, tool: str, **arguments: Any) -> dict[str, Any]:
    """The JSON that a tool gives, which is the same as text."""
    result = called(kept, tool, **arguments)
    text = text_of(result)
    assert not result.is_error, text
    assert json.loads(text) == result.structured_content
    return dict(result.structured_content or {})


def refused(kept: KeptBot, tool: str, **arguments: Any) -> str:
    """What a tool says is wrong."""
    result = called(kept, tool, **arguments)
    assert result.is_error
    assert result.structured_content is None
    return text_of(result)


def refusal_of_protocol(match: str) -> pytest.RaisesExc[MCPError]:
    """An error of the protocol itself is expected, with such words."""
    from mcp import MCPError

    return pytest.raises(MCPError, match=match)


def text_of(result: types.CallToolResult) -> str:
    """The first block of a result."""
    from mcp import types

    block = result.content[0]
    assert isinstance(block, types.TextContent)
    return block.text


def addresses(result: types.CallToolResult) -> list[str]:
    """The resources that a result names."""
    from mcp import types

    return [block.uri for block in result.content if isinstance(block, types.ResourceLink)]
