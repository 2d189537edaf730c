"""Which articles are one story: found with MinHash when they are indexed, kept as pairs.

A pair is a fact about two texts, and a stored article never changes (another version is another
row), so pairs need no generation: those of articles that a generation does not hold play no part
in it, and go with them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from qabot.store.labels import Labels
from qabot.store.rows import article_of
from qabot.store.schema import VISIBLE, transaction
from qabot.store.site_lines import pack_left_out, pack_lines, site_of
from qabot.text.shingles import Story, alike, shingles
from qabot.types import Article, ArticleRef

_PERMUTATIONS = 128
_BAND = 4
"""Components in a band: of 32 bands, two texts share one with probability 1 - (1 - s^4)^32, which
is .87 for a similarity of s = .5, over .999 for .7, and .23 for .3 (Leskovec et al., Mining of
Massive Datasets, section 3.4)."""
_SEED = 1
_RULE = 2
"""Version of signatures and :func:`~qabot.text.shingles.alike`: a new one compares all anew."""
_BATCH = 500
_FEW = 12
"""Articles with the same band up to which all are compared with each other."""
_KEPT_STORIES = 2_000
_FULL = 0.95
"""Share of the longest copy's length from which another counts as no less full."""

Signatures = npt.NDArray[np.uint32]


def link_copies(connection: sqlite3.Connection, pause: Callable[[], None]) -> None:
    """Find the copies of all articles that were not compared yet, in transactions of its own.

    21,578 stories take 6 s at first, and one more takes 0.1 s (Reuters-21578, two cores).

    Args:
        pause: called now and then; may raise to stop, and what is done is kept.
    """
    if not _is_behind(connection):
        return
    sign(connection, pause)
    rows = connection.execute(
        "SELECT article_id, signature, compared FROM signatures"
        " JOIN articles ON articles.id = article_id WHERE removed IS NULL ORDER BY article_id"
    ).fetchall()
    fresh = np.array([not row["compared"] for row in rows], dtype=np.bool_)
    if not fresh.any():
        return
    ids = [int(row["article_id"]) for row in rows]
    signatures = np.frombuffer(b"".join(row["signature"] for row in rows), dtype="<u4")
    story = lru_cache(_KEPT_STORIES)(lambda number: _story(connection, number))
    found = []
    for first, second in sorted(_candidates(signatures.reshape(len(ids), -1), fresh)):
        pause()
        if alike(story(ids[first]), story(ids[second])):
            found += [(ids[first], ids[second]), (ids[second], ids[first])]
    with transaction(connection):
        connection.executemany("INSERT OR IGNORE INTO copies VALUES (?, ?)", found)
        connection.execute("UPDATE signatures SET compared = 1")


def copies_of(
    connection: sqlite3.Connection, generation: int, article_ids: Collection[int], labels: Labels
) -> dict[int, dict[int, ArticleRef]]:
    """For each of these articles that has copies: all that are its story, by id, itself included.

    The one that speaks for them comes first: of the fullest the earliest (an undated one is the
    latest).
    """
    rows = connection.execute(
        "WITH RECURSIVE reached(root, id) AS ("
        " SELECT value, value FROM json_each(:roots) UNION"
        " SELECT root, copy_id FROM reached JOIN copies ON article_id = reached.id"
        f" JOIN articles ON articles.id = copy_id WHERE {VISIBLE})"
        f" SELECT root, articles.id, {labels.path} AS path, title, author, published, outlet,"
        " updated, url, length(text) AS length"
        " FROM reached JOIN articles ON articles.id = reached.id"
        " WHERE root IN (SELECT root FROM reached GROUP BY root HAVING COUNT(*) > 1)",
        {"roots": json.dumps(sorted(article_ids)), "generation": generation, **labels.values},
    )
    groups: dict[int, list[sqlite3.Row]] = {}
    for row in rows:
        groups.setdefault(row["root"], []).append(row)
    return {root: _speaking_first(members) for root, members in groups.items()}


def duplicate_count(connection: sqlite3.Connection, generation: int) -> int:
    """How many articles of a generation are copies of another one in it."""
    copies: dict[int, list[int]] = {}
    for article_id, copy_id in connection.execute(
        "SELECT article_id, copy_id FROM copies JOIN articles ON articles.id = article_id"
        f" WHERE {VISIBLE}",
        {"generation": generation},
    ):
        copies.setdefault(article_id, []).append(copy_id)
    stories, seen = 0, set[int]()
    for article_id in copies:
        stories += article_id not in seen
        waiting = [article_id]
        while waiting:
            number = waiting.pop()
            if number not in seen and number in copies:
                seen.add(number)
                waiting += copies[number]
    return len(copies) - stories


def _speaking_first(rows: list[sqlite3.Row]) -> dict[int, ArticleRef]:
    full = _FULL * max(row["length"] for row in rows)
    rows = sorted(
        rows, key=lambda row: (row["length"] < full, row["published"] or "9999", row["path"])
    )
    return {
        row["id"]: ArticleRef(
            row["path"],
            row["title"],
            row["author"],
            row["published"],
            row["outlet"],
            row["url"],
            row["updated"],
        )
        for row in rows
    }


def _is_behind(connection: sqlite3.Connection) -> bool:
    """Whether any article may not have been compared, told without reading the articles."""
    articles = connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
    compared = connection.execute(
        "SELECT COUNT(*) FROM signatures WHERE compared AND version = ?", (_version(),)
    ).fetchone()[0]
    return bool(articles != compared)


def _version() -> int:
    """Of library and rule: pairs found with other signatures, or by another rule, do not count."""
    from rensa import RMinHash  # 6 ms

    return 1000 * _RULE + int(RMinHash.ALGORITHM_VERSION)


def sign(connection: sqlite3.Connection, pause: Callable[[], None]) -> None:
    """Make the signatures that are missing, or of another version of the library."""
    if not _is_behind(connection):
        return
    with transaction(connection):
        if connection.execute("DELETE FROM signatures WHERE version <> ?", (_version(),)).rowcount:
            connection.execute("DELETE FROM copies")
    missing = (
        "SELECT * FROM articles WHERE id > ? AND removed IS NULL"
        " AND id NOT IN (SELECT article_id FROM signatures) ORDER BY id LIMIT ?"
    )
    last = 0
    while batch := connection.execute(missing, (last, _BATCH)).fetchall():
        pause()
        with transaction(connection):
            connection.executemany(
                "INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, 0)",
                [_row(connection, row["id"], article_of(row)) for row in batch],
            )
        last = batch[-1]["id"]


def _row(connection: sqlite3.Connection, article_id: int, article: Article) -> tuple[Any, ...]:
    return (
        article_id,
        _version(),
        _signature(_told(article)),
        site_of(article),
        pack_lines(article),
        pack_left_out(connection, article_id, article),
    )


def _signature(text: str) -> bytes:
    """MinHash of the shingles, and as one more band their digest, that only the same text has."""
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    told = sorted(shingles(text))
    sketch.update(told)
    digest = blake2b("\n".join(told).encode("utf-8", "replace"), digest_size=4 * _BAND)
    return np.array(sketch.digest(), dtype="<u4").tobytes() + digest.digest()


def _candidates(signatures: Signatures, fresh: npt.NDArray[np.bool_]) -> set[tuple[int, int]]:
    """Pairs of rows, one of them fresh, that have a band in common.

    Where many have the same band each is paired with the one before it: a story printed a
    thousand times is found as a chain, not as half a million pairs. The band of the digest holds
    the chain together where pages of one template, which are no copies, stand between.
    """
    pairs: set[tuple[int, int]] = set()
    mixed = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 1], np.uint64)
    for start in range(0, signatures.shape[1], _BAND):
        band = signatures[:, start : start + _BAND].astype(np.uint64)
        keys = (band * mixed).sum(axis=1, dtype=np.uint64)
        rows = np.flatnonzero(np.isin(keys, keys[fresh]))
        rows = rows[np.argsort(keys[rows], kind="stable")]
        first = np.flatnonzero(np.diff(keys[rows], prepend=~keys[rows[:1]]))
        ends = np.append(first[1:], len(rows))
        for place in np.flatnonzero(ends - first > 1):
            pairs.update(_pairs(rows[first[place] : ends[place]].tolist(), fresh))
    return pairs


def _pairs(bucket: list[int], fresh: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    if len(bucket) > _FEW:
        yield from (pair for pair in pairwise(bucket) if fresh[pair[0]] or fresh[pair[1]])
        return
    for place, first in enumerate(bucket):
        for second in bucket[place + 1 :]:
            if fresh[first] or fresh[second]:
                yield first, second


def _told(article: Article) -> str:
    """Title and text: an agency's headline without a story says the same as any other below it."""
    if article.text.lstrip().startswith(article.title):
        return article.text
    return f"{article.title}\n{article.text}"


def _story(connection: sqlite3.Connection, article_id: int) -> Story:
    row = connection.execute("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
    return Story.of(_told(article_of(row)))
