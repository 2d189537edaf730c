"""Requests that are too long, and those that do not come."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from qabot.web.request_limits import RequestLimits


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Gives back the body, and whether the client has left after it."""
    request = Request(scope, receive)
    body = (await request.body()).decode()
    left = await request.is_disconnected()
    await PlainTextResponse(f"{body} {left}")(scope, receive, send)


async def never() -> Message:
    """No message ever comes."""
    await anyio.sleep_forever()
    raise AssertionError


async def left() -> Message:
    return {"type": "http.disconnect"}


def part(body: bytes, *, more: bool = False) -> Callable[[], Awaitable[Message]]:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": more}

    return receive


def answered(*messages: Callable[[], Awaitable[Message]], query: str = "") -> tuple[int, str]:
    """Status and body of what is answered to these messages."""
    coming = iter(messages)
    sent: list[Message] = []

    async def receive() -> Message:
        return await next(coming)()

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "path": "/api/ask",
        "raw_path": b"/api/ask",
        "query_string": query.encode(),
        "headers": [],
    }
    anyio.run(RequestLimits(echo, seconds=0.05), scope, receive, send)
    return sent[0]["status"], sent[1]["body"].decode()


def said(answer: tuple[int, str]) -> tuple[int, str]:
    return answer[0], json.loads(answer[1])["detail"]


def test_a_body_in_parts_comes_in_one_piece() -> None:
    assert answered(part(b"ab", more=True), part(b"c"), never) == (200, "abc False")


def test_that_the_client_has_left_is_told_after_the_body() -> None:
    assert answered(part(b"a"), left) == (200, "a True")


def test_a_body_that_does_not_come() -> None:
    expected = (408, "the request did not come whole within 10 seconds")
    assert said(answered(part(b"a", more=True), never)) == expected


@pytest.mark.parametrize(("characters", "status"), [(149_992, 200), (149_993, 414)])
def test_an_address_that_is_longer_than_any_question(characters: int, status: int) -> None:
    answer = answered(part(b"a"), never, query="a" * characters)
    assert answer[0] == status
    if status == 414:
        assert said(answer)[1] == "an address has at most 150,000 characters, not 150,001"


def test_a_client_that_leaves_while_it_sends() -> None:
    assert said(answered(part(b"a", more=True), left))[0] == 408


@pytest.mark.parametrize("parts", [3, 40])
def test_a_body_that_is_too_large_is_listened_to_for_a_while(parts: int) -> None:
    coming = [part(b" " * 1_000_000, more=True)] * parts + [part(b"")]
    assert said(answered(*coming)) == (413, "a request has at most 1,000,000 bytes")
