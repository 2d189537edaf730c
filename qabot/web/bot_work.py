"""Work with the bot for requests: on threads, a few at a time, and no more than can wait."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from anyio import CapacityLimiter, fail_after, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request

from qabot.errors import BotBusy
from qabot.service.kept_bot import BotUser

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by a thread
    from qabot.bot import QABot

AT_ONCE = 2
"""Requests that are worked on at the same time; a question has one core for a tenth of a second."""
WAITING = 100
"""Requests that wait beside them: some five seconds of questions."""
PATIENCE = 30.0
"""Seconds that a request waits: whoever sent it has given up by then."""
_BUSY = "so much is asked at once that this has to wait; ask again in a moment"

Result = TypeVar("Result")


class BotWork:
    """Lets requests use the bot in the order in which they came.

    Args:
        bots: lets them use the bot.
        limiter: how many do at the same time.
        waiting: how many wait for that at most.
        patience: seconds that each of them waits at most.
    """

    def __init__(
        self,
        bots: BotUser,
        limiter: CapacityLimiter,
        waiting: int = WAITING,
        patience: float = PATIENCE,
    ) -> None:
        self._bots = bots
        self._limiter = limiter
        self._waiting = waiting
        self._patience = patience

    async def do(self, request: Request, work: Callable[[QABot], Result]) -> Result:
        """What some work comes to; it is not begun for a client that has left meanwhile.

        Raises:
            BotBusy: too many wait already, or for too long.
            QabotError: the index or a model cannot be used, or the work raises it.
        """
        if self._limiter.statistics().tasks_waiting >= self._waiting:
            raise BotBusy(_BUSY)
        await request.body()  # what comes after it is that the client has left
        await self._turn()
        try:
            if await request.is_disconnected():
                raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, "the client has left")
            return await to_thread.run_sync(
                partial(self._bots.use, work), abandon_on_cancel=True, limiter=CapacityLimiter(1)
            )
        finally:
            self._limiter.release()

    async def _turn(self) -> None:
        try:
            with fail_after(self._patience):
                await self._limiter.acquire()
        except TimeoutError as error:
            raise BotBusy(_BUSY) from error


async def with_bot(request: Request, work: Callable[[QABot], Result]) -> Result:
    """What some work with the bot comes to, in turn with all other requests.

    Raises:
        BotBusy: too many wait already, or for too long.
        QabotError: the index or a model cannot be used, or the work raises it.
    """
    shared: BotWork = request.app.state.bot_work
    return await shared.do(request, work)
