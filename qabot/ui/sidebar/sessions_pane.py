"""Saved sessions: found, resumed, renamed and deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from qabot.errors import QabotError
from qabot.sessions.session_store import SavedExchange, Session, SessionStore
from qabot.types import Answer
from qabot.ui.sidebar.filtered_list import FilteredList
from qabot.ui.sidebar.session_list import SessionList

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the worker
    from qabot.bot import QABot

Result = TypeVar("Result")


class SessionsPane(FilteredList):
    """Reads and writes in thread workers; what goes wrong is said and changes nothing.

    Args:
        store: None where sessions are not saved.
        index: the absolute path of the index on screen.
        bot: tells the bot, None until there is one.
    """

    @dataclass
    class Opened(Message):
        """A session is read, and its citations compared with the index again."""

        session: Session
        exchanges: list[SavedExchange]

    @dataclass
    class Deleted(Message):
        """A session is gone."""

        session: Session

    @dataclass
    class Listed(Message):
        """The sessions that have the words."""

        sessions: list[Session]
        words: str

    def __init__(
        self, store: SessionStore | None, index: str, bot: Callable[[], QABot | None]
    ) -> None:
        self.list = SessionList()
        self.list.index = index
        super().__init__(self.list, "search titles, questions, answers")
        self._store = store
        self._bot = bot

    def look(self) -> None:
        """List the sessions that have the words."""
        if self._store is None:
            self.list.show_rows([], "sessions are not saved")
        else:
            self._find(self._store, self.words)

    @work(thread=True, exclusive=True, group="find-sessions")
    def _find(self, store: SessionStore, words: str) -> None:
        found = self._trying(lambda: store.sessions(words))
        if not get_current_worker().is_cancelled:
            self.post_message(self.Listed(found or [], words))

    def on_sessions_pane_listed(self, message: Listed) -> None:
        """Show what was found."""
        none = "no session has these words" if message.words.strip() else "no session yet"
        self.list.show_rows(message.sessions, none)
        count = len(message.sessions)
        self.say_count("1 session" if count == 1 else f"{count:,} sessions" if count else "")

    def on_session_list_chosen(self, message: SessionList.Chosen) -> None:
        """Read the session that is to be shown."""
        if self._store is not None:
            self._open(self._store, message.session)

    @work(thread=True, exclusive=True, group="open-session")
    def _open(self, store: SessionStore, session: Session) -> None:
        saved = self._trying(lambda: store.exchanges(session.id))
        if saved is not None and not get_current_worker().is_cancelled:
            checked = self._trying(lambda: compared(saved, self._bot()))
            self.post_message(self.Opened(session, checked or compared(saved, None)))

    def on_session_list_rename_wanted(self, message: SessionList.RenameWanted) -> None:
        """Ask for another title."""
        from qabot.ui.screens.dialogs import AskText

        def rename(title: str | None) -> None:
            if title is not None and self._store is not None:
                self._rename(self._store, message.session, title)

        self.app.push_screen(AskText("Rename the session", message.session.title), rename)

    @work(thread=True, group="change-session")
    def _rename(self, store: SessionStore, session: Session, title: str) -> None:
        self._trying(lambda: store.rename(session.id, title))
        self.app.call_from_thread(self.look)

    def on_session_list_delete_wanted(self, message: SessionList.DeleteWanted) -> None:
        """Ask whether it may be deleted."""
        from qabot.ui.screens.dialogs import Confirm

        def delete(sure: bool | None) -> None:
            if sure and self._store is not None:
                self._delete(self._store, message.session)

        question = f"Delete “{message.session.title}” and everything in it?"
        self.app.push_screen(Confirm(question, "Delete"), delete)

    @work(thread=True, group="change-session")
    def _delete(self, store: SessionStore, session: Session) -> None:
        def delete() -> bool:
            store.delete(session.id)
            return True

        if self._trying(delete):
            self.post_message(self.Deleted(session))
        self.app.call_from_thread(self.look)

    def _trying(self, read: Callable[[], Result]) -> Result | None:
        """What comes of something in a worker, or None and a line that says why not."""
        try:
            return read()
        except QabotError as error:
            problem = str(error)
            self.app.call_from_thread(self.notify, problem, severity="error", markup=False)
            return None


def compared(saved: list[SavedExchange], bot: QABot | None) -> list[SavedExchange]:
    """The exchanges with citations compared with the index; without one, all are outdated."""
    if bot is None:
        return [_with(exchange, _outdated) for exchange in saved]
    from qabot.reading.citing import cite_again

    with bot.index.snapshot() as snapshot:
        return [_with(exchange, lambda answer: cite_again(snapshot, answer)) for exchange in saved]


def _with(exchange: SavedExchange, change: Callable[[Answer], Answer]) -> SavedExchange:
    return (
        exchange if exchange.answer is None else replace(exchange, answer=change(exchange.answer))
    )


def _outdated(answer: Answer) -> Answer:
    citations = tuple(replace(citation, outdated=True) for citation in answer.citations)
    return replace(answer, citations=citations)
