"""MHTML: a web page as browsers save it, a mail message whose parts are the page and its images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qabot.errors import LoadError
from qabot.loaders.archived_page import ArchivedPage
from qabot.loaders.mail import header, message_of
from qabot.loaders.metadata import is_url, plain

if TYPE_CHECKING:
    from email.message import EmailMessage

_PAGES = ("text/html", "application/xhtml+xml")
_MOST_FRAMES = 20
"""Frames looked at; what has more has adverts in them."""


def page_in(data: bytes) -> ArchivedPage:
    """The page that was saved, with its frames.

    The page is the part that the message calls its start or was saved from (RFC 2557), else the
    first. The message's own date is when the page was saved, and says nothing of the article.

    Raises:
        LoadError: there is no page in it.
    """
    message = message_of(data)
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    pages = [page for page in pages if _content(page)]
    if not pages:
        raise LoadError("no web page in it; save the page anew")
    root = _root(message, pages)
    addresses = (header(message, "Snapshot-Content-Location"), header(root, "Content-Location"))
    url = next((address for address in addresses if is_url(address)), None)
    title = plain(header(message, "Subject")) or ""
    frames = tuple(
        ArchivedPage(_content(page), page.get_content_charset())
        for page in pages[: _MOST_FRAMES + 1]
        if page is not root
    )
    return ArchivedPage(_content(root), root.get_content_charset(), url, title, frames)


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _root(message: EmailMessage, pages: list[EmailMessage]) -> EmailMessage:
    """The page that the others are parts of."""
    starts = {
        str(start).strip("<> ")
        for part in message.walk()
        if (start := part.get_param("start")) and part.is_multipart()
    }
    saved_from = header(message, "Snapshot-Content-Location") or header(message, "Content-Location")
    started = (page for page in pages if header(page, "Content-ID").strip("<> ") in starts)
    located = (page for page in pages if saved_from == header(page, "Content-Location") != "")
    return next(started, None) or next(located, None) or pages[0]
