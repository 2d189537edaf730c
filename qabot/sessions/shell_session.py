"""Questions asked from a shell: the last one, or the chat's, can be gone on from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qabot.errors import QuestionError
from qabot.sessions.session_store import SavedExchange, SessionStore
from qabot.types import Answer


class ShellSession:
    """One question asked from a shell of an index, after those before it if it goes on from them.

    It is saved in a session of its own, in which the next one that goes on from it is saved, too.
    A session of one question that nobody went on from makes way for the next: the list of sessions
    does not fill with what was asked once.

    Args:
        store: where sessions are saved.
        index: the folder of the index that is asked.
    """

    def __init__(self, store: SessionStore, index: Path) -> None:
        self._store = store
        self._index = str(index.resolve())
        self._session: int | None = None

    def go_on(self) -> Sequence[SavedExchange]:
        """What was said in the session that the index was last asked in, oldest first.

        Raises:
            QuestionError: nothing was asked of this index yet.
            SessionsProblem: the saved sessions cannot be read.
        """
        for session in self._store.sessions():
            if session.index == self._index:
                self._session = session.id
                return self._store.exchanges(session.id)
        raise QuestionError(
            f"no question was asked of the index at {self._index} yet; ask one without --continue"
        )

    def save(self, answer: Answer) -> None:
        """Save the question with its answer.

        Raises:
            SessionsProblem: it cannot be saved; nothing else is harmed by that.
        """
        place = self._store.asked(answer.question, answer.filters, self._index, self._session)
        self._store.answered(place.exchange, answer)
        if self._session is None:
            self._replace_last(place.session)

    def _replace_last(self, session: int) -> None:
        """Let the question asked before from a shell make way, if it is alone in its session."""
        name = f"asked from a shell: {self._index}"
        last = self._store.remembered(name)
        if last is not None and len(self._store.exchanges(int(last))) == 1:
            self._store.delete(int(last))
        self._store.remember(name, str(session))
