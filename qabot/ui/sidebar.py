"""The left pane: sessions, and the articles that questions are put to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import TabbedContent, TabPane

from qabot.sessions import SessionStore
from qabot.types import Filters
from qabot.ui.articles_pane import ArticlesPane
from qabot.ui.filtered_list import FilteredList
from qabot.ui.sessions_pane import SessionsPane

if TYPE_CHECKING:  # faiss, tantivy and numpy take .4 s: they are imported by the worker
    from qabot.bot import QABot

SESSIONS, ARTICLES = "sessions", "articles"


class Sidebar(Vertical):
    """Two lists, one at a time; hidden until it is asked for.

    In a narrow terminal it lies over the conversation.

    Args:
        store: None where sessions are not saved.
        index: the absolute path of the index on screen.
        bot: tells the bot, None until there is one.
    """

    DEFAULT_CSS = """
    Sidebar { background: $surface; }
    Sidebar TabbedContent { height: 1fr; }
    Sidebar ContentSwitcher { height: 1fr; }
    Sidebar TabPane { height: 1fr; padding: 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.toggle_sidebar", "Close", id="sidebar.close"),
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
        self.sessions = SessionsPane(store, index, bot)
        self.articles = ArticlesPane(bot)

    def compose(self) -> ComposeResult:
        """A tab for each list."""
        with TabbedContent(initial=SESSIONS):
            with TabPane("Sessions", id=SESSIONS):
                yield self.sessions
            with TabPane("Articles", id=ARTICLES):
                yield self.articles

    @property
    def section(self) -> str:
        """``SESSIONS`` or ``ARTICLES``."""
        return self.query_one(TabbedContent).active

    def enter(self, section: str = "") -> None:
        """Turn to a section, or stay where it is, with the focus in it."""
        self.add_class("shown")
        if section and section != self.section:
            self.query_one(TabbedContent).active = section  # and what is there is entered
        else:
            self._pane.enter()

    def leave(self) -> None:
        """Out of the way."""
        self.remove_class("shown")

    def show_filters(self, filters: Filters) -> None:
        """Let the list of articles follow."""
        self.articles.show_filters(filters)

    def show_current(self, session: int | None) -> None:
        """Mark the session that is on screen, which may be new to the list."""
        self.sessions.list.current = session
        if self.display:
            self.sessions.look()

    def on_tabbed_content_tab_activated(self) -> None:
        """The other list is on show."""
        if self.display:
            self._pane.enter()

    @property
    def _pane(self) -> FilteredList:
        return self.articles if self.section == ARTICLES else self.sessions
