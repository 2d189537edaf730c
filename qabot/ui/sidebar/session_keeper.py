"""The session on screen: saved as it goes, left, and gone on with."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qabot.errors import CommandError, QabotError, SessionsProblem
from qabot.questions.list_requests import SLASH, list_request
from qabot.sessions.recorder import Recorder
from qabot.sessions.session_store import SavedExchange, Session, SessionStore
from qabot.types import Answer, Filters
from qabot.ui.article.citation_browser import CitationBrowser
from qabot.ui.command_runner import Actions
from qabot.ui.conversation.conversation_view import LAID_OUT
from qabot.ui.conversation.entry import Entry
from qabot.ui.conversation.questioner import Questioner
from qabot.ui.prompt.filter_choice import FilterChoice
from qabot.ui.sidebar.sidebar import ARTICLES, SESSIONS
from qabot.ui.surface import Surface

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the service
    from qabot.bot import QABot

_RECENT = 4
_NOT_FINISHED = "the chat ended before this was answered"


class SessionKeeper:
    """Puts sessions on screen, and opens the left pane that lists them.

    ``session`` is the number of the one on screen, None before its first question is saved. What
    cannot be saved is said in one line, and the chat goes on.

    Args:
        store: None where sessions are not saved.
    """

    def __init__(
        self,
        surface: Surface,
        store: SessionStore | None,
        recorder: Recorder,
        choice: FilterChoice,
        browser: CitationBrowser,
        questioner: Questioner,
    ) -> None:
        self._app = surface.app
        self._notices = surface.notices
        self._body = surface.panes.body
        self._sidebar = surface.panes.sidebar
        self._view = surface.panes.view
        self._prompt = surface.panes.prompt
        self._store = store
        self._recorder = recorder
        self._choice = choice
        self._browser = browser
        self._questioner = questioner
        self.session: int | None = None

    @property
    def actions(self) -> Actions:
        """What can be done about sessions and their pane, by name."""
        return {
            "new_session": self.begin,
            "rename_session": self.rename,
            "toggle_sidebar": self.toggle_sidebar,
            "show_sessions": lambda: self._sidebar.enter(SESSIONS),
            "show_articles": lambda: self._sidebar.enter(ARTICLES),
        }

    # -- from one run to the next ----------------------------------------------------------------

    def read_prompts(self) -> None:
        """Let the prompt go back to what was asked before."""
        if self._store is not None:
            self._app.run_worker(self._read_prompts(self._store))

    async def _read_prompts(self, store: SessionStore) -> None:
        try:
            questions = await asyncio.to_thread(store.prompts)
        except SessionsProblem as problem:
            self.not_kept(f"sessions are not saved: {problem}")
        else:
            self._prompt.remember([*questions, *self._prompt.asked])

    def not_kept(self, reason: str) -> None:
        """Say what is not saved."""
        self._notices.say(reason, "warning", seconds=10)

    def kept(self, turn: int, session: int) -> None:
        """A session is in the store; a new one has its number now."""
        if turn == self._recorder.turn:  # else another session is on screen by now
            self.session = session
            self._sidebar.show_current(session)

    # -- sessions --------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a session; the one on screen stays in the list."""
        self.show(None, ())
        self._to_prompt()

    def resume(self, session: Session, exchanges: Sequence[SavedExchange]) -> None:
        """Show a saved session, and go on with it."""
        if session.id != self.session:
            self.show(session.id, exchanges)
        self._to_prompt()

    def recent(self, index: str) -> Sequence[Session]:
        """The sessions over an index that were used last; it waits for the disk."""
        if self._store is None:
            return ()
        try:
            found = self._store.sessions()
        except SessionsProblem:
            return ()  # said when prompts are read
        return [one for one in found if one.index == index][:_RECENT]

    def go_on_with(self, session: Session) -> None:
        """Read a saved session, and show it."""
        if self._store is not None:
            reading = self._go_on_with(self._store, session)
            self._app.run_worker(reading, exclusive=True, group="open-session")

    async def _go_on_with(self, store: SessionStore, session: Session) -> None:
        from qabot.ui.sidebar.sessions_pane import compared

        try:
            saved = await asyncio.to_thread(store.exchanges, session.id)
        except SessionsProblem as problem:
            self._notices.say(str(problem), "error")
        else:
            self.resume(session, compared(saved, None))  # marked until they are compared

    def deleted(self, session: Session) -> None:
        """If the session on screen is gone, begin another."""
        if session.id == self.session:
            self.show(None, ())

    def show(self, session: int | None, exchanges: Sequence[SavedExchange]) -> None:
        """Put a session on screen, and go on with it; None and nothing for a new one."""
        self.session = session
        self._questioner.go_on_from(exchanges)
        self._recorder.turn_to(session)
        self._choice.choose(exchanges[-1].filters if exchanges else Filters())
        self._sidebar.show_current(session)
        self._browser.begin_again()
        self._app.run_worker(self._show(exchanges), exclusive=True, group="show-session")

    async def _show(self, exchanges: Sequence[SavedExchange]) -> None:
        """Put a session on screen, one exchange after the other: keys work meanwhile."""
        await self._view.empty()
        last: Entry | None = None
        for place, exchange in enumerate(exchanges):
            request = list_request(exchange.question) if exchange.answer is None else None
            entry = Entry(
                exchange.question, exchange.answer, filters=exchange.filters, request=request
            )
            if exchange.id is not None:
                self._recorder.resumed(entry, exchange.id)
            entry.display = place >= len(exchanges) - LAID_OUT
            await self._view.add_saved(entry, last)
            if request is not None and exchange.failure is None:
                self._questioner.make_again(entry)
            elif exchange.answer is None:
                entry.show_failure(exchange.failure or _NOT_FINISHED)
            last = entry
            await asyncio.sleep(0)
        self._view.lay_out_newest()
        self._view.scroll_end(animate=False)
        self.compare()

    def rename(self, title: str) -> None:
        """Call the session on screen something else.

        Raises:
            CommandError: the title is a command.
        """
        if title.startswith(SLASH):
            raise CommandError(f"{title} is a command, no title")
        if self._store is None or self.session is None:
            self._notices.say("there is no saved session to rename yet", "warning")
        else:
            self._app.run_worker(self._rename(self._store, self.session, title), group="rename")

    async def _rename(self, store: SessionStore, session: int, title: str) -> None:
        try:
            await asyncio.to_thread(store.rename, session, title)
        except QabotError as error:
            self._notices.say(str(error), "error")
        else:
            self._notices.say(f"this session is now called “{title}”")
            self._sidebar.look_at_sessions()

    # -- answers that were saved -----------------------------------------------------------------

    def compare(self) -> None:
        """Compare saved answers with the index that is open now, as soon as there is one."""
        bot = self._questioner.bot
        outdated = {entry: entry.answer for entry in self._view.entries if _is_outdated(entry)}
        if outdated and bot is not None:
            self._app.run_worker(self._compare(bot, outdated), exclusive=True, group="compare")

    async def _compare(self, bot: QABot, saved: Mapping[Entry, Answer | None]) -> None:
        try:
            compared = await asyncio.to_thread(_cited_again, bot, saved)
        except QabotError:
            return  # they stay marked
        for entry, (before, answer) in compared.items():
            if entry.is_attached and before != answer:
                if self._questioner.conversation is not None:
                    self._questioner.conversation.replace(before, answer)
                await entry.show_again(answer)

    # -- the left pane ---------------------------------------------------------------------------

    async def toggle_sidebar(self) -> None:
        """Show the left pane, or hide it."""
        if self._sidebar.has_class("shown"):
            self._sidebar.leave()
            self._prompt.focus()
        else:
            await self._sidebar.enter()

    def _to_prompt(self) -> None:
        """On to the next question; what lies over the prompt goes away."""
        if self._body.covered:
            self._sidebar.leave()
        self._prompt.focus()


def _is_outdated(entry: Entry) -> bool:
    return entry.answer is not None and any(c.outdated for c in entry.answer.citations)


def _cited_again(
    bot: QABot, saved: Mapping[Entry, Answer | None]
) -> dict[Entry, tuple[Answer, Answer]]:
    """Each answer as it was saved, and as the index has it now."""
    from qabot.reading.citing import cite_again

    with bot.index.snapshot() as snapshot:
        return {
            entry: (answer, cite_again(snapshot, answer))
            for entry, answer in saved.items()
            if answer is not None
        }
