"""Sidebar, conversation and article side by side, and what lies over what."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical

from qabot.ui.article.article_pane import ArticlePane
from qabot.ui.sidebar.sidebar import Sidebar

WIDE = 100
"""Columns from which the article stands beside the conversation."""
BROAD = 156
"""Columns from which the sidebar stands beside both: the conversation keeps 40 of them."""


class Body(Horizontal):
    """Everything between the line at the top and the line of keys.

    In a narrow terminal the sidebar lies over the conversation, and the article has a screen of
    its own. In a wide one the sidebar lies over the article where that is shown, so that what is
    read stays where it is; in a broad one all three stand side by side.
    """

    def __init__(
        self, sidebar: Sidebar, centre: Vertical, article: ArticlePane, *, id: str | None = None
    ) -> None:
        super().__init__(sidebar, centre, article, id=id)
        self._sidebar = sidebar
        self._article = article

    @property
    def article_shown(self) -> bool:
        """Whether an article stands beside the conversation, or would if there were room."""
        return self.has_class("reading")

    def show_article(self) -> None:
        """Give half of the room to the article; only what has the focus may lie over it."""
        self.add_class("reading")
        self._article.add_class("shown")
        if self.covered and not self._sidebar.has_focus_within:
            self._sidebar.leave()

    def hide_article(self) -> None:
        """Give its room to the conversation."""
        self.remove_class("reading")
        self._article.remove_class("shown")

    @property
    def crowded(self) -> bool:
        """Whether the sidebar is shown where there is no room for an article beside it."""
        return self.screen.has_class("-wide") and self._sidebar.has_class("shown")

    @property
    def covered(self) -> bool:
        """Whether the sidebar lies over the conversation, or over the article."""
        over_conversation = self.screen.has_class("-narrow") and self._sidebar.has_class("shown")
        return over_conversation or (self.crowded and self.article_shown)
