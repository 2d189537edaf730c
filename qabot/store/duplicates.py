"""Which articles are one story: found with MinHash when they are indexed, kept as pairs.

A pair is a fact about two texts, and a stored article never changes (another version is another
row), so pairs need no generation: those of articles that a generation does not hold play no part
in it, and go with them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from qabot.store.connections import Connection, DatabaseRow, transaction
from qabot.store.labels import Labels
from qabot.store.rows import article_of
from qabot.store.schema import VISIBLE
from qabot.store.site_lines import pack_left_out, pack_lines, site_of
from qabot.text.shingles import Story, alike, shingles
from qabot.types import Article, ArticleRef, IdArray

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

_BANDS = _PERMUTATIONS // _BAND + 1
"""Those of the MinHash, and the digest."""
_READ = 5_000
"""Signatures that are read at once."""
_PRESENT = "SELECT json_group_array(id) FROM articles WHERE removed IS NULL"
_SIGNED = "SELECT json_group_array(article_id) FROM signatures"
_MIXED = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 1], np.uint64)

Signatures = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.uint64]
"""Shape ``(articles, bands)``."""
Marks = npt.NDArray[np.bool_]


def link_copies(connection: Connection, pause: Callable[[], None]) -> None:
    """Find the copies of all articles that were not compared yet, in transactions of its own.

    21,578 stories take 6 s at first, and one more takes 0.1 s (Reuters-21578, two cores).

    Args:
        pause: called now and then; may raise to stop, and what is done is kept.
    """
    if not _is_behind(connection):
        return
    sign(connection, pause)
    ids, keys, fresh = _bands(connection)
    if not fresh.any():
        return
    story = lru_cache(_KEPT_STORIES)(lambda number: _story(connection, number))
    found = []
    for first, second in sorted(_candidates(keys, fresh)):
        pause()
        if alike(story(ids[first]), story(ids[second])):
            found += [(ids[first], ids[second]), (ids[second], ids[first])]
    with transaction(connection):
        connection.executemany("INSERT INTO copies VALUES (?, ?) ON CONFLICT DO NOTHING", found)
        connection.execute("UPDATE signatures SET compared = TRUE WHERE NOT compared")


def copies_of(
    connection: Connection, generation: int, article_ids: Collection[int], labels: Labels
) -> dict[int, dict[int, ArticleRef]]:
    """For each of these articles that has copies: all that are its story, by id, itself included.

    The one that speaks for them comes first: of the fullest the earliest (an undated one is the
    latest).
    """
    rows = connection.execute(
        "WITH RECURSIVE reached(root, id) AS ("
        " SELECT CAST(value AS BIGINT), CAST(value AS BIGINT) FROM json_each(:roots) UNION"
        " SELECT root, copy_id FROM reached JOIN copies ON article_id = reached.id"
        f" JOIN articles ON articles.id = copy_id WHERE {VISIBLE})"
        f" SELECT root, articles.id, {labels.path} AS path, title, author, published, outlet,"
        " updated, url, length(text) AS length"
        " FROM reached JOIN articles ON articles.id = reached.id"
        " WHERE root IN (SELECT root FROM reached GROUP BY root HAVING COUNT(*) > 1)",
        {"roots": json.dumps(sorted(article_ids)), "generation": generation, **labels.values},
    )
    groups: dict[int, list[DatabaseRow]] = {}
    for row in rows:
        groups.setdefault(row["root"], []).append(row)
    return {root: _speaking_first(members) for root, members in groups.items()}


def duplicate_count(connection: Connection, generation: int) -> int:
    """How many articles of a generation are copies of another one in it."""
    copies: dict[int, list[int]] = {}
    for article_id, copy_id in connection.execute(
        # "CROSS": by the copies, of which there are few, not by all articles.
        "SELECT article_id, copy_id FROM copies CROSS JOIN articles ON articles.id = article_id"
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


def _speaking_first(rows: list[DatabaseRow]) -> dict[int, ArticleRef]:
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


def _is_behind(connection: Connection) -> bool:
    """Whether any article may not have been compared, told by indexes and one row.

    All signatures are of one version: those of another go before the first of a new one is made.
    """
    tell = connection.execute
    articles = tell("SELECT COUNT(*) FROM articles").fetchone()[0]
    signed = tell("SELECT COUNT(*) FROM signatures").fetchone()[0]
    if articles != signed or tell("SELECT 1 FROM signatures WHERE NOT compared LIMIT 1").fetchone():
        return True
    kept = tell("SELECT version FROM signatures LIMIT 1").fetchone()
    return kept is not None and kept[0] != _version()


def _version() -> int:
    """Of library and rule: pairs found with other signatures, or by another rule, do not count."""
    from rensa import RMinHash  # 6 ms

    return 1000 * _RULE + int(RMinHash.ALGORITHM_VERSION)


def sign(connection: Connection, pause: Callable[[], None]) -> None:
    """Make the signatures that are missing, or of another version of the library."""
    if not _is_behind(connection):
        return
    with transaction(connection):
        if connection.execute("DELETE FROM signatures WHERE version <> ?", (_version(),)).rowcount:
            connection.execute("DELETE FROM copies")
    unsigned = np.setdiff1d(_ids(connection, _PRESENT), _ids(connection, _SIGNED))
    for start in range(0, len(unsigned), _BATCH):
        pause()
        batch = connection.execute(
            "SELECT * FROM articles"
            " WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) ORDER BY id",
            (json.dumps(unsigned[start : start + _BATCH].tolist()),),
        ).fetchall()
        with transaction(connection):
            connection.executemany(
                "INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, FALSE)",
                [_row(connection, row["id"], article_of(row)) for row in batch],
            )


def _ids(connection: Connection, query: str) -> IdArray:
    """What a query for one list of ids gives, ascending."""
    return np.sort(np.array(json.loads(connection.execute(query).fetchone()[0]), dtype=np.int64))


def _bands(connection: Connection) -> tuple[list[int], Keys, Marks]:
    """Of all articles that are there, by id: the keys of their bands, and which are not compared.

    Signatures are twice as large as their keys, and are read a few at a time.
    """
    present = _ids(connection, _PRESENT)
    ids, fresh, keys = [], [], [np.empty((0, _BANDS), dtype=np.uint64)]
    rows = connection.execute(
        "SELECT article_id, signature, compared FROM signatures ORDER BY article_id"
    )
    while batch := rows.fetchmany(_READ):
        numbers = np.array([row[0] for row in batch], dtype=np.int64)
        there = np.isin(numbers, present, assume_unique=True)
        every = np.frombuffer(b"".join(row[1] for row in batch), dtype="<u4")
        keys.append(_keys(every.reshape(len(batch), -1)[there]))
        ids += numbers[there].tolist()
        fresh += [not row[2] for row, kept in zip(batch, there, strict=True) if kept]
    return ids, np.concatenate(keys), np.array(fresh, dtype=np.bool_)


def _keys(signatures: Signatures) -> Keys:
    """One number for each band of each signature: alike bands have the same."""
    bands = signatures.reshape(len(signatures), -1, _BAND).astype(np.uint64)
    keys: Keys = np.einsum("abc,c->ab", bands, _MIXED)
    return keys


def _row(connection: Connection, article_id: int, article: Article) -> tuple[Any, ...]:
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


def _candidates(bands: Keys, fresh: Marks) -> set[tuple[int, int]]:
    """Pairs of rows, one of them fresh, that have a band in common.

    Where many have the same band each is paired with the one before it: a story printed a
    thousand times is found as a chain, not as half a million pairs. The band of the digest holds
    the chain together where pages of one template, which are no copies, stand between.
    """
    pairs: set[tuple[int, int]] = set()
    for keys in bands.T:
        rows = np.flatnonzero(np.isin(keys, keys[fresh]))
        rows = rows[np.argsort(keys[rows], kind="stable")]
        first = np.flatnonzero(np.diff(keys[rows], prepend=~keys[rows[:1]]))
        ends = np.append(first[1:], len(rows))
        for place in np.flatnonzero(ends - first > 1):
            pairs.update(_pairs(rows[first[place] : ends[place]].tolist(), fresh))
    return pairs


def _pairs(bucket: list[int], fresh: Marks) -> Iterator[tuple[int, int]]:
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


def _story(connection: Connection, article_id: int) -> Story:
    row = connection.execute("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
    return Story.of(_told(article_of(row)))
