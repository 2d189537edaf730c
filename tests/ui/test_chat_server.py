"""The page and the door of the chat in a browser; the chat behind them is in tests/e2e."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Mapping

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from click.testing import CliRunner

from qabot.cli.entry_point import main
from qabot.ui.chat_server import ChatServer, is_loopback


def served(steps: Callable[[TestClient], Awaitable[None]], host: str = "127.0.0.1") -> None:  # type: ignore[type-arg]
    async def session() -> None:
        app = await ChatServer(["--index", "an index"], host, 8000)._make_app()
        async with TestClient(TestServer(app)) as client:
            await steps(client)

    asyncio.run(session())


def got(path: str, headers: Mapping[str, str], host: str = "127.0.0.1") -> tuple[int, str]:
    """Status and text of what is answered; an upgrade is not asked for."""
    answers: list[tuple[int, str]] = []

    async def steps(client: TestClient) -> None:  # type: ignore[type-arg]
        response: ClientResponse = await client.get(path, headers=headers)
        answers.append((response.status, await response.text()))

    served(steps, host)
    return answers[0]


def test_the_page_names_the_host_that_it_was_asked_for_and_no_other() -> None:
    status, page = got("/?fontsize=20", {"Host": "localhost:9999"})
    assert status == 200
    assert 'data-session-websocket-url="ws://localhost:9999/ws"' in page
    assert 'data-font-size="20"' in page
    assert set(re.findall(r"(?:https?|wss?)://[^/\"]+", page)) == {"ws://localhost:9999"}


def test_everything_that_the_page_loads_comes_with_it() -> None:
    async def steps(client: TestClient) -> None:  # type: ignore[type-arg]
        response = await client.get("/")
        policy = response.headers["Content-Security-Policy"]
        page = await response.text()
        loaded = set(re.findall(r"(?:href=|src=|url\()\"(/[^\"]+)", page))
        assert len(loaded) == 4
        for path in loaded:
            assert (await client.get(path)).status == 200, path
        assert policy.startswith("default-src 'self'; script-src 'self' 'nonce-")
        nonce = re.search(r"'nonce-([^']+)'", policy)
        assert nonce is not None
        assert f'<script nonce="{nonce.group(1)}">' in page

    served(steps)


@pytest.mark.parametrize("path", ["/", "/ws", "/download/key"])
def test_other_sites_pages_are_refused(path: str) -> None:
    assert got(path, {"Origin": "https://elsewhere.example"}) == (
        403,
        "the chat only answers its own page",
    )
    rebound = {"Host": "elsewhere.example:8000", "Origin": "http://elsewhere.example:8000"}
    assert got(path, rebound) == (
        403,
        "the chat is not known by that name; use its address",
    )


def test_a_name_that_it_was_given_is_its_own() -> None:
    assert got("/", {"Host": "my-desk.example:8000"}, host="my-desk.example")[0] == 200
    assert got("/", {"Host": "192.0.2.7:8000", "Origin": "http://192.0.2.7:8000"})[0] == 200


def test_a_file_that_nobody_exported() -> None:
    assert got("/download/key", {})[0] == 404


def test_each_tab_runs_the_same_command() -> None:
    command = ChatServer(["--index", "an index"], "127.0.0.1", 8000).command
    assert command.endswith("-P -m qabot --index 'an index'")
    assert command.startswith("exec ")


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.0.2.7", False),
        ("my-desk.example", False),
    ],
)
def test_loopback(host: str, local: bool) -> None:
    assert is_loopback(host) is local


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_a_port_that_is_taken(host: str, warned: bool) -> None:
    with socket.create_server((host, 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--host", host, "--port", str(port)])
    assert result.exit_code == 1
    assert result.stdout == ""
    *before, last = result.stderr.splitlines()
    assert last == (
        f"Error: cannot listen on {host} port {port}: Address already in use; try another --port"
    )
    assert [line.startswith("Warning: whoever reaches 0.0.0.0") for line in before] == (
        [True] if warned else []
    )
