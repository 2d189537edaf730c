"""Questions to begin with, found once for each state of the index."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qabot.service.example_questions import example_questions

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: the server is there before them
    from qabot.bot import QABot


class KeptExamples:
    """Finding them takes a second, so a page is shown without and asks for them later."""

    def __init__(self) -> None:
        self._found: tuple[object, Sequence[str]] | None = None
        self._lock = threading.Lock()

    def known(self, bot: QABot) -> Sequence[str] | None:
        """Those of the index as it is now; None before they were looked for."""
        found = self._found
        return found[1] if found is not None and found[0] == _state(bot) else None

    def find(self, bot: QABot) -> Sequence[str]:
        """Those of the index as it is now, looked for if need be.

        Raises:
            IndexProblem: the index is gone, or was made again with another model.
        """
        with self._lock:
            known = self.known(bot)
            if known is None:
                state = _state(bot)
                known = example_questions(bot)
                self._found = (state, known)
            return known


def _state(bot: QABot) -> object:
    with bot.index.snapshot() as snapshot:
        return bot.index, snapshot.generation, snapshot.lexical_only
