"""A bot that only reads its index, for as long as a program runs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, TypeVar

from qabot.errors import IndexProblem, QabotError

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by a thread
    from qabot.bot import QABot

_WARMING = "what is known"

Result = TypeVar("Result")


class BotUser(Protocol):
    """Lets work use a bot, whoever holds it."""

    def use(self, work: Callable[[QABot], Result]) -> Result:
        """What some work with the bot comes to; called on any thread.

        Raises:
            QabotError: the index or a model cannot be used, or the work raises it.
        """
        ...


class KeptBot:
    """One bot, opened when it is first wanted and kept.

    What other processes publish in its index is followed: each question sees the index as it is
    then. Where the index was made again with another model, or went and came back, the bot is
    opened again. Nothing is ever written to the index. Safe to use from several threads.

    Args:
        open_bot: opens the bot; called again only after the index could not be used.
    """

    def __init__(self, open_bot: Callable[[], QABot]) -> None:
        self._open = open_bot
        self._lock = threading.Lock()
        self._bot: QABot | None = None

    def use(self, work: Callable[[QABot], Result]) -> Result:
        """What some work with the bot comes to.

        Raises:
            QabotError: the index or a model cannot be used, or the work raises it.
        """
        kept = self._bot
        if kept is not None:
            try:
                return work(kept)
            except IndexProblem:
                self._drop(kept)
        return work(self._opened())

    def warm(self) -> None:
        """Load what the first question needs; what is wrong, that question tells."""
        with suppress(QabotError):
            self.use(lambda bot: bot.index.encoder.encode_question(_WARMING))

    def _opened(self) -> QABot:
        with self._lock:
            if self._bot is None:
                self._bot = self._open()
            return self._bot

    def _drop(self, bot: QABot) -> None:
        with self._lock:
            if self._bot is bot:
                self._bot = None
