"""All that can be verified of an index."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from qabot.config import Settings
from qabot.engines.comparison import search_problem
from qabot.errors import IndexDamaged, IndexUnfinished
from qabot.index import Index
from qabot.protocols import Encoder, Engine
from qabot.store import schema
from qabot.store.checks import existing_database, never_finished
from qabot.store.chosen_fields import remembered_fields
from qabot.store.connections import Connection
from qabot.store.database import Database
from qabot.store.databases import database_of
from qabot.store.fetched import FetchedRows
from qabot.store.labels import labels_of
from qabot.store.rows import Generation, unpack_encoding
from qabot.store.soundness import (
    UnsoundArticle,
    unsound_articles,
)
from qabot.store.state import Store
from qabot.sync.preparation import stored_text
from qabot.types import CheckReport, Finding, FindingKind, PassageEncoding

_SAMPLES = 48
"""Passages that are embedded again: as many as are embedded without loading torch."""
_ALIKE = 0.97
"""Cosine from which a stored vector is that of its text. The kinds of arithmetic that machines have
for embedding differ by .01 at most, another text by far more."""


def check_index(folder: Path, settings: Settings, encoder: Encoder | None = None) -> CheckReport:
    """Verify an index; nothing is changed.

    Checked are the file and its indexes; of each article text, metadata, place, sentences, vectors
    and who says what; a sample of vectors, by embedding it again; and that what is searched is
    complete and holds the same vectors. Where the file itself is damaged no more is looked at.

    Raises:
        IndexMissing: there is no index, or none that was ever finished.
        IndexIncompatible: it is another version's, model's or of other settings.
        IndexUnreadable: this user may not read it.
    """
    started = time.perf_counter()
    try:
        report = _checked(Index.open(folder, settings, encoder=encoder))
    except IndexDamaged as error:
        database = database_of(folder)
        report = CheckReport((Finding(FindingKind.DATABASE, database.name, str(error)),))
    return report.after(time.perf_counter() - started)


def _checked(index: Index) -> CheckReport:
    database = existing_database(index.folder)
    with database.reading() as connection:
        if structure := list(_structure(database, connection)):
            return CheckReport(tuple(structure))
        published = Store(connection).published()
        if published is None:
            raise IndexUnfinished(never_finished(index.folder))
        found = [*_fields(index.folder), *_counts(database.name, connection, published)]
        embedded = partial(stored_text, tokenizer=index.encoder.tokenizer, settings=index.settings)
        unsound = list(unsound_articles(connection, published.number, embedded))
        found += [_of_article(article) for article in unsound]
        if not unsound:  # else the rows below cannot be read
            sampled = _samples(connection, published)
            found += _vectors(connection, published, index, sampled)
            found += _search(index.engine, connection, published)
        return CheckReport(tuple(found), published.articles, published.passages)


def _structure(database: Database, connection: Connection) -> Iterator[Finding]:
    for problem in database.structure_problems(connection):
        yield Finding(FindingKind.DATABASE, database.name, problem)
    if wrong := database.layout_problem(connection):
        yield Finding(FindingKind.LAYOUT, database.name, wrong)


def _fields(folder: Path) -> Iterator[Finding]:
    try:
        remembered_fields(folder)
    except IndexDamaged as error:
        yield Finding(FindingKind.FIELDS, "fields.json", str(error))


def _counts(place: str, connection: Connection, published: Generation) -> Iterator[Finding]:
    """Whether as many articles and passages are there as were published."""
    articles, passages = connection.execute(
        "SELECT COUNT(*), SUM((SELECT COUNT(*) FROM passages WHERE article_id = articles.id))"
        f" FROM articles WHERE {schema.VISIBLE}",
        {"generation": published.number},
    ).fetchone()
    for noun, there, stored in (
        ("articles", articles, published.articles),
        ("passages", passages or 0, published.passages),
    ):
        if there != stored:
            problem = f"{there:,} {noun} are there, {stored:,} were published"
            yield Finding(FindingKind.ARTICLES, place, problem)


def _of_article(article: UnsoundArticle) -> Finding:
    return Finding(FindingKind.ARTICLE, article.path, article.reason, article.id)


def _samples(connection: Connection, published: Generation) -> list[int]:
    """Ids of some passages, spread evenly."""
    rows = connection.execute(
        "SELECT passages.id FROM passages JOIN articles ON articles.id = article_id"
        f" WHERE {schema.VISIBLE} AND length(vector) > 0 ORDER BY passages.id",
        {"generation": published.number},
    ).fetchall()
    chosen = np.linspace(0, len(rows) - 1, min(_SAMPLES, len(rows)), dtype=np.int64)
    return [rows[place][0] for place in chosen.tolist()]


def _vectors(
    connection: Connection, published: Generation, index: Index, sampled: list[int]
) -> Iterator[Finding]:
    """Which of some passages have vectors that are not those of their text."""
    fetched = FetchedRows(connection, published.number, labels_of(connection, published.number))
    passages = fetched.passages(sampled, vectors=True)
    texts = [stored_text(one, index.encoder.tokenizer, index.settings) for one in passages]
    for passage, made in zip(passages, index.encoder.encode_passages(texts), strict=True):
        row = connection.execute(
            "SELECT vector, sentence_vectors FROM passages WHERE id = ?", (passage.id,)
        ).fetchone()
        if not _alike(made, unpack_encoding(row, len(passage.sentences))):
            problem = "a passage has other vectors than the model makes of it"
            yield Finding(FindingKind.VECTORS, passage.article.path, problem, passage.article_id)


def _search(engine: Engine, connection: Connection, published: Generation) -> Iterator[Finding]:
    if problem := search_problem(engine, Store(connection), published):
        yield Finding(FindingKind.SEARCH, schema.VIEWS, problem)


def _alike(made: PassageEncoding, stored: PassageEncoding) -> bool:
    if made.vector.shape != stored.vector.shape:
        return False
    sentences = (made.sentence_vectors * stored.sentence_vectors).sum(axis=1)
    return bool(min(made.vector @ stored.vector, *sentences) >= _ALIKE)
