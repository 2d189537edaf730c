"""Requests take their turns with the bot, and are told where there are too many."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import anyio
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from qabot.bot import QABot
from qabot.errors import BotBusy
from qabot.web.bot_work import BotWork

Result = TypeVar("Result")


class OneBot:
    """Lets work use a bot, and counts it."""

    def __init__(self, bot: QABot) -> None:
        self.used = 0
        self._bot = bot

    def use(self, work: Callable[[QABot], Result]) -> Result:
        self.used += 1
        return work(self._bot)


def request(*, left: bool = False) -> Request:
    """A request whose body has come, of a client that has left after it or waits."""
    messages: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if messages:
            return messages.pop()
        if not left:
            await anyio.sleep_forever()
        return {"type": "http.disconnect"}

    return Request({"type": "http", "method": "GET", "headers": []}, receive)


def test_more_than_may_wait_or_wait_too_long_are_refused(bot: QABot) -> None:
    held, begun = threading.Event(), threading.Event()
    bots = OneBot(bot)

    def work(_: QABot) -> str:
        begun.set()
        assert held.wait(30)
        return "done"

    async def run() -> list[str]:
        limiter = anyio.CapacityLimiter(1)
        shared = BotWork(bots, limiter, waiting=1)
        done: list[str] = []

        async def ask() -> None:
            done.append(await shared.do(request(), work))

        with anyio.fail_after(30):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(ask)
                await anyio.to_thread.run_sync(begun.wait)
                tasks.start_soon(ask)
                await anyio.wait_all_tasks_blocked()
                with pytest.raises(BotBusy, match="so much is asked at once"):
                    await shared.do(request(), work)
                impatient = BotWork(bots, limiter, waiting=2, patience=0.01)
                with pytest.raises(BotBusy, match="so much is asked at once"):
                    await impatient.do(request(), work)
                held.set()
        return done

    assert anyio.run(run) == ["done", "done"]
    assert bots.used == 2


def test_nothing_is_begun_for_a_client_that_has_left(bot: QABot) -> None:
    bots = OneBot(bot)

    async def run() -> None:
        shared = BotWork(bots, anyio.CapacityLimiter(1))
        with pytest.raises(HTTPException):
            await shared.do(request(left=True), lambda bot: bot)

    anyio.run(run)
    assert bots.used == 0


def test_what_a_program_is_told(application: Starlette, client: TestClient) -> None:
    application.state.bot_work = BotWork(application.state.served_bot, anyio.CapacityLimiter(1), 0)
    answer = client.get("/api/articles")
    assert (answer.status_code, answer.json()["title"]) == (429, "Too Many Requests")
    assert answer.json()["detail"] == (
        "so much is asked at once that this has to wait; ask again in a moment"
    )
    assert answer.headers["retry-after"] == "1"
