"""The lines of articles as they are kept, to tell which of them recur over a site's pages."""

from __future__ import annotations

from bisect import bisect_left
from urllib.parse import urlsplit

import numpy as np

from qabot.store.connections import Connection
from qabot.store.rows import unpack_spans
from qabot.text.lines import lines
from qabot.types import Article


def site_of(article: Article) -> str | None:
    """What publishes an article, as far as it says: its outlet, else the host of its address."""
    host = urlsplit(article.url).hostname if article.url else None
    return article.outlet or host


def pack_lines(article: Article) -> bytes:
    """The hashes of an article's lines, each once, ascending; empty if it names no site."""
    if site_of(article) is None:
        return b""
    return np.unique(np.array([digest for _, digest in lines(article.text)], "<u8")).tobytes()


def pack_left_out(connection: Connection, article_id: int, article: Article) -> bytes:
    """The hashes of an article's lines of which no passage holds anything, as lines are packed."""
    if site_of(article) is None:
        return b""
    rows = connection.execute("SELECT sentences FROM passages WHERE article_id = ?", (article_id,))
    held = sorted(span for row in rows for span in unpack_spans(row["sentences"]))
    starts = [span.start for span in held]
    out = [
        digest
        for line, digest in lines(article.text)
        if not any(span.overlaps(line) for span in held[: bisect_left(starts, line.end)][-2:])
    ]
    return np.unique(np.array(out, dtype="<u8")).tobytes()
