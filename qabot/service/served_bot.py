"""The service's bot as many requests at once use it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from qabot.errors import IndexOpening, IndexProblem, QabotError
from qabot.service.bot_service import BotService
from qabot.service.events import IndexEvent, IndexOpened, OpeningBegun, OpeningFailed

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by a thread
    from qabot.bot import QABot

Result = TypeVar("Result")


class ServedBot:
    """The bot that the service has now, or what to say where it has none.

    Where another process made the index after all, or again with another model, or it went and came
    back, the bot is opened again; nothing is ever made in place of an index that is gone. Safe to
    use from several threads.
    """

    def __init__(self, service: BotService) -> None:
        self._service = service
        self._reopening = threading.Lock()
        self._failure: QabotError | None = None
        service.subscribe(self._hear)

    def use(self, work: Callable[[QABot], Result]) -> Result:
        """What some work with the bot comes to.

        Raises:
            IndexOpening: there is no bot yet.
            QabotError: the index or a model cannot be used, or the work raises it.
        """
        bot = self._service.bot
        if bot is None:
            return work(self._opened_after(None))
        try:
            return work(bot)
        except IndexProblem:
            return work(self._opened_after(bot))

    def why_none(self) -> QabotError:
        """What to say while there is no bot: why opening it failed, or that it goes on."""
        return self._failure or IndexOpening(
            "the index is still being opened or made; ask again in a moment"
        )

    def _opened_after(self, lost: QABot | None) -> QABot:
        with self._reopening:
            bot = self._service.bot
            if bot is not None and bot is not lost:
                return bot
            if self._service.opening:
                raise self.why_none()
            return self._service.reopen()

    def _hear(self, event: IndexEvent) -> None:
        if isinstance(event, OpeningFailed):
            self._failure = event.error
        elif isinstance(event, OpeningBegun | IndexOpened):
            self._failure = None
