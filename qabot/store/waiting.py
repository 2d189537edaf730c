"""Passages that are stored and wait for their vectors, which are empty till then."""

from __future__ import annotations

from qabot.store.connections import Connection
from qabot.store.rows import article_of, unpack_spans
from qabot.store.schema import VISIBLE
from qabot.types import Article, Span

_WAITING = "FROM passages JOIN articles ON articles.id = article_id WHERE length(vector) = 0"


def unembedded(connection: Connection, generation: int) -> int:
    """How many of a generation's passages wait."""
    row = connection.execute(
        f"SELECT COUNT(*) {_WAITING} AND {VISIBLE}", {"generation": generation}
    ).fetchone()
    return int(row[0])


def waiting_count(connection: Connection) -> int:
    """How many passages wait as of the last write."""
    row = connection.execute(f"SELECT COUNT(*) {_WAITING} AND removed IS NULL").fetchone()
    return int(row[0])


def waiting(
    connection: Connection, last: int, limit: int
) -> dict[int, tuple[Article, tuple[Span, ...], bytes]]:
    """Article, sentences and input hash of the next passages that wait, by their ids.

    Args:
        last: ids up to this one are passed over.
    """
    rows = connection.execute(
        "SELECT passages.id AS passage, sentences, input_hash, articles.*"
        f" {_WAITING} AND removed IS NULL AND passages.id > ? ORDER BY passages.id LIMIT ?",
        (last, limit),
    )
    return {
        row["passage"]: (article_of(row), unpack_spans(row["sentences"]), row["input_hash"])
        for row in rows
    }
