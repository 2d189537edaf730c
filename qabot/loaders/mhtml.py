"""MHTML: a web page as browsers save it, a mail message whose parts are the page and its images."""

from __future__ import annotations

from dataclasses import replace

from qabot.errors import LoadError
from qabot.loaders import html
from qabot.loaders.mail import header, message_of
from qabot.loaders.metadata import is_url, plain
from qabot.types import Article


def parse(data: bytes, path: str) -> Article:
    """The article in a saved page.

    The message's own date is when the page was saved, and says nothing of the article.

    Raises:
        LoadError: there is no page in it.
    """
    message = message_of(data)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(content, bytes):
        raise LoadError("no web page in it; save the page anew")
    found = html.parse(content, path, page.get_content_charset())
    addresses = (header(message, "Snapshot-Content-Location"), header(page, "Content-Location"))
    url = found.url or next(filter(is_url, addresses), None)
    return replace(found, url=url, title=found.title or plain(header(message, "Subject")) or "")
