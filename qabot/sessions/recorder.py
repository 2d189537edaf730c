"""Saves what happens in the chat, in order, without holding it up."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor

from qabot.errors import SessionsProblem
from qabot.sessions.session_store import SessionStore
from qabot.types import Answer, Filters


class Recorder:
    """Writes to a session store on a thread of its own.

    What cannot be saved now is kept and tried again before whatever comes next, so that an
    exchange is in the file whole and in its place, or not at all. Why it cannot is told once, and
    again after a time when it could.

    Args:
        store: None saves nothing.
        index: the absolute path of the index that is asked.
        tell: called with a line to show, on the recorder's thread.
        saved: called with the turn that a question was asked in and the session that it was saved
            in, on the recorder's thread.
    """

    def __init__(
        self,
        store: SessionStore | None,
        index: str,
        tell: Callable[[str], object],
        saved: Callable[[int, int], object],
    ) -> None:
        self._store = store
        self._index = index
        self._tell = tell
        self._saved = saved
        self.turn = 0
        """How often another session was turned to: tells what was saved before from what is now."""
        self._session: int | None = None
        self._exchanges: dict[Hashable, int] = {}
        self._unsaved: deque[Callable[[SessionStore], None]] = deque()
        self._told = False
        self._closing = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="recorder")
        self._begun: list[Future[None]] = []

    def turn_to(self, session: int | None) -> None:
        """What is asked from now on belongs to this session; None begins one."""
        self.turn += 1

        def turn(store: SessionStore) -> None:
            self._session = session

        self._do(turn)

    def asked(self, key: Hashable, question: str, filters: Filters) -> None:
        """Save a question; ``key`` tells it from others while the chat runs."""
        turn = self.turn

        def save(store: SessionStore) -> None:
            place = store.asked(question, filters, self._index, self._session)
            self._session = place.session
            self._exchanges[key] = place.exchange
            self._saved(turn, place.session)

        self._do(save)

    def answered(self, key: Hashable, answer: Answer) -> None:
        """Save the answer of a question that was saved before."""
        self._do(lambda store: store.answered(self._exchanges[key], answer))

    def failed(self, key: Hashable, reason: str) -> None:
        """Save why a question that was saved before has no answer."""
        self._do(lambda store: store.failed(self._exchanges[key], reason))

    def resumed(self, key: Hashable, exchange: int) -> None:
        """Know a question of an earlier time by this key from now on."""
        self._do(lambda _: self._exchanges.__setitem__(key, exchange))

    def forgotten(self, key: Hashable) -> None:
        """Delete a question that was saved before, with its answer."""

        def forget(store: SessionStore) -> None:
            if key in self._exchanges:
                store.forget(self._exchanges[key])

        self._do(forget)

    def remember(self, name: str, value: str) -> None:
        """Keep a choice, such as the theme, for the next time."""
        self._do(lambda store: store.remember(name, value))

    def close(self) -> None:
        """Wait until everything is saved, or cannot be."""
        self._closing = True
        if self._store is not None:
            self._begun.append(self._thread.submit(self._save_all, self._store))
        self.wait()
        self._thread.shutdown()

    def wait(self) -> None:
        """Wait until everything so far was tried; bugs met on the way come out here."""
        for save in self._begun:
            save.result()

    def _do(self, save: Callable[[SessionStore], None]) -> None:
        if self._store is not None:
            self._begun.append(self._thread.submit(self._work, self._store, save))

    def _work(self, store: SessionStore, save: Callable[[SessionStore], None]) -> None:
        self._unsaved.append(save)
        if not (self._closing and self._told):  # each try may wait for another process
            self._save_all(store)

    def _save_all(self, store: SessionStore) -> None:
        try:
            while self._unsaved:
                self._unsaved[0](store)
                self._unsaved.popleft()
            self._told = False
        except SessionsProblem as problem:
            if not self._told:
                self._tell(f"not saved: {problem}")
            self._told = True
