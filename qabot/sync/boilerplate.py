"""Lines that recur on a site's pages (menus, calls to subscribe): not to be made passages of.

The text of an article is kept whole. What is decided is which of its lines no passage holds, from
all articles of its outlet or web site as they are now.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from qabot.config import Settings
from qabot.store.rows import unpack_spans
from qabot.text.lines import lines
from qabot.types import Article

Hashes = npt.NDArray[np.uint64]


def site_of(article: Article) -> str | None:
    """What publishes an article, as far as it says: its outlet, else the host of its address."""
    host = urlsplit(article.url).hostname if article.url else None
    return article.outlet or host


def pack_lines(article: Article) -> bytes:
    """The hashes of an article's lines, each once, ascending; empty if it names no site."""
    if site_of(article) is None:
        return b""
    return np.unique(np.array([digest for _, digest in lines(article.text)], "<u8")).tobytes()


def cut_again(
    connection: sqlite3.Connection, settings: Settings
) -> Iterator[tuple[int, frozenset[int]]]:
    """Ids of the articles to be cut into passages again, with the hashes of the lines to leave out.

    Only sites with a new article are looked at: when others went and a line recurs no longer, it
    is back with the next one.
    """
    sites = connection.execute(
        "SELECT DISTINCT site FROM signatures JOIN articles ON articles.id = article_id"
        " WHERE NOT compared AND site IS NOT NULL AND removed IS NULL"
    ).fetchall()
    for (site,) in sites:
        rows = connection.execute(
            "SELECT article_id, signature, lines, left_out FROM signatures"
            " JOIN articles ON articles.id = article_id WHERE site = ? AND removed IS NULL",
            (site,),
        ).fetchall()
        recurring = _recurring(rows, settings)
        for row in rows:
            wanted = np.intersect1d(np.frombuffer(row["lines"], dtype="<u8"), recurring)
            if wanted.tobytes() != row["left_out"]:
                yield row["article_id"], frozenset(wanted.tolist())


def _recurring(rows: list[sqlite3.Row], settings: Settings) -> Hashes:
    """Hashes of lines that enough articles print; copies of one article count once."""
    distinct = {row["signature"]: row["lines"] for row in rows}
    least = max(settings.sync.boilerplate_articles, settings.sync.boilerplate_share * len(distinct))
    every = np.frombuffer(b"".join(distinct.values()), dtype="<u8")
    hashes, counts = np.unique(every, return_counts=True)
    recurring: Hashes = hashes[counts >= least]
    return recurring


def pack_left_out(connection: sqlite3.Connection, article_id: int, article: Article) -> bytes:
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
