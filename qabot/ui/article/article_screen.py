"""The article of a citation on a screen of its own, where there is no room beside."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from qabot.ui.article.article_pane import ArticlePane
from qabot.ui.key_line import KeyLine


class ArticleScreen(Screen[None]):
    """Escape goes back; the keys of a citation work as they do on its card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="article.back"),
    ]

    def compose(self) -> ComposeResult:
        """The pane and its keys."""
        yield ArticlePane()
        yield KeyLine()

    def on_mount(self) -> None:
        """The arrow keys scroll the article at once."""
        self.pane.text.focus()

    @property
    def pane(self) -> ArticlePane:
        """Where the article is."""
        return self.query_one(ArticlePane)
