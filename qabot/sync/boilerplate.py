"""Lines that recur on a site's pages (menus, calls to subscribe): not to be made passages of.

The text of an article is kept whole. What is decided is which of its lines no passage holds, from
all articles of its outlet or web site as they are now.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from qabot.config import Settings
from qabot.store.connections import Connection, DatabaseRow

Hashes = npt.NDArray[np.uint64]


def cut_again(connection: Connection, settings: Settings) -> Iterator[tuple[int, frozenset[int]]]:
    """Ids of the articles to be cut into passages again, with the hashes of the lines to leave out.

    Only sites with a new article are looked at: when others went and a line recurs no longer, it
    is back with the next one.
    """
    sites = connection.execute(
        "SELECT DISTINCT site FROM signatures INDEXED BY signatures_fresh"
        " CROSS JOIN articles ON articles.id = article_id"
        " WHERE NOT compared AND site IS NOT NULL AND removed IS NULL"
    ).fetchall()
    for (site,) in sites:
        rows = connection.execute(
            "SELECT article_id, signature, lines, left_out FROM signatures"
            " JOIN articles ON articles.id = article_id WHERE site = ? AND removed IS NULL"
            " ORDER BY article_id",
            (site,),
        ).fetchall()
        recurring = _recurring(rows, settings)
        for row, wanted in zip(rows, _wanted(rows, recurring), strict=True):
            if wanted.tobytes() != row["left_out"]:
                yield row["article_id"], frozenset(wanted.tolist())


def _wanted(rows: list[DatabaseRow], recurring: Hashes) -> list[Hashes]:
    """Of the lines of each article, which ascend, those that recur."""
    every = np.frombuffer(b"".join(row["lines"] for row in rows), dtype="<u8")
    marks = np.isin(every, recurring)
    counts = np.concatenate(([0], np.cumsum(marks)))
    ends = np.cumsum([len(row["lines"]) // every.itemsize for row in rows])
    return np.split(every[marks], counts[ends[:-1]])


def _recurring(rows: list[DatabaseRow], settings: Settings) -> Hashes:
    """Hashes of lines that enough articles print; copies of one article count once."""
    distinct = {row["signature"]: row["lines"] for row in rows}
    least = max(settings.sync.boilerplate_articles, settings.sync.boilerplate_share * len(distinct))
    every = np.frombuffer(b"".join(distinct.values()), dtype="<u8")
    hashes, counts = np.unique(every, return_counts=True)
    recurring: Hashes = hashes[counts >= least]
    return recurring
