"""MHTML: a web page as browsers save it, a mail message whose parts are the page and its images."""

from __future__ import annotations

from qabot.errors import LoadError
from qabot.loaders.archived_page import ArchivedPage
from qabot.loaders.mail import header, message_of
from qabot.loaders.metadata import is_url, plain


def page_in(data: bytes) -> ArchivedPage:
    """The page that was saved.

    The message's own date is when the page was saved, and says nothing of the article.

    Raises:
        LoadError: there is no page in it.
    """
    message = message_of(data)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(content, bytes):
        raise LoadError("no web page in it; save the page anew")
    addresses = (header(message, "Snapshot-Content-Location"), header(page, "Content-Location"))
    url = next((address for address in addresses if is_url(address)), None)
    title = plain(header(message, "Subject")) or ""
    return ArchivedPage(content, page.get_content_charset(), url, title)
