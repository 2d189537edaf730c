"""What reading fetches of one generation, many rows at a time and none of them twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from qabot.store import duplicates, quote_rows
from qabot.store.connections import Connection, Cursor, DatabaseRow
from qabot.store.labels import Labels
from qabot.store.rows import checked_article, stored_passage, unpack_spans, unpack_vector
from qabot.types import Article, ArticleRef, FloatArray, Quote, Span, StoredPassage

_ARTICLE = """
articles.id AS article, hash, title, author, published, outlet, url, updated, text, published_from,
    language, EXISTS (SELECT 1 FROM copies WHERE copies.article_id = articles.id) AS copied,
    EXISTS (
        SELECT 1 FROM articles AS twin INDEXED BY articles_by_path
        WHERE twin.path = articles.path AND twin.id = articles.id
    ) AND EXISTS (
        SELECT 1 FROM articles AS twin INDEXED BY articles_by_file
        WHERE twin.folder_id = articles.folder_id AND twin.file = articles.file
        AND twin.id = articles.id
    ) AND (
        articles.path = articles.file
        OR substr(articles.path, 1, length(articles.file) + 1) = articles.file || '#'
    ) AS placed,
    {path} AS path
"""
"""An article. ``placed`` tells that its path, file and folder are those which stand in the indexes,
too: damage to either is noticed, as the hash notices damage to the rest."""
_ARTICLES = """
SELECT {article} FROM articles
WHERE articles.id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids))
"""
_PASSAGES = """
WITH wanted AS (
    SELECT id, row_number() OVER (PARTITION BY article_id) AS place FROM passages
    WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids))
)
SELECT passages.id AS id, passages.article_id AS article_id, sentences, vector, sentence_vectors,
    {article}
FROM wanted JOIN passages ON passages.id = wanted.id
    LEFT JOIN articles ON articles.id = passages.article_id AND place = 1
    AND articles.id NOT IN (SELECT CAST(value AS BIGINT) FROM json_each(:known))
"""
"""Passages, and beside the first one of each article the article, unless it is known."""


class FetchedRows:
    """Passages, articles, quotes and copies by id, kept for as long as a snapshot is open.

    An answer needs the same articles for ranking, for copies and for citations. However many rows
    there are, it takes one statement for passages with their articles, and one each for quotes,
    for what a speaker says, and for copies, if any article has some.
    """

    def __init__(self, connection: Connection, generation: int, labels: Labels) -> None:
        self._connection = connection
        self._generation = generation
        self._labels = labels
        self._passages: dict[int, DatabaseRow] = {}
        self._articles: dict[int, Article] = {}
        self._quotes: dict[int, list[Quote]] = {}
        self._said: dict[str, list[Quote]] = {}
        self._copies: dict[int, dict[int, ArticleRef]] = {}

    def article_ids(self, passage_ids: Collection[int]) -> set[int]:
        """Ids of the articles that these passages stand in; all of them are at hand then."""
        if new := [number for number in passage_ids if number not in self._passages]:
            for row in self._run(_PASSAGES, new, known=json.dumps(list(self._articles))):
                self._passages[row["id"]] = row
                if row["article"] is not None:
                    self._keep(row)
        if lost := [number for number in passage_ids if number not in self._passages]:
            raise sqlite3.DatabaseError(f"passage {lost[0]} is not there")
        return {self._passages[number]["article_id"] for number in passage_ids}

    def passages(self, ids: Sequence[int], *, vectors: bool) -> list[StoredPassage]:
        """Passages in this order, with their text and, if asked for, sentence vectors."""
        articles = self.articles(self.article_ids(ids))
        if lost := {self._passages[number]["article_id"] for number in ids} - articles.keys():
            raise sqlite3.DatabaseError(f"article {min(lost)} is not there")
        rows = [self._passages[number] for number in ids]
        return [stored_passage(row, articles[row["article_id"]], vectors=vectors) for row in rows]

    def passage_vectors(self, ids: Sequence[int]) -> FloatArray:
        """Unit vectors of passages that have theirs, shape ``(len(ids), dim)``; at least one."""
        self.article_ids(ids)
        return np.stack([unpack_vector(self._passages[number]["vector"]) for number in ids])

    def articles(self, ids: Collection[int]) -> dict[int, Article]:
        """Articles by id; one that is not there is left out."""
        if new := [number for number in ids if number not in self._articles]:
            for row in self._run(_ARTICLES, new):
                self._keep(row)
        return {number: self._articles[number] for number in ids if number in self._articles}

    def articles_once(self, ids: Collection[int]) -> Iterator[Article]:
        """Articles one after the other; none of them is kept."""
        return map(_article, self._run(_ARTICLES, ids))

    def sentences(self, article_ids: Collection[int]) -> dict[int, list[tuple[Span, ...]]]:
        """By article, the sentences of each of its passages, in order."""
        rows = self._run(
            "SELECT article_id, sentences FROM passages"
            " WHERE article_id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids)) ORDER BY id",
            article_ids,
        )
        found: dict[int, list[tuple[Span, ...]]] = {number: [] for number in article_ids}
        for row in rows:
            found[row["article_id"]].append(unpack_spans(row["sentences"]))
        return found

    def quotes(self, article_ids: Collection[int]) -> dict[int, list[Quote]]:
        """By article, its attributed sentences in order."""
        if new := [number for number in article_ids if number not in self._quotes]:
            self._quotes |= quote_rows.quotes_in(self._connection, new)
        return {number: self._quotes[number] for number in article_ids}

    def quotes_by_speaker(self, name: str) -> list[Quote]:
        """What is said by everyone whom a name can mean, by article and place."""
        if name not in self._said:
            self._said[name] = quote_rows.quotes_by_speaker(
                self._connection, self._generation, name
            )
        return self._said[name]

    def copies(self, article_ids: Collection[int]) -> dict[int, dict[int, ArticleRef]]:
        """For each article that has copies, all that are its story, the speaking one first."""
        if new := [number for number in article_ids if number not in self._copies]:
            found = duplicates.copies_of(self._connection, self._generation, new, self._labels)
            self._copies |= {number: found.get(number, {}) for number in new}
        return {number: self._copies[number] for number in article_ids if self._copies[number]}

    def _keep(self, row: DatabaseRow) -> None:
        self._articles[row["article"]] = _article(row)
        if not row["copied"]:
            self._copies[row["article"]] = {}

    def _run(self, sql: str, ids: Collection[int], **values: str) -> Cursor:
        article = _ARTICLE.format(path=self._labels.path)
        bound = {"ids": json.dumps(list(ids)), **values, **self._labels.values}
        return self._connection.execute(sql.format(article=article), bound)


def _article(row: DatabaseRow) -> Article:
    if not row["placed"]:
        raise sqlite3.DatabaseError(f"{row['path']} is not where it was stored")
    return checked_article(row)
