"""The left pane: sessions, and the articles that questions are put to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from qabot.sessions.session_store import SessionStore
from qabot.types import Filters

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the worker
    from textual.widgets import TabbedContent

    from qabot.bot import QABot
    from qabot.ui.sidebar.articles_pane import ArticlesPane
    from qabot.ui.sidebar.sessions_pane import SessionsPane

SESSIONS, ARTICLES = "sessions", "articles"


class Sidebar(Vertical):
    """Two lists, one at a time; hidden until it is asked for.

    Where it has no room of its own it lies over what stands beside it, as ``Body`` says. Its parts
    are made when it is first shown: they would hold up the first paint by a tenth of a second.

    Args:
        store: None where sessions are not saved.
        index: the absolute path of the index on screen.
        bot: tells the bot, None until there is one.
    """

    DEFAULT_CSS = """
    Sidebar TabbedContent { height: 1fr; }
    Sidebar ContentSwitcher { height: 1fr; }
    Sidebar TabPane { height: 1fr; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.do('toggle_sidebar')", "Close", id="sidebar.close"),
        Binding("left", f"turn_to({SESSIONS!r})", "Sessions", id="sidebar.sessions"),
        Binding("right", f"turn_to({ARTICLES!r})", "Articles", id="sidebar.articles"),
    ]

    def __init__(
        self,
        store: SessionStore | None,
        index: str,
        bot: Callable[[], QABot | None],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._store = store
        self._index = index
        self._bot = bot
        self._filters = Filters()
        self._current: int | None = None
        self._tabs: TabbedContent | None = None

    @property
    def sessions(self) -> SessionsPane:
        """The list of sessions, once the sidebar was shown."""
        from qabot.ui.sidebar.sessions_pane import SessionsPane

        return self.query_one(SessionsPane)

    @property
    def articles(self) -> ArticlesPane:
        """The list of articles, once the sidebar was shown."""
        from qabot.ui.sidebar.articles_pane import ArticlesPane

        return self.query_one(ArticlesPane)

    async def enter(self, section: str = "") -> None:
        """Turn to a section, or stay where it is, with the focus in it."""
        self.add_class("shown")
        tabs = self._tabs or await self._made()
        if section and section != tabs.active:
            tabs.active = section  # and what is there is entered
        else:
            self._enter_active()

    async def action_turn_to(self, section: str) -> None:
        """To one of the lists; in the line above a list the arrows move the cursor."""
        await self.enter(section)

    def leave(self) -> None:
        """Out of the way."""
        self.remove_class("shown")

    def show_filters(self, filters: Filters) -> None:
        """Let the list of articles follow."""
        self._filters = filters
        if self._tabs is not None:
            self.articles.show_filters(filters)

    def show_current(self, session: int | None) -> None:
        """Mark the session that is on screen, which may be new to the list."""
        self._current = session
        if self._tabs is not None:
            self.sessions.list.current = session
            if self.display:
                self.sessions.look()

    def look_at_sessions(self) -> None:
        """List the sessions as they are now."""
        if self._tabs is not None:
            self.sessions.look()

    def on_tabbed_content_tab_activated(self) -> None:
        """The other list is on show."""
        if self.display:
            self._enter_active()

    async def _made(self) -> TabbedContent:
        from textual.widgets import TabbedContent, TabPane

        from qabot.ui.sidebar.articles_pane import ArticlesPane
        from qabot.ui.sidebar.sessions_pane import SessionsPane

        tabs = TabbedContent()
        await self.mount(tabs)
        sessions = SessionsPane(self._store, self._index, self._bot)
        await tabs.add_pane(TabPane("Sessions", sessions, id=SESSIONS))
        await tabs.add_pane(TabPane("Articles", ArticlesPane(self._bot), id=ARTICLES))
        self._tabs = tabs
        self.show_filters(self._filters)
        sessions.list.current = self._current
        return tabs

    def _enter_active(self) -> None:
        on_articles = self._tabs is not None and self._tabs.active == ARTICLES
        (self.articles if on_articles else self.sessions).enter()
