"""A web page, and what the file that it lies in says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qabot.loaders import html
from qabot.loaders.exports import may_be_export
from qabot.types import Article


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page as it was sent, and what it need not state itself: encoding, address, title."""

    content: bytes
    charset: str | None = None
    url: str | None = None
    title: str = ""

    @property
    def text_if_export(self) -> str:
        """All that a browser would show, if the page may hold many articles; else empty."""
        return html.whole_text(self.content, self.charset) if may_be_export(self.content) else ""

    def article(self, path: str) -> Article:
        """The article in the page; what the page states goes first.

        Raises:
            LoadError: the page is no text, or a list of links.
        """
        found = html.parse(self.content, path, self.charset)
        return replace(found, url=found.url or self.url, title=found.title or self.title)
