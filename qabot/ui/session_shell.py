"""The part of the chat that keeps sessions: saves them as they go, goes on with them."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.theme import Theme

from qabot.errors import QabotError, SessionsProblem
from qabot.sessions.recorder import Recorder
from qabot.sessions.session_store import SavedExchange, SessionStore
from qabot.types import Filters
from qabot.ui.chips import Chip, Chips
from qabot.ui.conversation_view import LAID_OUT
from qabot.ui.entry import Entry
from qabot.ui.keeping_app import KeepingApp
from qabot.ui.messages import BotReady, Compared, FiltersChanged, Kept, NotKept, PromptsRead
from qabot.ui.prompt import Prompt
from qabot.ui.sidebar import ARTICLES, SESSIONS, Sidebar

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the worker
    from qabot.bot import QABot
    from qabot.conversation import Conversation
    from qabot.protocols import Reader
    from qabot.ui.article_list import ArticleList
    from qabot.ui.sessions_pane import SessionsPane

CANCELLED = "cancelled"
"""Why a question has no answer that nobody waited for."""
_NOT_FINISHED = "the chat ended before this was answered"


class SessionShell(KeepingApp):
    """Mounts a sidebar and chips, and lets them and the conversation follow each other.

    A session is in the store from its first question on; ``session`` is its number, None before.
    What cannot be saved is said in one line, and the chat goes on.
    """

    filters: reactive[Filters] = reactive(Filters())

    def __init__(
        self,
        index: Path,
        folder: Path,
        choose_reader: Callable[[], Reader | None],
        store: SessionStore | None,
    ) -> None:
        super().__init__(index, folder, choose_reader)
        self.conversation: Conversation | None = None
        self.session: int | None = None
        self.store = store
        self.index_place = str(index.resolve())
        self._resumed: Sequence[SavedExchange] = ()
        self.recorder = Recorder(
            store,
            self.index_place,
            tell=lambda reason: self.post_message(NotKept(reason)),
            saved=lambda turn, session: self.post_message(Kept(turn, session)),
        )

    @abstractmethod
    def drop_questions(self) -> None:
        """Wait no longer for answers to what was asked."""

    @property
    def sidebar(self) -> Sidebar:
        """The left pane."""
        return self.main.query_one(Sidebar)

    # -- from one run to the next ----------------------------------------------------------------

    def on_load(self) -> None:
        """Take up the theme of last time before anything is painted: it takes some ms."""
        if self.store is None:
            return
        try:
            theme = self.store.remembered("theme")
        except SessionsProblem:
            return  # said when prompts are read
        if theme in self.available_themes:
            self.theme = theme

    def on_mount(self) -> None:
        """Remember the theme from now on, and read what was asked before."""
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        if self.store is not None:
            self.read_prompts(self.store)

    async def on_unmount(self) -> None:
        """Leave when everything is saved."""
        await asyncio.to_thread(self.recorder.close)

    @work(thread=True)
    def read_prompts(self, store: SessionStore) -> None:
        """Read what was asked before, for the prompt's history."""
        try:
            self.post_message(PromptsRead(store.prompts()))
        except SessionsProblem as problem:
            self.post_message(NotKept(f"sessions are not saved: {problem}"))

    def on_prompts_read(self, message: PromptsRead) -> None:
        """Let the prompt go back to them."""
        prompt = self.main.query_one(Prompt)
        prompt.remember([*message.questions, *prompt.asked])

    def on_not_kept(self, message: NotKept) -> None:
        """Say what is not saved."""
        self.say(message.reason, "warning", seconds=10)

    def on_kept(self, message: Kept) -> None:
        """The session is in the store; a new one has its number now."""
        if message.turn != self.recorder.turn:
            return  # another session is on screen by now
        self.session = message.session_id
        self.sidebar.show_current(message.session_id)

    def _remember_theme(self, theme: Theme) -> None:
        self.recorder.remember("theme", theme.name)

    # -- sessions --------------------------------------------------------------------------------

    def continued(self, bot: QABot) -> Conversation:
        """A conversation with this bot that leans on what was answered in the session so far."""
        conversation = bot.conversation()
        if self.conversation is not None:
            for turn in self.conversation.turns:
                conversation.record(turn.question, turn.answer)
            return conversation
        for exchange in self._resumed:
            if exchange.answer is not None:
                conversation.record(exchange.question, exchange.answer)
        return conversation

    def on_sessions_pane_opened(self, message: SessionsPane.Opened) -> None:
        """Show a saved session, and go on with it."""
        if message.session.id != self.session:
            self.show_session(message.session.id, message.exchanges)
        self._to_prompt()

    def on_sessions_pane_deleted(self, message: SessionsPane.Deleted) -> None:
        """If the session on screen is gone, begin another."""
        if message.session.id == self.session:
            self.show_session(None, ())

    def action_new_session(self) -> None:
        """Begin a session; the one on screen stays in the list."""
        self.show_session(None, ())
        self._to_prompt()

    def show_session(self, session: int | None, exchanges: Sequence[SavedExchange]) -> None:
        """Put a session on screen, and go on with it; None and nothing for a new one."""
        self.drop_questions()
        self.session = session
        self.recorder.turn_to(session)
        self._resumed, self.conversation = exchanges, None
        if self.bot is not None:
            self.conversation = self.continued(self.bot)
        self.filters = exchanges[-1].filters if exchanges else Filters()
        self.sidebar.show_current(session)
        self.close_article()
        self.article_closed = False
        self.show_exchanges(exchanges)

    @work(exclusive=True, group="show-session")
    async def show_exchanges(self, exchanges: Sequence[SavedExchange]) -> None:
        """Put a session on screen, one exchange after the other: keys work meanwhile."""
        await self.view.empty()
        last: Entry | None = None
        for place, exchange in enumerate(exchanges):
            entry = Entry(exchange.question, exchange.answer, filters=exchange.filters)
            entry.display = place >= len(exchanges) - LAID_OUT
            await self.view.mount(entry, after=last or self.main.query_one("#hello"))
            if exchange.answer is None:
                entry.show_failure(exchange.failure or _NOT_FINISHED)
            last = entry
            await asyncio.sleep(0)
        self.view.lay_out_newest()
        self.view.scroll_end(animate=False)
        if self.bot is not None:
            self._compare(self.bot)

    def on_bot_ready(self, message: BotReady) -> None:
        """What was resumed before the index was open can be compared with it now."""
        self._compare(message.bot)

    def _compare(self, bot: QABot) -> None:
        outdated = [entry for entry in self.view.entries if _is_outdated(entry)]
        if outdated:
            self.compare(bot, outdated)

    @work(thread=True, exclusive=True, group="compare")
    def compare(self, bot: QABot, entries: Sequence[Entry]) -> None:
        """Compare saved answers with the index again."""
        from qabot.reading.citing import cite_again

        try:
            with bot.index.snapshot() as snapshot:
                for entry in entries:
                    if entry.answer is not None:
                        answer = cite_again(snapshot, entry.answer)
                        self.post_message(Compared(entry, answer))
        except QabotError:
            return  # they stay marked

    async def on_compared(self, message: Compared) -> None:
        """Show what is found in the index after all."""
        before = message.entry.answer
        if message.entry.is_attached and before is not None and before != message.answer:
            if self.conversation is not None:
                self.conversation.replace(before, message.answer)
            await message.entry.show_again(message.answer)

    # -- filters ---------------------------------------------------------------------------------

    async def on_filters_changed(self, message: FiltersChanged) -> None:
        """Let chips and list follow."""
        self.sidebar.show_filters(message.filters)
        await self.main.query_one(Chips).show_filters(message.filters)
        if self.focused is None:
            self._to_prompt()

    def on_article_list_picked(self, message: ArticleList.Picked) -> None:
        """Put questions to the picked articles alone."""
        self.filters = replace(self.filters, paths=message.paths)

    def on_chip_removed(self, message: Chip.Removed) -> None:
        """Put questions to more articles again."""
        self.filters = message.filters

    def key_groups(self) -> Iterable[tuple[str, DOMNode]]:
        """Where else keys work, each with a node that has them bound."""
        from qabot.ui.article_list import ArticleList
        from qabot.ui.session_list import SessionList

        yield "On a filter above the prompt", Chip("", Filters())
        yield "In the list of sessions", SessionList()
        yield "In the list of articles", ArticleList()

    # -- the left pane ---------------------------------------------------------------------------

    async def action_toggle_sidebar(self) -> None:
        """Show the left pane, or hide it."""
        if self.sidebar.has_class("shown"):
            self.sidebar.leave()
            self.main.query_one(Prompt).focus()
        else:
            await self.sidebar.enter()

    @property
    def covered_by_sidebar(self) -> bool:
        """Whether the left pane lies over the conversation."""
        return self.main.has_class("-narrow") and self.sidebar.has_class("shown")

    async def action_show_sessions(self) -> None:
        """Show the saved sessions."""
        await self.sidebar.enter(SESSIONS)

    async def action_show_articles(self) -> None:
        """Show the articles to pick from."""
        await self.sidebar.enter(ARTICLES)

    def _to_prompt(self) -> None:
        """On to the next question; what lies over the prompt goes away."""
        if self.covered_by_sidebar:
            self.sidebar.leave()
        self.main.query_one(Prompt).focus()


def _is_outdated(entry: Entry) -> bool:
    return entry.answer is not None and any(c.outdated for c in entry.answer.citations)
