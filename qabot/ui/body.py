"""Sidebar, conversation and article side by side, and what lies over what."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical

from qabot.ui.article_pane import ArticlePane
from qabot.ui.sidebar import Sidebar

WIDE = 100
"""Columns from which the article stands beside the conversation."""


class Body(Horizontal):
    """Everything between the line at the top and the line of keys."""

    def __init__(
        self, sidebar: Sidebar, centre: Vertical, article: ArticlePane, *, id: str | None = None
    ) -> None:
        super().__init__(sidebar, centre, article, id=id)
        self._sidebar = sidebar
        self._article = article

    @property
    def article_shown(self) -> bool:
        """Whether an article stands beside the conversation, or would if there were room."""
        return self._article.has_class("shown")

    def show_article(self) -> None:
        """Give half of the room to the article."""
        self._article.add_class("shown")

    def hide_article(self) -> None:
        """Give its room to the conversation."""
        self._article.remove_class("shown")

    @property
    def covered(self) -> bool:
        """Whether the sidebar lies over the conversation."""
        return self.screen.has_class("-narrow") and self._sidebar.has_class("shown")
