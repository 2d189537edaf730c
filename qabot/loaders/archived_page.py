"""A web page, and what the file that it lies in says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qabot.loaders import html
from qabot.loaders.exports import may_be_export
from qabot.types import Article


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page as it was sent, and what it need not state itself: encoding, address, title.

    ``frames`` are pages that are shown inside it.
    """

    content: bytes
    charset: str | None = None
    url: str | None = None
    title: str = ""
    frames: tuple[ArchivedPage, ...] = ()

    @property
    def text_if_export(self) -> str:
        """All that a browser would show, if the page may hold many articles; else empty."""
        return html.whole_text(self.content, self.charset) if may_be_export(self.content) else ""

    def article(self, path: str) -> Article:
        """The article in the page, and behind it those in its frames; adverts are left out.

        What the page states goes first, then what its frames and the file do.

        Raises:
            LoadError: the page is no text, or a list of links.
        """
        found = html.parse(self.content, path, self.charset)
        framed = (frame for frame in self.frames if html.is_article(frame.content, frame.charset))
        for frame in framed:
            found = _joined(found, html.parse(frame.content, path, frame.charset))
        return replace(found, url=found.url or self.url, title=found.title or self.title)


def _joined(page: Article, frame: Article) -> Article:
    """The page with the text of a frame, unless it has that already."""
    if frame.text in page.text:
        return page
    return replace(
        page,
        text="\n\n".join(filter(None, (page.text, frame.text))),
        title=page.title or frame.title,
        author=page.author or frame.author,
        published=page.published or frame.published,
        published_from=page.published_from or frame.published_from,
        language=page.language or frame.language,
    )
