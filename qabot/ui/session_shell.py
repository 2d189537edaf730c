"""The part of the chat that keeps sessions: saves them as they go, goes on with them."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.theme import Theme

from qabot.errors import SessionsProblem
from qabot.sessions import SavedExchange, SessionStore
from qabot.types import Filters
from qabot.ui.article_list import ArticleList
from qabot.ui.chips import Chip, Chips
from qabot.ui.conversation_view import ConversationView
from qabot.ui.entry import Entry
from qabot.ui.messages import FiltersChanged, Kept, NotKept, PromptsRead
from qabot.ui.prompt import Prompt
from qabot.ui.recorder import Recorder
from qabot.ui.sessions_pane import SessionsPane
from qabot.ui.sidebar import ARTICLES, SESSIONS, Sidebar

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the worker
    from qabot.bot import QABot
    from qabot.conversation import Conversation

_NOT_FINISHED = "the chat ended before this was answered"


class SessionShell(App[None]):
    """Mounts a sidebar and chips, and lets them and the conversation follow each other.

    A session is in the store from its first question on; ``session`` is its number, None before.
    What cannot be saved is said in one line, and the chat goes on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+b", "toggle_sidebar", "Sidebar", id="sidebar"),
        Binding("ctrl+n", "new_session", "New session", id="session.new", show=False),
    ]

    filters: reactive[Filters] = reactive(Filters())

    def __init__(self, index: Path, store: SessionStore | None) -> None:
        super().__init__()
        self.bot: QABot | None = None
        self.conversation: Conversation | None = None
        self.session: int | None = None
        self.store = store
        self.index_place = str(index.resolve())
        self.recorder = Recorder(
            store,
            self.index_place,
            tell=lambda reason: self.post_message(NotKept(reason)),
            saved=lambda turn, session: self.post_message(Kept(turn, session)),
        )

    @property
    @abstractmethod
    def view(self) -> ConversationView:
        """The conversation on screen."""

    @abstractmethod
    def drop_questions(self) -> None:
        """Wait no longer for answers to what was asked."""

    @property
    def sidebar(self) -> Sidebar:
        """The left pane."""
        return self.query_one(Sidebar)

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
        prompt = self.query_one(Prompt)
        prompt.remember([*message.questions, *prompt.asked])

    def on_not_kept(self, message: NotKept) -> None:
        """Say what is not saved."""
        self.notify(message.reason, severity="warning", markup=False, timeout=10)

    def on_kept(self, message: Kept) -> None:
        """The session is in the store; a new one has its number now."""
        if message.turn != self.recorder.turn:
            return  # another session is on screen by now
        self.session = message.session_id
        self.sidebar.show_current(message.session_id)

    def _remember_theme(self, theme: Theme) -> None:
        self.recorder.remember("theme", theme.name)

    # -- sessions --------------------------------------------------------------------------------

    def conversation_over(self, bot: QABot) -> Conversation:
        """A conversation that knows what was answered on screen."""
        conversation = bot.conversation()
        for entry in self.view.entries:
            if entry.answer is not None:
                conversation.record(entry.question, entry.answer)
        return conversation

    def on_sessions_pane_opened(self, message: SessionsPane.Opened) -> None:
        """Show a saved session, and go on with it."""
        if message.session.id != self.session:
            self._begin(message.session.id, message.exchanges)
        self._to_prompt()

    def on_sessions_pane_deleted(self, message: SessionsPane.Deleted) -> None:
        """If the session on screen is gone, begin another."""
        if message.session.id == self.session:
            self._begin(None, ())

    def action_new_session(self) -> None:
        """Begin a session; the one on screen stays in the list."""
        self._begin(None, ())
        self._to_prompt()

    def _begin(self, session: int | None, exchanges: Sequence[SavedExchange]) -> None:
        self.drop_questions()
        self.session = session
        self.recorder.turn_to(session)
        self.conversation = self.bot.conversation() if self.bot else None
        for exchange in exchanges:
            if self.conversation is not None and exchange.answer is not None:
                self.conversation.record(exchange.question, exchange.answer)
        self.filters = exchanges[-1].filters if exchanges else Filters()
        self.sidebar.show_current(session)
        self._show(exchanges)

    @work(exclusive=True, group="show-session")
    async def _show(self, exchanges: Sequence[SavedExchange]) -> None:
        """Put a session on screen, one exchange after the other: keys work meanwhile."""
        await self.view.query(Entry).remove()
        last: Entry | None = None
        for exchange in exchanges:
            entry = Entry(exchange.question, exchange.answer, filters=exchange.filters)
            await self.view.mount(entry, after=last or self.query_one("#hello"))
            if exchange.answer is None:
                entry.show_failure(exchange.failure or _NOT_FINISHED)
            last = entry
            await asyncio.sleep(0)
        self.view.scroll_end(animate=False)

    # -- filters ---------------------------------------------------------------------------------

    async def on_filters_changed(self, message: FiltersChanged) -> None:
        """Let chips and list follow."""
        self.sidebar.show_filters(message.filters)
        await self.query_one(Chips).show_filters(message.filters)
        if self.focused is None:
            self._to_prompt()

    def on_article_list_picked(self, message: ArticleList.Picked) -> None:
        """Put questions to the picked articles alone."""
        self.filters = replace(self.filters, paths=message.paths)

    def on_chip_removed(self, message: Chip.Removed) -> None:
        """Put questions to more articles again."""
        self.filters = message.filters

    # -- the left pane ---------------------------------------------------------------------------

    def action_toggle_sidebar(self) -> None:
        """Show the left pane, or hide it."""
        if self.sidebar.has_class("shown"):
            self.sidebar.leave()
            self.query_one(Prompt).focus()
        else:
            self.sidebar.enter()

    def action_show_sessions(self) -> None:
        """Show the saved sessions."""
        self.sidebar.enter(SESSIONS)

    def action_show_articles(self) -> None:
        """Show the articles to pick from."""
        self.sidebar.enter(ARTICLES)

    def _to_prompt(self) -> None:
        """On to the next question; what lies over the prompt goes away."""
        if self.screen.has_class("-narrow"):
            self.sidebar.leave()
        self.query_one(Prompt).focus()
