"""What reading fetches of one generation, many rows at a time and none of them twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence

from qabot.store import duplicates, quote_rows
from qabot.store.labels import Labels
from qabot.store.rows import article_of, stored_passage, unpack_spans
from qabot.types import Article, ArticleRef, Quote, Span, StoredPassage


class FetchedRows:
    """Passages, articles, quotes and copies by id, kept for as long as a snapshot is open.

    An answer needs the same articles for ranking, for copies and for citations; each kind of row
    takes one statement, however many there are.
    """

    def __init__(self, connection: sqlite3.Connection, generation: int, labels: Labels) -> None:
        self._connection = connection
        self._generation = generation
        self._labels = labels
        self._passages: dict[int, sqlite3.Row] = {}
        self._articles: dict[int, Article] = {}
        self._quotes: dict[int, list[Quote]] = {}
        self._copies: dict[int, dict[int, ArticleRef]] = {}

    def article_ids(self, passage_ids: Collection[int]) -> set[int]:
        """Ids of the articles that these passages stand in; the passages are at hand then."""
        if new := [number for number in passage_ids if number not in self._passages]:
            rows = self._run(
                "SELECT id, article_id, sentences, vector, sentence_vectors FROM passages"
                " WHERE id IN (SELECT value FROM json_each(:ids))",
                new,
            )
            self._passages.update((row["id"], row) for row in rows)
        return {self._passages[number]["article_id"] for number in passage_ids}

    def passages(self, ids: Sequence[int], *, vectors: bool) -> list[StoredPassage]:
        """Passages in this order, with their text and, if asked for, sentence vectors."""
        articles = self.articles(self.article_ids(ids))
        rows = [self._passages[number] for number in ids]
        return [stored_passage(row, articles[row["article_id"]], vectors=vectors) for row in rows]

    def articles(self, ids: Collection[int]) -> dict[int, Article]:
        """Articles by id; one that is not there is left out."""
        if new := [number for number in ids if number not in self._articles]:
            self._articles.update(self.articles_once(new))
        return {number: self._articles[number] for number in ids if number in self._articles}

    def articles_once(self, ids: Collection[int]) -> Iterator[tuple[int, Article]]:
        """Articles with their ids, one after the other; none of them is kept."""
        rows = self._run(
            f"SELECT {self._labels.path} AS path, title, author, published, outlet, url, updated,"
            " id, text, published_from, language FROM articles"
            " WHERE id IN (SELECT value FROM json_each(:ids))",
            ids,
        )
        return ((row["id"], article_of(row)) for row in rows)

    def sentences(self, article_ids: Collection[int]) -> dict[int, list[tuple[Span, ...]]]:
        """By article, the sentences of each of its passages, in order."""
        rows = self._run(
            "SELECT article_id, sentences FROM passages"
            " WHERE article_id IN (SELECT value FROM json_each(:ids)) ORDER BY id",
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

    def copies(self, article_ids: Collection[int]) -> dict[int, dict[int, ArticleRef]]:
        """For each article that has copies, all that are its story, the speaking one first."""
        if new := [number for number in article_ids if number not in self._copies]:
            found = duplicates.copies_of(self._connection, self._generation, new, self._labels)
            self._copies |= {number: found.get(number, {}) for number in new}
        return {number: self._copies[number] for number in article_ids if self._copies[number]}

    def _run(self, sql: str, ids: Collection[int]) -> sqlite3.Cursor:
        return self._connection.execute(sql, {"ids": json.dumps(list(ids)), **self._labels.values})
