"""Comparing an index with its folders now and then."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from qabot.errors import IndexProblem
from qabot.service.events import FilesCompared, IndexLost
from qabot.service.listeners import Listener
from qabot.types import IndexStatus

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by a thread
    from qabot.bot import QABot

_COMPARING_SHARE = 0.01
"""Share of the time that comparing may take: 100,000 files are compared every few minutes."""


class FolderComparer:
    """Tells how an index and its folders differ, and knows when it is time to look again."""

    def __init__(self, tell: Listener, clock: Callable[[], float] = time.monotonic) -> None:
        self._tell = tell
        self._clock = clock
        self._due = float("-inf")

    @property
    def is_due(self) -> bool:
        """Whether comparing now is seldom enough not to be felt."""
        return self._clock() >= self._due

    def compare(self, bot: QABot) -> IndexStatus:
        """Compare them and tell what was found.

        Raises:
            IndexProblem: the index is gone, or was made again with another model; that is told.
        """
        started = self._clock()
        try:
            status = bot.index.status()
        except IndexProblem as error:
            self._tell(IndexLost(error))
            raise
        finally:
            ended = self._clock()
            self._due = ended + (ended - started) / _COMPARING_SHARE
        self._tell(FilesCompared(status))
        return status
