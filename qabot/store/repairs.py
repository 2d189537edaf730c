"""Changes to a damaged database, after which a sync can make good what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Collection

from qabot.store.connections import Connection
from qabot.store.schema import VISIBLE
from qabot.store.state import Store

_OWNED = {
    "passages": ("article_id", "articles"),
    "quotes": ("article_id", "articles"),
    "signatures": ("article_id", "articles"),
    "copies": ("article_id", "articles"),
    "skipped": ("file_id", "files"),
}
"""Tables whose rows belong to rows of another one."""


def drop_strays(connection: Connection) -> None:
    """Drop rows that belong to nothing."""
    for table, (column, owner) in _OWNED.items():
        connection.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM {owner})")


def read_again(connection: Connection, damaged: Collection[int], *, rows_are_lost: bool) -> None:
    """Have the next sync read all files, and replace articles by what it reads.

    Args:
        damaged: ids of articles to replace, whose vectors are not used again.
        rows_are_lost: some passages are, of nobody knows which article: all are replaced.
    """
    ids = json.dumps(list(damaged))
    among = "IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"
    connection.execute(f"UPDATE articles SET hash = '' WHERE id {among}", (ids,))
    connection.execute(f"UPDATE passages SET input_hash = ? WHERE article_id {among}", (b"", ids))
    connection.execute("UPDATE files SET hash = '', mtime_ns = -1")
    if rows_are_lost:
        connection.execute("UPDATE articles SET hash = ''")


def recount(connection: Connection) -> None:
    """Record as many articles and passages as the published generation has."""
    published = Store(connection).published()
    if published is None:
        return
    here = {"generation": published.number}
    articles = f"SELECT COUNT(*) FROM articles WHERE {VISIBLE}"
    passages = (
        f"SELECT COUNT(*) FROM passages JOIN articles ON articles.id = article_id WHERE {VISIBLE}"
    )
    connection.execute(
        f"UPDATE generations SET articles = ({articles}), passages = ({passages})"
        " WHERE number = :generation",
        here,
    )
