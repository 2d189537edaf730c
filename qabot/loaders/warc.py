"""Web archives (.warc, .warc.gz), by warcio: the pages that a crawler fetched, one at a time.

fastwarc is faster, but a second parser of HTML comes with it; reading pages takes a hundred times
as long as finding them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from qabot.config import Settings
from qabot.errors import LoadError
from qabot.loaders import html, pdf, text
from qabot.loaders.limits import article_bytes, check_article_size
from qabot.loaders.problems import skipping_record
from qabot.loaders.records import TakenIds
from qabot.types import Article, SkippedFile

_FOR_PROGRAMS = re.compile(
    r"https?://[^/]+/(?:\.well-known/.*|(?:robots|humans|ads|app-ads|security|llms(?:-full)?)\.txt)"
)
"""What sites tell crawlers and traders, in text."""
_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


def captures(file: BinaryIO, path: str, settings: Settings) -> Iterator[Article | SkippedFile]:
    """The pages of an archive, each as ``path#address``; images, scripts and errors are left out.

    Of several captures of an address the first counts.

    Raises:
        LoadError: it is no web archive, or has no page.
    """
    # Deferred: warcio takes 0.2 s to import, and most folders have no archives.
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    names = TakenIds("in record")
    found = 0
    try:
        for number, record in enumerate(ArchiveIterator(file), start=1):
            if _is_page(record):
                found += 1
                address = record.rec_headers.get_header("WARC-Target-URI", "")
                captured = _capture(record, path, address, number, names, settings)
                yield from skipping_record(f"{path}#{address}", captured)
    except (ArchiveLoadFailed, AttributeError):  # the latter where a record has no address
        raise LoadError("damaged, or not a web archive; fetch it anew") from None
    if not found:
        raise LoadError("no text")


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    return (
        record.rec_type == "response"
        and headers is not None
        and headers.get_statuscode() == "200"
        and _content_type(record)[0] in _KINDS
        and not _FOR_PROGRAMS.match(record.rec_headers.get_header("WARC-Target-URI", ""))
    )


def _content_type(record: Any) -> tuple[str, str | None]:
    """The kind of a capture, and its charset where the server named one."""
    from email.message import Message

    message = Message()
    message["Content-Type"] = record.http_headers.get_header("Content-Type", "")
    return message.get_content_type(), message.get_content_charset()


def _capture(
    record: Any, path: str, address: str, number: int, names: TakenIds, settings: Settings
) -> Iterator[Article]:
    name = names.take(address, number)
    data = record.content_stream().read(article_bytes(settings) + 1)
    check_article_size(len(data), settings)
    article = _parse(record, data, f"{path}#{name}", settings)
    if not article.text.strip():
        raise LoadError("no text")
    yield replace(article, url=article.url or address)


def _parse(record: Any, data: bytes, path: str, settings: Settings) -> Article:
    kind, charset = _content_type(record)
    if kind == "application/pdf":
        return pdf.parse(data, path, settings)
    return text.parse(data, path) if kind == "text/plain" else html.parse(data, path, charset)
