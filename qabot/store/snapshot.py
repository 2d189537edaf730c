"""One moment of an index: its rows, and the engine that searches them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from qabot.errors import CitationError
from qabot.protocols import Searcher
from qabot.store.article_names import ArticleNames
from qabot.store.article_table import ArticleTable
from qabot.store.connections import Connection, Cursor
from qabot.store.fetched import FetchedRows
from qabot.store.labels import labels_of
from qabot.store.schema import VISIBLE
from qabot.store.selections import Selections
from qabot.types import (
    Article,
    ArticleRef,
    Filters,
    FloatArray,
    IdArray,
    PassageEncoding,
    Quote,
    Selection,
    Span,
    StoredPassage,
)

Embed = Callable[[Sequence[StoredPassage]], list[PassageEncoding]]
"""Makes the vectors of passages that wait for theirs."""


class Snapshot:
    """Fetches from one generation, which ``engine`` searches; valid inside ``Index.snapshot()``.

    This is all that retrieval and reading need of an index. Every path that is returned, matched
    or looked up is the article's name among all of them: see :class:`qabot.store.labels.Labels`.
    """

    def __init__(
        self,
        connection: Connection,
        generation: int,
        engine: Searcher,
        selections: Selections,
        embed: Embed,
    ) -> None:
        self.generation = generation
        """Number of the state that this is."""
        self.engine = engine
        """Searches its passages."""
        self._connection = connection
        self._selections = selections
        self._embed = embed
        self._embedded: dict[int, PassageEncoding] = {}
        self._labels = labels_of(connection, generation)
        self._names = ArticleNames(connection, generation, self._labels)
        self._path = self._labels.path
        self._reference = f"{self._path} AS path, title, author, published, outlet, url, updated"
        self._fetched = FetchedRows(connection, generation, self._labels)

    @property
    def lexical_only(self) -> bool:
        """Whether passages still wait for their vectors: then only terms are searched.

        The few passages that are fetched to be read are embedded here and now.
        """
        return not self.engine.has_vectors

    def select(self, filters: Filters, among: Iterable[int] | None = None) -> Selection:
        """The articles that the filters leave, and of those only the ones with these ids."""
        selection = self._selections.of(filters, self._table, self._named)
        if among is None:
            return selection
        left = np.unique(np.fromiter(among, dtype=np.int64))
        if selection.articles is not None:
            left = np.intersect1d(left, selection.articles, assume_unique=True)
        return Selection(selection.filters, left)

    # -- passages ------------------------------------------------------------------------------

    def passages(self, ids: Sequence[int], *, vectors: bool = True) -> list[StoredPassage]:
        """Passages in the order of their ids; the vectors of their sentences only if asked for."""
        passages = self._fetched.passages(ids, vectors=vectors and not self.lexical_only)
        return self._embedded_now(passages) if vectors and self.lexical_only else passages

    def articles_behind(self, ids: Collection[int]) -> set[int]:
        """Ids of the articles of a few passages; all of these are at hand then."""
        return self._fetched.article_ids(ids)

    def passage_sentences(self, article_ids: Collection[int]) -> dict[int, list[tuple[Span, ...]]]:
        """By article, the sentences of each of its passages, in order."""
        return self._fetched.sentences(article_ids)

    def cosines(self, vector: FloatArray, ids: IdArray) -> FloatArray:
        """Exact cosines of these passages with a unit vector, in the order of ``ids``.

        Where passages wait for their vectors: 0 for those not fetched yet.
        """
        if self.lexical_only or not len(ids):
            made = (self._embedded.get(number) for number in ids.tolist())
            return np.array(
                [encoding.vector @ vector if encoding else 0.0 for encoding in made],
                dtype=np.float32,
            )
        result: FloatArray = self._fetched.passage_vectors(ids.tolist()) @ vector
        return result

    def _embedded_now(self, passages: list[StoredPassage]) -> list[StoredPassage]:
        new = [passage for passage in passages if passage.id not in self._embedded]
        numbers = [passage.id for passage in new]
        self._embedded.update(zip(numbers, self._embed(new), strict=True))
        return [
            replace(passage, sentence_vectors=self._embedded[passage.id].sentence_vectors)
            for passage in passages
        ]

    # -- articles ------------------------------------------------------------------------------

    def article(self, article_id: int) -> Article:
        """An article with its text.

        Raises:
            CitationError: this state of the index holds no such article.
        """
        found = self._fetched.articles([article_id])
        if not found:
            raise CitationError(f"no article with id {article_id} in this index")
        return found[article_id]

    def articles(self, ids: Collection[int]) -> dict[int, Article]:
        """Articles with their texts, by id: all of them at once."""
        return self._fetched.articles(ids)

    def articles_among(self, selection: Selection) -> Iterator[Article]:
        """All selected articles, by path; one text at a time is in memory."""
        rows = self._selected("articles.id", selection).fetchall()
        return (one for row in rows for one in self._fetched.articles_once([row["id"]]))

    def article_refs(self, filters: Filters) -> list[ArticleRef]:
        """The articles that the filters leave, by path: 50,000 of them in a fifth of a second."""
        return [ArticleRef(*row) for row in self._selected(self._reference, self.select(filters))]

    def article_count(self, filters: Filters) -> int:
        """How many articles the filters leave; all of them without any."""
        selected = self.select(filters).articles
        if selected is not None:
            return len(selected)
        return int(self._run(f"SELECT COUNT(*) FROM articles WHERE {VISIBLE}").fetchone()[0])

    def spread_articles(self, count: int) -> dict[int, Article]:
        """So many articles, or all there are, by id: spread evenly over the whole index."""
        rows = self._run(f"SELECT id FROM articles WHERE {VISIBLE} ORDER BY id").fetchall()
        step = max(1, len(rows) // count)
        return self._fetched.articles([row["id"] for row in rows[::step][:count]])

    def article_paths(self) -> list[str]:
        """Paths of all articles, sorted."""
        return [row[0] for row in self._selected(self._path, Selection())]

    def with_boilerplate(self) -> set[int]:
        """Ids of the articles of which some lines are in no passage."""
        rows = self._run("SELECT article_id FROM signatures WHERE length(left_out) > 0")
        return {row[0] for row in rows}

    def copies_of(self, article_ids: Collection[int]) -> dict[int, dict[int, ArticleRef]]:
        """For each of these articles that has copies: all that are its story, by id.

        The article itself is among them; the one that speaks for them comes first.
        """
        return self._fetched.copies(article_ids)

    # -- who says what -------------------------------------------------------------------------

    def quotes_in(self, article_ids: Collection[int]) -> dict[int, list[Quote]]:
        """By article, the sentences that somebody says, in order."""
        return self._fetched.quotes(article_ids)

    def quotes_by_speaker(self, name: str) -> list[Quote]:
        """What is said by everyone whom a name can mean, by article and place.

        A surname or a first name means all who have it; a full name also means those whom their
        article only prints with the last word of it.
        """
        return self._fetched.quotes_by_speaker(name)

    # -- articles by their paths ---------------------------------------------------------------

    def article_by_path(self, path: str) -> Article | None:
        """An article by its path; None if none has it, or means it alone.

        A path that no article has is understood as :meth:`articles_called` does.
        """
        found = self.articles_called(path)
        return found[0] if found and (found[0].path == path or len(found) == 1) else None

    def articles_called(self, path: str) -> list[Article]:
        """All articles that a path may mean: first the one that has it, the others by folder.

        Those are the articles that had it, or may have, while the index held other folders, and
        the one whose file is meant where a path begins at the root.
        """
        return list(self.articles(self._names.called(path)).values())

    def names_of(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The paths that the articles have now which these paths mean; one without any stays."""
        return self._names.names_of(paths)

    def file_of(self, path: str) -> Path | None:
        """The file that the article with a path was read from; it may be gone by now."""
        return self._names.file_of(path)

    def stale_among(self, paths: Sequence[str]) -> set[str]:
        """Those of the articles with these paths that are as last read: their files are away."""
        return self._names.stale(paths)

    def folders(self) -> list[str]:
        """Absolute paths of the folders that the articles come from."""
        return [self._labels.folders[number] for number in self._labels.prefixes]

    # -- what articles print -------------------------------------------------------------------

    def outlets(self, limit: int) -> list[str]:
        """The outlets of most articles, the most frequent first."""
        return self._printed("outlet", limit)

    def authors(self, limit: int) -> list[str]:
        """The authors of most articles, the most frequent first."""
        return self._printed("author", limit)

    def years(self) -> list[str]:
        """The years that articles were published in, the latest first."""
        return sorted(self._printed("substr(published, 1, 4)", 1000), reverse=True)

    def _printed(self, expression: str, limit: int) -> list[str]:
        rows = self._run(
            f"SELECT {expression} AS value FROM articles WHERE {VISIBLE} AND {expression} <> ''"
            " GROUP BY value ORDER BY COUNT(*) DESC, value LIMIT :limit",
            limit=limit,
        )
        return [row["value"] for row in rows]

    # -- rows ----------------------------------------------------------------------------------

    def _selected(self, columns: str, selection: Selection) -> Cursor:
        """Columns of the selected articles, by path."""
        among, ids = "TRUE", ""
        if selection.articles is not None:
            among = "articles.id IN (SELECT CAST(value AS BIGINT) FROM json_each(:ids))"
            ids = json.dumps(selection.articles.tolist())
        return self._run(
            f"SELECT {columns} FROM articles WHERE {VISIBLE} AND {among} ORDER BY {self._path}",
            ids=ids,
        )

    def _table(self) -> ArticleTable:
        return ArticleTable.load(self._connection, self.generation, self._labels)

    def _named(self, filters: Filters) -> Filters:
        paths, hidden = self.names_of(filters.paths), self.names_of(filters.hidden)
        return replace(filters, paths=paths, hidden=hidden)

    def _run(self, sql: str, **values: str | int) -> Cursor:
        bound = {"generation": self.generation, **self._labels.values, **values}
        return self._connection.execute(sql, bound)
