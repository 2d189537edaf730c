"""The whole article of a citation, beside the conversation."""

from __future__ import annotations

from rich.text import Text
from textual.containers import Vertical
from textual.widgets import Static

from qabot.render import source_line, visible
from qabot.types import Answer, Article, Citation


class ArticlePane(Vertical):
    """Shows one article with a citation of it."""

    def show(self, answer: Answer, citation: Citation, article: Article) -> None:
        """Put the article on screen, the citation in view."""
        self.query(Static).remove()
        self.mount(Static(Text(source_line(citation.article))), Static(visible(article.text)))
